from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.config.about import KNEES
from kneetui.content.model import Cause, Library, TrendRule, Urgency, WatchRule
from kneetui.diary.entries import SWELLINGS, AssessmentRecord, Entry, Session
from kneetui.status.alerts.alerts import alerts
from kneetui.status.alerts.rules import COMPARING
from kneetui.status.summary import DAYS, Glance, glance
from kneetui.status.warnings import worries
from kneetui.testing import NOW
from tests.examples import examples

TODAY = NOW.date()


def on(days: int, knee: str = "right", hour: int = 18, **given: Any) -> Entry:
    when = datetime.combine(TODAY - timedelta(days=days), datetime.min.time()).replace(hour=hour)
    return Entry(when, knee, **given)


def look(*entries: Entry, knee: str = "right") -> Glance:
    return glance(sorted(entries, key=lambda entry: entry.when, reverse=True), knee, TODAY, TrendRule())


def test_nothing_written_down() -> None:
    assert look() == Glance()


def test_the_last_two_numbers_with_their_days() -> None:
    summary = look(on(0, hour=7, pain_morning=2), on(2, pain_after=4), on(3, pain_during=9))
    assert summary.knees[0].numbers == ("2/10 this morning", "4/10 two days ago")
    assert look(on(0, hour=7, pain_morning=2), on(0, pain_during=2.5)).knees[0].numbers == ("2.5/10 today",)
    assert look(on(0, hour=8, pain_after=3, pain_morning=1)).knees[0].numbers == ("3/10 today",)
    assert look(on(1, swelling="slight", note="puffy")).knees[0].numbers == (f"no number in {DAYS} days",)


def test_the_picture_spans_two_weeks_and_no_data_is_not_zero() -> None:
    heights = look(on(13, pain_during=10), on(1, pain_during=0)).knees[0].heights
    assert len(heights) == DAYS
    assert (heights[0], heights[12]) == (7, 0)
    assert set(heights) - {0, 7} == {None}


def test_swelling_says_when_it_is_old() -> None:
    assert look(on(1, pain_during=1, swelling="slight")).knees[0].swelling == "slight"
    assert look(on(2, pain_during=1, swelling="slight")).knees[0].swelling == "slight two days ago"
    assert look(on(4, pain_during=1, swelling="none")).knees[0].swelling == "none four days ago"
    assert look(on(1, pain_during=1)).knees[0].swelling == "not noted"


def test_swelling_of_the_answers_is_shown_where_it_is_newer_than_the_diarys() -> None:
    def swelling(*entries: Entry) -> str:
        return look(*entries).knees[0].swelling

    marked = AssessmentRecord("emergency", swelling="marked")
    morning, evening = on(0, hour=7, swelling="none", note="x"), on(0, hour=20, swelling="slight", note="x")
    assert swelling(morning, on(0, hour=10, assessment=marked)) == "marked, in the answers of today"
    assert swelling(on(3, assessment=marked)) == "marked, in the answers of three days ago"
    assert swelling(morning, on(0, hour=10, assessment=marked), evening) == "slight, in the diary today"
    denied = on(0, hour=10, assessment=AssessmentRecord("soon"), swelling="none")
    assert swelling(morning, denied) == "none, in the answers of today"
    unasked = on(0, hour=10, assessment=AssessmentRecord("soon"))
    assert swelling(morning, unasked) == "none", "nothing was answered of it"


