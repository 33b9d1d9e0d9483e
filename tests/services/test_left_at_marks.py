"""Who leaves after the first page has said enough: what the marks mean in any case stands on every screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kneetui.services.container import Services
from kneetui.services.interview.names import DRAFT
from kneetui.services.knee_status import knee_status
from kneetui.testing import NOW

Make = Callable[..., Services]


@pytest.mark.parametrize(
    ("marked", "urgency"),
    [
        (["swelling", "warm-or-red", "fever-or-unwell"], "emergency"),
        (["deformity"], "emergency"),
        (["kneecap-slipped"], "urgent"),
        ([], "soon"),
    ],
)
def test_the_status_knows_the_marks_of_an_interview_that_was_left(
    make_services: Make, marked: list[str], urgency: str
) -> None:
    answers = {"knee-signs": {"yes": marked, "no": ["bend"]}}
    services = make_services(
        drafts={DRAFT: {"asked": ["knee-signs"], "answers": answers, "when": NOW.isoformat(), "began": "a"}}
    )
    assert knee_status(services).restrictions.urgency == urgency
