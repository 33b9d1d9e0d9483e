"""The page of training files shows what comes out of them now, and no hostile one kept a good one out."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[2] / "docs"
MADE: dict[str, Any] = runpy.run_path(str(DOCS / "make_files.py"))
PAGE = (DOCS / "files.md").read_text(encoding="utf-8")


def rows(begin: str) -> list[list[str]]:
    """The cells of the table below a mark."""
    text = PAGE.partition(MADE[begin])[2].partition(MADE["END"])[0]
    return [line.strip("| ").split(" | ") for line in text.strip().splitlines()][2:]


def test_the_page_shows_what_comes_out_now() -> None:
    table = "\n".join(MADE["files_table"](MADE["samples"]()))
    assert table in PAGE, "run: uv run python docs/make_files.py"


def test_each_hostile_file_cost_a_sentence_and_the_good_one_came_in() -> None:
    tried = rows("HOSTILE")
    assert len(tried) >= 9
    assert {code for _, _, _, code, _ in tried} == {"0"}
    assert [what for what, *_, sentence in tried if "did not come in" in sentence] == []


def test_the_totals_of_a_file_are_read_without_the_readers(tmp_path: Path) -> None:
    lap = "<Lap><TotalTimeSeconds>90</TotalTimeSeconds><DistanceMeters>400</DistanceMeters></Lap>"
    file = tmp_path / "two.tcx"
    file.write_text(f"<TrainingCenterDatabase>{lap * 2}</TrainingCenterDatabase>")
    assert MADE["totals"](file) == MADE["Totals"](3.0, 0.8)
