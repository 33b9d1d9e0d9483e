"""Reads FIT files, what watches and bike computers themselves write."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import partial
from typing import TYPE_CHECKING, Final

from kneetui.plugins.hooks import ImportFailed, NoTrainingError, ReadResult
from kneetui_activities.files import clean, opened
from kneetui_activities.recorded import Recorded, recorded_of, result_of
from kneetui_activities.track import Track
from kneetui_activities.values import UnclearError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fitdecode.records import FitDataMessage

    Values = Mapping[str, object]

REMEDY = "Copy it from the watch again, or export the activity as FIT, TCX or GPX."

FARTHEST_ZONE: Final = 14 * 4
"""Quarters of an hour between a place and UTC, at most."""

_BETWEEN_SPORTS: Final = "transition"
_SEMICIRCLE: Final = 180 / 2**31
"""Degrees in the unit that FIT has for places."""


def read(path: Path) -> ReadResult:
    """The sessions of a FIT file; a triathlon has several. Raises :class:`ImportFailed`.

    A file that ends early gives what stands before its end, with a warning.
    """
    activity = _FitActivity()
    damage = ""
    try:
        for message in _messages(path):
            activity.take(message)
    except _DamagedError as error:
        damage = str(error)
        if not activity.begun:
            raise ImportFailed(f"{path.name} is not a FIT file: {clean(damage)}", REMEDY) from error
    if activity.kind not in ("", "activity"):
        raise NoTrainingError(
            f"{path.name} holds no training but “{clean(activity.kind)}”", "Choose the file of an activity."
        )
    return result_of(path, "Session", activity.sessions(), damage=damage, remedy=REMEDY)


class _DamagedError(ValueError):
    """The file cannot be read from some point on."""


def _messages(path: Path) -> Iterator[FitDataMessage]:
    import fitdecode

    with opened(path) as file:
        try:
            with fitdecode.FitReader(
                file, check_crc=fitdecode.CrcCheck.DISABLED, error_handling=fitdecode.ErrorHandling.IGNORE
            ) as reader:
                for frame in reader:
                    if isinstance(frame, fitdecode.FitDataMessage):
                        yield frame
        except GeneratorExit:
            raise
        except Exception as error:
            # What fitdecode meets in broken files is not only its own errors.
            raise _DamagedError(str(error) or type(error).__name__) from error


class _FitActivity:
    """What the messages of a file say."""

    def __init__(self) -> None:
        self.kind = ""
        self._sessions: list[Values] = []
        self._laps: list[Values] = []
        self._points = Track()
        self._zone: tzinfo = UTC

    @property
    def begun(self) -> bool:
        return bool(self._sessions or self._laps) or len(self._points) > 0

    def take(self, message: FitDataMessage) -> None:
        if message.name == "record":
            self._add_point(message)
        elif message.name == "session":
            self._sessions.append(_values(message))
        elif message.name == "lap":
            self._laps.append(_values(message))
        elif message.name == "activity":
            self._zone = _zone(_values(message))
        elif message.name == "file_id" and not self.kind:
            self.kind = str(_values(message).get("type") or "")

    def sessions(self) -> list[Callable[[], Recorded]]:
        """The sessions as the watch summed them up, or else what its points come to."""
        listed = [values for values in self._sessions if _text(values, "sport") != _BETWEEN_SPORTS]
        if listed:
            alone = len(self._sessions) == 1
            return [partial(self._summed, values, alone=alone) for values in listed]
        return [self._from_points] if len(self._points) else []

    def _summed(self, values: Values, *, alone: bool) -> Recorded:
        """A session by its own sums; what they lack comes from the points, which are all its own if it is ``alone``."""
        track = self._points.summary() if alone else None
        elapsed = _number(values, "total_elapsed_time")
        start, end = _time(values, "start_time"), _time(values, "timestamp")
        if start is None and end is not None and elapsed is not None:
            start = end - timedelta(seconds=elapsed)
        start = start or (track.start if track else None)
        if start is None:
            raise UnclearError("it has no time stamps, so it cannot be told when it was")
        metres = _number(values, "total_distance")
        return Recorded(
            start=start.astimezone(self._zone),
            elapsed=_first(elapsed, track.elapsed if track else None),
            moving=_first(
                _number(values, "total_moving_time"),
                _number(values, "total_timer_time"),
                self._timer_of_laps() if alone else None,
                track.moving if track else None,
            ),
            distance=metres / 1000 if metres else track.distance if track else None,
            ascent=_first(_number(values, "total_ascent"), track.ascent if track else None),
            descent=_first(_number(values, "total_descent"), track.descent if track else None),
            heart_rate=_first(_number(values, "avg_heart_rate"), track.heart_rate if track else None),
            kinds=_kinds(values),
        )

    def _from_points(self) -> Recorded:
        recorded = recorded_of(self._points, kinds=_kinds(self._laps[0] if self._laps else {}))
        return replace(recorded, start=recorded.start.astimezone(self._zone))

    def _timer_of_laps(self) -> float | None:
        seconds = [_number(lap, "total_timer_time") for lap in self._laps]
        known = [second for second in seconds if second is not None]
        return math.fsum(known) if known and len(known) == len(seconds) else None

    def _add_point(self, message: FitDataMessage) -> None:
        values = _values(message)
        when = _time(values, "timestamp")
        if when is None:
            return
        self._points.add(
            when,
            latitude=_degrees(values, "position_lat"),
            longitude=_degrees(values, "position_long"),
            height=_first(_number(values, "enhanced_altitude"), _number(values, "altitude")) or math.nan,
            heart=_number(values, "heart_rate") or math.nan,
        )


def _zone(values: Values) -> tzinfo:
    """Where the watch was, by its local time; whole quarters of an hour, as all zones are."""
    here, there = _time(values, "local_timestamp"), _time(values, "timestamp")
    if here is None or there is None:
        return UTC
    quarters = round((here.replace(tzinfo=None) - there.replace(tzinfo=None)) / timedelta(minutes=15))
    return timezone(quarters * timedelta(minutes=15)) if abs(quarters) <= FARTHEST_ZONE else UTC


def _kinds(values: Values) -> list[str]:
    return [_text(values, key) for key in ("sub_sport", "sport", "sport_profile_name", "activity_type")]


def _first(*numbers: float | None) -> float | None:
    return next((number for number in numbers if number is not None), None)


def _values(message: FitDataMessage) -> Values:
    return {field.name: field.value for field in message.fields if field.value is not None}


def _number(values: Values, key: str) -> float | None:
    value = values.get(key)
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None


def _degrees(values: Values, key: str) -> float:
    number = _number(values, key)
    return number * _SEMICIRCLE if number is not None else math.nan


def _time(values: Values, key: str) -> datetime | None:
    value = values.get(key)
    return value if isinstance(value, datetime) else None


def _text(values: Values, key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""
