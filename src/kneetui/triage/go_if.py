"""When to go at once: the few signs that fit this person, in the content's own words."""

from __future__ import annotations

from collections.abc import Collection

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Facts
from kneetui.content.model import Flag, Library
from kneetui.triage.flags import raised

EMERGENCY = "emergency"

MOST = 3
"""So many signs a person keeps in mind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoIf:
    """A sign to go at once for; ``flag`` is the rule that makes an emergency of it."""

    flag: str
    text: str
    source: tuple[str, ...]


def go_if(library: Library, facts: Facts, causes: Collection[str]) -> tuple[GoIf, ...]:
    """At most :data:`MOST` signs; none while it is an emergency already.

    Those come first that the content names for such a person, before the signs that fit everybody, and among them
    those whose flag speaks of one of the ``causes`` that are named, or at least of a cause. A sign that cannot come true any more, such as
    one of an accident that did not happen, is left out.
    """
    flags = [flag for flag in library.flags.values() if flag.go_if]
    if any(up.urgency == EMERGENCY for up in raised(library, facts)):
        return ()
    ranked = [
        (not flag.go_if_for, not speaks_of & set(causes), not speaks_of, number, flag)
        for number, flag in enumerate(flags)
        if _fits(flag, facts) and _can_come(library, flag, facts)
        for speaks_of in [_speaks_of(flag)]
    ]
    ranked.sort(key=lambda place: place[:4])
    return tuple(GoIf(flag=flag.id, text=flag.go_if, source=flag.source) for *_, flag in ranked[:MOST])


def _speaks_of(flag: Flag) -> set[str]:
    """The causes of the emergency: those of the flag, and of its levels that are one."""
    of_levels = (higher.cause for higher in flag.raises if higher.urgency == EMERGENCY)
    return {*flag.cause, *(cause for causes in of_levels for cause in causes)}


def _fits(flag: Flag, facts: Facts) -> bool:
    return flag.go_if_for is None or flag.go_if_for.test(facts) is True


def _can_come(library: Library, flag: Flag, facts: Facts) -> bool:
    """Whether what stays as it is, such as age and how it began, leaves the emergency possible."""
    staying = {name: value for name, value in facts.items() if library.questions[name].lasting}
    if flag.condition.test(staying) is False:
        return False
    levels = [higher.condition.test(staying) for higher in flag.raises if higher.urgency == EMERGENCY]
    return flag.urgency == EMERGENCY or any(possible is not False for possible in levels)
