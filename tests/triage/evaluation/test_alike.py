"""Whether few answers fit other cases as well."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kneetui.content.conditions import Answer, Choices
from kneetui.triage.evaluation.alike import crowded, differ, fits, meant_for_less
from kneetui.triage.evaluation.cases import Case

LOCKED = Case(
    id="A",
    story="",
    source="",
    facts={"onset": "sudden", "age": 30.0, "straighten": "stuck"},
    cause="meniscus",
    also=(),
    urgency="urgent",
    tolerated=(),
)
SORE = replace(LOCKED, id="B", facts={"onset": "sudden", "age": 34.0}, cause="kneecap", urgency="self-care")


def named(*yes: str, no: tuple[str, ...] = ()) -> Choices:
    return Choices(frozenset(yes), frozenset(no))


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("sudden", "sudden", False),
        ("sudden", "gradual", True),
        (30.0, 36.0, False),
        (30.0, 60.0, True),
        (3.0, 5.0, False),
        (3.0, 7.0, True),
        (named("a"), named("a", "b"), False),
        (named("a"), named("b"), True),
        (named("a"), named(no=("a",)), True),
        (named(), named("b"), False),
        (True, False, True),
    ],
)
def test_answers_differ_where_they_speak_of_different_people(
    one: Answer, other: Answer, differs: bool
) -> None:
    assert differ(one, other) is differ(other, one) is differs


def test_a_case_fits_what_it_does_not_deny() -> None:
    assert fits(SORE, {"onset": "sudden", "swelling": "none"})
    assert not fits(SORE, {"onset": "gradual"})


def test_what_is_left_may_fit_a_case_that_is_meant_for_less() -> None:
    left = {"onset": "sudden"}
    assert meant_for_less(LOCKED, left, [LOCKED, SORE])
    assert not meant_for_less(SORE, left, [LOCKED, SORE])
    assert not meant_for_less(LOCKED, left, [LOCKED, replace(SORE, tolerated=("urgent",))])
    assert not meant_for_less(replace(LOCKED, tolerated=("self-care",)), left, [LOCKED, SORE])
    assert not meant_for_less(LOCKED, LOCKED.facts, [LOCKED, replace(SORE, facts={"straighten": "full"})])


def test_three_other_causes_crowd_out_the_right_one() -> None:
    others = [replace(SORE, cause=cause) for cause in ("kneecap", "tendon", "bursa")]
    assert crowded(LOCKED, {"onset": "sudden"}, [LOCKED, *others])
    assert not crowded(LOCKED, {"onset": "sudden"}, [LOCKED, *others[:2]])
    assert not crowded(replace(LOCKED, also=("tendon",)), {"onset": "sudden"}, others)
    assert not crowded(LOCKED, {"age": 70.0}, others)
