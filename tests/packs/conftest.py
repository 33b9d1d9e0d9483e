from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.small import write_core
from tests.content.packs import write_pack

LOCALE = '[pack]\nname = "Tennis auf Deutsch"\n'


@pytest.fixture
def small_core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small core stands for the built-in one."""
    folder = write_core(tmp_path / "core")
    monkeypatch.setattr("kneetui.content.loading.merge.CORE", folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack with a translation, words for people, and things that are no part of it."""
    made = write_pack(tmp_path / "tennis")
    (made / "locale").mkdir()
    (made / "locale" / "de.toml").write_text(LOCALE)
    (made / "README.md").write_text("# Tennis\n")
    (made / "LICENSE").write_text("CC0\n")
    (made / "code.py").write_text("raise SystemExit\n")
    (made / ".notes.toml").write_text("mine\n")
    return made
