"""Prints the matrix of terminals, sizes and flows as Markdown, each tried through a real OpenSSH server on the loopback.

Run it with: uv run python -m tests.ssh.matrix
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from kneetui.config.settings import Settings, write_settings
from tests.ssh.serving import Server, serving
from tests.terminal.pty_app import PtyApp

UTF8, C, LATIN = "C.UTF-8", "C", "en_US.ISO-8859-1"

SAYS: dict[str, dict[str, str]] = {
    "xterm-256color": {"LANG": UTF8, "COLORTERM": "truecolor"},
    "xterm": {"LANG": UTF8},
    "alacritty": {"LANG": UTF8},
    "foot": {"LANG": LATIN},
    "screen-256color": {"LANG": C},
    "tmux-256color": {"LANG": UTF8, "NO_COLOR": "1"},
    "linux": {"LANG": UTF8},
    "vt100": {"LANG": UTF8},
    "unknown": {"LANG": "POSIX"},
}
"""Terminal -> what else its client says."""

SIZES = ((80, 24), (60, 20), (40, 12))

SECONDS = 20.0
"""How long anything may take to come before it counts as a failure."""


def _opens(pattern: str, key: str = "") -> Callable[[PtyApp], None]:
    """A room that a key opens, if any, and that shows this."""

    def flow(app: PtyApp) -> None:
        if key:
            app.send(key)
        app.wait(pattern, seconds=SECONDS)
        app.settle()

    return flow


def _triage(app: PtyApp) -> None:
    _opens("Start|Go on|Continue", "2")(app)
    _opens("Question [0-9]+", "enter")(app)
    _opens("Question ([2-9]|1[0-9])", "u")(app)
    app.send("escape")
    app.until(lambda: not app.sees("Question [0-9]+"), SECONDS)


def _entry(app: PtyApp) -> None:
    _opens("Swelling|[Pp]ain", "a")(app)
    app.send("4", "enter")
    app.until(lambda: not app.sees("New entry|Write down what"), SECONDS)
    app.settle()


def _settings(app: PtyApp) -> None:
    app.send(",")
    app.wait("[Ss]ports", seconds=SECONDS)
    app.settle()
    app.send("escape")


FLOWS: dict[str, Callable[[PtyApp], None]] = {
    "Today": _opens("knee"),
    "triage": _triage,
    "diary": _opens("Diary", "3"),
    "entry": _entry,
    "routines": _opens("Routines|Gentle|Plans", "4"),
    "packs": _opens("Everyday knee|Packs", "5"),
    "settings": _settings,
}


def tried(server: Server, term: str, size: tuple[int, int], folder: Path) -> list[str]:
    """What came of each flow on one connection: ``ok``, or what was not seen."""
    env = {"LANG": None, **SAYS[term], "TERM": term}
    before, came = _entries(server), []
    with PtyApp(folder, command=server.client("kiosk", "-tt"), size=size, env=env) as app:
        for flow in FLOWS.values():
            try:
                flow(app)
            except AssertionError as error:
                print(f"{term} {size}: {error}", file=sys.stderr)
                came.append(re.sub(r"\s+", " ", str(error).split("\n")[0]).replace("|", "/"))
                if app.process.poll() is not None:
                    break
            else:
                came.append("ok")
    came += ["ended"] * (len(FLOWS) - len(came))
    entry = list(FLOWS).index("entry")
    if came[entry] == "ok" and _entries(server) != before + 1:
        came[entry] = "not written"
    return came


def _entries(server: Server) -> int:
    return server.run("kiosk", "kneetui", "diary", "export").stdout.count("[[entry]]")


def table() -> str:
    """The whole matrix."""
    lines = [f"| Terminal | Size | {' | '.join(FLOWS)} |", f"| --- | --- | {'--- | ' * len(FLOWS)}".rstrip()]
    settings = Settings(
        sports=("running",), knee="right", welcomed=True, bell=False, timezone="Europe/Vienna"
    )
    with tempfile.TemporaryDirectory() as name, serving(Path(name)) as server:
        write_settings(server.home / "config" / "config.toml", settings)
        for term in SAYS:
            for size in SIZES:
                (server.home / "data" / "triage.json").unlink(missing_ok=True)
                came = tried(server, term, size, Path(name))
                lines.append(f"| {term} | {size[0]}x{size[1]} | {' | '.join(came)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
