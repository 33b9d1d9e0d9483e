"""How kneetui bears three hundred installed packs: start, rebuild, check, next question, memory.

Without ``--benchmark-enable`` they run once, with a few packs.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import median

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from kneetui.config.paths import write_private
from kneetui.config.settings import Settings, write_settings
from kneetui.content.compiled import cache
from kneetui.content.loading.merge import CORE, load
from kneetui.content.model import Library
from kneetui.packs.checking.check import check_folder
from kneetui.plugins.manager import find_plugins
from kneetui.triage.evaluation.cases import Case
from kneetui.triage.interview.next_question import suggest
from tests.benchmarks.conftest import Limit, run, stages
from tests.benchmarks.packs_on_disk import PACKS, write_packs
from tests.terminal.pty_app import PtyApp

FEW = 12
"""Packs in an ordinary run."""

COLD_REBUILD = 3.0
FROM_CACHE = 0.15
CHECK_OF_ONE = 0.3
NEXT_QUESTION = 0.1
STARTS = 7

Folders = list[tuple[Path, str]]


@pytest.fixture(scope="session")
def shipped() -> list[Path]:
    """The folders of the sport packs."""
    return [folder for folder, _ in find_plugins().packs()]


@pytest.fixture(scope="session")
def shelf(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, shipped: list[Path]
) -> Path:
    """A folder with the made-up packs."""
    measured = request.config.getoption("benchmark_enable")
    folder = tmp_path_factory.mktemp("many") / "packs"
    write_packs(folder, shipped, CORE, PACKS if measured else FEW)
    return folder


@pytest.fixture(scope="session")
def folders(shelf: Path) -> Folders:
    return [(folder, "made up") for folder in sorted(shelf.iterdir())]


@pytest.fixture(scope="session")
def merged(folders: Folders) -> Library:
    return load(folders)


def test_every_made_up_pack_is_good_and_of_a_real_size(
    merged: Library, shelf: Path, shipped: list[Path]
) -> None:
    assert merged.problems == ()
    assert len(merged.packs) == 1 + len(list(shelf.iterdir()))
    made = next(iter(shelf.iterdir()))
    share = _size(made) / (sum(map(_size, shipped)) / len(shipped))
    assert 0.25 < share < 0.6
    assert {file.stem for file in made.iterdir()} >= {"causes", "cases", "exercises", "routines", "flags"}


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.glob("*.toml"))


def test_cold_rebuild(
    benchmark: BenchmarkFixture, within: Limit, folders: Folders, merged: Library, tmp_path: Path
) -> None:
    homes = (tmp_path / str(number) for number in range(100))
    built = run(benchmark, lambda: cache.load(folders, next(homes), write_private), rounds=3)
    assert built == merged
    within(COLD_REBUILD)


def test_reading_the_compiled_library(
    benchmark: BenchmarkFixture, within: Limit, folders: Folders, merged: Library, tmp_path: Path
) -> None:
    cache.load(folders, tmp_path, write_private)
    again = run(benchmark, lambda: cache.load(folders, tmp_path, _never), rounds=5)
    assert again == merged
    within(FROM_CACHE)


def _never(path: Path, content: bytes) -> None:
    raise AssertionError(f"{path} was compiled once more")


def test_check_of_one_pack(benchmark: BenchmarkFixture, within: Limit, folders: Folders, home: Path) -> None:
    packs = cycle(folder for folder, _ in folders)
    problems = run(benchmark, lambda: check_folder(next(packs)), rounds=9, warmup_rounds=1)
    assert problems == []
    within(CHECK_OF_ONE)


def test_next_question(
    benchmark: BenchmarkFixture, within: Limit, merged: Library, cases: list[Case]
) -> None:
    turns = cycle([stage for case in cases[:4] for stage in stages(merged, case)[:25]])
    assert run(benchmark, lambda: suggest(merged, *next(turns)), rounds=60, warmup_rounds=2) is not None
    within(NEXT_QUESTION)


def test_start(
    benchmark: BenchmarkFixture, shelf: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The app with all packs on its shelf against the same app without any, one after the other."""
    without, with_all = _home(home / "without"), _home(home / "all")
    with_all.joinpath("data").mkdir()
    with_all.joinpath("data", "packs").symlink_to(shelf)
    starts = STARTS if benchmark.enabled else 1
    _start(without), _start(with_all)
    took = [(_start(without), _start(with_all)) for _ in range(starts)]
    ready = [median(seconds[number].ready for seconds in took) for number in (0, 1)]
    asked = [median(seconds[number].asked for seconds in took) for number in (0, 1)]
    memory = [median(seconds[number].memory for seconds in took) for number in (0, 1)]
    run(benchmark, lambda: _start(with_all), rounds=1)
    if benchmark.enabled:
        with capsys.disabled():
            for words, (none, every), unit in (
                ("first usable frame", ready, "s"),
                ("first question of triage", asked, "s"),
                ("memory", memory, "MiB"),
            ):
                print(
                    f"\n{words}: {none:.2f} {unit} without packs, {every:.2f} {unit} with {PACKS}: {every / none:.2f} x",
                    end="",
                )
            print()


@dataclass(frozen=True, slots=True)
class _Start:
    """Seconds to the first frame and to the first question, and MiB in use then."""

    ready: float
    asked: float
    memory: float


def _home(folder: Path) -> Path:
    write_settings(
        folder / "config" / "config.toml",
        Settings(sports=("running",), knee="right", welcomed=True, bell=False),
    )
    return folder


def _start(home: Path) -> _Start:
    """Start the app and go to the first question as soon as there is a frame."""
    with PtyApp(home, env={"KNEETUI_PLUGINS": None}) as app:
        app.wait("1 Today")
        ready = time.monotonic() - app.started
        app.send("enter")
        app.wait("Warning signs")
        asked = time.monotonic() - app.started
        status = Path(f"/proc/{app.process.pid}/status").read_text(encoding="utf-8")
        memory = int(status.partition("VmRSS:")[2].split()[0]) / 1024
        return _Start(ready, asked, memory)
