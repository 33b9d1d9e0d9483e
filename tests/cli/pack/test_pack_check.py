"""``kneetui pack check``: everything at once, with place and remedy, in three forms."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from kneetui.cli.pack.tell import annotation, line
from kneetui.content.model import Problem
from tests.cli.conftest import Run

EXAMPLE = Path(__file__).parents[3] / "docs/examples/tennis"

MISTAKES = {
    "pack.toml": ('activities = ["other"', 'activities = ["othr"'),
    "questions.toml": ('finding = "tennis-player"', 'finding = "tenis-player"'),
    "causes.toml": ('mechanism = ["muscle-pull"', 'mechanism = ["muscle-pul"'),
    "tips.toml": ('kind = "load"', 'kind = "laod"'),
    "exercises.toml": ('harder = "tennis-split-step"', 'harder = "tennis-split-stp"'),
    "routines.toml": ('rule = "pain-monitoring"', 'rule = "pain-monitorin"'),
    "flags.toml": ('stops = ["impact"', 'stops = ["impct"'),
    "cases.toml": ('"tennis.court" = "hard"', '"tennis.court" = "hrd"'),
}
"""File -> what stands in the example, and a mistake in its place."""


@pytest.fixture
def tennis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example in the working directory."""
    shutil.copytree(EXAMPLE, tmp_path / "tennis")
    monkeypatch.chdir(tmp_path)
    return Path("tennis")


def spoil(folder: Path, file: str) -> tuple[int, int]:
    """Make the mistake of a file; the line and column where its key stands."""
    good, bad = MISTAKES[file]
    text = (folder / file).read_text("utf-8")
    assert good in text
    before = text[: text.index(good)]
    (folder / file).write_text(text.replace(good, bad, 1), encoding="utf-8")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize("file", sorted(MISTAKES))
def test_a_mistake_is_told_with_its_place_and_what_was_meant(run: Run, tennis: Path, file: str) -> None:
    row, _ = spoil(tennis, file)
    result = run("pack", "check", tennis)
    assert result.exit_code == 1
    line, count = result.stdout.splitlines()
    assert count == "1 problem."
    assert re.match(rf"tennis/{re.escape(file)}:{row}:\d+: [\w.\[\]-]+: ", line), line
    assert "Did you mean “" in line


def test_all_mistakes_are_told_at_once_in_the_order_of_the_files(run: Run, tennis: Path) -> None:
    files = sorted(MISTAKES)
    rows = {file: spoil(tennis, file)[0] for file in files}
    problems = json.loads(run("pack", "check", tennis, "--format", "json").stdout)["problems"]
    assert [(Path(problem["file"]).name, problem["line"]) for problem in problems] == list(rows.items())
    assert all(problem["column"] and problem["key"] and problem["remedy"] for problem in problems)
    assert {problem["pack"] for problem in problems} == {"tennis"}


def test_two_mistakes_in_one_table_are_told_at_once(run: Run, tennis: Path) -> None:
    spoil(tennis, "tips.toml")
    text = (tennis / "tips.toml").read_text("utf-8")
    (tennis / "tips.toml").write_text(
        text.replace('["patellofemoral-pain"', '["patellofemoral-pan"', 1), encoding="utf-8"
    )
    lines = run("pack", "check", tennis).stdout.splitlines()
    assert [text.split(": ")[1] for text in lines[:2]] == ["tip[1].kind", "tip[1].causes[1]"]


def test_a_case_that_is_wrong_twice_is_told_once_at_each_place(run: Run, tennis: Path) -> None:
    spoil(tennis, "cases.toml")
    text = (tennis / "cases.toml").read_text("utf-8")
    (tennis / "cases.toml").write_text(text.replace('"self-care"', '"selfcare"', 1), encoding="utf-8")
    lines = run("pack", "check", tennis).stdout.splitlines()
    assert lines[-1] == "2 problems."
    assert "case[1].answers.tennis.court" in lines[0]
    assert "case[1].expect.urgency" in lines[1]


def test_json_is_the_same_as_the_format_json(run: Run, tennis: Path) -> None:
    spoil(tennis, "tips.toml")
    assert (
        run("pack", "check", tennis, "--json").stdout
        == run("pack", "check", tennis, "--format", "json").stdout
    )


def test_github_shows_it_beside_the_line(run: Run, tennis: Path) -> None:
    row, column = spoil(tennis, "tips.toml")
    result = run("pack", "check", tennis, "--format", "github")
    assert result.exit_code == 1
    message = "“laod” is not allowed here. Did you mean “load”?"
    assert (
        result.stdout
        == f"::error file=tennis/tips.toml,line={row},col={column},title=tip[1].kind::{message}\n"
    )


def test_an_absolute_folder_is_told_from_here_on_github(run: Run, tennis: Path) -> None:
    spoil(tennis, "tips.toml")
    assert "file=tennis/tips.toml," in run("pack", "check", tennis.resolve(), "--format", "github").stdout


def test_what_github_would_misread_is_escaped() -> None:
    problem = Problem(
        message="100% of\nthis: a, b", remedy="Do::that", file="a,b:c%.toml", line=3, column=1, key="x,y"
    )
    assert annotation(problem) == (
        "::error file=a%2Cb%3Ac%25.toml,line=3,col=1,title=x%2Cy::100%25 of%0Athis: a, b. Do::that"
    )


def test_a_warning_is_no_error(run: Run, tennis: Path) -> None:
    warning = Problem(
        message="old", remedy="Mend it.", file="tips.toml", line=1, column=2, key="tip", severity="warning"
    )
    assert line(warning) == "tips.toml:1:2: warning: tip: old. Mend it."
    assert annotation(warning).startswith("::warning ")


@pytest.mark.parametrize(
    ("form", "none"), [("text", "tennis: no problems found.\n"), ("json", '{\n  "problems": []\n}\n')]
)
def test_a_good_pack(run: Run, tennis: Path, form: str, none: str) -> None:
    result = run("pack", "check", tennis, "--format", form)
    assert (result.exit_code, result.stdout) == (0, none)


def test_a_format_that_is_none(run: Run, tennis: Path) -> None:
    assert run("pack", "check", tennis, "--format", "xml").exit_code == 2
