"""Warning signs -> the minimum urgency, which nothing can lower.

The rules are content (``flags.toml``, evidence section C with its sources); this only applies them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Facts
from kneetui.content.model import URGENCIES, Flag, Library, more_urgent
from kneetui.triage.how_soon import within_days
from kneetui.triage.memo import differing, once

CORE = "core"
"""The pack whose flags nothing outweighs."""

PRESSING = ("emergency", "urgent")
"""The levels at which only the core says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A flag that is up: its level now, the reason and what to do.

    ``proven`` unless the answers only leave it too likely (:mod:`kneetui.triage.not_ruled_out`). ``cause`` are the
    causes that it speaks of at this level.
    """

    id: str
    urgency: str
    because: str
    do: str
    stops: tuple[str, ...]
    source: tuple[str, ...]
    note: str
    proven: bool = True
    cause: tuple[str, ...] = ()


def look(flag: Flag, facts: Facts) -> Raised | None:
    """The flag at its highest level that holds, or ``None`` while it is down or unknown."""
    if flag.condition.test(facts) is not True:
        return None
    urgency, because, do, cause = flag.urgency, flag.because, flag.do, flag.cause
    for higher in flag.raises:
        above = more_urgent(higher.urgency, urgency) != urgency
        if above and higher.condition.test(facts) is True:
            urgency, because, do = higher.urgency, higher.because, higher.do or flag.do
            cause = (*flag.cause, *higher.cause)
    return Raised(
        id=flag.id,
        urgency=urgency,
        because=because,
        do=do,
        stops=flag.stops,
        source=flag.source,
        note=flag.note,
        cause=cause,
    )


def because(library: Library, name: str, urgency: str, answered: Iterable[Facts]) -> str:
    """Why the flag ``name`` was up in a result of ``urgency``, in the words of the level that it had; empty if no pack has it.

    ``answered`` are the answers of that result, or of several. Where they do not raise it (so far it was only not
    ruled out, or its rule has changed since), the words are those of its own level that comes next to the result's.
    """
    flag = library.flags.get(name)
    return _as_it_was(flag, urgency, answered).because if flag else ""


def _as_it_was(flag: Flag, urgency: str, answered: Iterable[Facts]) -> Raised:
    """The highest level at which one of these answers raises it, or where none does, the one next to ``urgency``."""
    up = [own for facts in answered if (own := look(flag, facts))]
    return min(up, key=lambda own: URGENCIES.index(own.urgency)) if up else at_level(flag, urgency)


def as_saved(library: Library, names: Iterable[str], urgency: str, answered: Facts) -> tuple[Raised, ...]:
    """The flags of a saved result of ``urgency`` as its answers raise them.

    One that they do not raise (it was only not ruled out, or its rule has changed since) is what it is at that level.
    """
    known = [library.flags[name] for name in names if name in library.flags]
    return tuple(look(flag, answered) or at_level(flag, urgency) for flag in known)


def deciding(library: Library, names: Iterable[str], urgency: str, answered: Iterable[Facts]) -> list[str]:
    """Those of the flags of saved results that called for ``urgency``, with the answers of one of them.

    What one result raises lower counts so, though another result beside it does not raise it at all.
    """
    results = list(answered)
    listed = [library.flags[name] for name in dict.fromkeys(names) if name in library.flags]
    return [flag.id for flag in listed if _as_it_was(flag, urgency, results).urgency == urgency]


def at_level(flag: Flag, urgency: str) -> Raised:
    """A flag as it would be at a level, whatever the answers: of its own where it has no such level."""
    higher = next((rise for rise in flag.raises if rise.urgency == urgency), None)
    return Raised(
        id=flag.id,
        urgency=higher.urgency if higher else flag.urgency,
        because=higher.because if higher else flag.because,
        do=(higher.do if higher else "") or flag.do,
        stops=flag.stops,
        source=flag.source,
        note=flag.note,
        proven=False,
        cause=(*flag.cause, *(higher.cause if higher else ())),
    )


def raised(library: Library, facts: Facts) -> tuple[Raised, ...]:
    """Every flag that is up: most urgent first, of one level the soonest first, else in the order of the content."""
    return _looks(library).at(facts).up


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What some facts came to: each flag of the library, and those that are up in their order."""

    facts: Facts
    flags: Sequence[Raised | None]
    up: tuple[Raised, ...]


