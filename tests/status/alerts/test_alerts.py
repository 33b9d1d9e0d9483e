from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, get_args

import pytest

from kneetui.content.format.rule_tables import WatchTable
from kneetui.content.model import Library, TrendRule, WatchRule
from kneetui.diary.entries import AssessmentRecord, Entry, LookRecord, Session
from kneetui.status.alerts.alerts import Alert, alerts, recheck_due
from kneetui.status.alerts.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2025, 3, 30)
TREND = TrendRule()


def rule(kind: str, limit: float, days: int) -> WatchRule:
    return WatchRule(
        id=f"watch-{kind}",
        kind=kind,
        limit=limit,
        days=days,
        text="Look again.",
        source=("estimate",),
        note="",
        pack="core",
        fewest=3,
    )


def ago(days: int, hour: int = 18) -> datetime:
    return datetime(2025, 3, 30, hour) - timedelta(days=days)


def entry(days: int, knee: str = "right", **what: Any) -> Entry:
    return Entry(ago(days), knee, **what)


def pains(values: Sequence[float | None], knee: str = "right", until: int = 0) -> list[Entry]:
    """One entry a day, the last one ``until`` days ago; ``None`` is a day without."""
    return [
        entry(until + len(values) - 1 - number, knee, pain_during=pain)
        for number, pain in enumerate(values)
        if pain is not None
    ]


def train(days: int, minutes: float = 30, effort: float | None = 5) -> Entry:
    return entry(days, "both", session=Session("running", minutes, effort=effort))


def assessed(
    days: int, knee: str = "right", urgency: str = "self-care", hour: int = 20, **what: Any
) -> Entry:
    return Entry(ago(days, hour), knee, assessment=AssessmentRecord(urgency), **what)


def one(entries: Sequence[Entry], watched: WatchRule, today: date = TODAY) -> Alert | None:
    raised = alerts(entries, [watched], today, TREND)
    assert len(raised) <= 1
    return raised[0] if raised else None


def since(entries: Sequence[Entry], watched: WatchRule, today: date = TODAY) -> int | None:
    """How many days before ``TODAY`` the alert begins."""
    alert = one(entries, watched, today)
    return (TODAY - alert.since).days if alert else None


RISE = rule("pain-rise", 2, 14)
HIGH = rule("pain-high", 6, 2)
NEW = rule("new-swelling", 1, 14)
SWOLLEN = rule("swelling-high", 2, 7)
STAYS = rule("swelling-stays", 2, 21)
STIFF = rule("stiffness-stays", 2, 21)
TABLETS = rule("painkillers", 10, 14)
RETURNS = rule("swelling-returns", 3, 21)
SETTLING = rule("not-settling", 2, 14)
SPIKE = rule("load-spike", 30, 7)
JUMP = rule("session-spike", 10, 30)
REST = rule("rest-pain", 3, 3)
EVERY = [RISE, HIGH, NEW, SWOLLEN, STAYS, STIFF, TABLETS, RETURNS, SETTLING, SPIKE, JUMP, REST]


def test_every_kind_of_the_format_is_watched() -> None:
    kinds = get_args(WatchTable.model_fields["kind"].annotation)
    assert set(kinds) == RULES.keys() == {watched.kind for watched in EVERY}


def test_an_alert_gives_the_rule_and_the_numbers() -> None:
    assert one(pains([2, 2, 2.5, 5]), RISE) == Alert(
        rule="watch-pain-rise",
        kind="pain-rise",
        knee="right",
        text="Look again.",
        since=TODAY,
        why="Pain 5 on 30 March, 2.2 on average in the 14 days before.",
    )


def test_an_empty_diary_raises_nothing() -> None:
    assert alerts([], EVERY, TODAY, TREND) == []


@pytest.mark.parametrize(
    ("values", "begins"),
    [
        ([2, 2, 2, 4], 0),
        ([2, 2, 2, 3.5], None),
        ([2, 2, 2, 4, 5, 4.5], 2),
        ([2, 2, 2, 6, 2], None),
        ([2, 2, 6], None),
        ([2, 2, 2, 5, None, None], 2),
        ([2, 2, 2, 5, *[None] * 7], None),
        ([2, 2, 2, *[None] * 15, 5], None),
    ],
)
def test_pain_rise(values: Sequence[float | None], begins: int | None) -> None:
    assert since(pains(values), RISE) == begins


def test_a_rise_that_was_assessed_is_answered_until_it_gets_worse() -> None:
    risen = [*pains([2, 2, 2, 5], until=3), assessed(3)]
    assert since(risen, RISE) is None
    assert since([*risen, *pains([5, 4.5])], RISE) is None
    assert since([*risen, *pains([5, 7.5])], RISE) == 0
    assert since([*risen, *pains([1, 1, 5])], RISE) == 0


