"""Pages of short lines: what an answer to one says of the questions behind it, and what it leaves open."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from kneetui.content.conditions import All, Answer, Choices, Condition, Facts, Has, Is, Not, Says, Within
from kneetui.content.model import Library, Option, Question
from kneetui.triage.answers import counting
from kneetui.triage.interview.open_signs import unasked
from kneetui.triage.short_form import (
    answer_from,
    filled,
    implied,
    lines,
    lines_answered_before,
    opened,
    options_asked,
    partly,
    settled,
    the_answer,
)


def question(id: str, kind: str, *options: Option) -> Question:
    values: dict[str, Any] = {field.name: "" for field in fields(Question)}
    numbers = {"rate": 0.0, "min": 0, "max": 0}
    rest = {"typical": (), "when": None, "relevant": None, "source": (), "always": False}
    flags = {"lasting": False, "per_knee": False}
    return Question(**{**values, **numbers, **rest, **flags, "id": id, "kind": kind, "options": options})


def option(id: str, otherwise: Condition | None = None) -> Option:
    return Option(id=id, text=id, rate=0.1, near=(), otherwise=otherwise)


def some(*yes: str, no: tuple[str, ...] = ()) -> Choices:
    return Choices(frozenset(yes), frozenset(no))


PAGE = question(
    "page",
    "choices",
    option("swollen", Is("swelling", frozenset({"none"}))),
    option("hot", Says("fever", False)),
    option("locks", Not(Has("signs", frozenset({"locking", "catching"})))),
    option("gives", Not(Has("signs", frozenset({"giving"})))),
    option("tired"),
)
LIBRARY = Library(
    questions={
        one.id: one
        for one in (
            PAGE,
            question("swelling", "choice", option("none"), option("much")),
            question("fever", "yes-no"),
            question("signs", "choices", *map(option, ("locking", "catching", "giving", "grinding"))),
            question("side", "choice", option("left"), option("right")),
        )
    }
)
BEHIND: dict[str, tuple[str, Answer]] = {
    "swollen": ("swelling", "none"),
    "hot": ("fever", False),
    "locks": ("signs", some(no=("locking", "catching"))),
    "gives": ("signs", some(no=("giving",))),
}


# --- lines ---------------------------------------------------------------------------------------


def test_each_line_stands_for_its_question_and_an_option_without_one_for_none() -> None:
    assert {line.id: (name, answer) for line, name, answer in lines(PAGE)} == BEHIND
    assert list(lines(LIBRARY.questions["side"])) == []


@pytest.mark.parametrize(
    "condition",
    [
        Is("swelling", frozenset({"none", "much"})),
        Not(Is("swelling", frozenset({"none"}))),
        Not(Has("signs", frozenset({"locking", "catching"}), 2)),
        Has("signs", frozenset({"locking"})),
        All((Says("fever", False),)),
    ],
)
def test_a_condition_that_several_answers_meet_stands_for_no_question(condition: Condition) -> None:
    assert the_answer(condition) is None


def test_yes_can_be_what_is_meant_by_no_mark() -> None:
    assert the_answer(Says("fever", True)) == ("fever", True)


# --- what an answer implies ------------------------------------------------------------------------


@pytest.mark.parametrize("line", BEHIND)
def test_an_unmarked_line_answers_its_question_and_a_marked_one_if_it_asks_for_yes_or_no(line: str) -> None:
    name, answer = BEHIND[line]
    assert implied(PAGE, some(no=(line,))) == {name: answer}
    assert implied(PAGE, some(line)) == ({name: True} if answer is False else {})
    assert implied(PAGE, some()) == {}


def test_only_an_answer_with_choices_implies_anything() -> None:
    assert implied(PAGE, "swollen") == {}
    assert implied(PAGE, some("tired", no=("swollen", "hot"))) == {"swelling": "none", "fever": False}


def test_an_answer_to_the_question_itself_counts_more() -> None:
    facts: Facts = {
        "page": some(no=("swollen", "hot")),
        "swelling": "much",
        "gone": some("x"),
        "side": "left",
    }
    assert filled(LIBRARY, facts) == {**facts, "fever": False}
    assert filled(LIBRARY, {"side": "left"}) == {"side": "left"}


# --- what is left to ask ---------------------------------------------------------------------------


def test_the_long_form_of_what_was_marked_follows() -> None:
    facts: Facts = {"page": some("swollen", "locks", no=("hot",))}
    assert list(opened(LIBRARY, facts, ["page"])) == ["swelling", "signs"]
    assert list(opened(LIBRARY, facts, ["page", "signs"])) == ["swelling"]
    assert list(opened(LIBRARY, {**facts, "swelling": "much"}, ["page"])) == ["signs"]
    assert list(opened(LIBRARY, facts, [])) == []


def test_a_line_that_is_not_marked_settles_its_question_and_a_marked_one_does_not() -> None:
    assert settled(LIBRARY, {"page": some("swollen", no=("hot",))}, ["page"]) == {"fever"}
    assert settled(LIBRARY, {"page": some("hot")}, ["page"]) == {"swelling"}
    assert settled(LIBRARY, {"page": some()}, []) == set()


def test_a_page_that_nobody_could_answer_settles_what_it_asked() -> None:
    assert settled(LIBRARY, {}, ["page"]) == {"swelling", "fever"}
    assert settled(LIBRARY, {}, ["gone", "side", "swelling"]) == set()


def test_what_nobody_could_say_of_a_line_is_not_asked_again_by_option() -> None:
    assert options_asked(LIBRARY, {}, ["page"]) == {"signs": frozenset({"locking", "catching", "giving"})}
    assert options_asked(LIBRARY, {"page": some("gives")}, ["page"]) == {
        "signs": frozenset({"locking", "catching"})
    }
    assert options_asked(LIBRARY, {"page": some(no=("locks",))}, ["page"]) == {"signs": frozenset({"giving"})}
    assert options_asked(LIBRARY, {"page": some("locks", no=("gives",))}, ["page"]) == {}
    assert options_asked(LIBRARY, {}, []) == {}


def test_a_question_of_which_only_some_options_are_known_is_asked_for_the_others() -> None:
    facts: Facts = {"page": some(no=("locks",)), "signs": some(no=("locking", "catching"))}
    assert partly(LIBRARY, facts, ["page"]) == {"signs"}
    assert partly(LIBRARY, facts, []) == {"page", "signs"}
    assert partly(LIBRARY, facts, ["page", "signs"]) == set()
    assert partly(LIBRARY, {"gone": some("x"), "swelling": "none"}, ["page"]) == set()
    whole = some("grinding", no=("locking", "catching", "giving"))
    assert partly(LIBRARY, {**facts, "signs": whole}, ["page"]) == set()


@pytest.mark.parametrize(("side", "open_"), [(None, True), ("left", True), ("right", False)])
def test_an_option_that_is_not_offered_is_not_missing(side: str | None, open_: bool) -> None:
    only_left = replace(option("left only"), when=Is("side", frozenset({"left"})))
    library = Library(questions={"more": question("more", "choices", option("a"), only_left)})
    facts: Facts = {"more": some("a")} | ({"side": side} if side else {})
    assert partly(library, facts, []) == ({"more"} if open_ else set())


# --- the page from the other side ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({}, None),
        ({"side": "left"}, None),
        ({"swelling": "none"}, some(no=("swollen",))),
        ({"swelling": "much"}, some("swollen")),
        ({"fever": False, "swelling": "much"}, some("swollen", no=("hot",))),
        ({"fever": True}, some("hot")),
        ({"signs": some("catching")}, some("locks")),
        ({"signs": some(no=("locking",))}, None),
        ({"signs": some(no=("locking", "catching"))}, some(no=("locks",))),
        ({"signs": some("giving", no=("locking", "catching"))}, some("gives", no=("locks",))),
        ({"page": some("hot"), "fever": False}, some("hot")),
    ],
)
def test_somebody_marks_the_lines_that_differ(facts: Facts, answer: Choices | None) -> None:
    assert answer_from(LIBRARY, PAGE, facts) == answer


def test_a_question_without_lines_is_answered_as_it_is() -> None:
    assert answer_from(LIBRARY, LIBRARY.questions["side"], {"side": "left"}) == "left"
    assert answer_from(LIBRARY, LIBRARY.questions["side"], {}) is None


def test_who_tells_where_it_is_swollen_marks_that_it_is() -> None:
    where = replace(question("where", "choice", option("calf")), when=Is("swelling", frozenset({"much"})))
    library = Library(questions={**LIBRARY.questions, "where": where})
    assert answer_from(library, PAGE, {"where": "calf"}) == some("swollen")
    assert answer_from(library, PAGE, {"where": "calf", "swelling": "none"}) == some(no=("swollen",))


def test_a_question_asked_whole_by_lines_that_nobody_could_say_is_settled() -> None:
    signs = question("signs", "choices", *map(option, ("locking", "catching", "giving")))
    library = Library(questions={**LIBRARY.questions, "signs": signs})
    assert "signs" in settled(library, {"page": some("hot")}, ["page"])
    assert "signs" not in settled(library, {"page": some("locks")}, ["page"])
    assert "signs" not in settled(LIBRARY, {"page": some("hot")}, ["page"])


@pytest.mark.parametrize("line", BEHIND)
def test_what_a_line_implies_leaves_it_unmarked(line: str) -> None:
    assert answer_from(LIBRARY, PAGE, dict([BEHIND[line]])) == some(no=(line,))


def test_a_line_does_not_come_again_once_its_question_was_answered_in_full() -> None:
    facts: Facts = {"swelling": "none", "signs": some("locking"), "fever": True}
    assert lines_answered_before(LIBRARY, PAGE, facts, ["swelling", "signs"]) == {"swollen", "locks"}
    assert lines_answered_before(LIBRARY, PAGE, {"signs": some(no=("giving", "catching"))}, ["signs"]) == {
        "gives"
    }
    assert lines_answered_before(LIBRARY, PAGE, {}, ["swelling"]) == set()
    assert lines_answered_before(LIBRARY, PAGE, facts, []) == set(), (
        "what was filled in is asked all the same"
    )


def test_what_was_marked_or_denied_on_a_page_is_not_asked_again(library: Library) -> None:
    tried = 0
    for page in library.questions.values():
        for line, name, answer in lines(page):
            for given in (some(line.id), some(no=(line.id,))):
                facts = counting(library, {page.id: given})
                left = unasked(library, facts, [page.id]).questions
                behind = library.questions[name]
                if behind.kind == "yes-no":
                    assert facts[name] is (answer if given.no else not answer)
                    assert name not in left, line.text
                elif given.no and isinstance(answer, Choices):
                    held = facts[name]
                    assert isinstance(held, Choices)
                    assert answer.no <= held.no
                elif given.no:
                    assert name not in left, line.text
                else:
                    assert len(behind.options) > 2, f"{line.text}: one answer is left, and it is asked again"
                tried += 1
    assert tried > 40


# --- what an option that is chosen implies ------------------------------------------------------------


def test_a_number_that_a_condition_names_is_an_answer() -> None:
    assert the_answer(Within("pain", 0, 0)) == ("pain", 0)
    assert the_answer(Within("pain", 0, 1)) is None


def test_what_an_option_implies_is_known_and_not_asked_again(library: Library) -> None:
    tried = 0
    for question in library.questions.values():
        for own in question.options:
            if own.implies is None:
                continue
            name, answer = the_answer(own.implies) or ("", "")
            chosen = some(own.id) if question.kind == "choices" else own.id
            facts: Facts = {question.id: chosen}
            assert filled(library, facts)[name] == answer
            assert name not in unasked(library, counting(library, facts), [question.id]).questions
            other = library.questions[name]
            if other.kind == "choice":
                given = next(one.id for one in other.options if one.id != answer)
                assert filled(library, {**facts, name: given})[name] == given, "what was said counts more"
            tried += 1
    assert tried >= 3


def test_a_line_that_another_answer_settles_does_not_come() -> None:
    place = option("everywhere")
    spread = replace(place, implies=Is("swelling", frozenset({"much"})))
    library = Library(questions={**LIBRARY.questions, "place": question("place", "choices", spread)})
    assert lines_answered_before(library, PAGE, {"place": some("everywhere")}, []) == {"swollen"}
    assert lines_answered_before(library, PAGE, {"place": some(no=("everywhere",))}, []) == set()
