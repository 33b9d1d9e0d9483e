"""Answers are read from TOML, checked, and written back; hidden ones never count."""

from __future__ import annotations

import tomllib

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneetui.content.conditions import Choices
from kneetui.content.model import Library
from kneetui.triage import answers
from tests.examples import examples
from tests.triage.facts import facts_of


def test_the_two_forms_of_choices(library: Library) -> None:
    facts = answers.read(
        {"mechanical": ["clicking"], "location": {"yes": ["kneecap"], "no": ["calf"]}}, library
    )
    assert facts["mechanical"] == Choices(
        frozenset({"clicking"}),
        frozenset({"locking", "catching", "giving-way", "crunching", "snapping-band"}),
    )
    assert facts["location"] == Choices(frozenset({"kneecap"}), frozenset({"calf"}))


def test_an_empty_list_means_none_of_these(library: Library) -> None:
    facts = answers.read({"mechanical": []}, library)
    assert isinstance(facts["mechanical"], Choices)
    assert len(facts["mechanical"].no) == 6


def test_dotted_ids_quoted_or_as_a_table_and_a_wrapping_table(library: Library) -> None:
    quoted = answers.read(tomllib.loads('"running.surface" = "trail"'), library)
    table = answers.read(tomllib.loads('[running]\nsurface = "trail"'), library)
    wrapped = answers.read(tomllib.loads('format = 1\n[answers]\n"running.surface" = "trail"'), library)
    assert quoted == table == wrapped == {"running.surface": "trail"}


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ({"swellin": "none"}, "swellin: there is no such question. Did you mean “swelling”?"),
        ({"swelling": "markd"}, "Did you mean “marked”?"),
        ({"age": 300}, "age: 300 is out of range. Give 5 to 110 (years)."),
        ({"age": "old"}, "is not a number"),
        ({"age": True}, "is not a number"),
        ({"age": float("nan")}, "is not a number"),
        ({"fever-or-unwell": "no"}, "Write true or false"),
        ({"mechanical": ["lock"]}, "is not an option"),
        ({"mechanical": {"yes": ["locking"], "no": ["locking"]}}, "is both yes and no"),
        ({"mechanical": "locking"}, "Write a list"),
        ({"mechanical": {"maybe": []}}, "Write a list"),
    ],
)
def test_a_bad_answer_says_what_is_allowed(library: Library, raw: dict[str, object], message: str) -> None:
    with pytest.raises(answers.BadAnswers) as caught:
        answers.read(raw, library)
    assert message in str(caught.value)


def test_all_problems_come_at_once(library: Library) -> None:
    with pytest.raises(answers.BadAnswers) as caught:
        answers.read({"age": 300, "swelling": "huge", "nonsense": 1}, library)
    assert len(caught.value.problems) == 3


def test_answers_to_questions_that_are_not_asked_do_not_count(library: Library) -> None:
    facts = answers.read(
        {"swelling": "none", "swelling-onset": "within-2-hours", "age": 50, "growth-spurt": True}, library
    )
    assert set(answers.counting(library, facts)) == {"swelling", "age"}


def test_a_sports_own_answers_need_the_sport(library: Library) -> None:
    facts = answers.read({"activity": "cycling", "running.surface": "trail"}, library)
    assert set(answers.counting(library, facts)) == {"activity"}


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_answers_survive_being_written_and_read(library: Library, data: st.DataObject) -> None:
    facts = data.draw(facts_of(library))
    again = answers.read(tomllib.loads(tomli_w.dumps(answers.plain(facts))), library)
    assert again == facts


def test_one_day_is_not_one_days(library: Library) -> None:
    duration = library.questions["duration-days"]
    assert [answers.words(duration, days) for days in (1.0, 21.0)] == ["1 day", "21 days"]
