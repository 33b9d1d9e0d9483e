"""The warning signs that somebody was asked about: which they named, which they denied, and which are not known."""

from __future__ import annotations

from collections.abc import Iterator

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Choices, Facts
from kneetui.content.model import Library
from kneetui.triage.interview.next_question import FIRST_PAGE
from kneetui.triage.short_form import answer_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """Texts of the signs on the first page, in its order."""

    named: tuple[str, ...]
    denied: tuple[str, ...]
    unknown: tuple[str, ...]


def signs(library: Library, facts: Facts) -> Signs:
    """The signs for somebody with these answers; those that cannot concern them are left out."""
    by_answer: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for text, answer in _answers(library, facts):
        by_answer[answer].append(text)
    return Signs(named=tuple(by_answer[True]), denied=tuple(by_answer[False]), unknown=tuple(by_answer[None]))


def _answers(library: Library, facts: Facts) -> Iterator[tuple[str, bool | None]]:
    for question in library.questions.values():
        if question.page != FIRST_PAGE or (question.when and question.when.test(facts) is False):
            continue
        answer = answer_from(library, question, facts)
        if question.kind == "yes-no":
            yield question.text, answer if isinstance(answer, bool) else None
        elif question.kind == "choices":
            value = answer if isinstance(answer, Choices) else Choices()
            for option in question.options:
                if option.id in value.yes:
                    yield option.text, True
                elif option.id in value.no:
                    yield option.text, False
                elif option.when is None or option.when.test(facts) is not False:
                    yield option.text, None
