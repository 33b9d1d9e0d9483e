from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from kneetui.content.conditions import Answer
from kneetui.diary.by_day.days import daily
from kneetui.diary.entries import NONE, STIFFNESSES, SWELLINGS, AssessmentRecord, Entry, Session
from kneetui.services.container import Services
from kneetui.services.interview import saving, start
from kneetui.services.interview.interview import Interview
from kneetui.services.interview.names import DRAFT
from kneetui.services.training.training import Training
from kneetui.status.response import responses
from kneetui.status.usual import UsualDays

Make = Callable[..., Services]


def interview(services: Services, **answers: Answer) -> Interview:
    held = start.new(services)
    for key, value in answers.items():
        held.answer(key.replace("_", "-"), value)
    held.keep()
    return held


def test_an_entry_holds_the_answers_and_what_the_diary_compares(make_services: Make) -> None:
    services = make_services()
    held = interview(services, swelling="slight", pain_worst=6.0, fever_or_unwell=False)
    assessment = held.assess()
    entry = saving.save(held, assessment, "left")
    assert services.diary.get(entry.id) == entry
    assert entry.assessment is not None
    assert (entry.knee, entry.assessment.swelling, entry.assessment.pain) == ("left", "slight", 6.0)
    assert (entry.pain, entry.worst_swelling) == (6.0, "slight")
    assert entry.assessment.urgency == assessment.urgency
    assert json.loads(entry.assessment.answers) == held.draft.plain()
    assert services.draft(DRAFT) is None
    assert held.saved


@pytest.mark.parametrize("hour", [6, 20])
def test_an_assessment_changes_no_figure_of_a_day_that_nobody_gave_for_it(
    make_services: Make, hour: int
) -> None:
    services = make_services()
    today = services.now().date()
    at = datetime.combine(today, time(hour))
    trained = [
        Entry(
            at.replace(hour=12) - timedelta(days=back), "left", pain_during=2, session=Session("running", 30)
        )
        for back in range(3)
    ]
    quiet = [Entry(at - timedelta(days=back, minutes=1), "left", pain_morning=1) for back in range(3)]
    levels = [*((level, None) for level in SWELLINGS), *((None, level) for level in STIFFNESSES)]
    for swelling, stiffness in levels:
        given: dict[str, str | float | None] = {"swelling": swelling, "morning_stiffness": stiffness}
        given["pain_worst"] = 7.0
        held = interview(services, **{key: answer for key, answer in given.items() if answer is not None})
        entry = saving.entry_of(held, held.assess(), at, "left")
        of_the_day = Entry(
            at,
            "left",
            swelling=swelling if swelling == NONE else None,
            stiffness=stiffness if stiffness == NONE else None,
            assessment=AssessmentRecord("self-care"),
        )
        for before in (trained, quiet):
            shown, wanted = (figures(services, [*before, last], today) for last in (entry, of_the_day))
            assert shown == wanted, given
        assert (entry.worst_swelling, entry.worst_stiffness, entry.pain) == (swelling, stiffness, 7)


def figures(services: Services, entries: list[Entry], today: date) -> tuple[object, ...]:
    """What the diary says of days, sessions and what is usual."""
    numbered = [replace(entry, id=number) for number, entry in enumerate(entries, 1)]
    rules, since = services.library.rules, today - timedelta(days=5)
    rule = next(rule for rule in rules.values() if rule.default)
    return (
        daily(numbered, "left", since, today + timedelta(days=1)),
        list(responses(numbered, "left", rules, {"": rule.id}, since)),
        UsualDays(numbered, "left").before(datetime.combine(today, time(23)), rule),
    )


def test_saved_again_after_a_change_it_takes_the_place_of_the_first(make_services: Make) -> None:
    services = make_services()
    held = interview(services, swelling="slight")
    first = saving.save(held, held.assess(), "left")
    held.answer("swelling", "marked")
    second = saving.save(held, held.assess(), "left")
    assert second.id == first.id
    assert [entry.worst_swelling for entry in services.diary.entries()] == ["marked"]


def test_saved_again_after_the_first_was_deleted_it_is_a_new_entry(make_services: Make) -> None:
    services = make_services()
    held = interview(services, swelling="slight")
    first = saving.save(held, held.assess(), "left")
    services.diary.remove(first.id)
    held.answer("swelling", "none")
    second = saving.save(held, held.assess(), "right")
    assert [entry.id for entry in services.diary.entries()] == [second.id]


def test_the_routine_that_it_suggests_waits_in_routines(make_services: Make) -> None:
    services = make_services()
    held = interview(services, swelling="none")
    assessment = held.assess()
    assert assessment.routine
    saving.save(held, assessment, "left")
    suggested = Training(services).suggested()
    assert suggested is not None
    assert suggested.id == assessment.routine
    saving.save(held, replace(assessment, routine=None), "left")
    assert Training(services).suggested() is None, "nothing may be trained"


def test_it_stands_beside_the_other_problems_of_its_knee(make_services: Make) -> None:
    services = make_services()
    first = interview(services, swelling="slight")
    before = saving.save(first, first.assess(), "left")
    other = start.another(services, first, "left", "left")
    entry = saving.save(other, other.assess(), "left")
    assert entry.assessment is not None
    assert entry.assessment.beside == (before.id,)
    read = start.of_entry(services, replace(entry, knee="left"))
    assert read is not None
    assert read.facts == other.facts


def test_a_draft_whose_assessment_was_written_down_before_the_app_ended_is_no_draft(
    make_services: Make,
) -> None:
    services = make_services()
    held = interview(services, swelling="slight")
    services.diary.add(saving.entry_of(held, held.assess(), services.now(), "left"))
    assert start.unfinished(services) is None
    assert services.draft(DRAFT) is None

    held.answer("swelling", "marked")
    held.keep()
    assert start.unfinished(services) is not None
