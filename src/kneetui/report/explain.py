"""The whole reckoning, line by line, so that it can be checked by hand."""

from __future__ import annotations

from collections.abc import Iterator

from kneetui.config.wording import count, quantity
from kneetui.content.conditions import Choices, Condition, Facts
from kneetui.content.model import ACTIVITY, AGE, Evidence, Library
from kneetui.triage import answers
from kneetui.triage.assessment import Assessment, Fit, Point
from kneetui.triage.causes import calibration
from kneetui.triage.causes.base_weights import age_factor, sport_weight
from kneetui.triage.causes.ranking import ranking
from kneetui.triage.wording import groups, sureness


def explain(library: Library, assessment: Assessment) -> list[str]:
    """Answers, flags with the answers they read, and for every named cause: base weight × ratios, and its share."""
    return [
        *_answers(library, assessment),
        "",
        *_flags(library, assessment),
        "",
        *_causes(library, assessment),
    ]


def _answers(library: Library, assessment: Assessment) -> Iterator[str]:
    yield "Answers that count:"
    for key, value in assessment.facts.items():
        yield f"  {key}: {answers.words(library.questions[key], value)}"


# --- the urgency ---------------------------------------------------------------------------------


def _flags(library: Library, assessment: Assessment) -> Iterator[str]:
    yield f"Urgency: {assessment.urgency}" + (" (the highest flag)" if assessment.flags else "")
    for flag in assessment.flags:
        up = "" if flag.proven else " (not up, but not ruled out)"
        yield f"  {flag.id} → {flag.urgency}{up}: {flag.because} [{', '.join(flag.source)}]"
        rule = library.flags[flag.id]
        conditions = [
            rule.condition,
            *(rise.condition for rise in rule.raises if rise.urgency == flag.urgency),
        ]
        yield f"      it reads: {_read(library, conditions, assessment.facts)}"
        if flag.note:
            yield f"      note: {flag.note}"
    if not assessment.flags and assessment.urgency == "normal":
        yield f"  the condition for normal soreness holds [{', '.join(library.normal_source)}]"
        if library.normal:
            yield f"      it reads: {_read(library, [library.normal], assessment.facts)}"
    elif not assessment.flags:
        yield f"  no flag is up [{', '.join(library.urgencies[assessment.urgency].source)}]"
    for group in groups(library, assessment.more_urgent):
        yield f"  → {group.urgency}, if {group}"
    for group in groups(library, assessment.less_urgent):
        yield f"  → only {group.urgency}, if {group}"


def _read(library: Library, conditions: list[Condition], facts: Facts) -> str:
    names = dict.fromkeys(
        name for condition in conditions for name in condition.questions() if name in library.questions
    )
    known = [f"{name} = {_short(facts, name)}" for name in names if name in facts]
    unknown = [name for name in names if name not in facts]
    return "; ".join(known) + (f"; not known: {', '.join(unknown)}" if unknown else "")


def _short(facts: Facts, name: str) -> str:
    value = facts[name]
    if isinstance(value, Choices):
        return ", ".join(sorted(value.yes)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


# --- the causes ----------------------------------------------------------------------------------


def _causes(library: Library, assessment: Assessment) -> Iterator[str]:
    ranked = ranking(library).rank(assessment.facts)
    total = 0.0
    for cause_fit in ranked:
        product = cause_fit.base
        for reason in cause_fit.reasons:
            product *= reason.ratio
        total += product
    yield f"Causes: base weight × ratios = score; score / {total:.6g} (sum over {count(len(ranked), 'cause')}) = share"
    power = calibration.power(ranked)
    whole = sum(fit.probability**power for fit in ranked)
    yield f"share ^ {power:.6g} / {whole:.6g} (sum over all) = probability: as sure as such sums turned out right"
    for fit in assessment.causes:
        product = fit.base
        for point in (*fit.speaks_for, *fit.against):
            product *= point.ratio
        yield f"{fit.id}: {product:.6g} / {total:.6g} = {product / total:.4f} → {fit.probability:.4f}"
        yield f"    base weight {fit.base:.6g}{_base(library, fit, assessment.facts)}"
        evidence = {finding.id: finding for finding in library.causes[fit.id].evidence}
        for point in (*fit.speaks_for, *fit.against):
            yield _line(point, evidence.get(point.id), assessment.facts)
            yield from _not_counted(library, fit, evidence.get(point.id), assessment.facts)
        for point in fit.unknown:
            yield f"    ×   1      not known: {point.text}"
    rest = [other for other in ranked if other.cause.id not in {fit.id for fit in assessment.causes}]
    if rest:
        share = sum(other.probability**power for other in rest) / whole
        yield f"{count(len(rest), 'more cause')}, together {share:.4f}"
    yield sureness(assessment)


def _base(library: Library, fit: Fit, facts: Facts) -> str:
    """How the base weight came about: the weight for the activity times the factor for the age."""
    cause = library.causes[fit.id]
    age, activity = facts.get(AGE), facts.get(ACTIVITY)
    weight = sport_weight(cause, facts)
    years = age if isinstance(age, float) else None
    factor = age_factor(cause, years)
    age_words = quantity(years, "years") if years is not None else "age not known"
    return f" = {weight:.6g} ({activity or 'activity not known'}) × {factor:.6g} ({age_words})"


def _line(point: Point, evidence: Evidence | None, facts: Facts) -> str:
    half = evidence is not None and evidence.condition.test(facts) is None
    how = f" (half of × {evidence.absent:g}: not named among the places)" if half and evidence else ""
    return f"    × {point.ratio:<8.6g} {point.text}{how} [{', '.join(point.source)}]"


def _not_counted(library: Library, fit: Fit, counted: Evidence | None, facts: Facts) -> Iterator[str]:
    """What is known too, but says the same as what counted."""
    if counted is None or not counted.group:
        return
    for evidence in library.causes[fit.id].evidence:
        if evidence.group == counted.group and evidence.id != counted.id:
            result = evidence.condition.test(facts)
            ratio = 1.0 if result is None else evidence.present if result else evidence.absent
            if ratio != 1:
                text = evidence.text if result else evidence.otherwise or f"not found: {evidence.text}"
                yield f"      not counted again ({evidence.group}): {text}, {ratio:.6g}"