def test_a_flare_after_an_assessment_the_same_day_is_new() -> None:
    morning = [*pains([2, 2, 2], until=1), assessed(0, hour=8, pain_morning=2)]
    assert since(morning, RISE) is None
    assert since([*morning, entry(0, pain_after=6)], RISE) == 0


@pytest.mark.parametrize(
    ("values", "begins"),
    [
        ([6, 6], 1),
        ([6, None, 7], 2),
        ([7, 5.5], None),
        ([9], None),
        ([6, 6, *[None] * 7], None),
        ([2, 8, 8], 1),
    ],
)
def test_pain_high(values: Sequence[float | None], begins: int | None) -> None:
    assert since(pains(values), HIGH) == begins


def test_high_pain_needs_new_days_after_an_assessment() -> None:
    high = [*pains([8, 8], until=1), assessed(1)]
    assert since([*high, *pains([8])], HIGH) is None
    assert since([*high, *pains([8])], HIGH, TODAY - timedelta(days=1)) is None
    assert since([*pains([8, 8], until=2), assessed(2), *pains([8, 8])], HIGH) == 1


def test_new_swelling_is_seen_after_days_without_a_word_about_it() -> None:
    before = pains([2, 2, 2], until=2)
    assert since([*before, entry(1, pain_during=2, swelling="slight")], NEW) == 1
    assert since([*before, entry(1, pain_during=2, swelling="none")], NEW) is None


def test_swelling_in_the_first_entry_is_not_new() -> None:
    swollen = entry(0, pain_during=2, swelling="marked")
    assert since([swollen], NEW) is None
    assert since([assessed(1), swollen], NEW) is None
    assert since([assessed(1, swelling="none"), swollen], NEW) == 0


def test_swelling_that_an_assessment_told_of_is_not_new_in_the_days_after_it() -> None:
    before = pains([2, 2], until=10)
    earlier = Entry(ago(3), "right", assessment=AssessmentRecord("self-care", swelling="slight"))
    assert since([*before, earlier, entry(0, note="x", swelling="slight")], NEW) is None
    assert since([*before, assessed(3), entry(0, note="x", swelling="slight")], NEW) == 0
    worse = rule("new-swelling", 2, 14)
    assert since([*before, earlier, entry(0, note="x", swelling="marked")], worse) == 0


def test_swelling_that_was_there_within_the_days_is_not_new() -> None:
    first = [
        *pains([2], until=20),
        entry(9, note="x", swelling="slight"),
        entry(5, note="x", swelling="none"),
    ]
    assert since([*first, entry(0, note="x", swelling="slight")], NEW) is None
    assert since([*first, entry(0, note="x", swelling="slight")], rule("new-swelling", 1, 5)) == 0


def test_swelling_that_lasts_is_one_alert_until_it_is_assessed() -> None:
    lasting = [*pains([2], until=20), *(entry(day, note="x", swelling="slight") for day in (4, 3, 1))]
    assert since(lasting, NEW) == 4
    assert since([*lasting, assessed(2)], NEW) is None


def test_swelling_below_the_limit_does_not_count() -> None:
    more = rule("new-swelling", 2, 14)
    entries = [*pains([2], until=20), entry(4, note="x", swelling="slight")]
    assert since(entries, more) is None
    assert since([*entries, entry(1, note="x", swelling="moderate")], more) == 1


def test_swelling_after_each_session_returns_without_a_none_between() -> None:
    entries = []
    for day in (12, 8, 2):
        entries += [train(day), entry(day - 1, note="x", swelling="slight")]
    alert = one(entries, RETURNS)
    assert alert is not None
    assert alert.why == "Swelling came 3 times in 21 days: 19 March, 23 March, 29 March."
    assert since(entries[2:], RETURNS) is None
    assert since([*entries, assessed(0)], RETURNS) is None


def test_swelling_on_two_days_after_one_session_is_one_time() -> None:
    entries = [train(3), *(entry(day, note="x", swelling="slight") for day in (3, 2, 1))]
    assert since(entries, rule("swelling-returns", 2, 21)) is None


def test_swelling_that_comes_and_goes_without_training_returns() -> None:
    levels = {10: "slight", 9: "none", 7: "slight", 6: "slight", 5: "none", 2: "slight"}
    assert since([entry(day, note="x", swelling=level) for day, level in levels.items()], RETURNS) == 10


@pytest.mark.parametrize(
    ("values", "begins"),
    [
        ([4] * 14, 13),
        ([4, 4, *[None] * 10, 3, 3], 13),
        ([5] * 7 + [3] * 7, None),
        ([4] * 7 + [1] * 7, None),
        ([1.5] * 14, None),
        ([4] * 9, None),
        ([4] * 10 + [None] * 4, None),
    ],
)
def test_not_settling(values: Sequence[float | None], begins: int | None) -> None:
    assert since(pains(values), SETTLING) == begins


