"""Why it is an emergency stands whole under Now, in the terminals that most people have."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import AssessmentRecord, Entry
from kneetui.services.interview.interview import Interview
from kneetui.testing import NOW
from kneetui.triage import answers
from kneetui.triage.assessment import Assessment
from kneetui.triage.interview.draft import Draft
from kneetui.ui.app import KneeApp
from kneetui.ui.widgets.lists.agenda_list import AgendaList
from tests.examples import some
from tests.triage.outcomes import outcomes
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]


def flat(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


def one_of_each_reason(library: Library) -> list[Assessment]:
    by_reason = {
        outcome.flags[0].because: outcome
        for _, outcome in outcomes(library)
        if outcome.urgency == "emergency" and outcome.flags
    }
    assert len(by_reason) > 10
    return list(by_reason.values())


def saved(outcome: Assessment) -> Entry:
    record = AssessmentRecord(
        outcome.urgency,
        flags=tuple(flag.id for flag in outcome.flags),
        answers=json.dumps({"answers": answers.plain(outcome.facts)}),
    )
    return Entry(NOW, "right", kind="assessment", assessment=record)


@pytest.mark.sampled
@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
async def test_the_reason_of_an_emergency_is_never_cut(
    make_app: Make, library: Library, size: tuple[int, int]
) -> None:
    for outcome in some(one_of_each_reason(library), 3):
        app = make_app(library=library, entries=[saved(outcome)])
        Interview(app.services, draft=Draft(("side",), {"side": "one"})).keep()
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda app=app: bool(app.screen.query(AgendaList)))  # type: ignore[misc]
            listed = app.screen.query_one(AgendaList)
            await until(pilot, lambda listed=listed: [i.action for i in listed.items][:1] == ["first-aid"])  # type: ignore[misc]
            await pilot.pause()
            text = flat(shown(app))
            assert outcome.flags[0].because in text, outcome.flags[0].id
            assert "…" not in text, outcome.flags[0].id
            lower = [flag.because for flag in outcome.flags if flag.urgency != outcome.urgency]
            assert not [because for because in lower if because in listed.items[0].why]
