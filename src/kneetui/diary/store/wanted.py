"""What entries have to have for somebody who looks for them, so that a store can pass over most of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from kneetui.config.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kneetui.diary.entries import Entry

Comparison = Literal[">=", "<=", "=", ">", "<"]


def small(text: str) -> str:
    """Text as it is compared, whatever its case.

    Two signs would become letters of ASCII, which a store that compares ASCII would miss.
    """
    return text.replace("\u0130", "ı").replace("\u212a", "ĸ").lower()


def _of_session(name: Literal["minutes", "distance_km", "effort", "load"]) -> Callable[[Entry], float | None]:
    def number(entry: Entry) -> float | None:
        session = entry.session
        if session is None:
            return None
        return {
            "minutes": session.minutes,
            "distance_km": session.distance_km,
            "effort": session.effort,
            "load": session.load,
        }[name]

    return number


NUMBERS: Final[Mapping[str, Callable[[Entry], float | None]]] = {
    "pain": lambda entry: entry.pain,
    "morning": lambda entry: entry.pain_morning,
    "during": lambda entry: entry.pain_during,
    "after": lambda entry: entry.pain_after,
    "minutes": _of_session("minutes"),
    "km": _of_session("distance_km"),
    "effort": _of_session("effort"),
    "load": _of_session("load"),
}
"""What a range can be of."""


@dataclass(frozen=True, slots=True)
class Range:
    """One of :data:`NUMBERS` on one side of a limit; an entry that does not know the number is in no range."""

    number: str
    comparison: Comparison
    limit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """An entry has at least one piece of each of the ``groups`` in its record, and is in all of the ``ranges``.

    Pieces are letters and digits, as :func:`small` makes them, or keys of the record such as ``"note":``.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    ranges: tuple[Range, ...] = ()


EVERY: Final = Sought()


def any_piece(group: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The condition of SQLite that one of the pieces is in a record, and its values.

    What SQLite compares by itself is ASCII; the rest goes through :func:`holds`.
    """
    conditions = ("record LIKE ?" if piece.isascii() else "holds(?, record)" for piece in group)
    values = (f"%{piece}%" if piece.isascii() else piece for piece in group)
    return f"({' OR '.join(conditions)})", tuple(values)


def holds(piece: str, record: object) -> bool:
    """Whether a piece that is not all of ASCII is in a record."""
    return isinstance(record, str) and not record.isascii() and piece in small(record)
