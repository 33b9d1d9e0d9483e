"""The app through a real OpenSSH server: terminals, locales, sizes; and an account that is only kneetui under attack."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneetui.config.settings import Settings, write_settings
from tests.ssh.serving import Server
from tests.terminal.pty_app import PtyApp

UTF8, C, LATIN = "C.UTF-8", "C", "en_US.ISO-8859-1"

LINES = [
    ("xterm-256color", {"LANG": UTF8, "COLORTERM": "truecolor"}, (80, 24)),
    ("screen-256color", {"LANG": C}, (80, 24)),
    ("xterm", {"LANG": UTF8}, (40, 12)),
]
MORE_LINES = [
    ("alacritty", {"LANG": UTF8}, (80, 24)),
    ("foot", {"LANG": LATIN}, (60, 20)),
    ("tmux-256color", {"LANG": UTF8, "NO_COLOR": "1"}, (80, 24)),
    ("linux", {"LANG": UTF8}, (80, 24)),
    ("vt100", {"LANG": UTF8}, (80, 24)),
    ("unknown", {"LANG": "POSIX"}, (80, 24)),
    ("xterm-256color", {}, (1, 1)),
    ("xterm-256color", {"LANG": UTF8, "NO_COLOR": "1"}, (120, 40)),
]


@pytest.fixture
def settled(server: Server) -> Server:
    settings = Settings(
        sports=("running",), knee="right", welcomed=True, bell=False, timezone="Europe/Vienna"
    )
    write_settings(server.home / "config" / "config.toml", settings)
    return server


def entries(server: Server) -> int:
    return server.run("kiosk", "kneetui", "diary", "export").stdout.count("[[entry]]")


@pytest.mark.parametrize(
    ("term", "says", "size"),
    [*LINES, *(pytest.param(*line, marks=pytest.mark.hunt) for line in MORE_LINES)],
    ids=str,
)
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
        if says.get("LANG") not in (UTF8, LATIN) or term in ("vt100", "unknown"):
            assert app.received.isascii()
    assert entries(settled) == before + 1


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


@pytest.fixture
def multiplexers(server: Server) -> Iterator[str]:
    """The name of a session for tmux or screen; what still runs under it is ended, however the test ends."""
    name = f"kneetui-test-{server.port}"
    yield name
    for program, *words in (["tmux", "-L", name, "kill-server"], ["screen", "-S", name, "-X", "quit"]):
        if shutil.which(program) is not None:
            subprocess.run([program, *words], capture_output=True, timeout=60, check=False)


@pytest.mark.hunt
@pytest.mark.parametrize(("program", "lang"), [("tmux", UTF8), ("screen", UTF8), ("screen", C)])
def test_inside_a_multiplexer(
    settled: Server, multiplexers: str, tmp_path: Path, program: str, lang: str
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"there is no {program} here")
    app_words = f"env LANG={lang} KNEETUI_HOME={settled.home} {sys.executable} -m kneetui"
    words = {
        "tmux": f"LANG={lang} tmux -L {multiplexers} -f /dev/null new '{app_words}'",
        "screen": f"LANG={lang} screen -S {multiplexers} -c /dev/null {app_words}",
    }[program]
    command = (*settled.client("shell", "-tt"), words)
    with PtyApp(tmp_path, command=command, env={"LANG": lang}) as app:
        app.wait("1 Today", "╭─" if lang == UTF8 else r"\+-")
        app.settle()
        app.send("3")
        app.wait("Day +Time +Knee|Nothing here yet")
        app.send("escape")
        app.wait("Your knee|Right knee", "Watch for")
        app.send("ctrl+q")
        app.end()


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
