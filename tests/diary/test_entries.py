from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime
from typing import Any

import pytest

from kneetui.content import model
from kneetui.diary import entries
from kneetui.diary.entries import AssessmentRecord, Entry, RoutineRecord, Session
from kneetui.diary.errors import EntryError

WHEN = datetime(2025, 3, 12, 7, 30)


def keys(error: EntryError) -> list[str]:
    return [problem.key for problem in error.problems]


def test_two_numbers_are_an_entry() -> None:
    entry = Entry(WHEN, "right", pain_during=3, pain_morning=0)
    assert (entry.id, entry.kind, entry.pain) == (0, "entry", 3)


def test_an_entry_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Entry(WHEN, "left", pain_during=1).knee = "right"  # type: ignore[misc]


@pytest.mark.parametrize(
    "values",
    [
        {"pain_morning": 0},
        {"pain_after": 2.5},
        {"session": Session("running", minutes=30)},
        {"note": "felt odd on the stairs"},
        {"assessment": AssessmentRecord("soon")},
        {"routine": RoutineRecord("kneecap", phase="calm")},
    ],
)
def test_one_number_or_a_note_or_a_record_is_enough(values: dict[str, Any]) -> None:
    assert Entry(WHEN, "both", **values).when == WHEN


@pytest.mark.parametrize(
    "values", [{}, {"swelling": "none"}, {"note": " \x07 "}, {"session": Session("running")}]
)
def test_without_any_number_it_is_refused_with_a_remedy(values: dict[str, Any]) -> None:
    with pytest.raises(EntryError, match="no number") as caught:
        Entry(WHEN, "right", **values)
    assert "0 counts" in caught.value.remedy


def test_every_wrong_value_is_named_at_once() -> None:
    with pytest.raises(EntryError) as caught:
        Entry(
            WHEN, "middle", pain_during=11, pain_after=2.25, swelling="huge", stiffness="", note="x" * 10_001
        )
    assert keys(caught.value) == ["knee", "pain-during", "pain-after", "swelling", "stiffness", "note"]
    assert "pain-during is 11. Give a number from 0 to 10" in str(caught.value)
    assert "left, right, both" in str(caught.value)


@pytest.mark.parametrize("pain", [-0.5, 10.5, 3.3, float("nan"), float("inf"), True, "3"])
def test_pain_is_half_points_from_0_to_10(pain: Any) -> None:
    with pytest.raises(EntryError) as caught:
        Entry(WHEN, "right", pain_during=pain)
    assert caught.value.key == "pain-during"


def test_time_is_local_and_to_the_minute() -> None:
    assert Entry(datetime(2025, 3, 12, 7, 30, 59, 9), "right", pain_during=1).when == WHEN
    with pytest.raises(EntryError, match="without a time zone"):
        Entry(datetime(2025, 3, 12, tzinfo=UTC), "right", pain_during=1)
    with pytest.raises(EntryError, match="1950"):
        Entry(datetime(1, 1, 1), "right", pain_during=1)


def test_load_is_minutes_times_effort_or_unknown() -> None:
    assert Session("running", minutes=35, effort=6).load == 210
    assert Session("running", minutes=35).load is None
    assert Session("running", effort=6).load is None
    assert Session("rest", minutes=35, effort=0).load == 0


def test_a_session_names_its_wrong_values() -> None:
    with pytest.raises(EntryError) as caught:
        Session("running", minutes=0, effort=11, distance_km=-1)
    assert keys(caught.value) == ["session.minutes", "session.effort", "session.distance-km"]
    with pytest.raises(EntryError, match="empty"):
        Session()


def test_records_name_their_wrong_values() -> None:
    with pytest.raises(EntryError) as caught:
        AssessmentRecord("later", causes=(("itb-syndrome", 1.2), ("", 0.1)), flags=("RF01", ""))
    assert set(keys(caught.value)) == {
        "assessment.urgency",
        "assessment.causes.probability",
        "assessment.causes.id",
        "assessment.flags",
    }
    with pytest.raises(EntryError) as other:
        RoutineRecord("", pain=12)
    assert keys(other.value) == ["routine.routine", "routine.pain"]


def test_the_kind_says_which_record_is_there() -> None:
    assert Entry(WHEN, "right", assessment=AssessmentRecord("soon")).kind == "assessment"
    assert Entry(WHEN, "right", routine=RoutineRecord("kneecap")).kind == "routine"
    assert Entry(WHEN, "both", session=Session("running", 30), kind="import").kind == "import"
    for values in (
        {"kind": "assessment"},
        {"kind": "import"},
        {"routine": RoutineRecord("a"), "kind": "entry"},
    ):
        with pytest.raises(EntryError):
            Entry(WHEN, "right", pain_during=1, **values)


def test_text_is_cleaned() -> None:
    entry = Entry(WHEN, "right", medication="ibu\x1b\nprofen", note="one\r\ntwo\u202e")
    assert (entry.medication, entry.note) == ("ibu profen", "one\ntwo")


def test_an_entry_for_both_concerns_either_knee() -> None:
    both, left = Entry(WHEN, "both", pain_during=1), Entry(WHEN, "left", pain_during=1)
    assert [both.concerns(knee) for knee in ("left", "right", "both")] == [True, True, True]
    assert [left.concerns(knee) for knee in ("left", "right", "both")] == [True, False, True]


def test_the_pain_of_a_routine_counts() -> None:
    assert Entry(WHEN, "right", pain_morning=1, routine=RoutineRecord("kneecap", pain=4)).pain == 4


def test_urgencies_are_those_of_the_content() -> None:
    assert entries.URGENCIES == model.URGENCIES
