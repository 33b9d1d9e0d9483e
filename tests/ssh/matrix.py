"""Prints the matrix of lines and flows as Markdown, each line tried through a real OpenSSH server on the loopback.

Run it with: uv run python -m tests.ssh.matrix. After that, as many words as are wanted choose the lines whose names
have them all: uv run python -m tests.ssh.matrix vt100 1x1.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kneetui.config.settings import Settings, write_settings
from tests.ssh.lines import LATIN, SCREEN, SMALLER, STAYS, THROUGH_NOTHING, TMUX, UTF8, WIDER, Line, covering
from tests.ssh.serving import Server, serving
from tests.terminal.pty_app import PtyApp

SECONDS = 30.0
"""How long anything may take to come before it counts as a failure."""

ASKED = "Question [0-9]+|Warning signs"
"""What stands over a question, and over the signs that are asked for before."""

Step = Callable[[], None]
"""What happens to the window in the middle of a flow."""


def window(line: Line, size: str) -> tuple[int, int]:
    """Columns and rows of the window in which the app has this size; tmux keeps a row for itself."""
    columns, _, rows = size.partition("x")
    return int(columns), int(rows) + (line.inside == TMUX)


def _opens(pattern: str, key: str = "") -> Callable[[PtyApp, Step], None]:
    """A room that a key opens, if any, and that shows this."""

    def flow(app: PtyApp, _resize: Step) -> None:
        if key:
            app.send(key)
        app.wait(pattern, seconds=SECONDS)
        app.settle()

    return flow


def _triage(app: PtyApp, resize: Step) -> None:
    app.send("2")
    app.wait("Start|Go on|Continue", seconds=SECONDS)
    app.settle()
    app.send("enter")
    app.wait(ASKED, seconds=SECONDS)
    resize()
    app.wait(ASKED, seconds=SECONDS)
    app.send("u")
    app.wait("Question ([2-9]|1[0-9])|Warning signs.*2 of", seconds=SECONDS)
    app.settle()
    app.send("escape")
    app.until(lambda: not app.sees(ASKED), SECONDS, "Esc does not leave the question")


def _entry(app: PtyApp, resize: Step) -> None:
    app.send("a")
    app.wait("Swelling|[Pp]ain", seconds=SECONDS)
    app.send("4")
    app.settle()
    resize()
    app.wait("Swelling|[Pp]ain", seconds=SECONDS)
    app.send("enter")
    app.until(lambda: not app.sees("New entry|Write down what"), SECONDS, "the form stays")
    app.settle()


def _settings(app: PtyApp, _resize: Step) -> None:
    app.send(",")
    app.wait("[Ss]ports", seconds=SECONDS)
    app.settle()
    app.send("escape")
    app.settle()


FLOWS: dict[str, Callable[[PtyApp, Step], None]] = {
    "Today": _opens("knee"),
    "triage": _triage,
    "diary": _opens("Diary", "3"),
    "entry": _entry,
    "routines": _opens("Routines|Gentle|Plans", "4"),
    "packs": _opens("Everyday knee|Packs", "5"),
    "settings": _settings,
}

AFTER = ("signs and colours", "end")
"""What is looked at once the flows are through: the bytes that came, and whether the terminal was given back."""


def command(server: Server, line: Line) -> tuple[str, ...]:
    """What the client asks for: the app as an account that is only kneetui has it, or inside a multiplexer."""
    if not line.inside:
        return server.client("kiosk", "-tt")
    name = shlex.quote(_session(server))
    app = f"env KNEETUI_HOME={shlex.quote(str(server.home))} {shlex.quote(sys.executable)} -m kneetui"
    opened = {
        TMUX: f"tmux -L {name} -f /dev/null new {shlex.quote(app)}",
        SCREEN: f"screen -S {name} -c /dev/null {app}",
    }[line.inside]
    return (*server.client("shell", "-tt"), opened)


def _session(server: Server) -> str:
    return f"kneetui-matrix-{server.port}"


@contextmanager
def connection(server: Server, line: Line, folder: Path) -> Iterator[PtyApp]:
    """The line; what still runs at its other end is ended with it."""
    says = {"LANG": line.lang, "COLORTERM": line.colorterm, "NO_COLOR": line.no_color}
    env = {"TERM": line.term, **{name: value or None for name, value in says.items()}}
    words, size = command(server, line), window(line, line.size)
    try:
        with PtyApp(folder, command=words, size=size, env=env) as app:
            yield app
    finally:
        end = {
            TMUX: ("tmux", "-L", _session(server), "kill-server"),
            SCREEN: ("screen", "-S", _session(server), "-X", "quit"),
        }
        if line.inside:
            subprocess.run(end[line.inside], capture_output=True, timeout=60, check=False)


def _begins(app: PtyApp, line: Line) -> None:
    """A window of one cell shows nothing: it becomes one that does once the app is up."""
    if line.size == "1x1":
        app.until(lambda: app.received, SECONDS, "nothing came")
        app.settle(1.0)
        app.resize(*window(line, "80x24"))


def _resize(app: PtyApp, line: Line) -> Step:
    """What becomes of the window in the middle of a flow."""

    def step() -> None:
        before = app.screen.columns, app.screen.lines
        wide, small = window(line, "120x40"), window(line, "40x12")
        through = {STAYS: (), WIDER: (wide,), SMALLER: (small,), THROUGH_NOTHING: ((1, 1), before)}
        for size in through[line.resize]:
            app.resize(*size)
            app.settle()

    return step


def tried(server: Server, line: Line, folder: Path) -> dict[str, str]:
    """What came of each flow on one connection: ``ok``, or what was not seen."""
    (server.home / "data" / "triage.json").unlink(missing_ok=True)
    came, before = dict.fromkeys((*FLOWS, *AFTER), "not reached"), _entries(server)
    with connection(server, line, folder) as app:
        came |= _walked(app, line)
        came["signs and colours"] = ", ".join(unfit(line, bytes(app.received), app)) or "ok"
        came["end"] = _ended(app, line)
    if came["entry"] == "ok" and _entries(server) != before + 1:
        came["entry"] = "not written once"
    return came


def _walked(app: PtyApp, line: Line) -> dict[str, str]:
    came: dict[str, str] = {}
    resize = _resize(app, line)
    for name, flow in FLOWS.items():
        try:
            if not came:
                _begins(app, line)
            flow(app, resize)
        except AssertionError as error:
            print(f"{line.id}: {name}: {error}", file=sys.stderr)
            came[name] = re.sub(r"\s+", " ", str(error).split("\n")[0]).replace("|", "/")
            if app.process.poll() is not None:
                break
        else:
            came[name] = "ok"
    return came


def _ended(app: PtyApp, line: Line) -> str:
    """Whether it ends when asked to, and gives the terminal back."""
    app.send("ctrl+q")
    try:
        code, _ = app.end(SECONDS)
    except AssertionError:
        return "it does not end"
    if code:
        return f"ended with {code}"
    left = app.modes & {1000, 1002, 1003, 1004, 1006, 1015, 1049, 2004, 2048}
    hidden = [] if 25 in app.modes or line.inside else ["a hidden cursor"]
    return ", ".join([*(f"mode {mode} left on" for mode in sorted(left)), *hidden]) or "ok"


OLD = ("vt100", "unknown")
"""Terminals that are believed to know no more than ASCII."""
ALL_COLOURS = re.compile(rb"\x1b\[[0-9;]*[34]8;2;")
COLOURS = re.compile(rb"\x1b\[(?:[0-9]+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9]+)*m")
BOXES = "─│╭"


def unfit(line: Line, received: bytes, app: PtyApp) -> Iterator[str]:
    """What was sent that the line cannot show. Inside a multiplexer that one has the say over colours."""
    ascii_only = line.lang not in (UTF8, LATIN) or line.term in OLD
    if ascii_only and not line.inside and not received.isascii():
        yield "signs beyond ASCII"
    frames = any(sign.encode() in received for sign in BOXES)
    if frames != (line.lang == UTF8 and (bool(line.inside) or line.term not in OLD)):
        yield "frames in UTF-8" if frames else "no frames in UTF-8"
    if not line.inside and line.no_color and COLOURS.search(received):
        yield "colours in spite of NO_COLOR"
    if not line.inside and not line.colorterm and ALL_COLOURS.search(received):
        yield "24-bit colours"
    if any(_hidden(app)):
        yield "letters in the colour of their paper"


def _hidden(app: PtyApp) -> Iterator[bool]:
    for row in app.screen.buffer.values():
        for cell in row.values():
            yield cell.data.isalnum() and cell.fg == cell.bg != "default"


def _entries(server: Server) -> int:
    return server.run("kiosk", "kneetui", "diary", "export").stdout.count("[[entry]]")


def settle_in(server: Server) -> None:
    """The settings of somebody who has been here before."""
    settings = Settings(
        sports=("running",), knee="right", welcomed=True, bell=False, timezone="Europe/Vienna"
    )
    write_settings(server.home / "config" / "config.toml", settings)


def table(lines: Iterable[Line]) -> str:
    """The matrix of some lines; what fails is told by name below it."""
    heads = [*Line._fields, *FLOWS, *AFTER]
    rows = [f"| {' | '.join(heads).replace('_', ' ')} |", f"| {' | '.join('---' for _ in heads)} |"]
    failed = []
    with tempfile.TemporaryDirectory() as name, serving(Path(name)) as server:
        settle_in(server)
        for line in lines:
            began, came = time.monotonic(), tried(server, line, Path(name))
            rows.append(f"| {' | '.join([*(value or '-' for value in line), *came.values()])} |")
            failed += [f"{line.id}: {flow}: {what}" for flow, what in came.items() if what != "ok"]
            print(f"{line.id}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    return "\n".join([*rows, "", *(failed or ["Nothing failed."])])


if __name__ == "__main__":
    print(table(line for line in covering() if all(word in line.id.split() for word in sys.argv[1:])))
