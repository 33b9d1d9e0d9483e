"""``kneetui pack preview`` in a real terminal: it takes up a save, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneetui_pack_authoring.scaffold import Plan, write_new
from tests.terminal.pty_app import KNEETUI, PtyApp


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_new(Plan(id="tennis", name="Tennis", activity="other", author="Ana"), tmp_path / "tennis")


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Where temporary folders are made."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


def start(home: Path, pack: Path, scratch: Path) -> PtyApp:
    return PtyApp(home, command=(*KNEETUI, "pack", "preview", str(pack)), env={"TMPDIR": str(scratch)})


def test_from_a_save_to_the_screen_and_out_again(home: Path, pack: Path, scratch: Path) -> None:
    tips = (pack / "tips.toml").read_text("utf-8")
    with start(home, pack, scratch) as app:
        app.wait("1 Today", "4 Routines")
        app.settle()
        (pack / "tips.toml").write_text(tips.replace('kind = "load"', 'kind = "laod"'), encoding="utf-8")
        app.wait("1 problem in the pack", r"tips\.toml:6:1", "Did you mean “load”")
        (pack / "tips.toml").write_text(tips, encoding="utf-8")
        app.wait("Tennis is read anew")
        assert "problem in the pack" not in app.text
        assert len(list(scratch.iterdir())) == 1
        app.send("ctrl+q")
        code, _ = app.end()
        assert code == 0, app.picture()
    assert list(scratch.iterdir()) == []
    assert not (home / "data").exists(), "the diary of the person is never touched"


def test_a_cut_line_leaves_nothing_behind(home: Path, pack: Path, scratch: Path) -> None:
    with start(home, pack, scratch) as app:
        app.wait("1 Today", "4 Routines")
        app.hang_up()
        app.process.wait(timeout=60)
    assert list(scratch.iterdir()) == []
