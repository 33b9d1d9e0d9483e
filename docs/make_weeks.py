"""Make the table of docs/loop.md: what a knee does in a week, and what kneetui says to it.

uv run python docs/make_weeks.py
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, RoutineRecord, Session
from kneetui.status.advice import Advice, advice, source_titles
from kneetui.status.known import StatusInput
from kneetui.status.status import Status, status
from made_part import framed, put, table

DOCS = Path(__file__).parent
BEGIN = "<!-- The table below is made by docs/make_weeks.py -->"
END = "<!-- The table above is made by docs/make_weeks.py -->"
NOW = datetime(2026, 11, 22, 9, 30)
PLAN = RoutineRecord("patellar-tendon", phase="calm")
HOURS = {"run": 18, "plan": 18, "morning": 7, "note": 8}


def weeks() -> list[dict[str, object]]:
    """The weeks as they are written."""
    return list(tomllib.loads((DOCS / "weeks.toml").read_text(encoding="utf-8"))["week"])


def entry(text: str, number: int) -> Entry:
    """One entry: ``1 run 4 left``, ``0 morning 1 swelling:slight tablet``."""
    days, what, pain, *more = text.split()
    when = (NOW - timedelta(days=int(days))).replace(hour=HOURS[what], minute=number % 60)
    points = None if pain == "-" else float(pain)
    about = dict(word.split(":") for word in more if ":" in word)
    return Entry(
        when,
        "left" if "left" in more else "right",
        pain_during=points if what in ("run", "plan") else None,
        pain_morning=points if what == "morning" else None,
        swelling=about.get("swelling"),
        stiffness=about.get("stiffness"),
        medication="tablet" if "tablet" in more else "",
        session=Session("running", 30) if what == "run" else None,
        routine=PLAN if what == "plan" else None,
        note=what if what == "note" else "",
        id=number,
    )


def answered(library: Library, week: dict[str, object]) -> tuple[Status, Advice | None]:
    """How the knees are after a week, and what today asks for."""
    written = week["entries"]
    assert isinstance(written, list)
    entries = [entry(text, number) for number, text in enumerate(written, 1)]
    now = status(StatusInput(library=library, now=NOW, entries=entries, knee="right"))
    return now, advice(library, now)


def light(now: Status) -> str:
    """The light of the last session, for the right knee."""
    responses = now.knees["right"].responses
    return responses[-1].light if responses else ""


HEADS = ("What was written", "Light of the last session", "Today", "Why", "Source")


def answers_to_weeks(library: Library) -> str:
    """The table, with what stands above and below it."""
    return framed(BEGIN, table(HEADS, _rows(library)), END)


def _rows(library: Library) -> Iterator[list[str]]:
    for week in weeks():
        now, advised = answered(library, week)
        why = f"{advised.numbers} {advised.rule}".strip() if advised else ""
        source = source_titles(library, advised) if advised else ""
        cells = (
            week["story"],
            light(now) or "–",
            advised.headline if advised else "nothing yet",
            why,
            source,
        )
        yield [str(cell) or "–" for cell in cells]


def main() -> None:
    """Write it into the page."""
    from kneetui.content.loading.merge import load
    from kneetui.plugins.manager import find_plugins

    put(DOCS / "loop.md", answers_to_weeks(load(find_plugins().packs())))


if __name__ == "__main__":
    main()
