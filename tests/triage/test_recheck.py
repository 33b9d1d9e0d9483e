"""The day on which the questions are to be answered again fits the matter."""

from __future__ import annotations

import pytest

from kneetui.content.model import URGENCIES, Library
from kneetui.triage.recheck import recheck_days
from tests.triage.outcomes import outcomes


@pytest.mark.parametrize(
    ("cause", "level", "days"),
    [
        ("muscle-soreness", "normal", 3),
        ("muscle-soreness", "self-care", 3),
        ("joint-overload", "normal", 3),
        ("benign-noise", "normal", 28),
        ("patellar-tendinopathy", "self-care", 14),
    ],
)
def test_the_first_cause_says_when(library: Library, cause: str, level: str, days: int) -> None:
    assert recheck_days(library, level, [cause, "acl-tear"]) == days


def test_where_somebody_may_have_to_look_no_cause_makes_it_later(library: Library) -> None:
    for level in (name for name in URGENCIES if name != "normal"):
        most = library.urgencies[level].recheck_days
        assert recheck_days(library, level, []) == recheck_days(library, level, ["gone"]) == most
        assert all(0 < recheck_days(library, level, [cause]) <= most for cause in library.causes)


def test_soreness_is_looked_at_within_three_days_in_every_outcome(library: Library) -> None:
    seen = 0
    for case, outcome in outcomes(library):
        if outcome.causes[0].id == "muscle-soreness":
            causes = [fit.id for fit in outcome.causes]
            assert recheck_days(library, outcome.urgency, causes) <= 3 or outcome.urgency == "soon", case.id
            seen += 1
    assert seen > 10
