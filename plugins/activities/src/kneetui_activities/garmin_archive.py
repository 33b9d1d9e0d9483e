"""Reads the lists of activities in the archive of everything that Garmin keeps of a person."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from kneetui.plugins.hooks import ImportFailed, NoTrainingError, ReadResult
from kneetui_activities.files import read_text
from kneetui_activities.recorded import Recorded, result_of
from kneetui_activities.values import UnclearError

if TYPE_CHECKING:
    from pathlib import Path

REMEDY = "In Garmin's archive, the lists are called summarizedActivities."
LIST = "summarizedActivitiesExport"
NOT_SPORT = ("breathwork", "meditation")


def read(path: Path) -> ReadResult:
    """The sessions of a list of activities, one each. Raises :class:`ImportFailed`."""
    try:
        data = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise ImportFailed(f"{path.name} is not a JSON file", REMEDY) from error
    parts = data if isinstance(data, list) else [data]
    activities = [
        activity
        for part in parts
        if isinstance(part, dict) and isinstance(part.get(LIST), list)
        for activity in part[LIST]
        if isinstance(activity, dict) and activity.get("activityType") not in NOT_SPORT
    ]
    if not activities:
        raise NoTrainingError(f"{path.name} holds no list of activities", REMEDY)
    return result_of(
        path, "Activity", [partial(_recorded, one) for one in activities], damage="", remedy=REMEDY
    )


def _recorded(activity: dict[str, Any]) -> Recorded:
    """Times stand there in milliseconds, lengths and heights in centimetres."""
    begun = _number(activity, "beginTimestamp", 1000) or _number(activity, "startTimeGmt", 1000)
    if begun is None:
        raise UnclearError("it has no time stamp, so it cannot be told when it was")
    try:
        start = datetime.fromtimestamp(begun, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UnclearError("its time stamp is not a time") from error
    distance = _number(activity, "distance", 100)
    return Recorded(
        start=start,
        elapsed=_number(activity, "elapsedDuration", 1000) or _number(activity, "duration", 1000),
        moving=_number(activity, "movingDuration", 1000) or _number(activity, "duration", 1000),
        distance=distance / 1000 if distance else None,
        ascent=_number(activity, "elevationGain", 100),
        descent=_number(activity, "elevationLoss", 100),
        heart_rate=_number(activity, "avgHr", 1),
        kinds=[str(activity.get(key) or "") for key in ("activityType", "sportType")],
        name=str(activity.get("name") or ""),
    )


def _number(activity: dict[str, Any], key: str, parts: float) -> float | None:
    value = activity.get(key)
    return value / parts if isinstance(value, int | float) and not isinstance(value, bool) else None
