"""An assessment with the words around it, for readers who do not have the library: what exporters get."""

from __future__ import annotations

from typing import Any

from kneetui.content.model import Library
from kneetui.triage import answers
from kneetui.triage.assessment import Assessment


def with_words(library: Library, found: Assessment, number: str) -> dict[str, Any]:
    """The JSON object of ``kneetui triage --json``, and under ``words`` what people read beside it.

    ``number`` is the emergency number. ``words`` holds ``purpose``, ``urgency`` (name, symbol, who,
    within, do), ``emergency-number``, ``causes`` and ``sources`` (summaries and titles by id),
    ``routine`` (its name, or empty) and ``answers`` (question and answer, as asked and said).
    """
    level = library.urgencies[found.urgency]
    plain = found.plain()
    plain["words"] = {
        "purpose": library.purpose,
        "urgency": {key: getattr(level, key) for key in ("name", "symbol", "who", "within", "do")},
        "emergency-number": number,
        "routine": library.routines[found.routine].name if found.routine else "",
        "causes": {fit.id: library.causes[fit.id].summary for fit in found.causes},
        "sources": {name: library.sources[name].title for name in sorted(_sources(found))},
        "answers": [
            {"question": library.questions[key].text, "answer": answers.words(library.questions[key], value)}
            for key, value in found.facts.items()
        ],
    }
    return plain


def _sources(found: Assessment) -> set[str]:
    points = [point for fit in found.causes for point in (*fit.speaks_for, *fit.against, *fit.unknown)]
    named = [each.source for each in found.flags]
    named += [tip.source for tip in found.advice]
    named += [point.source for point in points]
    return {name for sources in named for name in sources}
