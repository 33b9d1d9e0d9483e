"""A recorded track, point by point, and what it comes to: when, how long, how far, how much up and down."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from itertools import pairwise
from typing import Final

STANDING: Final = 1.0
"""Kilometres an hour up to which somebody stands; satellites make a standing watch wander that fast."""
CLIMB: Final = 3.0
"""Metres that a height must change to count: what is less is the noise of a barometer or satellite."""
STRAY: Final = 2 * 24 * 3600.0
"""Seconds from the middle of a track at which a point cannot belong to it."""
LOWEST: Final = -500.0
HIGHEST: Final = 9000.0
"""Metres of heights that are believed."""
SLOWEST: Final = 20
FASTEST: Final = 250
"""Beats a minute that are believed."""
_EARTH: Final = 6371.0
"""Kilometres, the mean radius."""
_NOT_KNOWN: Final = math.nan


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackSummary:
    """What a track comes to. Times in seconds, distance in kilometres, heights in metres; ``None`` is not known."""

    start: datetime
    elapsed: float
    moving: float | None
    distance: float | None
    ascent: float | None
    descent: float | None
    heart_rate: float | None


class Track:
    """Points in the order of the file; 40 bytes each, so that a day of seconds fits easily."""

    def __init__(self) -> None:
        self._seconds = array("d")
        self._latitudes = array("d")
        self._longitudes = array("d")
        self._heights = array("d")
        self._hearts = array("d")
        self._segments: list[int] = []
        self._zone: tzinfo | None = UTC
        """Where the times of the file are; ``None`` for local ones."""

    def __len__(self) -> int:
        return len(self._seconds)

    def begin_segment(self) -> None:
        """From here on the track was recorded anew: what lies between is no movement."""
        self._segments.append(len(self))

    def add(
        self,
        when: datetime,
        *,
        latitude: float = _NOT_KNOWN,
        longitude: float = _NOT_KNOWN,
        height: float = _NOT_KNOWN,
        heart: float = _NOT_KNOWN,
    ) -> None:
        """Add a point; what is not a number is not known."""
        if not len(self):
            self._zone = when.tzinfo
        self._seconds.append((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())
        here = abs(latitude) <= 90 and abs(longitude) <= 360
        self._latitudes.append(latitude if here else _NOT_KNOWN)
        self._longitudes.append(longitude if here else _NOT_KNOWN)
        self._heights.append(height)
        self._hearts.append(heart)

    def summary(self) -> TrackSummary | None:
        """What the track comes to; ``None`` without a point."""
        if not len(self):
            return None
        self._drop_strays()
        orders = list(self._orders())
        steps = [(self._later(a, b), self._metres(a, b)) for order in orders for a, b in pairwise(order)]
        lengths = [metres for _, metres in steps if metres == metres]
        moving = [seconds for seconds, metres in steps if seconds > 0 and metres / seconds * 3.6 > STANDING]
        ascent, descent = climb([self._heights[point] for order in orders for point in order])
        beats = [beat for beat in self._hearts if SLOWEST <= beat <= FASTEST]
        start = datetime.fromtimestamp(min(self._seconds), self._zone or UTC)
        return TrackSummary(
            start=start if self._zone else start.replace(tzinfo=None),
            elapsed=max(self._seconds) - min(self._seconds),
            moving=math.fsum(moving) if lengths else None,
            distance=math.fsum(lengths) / 1000 if lengths else None,
            ascent=ascent,
            descent=descent,
            heart_rate=math.fsum(beats) / len(beats) if beats else None,
        )

    def _drop_strays(self) -> None:
        """Leave out points of another time: a watch that has just been started may still believe in another year."""
        middle = sorted(self._seconds)[len(self) // 2]
        near = [at for at, second in enumerate(self._seconds) if abs(second - middle) <= STRAY]
        if len(near) == len(self):
            return
        self._segments = [bisect_left(near, begin) for begin in self._segments]
        for name in ("_seconds", "_latitudes", "_longitudes", "_heights", "_hearts"):
            values: array[float] = getattr(self, name)
            setattr(self, name, array("d", (values[at] for at in near)))

    def _orders(self) -> Iterator[Sequence[int]]:
        """The points of each segment in the order they were walked.

        Where stamps are not in order, either the points are shuffled or the clock jumped: the shorter way is the one
        that was walked.
        """
        for begin, end in pairwise(sorted({0, *self._segments, len(self)})):
            written = range(begin, end)
            if all(self._later(a, b) >= 0 for a, b in pairwise(written)):
                yield written
            else:
                yield min((sorted(written, key=self._seconds.__getitem__), written), key=self._length)

    def _later(self, a: int, b: int) -> float:
        return self._seconds[b] - self._seconds[a]

    def _length(self, order: Sequence[int]) -> float:
        metres = (self._metres(a, b) for a, b in pairwise(order))
        return math.fsum(length for length in metres if length == length)

    def _metres(self, a: int, b: int) -> float:
        """The way between two points on a ball, by the haversine; not a number if a place is not known."""
        one, two = math.radians(self._latitudes[a]), math.radians(self._latitudes[b])
        across = math.radians(self._longitudes[b] - self._longitudes[a])
        chord = math.sin((two - one) / 2) ** 2 + math.cos(one) * math.cos(two) * math.sin(across / 2) ** 2
        return 2000 * _EARTH * math.asin(min(1.0, math.sqrt(chord))) if chord == chord else _NOT_KNOWN


def climb(heights: Iterable[float]) -> tuple[float | None, float | None]:
    """Metres up and metres down along heights, without what is less than :data:`CLIMB`; ``None`` without heights."""
    believed = [height for height in heights if LOWEST <= height <= HIGHEST]
    if len(believed) < 2:
        return None, None
    up = down = 0.0
    level = believed[0]
    for height in believed:
        if abs(height - level) >= CLIMB:
            up, down = (up + height - level, down) if height > level else (up, down + level - height)
            level = height
    return up, down
