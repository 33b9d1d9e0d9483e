"""The page on accuracy is made from what ``kneetui evaluate`` prints."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from kneetui.triage.evaluation.cases import read_cases
from tests.cli.conftest import Run
from tests.cli.small import CASES

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def script() -> dict[str, Any]:
    return runpy.run_path(str(DOCS / "make_accuracy.py"))


def test_figures_are_those_of_evaluate(run: Run, tmp_path: Path, script: dict[str, Any]) -> None:
    file = tmp_path / "cases.toml"
    file.write_text(CASES, encoding="utf-8")
    reports = {
        (way, part): json.loads(run("evaluate", file, "--json", *options).stdout)
        for way, options in script["WAYS"].items()
        for part in script["PARTS"]
    }
    kinds = {"A1": "constructed", "A2": "published", "A3": "published"}
    made = script["figures"](reports, kinds, "Content `b`.", {})
    lines = made.splitlines()
    assert (lines[0], lines[-1]) == (script["BEGIN"], script["END"])
    assert "| retold from a published report | 2 | 2 |" in lines
    assert "| together | 3 | 3 |" in lines
    shown = reports["full", "aside"]["measures"]["top-1"]
    assert any(line.startswith("| right cause first |") and f"({shown['hits']})" in line for line in lines)
    assert any(line.startswith("| questions asked | median") for line in lines)
    (below,) = (line for line in lines if line.startswith("| emergencies shown as less than urgent |"))
    assert below.count(" of 20 |") == 2, "one emergency, disturbed 20 times"
    without = {key: {**report, "noise": None} for key, report in reports.items()}
    earlier = {"With disturbed answers": "Content `a`.", "With answers left out": "Content `a`."}
    again = script["sections_of"](script["figures"](without, kinds, "Content `b`.", earlier))
    states = {heading: text.splitlines()[0] for heading, text in again.items()}
    assert {heading for heading, state in states.items() if state == "Content `a`."} == set(earlier)
    assert len(states) == made.count("### ")


def test_every_shipped_case_has_a_known_kind(library: Any, script: dict[str, Any]) -> None:
    kinds = script["kinds"]()
    assert set(kinds.values()) <= set(script["KINDS"])
    for pack in library.packs.values():
        assert {case.id for case in read_cases(Path(pack.folder), library)} <= set(kinds)


def test_the_page_has_its_figures_once(script: dict[str, Any]) -> None:
    text = (DOCS / "accuracy.md").read_text("utf-8")
    assert text.count(script["BEGIN"]) == text.count(script["END"]) == 1
    between = text.partition(script["BEGIN"])[2].partition(script["END"])[0]
    assert "### By interview" in between
