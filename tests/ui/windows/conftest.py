"""Several windows of one person, with the time between them that a disk takes."""

from __future__ import annotations

import pytest

from tests import disk


@pytest.fixture(autouse=True)
def on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one window writes is as long on its way as it is for the app: what another one sees hangs on that."""
    disk.wait(monkeypatch)
