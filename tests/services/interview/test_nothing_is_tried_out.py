"""In an emergency no question has somebody move, load or press the knee."""

from __future__ import annotations

import re
from collections.abc import Callable

from kneetui.content.conditions import Facts
from kneetui.content.model import Library
from kneetui.services.container import Services
from kneetui.services.interview.interview import Interview
from kneetui.triage.interview.draft import Draft

TRYING = re.compile(r"(?:^|\. )(?:bend|press|lift|straighten|sit|lie|stand|walk|hop|squat|step|two steps|feel along|push|compare both)", re.I)  # fmt: skip
"""How a help begins that has the knee tried out."""

HURT: Facts = {"weight-bearing": "cannot", "onset": "sudden", "swelling": "marked"}


def interview(services: Services, facts: Facts) -> Interview:
    return Interview(services, draft=Draft(tuple(facts), dict(facts)))


def test_after_an_emergency_no_question_has_the_knee_tried_out(
    make_services: Callable[..., Services], library: Library
) -> None:
    services = make_services(library=library)
    pressing, calm = interview(services, HURT), interview(services, {"age": 34.0})
    assert pressing.emergency()
    changed = 0
    for question in library.questions.values():
        assert not TRYING.search(pressing.offered(question).help), question.id
        assert calm.offered(question).help == question.help
        changed += pressing.offered(question).help != question.help
    assert changed > 3
