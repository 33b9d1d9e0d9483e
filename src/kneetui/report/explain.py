"""The whole reckoning, line by line, so that it can be checked by hand."""

from __future__ import annotations

from collections.abc import Iterator

from kneetui.content.model import Library
from kneetui.triage import answers
from kneetui.triage.assessment import Assessment, Point
from kneetui.triage.ranking import ranking


def explain(library: Library, found: Assessment) -> list[str]:
    """Answers, flags, and for every named cause: base weight × ratios, and its share of the sum."""
    return [*_answers(library, found), "", *_flags(library, found), "", *_causes(library, found)]


def _answers(library: Library, found: Assessment) -> Iterator[str]:
    yield "Answers that count:"
    for key, value in found.facts.items():
        yield f"  {key}: {answers.words(library.questions[key], value)}"


def _flags(library: Library, found: Assessment) -> Iterator[str]:
    yield f"Urgency: {found.urgency}"
    for flag in found.flags:
        yield f"  {flag.id} → {flag.urgency}: {flag.because} [{', '.join(flag.source)}]"
    if not found.flags:
        rule = "the condition for normal soreness holds" if found.urgency == "normal" else "no flag is up"
        yield f"  {rule} [{', '.join(library.normal_source)}]"


def _causes(library: Library, found: Assessment) -> Iterator[str]:
    ranked = ranking(library).rank(found.facts)
    total = 0.0
    for each in ranked:
        product = each.base
        for reason in each.reasons:
            product *= reason.ratio
        total += product
    yield f"Causes: base weight × ratios = score; score / {total:.6g} (sum over {len(ranked)} causes) = probability"
    for fit in found.causes:
        product = fit.base
        for point in (*fit.speaks_for, *fit.against):
            product *= point.ratio
        yield f"{fit.id}: {product:.6g} / {total:.6g} = {product / total:.4f}"
        yield f"    base weight {fit.base:.6g}"
        for point in (*fit.speaks_for, *fit.against):
            yield _line(point)
        for point in fit.unknown:
            yield f"    ×   1      not known: {point.text}"


def _line(point: Point) -> str:
    return f"    × {point.ratio:<8.6g} {point.text} [{', '.join(point.source)}]"
