"""What is measured, and on what.

``make bench`` measures and prints: tables, and each median as a share of what the design allows. ``make hunt`` runs
every benchmark once, so that nothing here can rot. No time and no memory fails a test.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from kneetui.content.conditions import Answer
from kneetui.content.model import Library
from kneetui.triage.evaluation.cases import Case, read_cases
from kneetui.triage.interview.next_question import suggest
from tests import disk
from tests.benchmarks.synthetic import synthetic

Stage = tuple[dict[str, Answer], list[str]]
"""Answers so far, and what was asked."""


@pytest.fixture(autouse=True)
def on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing takes as long as it does for the app."""
    disk.wait(monkeypatch)


@pytest.fixture(scope="session")
def cases(library: Library) -> list[Case]:
    """Every twentieth shipped case."""
    folders = [Path(pack.folder) for pack in library.packs.values()]
    return [case for folder in folders for case in read_cases(folder, library)][::20]


@pytest.fixture(scope="session")
def many(library: Library) -> Library:
    """The library with fifty made-up packs."""
    return synthetic(library)


FEW_DAYS = 60
"""Days of a diary where nothing is measured: whether a benchmark still works shows in two months as in twenty years."""


def days(config: pytest.Config, span: int) -> int:
    """So many days; few, where nothing is measured."""
    return span if config.getoption("benchmark_enable") else min(span, FEW_DAYS)


Limit = Callable[[float], None]


@pytest.fixture
def within(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> Limit:
    """Notes the median of what was measured as a share of the seconds it may take; nothing without measuring."""

    def check(seconds: float) -> None:
        if benchmark.enabled and benchmark.stats is not None:
            median: Any = benchmark.stats.stats.median
            benchmark.extra_info["share of the limit"] = median / seconds
            with capsys.disabled():
                print(f"\n{benchmark.name}: {median / seconds:.2f} of the limit", end="")

    return check


def run(benchmark: BenchmarkFixture, what: Callable[..., Any], **options: Any) -> Any:
    """Measure a given number of rounds."""
    return benchmark.pedantic(what, **options)  # type: ignore[no-untyped-call]


def stages(library: Library, case: Case, least: int = 3) -> list[Stage]:
    """An interview after the first ``least`` questions: what is known each time a question is looked for."""
    facts: dict[str, Answer] = {}
    asked: list[str] = []
    states: list[Stage] = []
    while (suggestion := suggest(library, facts, asked)) is not None:
        if len(asked) >= least:
            states.append((dict(facts), list(asked)))
        name = suggestion.question.id
        asked.append(name)
        if name in case.facts:
            facts[name] = case.facts[name]
    return states
