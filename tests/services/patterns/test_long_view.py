from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import AssessmentRecord, Entry, RoutineRecord, Session
from kneetui.report.periods_page import places_sentence, table_rows
from kneetui.services.container import Services
from kneetui.services.patterns import long_view
from kneetui.testing import NOW

Make = Callable[..., Services]


@pytest.fixture
def services(make_services: Make, library: Library) -> Services:
    services = make_services(library=library)
    services.now = lambda: NOW
    return services


def write(services: Services, back: int, pain: float, knee: str = "right") -> None:
    services.diary.add(
        Entry(NOW - timedelta(days=back), knee, pain_during=pain, session=Session("running", 30, effort=5))
    )


def test_it_goes_back_to_any_year(services: Services) -> None:
    write(services, 0, 2)
    write(services, 365 * 15, 6)
    today = NOW.date()
    period = long_view.period_of(services, "year", today)
    assert period
    assert long_view.step(services, "year", period, 1) is None, "the next one is still to come"
    for _ in range(15):
        period = long_view.step(services, "year", period, -1)
        assert period
    view = long_view.view(services, "year", period, "right")
    assert view.period.label == "2011"
    assert view.sentences[0].startswith(
        "2011, right knee: pain usually 6, at worst 6 (noted on 1 of 365 days)."
    )
    assert [row[0] for row in table_rows(view.parts)] == ["November 2011"]

    every = long_view.period_of(services, "all", today)
    assert every
    whole = long_view.view(services, "all", every, "right")
    assert [row[0] for row in table_rows(whole.parts)] == ["2011", "2026"]
    assert len(whole.pictures[0].summary.days) == every.days > 365 * 15
    assert long_view.step(services, "all", every, -1) is None


def test_a_period_is_held_against_the_one_before(services: Services) -> None:
    for back, pain in ((0, 2), (1, 2), (31, 5), (32, 5)):
        write(services, back, pain)
    period = long_view.period_of(services, "month", NOW.date())
    assert period
    (sentence,) = long_view.view(services, "month", period, "right").sentences
    assert "3 less than before (5)." in sentence
    assert "2 sessions of sport, load 300." in sentence


def test_left_stands_against_right(services: Services) -> None:
    write(services, 0, 2, "left")
    write(services, 0, 5, "right")
    period = long_view.period_of(services, "week", NOW.date())
    assert period
    view = long_view.view(services, "week", period, "both")
    assert [picture.summary.knee for picture in view.pictures] == ["left", "right"]
    assert view.sentences[-1] == "Left against right, on 1 day with both: 2 and 5, the right one 3 more."


def test_a_training_block_is_that_of_a_routine(services: Services) -> None:
    assert long_view.period_of(services, "block", NOW.date()) is None
    for back in (200, 190, 20, 10):
        when = NOW - timedelta(days=back)
        services.diary.add(Entry(when, "right", routine=RoutineRecord("kneecap", phase="calm", pain=2)))
    last = long_view.period_of(services, "block", NOW.date())
    assert last
    assert last.days == 11
    assert last.label.startswith(services.library.routines["kneecap"].name)
    first = long_view.step(services, "block", last, -1)
    assert first
    assert long_view.step(services, "block", first, -1) is None
    assert long_view.step(services, "block", first, 1) == last
    assert long_view.view(services, "block", first, "right").sentences[0].startswith(first.label)


def test_an_empty_diary_has_no_whole(services: Services) -> None:
    assert long_view.period_of(services, "all", NOW.date()) is None


def test_places_are_those_of_the_answers(services: Services) -> None:
    question = services.library.question_for("place")
    first, second, *_ = (option.id for option in question.options)
    for back, named in ((30, [first]), (0, [second])):
        answers = json.dumps({"answers": {question.id: named}, "asked": [question.id]})
        record = AssessmentRecord("self-care", answers=answers)
        services.diary.add(Entry(NOW - timedelta(days=back), "right", assessment=record))
    answered = long_view.places(services, "right")
    words = {option.id: option.text for option in question.options}
    assert [named for _, named in answered] == [(words[first],), (words[second],)]
    sentence = places_sentence(answered, "right")
    assert f"new: {words[second]}" in sentence
    assert f"no longer: {words[first]}" in sentence
    assert long_view.places(services, "left") == ()
    assert places_sentence((), "left").startswith("Left knee: nobody answered yet")
