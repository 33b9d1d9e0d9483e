"""What cannot be ruled out while little is known: a level above that of the flags that are up.

Unknown is not no. Of somebody who answers little, the flags see little; so it is reckoned how likely more answers
would raise a flag of each level, cause by cause, from how likely each cause is and how common each finding is
with it. A level whose chance is not small enough counts (``rule-out`` in the content). The more is known the more
chance it takes: with what people tell unasked, what they leave out is seldom there. It can only raise, and only
what the core says is reckoned with, so that no pack can make a sign unlikely.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from kneetui.content.conditions import Condition, Facts
from kneetui.content.model import URGENCIES, Library, Question
from kneetui.triage import short_form
from kneetui.triage.causes.ranking import best_first, ranking, softmax
from kneetui.triage.flags import CORE, Raised, at_level
from kneetui.triage.interview.information import EachOdds, Outlook
from kneetui.triage.interview.open_signs import core_signs
from kneetui.triage.interview.urgency_conditions import Level
from kneetui.triage.memo import once

LITTLE = 0.25
DOUBLES = 0.03
"""Up to the share ``LITTLE`` of answers the chance of the content counts; every ``DOUBLES`` more it takes twice as
much (fitted on the tuning part of the cases with half of their answers left out)."""

USUAL = 20
"""So many questions are asked of somebody who cannot answer most of them: the whole of which answers without an
interview are a share."""

LIVE = 0.01
MOST_LIVE = 12
"""Causes below this probability, or behind so many others, add too little."""


def _core_alone(library: Library) -> Library:
    questions = {key: question for key, question in library.questions.items() if question.pack == CORE}
    causes = {
        key: replace(
            cause,
            weights={sport: weight for sport, weight in cause.weights.items() if sport not in cause.lent},
            evidence=tuple(finding for finding in cause.evidence if finding.pack == CORE),
        )
        for key, cause in library.causes.items()
        if cause.pack == CORE
    }
    return replace(library, questions=questions, causes=causes)


core_alone = once(_core_alone)
"""The library without the questions, causes and findings of packs."""


def not_ruled_out(library: Library, facts: Facts, asked: Collection[str], urgency: str) -> Raised | None:
    """The sign above ``urgency`` that too little is known to rule out, most urgent first, or ``None``.

    ``asked`` are the questions of an interview, of which those without an answer are not known; without an
    interview nothing that is missing is known. Who said nothing about the knee itself is asked, not sent.
    """
    library = core_alone(library)
    facts = {name: answer for name, answer in facts.items() if name in library.questions}
    asked = [name for name in asked if name in library.questions]
    share = len(facts) / (len(asked) or USUAL)
    takes = times_rule_out(share)
    limits = {
        name: library.urgencies[name].rule_out * takes
        for name in URGENCIES[: URGENCIES.index(urgency)]
        if name in library.urgencies and 0 < library.urgencies[name].rule_out * takes < 1
    }
    if not limits or all(library.questions[name].lasting for name in facts):
        return None
    signs = _chances(library, facts, _unknown(library, facts, asked), limits)
    for urgency, limit in limits.items():
        if sum(chance for _, chance in signs[urgency]) >= limit:
            return _raised(library, _likeliest(signs[urgency]), urgency)
    return None


def times_rule_out(share: float) -> float:
    """How many times the ``rule-out`` of a level the chance has to be once this share of the answers is known."""
    return float(2 ** (max(0.0, share - LITTLE) / DOUBLES))


def _likeliest(signs: Sequence[tuple[Level, float]]) -> str:
    chances: dict[str, float] = {}
    for sign, chance in signs:
        chances[sign.name] = chances.get(sign.name, 0.0) + chance
    return max(chances, key=lambda name: chances[name])


def _raised(library: Library, name: str, urgency: str) -> Raised:
    own, level = at_level(library.flags[name], urgency), library.urgencies[urgency]
    return replace(
        own,
        urgency=urgency,
        because=f"{level.not_ruled_out} {own.because}".strip(),
        do=f"{level.if_unknown} {own.do}".strip(),
    )


def _unknown(library: Library, facts: Facts, asked: Collection[str]) -> dict[str, Question]:
    """The questions that nobody answered, or of which some options are open."""
    reached = {*asked, *short_form.settled(library, facts, asked)}
    return {
        name: question
        for name, question in library.questions.items()
        if (name in reached or not asked)
        and (name not in facts or question.kind == "choices")
        and (question.when is None or question.when.test(facts) is not False)
    }


def _chances(
    library: Library, facts: Facts, unknown: Mapping[str, Question], limits: Mapping[str, float]
) -> dict[str, list[tuple[Level, float]]]:
    """By urgency: for each live cause its likeliest sign, and the chance of both."""
    signs = [
        (sign, left)
        for sign in core_signs(library)
        if sign.urgency in limits and (left := sign.left(facts, unknown)) is not False
    ]
    index = ranking(library)
    probabilities = softmax(index.scores(facts))
    live = [n for n in best_first(probabilities)[:MOST_LIVE] if probabilities[n] >= LIVE]
    whole = sum(probabilities[n] for n in live) or 1.0
    chances: dict[str, list[tuple[Level, float]]] = {urgency: [] for urgency in limits}
    outlooks = [Outlook(index, facts, probabilities, [n]) for n in live]
    odds = EachOdds(lambda name: [own.alone(unknown[name]) for own in outlooks])
    sure = [1.0] * len(live)
    likely = [(sign, odds.chances(left) if isinstance(left, Condition) else sure) for sign, left in signs]
    for place, n in enumerate(live):
        best: dict[str, tuple[Level, float]] = {}
        for sign, by_cause in likely:
            chance = by_cause[place]
            if chance > best.get(sign.urgency, (sign, 0.0))[1]:
                best[sign.urgency] = (sign, chance)
        for urgency, (sign, chance) in best.items():
            chances[urgency].append((sign, chance * probabilities[n] / whole))
    return chances
