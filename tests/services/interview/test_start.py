from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kneetui.content.conditions import Answer
from kneetui.content.model import Library
from kneetui.diary.entries import AssessmentRecord, Entry
from kneetui.services.container import Services
from kneetui.services.interview import saving, start
from kneetui.testing import NOW, SETTLED

Make = Callable[..., Services]


@pytest.mark.parametrize(
    ("sports", "knee", "suggested"),
    [
        (("running",), "right", {"activity": "running", "side": "right"}),
        (("running", "cycling"), "left", {"side": "left"}),
        ((), "", {}),
        (("juggling",), "", {}),
    ],
)
def test_settings_suggest_answers(
    make_services: Make, sports: tuple[str, ...], knee: str, suggested: dict[str, str]
) -> None:
    services = make_services(settings=replace(SETTLED, sports=sports, knee=knee))
    assert start.suggestions(services) == suggested
    assert start.new(services).draft.facts == {}


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"answers": 3, "asked": "x", "marks": [], "beside": "1", "entry": "2", "given": {"a": 1}},
        {"answers": {"juggling": "yes", "age": "old"}, "asked": ["juggling", 3, None]},
        {"done": "yes", "entry": True, "beside": [True, "1"], "seen": [1]},
    ],
)
def test_what_makes_no_sense_is_left_out(make_services: Make, raw: dict[str, object]) -> None:
    interview = start.resumed(make_services(), raw)
    assert interview.draft.facts == {}
    assert (interview.entry, interview.beside, interview.seen, interview.done) == (0, (), (), False)
    assert interview.step() is not None


def test_interviews_can_be_told_apart(make_services: Make) -> None:
    services = make_services()
    assert start.new(services).began != start.new(services).began


def test_checking_again_takes_over_only_what_lasts(make_services: Make) -> None:
    services = make_services()
    answers = {"activity": "running", "age": 34, "swelling": "none", "pain-worst": 4}
    record = AssessmentRecord("self-care", answers=json.dumps({"answers": answers, "asked": [*answers]}))
    entry = services.diary.add(Entry(NOW - timedelta(days=10), "right", assessment=record))
    interview = start.again(services, entry)
    questions = services.library.questions
    known = {**interview.draft.facts, **interview.earlier}
    assert set(known) == set(answers)
    assert all(questions[key].lasting for key in interview.draft.facts)
    assert not any(questions[key].lasting for key in interview.earlier)
    assert {"swelling", "pain-worst"} <= set(interview.earlier)
    assert interview.asked == ()


@pytest.mark.parametrize("answers", ["", "{", "[]", '"x"'])
def test_checking_again_without_readable_answers_begins_anew(make_services: Make, answers: str) -> None:
    services = make_services()
    record = AssessmentRecord("self-care", answers=answers)
    entry = services.diary.add(Entry(NOW, "right", assessment=record))
    assert start.again(services, entry).draft.facts == {}


@pytest.mark.parametrize(("knee", "same"), [("left", False), ("right", True)])
def test_another_interview_keeps_what_is_of_the_person(make_services: Make, knee: str, same: bool) -> None:
    services = make_services()
    first = start.new(services)
    first.entry = 7
    original: dict[str, Answer] = {"age": 34.0, "side": "right", "swelling": "none"}
    for name, value in original.items():
        first.answer(name, value)
    second = start.another(services, first, "right", knee)
    assert second.draft.facts["age"] == 34.0
    assert second.draft.facts["side"] == knee
    assert "swelling" not in second.draft.facts
    assert second.beside == ((7,) if same else ())


def test_whose_knee_it_is_stays_with_the_interview_and_its_entry(
    make_services: Make, library: Library
) -> None:
    services = make_services(library=library)
    interview = start.new(services, "child")
    assert interview.suggested == {}
    interview.answer("age", 12.0)
    assert start.resumed(services, interview.plain()).about == "child"
    assert start.another(services, interview, "left", "right").about == "child"
    entry = saving.save(interview, interview.assess(), "left")
    assert start.again(services, entry).about == "child"
    read = start.of_entry(services, entry)
    assert read is not None
    assert read.about == "child"
    mine = start.new(services, "")
    mine.answer("age", 40.0)
    own = saving.save(mine, mine.assess(), "right")
    assert own.assessment is not None
    assert "about" not in json.loads(own.assessment.answers)
    assert start.resumed(services, {"about": "cat"}).about == ""


def test_every_question_to_you_has_words_for_another_person(make_services: Make, library: Library) -> None:
    interview = start.new(make_services(library=library), "child")
    for question in library.questions.values():
        words = interview.offered(question).text
        assert "{" not in words
        if question.pack == "core":
            assert not {"you", "your"} & set(re.findall(r"\w+", words.replace("your child", "").casefold()))
