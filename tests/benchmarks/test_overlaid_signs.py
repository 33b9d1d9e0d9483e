"""Every case with every warning sign of the core laid over it; what is walked and lost is printed.

Without ``--benchmark-enable`` a handful is walked, to see that it runs.
"""

from __future__ import annotations

import statistics
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from kneetui.content.model import Library
from kneetui.triage.evaluation.cases import Case, read_cases
from kneetui.triage.evaluation.overlaid_signs import Walked, overlaid, walk_all
from kneetui.triage.interview.open_signs import core_signs
from tests.benchmarks.conftest import run


def test_no_pair_is_lost(
    benchmark: BenchmarkFixture, library: Library, cases: list[Case], capsys: pytest.CaptureFixture[str]
) -> None:
    chosen, signs = cases[:2], core_signs(library)[:10]
    if benchmark.enabled:
        folders = [Path(pack.folder) for pack in library.packs.values()]
        chosen, signs = (
            [case for folder in folders for case in read_cases(folder, library)],
            core_signs(library),
        )

    def every() -> list[Walked]:
        return list(walk_all(library, overlaid(library, chosen, signs)))

    walked: list[Walked] = run(benchmark, every, rounds=1)
    lost = [patient for patient in walked if patient.lost]
    questions = [patient.questions for patient in walked]
    with capsys.disabled():
        print(
            f"\npairs walked {len(walked)}, lost {len(lost)}; "
            f"questions: median {statistics.median(questions):g}, most {max(questions)}"
        )
    assert [(patient.pair.case.id, patient.pair.sign.name) for patient in lost] == []
