"""When the questions are to be answered again."""

from __future__ import annotations

import pytest

from kneetui.content.model import Library
from kneetui.status.alerts.recheck import recheck_due
from tests.status.alerts.test_alerts import TODAY, assessed, pains


@pytest.mark.parametrize(("ago", "days", "now"), [(6, 1, False), (7, 0, True), (8, -1, True)])
def test_a_recheck_is_due_from_its_day_on(library: Library, ago: int, days: int, now: bool) -> None:
    due = recheck_due([assessed(ago, urgency="soon")], TODAY, library)
    assert due is not None
    assert (due.days, due.now) == (days, now)


def test_what_is_written_after_an_assessment_puts_no_recheck_off(library: Library) -> None:
    first = assessed(3, urgency="soon")
    alone, later = (recheck_due([first, *more], TODAY, library) for more in ([], pains([2, 2])))
    assert alone == later
    assert alone is not None
