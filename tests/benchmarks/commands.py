"""Commands by turns with an empty Python: their processor time, as ratios to it.

Run it with: uv run python -m tests.benchmarks.commands --home A_HOME_WITH_A_YEAR

Of a ratio the first figure is that of the quickest runs, the second that of the medians. The interpreter is the one
that runs this, with the byte code that stands beside the modules.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ANSWERS = """
activity = "running"
age = 34
side = "right"
onset = "gradual"
duration-days = 21
swelling = "none"
weight-bearing = "normal"
warning-signs = []
pain-worst = 4
"""

COMMANDS = ("--version", "pack list", "diary export", "triage --json --answers {answers}", "status")


def spent(command: list[str], home: str) -> float:
    """Milliseconds of processor time, user and system, that a program took."""
    environment = {**os.environ, "KNEETUI_HOME": home}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def main() -> None:
    """Measure the commands, and print a table in Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-n", "--runs", type=int, default=11)
    parser.add_argument("--home", default=".", help="KNEETUI_HOME")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder, "answers.toml")
        answers.write_text(ANSWERS, "utf-8")
        programs = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "import click": [sys.executable, "-c", "import click"],
        }
        for words in COMMANDS:
            programs[words.replace(" {answers}", " FILE")] = [
                sys.executable, "-m", "kneetui", *words.format(answers=answers).split(),
            ]  # fmt: skip
        times: dict[str, list[float]] = {name: [] for name in programs}
        for run in range(asked.runs + 1):
            for name, command in programs.items():
                took = spent(command, asked.home)
                if run:  # the first one of each warms the disk
                    times[name].append(took)
    print("| | ms | ratio |\n| --- | --- | --- |")
    base = times["python -c pass"]
    for name, taken in times.items():
        ratio = f"{min(taken) / min(base):.1f}x, {median(taken) / median(base):.1f}x"
        print(f"| `{name}` | {median(taken):.0f} | {ratio} |")


if __name__ == "__main__":
    main()
