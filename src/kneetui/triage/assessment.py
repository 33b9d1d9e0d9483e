"""Facts -> :class:`Assessment`: urgency with its flags, causes with reasons, advice, routine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from functools import partial
from typing import Any

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Answer, Facts
from kneetui.content.model import ACTIVITY, URGENCIES, Evidence, Library, Tip, more_urgent
from kneetui.triage import answers, flags
from kneetui.triage.causes.calibration import calibrated
from kneetui.triage.causes.named_causes import FIRST, in_order, spoken_of, to_rule_out
from kneetui.triage.causes.ranking import Ranked, ranking
from kneetui.triage.fitting_routine import routine_for
from kneetui.triage.flags import CORE, Raised
from kneetui.triage.go_if import GoIf, go_if
from kneetui.triage.interview.open_findings import left_to_say, still_open
from kneetui.triage.not_ruled_out import not_ruled_out
from kneetui.triage.what_would_change import (
    AnswerChange,
    ChangesWhenRead,
    MoreAndLess,
    asked_about,
    changes,
)

FORMAT = 1
"""Version of the JSON form."""

SHOWN = 10
"""At most this many causes are named."""

LIKELY = 0.01
"""Causes below this probability are not named (the first three always are)."""

IN_FRONT = 0.2
"""A cause from this probability on shapes the advice, besides the first one."""

WARNING_SIGN = "warning sign"
"""The size of a reason that is a raised flag: it does not count in the probability."""

TIPS = 18
FOR_YOU = "for-you"
"""The kind of tips for people whom the general advice was not made for; they come first."""

KINDS = (
    FOR_YOU,
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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A cause as the assessment names it.

    ``base`` times all ratios, normalised, to the power of the assessment and normalised again, is ``probability``.
    ``rule_out``: a pressing flag is about it, so it has to be ruled out first, likely or not.
    """

    id: str
    name: str
    clinical: str
    probability: float
    fit: str
    base: float
    speaks_for: tuple[Point, ...]
    against: tuple[Point, ...]
    unknown: tuple[Point, ...]
    rule_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What the answers come to. Frozen; the same answers always give the same assessment.

    ``who`` is whom the questions were asked about, as they speak of them; empty for oneself.
    """

    urgency: str
    flags: tuple[Raised, ...]
    causes: tuple[Fit, ...]
    sure: str
    advice: tuple[Tip, ...]
    routine: str | None
    changes: ChangesWhenRead = field(repr=False)
    facts: dict[str, Answer]
    asked: tuple[str, ...] = ()
    go_if: tuple[GoIf, ...] = ()
    who: str = ""

    @property
    def shown(self) -> tuple[Fit, ...]:
        """The causes as people read them: what has to be ruled out first, then the others by how well they fit."""
        return (*self.to_rule_out, *(fit for fit in self.causes if not fit.rule_out))

    @property
    def to_rule_out(self) -> tuple[Fit, ...]:
        """The causes that have to be ruled out first."""
        return tuple(fit for fit in self.causes if fit.rule_out)

    @property
    def more_urgent(self) -> tuple[AnswerChange, ...]:
        """The single answers that would make it more urgent."""
        return self.changes()[0]

    @property
    def less_urgent(self) -> tuple[AnswerChange, ...]:
        """The single answers that would make it less urgent."""
        return self.changes()[1]

    def plain(self) -> dict[str, Any]:
        """The JSON object of ``kneetui triage --json``."""
        return {
            "format": FORMAT,
            "urgency": self.urgency,
            "flags": [
                {
                    "id": flag.id,
                    "urgency": flag.urgency,
                    "because": flag.because,
                    "do": flag.do,
                    "proven": flag.proven,
                    "source": list(flag.source),
                }
                for flag in self.flags
            ],
            "causes": [_plain_fit(cause) for cause in self.causes],
            "rule-out-first": [cause.id for cause in self.to_rule_out],
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
            "changes": [_plain_change(change) for change in (*self.more_urgent, *self.less_urgent)],
            "go-if": [
                {"flag": sign.flag, "text": sign.text, "source": list(sign.source)} for sign in self.go_if
            ],
            "asked": list(self.asked),
            "answers": answers.plain(self.facts),
        }


def _plain_fit(fit: Fit) -> dict[str, Any]:
    def points(listed: Sequence[Point]) -> list[dict[str, Any]]:
        return [
            {"id": p.id, "text": p.text, "ratio": round(p.ratio, 3), "size": p.size, "source": list(p.source)}
            for p in listed
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


def _plain_change(change: AnswerChange) -> dict[str, Any]:
    return {
        "question": change.question,
        "answer": change.answer,
        "urgency": change.urgency,
        "flag": change.flag,
        "text": f"{change.asked} {change.answer_text}",
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


def sure_word(probabilities: Sequence[float]) -> str:
    """How sure a ranking is, the first cause first: ``clear``, ``likely``, ``between`` (two in front) or ``open``."""
    if not probabilities:
        return "open"
    first = probabilities[0]
    second = probabilities[1] if len(probabilities) > 1 else 0.0
    if first >= 0.85:
        return "clear"
    if first >= 0.55:
        return "likely"
    return "between" if first + second >= 0.6 else "open"


def assess(library: Library, facts: Facts, asked: Sequence[str] = (), who: str = "") -> Assessment:
    """The assessment for these facts. ``asked`` are the questions of an interview, if there was one, ``who`` whom it is about."""
    counted = answers.counting(library, facts)
    up = flags.raised(library, counted)
    urgency = flags.level(library, counted, up)
    find_changes = partial(changes, library, counted, urgency, up)
    reasons = spoken_of(library, up)
    possible = not_ruled_out(
        library, counted, asked, flags.level(library, counted, flags.of_core(library, up))
    )
    if possible:
        up = flags.with_possible(up, possible)
        urgency = more_urgent(urgency, possible.urgency)
        find_changes = partial(_above, urgency, find_changes)
    by_fit = ranking(library).rank(counted)
    shown = calibrated(by_fit)
    ranked = in_order(by_fit, reasons, counted)
    rule_out = to_rule_out(library, up)
    left = left_to_say(library, counted)
    named = [
        fit
        for n, fit in enumerate(ranked)
        if n < FIRST or (n < SHOWN and fit.probability >= LIKELY) or fit.cause.id in rule_out
    ]
    return Assessment(
        urgency=urgency,
        flags=up,
        causes=tuple(
            _fit(
                fit,
                shown[fit.cause.id],
                reasons.get(fit.cause.id),
                unknown=still_open(fit.unknown, counted, left),
                rule_out=fit.cause.id in rule_out,
            )
            for fit in named
        ),
        sure=sure_word([shown[fit.cause.id] for fit in ranked]),
        advice=advice(library, counted, urgency, ranked),
        routine=_routine(library, counted, urgency, up, ranked),
        changes=ChangesWhenRead(partial(_asked_about, library, who, find_changes)),
        facts=counted,
        asked=tuple(asked),
        go_if=go_if(library, counted, [fit.cause.id for fit in named[:FIRST]]),
        who=who,
    )


def _above(urgency: str, find: Callable[[], MoreAndLess]) -> MoreAndLess:
    """Of the changes those beyond a level that is not ruled out: nothing that was proven holds it up."""
    more, _ = find()
    above = URGENCIES.index(urgency)
    return tuple(change for change in more if URGENCIES.index(change.urgency) < above), ()


def _asked_about(library: Library, who: str, find: Callable[[], MoreAndLess]) -> MoreAndLess:
    more, less = find()
    return asked_about(library, more, who), asked_about(library, less, who)


def _fit(
    ranked: Ranked,
    probability: float,
    flag: Raised | None,
    *,
    unknown: Sequence[Evidence],
    rule_out: bool,
) -> Fit:
    speaks_for = tuple(_point(r.evidence, r.ratio, r.evidence.text) for r in ranked.reasons if r.ratio > 1)
    if flag:
        sign = Point(
            id=flag.id, text=flag.because, ratio=1.0, size=WARNING_SIGN, source=flag.source, note=flag.note
        )
        speaks_for = (sign, *speaks_for)
    against = tuple(
        _point(r.evidence, r.ratio, r.evidence.text if r.evidence.present < 1 else _missing(r.evidence))
        for r in ranked.reasons
        if r.ratio < 1
    )
    cause = ranked.cause
    return Fit(
        id=cause.id,
        name=cause.name,
        clinical=cause.clinical,
        probability=probability,
        fit=fit_word(probability),
        base=ranked.base,
        speaks_for=speaks_for,
        against=against,
        unknown=tuple(_point(evidence, 1.0, evidence.text) for evidence in unknown),
        rule_out=rule_out,
    )


def _missing(evidence: Evidence) -> str:
    return evidence.otherwise or f"not found: {evidence.text}"


def _point(evidence: Evidence, ratio: float, text: str) -> Point:
    return Point(
        id=evidence.id, text=text, ratio=ratio, size=size(ratio), source=evidence.source, note=evidence.note
    )


def in_front(ranked: Sequence[Ranked]) -> list[str]:
    """Ids of the causes that shape the advice."""
    return [fit.cause.id for n, fit in enumerate(ranked) if n == 0 or fit.probability >= IN_FRONT]


def advice(library: Library, facts: Facts, urgency: str, ranked: Sequence[Ranked]) -> tuple[Tip, ...]:
    """The tips for these facts, the most important and the most special first."""
    front = in_front(ranked)
    activity = facts.get(ACTIVITY)
    ordered: list[tuple[int, int, int, int, Tip]] = []
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
        ordered.append((tip.priority, KINDS.index(tip.kind), -special, number, tip))
    ordered.sort(key=lambda place: place[:4])
    return _most_important([tip for *_, tip in ordered])


def _most_important(tips: Sequence[Tip]) -> tuple[Tip, ...]:
    """The first tips; where some have to go, those of packs go first, down to half of the places."""
    if len(tips) > TIPS:
        of_packs = [tip for tip in tips if tip.pack != CORE][: TIPS // 2]
        tips = [tip for tip in tips if tip.pack == CORE or tip in of_packs]
    return tuple(tips[:TIPS])


def _routine(
    library: Library, facts: Facts, urgency: str, up: Sequence[Raised], ranked: Sequence[Ranked]
) -> str | None:
    """The routine for the first cause, unless a flag stops every exercise."""
    if not ranked or any("loading" in flag.stops for flag in up):
        return None
    return routine_for(library, ranked[0].cause, facts, urgency)
