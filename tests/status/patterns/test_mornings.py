from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from kneetui.diary.entries import Entry, Session
from kneetui.diary.own_values import OwnPairs
from kneetui.status.patterns.mornings import DAYS, FEWEST, MorningComparison, compare
from tests.examples import some

TODAY = date(2026, 11, 22)


def morning(back: int, pain: float, own: OwnPairs = ()) -> Entry:
    when = datetime.combine(TODAY - timedelta(days=back), time(7))
    return Entry(when, "right", pain_morning=pain, own=own)


def session(back: int, sport: str = "running", minutes: float = 40, effort: float = 5) -> Entry:
    when = datetime.combine(TODAY - timedelta(days=back), time(18))
    return Entry(when, "right", pain_during=1, session=Session(sport, minutes, effort=effort))


def only(made: tuple[MorningComparison, ...], kind: str, lag: int, name: str = "") -> MorningComparison:
    (own,) = (own for own in made if (own.factor.kind, own.factor.lag, own.factor.id) == (kind, lag, name))
    return own


def test_mornings_after_training_stand_out_where_they_are_worse() -> None:
    random = Random(3)
    trained = {60, *(back for back in range(1, 61) if random.random() < 0.5)}
    entries = [session(back) for back in trained]
    entries += [
        morning(back, 4 + random.choice((0, 0.5)) if back + 1 in trained else 1.5) for back in range(60)
    ]
    made = compare(entries, "right", TODAY)
    own = only(made, "training", 1)
    assert own.difference
    assert own.stands_out
    assert made[0] == own, "what stands out comes first"
    assert 2.3 < own.difference.low < own.difference.high < 3.2
    assert (own.mornings, own.others) == (
        sum(back + 1 in trained for back in range(60)),
        sum(back + 1 not in trained for back in range(60)),
    )
    assert compare(entries, "left", TODAY) == ()


@pytest.mark.parametrize("with_it", [0, 1, FEWEST - 1, FEWEST])
def test_fewer_than_five_on_a_side_are_no_comparison(with_it: int) -> None:
    entries = [morning(back, 3, (("insole", back < with_it),)) for back in range(30)]
    made = [
        own for own in compare(entries, "right", TODAY) if own.factor.id == "insole" and own.factor.lag == 0
    ]
    if with_it == 0:
        assert made == [], "a diary that only knows one side has nothing to compare"
        return
    (own,) = made
    assert (own.mornings, own.fewer) == (with_it, with_it)
    assert (own.difference is not None) == (with_it >= FEWEST)
    assert not own.stands_out


def test_what_is_kept_track_of_is_compared_by_its_type() -> None:
    entries = [
        morning(
            back,
            2,
            (("insole", back % 2 == 0), ("shoes", "old" if back % 3 else "new"), ("sleep", 5 + back % 4)),
        )
        for back in range(40)
    ]
    made = compare(entries, "right", TODAY)
    assert {(own.factor.kind, own.factor.id, own.factor.value, own.factor.lag) for own in made} == {
        (kind, name, value, lag)
        for kind, name, value in (
            ("yes", "insole", ""),
            ("text", "shoes", "old"),
            ("text", "shoes", "new"),
            ("above", "sleep", 6.5),
        )
        for lag in (0, 1)
    }


def test_a_harder_day_is_held_against_an_easier_one_and_a_sport_against_all_days() -> None:
    entries = [morning(back, 3 if back % 4 == 0 else 1) for back in range(60)]
    entries += [
        session(back, "running" if back % 2 else "cycling", effort=8 if back % 4 == 1 else 3)
        for back in range(61)
    ]
    made = compare(entries, "right", TODAY)
    load = only(made, "load", 1)
    assert load.difference
    assert load.difference.difference == pytest.approx(2)
    assert load.mornings + load.others == 60
    running = only(made, "sport", 1, "running")
    assert running.difference
    assert running.difference.difference > 0
    assert [own for own in made if own.factor.kind == "training"] == [], (
        "all days had some: nothing to compare"
    )


def test_what_is_long_ago_does_not_count() -> None:
    entries = [morning(back, 2, (("insole", back % 2 == 0),)) for back in range(DAYS, DAYS + 60)]
    assert compare(entries, "right", TODAY) == ()


def test_nothing_is_made_of_nothing() -> None:
    assert compare([], "right", TODAY) == ()


@pytest.mark.sampled
def test_chance_alone_seldom_stands_out() -> None:
    """In no more than about one diary of seven."""
    loud, diaries = 0, some(range(20), 3)
    for seed in diaries:
        random = Random(seed)
        entries = [
            morning(
                back, random.randrange(0, 13) / 2, tuple((f"t{n}", random.random() < 0.5) for n in range(6))
            )
            for back in range(80)
        ]
        loud += any(own.stands_out for own in compare(entries, "right", TODAY))
    assert loud <= len(diaries) / 7
