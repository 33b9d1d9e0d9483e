"""Two knees, or two problems of one: an assessment each, and the more careful one holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Library
from kneetui.diary.entries import AssessmentRecord, Entry
from kneetui.services.interview import start
from kneetui.services.interview.interview import Interview
from kneetui.services.knee_status import knee_status
from kneetui.triage.interview.draft import Draft
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.choose import ChooseDialog
from kneetui.ui.screens.triage.assessment import AssessmentScreen
from kneetui.ui.screens.triage.question import QuestionScreen
from tests.ui.screens.triage.test_assessment import SELF_CARE, finished
from tests.ui.small import press, to_triage
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]
NOW = datetime(2026, 11, 22, 9, 30)


def record(urgency: str, *beside: int, answers: dict[str, Any] | None = None) -> AssessmentRecord:
    raw = {"asked": [], "answers": answers or {}}
    return AssessmentRecord(urgency, beside=beside, answers=json.dumps(raw))


async def test_o_saves_this_one_and_begins_the_other_knee(make_app: Make) -> None:
    app = finished(make_app, SELF_CARE)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "o")
        assert isinstance(app.screen, ChooseDialog)
        assert "The left knee" in shown(app)
        assert "Another problem of the right knee" in shown(app)
        (entry,) = app.services.diary.entries()
        assert entry.knee == "right"
        await press(pilot, "enter")
        assert isinstance(app.screen, QuestionScreen)
        other = app.screen.interview
        assert other.facts["side"] == "left"
        assert "location" not in other.facts
        assert (other.entry, other.beside, other.asked) == (0, (), ())
        assert app.services.draft("triage")


async def test_another_problem_stands_beside_the_first(make_app: Make) -> None:
    app = finished(make_app, SELF_CARE)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "o", "down", "enter")
        assert isinstance(app.screen, QuestionScreen)
        other = app.screen.interview
        (entry,) = app.services.diary.entries()
        assert (other.facts["side"], other.beside) == ("right", (entry.id,))


async def test_esc_leaves_it_at_the_saved_one(make_app: Make) -> None:
    app = finished(make_app, SELF_CARE)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "o", "escape")
        assert isinstance(app.screen, AssessmentScreen)
        assert app.services.diary.count() == 1
        await press(pilot, "o", "escape")
        assert app.services.diary.count() == 1


def test_what_is_known_of_the_person_is_kept(make_app: Make, library: Library) -> None:
    services = make_app(library=library).services
    history = Choices(frozenset({"meniscus"}))
    facts: dict[str, Answer] = {"age": 30.0, "sex": "female", "knee-history": history}
    facts |= {"onset": "gradual", "side": "both"}
    first = Interview(services, draft=Draft(tuple(facts), dict(facts)), entry=4)
    left = start.another(services, first, "both", "left")
    assert left.draft.facts == {"age": 30.0, "sex": "female", "side": "left"}
    assert left.given == tuple(left.draft.facts)
    assert left.beside == ()
    same = start.another(services, first, "left", "left")
    assert "knee-history" in same.draft.facts
    assert same.beside == (4,)


def test_the_more_careful_of_two_problems_holds(make_app: Make, library: Library) -> None:
    services = make_app(library=library).services
    diary = services.diary
    first = diary.add(Entry(NOW.replace(hour=8), "right", assessment=record("urgent")))
    diary.add(Entry(NOW, "right", assessment=record("self-care", first.id)))
    held = knee_status(services).restrictions
    assert held.urgency == "urgent"
    assert not held.gate.loading


def test_without_that_the_last_one_holds(make_app: Make, library: Library) -> None:
    services = make_app(library=library).services
    diary = services.diary
    diary.add(Entry(NOW.replace(hour=8), "right", assessment=record("urgent")))
    diary.add(Entry(NOW, "right", assessment=record("self-care", 99)))
    assert knee_status(services).restrictions.urgency == "self-care"


def test_checking_one_of_two_again_takes_its_place_alone(make_app: Make, library: Library) -> None:
    services = make_app(library=library).services
    diary = services.diary
    first = diary.add(Entry(NOW.replace(hour=7), "right", assessment=record("urgent")))
    second = diary.add(Entry(NOW.replace(hour=8), "right", assessment=record("soon", first.id)))
    again = start.again(services, first)
    assert again.beside == (second.id,)
    diary.add(Entry(NOW, "right", assessment=record("self-care", *again.beside)))
    assert knee_status(services).restrictions.urgency == "soon"


def test_what_it_stands_beside_is_kept(make_app: Make, library: Library) -> None:
    services = make_app(library=library).services
    draft = Interview(services, beside=(3, 4)).plain()
    assert start.resumed(services, draft).beside == (3, 4)
    assert start.resumed(services, draft | {"beside": "x"}).beside == ()
