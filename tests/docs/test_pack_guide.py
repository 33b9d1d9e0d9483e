"""The pack author's guide says what the code does: its example pack is good, its reference complete."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kneetui.content.format import fields, schema
from kneetui.content.format.reference import BEGIN, END, reference
from kneetui.packs.checking.check import check_folder, try_folder
from kneetui.triage.assessment import size
from kneetui.triage.causes.ranking import ranking
from kneetui.triage.evaluation.cases import read_cases
from kneetui.triage.evaluation.evaluate import run
from kneetui_pack_authoring.json_schema import CONTENT, directive
from kneetui_pack_authoring.lint import lint_folder
from kneetui_pack_authoring.scaffold import Plan, write_new
from tests.content.packs import write_pack

GUIDE = Path(__file__).parents[2] / "docs/packs.md"
EXAMPLE = Path(__file__).parents[2] / "docs/examples/tennis"
RUNNING = Path(__file__).parents[2] / "packs/running"
TEXT = GUIDE.read_text("utf-8")


def blocks(language: str = "") -> list[str]:
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    return [text for marked, text in fenced if marked == language]


def shown() -> list[tuple[str, str]]:
    """File and text of every part of the example that the guide shows; its first line names the file."""
    listings = []
    for block in blocks("toml"):
        first, _, rest = block.partition("\n")
        name = re.fullmatch(r"# tennis/(\w+\.toml)", first)
        if name:
            listings.append((name[1], rest))
        else:
            assert first == f"{directive(CONTENT)}", (
                "a block belongs to the example, or is the line for editors"
            )
    return listings


@pytest.mark.parametrize(("file", "text"), shown())
def test_what_the_guide_shows_is_a_part_of_the_example(file: str, text: str) -> None:
    assert text in (EXAMPLE / file).read_text("utf-8")


def test_the_guide_shows_something_of_every_file() -> None:
    assert {file for file, _ in shown()} == {path.name for path in EXAMPLE.glob("*.toml")}


def test_the_example_has_nothing_to_mend() -> None:
    assert lint_folder(EXAMPLE) == []


def test_the_cases_of_the_example_come_out_as_they_say() -> None:
    library, problems = try_folder(EXAMPLE)
    assert problems == []
    results = run(library, read_cases(EXAMPLE, library), False)
    assert len(results) >= 6
    assert [(result.case.id, result.place, result.exact) for result in results] == [
        (result.case.id, 1, True) for result in results
    ]


def test_evidence_of_one_group_counts_once_as_the_guide_says() -> None:
    library, _ = try_folder(EXAMPLE)
    case = read_cases(EXAMPLE, library)[0]
    ranked = {fit.cause.id: fit for fit in ranking(library).rank(case.facts)}
    counted = {reason.evidence.id for reason in ranked["patellar-tendinopathy"].reasons}
    assert "tennis-hard-court" in counted
    assert "tennis-landing" not in counted, "its group has something stronger"


def test_the_guide_lists_what_a_new_pack_holds(tmp_path: Path) -> None:
    made = write_new(Plan(id="tennis", name="Tennis", activity="other", author="Ana"), tmp_path / "tennis")
    (listing,) = (block for block in blocks() if block.startswith("tennis/\n"))
    names = {line.split()[0].rstrip("/") for line in listing.splitlines()[1:]}
    assert names == {path.name for path in made.iterdir()}


def test_the_reference_is_what_the_schema_says() -> None:
    section = TEXT[TEXT.index(BEGIN) :].rstrip()
    assert section == reference(), "run: uv run python docs/make_tables.py"


def test_the_reference_has_every_key() -> None:
    made = reference()
    for table in schema.TABLES:
        for name, field in table.model_fields.items():
            assert f"| `{field.alias or name}` |" in made
            assert field.description, f"{table.__name__}.{name} says nothing"
    assert made.startswith(BEGIN)
    assert made.endswith(END)


CONDITIONS = re.findall(r"^\| `(\{.*?\})` \|", TEXT, re.MULTILINE)


def test_conditions_are_written_as_the_guide_says(tmp_path: Path) -> None:
    findings = ""
    for number, condition in enumerate(CONDITIONS):
        if "running." in condition:
            condition = condition.replace("running.surface", "tennis.ball").replace("trail", "hard")
        findings += f'[[finding]]\nid = "example-{number}"\ntext = "an example"\ncondition = {condition}\n'
    assert len(CONDITIONS) > 15
    assert check_folder(write_pack(tmp_path / "tennis", findings=findings)) == []


def test_the_guide_shows_every_form_of_condition() -> None:
    forms = {*fields.RESERVED, "count", "none-of", "none", "only", "min", "max", "over", "under"}
    section = TEXT[TEXT.index("## Conditions") : TEXT.index("## Likelihood")]
    assert {form for form in forms if not re.search(rf"\b{form} =", section)} == set()


def test_words_for_ratios_are_those_of_the_app() -> None:
    adjectives = {"strongly": "strong", "clearly": "clear", "slightly": "slight"}
    rows = re.findall(r"^\| ([^|]*\d[^|]*) \| (\w+) (?:for|against) it \|", TEXT, re.MULTILINE)
    assert len(rows) == 6
    for numbers, word in rows:
        first = float(re.findall(r"[\d.]+", numbers)[0])
        inside = first * 0.9 if numbers.startswith("below") else first * 1.01
        assert size(inside) == adjectives[word], numbers


def test_the_distribution_in_the_guide_is_made_like_ours() -> None:
    (project,) = (block for block in blocks() if block.startswith("[project]"))
    theirs, ours = tomllib.loads(project), tomllib.loads((RUNNING / "pyproject.toml").read_text("utf-8"))
    for key in ("requires-python", "license", "dependencies"):
        assert theirs["project"][key] == ours["project"][key]
    assert theirs["build-system"] == ours["build-system"]
    assert theirs["project"]["entry-points"] == {"kneetui": {"tennis": "kneetui_tennis"}}


def test_the_hook_in_the_guide_runs(tmp_path: Path) -> None:
    (code,) = blocks("python")
    module: dict[str, object] = {"__file__": str(tmp_path / "__init__.py")}
    exec(compile(code, str(GUIDE), "exec"), module)
    hook = module["kneetui_packs"]
    assert callable(hook)
    assert hook() == [tmp_path / "content"]
