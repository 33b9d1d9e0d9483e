"""Reads GPX tracks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kneetui.plugins.hooks import ImportedSession, ImportFailed, ReadResult
from kneetui_activities.files import clean, read_text
from kneetui_activities.sports import OTHER, source_id, sport_of
from kneetui_activities.values import FARTHEST, LONGEST, UnclearError, local, offset

if TYPE_CHECKING:
    from pathlib import Path

    from gpxpy.gpx import GPX, GPXTrack

REMEDY = "Export the activity again as a GPX track."

_ENTITY = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_LOOSE_NAMESPACE = re.compile(r"\sxmlns[^=]{100}")
"""gpxpy looks for namespaces with a pattern that takes very long on these."""


def read(path: Path) -> ReadResult:
    """The sessions of a GPX file, one a track. Raises :class:`ImportFailed`."""
    gpx = _parse(path, read_text(path))
    if not gpx.tracks:
        raise ImportFailed(
            f"{path.name} has no recorded track", "Export the activity, not a route or a place."
        )
    sessions: list[ImportedSession] = []
    warnings: list[str] = []
    for number, track in enumerate(gpx.tracks, 1):
        try:
            sessions.append(_session(track))
        except (UnclearError, ValueError, TypeError, ArithmeticError, OSError) as error:
            reason = str(error) if isinstance(error, UnclearError) else "it cannot be read"
            warnings.append(f"Track {number}: {reason}.")
    if not sessions:
        raise ImportFailed(f"{path.name} has no session that can be read. {warnings[0]}", REMEDY)
    return ReadResult(sessions, warnings)


def _parse(path: Path, text: str) -> GPX:
    if _ENTITY.search(text) or _LOOSE_NAMESPACE.search(text):
        raise ImportFailed(f"{path.name} has parts that no GPX track needs", REMEDY)
    import gpxpy

    try:
        return gpxpy.parse(_DECLARATION.sub("", text))
    except Exception as error:
        raise ImportFailed(f"{path.name} is not a GPX file: {clean(str(error))}", REMEDY) from error


def _session(track: GPXTrack) -> ImportedSession:
    bounds = track.get_time_bounds()
    if bounds.start_time is None or bounds.end_time is None:
        raise UnclearError("it has no time stamps, so it cannot be told when and how long it was")
    when = local(bounds.start_time)
    elapsed = (bounds.end_time - bounds.start_time).total_seconds() / 60
    moving = track.get_moving_data().moving_time / 60
    minutes = round(moving if moving >= 1 else elapsed, 1)
    if not 0 < minutes <= LONGEST:
        raise UnclearError("it is shorter than a few seconds or longer than two days")
    name, kind = clean(track.name or ""), clean(track.type or "")
    sport = sport_of(kind)
    if sport == OTHER:
        sport = sport_of(name)
    distance = track.length_2d() / 1000
    return ImportedSession(
        when=when,
        sport=sport,
        minutes=minutes,
        distance_km=round(distance, 3) if 0 < distance <= FARTHEST else None,
        source_id=source_id(when, sport),
        zone=offset(bounds.start_time),
        note=name or (kind if sport == OTHER else ""),
    )
