"""Which routines the list shows."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import minutes_words
from kneetui.content.model import ACTIVITY
from kneetui.routines import plan
from kneetui.ui.widgets.lines.menu import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kneetui.content.model import Library, Routine

MINUTES = (10, 15, 20, 30)
ANY = "any"
"""The choice that lifts a filter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Empty or ``None`` lets everything through."""

    sport: str = ""
    cause: str = ""
    equipment: frozenset[str] | None = None
    minutes: int | None = None

    def __bool__(self) -> bool:
        return self != Filter()

    def of(self, library: Library, routines: Iterable[Routine], phases: Mapping[str, int]) -> list[Routine]:
        """The routines that pass."""
        return plan.matching(
            library,
            routines,
            activity=self.sport,
            cause=self.cause,
            equipment=self.equipment,
            minutes=self.minutes,
            phases=phases,
        )

    def words(self, library: Library) -> str:
        """The filter as a list of words; empty without one."""
        parts = [sport_name(library, self.sport)] if self.sport else []
        if self.cause:
            parts.append(library.causes[self.cause].name if self.cause in library.causes else self.cause)
        if self.equipment is not None:
            parts.append("with what you have" if self.equipment else "without equipment")
        if self.minutes:
            parts.append(f"up to {minutes_words(self.minutes)}")
        return " · ".join(parts)


def plain(id: str) -> str:
    """An id as words."""
    return id.replace("-", " ")


def sport_name(library: Library, sport: str) -> str:
    """A sport in the words of the question that asks for it; else its id as words."""
    question = library.questions.get(ACTIVITY)
    options = question.options if question else ()
    return next((option.text for option in options if option.id == sport), plain(sport))


def sports(library: Library) -> list[Choice]:
    """The sports to choose from."""
    known = dict.fromkeys(sport for routine in library.routines.values() for sport in routine.activities)
    return [
        Choice(ANY, "Any sport"),
        *(Choice(sport, _capital(sport_name(library, sport))) for sport in known),
    ]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def causes(library: Library, routines: Iterable[Routine]) -> list[Choice]:
    """Causes to choose from: those that some of these routines are for, by name."""
    known = dict.fromkeys(
        cause for routine in routines for cause in routine.causes if cause in library.causes
    )
    named = sorted((library.causes[cause].name, cause) for cause in known)
    return [Choice(ANY, "Any cause"), *(Choice(cause, name) for name, cause in named)]


def minutes() -> list[Choice]:
    """The lengths to choose from."""
    return [Choice(ANY, "Any length"), *(Choice(str(most), f"Up to {most} minutes") for most in MINUTES)]


def things(library: Library, routines: Iterable[Routine]) -> Collection[str]:
    """All the equipment that routines ask for."""
    return dict.fromkeys(
        thing
        for routine in routines
        for phase in routine.phases
        for thing in plan.phase_equipment(library, phase)
    )
