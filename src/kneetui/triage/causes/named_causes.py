"""Which causes an assessment names, and in which order: by how well they fit, but never against its flags.

Ranking stays what it is; only the order of what is shown changes. A cause that a raised flag speaks of is
among the first three, and a cause stands first only with something that speaks for it and while its own
condition for that holds (``first-when``). Where no cause stands out, that of an emergency leads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kneetui.content.conditions import Facts
from kneetui.content.model import URGENCIES, Library
from kneetui.triage.causes.ranking import Ranked
from kneetui.triage.flags import PRESSING, Raised, as_saved

FIRST = 3
"""So many causes are what people look at."""

WORTH_NAMING = 0.03
"""From this probability on, a cause with a finding for it goes before those with none, which are named for being common."""


STANDS_OUT = 0.3
"""A first cause below this probability gives way to the one that an emergency is about (no case has it otherwise)."""


def spoken_of(library: Library, up: Sequence[Raised]) -> dict[str, Raised]:
    """By cause, the most urgent raised flag that speaks of it; the most urgent first, of one level in the content's order.

    By when somebody should look says nothing of which cause it is, so the order of the deadlines does not count.
    """
    flags: dict[str, Raised] = {}
    places = {name: place for place, name in enumerate(library.flags)}
    for raised in sorted(up, key=lambda own: (URGENCIES.index(own.urgency), places[own.id])):
        for cause in raised.cause:
            flags.setdefault(cause, raised)
    return flags


def to_rule_out(library: Library, up: Sequence[Raised]) -> tuple[str, ...]:
    """The causes that have to be ruled out first, however unlikely they are: those that pressing flags speak of.

    The most urgent first; a ``look-alike`` is what such a flag may turn out to be instead.
    """
    pressing = spoken_of(library, [flag for flag in up if flag.urgency in PRESSING])
    return tuple(name for name in pressing if name in library.causes and not library.causes[name].look_alike)


def to_rule_out_then(
    library: Library, names: Sequence[str], urgency: str, answered: Facts
) -> tuple[str, ...]:
    """The causes that had to be ruled out first with a saved result: its flags, its level and its answers."""
    return to_rule_out(library, as_saved(library, names, urgency, answered))


def in_order(ranked: Sequence[Ranked], wanted: Mapping[str, Raised], facts: Facts) -> list[Ranked]:
    """The ranked causes, with a first one that the facts call for, and those that flags speak of among the first."""
    named = _wanted_among_first(ranked, list(wanted), facts)
    leading = next(
        (fit for fit in named[:FIRST] if _of_an_emergency(fit, wanted) and called_for(fit, facts)), None
    )
    if leading is None or named[0].probability >= STANDS_OUT or _of_an_emergency(named[0], wanted):
        return named
    return [leading, *(fit for fit in named if fit is not leading)]


def _of_an_emergency(fit: Ranked, wanted: Mapping[str, Raised]) -> bool:
    return fit.cause.id in wanted and wanted[fit.cause.id].urgency == URGENCIES[0]


def _wanted_among_first(ranked: Sequence[Ranked], wanted: Sequence[str], facts: Facts) -> list[Ranked]:
    ordered = _called_for_first(_pointed_at_first(ranked), facts)
    offered = {candidate.cause.id for candidate in ordered}
    missing = [name for name in wanted if name in offered]
    missing = missing[: FIRST - 1]
    front = ordered[:FIRST]
    for name in missing:
        if name not in [fit.cause.id for fit in front]:
            gives_way = next(
                number for number in range(len(front) - 1, -1, -1) if front[number].cause.id not in missing
            )
            del front[gives_way]
            front.append(next(candidate for candidate in ordered if candidate.cause.id == name))
    return [*front, *(candidate for candidate in ordered if candidate not in front)]


def _pointed_at_first(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Those that a finding points at first: while little is known, the rest are only what is common."""
    pointed_at = [fit for fit in ranked if fit.probability >= WORTH_NAMING and speaks_for(fit)]
    return [*pointed_at, *(fit for fit in ranked if fit not in pointed_at)]


def speaks_for(fit: Ranked) -> bool:
    """Whether some finding speaks for a cause."""
    return any(reason.ratio > 1 for reason in fit.reasons)


def _called_for_first(ranked: list[Ranked], facts: Facts) -> list[Ranked]:
    for number, fit in enumerate(ranked):
        if called_for(fit, facts):
            return [fit, *ranked[:number], *ranked[number + 1 :]]
    return ranked


def called_for(fit: Ranked, facts: Facts) -> bool:
    """Whether a cause may stand first: something speaks for it, and its ``first-when`` is known to hold."""
    first_when = fit.cause.first_when
    return speaks_for(fit) and (first_when is None or first_when.test(facts) is True)
