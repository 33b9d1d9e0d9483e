"""Pages of short lines, each of which stands for a question of its own.

An option with ``otherwise`` is the short form of the question that this condition reads. Left unmarked, it
answers that question; marked, it answers one of yes and no too, and else the long form follows; where nobody can say,
the question counts as asked.
An option with ``implies`` answers another question where it is chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kneetui.content.conditions import Answer, Choices, Condition, Facts, Has, Is, Not, Says, Within
from kneetui.content.model import Library, Option, Question
from kneetui.triage.memo import once


def lines(question: Question) -> Iterator[tuple[Option, str, Answer]]:
    """The options that stand for a question: the option, that question, and its answer if unmarked."""
    for option in question.options:
        stands_for = the_answer(option.otherwise) if option.otherwise else None
        if stands_for:
            yield option, *stands_for


@once
def _lines(library: Library) -> dict[str, tuple[tuple[Option, str, Answer], ...]]:
    return {name: tuple(lines(question)) for name, question in library.questions.items()}


def lines_of(library: Library, name: str) -> tuple[tuple[Option, str, Answer], ...]:
    """The lines of a question of the library."""
    return _lines(library)[name]


def the_answer(condition: Condition) -> tuple[str, Answer] | None:
    """The one answer that a condition calls for: one option, yes or no, a number, or options that do not hold."""
    match condition:
        case Is(question, options) if len(options) == 1:
            return question, next(iter(options))
        case Says(question, value):
            return question, value
        case Within(question, low, high) if low == high:
            return question, low
        case Not(Has(question, options, 1)):
            return question, Choices(no=options)
    return None


def lines_answered_before(
    library: Library, question: Question, facts: Facts, asked: Collection[str]
) -> set[str]:
    """The lines of a page that ask again what was answered in full when its question was asked, or by another answer."""
    known = implied_by_choice(library, facts)
    return {
        option.id
        for option, name, answer in lines(question)
        if (name in asked and _differs(facts.get(name), answer) is not None) or name in known
    }


def implied(question: Question, value: Answer) -> dict[str, Answer]:
    """What an answer to a page of short lines says of the questions behind them."""
    if not isinstance(value, Choices):
        return {}
    unmarked = {name: answer for option, name, answer in lines(question) if option.id in value.no}
    marked = {
        name: not answer
        for option, name, answer in lines(question)
        if option.id in value.yes and isinstance(answer, bool)
    }
    return unmarked | marked


def implied_by_choice(library: Library, facts: Facts) -> dict[str, Answer]:
    """What options that are chosen say of other questions."""
    known: dict[str, Answer] = {}
    for name, value in facts.items():
        question = library.questions.get(name)
        chosen = value.yes if isinstance(value, Choices) else {value}
        for option in question.options if question else ():
            if option.implies and option.id in chosen and (answer := the_answer(option.implies)):
                known[answer[0]] = answer[1]
    return known


def opened(library: Library, facts: Facts, asked: Collection[str]) -> Iterator[str]:
    """The questions behind marked lines that were not asked in full."""
    for name, _ in open_lines(library, facts, asked):
        if name not in asked:
            yield name


def open_lines(library: Library, facts: Facts, pages: Collection[str]) -> Iterator[tuple[str, Answer]]:
    """The questions behind marked lines of ``pages`` that are not answered, each with the answer of an unmarked line."""
    for option, name, unmarked, value in _answered(library, facts, pages):
        if option.id in value.yes and name not in facts:
            yield name, unmarked


def settled(library: Library, facts: Facts, asked: Collection[str]) -> set[str]:
    """The questions that a page dealt with: known by an unmarked line, or asked there whole and not known."""
    whole = options_asked(library, facts, asked)
    return {
        name
        for option, name, _, value in _answered(library, facts, asked)
        if option.id not in value.yes and _whole(library.questions[name], whole.get(name, frozenset()))
    }


def _whole(question: Question, options: frozenset[str]) -> bool:
    return question.kind != "choices" or options >= {option.id for option in question.options}


def options_asked(library: Library, facts: Facts, asked: Collection[str]) -> dict[str, frozenset[str]]:
    """By question: the options that a line stood for and nobody could say anything of."""
    options: dict[str, frozenset[str]] = {}
    for option, name, unmarked, value in _answered(library, facts, asked):
        if isinstance(unmarked, Choices) and option.id not in value.yes | value.no:
            options[name] = options.get(name, frozenset()) | unmarked.no
    return options


def partly(library: Library, facts: Facts, asked: Collection[str]) -> set[str]:
    """Questions of whose options only some are known, by a page or in own words; the others can still be asked."""
    return {
        name
        for name, held in facts.items()
        if isinstance(held, Choices) and name not in asked and name in library.questions
        if any(_unknown(option, held, facts) for option in library.questions[name].options)
    }


def _unknown(option: Option, held: Choices, facts: Facts) -> bool:
    offered = option.when is None or option.when.test(facts) is not False
    return offered and option.id not in held.yes | held.no


def _answered(
    library: Library, facts: Facts, asked: Collection[str]
) -> Iterator[tuple[Option, str, Answer, Choices]]:
    for name in asked:
        page = library.questions.get(name)
        if page is not None and page.kind == "choices":
            value = facts.get(name)
            for option, behind, unmarked in lines_of(library, name):
                yield option, behind, unmarked, value if isinstance(value, Choices) else Choices()


def answer_from(library: Library, question: Question, facts: Facts) -> Answer | None:
    """The answer to a page of short lines by somebody who would give ``facts`` to the questions behind them.

    Who tells what only those are asked who mark a line, such as where it is swollen, marks it.
    """
    if question.id in facts or not any(lines(question)):
        return facts.get(question.id)
    yes: set[str] = set()
    no: set[str] = set()
    for option, name, answer in lines(question):
        marked = _differs(facts.get(name), answer)
        if marked is None and name not in facts:
            marked = _shown_by_others(library, facts, name, answer) or None
        if marked is not None:
            (yes if marked else no).add(option.id)
    return Choices(frozenset(yes), frozenset(no)) if yes or no else None


def _shown_by_others(library: Library, facts: Facts, name: str, unmarked: Answer) -> bool:
    """Whether something is told that nobody with the unmarked answer would be asked."""
    return any(
        when.test({**facts, name: unmarked}) is False and when.test(facts) is None
        for other in facts
        if other in library.questions and (when := library.questions[other].when) is not None
    )


def _differs(held: Answer | None, otherwise: Answer) -> bool | None:
    if isinstance(held, Choices) and isinstance(otherwise, Choices):
        if held.yes & otherwise.no:
            return True
        return False if otherwise.no <= held.no else None
    return None if held is None else held != otherwise


def filled(library: Library, facts: Mapping[str, Answer]) -> dict[str, Answer]:
    """The facts with what pages and chosen options among them imply; an answer to the question itself counts more."""
    implied_answers: dict[str, Answer] = {}
    for name, value in facts.items():
        if name in library.questions and isinstance(value, Choices):
            implied_answers |= implied(library.questions[name], value)
    return {**implied_answers, **implied_by_choice(library, facts), **facts}
