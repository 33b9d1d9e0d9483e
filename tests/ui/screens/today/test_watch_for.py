"""What Today watches for after an assessment is read whole on a terminal of 80 columns: its last words name the emergency."""

from __future__ import annotations

from kneetui.content.model import Library
from kneetui.diary.entries import AssessmentRecord
from kneetui.status.warnings import worries
from kneetui.testing import NOW
from kneetui.ui.widgets.lines.lines import fold

WIDTH, LINES = 76, 2


def test_nothing_of_whom_to_see_and_when_is_cut_off(library: Library) -> None:
    for cause in library.causes:
        for level in library.urgencies:
            first, *_ = worries(library, (), NOW.date(), AssessmentRecord(level, causes=((cause, 0.9),)))
            assert len(fold(first, WIDTH)) <= LINES, first
