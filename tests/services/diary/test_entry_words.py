"""An entry on one line of plain text; the rest is tested with the lists that show it."""

from __future__ import annotations

from datetime import datetime

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, LookRecord, RoutineRecord, Session
from kneetui.services.diary.entry_words import line

WHEN = datetime(2026, 11, 24, 7, 5)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (
            Entry(
                WHEN,
                "left",
                pain_during=4,
                swelling="slight",
                session=Session("running", 40, effort=6),
                note="two\nlines",
            ),
            "left   pain in training 4 · swelling slight · running 40 min effort 6 · two lines",
        ),
        (
            Entry(WHEN, "right", kind="routine", routine=RoutineRecord("kneecap", pain=5)),
            "right  kneecap, pain 5",
        ),
        (
            Entry(WHEN, "right", kind="routine", pain_during=3, routine=RoutineRecord("kneecap", pain=5)),
            "right  pain in training 3 · kneecap, pain in it 5",
        ),
        (Entry(WHEN, "right", pain_morning=2.5), "right  pain in the morning 2.5"),
        (
            Entry(WHEN, "both", look=LookRecord("emergency-department", "all")),
            "both   looked at by emergency department: everything",
        ),
    ],
)
def test_a_line(entry: Entry, words: str) -> None:
    assert line(entry, Library()) == f"Tue 24 Nov 07:05  {words}"
