from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneetui.plugins.hooks import ImportedSession, ImportFailed, NoTrainingError, ReadResult
from kneetui_activities import fit

EPOCH = int(datetime(1989, 12, 31, tzinfo=UTC).timestamp())
MESSAGES = {"file_id": 0, "session": 18, "lap": 19, "record": 20, "activity": 34}
FIELDS = {
    "file_id": {"type": (0, 0x00), "manufacturer": (1, 0x84)},
    "session": {
        "timestamp": (253, 0x86), "start_time": (2, 0x86), "sport": (5, 0x00), "sub_sport": (6, 0x00),
        "total_elapsed_time": (7, 0x86), "total_timer_time": (8, 0x86), "total_distance": (9, 0x86),
        "avg_heart_rate": (16, 0x02), "total_ascent": (22, 0x84), "total_descent": (23, 0x84),
    },
    "activity": {"timestamp": (253, 0x86), "local_timestamp": (5, 0x86)},
    "lap": {"timestamp": (253, 0x86), "total_timer_time": (8, 0x86), "sport": (25, 0x00)},
    "record": {
        "timestamp": (253, 0x86), "position_lat": (0, 0x85), "position_long": (1, 0x85), "heart_rate": (3, 0x02),
    },
}  # fmt: skip
CODES = {0x00: "B", 0x02: "B", 0x84: "H", 0x85: "i", 0x86: "I"}


def seconds(when: datetime) -> int:
    """A moment as FIT counts it."""
    return int(when.timestamp()) - EPOCH


def fit_file(messages: Sequence[tuple[str, Mapping[str, int]]]) -> bytes:
    """A FIT file of messages, each with raw values."""
    body = b""
    for name, values in messages:
        fields = [(FIELDS[name][key], value) for key, value in values.items()]
        body += struct.pack("<BBBHB", 0x40, 0, 0, MESSAGES[name], len(fields))
        body += b"".join(
            struct.pack("<BBB", number, struct.calcsize(CODES[kind]), kind) for (number, kind), _ in fields
        )
        body += b"\0" + b"".join(struct.pack("<" + CODES[kind], value) for (_, kind), value in fields)
    return struct.pack("<BBHI4sH", 14, 0x20, 2132, len(body), b".FIT", 0) + body + b"\0\0"


START = datetime(2026, 7, 1, 16, 30, tzinfo=UTC)
RUNNING, CYCLING, TRANSITION, TRAINING = 1, 2, 3, 10
STRENGTH = 20
ACTIVITY, MONITORING = 4, 32
ID = ("file_id", {"type": ACTIVITY})


def session(**values: int) -> tuple[str, Mapping[str, int]]:
    begun = {"timestamp": seconds(START), "start_time": seconds(START), "sport": RUNNING}
    return "session", {**begun, "total_elapsed_time": 2_000_000, "total_timer_time": 1_800_000, **values}


def points(count: int = 11) -> list[tuple[str, Mapping[str, int]]]:
    """A point a minute, 111 m further north each time."""
    degree = 2**31 / 180
    return [
        (
            "record",
            {
                "timestamp": seconds(START + timedelta(minutes=at)),
                "position_lat": int((52 + at * 0.001) * degree),
                "position_long": int(13 * degree),
                "heart_rate": 140 + at,
            },
        )
        for at in range(count)
    ]


def read(
    tmp_path: Path, messages: Sequence[tuple[str, Mapping[str, int]]], *, cut: int | None = None
) -> ReadResult:
    path = tmp_path / "some.fit"
    path.write_bytes(fit_file(messages)[:cut])
    return fit.read(path)


def test_a_session_has_the_sums_of_its_watch(tmp_path: Path) -> None:
    sums = session(total_distance=512_300, avg_heart_rate=151, total_ascent=42, total_descent=40)
    (run,) = read(tmp_path, [ID, *points(), sums]).sessions
    assert run == ImportedSession(
        when=datetime(2026, 7, 1, 18, 30),
        sport="running",
        minutes=30.0,
        elapsed_minutes=33.3,
        distance_km=5.123,
        ascent_m=42,
        descent_m=40,
        heart_rate=151,
        source_id="2026-07-01T18:30/running",
    )


def test_the_kind_of_sport_is_more_exact_than_the_sport(tmp_path: Path) -> None:
    (one,) = read(tmp_path, [ID, session(sport=TRAINING, sub_sport=STRENGTH)]).sessions
    assert one.sport == "weightlifting"


def test_a_triathlon_has_a_session_for_each_sport_and_none_for_changing(tmp_path: Path) -> None:
    later = seconds(START + timedelta(hours=1))
    result = read(
        tmp_path,
        [
            ID,
            session(),
            session(sport=TRANSITION, start_time=later),
            session(sport=CYCLING, start_time=later),
        ],
    )
    assert [one.sport for one in result.sessions] == ["running", "cycling"]


def test_the_day_is_that_of_the_place(tmp_path: Path) -> None:
    there = (
        "activity",
        {"timestamp": seconds(START), "local_timestamp": seconds(START + timedelta(hours=9))},
    )
    (one,) = read(tmp_path, [ID, session(), there]).sessions
    assert (one.when, one.zone) == (datetime(2026, 7, 2, 1, 30), "+09:00")


def test_without_sums_the_points_tell(tmp_path: Path) -> None:
    (one,) = read(
        tmp_path, [ID, *points(), ("lap", {"timestamp": seconds(START), "sport": CYCLING})]
    ).sessions
    assert (one.sport, one.minutes, one.heart_rate) == ("cycling", 10, 145)
    assert one.distance_km == pytest.approx(1.11, abs=0.01)


def test_moving_longer_than_it_lasted_is_a_fault_of_the_file(tmp_path: Path) -> None:
    (one,) = read(tmp_path, [ID, session(total_timer_time=9_000_000)]).sessions
    assert (one.minutes, one.elapsed_minutes) == (33.3, None)


def test_a_file_that_ends_early_gives_what_stands_before(tmp_path: Path) -> None:
    whole = len(fit_file([ID, *points(), session()]))
    result = read(tmp_path, [ID, *points(), session()], cut=whole - 20)
    assert [one.minutes for one in result.sessions] == [10]
    assert "damaged" in result.warnings[0]


def test_what_a_watch_records_besides_training_is_no_training(tmp_path: Path) -> None:
    with pytest.raises(NoTrainingError, match="holds no training"):
        read(tmp_path, [("file_id", {"type": MONITORING})])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_damaged_bytes_are_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    raw = bytearray(fit_file([ID, *points(3), session()]))
    for at in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=4)):
        raw[at] = data.draw(st.integers(0, 255))
    path = tmp_path / "some.fit"
    path.write_bytes(raw)
    try:
        sessions = fit.read(path).sessions
    except ImportFailed:
        return
    assert all(one.minutes > 0 and one.source_id for one in sessions)
