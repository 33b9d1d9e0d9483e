"""Reads Training Center files (TCX): activities of laps, each with its own sums and points."""

from __future__ import annotations

import math
from datetime import datetime
from typing import TYPE_CHECKING

from kneetui.plugins.hooks import ReadResult
from kneetui_activities.recorded import Recorded
from kneetui_activities.track import Track
from kneetui_activities.values import UnclearError, decimal
from kneetui_activities.xml_stream import XmlFormat, read_sessions

if TYPE_CHECKING:
    from pathlib import Path

TCX = XmlFormat(name="TCX", part="activity", instead="a course or a workout")


def read(path: Path) -> ReadResult:
    """The sessions of a TCX file, one an activity; as :func:`~kneetui_activities.xml_stream.read_sessions`."""
    return read_sessions(path, _Activities(), TCX)


class _TcxActivity:
    """One activity: the sums of its laps, and its points."""

    def __init__(self, sport: str) -> None:
        self.sport = sport
        self.start: datetime | None = None
        self.notes = ""
        self.seconds = 0.0
        self.metres = 0.0
        self.farthest = 0.0
        self.beats = 0.0
        self.beaten = 0.0
        self.points = Track()

    @property
    def begun(self) -> bool:
        return bool(self.seconds) or len(self.points) > 0

    def end_lap(self, seconds: float, metres: float, beats: float) -> None:
        self.seconds += seconds if seconds > 0 else 0.0
        self.metres += metres if metres > 0 else 0.0
        if seconds > 0 and beats > 0:
            self.beats += beats * seconds
            self.beaten += seconds

    def recorded(self) -> Recorded:
        track = self.points.summary()
        start = self.start or (track.start if track else None)
        if start is None:
            raise UnclearError("it has no time stamps, so it cannot be told when it was")
        metres = self.metres or self.farthest
        return Recorded(
            start=start,
            # A lap counts the time that its watch ran: pauses of the watch are not in it.
            elapsed=max(self.seconds, track.elapsed if track else 0.0),
            moving=self.seconds or (track.moving if track else None),
            distance=metres / 1000 if metres > 0 else track.distance if track else None,
            ascent=track.ascent if track else None,
            descent=track.descent if track else None,
            heart_rate=self.beats / self.beaten if self.beaten else track.heart_rate if track else None,
            kinds=(self.sport,),
            name=self.notes,
        )


class _Activities:
    """Takes the elements of a file and makes activities of them."""

    texts = (
        "Id", "Notes", "TotalTimeSeconds", "DistanceMeters", "Time", "AltitudeMeters", "LatitudeDegrees",
        "LongitudeDegrees", "Value",
    )  # fmt: skip

    def __init__(self) -> None:
        self.parts: list[_TcxActivity] = []
        self._open = False
        self._lap: dict[str, float] = {}
        self._point: dict[str, float] = {}
        self._time: datetime | None = None
        self._value = math.nan

    @property
    def begun(self) -> bool:
        return any(activity.begun for activity in self.parts)

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Activity":
            self.parts.append(_TcxActivity(attributes.get("Sport", "")))
            self._open = True
        elif name == "Lap" and self._open:
            self._lap = {}
            self._starts(attributes.get("StartTime", ""))
        elif name == "Track" and self._open:
            self.parts[-1].points.begin_segment()
        elif name == "Trackpoint":
            self._point, self._time = {}, None

    def ended(self, name: str, around: str, text: str) -> None:
        if not self._open:
            return
        if around == "Trackpoint" or around == "Position":
            self._of_point(name, text)
        elif name == "Trackpoint":
            self._add_point()
        elif name == "Value":
            self._value = decimal(text)
        elif around == "Lap":
            self._lap[name] = self._value if name.endswith("HeartRateBpm") else decimal(text)
        elif name == "Lap":
            lap = self._lap
            self.parts[-1].end_lap(
                *(
                    lap.get(key, math.nan)
                    for key in ("TotalTimeSeconds", "DistanceMeters", "AverageHeartRateBpm")
                )
            )
        elif around == "Activity" and name == "Id":
            self._starts(text)
        elif around == "Activity" and name == "Notes":
            self.parts[-1].notes = text
        elif name == "Activity":
            self._open = False

    def _of_point(self, name: str, text: str) -> None:
        if name == "Time":
            self._time = _moment(text)
        elif name == "HeartRateBpm":
            self._point[name] = self._value
        else:
            self._point[name] = decimal(text)

    def _add_point(self) -> None:
        metres = self._point.get("DistanceMeters", math.nan)
        if metres > self.parts[-1].farthest:
            self.parts[-1].farthest = metres
        if self._time is not None:
            self.parts[-1].points.add(
                self._time,
                latitude=self._point.get("LatitudeDegrees", math.nan),
                longitude=self._point.get("LongitudeDegrees", math.nan),
                height=self._point.get("AltitudeMeters", math.nan),
                heart=self._point.get("HeartRateBpm", math.nan),
            )

    def _starts(self, text: str) -> None:
        start = _moment(text)
        activity = self.parts[-1]
        if start is not None and (activity.start is None or _comparable(start) < _comparable(activity.start)):
            activity.start = start


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _comparable(when: datetime) -> datetime:
    return when.replace(tzinfo=None)
