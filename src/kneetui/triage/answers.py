"""What a person answered: read from TOML, checked against the questions, and written back.

Facts are a mapping from question id to answer (see :mod:`kneetui.content.conditions`). A question
that is missing is unknown. Answers to questions whose ``when`` is false never count.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from kneetui.config.errors import KneetuiError, ManyFaultsError
from kneetui.config.spelling import did_you_mean
from kneetui.config.wording import quantity
from kneetui.content.conditions import Answer, Choices, Facts
from kneetui.content.model import Library, Question
from kneetui.triage.short_form import filled


class AnswerError(KneetuiError, ValueError):
    """One answer that a question does not allow; ``place`` is the id of the question, if it is known."""

    title = "This answer"


class BadAnswers(ManyFaultsError[AnswerError]):
    """Answers that cannot be read; ``problems`` holds one error for each of them."""

    title = "These answers"


def read(raw: Mapping[str, Any], library: Library) -> dict[str, Answer]:
    """Facts from a TOML table of answers by question id.

    A dotted id may stand quoted (``"running.surface"``) or as a table (``[running]``); an ``answers``
    table may wrap them all, and ``format`` is passed over. Raises :class:`BadAnswers` with every
    problem at once.
    """
    table = raw.get("answers", raw)
    problems: list[AnswerError] = []
    facts: dict[str, Answer] = {}
    if not isinstance(table, Mapping):
        raise BadAnswers([AnswerError("“answers” must be a table of answers by question id")])
    for key, value in _flat(table, library).items():
        question = library.questions.get(key)
        if question is None:
            hint = did_you_mean(key, library.questions) or "See “kneetui questions” for the list."
            problems.append(AnswerError("there is no such question", hint, key))
            continue
        try:
            facts[key] = answer(question, value)
        except AnswerError as error:
            problems.append(AnswerError(error.message, error.remedy, key))
    if problems:
        raise BadAnswers(problems)
    return facts


def _flat(table: Mapping[str, Any], library: Library) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if key == "format" and table is not value:
            continue
        if isinstance(value, Mapping) and key not in library.questions:
            dotted = {f"{key}.{inner}": nested for inner, nested in value.items()}
            if any(name in library.questions for name in dotted):
                flat.update(dotted)
                continue
        flat[key] = value
    return flat


def answer(question: Question, value: Any) -> Answer:
    """One checked answer. Raises :class:`AnswerError`, which says what is allowed."""
    if question.kind == "yes-no":
        if isinstance(value, bool):
            return value
        raise AnswerError(f"{_show(value)} is not an answer", "Write true or false.")
    if question.kind == "number":
        return _number(question, value)
    ids = [option.id for option in question.options]
    if question.kind == "choice":
        if isinstance(value, str) and value in ids:
            return value
        raise _not_an_option(value, ids)
    if isinstance(value, Choices):
        return _choices(ids, sorted(value.yes), sorted(value.no))
    if isinstance(value, list):
        return _choices(ids, value, [identifier for identifier in ids if identifier not in value])
    if isinstance(value, Mapping) and set(value) <= {"yes", "no"} and value:
        yes, no = value.get("yes", []), value.get("no", [])
        if isinstance(yes, list) and isinstance(no, list):
            return _choices(ids, yes, no)
    raise AnswerError(f"{_show(value)} is not an answer", "Write a list, or { yes = [ … ], no = [ … ] }.")


def _show(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _not_an_option(value: Any, ids: list[str]) -> AnswerError:
    hint = did_you_mean(str(value), ids) or f"Use one of: {', '.join(ids)}."
    return AnswerError(f"{_show(value)} is not an option", hint)


def _number(question: Question, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise AnswerError(f"{_show(value)} is not a number")
    if not question.min <= value <= question.max:
        span = f"{question.min:g} to {question.max:g}"
        raise AnswerError(f"{value:g} is out of range", f"Give {span} ({question.unit}).")
    return float(value)


def _choices(ids: list[str], yes: list[Any], no: list[Any]) -> Choices:
    for value in [*yes, *no]:
        if value not in ids:
            raise _not_an_option(value, ids)
    both = sorted(set(yes) & set(no))
    if both:
        raise AnswerError(f"“{both[0]}” is both yes and no", "Keep one.")
    return Choices(frozenset(yes), frozenset(no))


def counting(library: Library, facts: Facts) -> dict[str, Answer]:
    """The facts that count: with what short lines imply, without answers to questions whose ``when`` is known to be false.

    Hiding one answer may hide others that depend on it; this goes on until nothing changes.
    """
    counted = filled(library, facts)
    while True:
        hidden = [
            key
            for key in counted
            if key in library.questions
            and (when := library.questions[key].when)
            and when.test(counted) is False
        ]
        if not hidden:
            return counted
        for key in hidden:
            del counted[key]


def plain(facts: Facts) -> dict[str, Any]:
    """Facts as TOML and JSON can hold them; choices become ``{yes, no}`` tables."""
    result: dict[str, Any] = {}
    for key, value in facts.items():
        if isinstance(value, Choices):
            result[key] = {"yes": sorted(value.yes), "no": sorted(value.no)}
        elif isinstance(value, float) and value.is_integer():
            result[key] = int(value)
        else:
            result[key] = value
    return result


def words(question: Question, value: Answer) -> str:
    """An answer in the words of its question."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Choices):
        named = [option.text for option in question.options if option.id in value.yes]
        ruled_out = [option.text for option in question.options if option.id in value.no]
        if not named and len(ruled_out) < len(question.options):
            return f"not: {'; '.join(ruled_out)}"
        return "; ".join(named) or "none of these"
    if isinstance(value, str):
        return question.option(value).text
    return quantity(value, question.unit if question.unit != "0-10" else "")
