from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneetui.plugins.hooks import ImportedSession, ImportFailed
from kneetui_activities import gpx, table
from kneetui_activities.track import Track

if TYPE_CHECKING:
    from pathlib import Path

    from kneetui.plugins.hooks import ReadResult

START = datetime(2026, 7, 1, 22, 0, tzinfo=UTC)


def track(
    *seconds: int, kind: str = "", name: str = "", step: float = 0.001, start: datetime | None = START
) -> str:
    points = "".join(
        f'<trkpt lat="{52 + number * step}" lon="13">'
        + (f"<time>{(start + timedelta(seconds=at)).isoformat()}</time>" if start else "")
        + "</trkpt>"
        for number, at in enumerate(seconds)
    )
    return f"<trk><name>{name}</name><type>{kind}</type><trkseg>{points}</trkseg></trk>"


def read(tmp_path: Path, *tracks: str, head: str = "") -> ReadResult:
    path = tmp_path / "some.gpx"
    text = f'{head}<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">{"".join(tracks)}</gpx>'
    path.write_text(text, "utf-8")
    return gpx.read(path)


def test_a_track_is_a_session_in_local_time_without_the_stops(samples: Path) -> None:
    result = gpx.read(samples / "run.gpx")
    (session,) = result.sessions
    assert result.warnings == []
    assert session.distance_km == pytest.approx(1.5, abs=0.01)
    assert session == ImportedSession(
        when=datetime(2026, 11, 20, 7, 0, 31),
        sport="running",
        minutes=9.0,
        elapsed_minutes=14.0,
        distance_km=session.distance_km,
        ascent_m=session.ascent_m,
        descent_m=session.descent_m,
        heart_rate=140,
        source_id="2026-11-20T07:00/running",
        note="Berlin Running",
    )


def test_the_same_activity_has_one_id_in_every_file(samples: Path) -> None:
    ids = {
        gpx.read(samples / "run.gpx").sessions[0].source_id,
        table.read(samples / "garmin.csv").sessions[0].source_id,
        table.read(samples / "strava.csv").sessions[0].source_id,
    }
    assert len(ids) == 1


def test_several_tracks_are_several_sessions(tmp_path: Path) -> None:
    later = START + timedelta(hours=3)
    result = read(tmp_path, track(0, 60, 120, kind="Ride"), track(0, 60, start=later, name="Evening run"))
    assert [(one.sport, one.minutes) for one in result.sessions] == [("cycling", 2), ("running", 1)]
    assert result.sessions[0].when == datetime(2026, 7, 2, 0, 0)


def test_without_movement_the_whole_time_counts(tmp_path: Path) -> None:
    (session,) = read(tmp_path, track(0, 1200, 2400, kind="strength_training", step=0)).sessions
    assert (session.sport, session.minutes, session.distance_km) == ("weightlifting", 40, None)


def test_an_unknown_sport_is_kept_as_a_note(tmp_path: Path) -> None:
    (session,) = read(tmp_path, track(0, 600, kind="Kayaking")).sessions
    assert (session.sport, session.note) == ("other", "Kayaking")


def test_times_without_a_zone_are_local(tmp_path: Path) -> None:
    (session,) = read(tmp_path, track(0, 600, start=START.replace(tzinfo=None))).sessions
    assert session.when == datetime(2026, 7, 1, 22, 0)


