"""What each watch rule sees, and what it passes over: at its limits, after an assessment, and in words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kneetui.diary.entries import Entry
from tests.status.alerts.test_alerts import (
    HIGH,
    JUMP,
    NEW,
    REST,
    RETURNS,
    RISE,
    SETTLING,
    SPIKE,
    STAYS,
    STIFF,
    SWOLLEN,
    TABLETS,
    assessed,
    entry,
    mornings,
    one,
    pains,
    rule,
    since,
    train,
)


def swollen(**levels: Sequence[int]) -> list[Entry]:
    """Notes of swelling: each level with how many days ago it was written down."""
    notes = [(day, level) for level, days in levels.items() for day in days]
    return [entry(day, note="x", swelling=level) for day, level in sorted(notes, reverse=True)]


def why(entries: Sequence[Entry], kind: str, limit: float, days: int) -> str:
    alert = one(entries, rule(kind, limit, days))
    assert alert is not None
    return alert.why


def test_a_rise_two_weeks_ago_is_held_against_the_two_weeks_before_it() -> None:
    risen = [*pains([2, 2, 2], until=25), *pains([5] * 14)]
    assert since(risen, RISE) == 13


def test_of_a_morning_and_of_training_that_rose_the_first_is_told() -> None:
    before = [*pains([2] * 4, until=6), *mornings([1] * 4, until=6)]
    assert since([*before, *pains([5], until=4), *mornings([5], until=1)], RISE) == 4
    assert since([*before, *mornings([5], until=4), *pains([5], until=1)], RISE) == 4


def test_what_hurts_no_more_than_when_it_was_assessed_is_no_new_rise() -> None:
    risen = [*pains([2, 2, 2, 5], until=3), assessed(3)]
    assert since([*risen, *pains([5.5])], RISE) is None
    assert since([*risen, *pains([7])], RISE) == 0


def test_days_with_a_number_may_lie_apart_but_not_for_ever() -> None:
    assert since([*pains([6], until=10), *pains([6], until=6)], HIGH) == 10
    assert since([*pains([6], until=11), *pains([6], until=6)], HIGH) is None
    apart = [*mornings([3], until=9), *mornings([3], until=6)]
    assert since([*mornings([3], until=12), *apart], REST) == 12
    assert since([*mornings([3], until=13), *apart], REST) is None


def test_the_morning_after_a_session_is_no_morning_of_rest() -> None:
    apart = [*mornings([3], until=12), *mornings([3], until=9), *mornings([3], until=6)]
    for day in (13, 10, 7):
        assert since([*apart, train(day)], REST) is None
    for day in (14, 11, 12, 6):
        assert since([*apart, train(day)], REST) == 12


def test_the_reason_names_the_last_three_days() -> None:
    assert why(pains([7, 7, 8, 9]), "pain-high", 6, 4) == "Pain 7 on 28 March, 8 on 29 March, 9 on 30 March."


def test_swelling_is_new_from_the_day_on_that_its_rule_says() -> None:
    before = pains([2], until=30)
    for days, begins in ((14, None), (15, 0)):
        assert since([*before, *swollen(slight=[days, 0], none=[7])], NEW) == begins


def test_swelling_that_lasts_began_where_no_gap_is_longer_than_the_rule_says() -> None:
    before = pains([2], until=48)
    assert since([*before, *swollen(slight=[40, 28, 16, 5])], NEW) == 40
    assert since([*before, *swollen(slight=[20, 6])], NEW) == 20
    assert since([*before, *swollen(slight=[21, 6])], NEW) == 6


@pytest.mark.parametrize(
    ("noted", "against"),
    [
        (3, "not noted in the 14 days before"),
        (14, "not noted in the 14 days before"),
        (15, "not noted on 15 March, the last day noted before"),
    ],
)
def test_new_swelling_says_what_it_is_new_against(noted: int, against: str) -> None:
    entries = [*pains([2], until=noted), *swollen(slight=[0])]
    assert why(entries, "new-swelling", 1, 14) == f"Swelling slight on 30 March, {against}."


def test_the_last_word_on_swelling_counts() -> None:
    assert since(swollen(moderate=[1]), SWOLLEN) == 1
    assert since([*swollen(moderate=[1]), *pains([2])], SWOLLEN) == 1
    assert since(swollen(marked=[2], slight=[0]), SWOLLEN) is None
    assert since(swollen(none=[2], marked=[0]), SWOLLEN) == 0
    assert since([*swollen(marked=[2]), assessed(1)], SWOLLEN) is None
    assert since(swollen(marked=[7]), SWOLLEN) is None
    assert since(swollen(none=[0]), rule("swelling-high", 0, 7)) is None
    assert since(swollen(slight=[0]), rule("swelling-high", 1, 7)) == 0


def test_swelling_returns_within_the_days_of_the_rule() -> None:
    assert since(swollen(slight=[20, 10, 1], none=[15, 5]), RETURNS) == 20
    assert since(swollen(slight=[21, 10, 1], none=[15, 5]), RETURNS) is None
    assert since(swollen(slight=[20, 12, 7], none=[15, 9]), RETURNS) is None


def test_pain_that_is_no_more_than_the_limit_need_not_settle() -> None:
    assert since(pains([2] * 14), SETTLING) is None
    assert since(pains([2.5] * 14), SETTLING) == 13


def test_the_first_days_are_held_against_the_last_ones() -> None:
    course = [5, 3, 4.5, 3.5, 8, *[4] * 4, 8, 3, 4, 3.5, 3.5]
    words = "Pain 3.5 on average now, 4 at the start of these 14 days."
    assert why(pains(course), "not-settling", 2, 14) == words


def test_as_many_numbers_as_the_rule_asks_for_are_enough() -> None:
    assert since(pains([4, *[None] * 6, 4, *[None] * 5, 4]), SETTLING) == 13
    assert since(pains([4, *[None] * 12, 4]), SETTLING) is None


@pytest.mark.parametrize(
    ("days", "begins"),
    [
        ([20, 10, 0], 20),
        ([20, 10, 6], 20),
        ([20, 14, 7], None),
        ([10, 5, 0], 10),
        ([9, 5, 0], None),
        ([20, 0], None),
        ([21, 5, 0], None),
    ],
)
def test_what_stays_does_so_for_weeks_and_up_to_now(days: list[int], begins: int | None) -> None:
    assert since(swollen(moderate=days), STAYS) == begins
    stiff = [entry(day, note="x", stiffness="30-to-60-min") for day in days]
    assert since(stiff, STIFF) == begins


def test_one_better_day_ends_what_stays_and_so_does_an_assessment() -> None:
    assert since(swollen(moderate=[20, 0], slight=[10]), STAYS) is None
    assert since([*swollen(moderate=[20, 10, 0]), assessed(5)], STAYS) is None
    words = "Swelling moderate or more on 3 of the last 21 days, never less."
    assert why(swollen(marked=[20, 0], moderate=[10]), "swelling-stays", 2, 21) == words


def tablets(*days: int) -> list[Entry]:
    return [entry(day, note="x", medication="ibuprofen") for day in days]


def test_painkillers_count_by_the_day_and_up_to_now() -> None:
    assert since(tablets(*range(10)), TABLETS) == 9
    assert since([*tablets(*range(9)), *tablets(0), *pains([2] * 13)], TABLETS) is None
    few = rule("painkillers", 3, 14)
    assert since(tablets(13, 12, 6), few) == 13
    assert since(tablets(13, 12, 7), few) is None
    assert why(tablets(13, 12, 6), "painkillers", 3, 14) == "Painkillers on 3 of the last 14 days."


def test_an_assessment_on_the_first_day_of_a_week_answers_its_load() -> None:
    entries = [train(13, 40), train(6, 60)]
    spike = one(entries, SPIKE)
    assert spike is not None
    assert spike.of_the_person
    assert one([*entries, assessed(7, "left")], SPIKE) is not None
    assert one([*entries, assessed(6, "left")], SPIKE) is None


def test_a_long_session_is_told_until_it_is_assessed_the_longest_first() -> None:
    usual = [train(20), train(15), train(12)]
    assert since([*usual, train(2, 40)], JUMP) == 2
    assert since([*usual, train(2, 40), assessed(3)], JUMP) == 2
    assert since([*usual, train(2, 40), assessed(2)], JUMP) is None
    assert since([*usual, train(5, 40), train(1, 60)], JUMP) == 1
    assert since([*usual, train(5, 60), train(1, 70)], JUMP) == 5
