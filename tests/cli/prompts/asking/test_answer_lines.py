from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kneetui.cli.prompts.asking.answer_lines import how, read, taken_as
from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Library, Question
from kneetui.triage import answers
from kneetui.triage.answers import AnswerError
from tests.cli.prompts.play import line
from tests.ui.small import small_library

QUESTIONS = list(small_library().questions.values())


def possible(question: Question) -> some.SearchStrategy[Answer]:
    """Every answer that the question has room for, where all options are known."""
    keys = [option.id for option in question.options]
    if question.kind == "yes-no":
        return some.booleans()
    if question.kind == "choice":
        return some.sampled_from(keys)
    if question.kind == "number":
        return some.integers(int(question.min), int(question.max)).map(float)
    return some.sets(some.sampled_from(keys)).map(lambda yes: Choices(frozenset(yes), frozenset(keys) - yes))


@given(some.data())
def test_a_typed_line_gives_back_the_answer_it_stands_for(data: some.DataObject) -> None:
    question = data.draw(some.sampled_from(QUESTIONS))
    answer = data.draw(possible(question))
    assert read(question, line(question, answer)) == answer


@given(some.sampled_from(QUESTIONS), some.text())
def test_whatever_is_typed_is_an_answer_or_a_sentence(question: Question, text: str) -> None:
    sentence, answer = "", None
    try:
        answer = read(question, text)
    except AnswerError as error:
        sentence = str(error)
    assert sentence.endswith(".") == (answer is None)
    assert answer is None or answers.answer(question, answer) == answer


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("21", 21),
        ("3 weeks", 21),
        ("1 week", 7),
        ("2 months", 61),
        ("1 year", 365),
        ("Today.", 0),
        ("10d", None),
    ],
)
def test_days_can_be_said_in_weeks_months_and_years(typed: str, days: int | None) -> None:
    question = small_library().questions["duration-days"]
    if days is None:
        with pytest.raises(AnswerError, match="is not a whole number"):
            read(question, typed)
    else:
        assert read(question, typed) == days


def test_the_number_of_days_is_said_back_in_words_and_a_digit_by_its_option() -> None:
    questions = small_library().questions
    assert taken_as(questions["duration-days"], 42.0) == "6 weeks"
    swelling = questions["swelling"]
    assert taken_as(swelling, swelling.options[1].id) == swelling.options[1].text


def test_every_question_of_the_content_says_how_it_is_answered(library: Library) -> None:
    for question in library.questions.values():
        assert how(question).startswith("Type "), question.id
