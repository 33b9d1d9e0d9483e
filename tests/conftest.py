"""Every test runs in a home of its own, without the machine's settings."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(kneetui_home: Path) -> Path:
    """A fresh KNEETUI_HOME, no colour switches, no plugin switches, one locale."""
    return kneetui_home
