"""What a parent reads of a child: nothing calls the child "you", and nothing is meant for adults alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneetui.content.conditions import Answer
from kneetui.content.model import Library
from kneetui.services.interview.names import OTHERS
from kneetui.triage import wording
from kneetui.triage.assessment import Assessment, assess
from kneetui.triage.evaluation.cases import read_cases

AGES = (8.0, 13.0, 16.0)
CHILD = OTHERS["child"]

YOU = re.compile(r"\b(?:you|yours|yourself|your(?! child\b))\b", re.IGNORECASE)

DRIVER = re.compile(r"\b(?:do not|don't|not) drive\b|\bbehind the wheel\b|\belse drive\b", re.IGNORECASE)
"""What would keep the parent from driving, or takes the child for a driver; "no driving with this leg" does neither."""

DOSE = re.compile(r"\b\d+ ?mg\b|\bpain gel\b|\bpainkiller for\b|\bibuprofen\b|\bparacetamol\b", re.IGNORECASE)
"""What says which medicine to take, or how much. From 16 on the label of an adult holds."""


def texts(library: Library, outcome: Assessment) -> Iterator[tuple[str, str]]:
    """Where a text of a result stands, and the text, as every screen and command shows it."""
    level = wording.told_level(library, outcome)
    yield "instruction", wording.instruction(library, outcome)
    yield from ((f"level {level.id}", text) for text in (level.name, level.who, level.within, level.do))
    for flag in outcome.flags:
        yield from ((f"flag {flag.id}", text) for text in (flag.because, flag.do))
    yield from (("go-if", sign.text) for sign in outcome.go_if)
    for tip in outcome.advice:
        yield from ((f"tip {tip.id}", text) for text in (tip.title, tip.text))
    for fit in outcome.causes:
        cause = library.causes[fit.id]
        points = (*fit.speaks_for, *fit.against, *fit.unknown)
        yield from ((f"cause {fit.id}", text) for text in (cause.summary, cause.course, cause.see))
        yield from ((f"cause {fit.id} {point.id}", point.text) for point in points)
    for change in (*outcome.more_urgent, *outcome.less_urgent):
        yield from (("change", str(group)) for group in wording.groups(library, [change]))
    routine = library.routines.get(outcome.routine or "")
    if routine:
        yield from ((f"routine {routine.id}", text) for text in (routine.name, routine.summary, routine.note))


@pytest.fixture(scope="module")
def to_parents(library: Library) -> dict[float, set[tuple[str, str]]]:
    """Everything that parents are told of children of some ages with the answers of every few cases."""
    cases = [case for pack in library.packs.values() for case in read_cases(Path(pack.folder), library)]
    shown: dict[float, set[tuple[str, str]]] = {age: set() for age in AGES}
    for number, case in enumerate(cases[::2]):
        age = AGES[number % len(AGES)]
        facts: dict[str, Answer] = {**case.facts, "age": age}
        shown[age].update(texts(library, assess(library, facts, who=CHILD)))
    return shown


def test_no_question_to_a_parent_calls_the_child_you(library: Library) -> None:
    asked = [question.asked_about(CHILD) for question in library.questions.values()]
    assert [text for text in asked if YOU.search(text)] == []
    assert sum(CHILD in text for text in asked) > 15


def test_no_warning_and_no_tip_says_whose_knee_it_is(library: Library) -> None:
    shown = [(rule.id, rule.text) for rule in library.watch.values()]
    shown += [(tip.id, f"{tip.title}. {tip.text}") for tip in library.tips.values()]
    shown += [(tracker.id, tracker.weekly) for tracker in library.trackers.values()]
    assert [text for text in shown if YOU.search(text[1])] == []


def test_no_result_calls_the_child_you(to_parents: dict[float, set[tuple[str, str]]]) -> None:
    assert {text for shown in to_parents.values() for text in shown if YOU.search(text[1])} == set()
    assert all(len(shown) > 300 for shown in to_parents.values())


def test_no_result_takes_the_child_for_a_driver_or_keeps_the_parent_from_driving(
    to_parents: dict[float, set[tuple[str, str]]],
) -> None:
    assert {text for shown in to_parents.values() for text in shown if DRIVER.search(text[1])} == set()


def test_no_result_of_a_child_under_16_names_a_medicine_to_take(
    to_parents: dict[float, set[tuple[str, str]]],
) -> None:
    named = {text for age in AGES if age < 16 for text in to_parents[age] if DOSE.search(text[1])}
    assert named == set()


ADULT = re.compile(
    r"\b(?:gym|office|desk|boss|employer|at work|beer|wine|smok\w+|money|behind the wheel|taxi)\b"
    r"|(?<!as an adult )\balcohol\b",
    re.IGNORECASE,
)
"""What belongs to the day of an adult."""


def test_no_advice_to_a_child_under_16_is_about_the_day_of_an_adult(
    to_parents: dict[float, set[tuple[str, str]]],
) -> None:
    advice = ("instruction", "level", "flag", "go-if", "tip", "routine")
    named = {
        text
        for age in AGES
        if age < 16
        for text in to_parents[age]
        if text[0].startswith(advice) and ADULT.search(text[1])
    }
    assert named == set()


def test_the_words_that_are_looked_for_are_those_of_adults(library: Library) -> None:
    adult: dict[str, Answer] = {"age": 40.0, "weight-bearing": "cannot", "swelling": "marked"}
    shown = [text for _, text in texts(library, assess(library, adult))]
    assert any(YOU.search(text) for text in shown)
    assert any(DRIVER.search(text) for text in shown)
    assert any(DOSE.search(f"{tip.title} {tip.text}") for tip in library.tips.values())