def test_a_track_without_times_is_skipped_and_named(tmp_path: Path) -> None:
    result = read(tmp_path, track(0, 600), track(0, 600, start=None), track(0))
    assert len(result.sessions) == 1
    assert [warning.split(":")[0] for warning in result.warnings] == ["Track 2", "Track 3"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", "no recorded track"),
        ("<rte><rtept lat='1' lon='1'/></rte>", "no recorded track"),
        (track(0, 60, start=None), "no time stamps"),
        (track(0), "shorter"),
        (track(0, 3 * 24 * 3600, step=0), "longer"),
        ("<trk>", "not a GPX file"),
        (track(0, 60).replace("<time>2026", "<time>soon"), "no time stamps"),
        (track(0, 60, start=datetime(1, 1, 1, tzinfo=UTC)), "not a year"),
    ],
)
def test_a_broken_file_fails_with_a_remedy(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(ImportFailed, match=message) as caught:
        read(tmp_path, body)
    assert caught.value.remedy


@pytest.mark.parametrize("place", ['lat="north"', 'lat="999"', ""])
def test_a_place_that_cannot_be_is_not_known(tmp_path: Path, place: str) -> None:
    (session,) = read(tmp_path, track(0, 60, 120).replace('lat="52"', place)).sessions
    assert session.minutes in (1, 2)


def test_without_places_the_time_counts(tmp_path: Path) -> None:
    text = re.sub(r' l(at|on)="[^"]*"', "", track(0, 600, 1800, kind="treadmill_running"))
    (session,) = read(tmp_path, text).sessions
    assert (session.sport, session.minutes, session.distance_km) == ("running", 30, None)


@settings(deadline=None)
@given(st.permutations(range(12)))
def test_points_in_any_order_are_the_same_track(order: list[int]) -> None:
    written, shuffled = Track(), Track()
    for one, track in ((range(12), written), (order, shuffled)):
        for at in one:
            track.add(START + timedelta(minutes=at), latitude=52 + at * 0.001, longitude=13)
    assert shuffled.summary() == written.summary()


def test_a_point_of_another_year_is_left_out() -> None:
    track = Track()
    for at in range(10):
        track.add(START + timedelta(minutes=at), latitude=52 + at * 0.001, longitude=13)
    track.add(datetime(1989, 12, 31, tzinfo=UTC), latitude=0, longitude=0)
    summary = track.summary()
    assert summary is not None
    assert summary.start == START
    assert summary.elapsed == 9 * 60
    assert summary.distance == pytest.approx(1.0, abs=0.01)


def test_a_file_that_ends_early_gives_what_stands_before(tmp_path: Path) -> None:
    result = read(tmp_path, track(0, 600, 1200, kind="run").partition("</trkseg>")[0])
    assert [session.minutes for session in result.sessions] == [20]
    assert "damaged" in result.warnings[0]


def test_positions_that_are_no_numbers_leave_the_distance_out(tmp_path: Path) -> None:
    (session,) = read(tmp_path, track(0, 600, 1200, kind="run").replace('lat="52.001"', 'lat="nan"')).sessions
    assert session.distance_km is None


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n else str()};" * 10}">' for n in range(12))
        + "]>",
        '<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_are_refused_and_not_expanded(tmp_path: Path, head: str) -> None:
    with pytest.raises(ImportFailed, match="no training file needs"):
        read(tmp_path, track(0, 60, name="&a11;"), head=head)


def test_endless_namespaces_do_not_hang(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed):
        read(tmp_path, "<trk " + " xmlns" * 200_000)


@pytest.mark.parametrize("depth", [100, 200_000])
def test_deep_nesting_is_refused(tmp_path: Path, depth: int) -> None:
    deep = "<extensions>" + "<a>" * depth + "</a>" * depth + "</extensions>"
    with pytest.raises(ImportFailed, match="elements within each other"):
        read(tmp_path, track(0, 60).replace("</trk>", f"{deep}</trk>"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_encodings_and_line_ends(samples: Path, tmp_path: Path, encoding: str) -> None:
    text = (samples / "run.gpx").read_text("utf-8").replace("UTF-8", encoding).replace("Berlin", "Zürich")
    path = tmp_path / "run.gpx"
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    assert gpx.read(path).sessions[0].note == "Zürich Running"


def test_escape_sequences_in_a_name_do_not_survive(tmp_path: Path) -> None:
    (session,) = read(tmp_path, track(0, 60, name="run&#x9;&#x202e;fast")).sessions
    assert session.note == "run fast"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "some.gpx"
    path.write_bytes(data)
    with pytest.raises(ImportFailed):
        gpx.read(path)
