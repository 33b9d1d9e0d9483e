"""Without termios and fcntl, as on Windows: the app says so, and commands work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kneetui.launch import NO_LAYER

CODE = """
import sys
sys.modules.update(termios=None, fcntl=None, tty=None)
from kneetui.__main__ import main
sys.argv = ["kneetui", *sys.argv[1:]]
main()
"""


def started(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", CODE, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def test_the_app_says_so_and_asks_in_lines() -> None:
    done = started()
    assert done.returncode == 2  # nobody answers
    assert done.stderr.startswith(f"{NO_LAYER}\n")
    assert "Type the numbers of all that fit" in done.stdout


@pytest.mark.usefixtures("warm_home")
@pytest.mark.parametrize(
    "words", [["--version"], ["pack", "list"], ["doctor"], ["questions"], ["formats"], ["diary", "export"]]
)
def test_commands_work(words: list[str]) -> None:
    done = started(*words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.hunt
def test_a_pack_can_be_installed_and_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.packs import shelves

    monkeypatch.setenv("KNEETUI_PLUGINS", "")
    shelves.pack(tmp_path / "tennis", content="")
    assert started("pack", "install", str(tmp_path / "tennis"), "--yes").returncode == 0
    assert started("pack", "remove", "tennis", "--yes").returncode == 0
