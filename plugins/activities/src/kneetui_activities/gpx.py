"""Reads GPX tracks, of watches and programs that keep to the format more or less."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kneetui.plugins.hooks import ReadResult
from kneetui_activities.recorded import Recorded, recorded_of
from kneetui_activities.track import Track
from kneetui_activities.values import decimal
from kneetui_activities.xml_stream import XmlFormat, read_sessions

if TYPE_CHECKING:
    from pathlib import Path

GPX = XmlFormat(name="GPX", part="track", instead="a route or a place")


def read(path: Path) -> ReadResult:
    """The sessions of a GPX file, one a track; as :func:`~kneetui_activities.xml_stream.read_sessions`."""
    return read_sessions(path, _Tracks(), GPX)


class _GpxTrack:
    def __init__(self) -> None:
        self.points = Track()
        self.name = ""
        self.kind = ""

    def recorded(self) -> Recorded:
        return recorded_of(self.points, kinds=(self.kind,), name=self.name)


class _Tracks:
    """Takes the elements of a file and makes tracks of them."""

    texts = ("name", "type", "time", "ele", "hr", "heartrate")

    def __init__(self) -> None:
        self.parts: list[_GpxTrack] = []
        self._place: dict[str, str] = {}
        self._values: dict[str, str] = {}

    @property
    def begun(self) -> bool:
        return any(len(track.points) for track in self.parts)

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "trk":
            self.parts.append(_GpxTrack())
        elif name == "trkseg" and self.parts:
            self.parts[-1].points.begin_segment()
        elif name == "trkpt":
            self._place, self._values = attributes, {}

    def ended(self, name: str, around: str, text: str) -> None:
        if not self.parts:
            return
        if name == "trkpt":
            self._add_point()
        elif around == "trk" and name == "name":
            self.parts[-1].name = text
        elif around == "trk" and name == "type":
            self.parts[-1].kind = text
        elif around == "trkpt" or name in ("hr", "heartrate"):
            self._values[name] = text

    def _add_point(self) -> None:
        values = self._values
        try:
            when = datetime.fromisoformat(values.get("time", ""))
        except ValueError:
            return
        self.parts[-1].points.add(
            when,
            latitude=decimal(self._place.get("lat")),
            longitude=decimal(self._place.get("lon")),
            height=decimal(values.get("ele")),
            heart=decimal(values.get("hr") or values.get("heartrate")),
        )
