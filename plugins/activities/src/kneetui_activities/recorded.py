"""What a file says of one session, made into a session of the diary, with what cannot be believed left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kneetui.plugins.hooks import ImportedSession, ImportFailed, ReadResult
from kneetui_activities.files import clean
from kneetui_activities.sports import OTHER, source_id, sport_of
from kneetui_activities.track import FASTEST, SLOWEST
from kneetui_activities.values import FARTHEST, LONGEST, UnclearError, local, offset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from kneetui_activities.track import Track

HIGHEST_CLIMB = 30_000
"""Metres up in one session that are believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What a file says. Times in seconds, distance in kilometres, heights in metres; ``None`` is not known.

    ``kinds`` are the names of the sport, the most exact one first.
    """

    start: datetime
    elapsed: float | None = None
    moving: float | None = None
    distance: float | None = None
    ascent: float | None = None
    descent: float | None = None
    heart_rate: float | None = None
    kinds: Sequence[str] = ()
    name: str = ""


def recorded_of(track: Track, *, kinds: Sequence[str], name: str = "") -> Recorded:
    """What the points of a track come to. Raises :class:`UnclearError` if none has a time."""
    summary = track.summary()
    if summary is None:
        raise UnclearError("it has no time stamps, so it cannot be told when and how long it was")
    return Recorded(
        start=summary.start,
        elapsed=summary.elapsed,
        moving=summary.moving,
        distance=summary.distance,
        ascent=summary.ascent,
        descent=summary.descent,
        heart_rate=summary.heart_rate,
        kinds=kinds,
        name=name,
    )


def result_of(
    path: Path, part: str, parts: Iterable[Callable[[], Recorded]], *, damage: str, remedy: str
) -> ReadResult:
    """The sessions of the parts of a file, such as its tracks; one that cannot be read is named and left out.

    ``damage`` is why the file could not be read to its end, empty if it could. Raises :class:`ImportFailed` without a
    session.
    """
    warnings = [damaged(damage)] if damage else []
    sessions: list[ImportedSession] = []
    for number, recorded in enumerate(parts, 1):
        try:
            sessions.append(session_of(recorded()))
        except UnclearError as error:
            warnings.append(f"{part} {number}: {error}.")
    if not sessions:
        reason = warnings[0].rstrip(".") if warnings else "Nothing in it has a time"
        raise ImportFailed(f"{path.name} has no session that can be read. {reason}", remedy)
    return ReadResult(sessions, warnings)


def damaged(reason: str) -> str:
    """The warning for a file that ends before its end."""
    return f"The file is damaged ({clean(reason)}); what stands before that is read."


def session_of(recorded: Recorded) -> ImportedSession:
    """The session. Raises :class:`UnclearError` without a length or a year that can be."""
    when = local(recorded.start)
    elapsed = _minutes(recorded.elapsed)
    moving = _minutes(recorded.moving)
    # Nobody moves longer than a session lasts: then the file counts wrong, and the whole time is the surer figure.
    moved = moving is not None and moving >= 1 and (elapsed is None or moving <= elapsed + 0.1)
    minutes = moving if moved else elapsed or moving
    if minutes is None or not 0 < minutes <= LONGEST:
        raise UnclearError("it is shorter than a few seconds or longer than two days")
    kinds = [clean(kind) for kind in recorded.kinds if kind]
    name = clean(recorded.name)
    sport = next((sport for kind in (*kinds, name) if (sport := sport_of(kind)) != OTHER), OTHER)
    distance = recorded.distance
    return ImportedSession(
        when=when,
        sport=sport,
        minutes=minutes,
        elapsed_minutes=elapsed if elapsed and minutes < elapsed <= LONGEST else None,
        distance_km=round(distance, 3) if distance and 0 < distance <= FARTHEST else None,
        ascent_m=_climb(recorded.ascent),
        descent_m=_climb(recorded.descent),
        heart_rate=round(recorded.heart_rate)
        if recorded.heart_rate and SLOWEST <= recorded.heart_rate <= FASTEST
        else None,
        source_id=source_id(when, sport),
        zone=offset(recorded.start),
        note=name or (kinds[0] if kinds and sport == OTHER else ""),
    )


def _minutes(seconds: float | None) -> float | None:
    return round(seconds / 60, 1) if seconds is not None and seconds == seconds else None


def _climb(metres: float | None) -> float | None:
    return round(metres) if metres is not None and 0 <= metres <= HIGHEST_CLIMB else None
