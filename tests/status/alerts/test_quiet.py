"""Alerts that were put off or set to rest: quiet, never milder, and back as soon as anything is worse."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.content.model import Library
from kneetui.diary.entries import ALERT_REASONS, SWELLINGS, AlertRecord, Entry
from kneetui.diary.errors import EntryError
from kneetui.services.home.agenda import agenda
from kneetui.services.home.situation import Situation
from kneetui.status.advice import KINDS, advice
from kneetui.status.alerts.alerts import Alert
from kneetui.status.alerts.quiet import Quiet, quiet
from kneetui.status.known import StatusInput
from kneetui.status.status import Status, status
from tests.examples import examples
from tests.status.alerts.test_alerts import SWOLLEN as RULE

NOW = datetime(2026, 11, 22, 9, 30)


def morning(days: int, pain: float, swelling: str | None = None) -> Entry:
    when = (NOW - timedelta(days=days)).replace(hour=7, minute=0)
    return Entry(when, "right", pain_morning=pain, swelling=swelling)


def answer(alert: Alert, days: float | None = None) -> Entry:
    record = AlertRecord(alert.rule, days=days, reason=None if days else "known-cause")
    return Entry(NOW - timedelta(minutes=30), alert.knee, alert=record)


def of(library: Library, entries: list[Entry], now: datetime = NOW) -> Status:
    numbered = [replace(entry, id=number) for number, entry in enumerate(entries, 1)]
    return status(StatusInput(library=library, now=now, entries=numbered))


def loud(now: Status) -> list[str]:
    return [alert.rule for alert in now.alerts if not alert.quiet]


SWOLLEN = [morning(4, 1), morning(1, 2, "moderate"), morning(0, 2, "moderate")]


def answers(now: Status, days: float | None = None) -> list[Entry]:
    return [answer(alert, days) for alert in now.alerts]


def test_an_answered_alert_is_quiet_and_stops_what_it_stopped(library: Library) -> None:
    before = of(library, SWOLLEN)
    after = of(library, [*SWOLLEN, *answers(before)])
    assert loud(before)
    assert not loud(after)
    assert after.gate == before.gate
    advised = advice(library, after)
    assert advised is not None
    assert advised.kind in ("easier", "rest")
    newest_first = sorted([*SWOLLEN, *answers(before)], key=lambda entry: entry.when, reverse=True)
    titles = [
        item.title for item in agenda(Situation(now=NOW, entries=newest_first, status=after, library=library))
    ]
    assert not [title for title in titles if "check again" in title]
    assert advised.headline in titles


def test_what_was_put_off_comes_back_on_its_day(library: Library) -> None:
    entries = [*SWOLLEN, *answers(of(library, SWOLLEN), days=3)]
    assert not loud(of(library, entries, NOW + timedelta(days=2)))
    assert loud(of(library, entries, NOW + timedelta(days=3)))


@pytest.mark.parametrize("worse", [morning(0, 3, "moderate"), morning(0, 1, "marked")])
def test_it_comes_back_as_soon_as_anything_is_worse(library: Library, worse: Entry) -> None:
    entries = [*SWOLLEN, *answers(of(library, SWOLLEN))]
    later = NOW - timedelta(minutes=5)
    assert not loud(of(library, [*entries, replace(SWOLLEN[-1], when=later)]))
    assert loud(of(library, [*entries, replace(worse, when=later)]))


def test_an_answer_for_one_knee_says_nothing_of_the_other(library: Library) -> None:
    entries = [*SWOLLEN, *(replace(entry, knee="left") for entry in SWOLLEN)]
    assert {alert.knee for alert in of(library, entries).alerts} == {"both"}
    right = [replace(entry, knee="right") for entry in answers(of(library, entries))]
    assert {alert.knee for alert in of(library, [*entries, *right]).alerts if not alert.quiet} == {"left"}


def test_an_answer_says_until_when_or_why() -> None:
    with pytest.raises(EntryError):
        AlertRecord("pain-rise")


days = st.tuples(st.integers(0, 20), st.integers(0, 10), st.none() | st.sampled_from(SWELLINGS))


@settings(max_examples=examples(200))
@given(st.lists(days, max_size=8), st.none() | st.integers(1, 7).map(float), st.sampled_from(ALERT_REASONS))
def test_no_answer_opens_a_door(
    library: Library, mornings: list[tuple[int, int, str | None]], put_off: float | None, reason: str
) -> None:
    entries = [morning(*day) for day in mornings]
    before = of(library, entries)
    records = [
        Entry(NOW, alert.knee, alert=AlertRecord(alert.rule, days=put_off, reason=reason))
        for alert in before.alerts
    ]
    after = of(library, [*entries, *records])
    assert after.gate == before.gate
    assert not loud(after)
    advised = advice(library, after)
    if not after.gate.full:
        assert advised is not None
        assert KINDS.index(advised.kind) > KINDS.index("as-planned")


def put_away(
    entries: list[Entry], answered: datetime = NOW, when: datetime = NOW, *, days: float | None = None
) -> Quiet | None:
    """What is quiet of an alert about the right knee since yesterday, which was answered after some ``entries``."""
    record = AlertRecord(RULE.id, days=days, reason=None if days else "known-cause")
    answer = Entry(answered, "right", alert=record, note="as after every long run")
    return quiet([*entries, answer], RULE, "right", (NOW - timedelta(days=1)).date(), when.date())


def later(hours: float = 1, knee: str = "right", **what: Any) -> Entry:
    return Entry(NOW + timedelta(hours=hours), knee, **{"note": "x", **what})


def test_what_is_at_rest_keeps_the_reason_and_the_words() -> None:
    held = put_away([])
    assert held == Quiet(since=NOW.date(), reason="known-cause", words="as after every long run")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {"pain_morning": 0.5}),
        ({}, {"pain_morning": 1}),
        ({}, {"swelling": "slight"}),
        ({}, {"stiffness": "under-30-min"}),
        ({"pain_morning": 2}, {"pain_during": 2.5}),
        ({"swelling": "slight"}, {"swelling": "moderate"}),
        ({"stiffness": "under-30-min"}, {"stiffness": "30-to-60-min"}),
    ],
)
def test_anything_that_is_worse_than_before_the_answer_is_heard(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    noted = later(-24, **before)
    assert put_away([noted, later(1, **before)]) is not None
    assert put_away([noted, later(1, **after)]) is None
    assert put_away([noted, later(1, **after), later(2, **before)]) is None
    assert put_away([noted, later(0, **after)]) is not None


def test_the_other_knee_neither_wakes_an_alert_nor_hides_what_is_worse() -> None:
    assert put_away([later(1, "left", pain_morning=9)]) is not None
    hurt = later(-24, "left", pain_morning=9)
    assert put_away([hurt, later(-24, pain_morning=2), later(1, pain_morning=3)]) is None


def test_what_was_worse_long_before_the_answer_hides_nothing() -> None:
    first, worse = 24 * RULE.fresh_days, later(1, pain_morning=3)
    assert put_away([later(-first, pain_morning=9), worse]) is not None
    assert put_away([later(-first - 1, pain_morning=9), worse]) is None


def test_the_last_answer_counts() -> None:
    earlier = Entry(NOW - timedelta(hours=1), "right", alert=AlertRecord(RULE.id, days=7))
    tomorrow = NOW + timedelta(days=1)
    assert put_away([earlier], days=2, when=tomorrow) is not None
    assert put_away([earlier], days=1, when=tomorrow) is None
    assert put_away([earlier], NOW - timedelta(hours=2), tomorrow, days=1) is not None