def test_settling_counts_from_the_last_assessment() -> None:
    assert since([*pains([4] * 20), assessed(10)], SETTLING) is None
    assert since([*pains([4] * 20), assessed(13)], SETTLING) == 13


def test_a_load_spike_is_about_the_person() -> None:
    alert = one([train(13, 40), train(6, 52)], SPIKE)
    assert alert is not None
    assert alert.knee == "both"
    assert alert.why == "Load 260 in the last 7 days, 200 in the 7 before (+30 %)."
    assert one([train(13, 40), train(6, 50)], SPIKE) is None


def test_a_load_spike_needs_a_whole_block_before() -> None:
    assert one([train(9, 40), train(6, 80)], SPIKE) is None
    assert one([train(13, 40), train(12, 40, None), train(6, 80)], SPIKE) is None
    assert one([train(20, 40), train(6, 80)], SPIKE) is None


def test_a_load_spike_may_be_at_least_so_large_and_is_answered_by_an_assessment() -> None:
    entries = [train(13, 40), train(6, 60), train(5, 60, None)]
    alert = one(entries, SPIKE)
    assert alert is not None
    assert "at least 300" in alert.why
    assert one([*entries, assessed(1, "left")], SPIKE) is None


def mornings(values: Sequence[float], until: int = 0) -> list[Entry]:
    last = len(values) - 1
    return [Entry(ago(until + last - day, 7), "right", pain_morning=pain) for day, pain in enumerate(values)]


def test_rest_pain_is_morning_pain_without_training_the_day_before() -> None:
    assert since(mornings([3, 3, 4]), REST) == 2
    assert since(mornings([3, 2, 4]), REST) is None
    assert since(mornings([3, 3]), REST) is None
    assert since([*mornings([3, 3, 3]), train(2)], REST) is None
    assert since([*mornings([3, 9, 3, 3]), train(3)], REST) == 3


def test_rest_pain_starts_anew_after_an_assessment() -> None:
    assert since([*mornings([3] * 5), assessed(1)], REST) is None
    assert since([*mornings([3] * 5), assessed(3)], REST) == 2


def test_knees_are_watched_apart() -> None:
    right, left = pains([2, 2, 2, 5]), pains([1, 1, 1, 1], "left")
    raised = one([*right, *left], RISE)
    assert raised is not None
    assert raised.knee == "right"
    both = alerts([*right, *pains([1, 1, 1, 9], "left")], [RISE], TODAY, TREND)
    assert [alert.knee for alert in both] == ["left", "right"]


def test_the_same_alert_for_both_knees_comes_once() -> None:
    alert = one(pains([2, 2, 2, 5], "both"), RISE)
    assert alert is not None
    assert alert.knee == "both"


def test_alerts_come_in_the_order_of_the_rules() -> None:
    raised = alerts(pains([2, 2, 2, 7, 7]), [HIGH, RISE], TODAY, TREND)
    assert [alert.rule for alert in raised] == ["watch-pain-high", "watch-pain-rise"]


def test_how_long_something_is_fresh_is_said_by_the_rule() -> None:
    entries = pains([2, 2, 2, 5], until=9)
    assert one(entries, RISE) is None
    assert one(entries, replace(RISE, fresh_days=10)) is not None


def test_the_future_is_not_looked_at() -> None:
    assert one(pains([2, 2, 2, 5]), RISE, TODAY - timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("urgency", "days"), [("emergency", 1), ("urgent", 1), ("soon", 7), ("self-care", 14), ("normal", 7)]
)
def test_a_recheck_is_due_by_urgency(library: Library, urgency: str, days: int) -> None:
    due = recheck_due([assessed(3, urgency=urgency)], TODAY, library)
    assert due is not None
    assert (due.due, due.days) == (TODAY + timedelta(days=days - 3), days - 3)
    assert due.now == (days <= 3)


def test_the_last_assessment_of_a_knee_counts_and_the_first_due_comes_first(library: Library) -> None:
    entries = [assessed(9, "both", "urgent"), assessed(4, "right", "soon"), assessed(2, "left")]
    due = recheck_due(entries, TODAY, library)
    assert due is not None
    assert (due.entry.knee, due.days) == ("right", 3)
    assert recheck_due(pains([3]), TODAY, library) is None
    assert recheck_due(entries, TODAY, replace(library, urgencies={})) is None


def test_who_looked_at_the_knee_has_answered_what_was_written_before() -> None:
    sore = entry(1, pain_morning=8)
    look = Entry(ago(0), "right", look=LookRecord("doctor", "gentle"))
    high = rule("pain-high", 7, 1)
    assert one([sore], high) is not None
    assert one([sore, look], high) is None
    later = Entry(ago(0) + timedelta(hours=1), "right", pain_during=8)
    assert one([sore, look, later], high) is not None
