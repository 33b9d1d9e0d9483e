"""The pack author's guide says what the code does: its example pack is good, its reference complete."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kneetui.content import schema
from kneetui.content.library import CORE, build
from kneetui.content.loader import load_pack
from kneetui.content.model import Library
from kneetui.content.reference import BEGIN, END, reference
from kneetui.packs.checking import check_folder
from kneetui.triage.assessment import size
from kneetui.triage.evaluate import read_cases, run
from kneetui.triage.ranking import ranking
from tests.content.packs import write_pack

GUIDE = Path(__file__).parents[1] / "docs/packs.md"
RUNNING = Path(__file__).parents[1] / "packs/running"
TEXT = GUIDE.read_text("utf-8")


def blocks(language: str = "") -> list[str]:
    found = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    return [text for each, text in found if each == language]


def example(folder: Path) -> Path:
    """The pack of the guide: every TOML block goes into the file its first line names."""
    pack = folder / "hillwalking"
    pack.mkdir()
    for block in blocks("toml"):
        first, _, rest = block.partition("\n")
        name = re.fullmatch(r"# hillwalking/(\w+\.toml)", first)
        assert name, first
        with (pack / name[1]).open("a", encoding="utf-8") as file:
            file.write(rest)
    return pack


def with_core(pack: Path) -> Library:
    library = build([load_pack(CORE, "built in"), load_pack(pack)])
    assert not library.problems
    return library


def test_the_example_pack_has_no_problems(tmp_path: Path) -> None:
    assert check_folder(example(tmp_path)) == []


def test_the_example_pack_can_be_checked_after_every_step(tmp_path: Path) -> None:
    pack = tmp_path / "hillwalking"
    pack.mkdir()
    for block in blocks("toml"):
        first, _, rest = block.partition("\n")
        (pack / first.rpartition("/")[2]).write_text(rest, "utf-8")
        assert check_folder(pack) == []


def test_the_case_of_the_example_comes_out_as_it_says(tmp_path: Path) -> None:
    library = with_core(example(tmp_path))
    results = run(library, read_cases(tmp_path / "hillwalking", library), False)
    assert [(each.place, each.exact) for each in results] == [(1, True)]
    ranked = {each.cause.id: each for each in ranking(library).rank(results[0].case.facts)}
    counted = {cause: {reason.evidence.id for reason in ranked[cause].reasons} for cause in ranked}
    assert "hills-down" in counted["itb-syndrome"]
    assert "hills-down" not in counted["patellofemoral-pain"], "its group has something stronger"


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


@pytest.mark.parametrize("condition", CONDITIONS)
def test_conditions_are_written_as_the_guide_says(tmp_path: Path, condition: str) -> None:
    if "running." in condition:
        condition = condition.replace("running.surface", "tennis.ball").replace("trail", "hard")
    finding = f'[[finding]]\nid = "example"\ntext = "an example"\ncondition = {condition}\n'
    assert check_folder(write_pack(tmp_path / "tennis", findings=finding)) == []


def test_the_guide_shows_every_form_of_condition() -> None:
    forms = {*schema.RESERVED, "count", "none-of", "none", "only", "min", "max", "over", "under"}
    section = TEXT[TEXT.index("## Conditions") : TEXT.index("## Likelihood")]
    assert {form for form in forms if not re.search(rf"\b{form} =", section)} == set()


def test_words_for_ratios_are_those_of_the_app() -> None:
    said = {"strongly": "strong", "clearly": "clear", "slightly": "slight"}
    rows = re.findall(r"^\| ([^|]*\d[^|]*) \| (\w+) (?:for|against) it \|", TEXT, re.MULTILINE)
    assert len(rows) == 6
    for numbers, word in rows:
        first = float(re.findall(r"[\d.]+", numbers)[0])
        inside = first * 0.9 if numbers.startswith("below") else first * 1.01
        assert size(inside) == said[word], numbers


def test_the_distribution_in_the_guide_is_made_like_ours() -> None:
    (project,) = (block for block in blocks() if block.startswith("[project]"))
    said, ours = tomllib.loads(project), tomllib.loads((RUNNING / "pyproject.toml").read_text("utf-8"))
    for key in ("requires-python", "license", "dependencies"):
        assert said["project"][key] == ours["project"][key]
    assert said["build-system"] == ours["build-system"]
    assert said["project"]["entry-points"] == {"kneetui": {"hillwalking": "kneetui_hillwalking"}}


def test_the_hook_in_the_guide_runs(tmp_path: Path) -> None:
    (code,) = blocks("python")
    module: dict[str, object] = {"__file__": str(tmp_path / "__init__.py")}
    exec(compile(code, str(GUIDE), "exec"), module)
    hook = module["kneetui_packs"]
    assert callable(hook)
    assert hook() == [tmp_path / "content"]
