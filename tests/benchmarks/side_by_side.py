"""Programs for the terminal side by side, by turns: a start, a key, what they hold and send, how long they take to end.

Run it with: uv run python -m tests.benchmarks.side_by_side kneetui='kneetui|2 3 down' other='other --option|tab|ctrl+c'

Each program is NAME=COMMAND, with the keys to press and the key that ends it after bars. All are compared with an empty
Textual app, of which the first column tells; of a ratio the first figure is that of the quickest runs, the second that of
the medians.
"""

from __future__ import annotations

import argparse
import shlex
import sys
import time
from pathlib import Path
from statistics import median

from tests.terminal.pty_app import PtyApp

EMPTY = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        self.line = Static("0")
        self.keys = 0
        yield self.line

    def on_key(self):
        self.keys += 1
        self.line.update(str(self.keys))

Empty().run()
"""

QUIET = 0.11
"""Seconds without a byte after which a screen stands still."""
IDLE = 3.0
"""Seconds in which nothing is pressed, before memory is looked at."""
PATIENCE = 20.0

Figures = dict[str, list[float]]


def silence(app: PtyApp, longest: float) -> float:
    """Wait for something, and until nothing comes any more; when the last of it came."""
    last, end = time.monotonic(), time.monotonic() + longest
    wait = longest
    while time.monotonic() < end and app.pump(wait):
        last, wait = time.monotonic(), QUIET
    return last


def memory(pid: int) -> float:
    """MiB in memory of a process."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def busy(pid: int) -> float:
    """Milliseconds that a process has computed so far, with all its threads; a busy machine blurs it least."""
    threads = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e6


def measure(command: list[str], keys: list[str], last_key: str, home: str, figures: Figures) -> None:
    """Run a program once, and add what it took to the figures."""

    def note(what: str, value: float) -> None:
        figures.setdefault(what, []).append(value)

    with PtyApp(home, command=tuple(command), env={"COLORTERM": "truecolor"}) as app:
        app.until(lambda: app.text.strip(), PATIENCE)
        note("first picture, ms", (time.monotonic() - app.started) * 1000)
        note("processor time until then, ms", busy(app.process.pid))
        note("stands still, ms", (silence(app, QUIET) - app.started) * 1000)
        note("bytes until it stands still", len(app.received))
        end = time.monotonic() + IDLE
        while (left := end - time.monotonic()) > 0:
            app.pump(left)
        note("memory, MiB", memory(app.process.pid))
        for number, key in enumerate(keys):
            label = f"key {key}{' again' * (key in keys[:number])}"
            before, spent, pressed = len(app.received), busy(app.process.pid), time.monotonic()
            app.send(key)
            note(f"{label}, ms", (silence(app, 2.0) - pressed) * 1000)
            note(f"{label}, processor ms", busy(app.process.pid) - spent)
            note(f"{label}, bytes", len(app.received) - before)
        note("memory after the keys, MiB", memory(app.process.pid))
        app.send(last_key)
        note("end, ms", app.end()[1] * 1000)


def main() -> None:
    """Measure the programs that are named, and print a table in Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("programs", nargs="+", metavar="NAME=COMMAND|KEYS|LAST KEY")
    parser.add_argument("-n", "--runs", type=int, default=5)
    parser.add_argument("--home", default=".", help="KNEETUI_HOME")
    asked = parser.parse_args()
    programs = {"empty": ([sys.executable, "-c", EMPTY], ["j"] * 5, "ctrl+q")}
    for program in asked.programs:
        name, _, words = program.partition("=")
        command, keys, last_key = (*words.split("|"), "", "")[:3]
        programs[name] = (shlex.split(command), keys.split(), last_key or "ctrl+q")
    results: dict[str, Figures] = {name: {} for name in programs}
    for _ in range(asked.runs):
        for name, (run, keys, last_key) in programs.items():
            measure(run, keys, last_key, asked.home, results[name])
    print(table(results))


def table(results: dict[str, Figures]) -> str:
    """A row for each figure, with its ratio to that of the first program."""
    names = list(results)
    first = results[names[0]]
    rows = dict.fromkeys(what for figures in results.values() for what in figures)
    lines = [f"| | {' | '.join(names)} |", f"| --- |{' --- |' * len(names)}"]
    for what in rows:
        base = first.get(what) or first[f"key j again, {what.rpartition(' ')[2]}"]
        lines.append(f"| {what} | {' | '.join(_cell(results[name].get(what), base) for name in names)} |")
    return "\n".join(lines)


def _cell(values: list[float] | None, base: list[float]) -> str:
    if not values:
        return ""
    ratio = (
        f" ({min(values) / min(base):.2f}x, {median(values) / median(base):.2f}x)"
        if values is not base
        else ""
    )
    return f"{median(values):.0f}{ratio}"


if __name__ == "__main__":
    main()
