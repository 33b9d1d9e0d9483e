"""How soon somebody should look at the knee, and the flags that say so."""

from __future__ import annotations

from typing import Annotated

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Condition
from kneetui.content.model.notation import Drawn, Key, Text

URGENCIES = ("emergency", "urgent", "soon", "self-care", "normal")
"""Urgency ids, most urgent first; the order is the scale."""


def more_urgent(one: str, other: str) -> str:
    """The more urgent of two urgency ids."""
    return min(one, other, key=URGENCIES.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """How one urgency level is told to a person.

    While little is known, the level counts from the chance ``rule_out`` on that more answers would raise one of
    its flags (0: never); ``not_ruled_out`` and ``if_unknown`` then come before what the flag says. A result holds for
    ``lasts_days``, and is checked again after ``recheck_days``.
    """

    id: str
    name: Text
    symbol: Drawn
    who: Text
    within: Text
    do: Text
    source: tuple[str, ...]
    note: Text = ""
    rule_out: float = 0.0
    not_ruled_out: Text = ""
    if_unknown: Text = ""
    lasts_days: int = 28
    recheck_days: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Raise:
    """A further condition under which a flag calls for more, and speaks of ``cause`` besides its own.

    Somebody looks within ``within_days`` (0: as the level says).
    """

    urgency: str
    condition: Condition
    because: Text
    do: Text
    cause: tuple[str, ...] = ()
    within_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A rule that sets a minimum urgency which nothing can lower.

    ``cause`` are the causes that it speaks of: while it is up, they are named among the first. ``go_if`` is the
    sign to go at once for, as a sentence to the person; ``go_if_for`` says whom it is shown to first. At its own level
    somebody looks within ``within_days`` (0: as the level says).
    """

    id: str
    urgency: str
    condition: Condition
    because: Text
    do: Text
    raises: Annotated[tuple[Raise, ...], Key("raise")]
    stops: tuple[str, ...]
    source: tuple[str, ...]
    note: Text
    pack: str
    cause: tuple[str, ...] = ()
    go_if: Text = ""
    go_if_for: Condition | None = None
    within_days: int = 0
