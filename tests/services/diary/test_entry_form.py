from __future__ import annotations

from datetime import datetime

import pytest

from kneetui.diary.entries import AssessmentRecord, Entry, Session
from kneetui.diary.errors import EntryError
from kneetui.diary.value_types import Number
from kneetui.services.diary import entry_form

NOW = datetime(2026, 11, 22, 9, 30)
BLANK = entry_form.empty(NOW, "right")


def form(**values: str) -> dict[str, str]:
    return {**BLANK, **{key.replace("_", "-"): value for key, value in values.items()}}


def test_one_number_is_enough() -> None:
    assert entry_form.entry(form(pain_during="3")) == Entry(NOW, "right", pain_during=3)


def test_a_comma_is_a_point() -> None:
    assert entry_form.entry(form(pain_after="2,5")).pain_after == 2.5


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", "09:00"),
        ("9:5", "09:05"),
        ("930", "09:30"),
        ("0930", "09:30"),
        ("21.15", "21:15"),
        ("6pm", "18:00"),
    ],
)
def test_times_are_read_as_people_mean_them(typed: str, meant: str) -> None:
    assert f"{entry_form.entry(form(pain_after='1', time=typed)).when:%H:%M}" == meant


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"pain_during": "11"}, "pain-during"),
        ({"pain_morning": "2.3"}, "pain-morning"),
        ({"pain_after": "1..2"}, "pain-after"),
        ({"pain_after": "1", "time": "26:00"}, "time"),
        ({"pain_after": "1", "time": ""}, "time"),
        ({"pain_after": "1", "knee": ""}, "knee"),
        ({"minutes": "0"}, "minutes"),
        ({"sport": "running", "effort": "11"}, "effort"),
        ({"effort": "5"}, "sport"),
        ({}, "pain-morning"),
        ({"pain_after": "1", "medication": "x" * 201}, "medication"),
    ],
)
def test_every_problem_has_a_place_in_the_form(values: dict[str, str], place: str) -> None:
    with pytest.raises(EntryError) as caught:
        entry_form.entry(form(**values))
    assert place in [entry_form.place(problem.key) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "row", [row for row in entry_form.rows() if isinstance(row.field.type, Number)], ids=lambda row: row.key
)
def test_letters_that_are_no_unit_of_the_row_refuse_the_number(row: entry_form.FormRow) -> None:
    with pytest.raises(EntryError, match="“5zz” cannot be read here"):
        entry_form.entry(form(sport="running", pain_after="1") | {row.key: "5zz"})
    assert "“5zz” cannot be read here" in entry_form.wrong_number(row, "5zz")
    assert not entry_form.wrong_number(row, "5")


def test_a_distance_is_enough_and_stays_as_it_was_typed() -> None:
    made = entry_form.entry(form(sport="running", distance_km="20,125"))
    assert made.session == Session("running", distance_km=20.125)
    assert entry_form.values(made)["distance-km"] == "20.125"


def test_all_problems_come_at_once() -> None:
    with pytest.raises(EntryError) as caught:
        entry_form.entry(form(pain_during="11", minutes="x", knee=""))
    places = {entry_form.place(problem.key) for problem in caught.value.problems}
    assert places == {"pain-during", "minutes", "knee"}


@pytest.mark.parametrize(
    "entry",
    [
        Entry(
            NOW,
            "both",
            pain_during=0,
            pain_after=10,
            pain_morning=2.5,
            swelling="slight",
            stiffness="over-60-min",
            session=Session("running", 42.5, effort=3.5),
            medication="x",
            note="a\nb",
            id=4,
        ),
        Entry(
            NOW,
            "left",
            session=Session("cycling", 60, effort=None, distance_km=20.125, source_id="fit-7"),
            kind="import",
            id=5,
        ),
        Entry(
            NOW,
            "left",
            assessment=AssessmentRecord("soon", causes=(("c", 0.5),), flags=("RF12",), answers="{}"),
            note="n",
            id=6,
        ),
    ],
)
def test_an_entry_comes_back_as_it_was(entry: Entry) -> None:
    assert entry_form.entry(entry_form.values(entry), entry) == entry


def test_what_the_form_does_not_show_is_kept() -> None:
    before = Entry(
        NOW,
        "left",
        session=Session("cycling", 60, effort=None, distance_km=20, source_id="fit-7"),
        kind="import",
        id=5,
    )
    after = entry_form.entry({**entry_form.values(before), "effort": "4"}, before)
    assert after.session == Session("cycling", 60, effort=4, distance_km=20, source_id="fit-7")
    assert (after.kind, after.id) == ("import", 5)


def test_what_is_emptied_is_gone() -> None:
    before = Entry(
        NOW,
        "left",
        pain_during=3,
        pain_after=2,
        note="x",
        swelling="slight",
        session=Session("running", 30),
        id=5,
    )
    emptied = {"pain-after": "", "note": "", "swelling": "", "sport": "", "minutes": ""}
    assert entry_form.entry({**entry_form.values(before), **emptied}, before) == Entry(
        NOW, "left", pain_during=3, id=5
    )
