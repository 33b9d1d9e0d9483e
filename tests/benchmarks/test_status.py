"""How long the status of both knees takes, by how long the diary is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from kneetui.config.settings import Settings
from kneetui.content.model import Library
from kneetui.diary.entries import Entry, Session
from kneetui.services.container import Services
from kneetui.services.knee_status import knee_status, known
from kneetui.status.status import Status, status
from kneetui.testing import NOW
from tests.benchmarks.conftest import days, run

SPANS = {"a month": 30, "60 days": 60, "1 year": 365, "20 years": 7300}
ROUNDS = 10
STATUS, ALL, AFTER, AGAIN = "status alone", "with reading the diary", "after one more entry", "once more"


def entries(count: int) -> list[Entry]:
    """Three entries a day, about one of them with a session: 22,000 and 7,000 in twenty years."""
    made = []
    for back in range(count):
        day = (NOW - timedelta(days=back)).replace(minute=0)
        made.append(Entry(day.replace(hour=7), "right", pain_morning=back % 4))
        made.append(
            Entry(day.replace(hour=8), "left", pain_during=back % 5, session=Session("running", 30, effort=4))
        )
        made.append(Entry(day.replace(hour=9), "right", pain_after=back % 3, swelling="none"))
    return made


@pytest.mark.parametrize("part", [STATUS, ALL, AFTER, AGAIN])
@pytest.mark.parametrize("span", SPANS)
def test_status(
    benchmark: BenchmarkFixture,
    pytestconfig: pytest.Config,
    library: Library,
    capsys: pytest.CaptureFixture[str],
    span: str,
    part: str,
) -> None:
    services = Services()
    services.settings = Settings(sports=("running",), knee="right", welcomed=True, bell=False)
    services.now = lambda: NOW
    services.use_library(library)
    services.diary.add_all(entries(days(pytestconfig, SPANS[span])))
    read = known(services)
    once_more = services.diary.latest()
    assert once_more is not None

    def from_the_file() -> Status:
        services.close()
        return knee_status(services)

    def after_one_more() -> Status:
        services.diary.add(once_more)
        return knee_status(services)

    work = {
        STATUS: lambda: status(read),
        ALL: from_the_file,
        AFTER: after_one_more,
        AGAIN: lambda: knee_status(services),
    }
    run(benchmark, work[part], rounds=ROUNDS)
    if benchmark.enabled and benchmark.stats:
        with capsys.disabled():
            print(f"\nstatus, {span}, {part}: {benchmark.stats.stats.median * 1000:.2f} ms")
    services.close()
