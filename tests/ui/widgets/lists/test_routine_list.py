"""A line of the list of routines: nothing in it runs into what stands beside it."""

from __future__ import annotations

import pytest

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
