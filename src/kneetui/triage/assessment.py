"""Facts -> :class:`Assessment`: urgency with its flags, causes with reasons, advice, routine."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kneetui.content.conditions import Answer, Choices, Facts, Has, Is, Only, leaves
from kneetui.content.model import URGENCIES, Evidence, Flag, Library, Question, Tip
from kneetui.triage import answers, flags
from kneetui.triage.flags import Raised
from kneetui.triage.levels import levels
from kneetui.triage.once import once
from kneetui.triage.ranking import Ranked, ranking

FORMAT = 1
"""Version of the JSON form."""

SHOWN = 10
"""At most this many causes are named."""

LIKELY = 0.01
"""Causes below this probability are not named (the first three always are)."""

IN_FRONT = 0.2
"""A cause from this probability on shapes the advice, besides the first one."""

TIPS = 18
KINDS = (
    "first-aid",
    "load",
    "treatment",
    "technique",
    "fit",
    "see-someone",
    "prevention",
    "nutrition",
    "good-to-know",
)
"""Among tips of one priority: what to do today comes before what is good to know."""

EXERCISE_LEVELS = ("self-care", "normal")
GENTLE_ROUTINE = "first-days"
"""At "soon", only this routine (painless isometric and range work; evidence D5)."""


@dataclass(frozen=True, slots=True)
class Point:
    """One reason for or against a cause, or one thing not known about it.

    ``ratio`` is the likelihood ratio that counted (1 for what is not known); ``size`` says it in a word.
    """

    id: str
    text: str
    ratio: float
    size: str
    source: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Fit:
    """A cause as the assessment names it. ``base`` times all ratios, normalised, is ``probability``."""

    id: str
    name: str
    clinical: str
    probability: float
    fit: str
    base: float
    speaks_for: tuple[Point, ...]
    against: tuple[Point, ...]
    unknown: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A single answer that would change the urgency."""

    question: str
    answer: str
    asked: str
    said: str
    urgency: str
    flag: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the answers come to. Frozen; the same answers always give the same assessment."""

    urgency: str
    flags: tuple[Raised, ...]
    causes: tuple[Fit, ...]
    sure: str
    advice: tuple[Tip, ...]
    routine: str | None
    more_urgent: tuple[Change, ...]
    less_urgent: tuple[Change, ...]
    facts: dict[str, Answer]
    asked: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """The JSON object of ``kneetui triage --json``."""
        return {
            "format": FORMAT,
            "urgency": self.urgency,
            "flags": [
                {
                    "id": each.id,
                    "urgency": each.urgency,
                    "because": each.because,
                    "do": each.do,
                    "source": list(each.source),
                }
                for each in self.flags
            ],
            "causes": [_plain_fit(each) for each in self.causes],
            "sure": self.sure,
            "advice": [
                {
                    "id": tip.id,
                    "kind": tip.kind,
                    "title": tip.title,
                    "text": tip.text,
                    "source": list(tip.source),
                }
                for tip in self.advice
            ],
            "routine": self.routine,
            "changes": [_plain_change(each) for each in (*self.more_urgent, *self.less_urgent)],
            "asked": list(self.asked),
            "answers": answers.plain(self.facts),
        }


def _plain_fit(fit: Fit) -> dict[str, Any]:
    def points(each: Sequence[Point]) -> list[dict[str, Any]]:
        return [
            {"id": p.id, "text": p.text, "ratio": round(p.ratio, 3), "size": p.size, "source": list(p.source)}
            for p in each
        ]

    return {
        "id": fit.id,
        "name": fit.name,
        "clinical": fit.clinical,
        "probability": round(fit.probability, 4),
        "fit": fit.fit,
        "for": points(fit.speaks_for),
        "against": points(fit.against),
        "unknown": points(fit.unknown),
    }


def _plain_change(change: Change) -> dict[str, Any]:
    return {
        "question": change.question,
        "answer": change.answer,
        "urgency": change.urgency,
        "flag": change.flag,
        "text": f"{change.asked} {change.said}",
    }


def size(ratio: float) -> str:
    """A likelihood ratio in a word: how much it speaks for or against."""
    strength = max(ratio, 1 / ratio)
    for limit, word in ((5, "strong"), (2, "clear"), (1.2, "slight")):
        if strength >= limit:
            return word
    return "hardly any"


def fit_word(probability: float) -> str:
    """A probability in a word: ``well``, ``partly`` or ``little``."""
    return "well" if probability >= 0.5 else "partly" if probability >= 0.15 else "little"


def sure_word(causes: Sequence[Ranked]) -> str:
    """How sure the ranking is: ``clear``, ``likely``, ``between`` (two in front) or ``open``."""
    if not causes:
        return "open"
    first = causes[0].probability
    second = causes[1].probability if len(causes) > 1 else 0.0
    if first >= 0.85:
        return "clear"
    if first >= 0.55:
        return "likely"
    return "between" if first + second >= 0.6 else "open"


def assess(library: Library, facts: Facts, asked: Sequence[str] = ()) -> Assessment:
    """The assessment for these facts. ``asked`` is only passed on."""
    kept = answers.counting(library, facts)
    up = flags.raised(library, kept)
    urgency = flags.level(library, kept, up)
    ranked = ranking(library).rank(kept, SHOWN)
    named = [each for n, each in enumerate(ranked[:SHOWN]) if n < 3 or each.probability >= LIKELY]
    more, less = changes(library, kept, urgency, up)
    return Assessment(
        urgency=urgency,
        flags=up,
        causes=tuple(_fit(each) for each in named),
        sure=sure_word(ranked),
        advice=advice(library, kept, urgency, ranked),
        routine=_routine(library, urgency, up, ranked),
        more_urgent=more,
        less_urgent=less,
        facts=kept,
        asked=tuple(asked),
    )


def _fit(each: Ranked) -> Fit:
    speaks_for = tuple(_point(r.evidence, r.ratio, r.evidence.text) for r in each.reasons if r.ratio > 1)
    against = tuple(
        _point(r.evidence, r.ratio, r.evidence.text if r.evidence.present < 1 else _missing(r.evidence))
        for r in each.reasons
        if r.ratio < 1
    )
    unknown = tuple(_point(evidence, 1.0, evidence.text) for evidence in each.unknown)
    cause = each.cause
    return Fit(
        cause.id,
        cause.name,
        cause.clinical,
        each.probability,
        fit_word(each.probability),
        each.base,
        speaks_for,
        against,
        unknown,
    )


def _missing(evidence: Evidence) -> str:
    return evidence.otherwise or f"not found: {evidence.text}"


def _point(evidence: Evidence, ratio: float, text: str) -> Point:
    return Point(evidence.id, text, ratio, size(ratio), evidence.source, evidence.note)


def in_front(ranked: Sequence[Ranked]) -> list[str]:
    """Ids of the causes that shape the advice."""
    return [each.cause.id for n, each in enumerate(ranked) if n == 0 or each.probability >= IN_FRONT]


def advice(library: Library, facts: Facts, urgency: str, ranked: Sequence[Ranked]) -> tuple[Tip, ...]:
    """The tips for these facts, the most important and the most special first."""
    front = in_front(ranked)
    activity = facts.get("activity")
    found: list[tuple[int, int, int, int, Tip]] = []
    for number, tip in enumerate(library.tips.values()):
        if tip.urgencies and urgency not in tip.urgencies:
            continue
        if tip.causes and not set(tip.causes) & set(front):
            continue
        if tip.activities and activity not in tip.activities:
            continue
        if tip.condition is not None and tip.condition.test(facts) is not True:
            continue
        if not (tip.causes or tip.condition or tip.urgencies):
            continue
        special = (tip.condition is not None) + bool(tip.causes) + bool(tip.activities)
        found.append((tip.priority, KINDS.index(tip.kind), -special, number, tip))
    found.sort(key=lambda each: each[:4])
    return tuple(tip for *_, tip in found[:TIPS])


def _routine(library: Library, urgency: str, up: Sequence[Raised], ranked: Sequence[Ranked]) -> str | None:
    if not ranked or any("loading" in each.stops for each in up):
        return None
    if urgency in EXERCISE_LEVELS:
        routine = ranked[0].cause.routine
        return routine if routine in library.routines else None
    if urgency == "soon" and ranked[0].cause.routine:
        return GENTLE_ROUTINE if GENTLE_ROUTINE in library.routines else None
    return None


# --- what would change the urgency: single answers, tried out ---------------------------


def _single_answers(
    question: Question, facts: Facts, options: frozenset[str]
) -> Iterator[tuple[str, Answer]]:
    """Answers other than the one held; of a choices question only ``options``, those a flag reads."""
    held = facts.get(question.id)
    if question.kind == "yes-no":
        yield from ((word, value) for word, value in (("yes", True), ("no", False)) if value is not held)
    elif question.kind == "choice":
        yield from ((option.id, option.id) for option in question.options if option.id != held)
    elif question.kind == "choices":
        yes = held.yes if isinstance(held, Choices) else frozenset()
        no = held.no if isinstance(held, Choices) else frozenset()
        for option in question.options:
            if option.id in yes:
                yield f"not {option.id}", Choices(yes - {option.id}, no | {option.id})
            elif option.id in options:
                yield option.id, Choices(yes | {option.id}, no - {option.id})


def _change(flag: str, question: Question, name: str, urgency: str) -> Change:
    if question.kind in ("choice", "choices"):
        option = question.option(name.removeprefix("not "))
        said = f"no longer: {option.text}" if name.startswith("not ") else option.text
    else:
        said = name
    return Change(question.id, name, question.text, said, urgency, flag)


def changes(
    library: Library, facts: Facts, urgency: str, up: Sequence[Raised]
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Single answers that would make it more urgent, and those that would make it less urgent.

    Found by trying, one at a time, every answer to the questions that could alone decide a flag.
    """
    now = URGENCIES.index(urgency)
    raising: dict[tuple[str, str], Change] = {}
    for flag, questions in _could_rise(library, facts, now):
        for question, name, tried in _tries(library, flag, facts, questions):
            found = flags.look(flag, tried)
            if found and URGENCIES.index(found.urgency) < now:
                held = raising.get((question.id, name))
                if held is None or URGENCIES.index(found.urgency) < URGENCIES.index(held.urgency):
                    raising[question.id, name] = _change(flag.id, question, name, found.urgency)
    lowering: dict[tuple[str, str], Change] = {}
    deciding = [library.flags[each.id] for each in up if each.urgency == urgency]
    for question, name, tried in _tries(library, deciding[0], facts, facts) if deciding else ():
        if all(question.id in _reads(library)[flag.id] for flag in deciding):
            after = flags.urgency(library, tried)
            if URGENCIES.index(after) > now:
                lowering[question.id, name] = _change(deciding[0].id, question, name, after)
    more = sorted(raising.values(), key=lambda change: URGENCIES.index(change.urgency))
    less = sorted(lowering.values(), key=lambda change: -URGENCIES.index(change.urgency))
    return tuple(more), tuple(less)


