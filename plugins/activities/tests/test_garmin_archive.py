from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kneetui.plugins.hooks import ImportedSession, ImportFailed, NoTrainingError
from kneetui_activities import garmin_archive

RUN = {
    "activityId": 7,
    "name": "Berlin Running",
    "activityType": "trail_running",
    "sportType": "RUNNING",
    "beginTimestamp": datetime(2026, 7, 1, 16, 30, tzinfo=UTC).timestamp() * 1000,
    "duration": 1_880_000.5,
    "movingDuration": 1_800_000,
    "elapsedDuration": 2_000_000,
    "distance": 512_300.0,
    "elevationGain": 4200.0,
    "elevationLoss": 4000.0,
    "avgHr": 151.0,
}


def read(tmp_path: Path, data: object) -> list[ImportedSession]:
    path = tmp_path / "a_1_summarizedActivities.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
    return garmin_archive.read(path).sessions


def test_a_list_of_activities(tmp_path: Path) -> None:
    rest = {**RUN, "activityType": "breathwork"}
    assert read(tmp_path, [{garmin_archive.LIST: [RUN, rest]}]) == [
        ImportedSession(
            when=datetime(2026, 7, 1, 18, 30),
            sport="running",
            minutes=30.0,
            elapsed_minutes=33.3,
            distance_km=5.123,
            ascent_m=42,
            descent_m=40,
            heart_rate=151,
            source_id="2026-07-01T18:30/running",
            note="Berlin Running",
        )
    ]


@pytest.mark.parametrize("data", [[], {}, 7, [{"sleep": [1]}], [{garmin_archive.LIST: []}]])
def test_another_list_is_no_training(tmp_path: Path, data: object) -> None:
    with pytest.raises(NoTrainingError):
        read(tmp_path, data)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "{",
        "[" * 100_000,
        [{garmin_archive.LIST: [{"beginTimestamp": 1e300}]}],
        [{garmin_archive.LIST: [{"name": 5}]}],
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, data: object) -> None:
    with pytest.raises(ImportFailed):
        read(tmp_path, data)