class _Looks:
    """The flags of a library, of which only those are looked at again that read an answer which differs from the last ones.

    An interview asks for them several times with the same facts, and then with one answer more.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._flags = tuple(library.flags.values())
        self._reading: dict[str, set[int]] = {}
        for number, flag in enumerate(self._flags):
            for condition in (flag.condition, *(higher.condition for higher in flag.raises)):
                for question in condition.questions():
                    self._reading.setdefault(question, set()).add(number)
        flags = [self._one(flag, {}) for flag in self._flags]
        self._last = _Look(facts={}, flags=flags, up=self._sorted(flags))

    def at(self, facts: Facts) -> _Look:
        """What these facts come to."""
        last = self._last
        changed = differing(last.facts, facts)
        if not changed:
            return last
        flags, up = list(last.flags), last.up
        for number in {number for name in changed for number in self._reading.get(name, ())}:
            flags[number] = self._one(self._flags[number], facts)
        if flags != last.flags:
            up = self._sorted(flags)
        self._last = look = _Look(facts=dict(facts), flags=flags, up=up)
        return look

    def _one(self, flag: Flag, facts: Facts) -> Raised | None:
        own = look(flag, facts)
        return _of_a_pack(self._library, flag, own) if own and not _is_core(self._library, flag) else own

    def _sorted(self, flags: Iterable[Raised | None]) -> tuple[Raised, ...]:
        up = [own for own in flags if own]
        return tuple(sorted(up, key=lambda own: (URGENCIES.index(own.urgency), _days(self._library, own))))


_looks = once(_Looks)


def of_core(library: Library, up: Iterable[Raised]) -> tuple[Raised, ...]:
    """Those of the flags that are up which no pack brought: what is not ruled out is measured against them alone."""
    return tuple(own for own in up if _is_core(library, library.flags[own.id]))


def _is_core(library: Library, flag: Flag) -> bool:
    """Whether a flag is the core's own; where there is no core, each is."""
    return CORE not in library.packs or flag.pack == CORE


def with_possible(up: Iterable[Raised], possible: Raised) -> tuple[Raised, ...]:
    """The flags that are up with the one that is not ruled out, which takes the place of its own lower level.

    Of one level those that are proven come first.
    """
    return tuple(
        sorted(
            (*(flag for flag in up if flag.id != possible.id), possible),
            key=lambda flag: URGENCIES.index(flag.urgency),
        )
    )


def _days(library: Library, up: Raised) -> float:
    return within_days(library, up.urgency, [up.id]) or math.inf


def _of_a_pack(library: Library, flag: Flag, own: Raised) -> Raised:
    """A pack's flag in words: the core's instruction stands first, and what the pack adds names the pack.

    At emergency and urgent only the core advises.
    """
    info, urgency = library.packs.get(flag.pack), library.urgencies.get(own.urgency)
    name = info.name if info else flag.pack
    do = urgency.do if urgency else ""
    if own.urgency not in PRESSING:
        do = f"{do} {name}: {own.do}".strip()
    return replace(own, because=f"{name}: {own.because}", do=do)


def level(library: Library, facts: Facts, up: Iterable[Raised]) -> str:
    """The urgency of an assessment.

    The most urgent raised flag decides; none is below ``self-care``. Without one it is ``self-care``, or
    ``normal`` when the content's own condition for normal soreness is known to hold (evidence section C, U5).
    """
    without = "normal" if library.normal and library.normal.test(facts) is True else "self-care"
    return min((without, *(flag.urgency for flag in up)), key=URGENCIES.index)


def urgency(library: Library, facts: Facts) -> str:
    """The urgency for these facts."""
    return level(library, facts, raised(library, facts))
