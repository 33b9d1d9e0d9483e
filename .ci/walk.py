"""Walks the real app, with every installed pack, by key presses in a pseudo-terminal.

First run, an interview to its assessment, into the diary, out again. Prints what it saw; fails with a
picture of the screen.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kneetui.ui.key_guard import HELD
from tests.terminal.pty_app import PtyApp

ANSWERS = {
    "true right now": "",
    "four steps": "as usual",
    "Where does it hurt": "<space>",
    "Can one finger": "a patch",
    "How did": "Bit by bit",
    "muscles sore": "No",
    "true of the knee": "",
    "And is any of this": "",
    "How old": "<34>",
    "swollen": "No",
    "When does it hurt": "After the session",
    "makes it worse": "Stairs down",
    "Does the knee do": "",
    "Did something happen": "",
    "out of shape": "No",
    "slip out": "No",
    "Which knee": "right",
    "How bad": "<4>",
}
"""Words of a question -> words of the option to choose, nothing for none of them, or keys to press in <>.

Whatever else is asked is answered with "don't know"."""

MOST = 40
"""Questions after which an interview without an end is a fault."""

OPTION = re.compile(r"(\d) +[(\[][ •x][)\]] (.*?)(?=  |$)", re.MULTILINE)


def question(app: PtyApp) -> str:
    """The question that is asked now: the marked one, or the only one."""
    lines = [line.strip() for line in app.text.splitlines()[1:] if line.strip()]
    marked = [line.removeprefix("▸ ") for line in lines if re.match(r"▸ [^\d].*\?", line)]
    return (marked or lines)[0]


def answer(app: PtyApp) -> tuple[str, str]:
    """Answer the question on the screen; it, and what was said."""
    app.settle(HELD + 0.1)  # the same key again, as by somebody who let go of it
    asked = question(app)
    before = app.text
    wanted = next((option for words, option in ANSWERS.items() if words in asked), None)
    if wanted is None:
        app.send("u")
        reply = "don't know"
    elif wanted.startswith("<"):
        app.send(wanted.strip("<>"))
        app.until(lambda: app.text != before, message=f"{wanted} changes nothing")
        if "A digit answers" not in before:
            app.settle(0.1)
            app.send("enter")
        reply = wanted
    elif wanted:
        number, reply = next((number, text) for number, text in OPTION.findall(before) if wanted in text)
        app.send(number)
        if re.search(rf"{number} \[", before):
            app.wait(rf"{number} \[x")
            app.settle(0.1)
            confirm(app)
    else:
        confirm(app)
        reply = "none of these"
    app.until(lambda: question(app) != asked or not asking(app), message=f"“{asked}” stays")
    return asked, reply


def confirm(app: PtyApp) -> None:
    """Enter, as often as there are options out of sight."""
    app.send("enter")
    app.settle(0.1)
    while app.sees("Have a look at these too"):
        app.send("enter")
        app.settle(0.1)


def asking(app: PtyApp) -> bool:
    """Whether an interview is on the screen."""
    return app.sees(r"Warning signs first|Question \d+")


def walk(app: PtyApp) -> None:
    """The whole way."""
    app.wait(
        "Welcome to kneetui", "not a diagnosis", r"\[ \] Running", r"\[ \] Cycling", r"\[ \] Weightlifting"
    )
    print("first run: the three sports of the packs are there")
    app.send("space")
    app.wait(r"\[x\] Running")
    app.send("g")
    app.wait("Warning signs first, 1 ")
    count = 0
    while asking(app):
        count += 1
        assert count <= MOST, f"no end after {MOST} questions\n{app.picture()}"
        asked, reply = answer(app)
        print(f"  {asked} {reply}")
    app.wait("You said", "That is all")
    print(f"before the result\n{app.picture()}")
    app.settle(HELD + 0.1)
    app.send("enter")
    app.wait("What fits")
    print(f"assessment after {count} questions\n{app.picture()}")
    app.send("d")
    app.wait("saved in the diary")
    app.send("3")
    app.wait("Diary", "1 entry", "Self-care")
    app.settle()
    print(f"the diary has it\n{app.picture()}")
    app.send("ctrl+q")
    code, seconds = app.end()
    assert code == 0, f"exit code {code}\n{app.picture()}"
    print(f"ended with exit code 0 after {1000 * seconds:.0f} ms")


def main() -> None:
    """Walk in a home of its own."""
    with tempfile.TemporaryDirectory() as home, PtyApp(home) as app:
        try:
            walk(app)
        except AssertionError as error:
            sys.exit(f"the walk failed: {error}")
        except (StopIteration, KeyError) as error:
            sys.exit(f"the walk failed: {error!r}\n{app.picture()}")


if __name__ == "__main__":
    main()
