from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.status.patterns.trial import (
    FEWEST_MORNINGS,
    LEFT_OUT,
    PAIRS,
    WEEK,
    WeekTrial,
    draw,
    of_json,
    result,
)
from tests.examples import examples

START = date(2026, 9, 1)


def trial(pairs: int = 3, seed: int = 4) -> WeekTrial:
    return WeekTrial(
        id="insole", what="the insole", knee="left", start=START, seed=seed, weeks=draw(pairs, seed)
    )


def mornings(
    of: WeekTrial, with_it: float, without: float, noise: float = 0, early: float = 10
) -> dict[date, float]:
    """Pain by week; the days that do not count have another."""
    random = Random(1)
    pains = {}
    for day in range(WEEK * len(of.weeks)):
        usual = with_it if of.weeks[day // WEEK] else without
        pains[START + timedelta(days=day)] = (
            early if day % WEEK < LEFT_OUT else usual + random.uniform(-noise, noise)
        )
    return pains


@settings(max_examples=examples(100))
@given(st.sampled_from(PAIRS), st.integers(0, 2**31 - 1))
def test_the_lot_gives_pairs_and_the_same_seed_the_same(pairs: int, seed: int) -> None:
    weeks = draw(pairs, seed)
    assert weeks == draw(pairs, seed)
    assert [sum(weeks[at : at + 2]) for at in range(0, len(weeks), 2)] == [1] * pairs
    stored = replace(trial(pairs, seed), stopped=START + timedelta(days=3))
    assert of_json("insole", stored.to_json()) == stored


def test_the_lot_gives_every_order() -> None:
    assert len({draw(3, seed) for seed in range(200)}) == 8


def test_a_difference_is_that_of_the_pairs_without_the_first_days() -> None:
    own = trial()
    outcome = result(own, mornings(own, 2, 4, noise=0.3), own.end + timedelta(days=1))
    assert outcome.difference is not None
    assert outcome.difference == pytest.approx(-2, abs=0.4)
    assert (outcome.pairs, outcome.planned, outcome.skipped) == (3, 3, 0)
    assert outcome.with_it == pytest.approx(2, abs=0.3)
    assert outcome.low is not None
    assert outcome.high is not None
    assert outcome.low < outcome.difference < outcome.high < 0
    assert outcome.chance == 0.25, "three pairs cannot say more"


def test_six_pairs_say_more() -> None:
    own = trial(6)
    assert result(own, mornings(own, 2, 4, noise=0.3), own.end + timedelta(days=1)).chance == 2 / 2**6


def test_no_difference_is_within_the_interval() -> None:
    own = trial(4)
    outcome = result(own, mornings(own, 3, 3, noise=1), own.end + timedelta(days=1))
    assert outcome.low is not None
    assert outcome.high is not None
    assert outcome.low < 0 < outcome.high


def test_nothing_is_said_before_a_pair_is_whole() -> None:
    own = trial()
    pains = mornings(own, 2, 4)
    for day in range(2 * WEEK):
        assert result(own, pains, START + timedelta(days=day)).difference is None
    first = result(own, pains, START + timedelta(days=2 * WEEK))
    assert (first.pairs, first.low, first.difference) == (1, None, -2)


def test_a_week_with_few_mornings_takes_its_pair_out() -> None:
    own = trial()
    pains = mornings(own, 2, 4)
    for day in range(LEFT_OUT + FEWEST_MORNINGS - 1, WEEK):
        del pains[START + timedelta(days=day)]
    outcome = result(own, pains, own.end + timedelta(days=1))
    assert (outcome.pairs, outcome.skipped) == (2, 1)


def test_what_is_after_its_stop_does_not_count() -> None:
    own = replace(trial(), stopped=START + timedelta(days=2 * WEEK))
    assert result(own, mornings(own, 2, 4), own.end + timedelta(days=9)).pairs == 1
    assert own.runs(START)
    assert not own.runs(START + timedelta(days=2 * WEEK))


def test_a_week_has_a_number() -> None:
    own = trial()
    assert [own.week_of(START + timedelta(days=day)) for day in (-1, 0, 6, 7, 41, 42)] == [
        None,
        0,
        0,
        1,
        5,
        None,
    ]
