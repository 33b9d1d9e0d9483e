"""The written weeks: the light, what today asks for and by which rule, and the page that shows them."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from kneetui.content.model import Library

DOCS = Path(__file__).parents[2] / "docs"
MADE: dict[str, Any] = runpy.run_path(str(DOCS / "make_weeks.py"))
WEEKS: list[dict[str, Any]] = MADE["weeks"]()


def test_every_week_has_the_light_and_the_advice_that_were_written_for_it(library: Library) -> None:
    others = {}
    for week in WEEKS:
        now, advised = MADE["answered"](library, week)
        written = week.get("light", ""), week.get("advice", ""), week.get("rule", "")
        came = MADE["light"](now), advised.kind if advised else "", advised.id if advised else ""
        if came != written:
            others[week["story"]] = came, written
    assert others == {}
    assert len({week["story"] for week in WEEKS}) == len(WEEKS) >= 20
    assert {week.get("light", "") for week in WEEKS} == {"", "green", "yellow", "red"}


def test_the_page_shows_what_comes_out_now(library: Library) -> None:
    text = (DOCS / "loop.md").read_text(encoding="utf-8")
    assert MADE["answers_to_weeks"](library) in text, "run: uv run python docs/make_weeks.py"
