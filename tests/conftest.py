"""Every test runs in a home of its own, without the machine's settings."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ("kneetui.testing",)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh KNEETUI_HOME, no colour switches, no plugin switches, one locale."""
    folder = tmp_path / "kneetui-home"
    monkeypatch.setenv("KNEETUI_HOME", str(folder))
    for name in ("NO_COLOR", "KNEETUI_PLUGINS", "KNEETUI_DIARY", "TEXTUAL_THEME", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return folder
