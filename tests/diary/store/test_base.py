from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kneetui.diary.store.base import DiaryStore
from kneetui.diary.store.sqlite import open_diary
from kneetui.testing.stores import DiaryStoreTests

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class TestTheBuiltInDiary(DiaryStoreTests):
    @pytest.fixture
    def open_store(self, path: Path) -> Callable[[], DiaryStore]:
        return lambda: open_diary(path)
