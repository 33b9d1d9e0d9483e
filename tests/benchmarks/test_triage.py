"""How long a person waits for the next question and for the assessment.

The limits are those of the design: 10 ms, and 100 ms with fifty more packs.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from kneetui.content.model import Library
from kneetui.triage.assessment import assess
from kneetui.triage.causes.ranking import Ranking, ranking
from kneetui.triage.evaluation.cases import Case
from kneetui.triage.evaluation.evaluate import ask
from kneetui.triage.interview.next_question import suggest
from kneetui.triage.interview.urgency_conditions import levels
from tests.benchmarks.conftest import Limit, Stage, run, stages
from tests.benchmarks.synthetic import CAUSES, QUESTIONS

SHIPPED, FIFTY_MORE = 0.010, 0.100
"""Seconds at most: with the shipped packs, and with fifty more."""


def walk(library: Library, cases: list[Case], begin: int, end: int) -> list[Stage]:
    """These stages of the interviews of all cases, one after the other, as different people would come."""
    return [stage for case in cases for stage in stages(library, case)[begin:end]]


@pytest.mark.parametrize(("begin", "end"), [(0, 3), (3, 7), (7, 25)], ids=["early", "middle", "late"])
def test_next_question(
    benchmark: BenchmarkFixture, within: Limit, library: Library, cases: list[Case], begin: int, end: int
) -> None:
    turns = cycle(walk(library, cases, begin, end))
    benchmark(lambda: suggest(library, *next(turns)))
    within(SHIPPED)


def test_next_question_with_fifty_more_packs(
    benchmark: BenchmarkFixture, within: Limit, many: Library, cases: list[Case]
) -> None:
    turns = cycle(walk(many, cases[:4], 0, 25))
    benchmark(lambda: suggest(many, *next(turns)))
    within(FIFTY_MORE)


def test_next_question_with_nothing_remembered(
    benchmark: BenchmarkFixture, within: Limit, library: Library, cases: list[Case]
) -> None:
    turns = cycle(walk(library, cases, 0, 25))

    def fresh() -> tuple[tuple[Any, ...], dict[str, Any]]:
        copy = replace(library)
        ranking(copy), levels(copy)
        return (copy, *next(turns)), {}

    run(benchmark, suggest, setup=fresh, rounds=60)
    within(2 * SHIPPED)


def test_assessment(benchmark: BenchmarkFixture, within: Limit, library: Library, cases: list[Case]) -> None:
    turns = cycle(cases)
    benchmark(lambda: assess(library, next(turns).facts))
    within(SHIPPED)


def test_assessment_with_fifty_more_packs(
    benchmark: BenchmarkFixture, within: Limit, many: Library, cases: list[Case]
) -> None:
    turns = cycle(cases)
    benchmark(lambda: assess(many, next(turns).facts))
    within(FIFTY_MORE)


def test_whole_interview(benchmark: BenchmarkFixture, library: Library, cases: list[Case]) -> None:
    turns = cycle(cases)
    benchmark(lambda: ask(library, next(turns).facts))


def test_index(benchmark: BenchmarkFixture, library: Library) -> None:
    benchmark(lambda: Ranking(library))


def test_index_with_fifty_more_packs(benchmark: BenchmarkFixture, within: Limit, many: Library) -> None:
    run(benchmark, lambda: Ranking(many), rounds=3)
    within(2.0)


def test_the_made_up_packs_are_many(many: Library, library: Library) -> None:
    assert (len(many.causes), len(many.questions), len(many.packs)) == (
        CAUSES,
        QUESTIONS,
        len(library.packs) + 50,
    )
    a_cause = [
        sum(len(cause.evidence) for cause in size.causes.values()) / len(size.causes)
        for size in (many, library)
    ]
    assert a_cause[0] > a_cause[1]
