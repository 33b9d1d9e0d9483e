"""Pain that was noted in a session: which knee it was in, and what of it belongs to whose entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kneetui.config.about import KNEES, SIDES
from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import knee_words
from kneetui.diary.entries import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class NotedPain:
    """A pain (0-10, ``None`` for one without a number) in a ``knee``, and ``where`` in the session.

    An empty ``knee`` is that of the session, whichever that is.
    """

    knee: str
    pain: int | None
    where: str

    def words(self, knee: str) -> str:
        """As a session of ``knee`` says it: the knee is named where it is another one."""
        number = "Pain" if self.pain is None else f"Pain {self.pain}"
        about = "" if self.knee in ("", knee) else f" in {_the(self.knee)}"
        return f"{number}{about}{f' at {self.where}' if self.where else ''}"

    def of_session(self, knee: str) -> bool:
        """Whether it belongs to the entry of a session of ``knee``; that of one knee is not that of both."""
        return self.knee in ("", "both", knee)


def _the(knee: str) -> str:
    return knee_words(knee) if knee == "both" else f"the {knee_words(knee)}"


def worst(noted: Iterable[NotedPain]) -> int | None:
    """The highest number, ``None`` if there is none."""
    return max((one.pain for one in noted if one.pain is not None), default=None)


def elsewhere(noted: Sequence[NotedPain], knee: str) -> dict[str, list[NotedPain]]:
    """By knee (``left``, ``right``), the numbers in a knee that the session of ``knee`` has no entry for."""
    others = (
        (side, [one for one in noted if one.knee in (side, "both") and one.pain is not None])
        for side in SIDES
        if side != knee
    )
    return {
        side: of_it
        for side, of_it in others
        if (knee in SIDES and of_it) or any(one.knee == side for one in of_it)
    }


def entries(by_knee: Mapping[str, Sequence[NotedPain]], when: datetime) -> list[Entry]:
    """An entry for every knee: its worst pain, and where it was noted."""
    return [
        Entry(when, side, pain_during=worst(of_it), note="\n".join(one.words(side) for one in of_it))
        for side, of_it in by_knee.items()
    ]


def to_json(noted: Iterable[NotedPain]) -> list[dict[str, Any]]:
    """As JSON; :func:`from_json` reads it back."""
    return [{"knee": one.knee, "pain": one.pain, "where": one.where} for one in noted]


def from_json(saved: Iterable[Any]) -> list[NotedPain]:
    """What :func:`to_json` wrote. Raises ``ValueError``, ``KeyError`` or ``TypeError`` for anything else."""
    return [_read(one) for one in saved]


def _read(saved: Any) -> NotedPain:
    knee, pain = str(saved["knee"]), saved["pain"]
    if knee not in ("", *KNEES):
        raise ValueError("not a knee")
    return NotedPain(knee, None if pain is None else max(0, min(10, int(pain))), str(saved["where"]))
