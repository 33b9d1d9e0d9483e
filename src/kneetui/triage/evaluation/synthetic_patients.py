"""Made-up patients: for each cause, the answers that its own evidence speaks for most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kneetui.content.conditions import All, Answer, Condition, Facts
from kneetui.content.model import ACTIVITY, AGE, Cause, Library
from kneetui.triage import answers
from kneetui.triage.causes.base_weights import age_factor, base_weight
from kneetui.triage.causes.ranking import ranking
from kneetui.triage.evaluation.satisfy import ways
from kneetui.triage.memo import once


def typical(library: Library, cause: Cause) -> dict[str, Answer]:
    """The sport where a cause is the largest share, and the age where it is most common, if it is offered then."""
    start: dict[str, Answer] = {}
    sport = library.questions.get(ACTIVITY)
    if sport is not None:
        everyone = _of_all_causes(library)
        shares = {
            option.id: base_weight(cause, {ACTIVITY: option.id}) / everyone[option.id]
            for option in sport.options
            if _offered(cause, {ACTIVITY: option.id})
        }
        if shares:
            start[ACTIVITY] = max(shares, key=shares.__getitem__)
    ages = [age for age, _ in cause.ages if _offered(cause, {**start, AGE: age})]
    if ages and AGE in library.questions:
        start[AGE] = max(ages, key=lambda age: age_factor(cause, age))
    return start


@once
def _of_all_causes(library: Library) -> dict[str, float]:
    """By sport, the base weights of all causes together."""
    return {
        option.id: sum(base_weight(cause, {ACTIVITY: option.id}) for cause in library.causes.values())
        for option in library.questions[ACTIVITY].options
    }


def _offered(cause: Cause, facts: Facts) -> bool:
    return cause.when is None or cause.when.test(facts) is not False


def patient(library: Library, cause: Cause, start: Facts) -> dict[str, Answer] | None:
    """Somebody with a cause: from ``start``, the strongest finding of every group is made true in turn.

    A finding that cannot be true together with those before it gives way to the next of its group.
    ``None`` if the cause is not offered to anybody who begins like this.
    """
    facts: Facts | None = start
    if cause.when is not None:
        facts = next(ways(library, cause.when, start), None)
    if facts is None:
        return None
    true: list[Condition] = [] if cause.when is None else [cause.when]
    for group in _strongest(cause):
        for condition in group:
            best = _best(library, cause, ways(library, condition, facts), true, facts)
            if best is not None:
                facts, true = best, [*true, condition]
                break
    return dict(facts)


def _strongest(cause: Cause) -> list[list[Condition]]:
    """By group, the conditions of what speaks for a cause; the strongest first, in the group and of all."""
    groups: dict[str, list[tuple[float, Condition]]] = {}
    for evidence in cause.evidence:
        if evidence.present > 1:
            groups.setdefault(evidence.group or f"\0{evidence.id}", []).append(
                (evidence.present, evidence.condition)
            )
    ordered = [sorted(group, key=lambda pair: -pair[0]) for group in groups.values()]
    ordered.sort(key=lambda group: -group[0][0])
    return [[condition for _, condition in group] for group in ordered]


def _best(
    library: Library, cause: Cause, candidates: Iterable[Facts], true: Iterable[Condition], before: Facts
) -> Facts | None:
    """Of some ways on, the one that speaks most for the cause; none if all speak against it."""
    everything = All(tuple(true))
    best, most = None, _for(library, cause, before)
    for facts in candidates:
        if everything.test(facts) is True and answers.counting(library, facts) == facts:
            value = _for(library, cause, facts)
            if value > most:
                best, most = facts, value
    return best


def _for(library: Library, cause: Cause, facts: Facts) -> float:
    index = ranking(library)
    number = index.places[cause.id]
    return sum(index.groups[group].value(facts)[0] for group in index.of_cause[number])


def patients(library: Library) -> Mapping[str, dict[str, Answer]]:
    """By cause, somebody who has it, at its usual age and from its usual sport."""
    people = {cause.id: patient(library, cause, typical(library, cause)) for cause in library.causes.values()}
    return {name: facts for name, facts in people.items() if facts is not None}
