"""What is held back today, for which knee, why, and what ends it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.model import URGENCIES
from kneetui.routines import plan
from kneetui.routines.gate import CLOSED, OPEN, Gate, gate_for, narrowest

if TYPE_CHECKING:
    from kneetui.content.model import Library, Routine
    from kneetui.status.alerts.alerts import Alert
    from kneetui.status.response import Response
    from kneetui.status.results import InForce, KneeResult

RestrictionCause = Literal["urgency", "flag", "look", "diary", "rest"]

ALLOWED = {
    "all": OPEN,
    "no-impact": Gate(impact=False),
    "gentle": Gate(gentle=True, impact=False),
    "nothing": CLOSED,
}
"""What somebody who looked at the knee allowed -> what is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """One reason that holds something back: its ``cause``, what it leaves open, since when and until when.

    ``id`` is that of the urgency, flag, watch rule or pain rule behind it. ``until`` is the first free day;
    ``None`` if no date ends it. ``because`` are the words of a flag with the answers of the result.
    """

    cause: RestrictionCause
    id: str
    knee: str
    gate: Gate
    since: date
    until: date | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restrictions:
    """Everything that holds something back today, and the one gate that follows.

    ``urgency`` is the most urgent level in force of the two knees, empty if none holds; ``since`` the day it
    began; ``check_again`` if its time has passed without another look.
    """

    gate: Gate = OPEN
    reasons: tuple[Restriction, ...] = ()
    urgency: str = ""
    since: date | None = None
    check_again: bool = False

    def routines(self, library: Library) -> list[Routine]:
        """The routines that are open, each with only the exercises that are."""
        return [
            plan.reduced(library, routine, self.gate)
            for routine in library.routines.values()
            if self.gate.admits(library, routine)
        ]

    def because(self, library: Library) -> list[str]:
        """The reasons in the words of the content, each once, those that hold back most first."""
        return list(dict.fromkeys(text for reason in self.reasons if (text := _words(library, reason))))

    @property
    def rest_until(self) -> date | None:
        """The first day after a rest that a session in the red asks for."""
        return max((reason.until for reason in self.reasons if reason.until), default=None)


def _words(library: Library, reason: Restriction) -> str:
    if reason.cause == "flag" and reason.id in library.flags:
        return reason.because or library.flags[reason.id].because
    if reason.cause == "diary" and reason.id in library.watch:
        return library.watch[reason.id].text
    if reason.cause == "rest" and reason.id in library.rules:
        return library.rules[reason.id].on_red
    return ""


def of_results(library: Library, held: InForce) -> list[Restriction]:
    """What the results in force, or who looked at the knee since, hold back."""
    reasons: list[Restriction] = []
    for result in held.results:
        day = result.when.date()
        alone = gate_for(library, result.urgency)
        reasons.append(Restriction(cause="urgency", id=result.urgency, knee=held.knee, gate=alone, since=day))
        for flag in result.flags:
            gate = gate_for(library, "normal", [flag])
            words = _words_of(library, flag, result)
            reasons.append(
                Restriction(cause="flag", id=flag, knee=held.knee, gate=gate, since=day, because=words)
            )
    if held.look is not None:
        gate = ALLOWED.get(held.look.allowed, CLOSED)
        day = held.look.when.date()
        reasons.append(Restriction(cause="look", id=held.look.by, knee=held.knee, gate=gate, since=day))
    return reasons


def _words_of(library: Library, flag: str, result: KneeResult) -> str:
    """Why a flag was up in a result."""
    from kneetui.triage.flags import because

    return because(library, flag, result.urgency, [result.facts])


def of_diary(library: Library, alerts: Iterable[Alert], knee: str) -> list[Restriction]:
    """What the watch rules that hold stop, as their tables say (``stops``)."""
    return [
        Restriction(
            cause="diary",
            id=alert.rule,
            knee=knee,
            gate=Gate(
                loading="loading" not in stops,
                gentle="strain" in stops,
                impact=not stops,
            ),
            since=alert.since,
        )
        for alert in alerts
        if alert.knee in (knee, "both") and (stops := library.watch[alert.rule].stops)
    ]


def of_responses(
    library: Library, responses: Iterable[Response], knee: str, today: date
) -> list[Restriction]:
    """Easy days after a session in the red: they belong to the knee, whatever it was that it did not like.

    How many, the pain rule says (Adams' soreness rules: stop, two days off, step back).
    """
    resting: list[Restriction] = []
    for response in responses:
        if response.light != "red":
            continue
        until = response.day + timedelta(days=library.rules[response.rule].easy_days + 1)
        if today < until:
            gate = Gate(gentle=True, impact=False)
            resting.append(
                Restriction(
                    cause="rest", id=response.rule, knee=knee, gate=gate, since=response.day, until=until
                )
            )
    return resting


def together(reasons: Iterable[Restriction], held: Iterable[InForce], facts: Gate) -> Restrictions:
    """Both knees in one: most exercises use both legs, so the more careful one decides.

    ``facts`` carries what is known of each knee.
    """
    holding = tuple(reason for reason in reasons if not reason.gate.full)
    ordered = tuple(sorted(holding, key=lambda reason: (reason.gate.loading, not reason.gate.gentle)))
    gate = narrowest([facts, *(reason.gate for reason in holding)])
    in_force = [result for result in held if result.urgency and result.since]
    if not in_force:
        return Restrictions(gate=gate, reasons=ordered)

    worst = min(in_force, key=lambda result: URGENCIES.index(result.urgency))
    same = [result for result in in_force if result.urgency == worst.urgency]
    return Restrictions(
        gate=gate,
        reasons=ordered,
        urgency=worst.urgency,
        since=max(result.since.date() for result in same if result.since),
        check_again=any(result.check_again for result in same),
    )
