from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.small import write_core


@pytest.fixture
def small_core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small core stands for the built-in one."""
    folder = write_core(tmp_path / "core")
    monkeypatch.setattr("kneetui.content.loading.merge.CORE", folder)
    return folder
