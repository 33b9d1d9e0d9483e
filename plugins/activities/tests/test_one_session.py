"""One session stays one session, from whatever files it comes, in whatever zone the person is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from kneetui.diary.entries import Entry, Session
from kneetui.diary.export.csv_file import to_csv
from kneetui.diary.export.news import compare
from kneetui.diary.export.toml_file import from_toml, to_toml
from kneetui.diary.store.base import DiaryStore
from kneetui.diary.store.sqlite import open_diary
from kneetui.plugins.hooks import Importer
from kneetui.plugins.training_import import import_sessions
from kneetui_activities import gpx, table

ZONES = ("UTC", "America/Los_Angeles", "Asia/Kathmandu", "Europe/Berlin", "Pacific/Auckland")
SHIFTS = (-119, -60, 0, 45, 119)
"""Seconds."""

START = datetime(2026, 3, 14, 17, 30, tzinfo=UTC)
MINUTES = 40
IMPORTERS = [Importer("GPX track", (".gpx",), gpx.read), Importer("CSV table", (".csv",), table.read)]


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def local(start: datetime) -> datetime:
    return start.astimezone().replace(tzinfo=None)


def imported(start: datetime) -> Entry:
    training = Session("running", MINUTES, distance_km=6.7, source_id="fit:17")
    return Entry(local(start), "right", session=training, kind="import")


def hand_typed(start: datetime) -> Entry:
    return Entry(local(start), "left", pain_during=3, session=Session("Running", 45, effort=6))


def gpx_file(start: datetime) -> str:
    points = "".join(
        f'<trkpt lat="{52 + minute * 0.0015:.4f}" lon="13.4"><time>{start + timedelta(minutes=minute):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>'
        for minute in range(MINUTES + 1)
    )
    return (
        '<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Evening</name>'
        f"<type>running</type><trkseg>{points}</trkseg></trk></gpx>"
    )


def garmin_file(start: datetime) -> str:
    return f"Activity Type,Date,Title,Distance,Time\nRunning,{local(start):%Y-%m-%d %H:%M:%S},Evening,6.70,00:41:30\n"


def strava_file(start: datetime) -> str:
    return (
        "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Moving Time,Distance\n"
        f'1,"{start:%b %d, %Y, %I:%M:%S %p}",Evening,Run,2460,6.70,2380,6702.1\n'
    )


FILES: dict[str, tuple[str, Callable[[datetime], str]]] = {
    "gpx": (".gpx", gpx_file),
    "garmin": (".csv", garmin_file),
    "strava": (".csv", strava_file),
    "own csv": (".csv", lambda start: to_csv([imported(start)])),
    "own toml": (".toml", lambda start: to_toml([imported(start)])),
}


def bring(diary: DiaryStore, form: str, start: datetime, folder: Path) -> tuple[int, int]:
    """Bring the session into the diary in one form; how many were added, and how many were there."""
    if form == "hand":
        diary.add(hand_typed(start))
        return 1, 0
    suffix, write = FILES[form]
    path = folder / f"session{suffix}"
    path.write_text(write(start), encoding="utf-8")
    if suffix == ".toml":
        news = compare(from_toml(path.read_text(encoding="utf-8")), diary.entries())
        return len(diary.add_all(news.new, edited=news.edited)), news.known + news.joined
    outcome = import_sessions(diary, IMPORTERS, [path], "right")
    assert (outcome.failed, outcome.warnings) == ([], [])
    return outcome.added, outcome.known + outcome.joined


@pytest.mark.parametrize("form", ["hand", *FILES])
def test_every_form_after_every_other_adds_nothing(zone: str, form: str, tmp_path: Path) -> None:
    diary = open_diary(tmp_path / "diary.db")
    assert bring(diary, form, START, tmp_path) == (1, 0)
    for other in FILES:
        for shift in SHIFTS:
            assert bring(diary, other, START + timedelta(seconds=shift), tmp_path) == (0, 1), (other, shift)
            if diary.undo() and diary.count() == 0:
                diary.redo()
            assert diary.count() == 1
    diary.close()


def test_all_forms_end_as_one_entry_with_what_each_knows(zone: str, tmp_path: Path) -> None:
    orders = list(permutations(FILES, 3))  # each in one of the zones
    for number, forms in enumerate(orders[ZONES.index(zone) :: len(ZONES)]):
        diary = open_diary(tmp_path / f"{number}.db")
        bring(diary, "hand", START, tmp_path)
        for form in forms:
            assert bring(diary, form, START + timedelta(minutes=1), tmp_path) == (0, 1)
        (entry,) = diary.entries()
        assert entry.session is not None
        assert (entry.knee, entry.pain_during, entry.session.minutes, entry.session.effort) == (
            "left",
            3,
            45,
            6,
        )
        assert entry.session.distance_km is not None
        for form in forms:
            assert bring(diary, form, START + timedelta(minutes=1), tmp_path) == (0, 1)
        assert diary.entries() == [entry], "nothing changes any more"
        diary.close()


RUN = imported(START)


def others() -> Sequence[Entry]:
    """Sessions that are not the one of ``RUN``."""
    training = RUN.session
    assert training is not None
    other = replace(training, source_id="fit:18")
    return [
        replace(RUN, when=RUN.when + timedelta(minutes=3), session=other),
        replace(RUN, session=replace(other, sport="cycling")),
        replace(RUN, session=replace(other, minutes=20)),
        replace(RUN, session=replace(other, minutes=60)),
    ]


@pytest.mark.parametrize("other", others())
def test_another_session_is_added(other: Entry) -> None:
    assert compare([other], [RUN]).new == (other,)


def test_two_short_sessions_one_after_the_other_are_two() -> None:
    first = Entry(RUN.when, "right", session=Session("running", 1))
    assert compare([replace(first, when=first.when + timedelta(minutes=2))], [first]).new


def test_what_contradicts_the_diary_is_an_entry_of_its_own() -> None:
    other = replace(hand_typed(START), pain_during=8, note="worse")
    assert compare([other], [hand_typed(START)]).new == (other,)


def test_two_of_one_file_are_two() -> None:
    assert len(compare([hand_typed(START), replace(hand_typed(START), note="again")], []).new) == 2
