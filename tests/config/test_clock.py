"""Now and today are the person's, wherever the host stands."""

from __future__ import annotations

import ast
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from freezegun import freeze_time
from hypothesis import given
from hypothesis import strategies as st

from kneetui.config import clock
from tests.sources import nodes

ROOT = Path(__file__).parents[2]
HOME = Path(clock.__file__).resolve()
SOURCES = sorted(
    file
    for pattern in ("src", "packs/*/src", "plugins/*/src")
    for folder in ROOT.glob(pattern)
    for file in folder.rglob("*.py")
    if file.resolve() != HOME
)
READING = {"now", "utcnow", "today", "localtime", "gmtime", "ctime"}
"""Functions of ``datetime``, ``date`` and ``time`` that read a clock, or the host's zone."""

Host = Callable[[str], None]


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Host]:
    """A host that is set to a zone, in a session without TZ."""

    def set_to(zone: str) -> None:
        monkeypatch.delenv("TZ", raising=False)
        link = tmp_path / "localtime"
        link.unlink(missing_ok=True)
        if zone:
            target = tmp_path / "zoneinfo" / zone
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch()
            link.symlink_to(target)
        monkeypatch.setattr(clock, "_HOST_LINK", link)
        monkeypatch.setattr(clock, "_HOST_NAME", tmp_path / "timezone")

    yield set_to
    clock.use("")


# --- the first guess -------------------------------------------------------------------------


def test_the_zone_is_the_one_set_else_that_of_the_session_else_that_of_the_host(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    host("Europe/Vienna")
    assert clock.zone_name() == "Europe/Vienna"
    monkeypatch.setenv("TZ", ":America/Denver")
    assert clock.zone_name() == "America/Denver"
    clock.use("Asia/Kathmandu")
    assert clock.zone_name() == "Asia/Kathmandu"
    clock.use("Nowhere/Land")
    assert clock.zone_name() == "America/Denver"


@pytest.mark.parametrize(("zone", "unsure"), [("Etc/UTC", True), ("", True), ("Europe/Vienna", False)])
def test_a_person_is_asked_only_if_nothing_but_a_clock_in_utc_speaks(
    host: Host, monkeypatch: pytest.MonkeyPatch, zone: str, unsure: bool
) -> None:
    host(zone)
    assert clock.unsure() is unsure
    monkeypatch.setenv("TZ", "UTC")
    assert not clock.unsure()
    monkeypatch.delenv("TZ")
    clock.use("UTC")
    assert not clock.unsure()


def test_a_zone_without_a_name_is_its_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "XST-5:45")
    time.tzset()
    try:
        assert clock.zone_name() == clock.zone_name(datetime(2026, 7, 1)) == "+05:45"
        with freeze_time("2026-11-22T20:00:00Z", tz_offset=timedelta(hours=5.75)):
            assert clock.zone_name() == "+05:45"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("name", ["", "Nowhere/Land", "/etc/passwd", "../UTC", "+25:00", "Europe", "\0"])
def test_what_is_no_zone(name: str) -> None:
    assert clock.named(name) is None


# --- days and instants -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "day", "hour"),
    [("America/Los_Angeles", 23, 20), ("UTC", 24, 4), ("+05:45", 24, 9), ("Pacific/Auckland", 24, 17)],
)
def test_a_day_begins_at_midnight_of_the_person(zone: str, day: int, hour: int) -> None:
    clock.use(zone)
    with freeze_time("2026-11-24T04:00:00Z"):
        assert clock.now() == datetime(2026, 11, day, hour, 45 if zone == "+05:45" else 0)
        assert clock.now().date() == date(2026, 11, day)


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1)),
    st.sampled_from(
        ["UTC", "America/Los_Angeles", "Europe/Berlin", "Asia/Kathmandu", "-09:30", "Pacific/Apia"]
    ),
)
def test_an_instant_there_and_back(moment: datetime, zone: str) -> None:
    instant = moment.replace(tzinfo=UTC)
    clock.use(zone)
    wall = clock.local(instant)
    assert clock.instant(wall, zone) == instant


def test_the_second_of_two_equal_hours_has_its_offset() -> None:
    clock.use("Europe/Berlin")
    with freeze_time("2026-10-25T00:30:00Z"):
        assert clock.zone_name(clock.now()) == "Europe/Berlin"
    with freeze_time("2026-10-25T01:30:00Z"):
        now = clock.now()
        assert clock.zone_name(now) == "+01:00"
        assert clock.instant(now.replace(fold=0), "+01:00") == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
        assert clock.zone_name(datetime(2026, 11, 3, 2, 30)) == "Europe/Berlin"


def test_a_city_leads_to_its_zone() -> None:
    assert clock.places("los a", 3)[0] == "America/Los_Angeles"
    assert clock.places("berlin", 5) == ("Europe/Berlin",)
    assert len(clock.places("a", 5)) == 5
    assert (clock.places("", 5), clock.places("xyzzy", 5)) == ((), ())


# --- the only clock ----------------------------------------------------------------------------


def reads_a_clock(node: ast.AST) -> bool:
    """``datetime.now()``, ``date.today()``, ``time.time()``, ``when.astimezone()`` and their like."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    name, of = node.func.attr, ast.unparse(node.func.value).rpartition(".")[2]
    if name in ("astimezone", "fromtimestamp"):
        return len(node.args) + len(node.keywords) < (1 if name == "astimezone" else 2)
    return (of in ("datetime", "date") and name in READING) or (of == "time" and name in {*READING, "time"})


def test_nothing_else_reads_a_clock() -> None:
    readers = [
        f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        for file in SOURCES
        for node in nodes(file)
        if reads_a_clock(node)
    ]
    assert not readers, "ask kneetui.config.clock instead: " + ", ".join(readers)


@pytest.mark.parametrize(
    ("code", "reads"),
    [
        ("datetime.now()", True),
        ("datetime.datetime.now(UTC)", True),
        ("date.today()", True),
        ("time.time()", True),
        ("when.astimezone()", True),
        ("datetime.fromtimestamp(0)", True),
        ("services.now()", False),
        ("clock.now()", False),
        ("time.monotonic()", False),
        ("when.astimezone(zone)", False),
    ],
)
def test_what_reads_a_clock_is_known(code: str, reads: bool) -> None:
    assert any(map(reads_a_clock, ast.walk(ast.parse(code)))) is reads