def _could_rise(library: Library, facts: Facts, now: int) -> Iterator[tuple[Flag, frozenset[str]]]:
    """The flags that a single answer could bring above the level of now, with the questions to try."""
    found: dict[str, frozenset[str]] = {}
    for level in levels(library):
        if URGENCIES.index(level.urgency) < now:
            found[level.name] = found.get(level.name, frozenset()) | level.deciding(facts)
    for name, questions in found.items():
        if questions:
            yield library.flags[name], questions


def _read(flag: Flag) -> dict[str, frozenset[str]]:
    """The questions a flag reads, and of each the options that it names."""
    found: dict[str, frozenset[str]] = {}
    for condition in (flag.condition, *(each.condition for each in flag.raises)):
        for leaf in leaves(condition):
            named = leaf.options if isinstance(leaf, Has | Only | Is) else frozenset()
            for question in leaf.questions():
                found[question] = found.get(question, frozenset()) | named
    return found


@once
def _reads(library: Library) -> dict[str, dict[str, frozenset[str]]]:
    """By flag, what it reads."""
    return {flag.id: _read(flag) for flag in library.flags.values()}


def _tries(
    library: Library, flag: Flag, facts: Facts, among: Container[str]
) -> Iterator[tuple[Question, str, dict[str, Answer]]]:
    for name, options in _reads(library)[flag.id].items():
        if name not in among:
            continue
        question = library.questions[name]
        if question.when is not None and question.when.test(facts) is False:
            continue
        for said, value in _single_answers(question, facts, options):
            yield question, said, {**facts, name: value}
