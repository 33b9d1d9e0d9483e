from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kneetui.diary.store.base import DiaryStore
from kneetui.diary.store.sqlite import open_diary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kneetui" / "diary.db"


@pytest.fixture
def diary(path: Path) -> Iterator[DiaryStore]:
    store = open_diary(path)
    yield store
    store.close()
