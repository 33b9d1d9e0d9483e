"""What to watch for after an assessment: whom to see and when."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from kneetui.content.conditions import Known, Says
from kneetui.content.model import Library, Raise
from kneetui.diary.entries import AssessmentRecord
from kneetui.status.warnings import LIKELY, worries

TODAY = date(2026, 11, 22)


def after(library: Library, level: str, *causes: tuple[str, float], flags: tuple[str, ...] = ()) -> list[str]:
    """The sentences that the assessment adds to what the diary watches anyway."""
    record = AssessmentRecord(level, causes=causes, flags=flags)
    watched = worries(library, (), TODAY)
    return [text for text in worries(library, (), TODAY, record) if text not in watched]


@pytest.mark.parametrize("level", ["emergency", "urgent", "soon", "self-care", "normal"])
def test_a_level_that_sends_to_somebody_says_so_first(library: Library, level: str) -> None:
    own = library.urgencies[level]
    sent = level not in ("self-care", "normal")
    assert after(library, level) == ([f"{own.name}: {own.do}"] if sent else [])


def test_the_first_cause_and_the_likely_ones_say_whom_to_see(library: Library) -> None:
    first, second, third = list(library.causes.values())[:3]
    causes = [("gone", 0.9), (first.id, 0.9), (second.id, LIKELY), (third.id, LIKELY - 0.01)]
    likely = [f"{cause.name}: {cause.see}" for cause in (first, second)]
    assert after(library, "self-care", *causes) == likely
    assert after(library, "self-care", (third.id, 0.05), (second.id, 0.05)) == [f"{third.name}: {third.see}"]


def test_what_has_to_be_ruled_out_stands_first_and_once(library: Library) -> None:
    flag = library.flags["RF06"]
    cause = library.causes[flag.cause[0]]
    texts = after(library, flag.urgency, (cause.id, 0.6), flags=(flag.id,))
    assert texts[1:] == [f"{cause.name}, to be ruled out first: {cause.see}"]


def test_by_when_to_be_seen_is_what_the_answers_called_for(library: Library) -> None:
    late = replace(library.flags["RF30"], id="late", urgency="urgent", raises=(), within_days=0)
    raised = Raise(urgency="urgent", condition=Says("pop", True), because="", do="", within_days=1)
    today = replace(
        library.flags["RF30"], id="today", urgency="soon", raises=(raised,), condition=Known("pop")
    )
    own = replace(library, flags={flag.id: flag for flag in (late, today)})
    for pop, within in ((True, "today"), (False, "WITHIN")):
        answers = json.dumps({"answers": {"pop": pop, "duration-days": 90}})
        record = AssessmentRecord("urgent", flags=("late", "today"), answers=answers)
        level = replace(own.urgencies["urgent"], do="See a doctor WITHIN.", within="WITHIN")
        shown = replace(own, urgencies={**own.urgencies, "urgent": level})
        (first, *_) = worries(shown, (), TODAY, record)
        assert first == f"{level.name}: See a doctor {within}."


def test_who_was_never_asked_is_not_asked_again(library: Library) -> None:
    again, first = worries(library, (), TODAY), worries(library, (), TODAY, asked=False)
    assert again
    assert [text.removeprefix("Ask again if: ") for text in again] == [
        text.removeprefix("Ask about the knee if: ") for text in first
    ]
    assert not set(again) & set(first)