@given(
    st.lists(
        st.tuples(
            st.integers(0, 5),
            st.integers(0, 23),
            st.sampled_from(SWELLINGS),
            st.booleans(),
            st.sampled_from(KNEES),
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=examples(200))
def test_no_swelling_is_shown_that_something_newer_contradicts(
    noted: list[tuple[int, int, str, bool, str]],
) -> None:
    """It is that of the newest that tells of it, or of the same day's diary after it."""
    entries = [
        on(days, knee, hour, assessment=AssessmentRecord("soon", swelling=level))
        if answered
        else on(days, knee, hour, swelling=level, note="x")
        for days, hour, level, answered, knee in noted
    ]
    for shown in look(*entries, knee="both").knees:
        about = [entry for entry in entries if entry.concerns(shown.knee)]
        if not about:
            assert shown.swelling == "not noted"
            continue
        last = max(entry.when for entry in about)
        newest = {entry.worst_swelling for entry in about if entry.when == last}
        day = {entry.worst_swelling for entry in about if entry.when.date() == last.date()}
        level = shown.swelling.split(",")[0].split(" ")[0]
        assert level in day
        assert SWELLINGS.index(level) >= min(SWELLINGS.index(one or "none") for one in newest)


def test_the_knees_that_matter() -> None:
    def knees(knee: str, *entries: Entry) -> list[str]:
        return [summary.knee for summary in look(*entries, knee=knee).knees]

    right, left, old = on(1, pain_during=1), on(1, "left", pain_during=1), on(40, "left", pain_during=1)
    assert knees("right", right) == ["right"]
    assert knees("right", right, left) == ["left", "right"]
    assert knees("both", right) == ["left", "right"]
    assert knees("", left) == ["left"]
    assert knees("right", old) == ["right"]
    assert knees("", old) == []


def test_the_load_against_the_week_before() -> None:
    run = [on(days, session=Session("run", 60, effort=5)) for days in (13, 8)]
    assert look(*run, on(20, pain_during=1), on(2, session=Session("run", 30, effort=5))).load == (
        "150 this week",
        "600 the week before (-75 %)",
    )
    assert look(on(2, session=Session("run", 30, effort=5)), on(1, session=Session("run", 30))).load == (
        "at least 150 this week",
    )
    assert look(on(2, session=Session("run", 30))).load == ()


def test_the_last_assessment() -> None:
    early, late = (on(days, assessment=AssessmentRecord("soon")) for days in (9, 3))
    assert look(early, late, on(1, pain_during=1)).assessed == late


# --- what to watch for -------------------------------------------------------------------------


def cause(cause_id: str, see: str) -> Cause:
    return Cause(
        id=cause_id,
        name=cause_id.title(),
        clinical="",
        summary="",
        course="",
        see=see,
        routine="",
        when=None,
        weight=1,
        weights={},
        ages=(),
        evidence=(),
        source=(),
        note="",
        pack="core",
    )


LIBRARY = Library(
    causes={name: cause(name, f"See someone about the {name}.") for name in ("one", "two", "three")},
    urgencies={
        "urgent": Urgency(
            id="urgent",
            name="See a doctor today",
            symbol="■",
            who="a doctor",
            within="today",
            do="Get seen today.",
            source=(),
        ),
        "soon": Urgency(
            id="soon",
            name="See someone soon",
            symbol="▲",
            who="a doctor",
            within="soon",
            do="Book a visit.",
            source=(),
        ),
    },
    watch={
        "a": WatchRule(
            id="a",
            kind="pain-high",
            limit=7,
            days=1,
            text="Pain is 7 or more.",
            source=(),
            note="",
            pack="core",
        )
    },
)


def test_without_an_assessment_the_diary_s_own_rules_say_what_to_watch_for() -> None:
    assert worries(LIBRARY, (), NOW.date()) == ("Ask again if: Pain is 7 or more.",)


def test_nothing_is_compared_with_days_of_which_there_are_no_entries(library: Library) -> None:
    comparing = {rule.text for rule in library.watch.values() if rule.kind in COMPARING}
    worst: dict[str, Any] = {
        "pain_during": 10,
        "pain_morning": 10,
        "swelling": "marked",
        "session": Session("running", 600),
    }
    for days in ([], [0], [200, 0]):
        entries = [on(day, **worst) for day in days]
        shown = worries(library, entries, NOW.date(), asked=False)
        assert shown
        assert not [text for text in shown if any(compared in text for compared in comparing)]
        assert all(text.startswith("Ask about the knee if: ") for text in shown)
    noted = [on(day, **worst) for day in range(30)]
    assert comparing <= {text.removeprefix("Ask again if: ") for text in worries(library, noted, NOW.date())}


def test_a_first_day_raises_no_alert_that_compares(library: Library) -> None:
    first = on(0, pain_during=10, pain_morning=10, swelling="marked", session=Session("running", 600))
    raised = alerts([first], library.watch.values(), NOW.date(), library.trend)
    assert raised
    assert not [alert for alert in raised if alert.kind in COMPARING]


def test_new_swelling_after_a_long_silence_names_the_day_it_is_held_against(library: Library) -> None:
    entries = [on(100, pain_during=1), on(0, swelling="slight", pain_during=1)]
    (alert,) = alerts(entries, library.watch.values(), NOW.date(), library.trend)
    assert alert.why.endswith("not noted on 14 August, the last day noted before.")


def test_an_assessment_says_whom_to_see_and_when_for_what_fits() -> None:
    record = AssessmentRecord("self-care", causes=(("one", 0.5), ("two", 0.3), ("three", 0.1)))
    assert worries(LIBRARY, (), NOW.date(), record) == (
        "One: See someone about the one.",
        "Two: See someone about the two.",
        "Ask again if: Pain is 7 or more.",
    )


@pytest.mark.parametrize(
    ("urgency", "first"),
    [
        ("urgent", "See a doctor today: Get seen today."),
        ("soon", "See someone soon: Book a visit."),
    ],
)
def test_where_somebody_should_look_no_cause_puts_it_off(urgency: str, first: str) -> None:
    assert worries(LIBRARY, (), NOW.date(), AssessmentRecord(urgency, causes=(("one", 0.9),)))[:2] == (
        first,
        "One: See someone about the one.",
    )
