from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """A run of pytest inside leaves the pictures of the run outside alone."""
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    monkeypatch.setenv("TEXTUAL_SNAPSHOT_TEMPDIR", "set by the run inside")
