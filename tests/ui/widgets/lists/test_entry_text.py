from __future__ import annotations

from datetime import datetime

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import AssessmentRecord, Entry, LookRecord, RoutineRecord, Session
from kneetui.services.diary.entry_words import gist, title
from kneetui.ui.widgets.lines.lines import Row, cells
from kneetui.ui.widgets.lists.entry_text import details, heading, line

NOW = datetime(2026, 11, 22, 9, 30)
NOTHING = Library()
FULL = Entry(
    NOW,
    "both",
    pain_during=10,
    pain_after=0.5,
    pain_morning=None,
    swelling="moderate",
    stiffness="over-60-min",
    session=Session("running", 42.5, effort=3.5, distance_km=8.25),
    medication="ibuprofen",
    note="a\nb 膝が痛い",
)
KINDS = [
    FULL,
    Entry(
        NOW, "left", assessment=AssessmentRecord("soon", causes=(("c", 0.5),), flags=("RF12",), answers="{}")
    ),
    Entry(
        NOW,
        "right",
        routine=RoutineRecord("kneecap", phase="calm", done=False, minutes=14, pain=2.5, verdict="step-back"),
    ),
    Entry(NOW, "right", kind="import", session=Session("cycling", 20)),
    Entry(NOW, "left", look=LookRecord("emergency-department", "no-impact")),
]


def text(*rows: Row) -> str:
    return "\n".join("".join(part for part, _ in row) for row in rows)


def test_a_line_has_its_numbers_under_the_names_of_the_columns() -> None:
    for width in (56, 76):
        head, body = text(heading(width)), text(line(FULL, width, NOTHING))
        for char, value in (("●", "10"), ("○", "0.5"), ("▲", "–")):
            assert head.index(char) == body.index(value) + len(value) - 1
        assert head.index("Swelling") == body.index("moderate")


@pytest.mark.parametrize("width", [50, 56, 76, 120])
@pytest.mark.parametrize("entry", KINDS, ids=lambda entry: entry.kind)
def test_a_line_fills_its_width_exactly(entry: Entry, width: int) -> None:
    assert cells(text(line(entry, width, NOTHING, here=True))) == width


def test_a_day_is_named_only_if_asked_for() -> None:
    assert "Sun 22 Nov" in text(line(FULL, 76, NOTHING))
    assert "22 Nov" not in text(line(FULL, 76, NOTHING, dated=False))


def test_what_is_in_an_entry_in_short() -> None:
    assert [gist(entry, NOTHING) for entry in KINDS] == [
        "running 42.5 min 8.25 km effort 3.5 · a b 膝が痛い",
        "soon",
        "kneecap, pain 2.5: step back",
        "cycling 20 min",
        "looked at by emergency department: no running or jumping",
    ]


def test_details_leave_out_what_nobody_said() -> None:
    details_text = text(*details(KINDS[3], 60, NOTHING))
    assert "Pain" not in details_text
    assert "Swelling" not in details_text
    assert "From          a training file" in details_text


def test_details_say_who_looked_and_what_is_allowed() -> None:
    details_text = text(*details(KINDS[4], 60, NOTHING))
    assert "Looked at by  emergency department" in details_text
    assert "Allowed       no running or jumping" in details_text


def test_details_keep_the_lines_of_a_note() -> None:
    details_text = text(*details(FULL, 60, NOTHING))
    assert "Note          a\n              b 膝が痛い" in details_text
    assert "load 149" in details_text
    assert "Stiffness     over 60 min" in details_text


def test_what_no_pack_names_keeps_its_id() -> None:
    details_text = text(*details(KINDS[1], 60, NOTHING))
    assert "SOON" in details_text
    assert "because       RF12" in details_text
    routine = text(*details(KINDS[2], 60, NOTHING))
    assert "Phase         calm" in routine
    assert "no, it was left early" in routine


def test_entries_have_a_name() -> None:
    assert title(FULL) == "both knees, Sun 22 Nov 09:30"
