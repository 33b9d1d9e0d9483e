"""An assessment with the words around it, for readers who do not have the library: what exporters get."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kneetui.content.model import Library
from kneetui.triage import answers
from kneetui.triage.assessment import Assessment
from kneetui.triage.what_would_change import AnswerChange
from kneetui.triage.wording import (
    groups,
    instruction,
    less_if,
    more_if,
    often,
    ruled_out_first,
    sureness,
    told_level,
)


def with_words(library: Library, assessment: Assessment, number: str) -> dict[str, Any]:
    """The JSON object of ``kneetui triage --json``, and under ``words`` what people read beside it.

    ``number`` is the emergency number. ``words`` holds ``purpose``, ``urgency`` (name, symbol, who,
    within, do), ``emergency-number``, ``causes`` and ``sources`` (summaries and titles by id),
    ``frequencies`` (people out of ten by cause, or that it has to be ruled out first), ``rule-out-first`` (which
    ones these are, or empty), ``sure`` (how sure the order of the causes is),
    ``today`` (what to do today), ``changes`` (what would change the urgency: ``if`` and its answers), ``routine`` (its name, or empty)
    and ``answers`` (question and answer, as asked and said).
    """
    level = told_level(library, assessment)
    plain = assessment.plain()
    plain["words"] = {
        "purpose": library.purpose,
        "urgency": {key: getattr(level, key) for key in ("name", "symbol", "who", "within", "do")},
        "emergency-number": number,
        "today": instruction(library, assessment),
        "routine": library.routines[assessment.routine].name if assessment.routine else "",
        "frequencies": {fit.id: often(fit) for fit in assessment.causes},
        "rule-out-first": ruled_out_first(assessment),
        "sure": sureness(assessment),
        "changes": [
            *_changes(library, more_if, assessment.more_urgent),
            *_changes(library, less_if, assessment.less_urgent),
        ],
        "causes": {fit.id: library.causes[fit.id].summary for fit in assessment.causes},
        "sources": {name: library.sources[name].title for name in sorted(_sources(assessment))},
        "answers": [
            {
                "question": library.questions[key].asked_about(assessment.who),
                "answer": answers.words(library.questions[key], value),
            }
            for key, value in assessment.facts.items()
        ],
    }
    return plain


def _changes(
    library: Library, lead: Callable[[Library, str], str], changes: Sequence[AnswerChange]
) -> Iterator[dict[str, Any]]:
    by_level: dict[str, list[str]] = {}
    for group in groups(library, changes):
        by_level.setdefault(group.urgency, []).append(str(group))
    yield from ({"if": lead(library, level), "answers": texts} for level, texts in by_level.items())


def _sources(assessment: Assessment) -> set[str]:
    points = [point for fit in assessment.causes for point in (*fit.speaks_for, *fit.against, *fit.unknown)]
    named = [flag.source for flag in assessment.flags]
    named += [tip.source for tip in assessment.advice]
    named += [sign.source for sign in assessment.go_if]
    named += [point.source for point in points]
    return {name for sources in named for name in sources}
