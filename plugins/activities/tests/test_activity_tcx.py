from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from kneetui.plugins.hooks import ImportedSession, ImportFailed, ReadResult
from kneetui_activities import tcx

HEAD = (
    '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
)
TAIL = "</Activities></TrainingCenterDatabase>"


def lap(minute: int, seconds: float = 600, metres: float | None = 2000, pulse: int = 150) -> str:
    points = "".join(
        f"<Trackpoint><Time>2026-07-01T16:{minute + at:02}:00Z</Time><Position><LatitudeDegrees>{52 + (minute + at) / 1000}"
        f"</LatitudeDegrees><LongitudeDegrees>13</LongitudeDegrees></Position><AltitudeMeters>{100 + 5 * at}</AltitudeMeters>"
        f"<DistanceMeters>{(minute + at) * 200}</DistanceMeters></Trackpoint>"
        for at in range(10)
    )
    far = f"<DistanceMeters>{metres}</DistanceMeters>" if metres is not None else ""
    return (
        f'<Lap StartTime="2026-07-01T16:{minute:02}:00Z"><TotalTimeSeconds>{seconds}</TotalTimeSeconds>{far}'
        f"<AverageHeartRateBpm><Value>{pulse}</Value></AverageHeartRateBpm><Track>{points}</Track></Lap>"
    )


def activity(*laps: str, sport: str = "Running", head: str = "") -> str:
    return f'<Activity Sport="{sport}"><Id>2026-07-01T16:00:00Z</Id>{head}{"".join(laps)}</Activity>'


def read(tmp_path: Path, *activities: str, tail: str = TAIL) -> ReadResult:
    path = tmp_path / "some.tcx"
    path.write_text(HEAD + "".join(activities) + tail, "utf-8")
    return tcx.read(path)


def test_an_activity_is_the_sum_of_its_laps(tmp_path: Path) -> None:
    (run,) = read(
        tmp_path, activity(lap(0), lap(20, seconds=540, metres=1500, pulse=160), head="<Notes>Hills</Notes>")
    ).sessions
    assert run == ImportedSession(
        when=datetime(2026, 7, 1, 18, 0),
        sport="running",
        minutes=19.0,
        elapsed_minutes=29.0,
        distance_km=3.5,
        ascent_m=90,
        descent_m=45,
        heart_rate=155,
        source_id="2026-07-01T18:00/running",
        note="Hills",
    )


def test_without_sums_of_the_laps_the_points_tell(tmp_path: Path) -> None:
    (run,) = read(tmp_path, activity(lap(0, seconds=0, metres=None))).sessions
    assert (run.minutes, run.distance_km) == (9.0, 1.8)


def test_several_activities_are_several_sessions(tmp_path: Path) -> None:
    result = read(tmp_path, activity(lap(0)), activity(lap(30), sport="Biking"))
    assert [one.sport for one in result.sessions] == ["running", "cycling"]


def test_a_file_that_ends_early_gives_what_stands_before(tmp_path: Path) -> None:
    result = read(tmp_path, activity(lap(0), lap(10)).partition("</Activity>")[0], tail="")
    assert [one.minutes for one in result.sessions] == [20]
    assert "damaged" in result.warnings[0]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", "no recorded activity"),
        ("<Course><Name>x</Name></Course>", "no recorded activity"),
        ('<Activity Sport="Running"></Activity>', "no time stamps"),
        (activity(), "shorter"),
        ("<Activity", "not a TCX file"),
    ],
)
def test_a_broken_file_fails_with_a_remedy(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(ImportFailed, match=message) as caught:
        read(tmp_path, body)
    assert caught.value.remedy
