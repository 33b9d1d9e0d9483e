"""The app through a real OpenSSH server: terminals, locales, sizes; and an account that is only kneetui under attack."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.ssh.lines import UTF8, Line, covering
from tests.ssh.matrix import settle_in, tried
from tests.ssh.serving import Server
from tests.terminal.pty_app import PtyApp

LINES = [
    ("xterm-256color", {"LANG": UTF8, "COLORTERM": "truecolor"}, (80, 24)),
    ("screen-256color", {"LANG": "C"}, (80, 24)),
    ("xterm", {"LANG": UTF8}, (40, 12)),
]
PART = covering()[3::6]
"""Some lines of the matrix, of most terminals and all sizes; the whole of it is tried by hand."""


@pytest.fixture
def settled(server: Server) -> Server:
    settle_in(server)
    return server


def entries(server: Server) -> int:
    return server.run("kiosk", "kneetui", "diary", "export").stdout.count("[[entry]]")


@pytest.mark.parametrize(("term", "says", "size"), LINES, ids=str)
def test_an_entry_is_written_on_any_line(
    settled: Server, tmp_path: Path, term: str, says: dict[str, str], size: tuple[int, int]
) -> None:
    before = entries(settled)
    env = {"LANG": None, **says, "TERM": term}
    with PtyApp(tmp_path, command=settled.client("kiosk", "-tt"), size=size, env=env) as app:
        if size < (60, 20):
            app.until(lambda: b"\x1b[?1049h" in app.received)
            app.settle()
            app.resize(80, 24)
        app.wait("1 Today")
        app.settle()
        app.send("a")
        app.wait("Swelling", "Note")
        app.resize(100, 30)
        app.wait("Swelling", "Note")
        app.send("4", "enter")
        app.until(lambda: not app.sees("Swelling +"), message="the form stays")
        app.send("ctrl+q")
        assert app.end()[0] == 0
        assert app.received.isascii() == (says["LANG"] != UTF8)
    assert entries(settled) == before + 1


@pytest.mark.hunt
@pytest.mark.parametrize("line", PART, ids=lambda line: line.id)
def test_every_flow_works_on_a_line_of_the_matrix(settled: Server, tmp_path: Path, line: Line) -> None:
    if line.inside and shutil.which(line.inside) is None:
        pytest.skip(f"there is no {line.inside} here")
    assert {flow: what for flow, what in tried(settled, line, tmp_path).items() if what != "ok"} == {}


def test_a_dumb_terminal_is_asked_in_lines(settled: Server, tmp_path: Path) -> None:
    with PtyApp(tmp_path, command=settled.client("kiosk", "-tt"), env={"TERM": "dumb"}) as app:
        app.wait("What do you want to do")
        app.send("q", "\r")
        assert app.end()[0] == 0
        assert b"\x1b" not in app.received


def test_without_a_terminal_it_asks_in_lines(settled: Server) -> None:
    done = settled.run("kiosk")

    assert "What do you want to do?" in done.stdout
    assert "ssh -t" in done.stderr


@pytest.mark.parametrize(
    "asked",
    [
        "id", "sh -c id", "bash -i", "kneetui; id", "kneetui status && id", "$(id)", "scp -t /tmp", "rsync --server . /",
        "kneetui --home / doctor", "kneetui --idle 0 doctor", "kneetui evaluate /etc", "kneetui diary export -o /tmp/kneetui-attack",
        "kneetui diary export -o ~/.bashrc", "kneetui triage --answers /etc/passwd", "kneetui pack install /etc --yes",
    ],
)  # fmt: skip
def test_a_client_gets_no_further(settled: Server, asked: str) -> None:
    done = settled.run("kiosk", asked)

    assert done.returncode in (1, 2)
    assert "uid=" not in done.stdout
    assert "root:" not in done.stdout + done.stderr
    assert not Path("/tmp/kneetui-attack").exists()


def test_nothing_but_commands_is_to_be_had(settled: Server) -> None:
    files = settled.run("kiosk", "sftp", options=("-s",))
    assert (files.returncode, files.stdout) == (2, "")
    assert settled.run("kiosk", "true", options=("-W", f"127.0.0.1:{settled.port}")).returncode != 0


def test_what_a_client_says_of_python_changes_nothing(settled: Server, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("print('mine')", encoding="utf-8")
    command = ["env", f"PYTHONPATH={tmp_path}", f"KNEETUI_HOME={tmp_path}"]
    done = subprocess.run(
        [*command, *settled.client("kiosk"), "kneetui", "doctor"],
        capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip

    assert done.returncode == 0
    assert "mine" not in done.stdout
    assert f"diary: {settled.home}/data/diary.db" in done.stdout
