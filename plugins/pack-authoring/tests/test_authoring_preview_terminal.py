"""``kneetui pack preview`` in a real terminal: it takes up a save, and leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
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


WRITERS = """
import sys, threading
from pathlib import Path
from kneetui.config.paths import write_private
from kneetui_pack_authoring.preview import remove_for_good

home, began, over = Path(sys.argv[1]), threading.Barrier(5), threading.Event()

def write():
    began.wait()
    while not over.is_set():
        try:
            write_private(home / "cache" / threading.current_thread().name / "kept", b"x")
        except OSError:
            pass

threads = [threading.Thread(target=write) for _ in range(4)]
for thread in threads:
    thread.start()
began.wait()
remove_for_good(home)
over.set()
for thread in threads:
    thread.join()
sys.exit(home.exists())
"""


@pytest.mark.parametrize("number", range(3))
def test_what_still_writes_does_not_bring_a_removed_home_back(scratch: Path, number: int) -> None:
    """Threads go on for a moment after a line was cut; what they keep would stay in the folder for temporary files."""
    home = scratch / f"home-{number}"
    home.mkdir()
    subprocess.run([sys.executable, "-c", WRITERS, str(home)], check=True, timeout=60)
    assert list(scratch.iterdir()) == []


def test_a_cut_line_leaves_nothing_behind(home: Path, pack: Path, scratch: Path) -> None:
    with start(home, pack, scratch) as app:
        app.wait("1 Today", "4 Routines")
        app.hang_up()
        app.process.wait(timeout=60)
    assert list(scratch.iterdir()) == []
