"""A growing knee is given one time for each thing, in whichever text: how long it takes, when to go, how long less sport."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from kneetui.content.conditions import Choices, Facts
from kneetui.content.linting.visit_times import days
from kneetui.content.model import Library
from kneetui.triage.assessment import assess
from kneetui.triage.wording import told_level

CAUSES = ("osgood-schlatter", "sinding-larsen-johansson")

SHARE = re.compile(
    r"(\d+ of \d+|more than a third)[^,.]*?(?:after|at|for) (\d+ weeks|a year|\w+ (?:weeks|months|years))"
)
"""How many are so far, and after how long."""

LESS = re.compile(r"[^.:]*\b(?:less sport|cut sport|less jumping)\b[^.:]*")
WEEKS = re.compile(r"\b(\w+) weeks?\b")


def texts(library: Library) -> Iterator[str]:
    """What is said of a growing knee, wherever it stands."""
    for name in CAUSES:
        cause = library.causes[name]
        yield from (cause.summary, cause.course, cause.see)
    for tip in library.tips.values():
        if "grow" in tip.id:
            yield f"{tip.title}. {tip.text}"
    routine = library.routines["growing-knee"]
    yield routine.summary
    yield from (phase.goal for phase in routine.phases)


def test_how_many_are_better_is_told_with_one_time(library: Library) -> None:
    pairs = {pair for text in texts(library) for pair in SHARE.findall(text)}
    assert len(pairs) == 3
    assert len({share for share, _ in pairs}) == len({time for _, time in pairs}) == 3


def test_less_sport_and_the_wait_for_it_to_help_have_one_length(library: Library) -> None:
    clauses = [clause for text in texts(library) for clause in LESS.findall(text) if WEEKS.search(clause)]
    wait = {WEEKS.findall(clause)[0] for clause in clauses if re.search("change|ease", clause, re.IGNORECASE)}
    cut = {
        WEEKS.findall(clause)[0] for clause in clauses if not re.search("change|ease", clause, re.IGNORECASE)
    }
    assert (wait, cut) == ({"two"}, {"four"})
    assert len(clauses) >= 4


def with_a_limp(age: float, place: str) -> Facts:
    return {
        "age": age,
        "location": Choices(frozenset({place})),
        "weight-bearing": "limp",
        "onset": "gradual",
        "swelling": "none",
        "hip-signs": False,
    }


@pytest.mark.parametrize("age", [9.0, 12.0, 15.0])
@pytest.mark.parametrize(("place", "cause"), [("shin-bump", CAUSES[0]), ("below-kneecap", CAUSES[1])])
def test_with_a_limp_the_cause_sends_as_soon_as_the_level(
    library: Library, age: float, place: str, cause: str
) -> None:
    level = told_level(library, assess(library, with_a_limp(age, place)))
    assert days(level.within) == library.flags["RF18"].within_days
    sent = [clause for clause in re.split(r"[.;] ", library.causes[cause].see) if "limp" in clause]
    assert ["three days" in clause for clause in sent] == [True]


def test_who_is_given_months_is_not_sent_after_six_weeks(library: Library) -> None:
    tips = {tip.id for tip in assess(library, with_a_limp(13.0, "shin-bump")).advice}
    assert "growing-knee-course" in tips
    assert "whom-to-see" not in tips
