"""What a report says is what status, diary and assessment say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, LookRecord
from kneetui.report.one_page.blocks import PageTable
from kneetui.report.one_page.model import Report
from kneetui.report.one_page.page import page
from kneetui.report.one_page.page import plain as plain_page
from kneetui.report.one_page.plain import plain
from kneetui.report.one_page.sections import AUDIENCES, DEFAULTS, SECTIONS
from kneetui.services.container import Services
from kneetui.services.knee_status import knee_status
from kneetui.services.report.brief import sentences
from kneetui.services.report.gather import report, request_for
from kneetui.testing import NOW
from tests.report.one_page.conftest import Make
from tests.report.one_page.person import assessed, before, diary


def test_it_began_when_the_answers_say(make: Make) -> None:
    (knee,) = make().knees
    assert knee.knee == "right"
    assert knee.began == before(33 + 30, 0).date()


def test_responses_are_those_of_the_status(make: Make, runner: Services) -> None:
    (knee,) = make().knees
    lights = {(response.when, response.light) for response in knee.responses}
    own = knee_status(runner).knees["right"].responses
    assert {(response.when, response.light) for response in own if response.light} <= lights
    assert sum(count.green + count.yellow + count.red + count.open for count in knee.counts) == len(
        knee.responses
    )


def test_urgency_is_that_in_force_or_the_last_one(
    make: Make, make_services: Callable[..., Services], library: Library
) -> None:
    (seen,) = make().knees
    assert seen.urgency
    assert not seen.urgency.in_force  # a physiotherapist looked at it since
    services = make_services(entries=[assessed(library, 3, **{"warning-signs": ["one-calf-swollen"]})])
    (knee,) = report(services, request_for(services, audience="doctor")).knees
    held = knee_status(services).knees["right"].in_force
    assert knee.urgency
    assert (knee.urgency.id, knee.urgency.in_force) == (held.urgency, True)
    assert [sign.id for sign in knee.urgency.signs] == list(held.flags)


def test_what_was_not_asked_is_not_denied(make_services: Callable[..., Services], library: Library) -> None:
    entry = assessed(library, 3)
    assert entry.assessment
    unasked = replace(
        entry, assessment=replace(entry.assessment, answers='{"answers": {"age": 30}, "asked": ["age"]}')
    )
    services = make_services(entries=[unasked])
    (knee,) = report(services, request_for(services, audience="doctor")).knees
    page = [
        question
        for question in library.questions.values()
        if question.page == "warning-signs" and question.options
    ]
    assert knee.asked.denied == ()
    assert len(knee.asked.not_asked) == sum(len(question.options) for question in page)


def test_training_before_is_held_against_training_since(make: Make) -> None:
    before_it, since = make().training
    assert before_it.end < before(63, 0).date() <= since.start
    assert before_it.sports[0].distance_km == 41
    assert since.sports[0].sessions == 2
    assert before_it.load
    assert since.load
    assert since.load < before_it.load / 3


def test_routines_come_with_their_doses(make: Make, library: Library) -> None:
    (done,) = make().routines
    assert (done.sessions, done.left_early) == (15, 1)
    phase = library.routines[done.id].phases[1]
    assert [dose.exercise for dose in done.doses] == [
        library.exercises[step.exercise].name for step in phase.steps
    ]


def test_swelling_and_painkillers_are_counted_by_day(make: Make) -> None:
    (knee,) = make().knees
    assert knee.course
    assert knee.course.painkillers == {"ibuprofen 400": 3}
    assert 0 < knee.course.swollen_days < knee.course.swelling_days
    assert 0 < knee.course.stiff_days < knee.course.stiffness_days
    assert knee.course.worst_stiffness == "under-30-min"
    assert sum(week.painkiller_days for week in knee.course.weeks) == 3


def test_looks_and_what_is_allowed(make: Make) -> None:
    made = make()
    assert [look.allowed for look in made.looks] == ["no running or jumping", "everything"]


def test_a_gate_that_stands_open_is_no_leave_for_everything(make: Make) -> None:
    """Self-care may still ask for less sport: only what somebody allowed is called allowed."""
    made = make()
    assert made.allowed == "No exercise is closed by a warning sign"
    assert str(plain_page(page(made))).count(made.allowed) == 1
    assert not [line for line in sentences(made) if line.casefold().startswith("allowed")]


def test_a_coach_hears_of_training_and_not_of_signs_or_medicines(
    make_services: Callable[..., Services], library: Library
) -> None:
    entries = [*diary(library), assessed(library, 3, **{"warning-signs": ["one-calf-swollen"]})]
    services = make_services(entries=entries)
    text = str(plain(report(services, request_for(services, audience="coach", since=before(70, 0).date()))))
    flagged = knee_status(services).restrictions.because(library)
    assert flagged
    for private in (*flagged, "ibuprofen", "'painkiller': True", "answers': {", "stairs bad"):
        assert private not in text
    assert "nothing" in text


def test_without_the_urgency_it_still_says_where_it_hurts_and_how_much(make: Make, library: Library) -> None:
    asked_for = {library.role(name) for name in ("place", "pain")}
    shown = {answered.id for answered in make(audience="coach").knees[0].history}
    assert shown == {question.id for question in asked_for if question}


def test_sections_that_nobody_chose_leave_no_trace(make: Make) -> None:
    for section in SECTIONS:
        (knee,) = make(sections=(section,)).knees
        assert bool(knee.course) == (section == "course")
        assert bool(knee.answers) == (section in ("urgency", "causes", "answers"))
        assert bool(knee.urgency) == (section == "urgency")


def test_every_audience_has_sections_in_the_order_of_the_page() -> None:
    assert set(DEFAULTS) == set(AUDIENCES)
    for sections in DEFAULTS.values():
        assert list(sections) == [name for name in SECTIONS if name in sections]


def test_questions_of_the_person_come_first_and_what_nobody_knew_is_named(
    make: Make, library: Library
) -> None:
    questions = make(asks=("May I run downhill?",)).questions
    assert questions[0] == "May I run downhill?"
    assert any(library.questions["hip-signs"].text in question for question in questions)


def test_an_empty_diary_makes_a_report(make_services: Callable[..., Services]) -> None:
    services = make_services()
    made: Report = report(services, request_for(services, audience="me", knee="both"))
    assert [knee.knee for knee in made.knees] == ["left", "right"]
    assert all(knee.course is None and knee.urgency is None for knee in made.knees)


def test_a_look_at_the_other_knee_is_not_reported(make_services: Callable[..., Services]) -> None:
    entries = [
        Entry(NOW - timedelta(days=2), "left", look=LookRecord("doctor", "nothing")),
        Entry(NOW - timedelta(days=1), "right", pain_during=1),
    ]
    services = make_services(entries=entries)
    assert report(services, request_for(services, audience="physio", knee="right")).looks == ()


def test_the_weeks_count_sport_by_its_name_and_never_as_all_sessions(make: Make) -> None:
    """Routines have sentences of their own, with the sessions of each."""
    blocks = [block for section in page(make()).sections for block in section.blocks]
    weeks = [block.head for block in blocks if isinstance(block, PageTable) and "Week" in block.head]
    assert weeks
    assert all("Sport" in head and "Sessions" not in head for head in weeks)
