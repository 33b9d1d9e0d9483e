"""A new pack is good from the first moment, whatever is put into it, and never takes the place of anything."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kneetui.packs.checking.check import check_folder, try_folder
from kneetui.triage.evaluation.cases import read_cases
from kneetui.triage.evaluation.evaluate import run
from kneetui_pack_authoring import scaffold
from kneetui_pack_authoring.json_schema import CONTENT, HEAD, PLACE
from kneetui_pack_authoring.lint import lint_folder
from kneetui_pack_authoring.scaffold import BadName, Plan, check_id, check_words, write_new

TENNIS = Plan(id="tennis", name="Tennis", activity="other", author="Ana Example")
AWKWARD = Plan(
    id="x-1", name='The "big" \\ games — Ü', activity="running", author='O\'Neill, "Ana"', licence="CC0-1.0"
)


@pytest.mark.parametrize("plan", [TENNIS, AWKWARD], ids=lambda plan: plan.id)
def test_a_new_pack_has_no_problems(tmp_path: Path, plan: Plan) -> None:
    assert check_folder(write_new(plan, tmp_path / plan.id)) == []


@pytest.mark.parametrize("activity", scaffold.activities())
def test_it_checks_and_its_case_comes_out_for_every_activity(tmp_path: Path, activity: str) -> None:
    folder = write_new(Plan(id="tennis", name="Tennis", activity=activity, author="Ana"), tmp_path / "tennis")
    library, problems = try_folder(folder)
    assert problems == []
    (result,) = run(library, read_cases(folder, library))
    assert (result.place, result.exact) == (1, True)


def test_it_has_nothing_to_mend(tmp_path: Path) -> None:
    assert lint_folder(write_new(TENNIS, tmp_path / "tennis")) == []


def test_it_has_one_of_everything_that_a_pack_begins_with(tmp_path: Path) -> None:
    library, _ = try_folder(write_new(TENNIS, tmp_path / "tennis"))
    counts = library.packs["tennis"].counts
    kinds = ("source", "question", "cause", "evidence", "tip", "exercise", "routine", "case")
    assert {kind: counts.get(kind) for kind in kinds} == dict.fromkeys(kinds, 1)


def test_every_file_explains_itself_and_names_its_schema(tmp_path: Path) -> None:
    folder = write_new(TENNIS, tmp_path / "tennis")
    for file in folder.glob("*.toml"):
        first, second, *_ = file.read_text("utf-8").splitlines()
        assert first == f"#:schema ./{HEAD if file.name == 'pack.toml' else CONTENT}"
        assert second.startswith("# ")
        assert (folder / first.removeprefix("#:schema ./")).is_file()


def test_what_was_said_is_in_it(tmp_path: Path) -> None:
    head = tomllib.loads((write_new(AWKWARD, tmp_path / "x") / "pack.toml").read_text("utf-8"))
    assert (head["name"], head["authors"]) == (AWKWARD.name, [AWKWARD.author])
    assert (head["licence"], head["activities"]) == ("CC0-1.0", ["running"])
    assert AWKWARD.name in (tmp_path / "x/README.md").read_text("utf-8")


def test_a_python_package_around_it(tmp_path: Path) -> None:
    plan = Plan(id="table-tennis", name="Table tennis", activity="other", author="Ana")
    content = write_new(plan, tmp_path / "table-tennis", wheel=True)
    assert content == tmp_path / "table-tennis/src/kneetui_table_tennis/content"
    assert check_folder(content) == []
    project = tomllib.loads((tmp_path / "table-tennis/pyproject.toml").read_text("utf-8"))
    assert project["project"]["entry-points"]["kneetui"] == {"table-tennis": "kneetui_table_tennis"}
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["src/kneetui_table_tennis"]
    assert (
        project["project"]["version"] == tomllib.loads((content / "pack.toml").read_text("utf-8"))["version"]
    )
    spec = importlib.util.spec_from_file_location("made", content.parent / "__init__.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.kneetui_packs() == [content]


@pytest.mark.hunt
def test_the_tests_of_a_python_package_pass(tmp_path: Path) -> None:
    write_new(TENNIS, tmp_path / "tennis", wheel=True)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        command, cwd=tmp_path / "tennis", capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"[2-9] passed", done.stdout), done.stdout


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "tennis").mkdir()
    with pytest.raises(FileExistsError):
        write_new(TENNIS, tmp_path / "tennis")
    assert list((tmp_path / "tennis").iterdir()) == []


def test_nothing_else_of_the_template_is_left_out(tmp_path: Path) -> None:
    folder = write_new(TENNIS, tmp_path / "tennis")
    made = {path.name for path in folder.iterdir()}
    assert made == {path.name for path in (scaffold.TEMPLATE / "content").iterdir()} | {PLACE}


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("Tennis", "Try “tennis”"),
        ("table tennis", "Try “table-tennis”"),
        ("a/b", "Try “a-b”"),
        ("..", "no id"),
        ("", "no id"),
        ("-x", "Try “x”"),
        ("core", "taken"),
        ("kneetui", "taken"),
        ("x" * 33, "longer than 32"),
    ],
)
def test_bad_names_are_explained(word: str, reason: str) -> None:
    with pytest.raises(BadName, match=reason):
        check_id(word)


@pytest.mark.parametrize("text", ["", "  ", "two\nlines", "\x1b[31mred", "x" * 81])
def test_words_that_cannot_stand_in_a_pack(text: str) -> None:
    with pytest.raises(BadName, match="one line of at most 80"):
        check_words(text, "the name")
