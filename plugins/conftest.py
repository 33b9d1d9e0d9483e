"""Every test of a plugin runs in a home of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packs.conftest import small_core
from tests.ui.conftest import snap_app

__all__ = ["small_core", "snap_app"]


@pytest.fixture(autouse=True)
def home(kneetui_home: Path) -> Path:
    return kneetui_home
