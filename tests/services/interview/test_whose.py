from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kneetui.services.container import Services
from kneetui.services.home.agenda import agenda
from kneetui.services.home.home import gather
from kneetui.services.interview import saving, screening, start
from kneetui.services.interview.names import DRAFT, OTHERS
from kneetui.services.interview.whose import OWN_KNEE, about_of_diary, about_so_far, for_whom, whose_knee
from kneetui.testing import SETTLED

Make = Callable[..., Services]
CHOSEN = replace(SETTLED, sports=("running",), knee="left")
FROM_SETTINGS = {"activity": "running", "side": "left"}


def saved_about(services: Services, about: str) -> Services:
    """The same, with a saved assessment of somebody's knee."""
    held = start.new(services, about)
    held.answer("swelling", "none")
    saving.save(held, held.assess(), "left")
    return services


@pytest.mark.parametrize("about", ["", *OTHERS])
def test_a_knee_is_called_by_whose_it_is(make_services: Make, about: str) -> None:
    held = start.new(make_services(), about)
    held.answer("swelling", "none")
    entry = saving.entry_of(held, held.assess(), held.services.now(), "left")
    assert whose_knee(about_so_far(entry, None)) == (f"The knee of {OTHERS[about]}" if about else OWN_KNEE)
    assert start.of_entry(held.services, entry) is not None


def test_without_an_assessment_it_is_ones_own() -> None:
    assert whose_knee(about_so_far(None, None)) == OWN_KNEE


@pytest.mark.parametrize("about", OTHERS)
def test_before_the_first_assessment_the_unfinished_one_says_whose_it_is(
    make_services: Make, about: str
) -> None:
    services = make_services()
    start.new(services, about).keep()
    assert about_so_far(None, services.draft(DRAFT)) == about
    situation, _ = gather(services)
    (ask,) = [item for item in agenda(situation) if item.action == "triage"]
    assert (ask.title, " you " in ask.why) == (f"Ask about the knee of {OTHERS[about]}", False)


@pytest.mark.parametrize("about", ["", *OTHERS])
def test_a_new_interview_is_about_whom_the_diary_is_about(make_services: Make, about: str) -> None:
    services = saved_about(make_services(settings=CHOSEN), about)
    assert about_of_diary(services) == about
    for fresh in (start.new(services), screening.interview(services)):
        assert (fresh.about, fresh.suggested) == (about, FROM_SETTINGS)
    for chosen in ("", *OTHERS):
        fresh = start.new(services, chosen)
        assert fresh.about == chosen
        assert fresh.suggested == (FROM_SETTINGS if chosen in ("", about) else {})


@pytest.mark.parametrize("about", ["", *OTHERS])
def test_before_the_first_assessment_the_unfinished_answers_say_it(make_services: Make, about: str) -> None:
    """On the first run the sport and the knee that were chosen are those of whom the answers are about."""
    services = make_services(settings=CHOSEN)
    first = start.new(services, about, theirs=True)
    assert first.suggested == FROM_SETTINGS
    first.keep()
    assert about_of_diary(services) == about
    assert (start.new(services).about, start.new(services).suggested) == (about, FROM_SETTINGS)
    assert not services.diary_file.exists()


def test_settings_that_were_not_made_for_another_person_say_nothing_of_them(make_services: Make) -> None:
    services = make_services(settings=CHOSEN)
    assert start.new(services).suggested == FROM_SETTINGS
    assert start.new(services, "child").suggested == {}


@pytest.mark.parametrize("diary", ["", *OTHERS])
@pytest.mark.parametrize("about", ["", *OTHERS])
def test_unfinished_answers_say_whose_they_are(make_services: Make, diary: str, about: str) -> None:
    services = saved_about(make_services(), diary)
    held = start.new(services, about)
    held.answer("swelling", "moderate")
    held.keep()
    services.load_library()
    item = next(item for item in agenda(gather(services)[0]) if item.action == "resume-triage")
    whose = for_whom(about, diary)
    assert bool(whose) == bool(about or diary)
    assert item.detail == f"1 answer so far{f', {whose}' if whose else ''}"


@pytest.mark.parametrize("about", ["", *OTHERS])
def test_today_asks_about_the_knee_of_whom_the_diary_is_about(make_services: Make, about: str) -> None:
    services = saved_about(make_services(), about)
    services.load_library()
    item = next(item for item in agenda(gather(services)[0]) if item.action == "triage")
    assert item.title == (f"Ask about the knee of {OTHERS[about]}" if about else "Ask about my knee")
