from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from kneetui.content.conditions import Answer
from kneetui.diary.by_day.days import noted
from kneetui.services.container import Services
from kneetui.services.interview import saving, start
from kneetui.services.interview.interview import Interview
from kneetui.services.interview.names import DRAFT
from kneetui.services.training.training import Training

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
    assert (entry.knee, entry.swelling, entry.assessment.pain) == ("left", "slight", 6.0)
    assert entry.pain == 6.0
    days = noted([entry], "left", entry.when.date())
    assert (days[0].swelling, days[0].pain) == ("slight", None), "nobody trained: it is the pain of no day"
    assert entry.assessment.urgency == assessment.urgency
    assert json.loads(entry.assessment.answers) == held.draft.plain()
    assert services.draft(DRAFT) is None
    assert held.saved


def test_saved_again_after_a_change_it_takes_the_place_of_the_first(make_services: Make) -> None:
    services = make_services()
    held = interview(services, swelling="slight")
    first = saving.save(held, held.assess(), "left")
    held.answer("swelling", "marked")
    second = saving.save(held, held.assess(), "left")
    assert second.id == first.id
    assert [entry.swelling for entry in services.diary.entries()] == ["marked"]


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
