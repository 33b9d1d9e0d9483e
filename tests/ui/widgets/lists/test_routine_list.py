"""A line of the list of routines: nothing in it runs into what stands beside it."""

from __future__ import annotations

import pytest

from kneetui.content.model import Library
from kneetui.ui.widgets.lists.routine_list import RoutineLine, RoutineList


@pytest.mark.parametrize(
    ("per_week", "words"), [(3, " 3 a week "), (7, " 7 a week "), (10, " 10 a week "), (14, " 2 a day ")]
)
@pytest.mark.parametrize("width", [76, 116])
def test_how_often_stands_for_itself(per_week: int, words: str, width: int) -> None:
    rows = RoutineList()
    rows.lines = (
        RoutineLine(
            id="days", name="First days", minutes=10, per_week=per_week, needs="mat, towel", tag="yours"
        ),
    )
    (row, *_) = rows.entry(0, width, False)
    text = "".join(part for part, _ in row)
    assert words in text
    assert "mat, towel" in text


@pytest.mark.parametrize("width", [56, 60, 76])
def test_every_name_is_whole(library: Library, width: int) -> None:
    rows = RoutineList()
    rows.lines = tuple(
        RoutineLine(id=routine.id, name=routine.name, minutes=10, per_week=3, needs="a band", tag="suggested")
        for routine in library.routines.values()
    )
    for index, line in enumerate(rows.lines):
        shown = " ".join(text for row in rows.entry(index, width, here=False) for text, _ in row)
        assert line.name in " ".join(shown.split())
