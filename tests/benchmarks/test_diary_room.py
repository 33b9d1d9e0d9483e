"""What each action of the diary room takes, by how long the diary is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import process_time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from kneetui.config.settings import Settings
from kneetui.content.model import Library
from kneetui.diary.entries import Entry, RoutineRecord, Session
from kneetui.services.container import Services
from kneetui.services.diary.browsing.browser import DiaryView
from kneetui.services.diary.undo import take_back
from kneetui.services.patterns import long_view
from kneetui.services.patterns.mornings import comparisons
from kneetui.status.trend.periods import PeriodKind
from kneetui.testing import NOW
from tests.benchmarks.conftest import days, run

SPANS = {"60 days": 60, "20 years": 7300}
ROUNDS = 5
TODAY = NOW.date()


def entries(count: int) -> list[Entry]:
    """Three entries a day: a morning, a session, and every third day one of a routine; 22,000 in twenty years."""
    made = []
    for back in range(count):
        day = (NOW - timedelta(days=back)).replace(minute=0)
        training = Session("running", 30 + back % 40, effort=4 + back % 3, distance_km=5 + back % 9)
        made.append(
            Entry(day.replace(hour=7), "right", pain_morning=back % 4, note=f"woke up early {back % 97}")
        )
        made.append(Entry(day.replace(hour=8), "left", pain_during=back % 5, session=training))
        if back % 3:
            made.append(Entry(day.replace(hour=9), "right", pain_after=back % 3, swelling="none"))
        else:
            routine = RoutineRecord("kneecap", phase=f"p{back // 60 % 4}", minutes=20, pain=back % 3)
            made.append(Entry(day.replace(hour=9), "right", routine=routine))
    return made


@pytest.fixture(scope="module", params=SPANS)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A span, and a home with a diary of it."""
    home: Path = tmp_path_factory.mktemp("diary")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KNEETUI_HOME", str(home))
        patch.setenv("TZ", "UTC")
        made = Services(lambda: NOW)
        made.diary.add_all(entries(days(request.config, SPANS[request.param])))
        made.close()
    return request.param, home


@pytest.fixture
def services(
    written: tuple[str, Path], library: Library, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Services]:
    monkeypatch.setenv("KNEETUI_HOME", str(written[1]))
    services = Services(lambda: NOW)
    services.settings = Settings(sports=("running",), knee="right", welcomed=True, bell=False)
    services.use_library(library)
    yield services
    services.close()


def _jump(services: Services) -> None:
    DiaryView(services).near(TODAY - timedelta(days=3650))


def _end(services: Services) -> None:
    DiaryView(services).oldest()


def _find(words: str) -> Callable[[Services], None]:
    def find(services: Services) -> None:
        view = DiaryView(services)
        view.words = words
        view.entries()

    return find


def _history(kind: PeriodKind, knee: str) -> Callable[[Services], None]:
    def show(services: Services) -> None:
        period = long_view.period_of(services, kind, TODAY)
        assert period
        long_view.view(services, kind, period, knee)

    return show


def _write_and_undo(services: Services) -> None:
    view = DiaryView(services)
    view.wrote(services.diary.add(replace(Entry(NOW, "right", pain_morning=3))))
    take_back(services)


ACTIONS: dict[str, Callable[[Services], object]] = {
    "open the room": DiaryView,
    "End": _end,
    "a day ten years ago": _jump,
    "Find: a word of many": _find("early"),
    "Find: a word of none": _find("zugspitze"),
    "Find: a word of none, not Latin": _find("колено"),
    "Find: a number of none": _find("98765"),
    "Find: a range of none": _find("km>100"),
    "Find: a range of many": _find("pain>=2"),
    "Find: a year": _find(f"{TODAY.year - 19}"),
    "Find: a day of none": _find("1999-05-05"),
    "Find: the words before values": _find("looked"),
    "Find: both knees": _find("both"),
    "history: a year": _history("year", "right"),
    "history: everything": _history("all", "right"),
    "history: everything, both": _history("all", "both"),
    "history: training blocks": _history("block", "right"),
    "mornings": lambda services: comparisons(services, "right"),
    "write and undo": _write_and_undo,
}


@pytest.mark.benchmark(timer=process_time)
@pytest.mark.parametrize("action", ACTIONS)
def test_action(
    benchmark: BenchmarkFixture,
    capsys: pytest.CaptureFixture[str],
    services: Services,
    written: tuple[str, Path],
    action: str,
) -> None:
    """From the file, with nothing parsed before; processor time, so that what else runs does not count."""

    def anew() -> None:
        services.close()
        assert services.diary.count()

    run(benchmark, lambda: ACTIONS[action](services), setup=anew, rounds=ROUNDS)
    if benchmark.enabled and benchmark.stats:
        with capsys.disabled():
            print(
                f"\ndiary room, {written[0]}, {action}: {benchmark.stats.stats.median * 1000:.1f} ms", end=""
            )
