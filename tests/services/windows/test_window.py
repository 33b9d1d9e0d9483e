"""A window is there as long as its process lives, and nobody waits for another one for ever."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kneetui.services.windows import window as windows
from kneetui.services.windows.window import SIGN, Window, alone, lives

OTHER = """
import sys
from pathlib import Path
from kneetui.services.windows.window import Window, alone
folder = Path(sys.argv[1])
window = Window()
with alone(folder):
    window.open(folder)
    print(window.id, flush=True)
    if sys.argv[2] == "writing":
        sys.stdin.read()
sys.stdin.read()
"""


def other(folder: Path, doing: str = "open") -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER, str(folder), doing],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    return process, process.stdout.readline().strip()


def test_it_lives_until_it_is_closed(tmp_path: Path) -> None:
    window = Window()
    assert not lives(tmp_path, window.id)
    window.open(tmp_path)
    window.open(tmp_path)
    assert lives(tmp_path, window.id)
    window.close(tmp_path)
    window.close(tmp_path)
    assert not lives(tmp_path, window.id)
    assert not list(tmp_path.glob(f"*{SIGN}"))


def test_a_killed_one_is_gone_at_once_and_a_stopped_one_is_not(tmp_path: Path) -> None:
    process, id = other(tmp_path)
    process.send_signal(signal.SIGSTOP)
    assert lives(tmp_path, id)
    process.kill()
    process.communicate()
    assert not lives(tmp_path, id)
    window = Window()
    window.open(tmp_path)
    assert [sign.stem for sign in tmp_path.glob(f"*{SIGN}")] == [window.id], "what it left is taken away"
    window.close(tmp_path)


def test_one_that_stands_still_while_it_writes_is_not_waited_for(tmp_path: Path) -> None:
    process, _ = other(tmp_path, "writing")
    process.send_signal(signal.SIGSTOP)
    with pytest.raises(OSError, match="another window is writing"), alone(tmp_path, wait=0.0):
        pass
    process.kill()
    process.communicate()
    with alone(tmp_path, wait=0.0):
        pass


def test_a_disk_that_takes_no_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with alone(tmp_path / "file" / "folder"):
        pass
    with pytest.raises(OSError, match="File exists"):
        Window().open(tmp_path / "file" / "folder")


def test_where_files_cannot_be_locked_nobody_is_believed_to_live(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(handle: int, *, shared: bool = False) -> bool:
        raise OSError(f"{handle} {shared}")

    window = Window()
    window.open(tmp_path)
    monkeypatch.setattr(windows, "_lock", refuse)
    assert not lives(tmp_path, window.id)
    with alone(tmp_path, wait=0.0):
        pass
    window.close(tmp_path)
