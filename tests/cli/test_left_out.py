"""A pack that is left out says why, wherever a person may look."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import build
from kneetui.services.container import Services
from tests.cli.conftest import Run
from tests.cli.small import write_core
from tests.content.packs import write_pack

TIPS = '[[tip]]\nid = "x"\nkind = "fit"\ntitle = "a\u202eb"\ntext = "x"\nsource = "nobody"\n'
WHY = "a character that cannot be seen: U+202E right-to-left override"


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "squash", "squash", tips=TIPS)


@pytest.fixture(autouse=True)
def one_bad(services: Services, bad: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that one pack had to be left out of."""
    core = write_core(tmp_path / "core")
    monkeypatch.setattr("kneetui.content.loading.merge.CORE", core)
    services.use_library(build([load_pack(core, "built in"), load_pack(bad, "this user")]))


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.toml"
    path.write_text("fever = true\n")
    return path


@pytest.mark.parametrize("words", [["list"], ["info", "squash"], ["check", "FOLDER"]])
def test_commands_for_packs(run: Run, bad: Path, words: list[str]) -> None:
    result = run("pack", *(str(bad) if word == "FOLDER" else word for word in words))
    assert WHY in result.output
    assert "tips.toml:4" in result.output
    assert "\u202e" not in result.output


def test_doctor(run: Run) -> None:
    result = run("doctor")
    assert result.exit_code == 1
    assert WHY in result.stdout


def test_evaluate_says_it_aside(run: Run, tmp_path: Path) -> None:
    case = '[[case]]\nid = "A"\nstory = "x"\nsource = "x"\n[case.answers]\nfever = true\n[case.expect]\n'
    (tmp_path / "cases.toml").write_text(case + 'cause = "kneecap"\nurgency = "emergency"\n')
    result = run("evaluate", tmp_path / "cases.toml", "--json")
    assert json.loads(result.stdout)["cases"] == 1
    assert WHY in result.stderr


@pytest.mark.parametrize("form", [[], ["--json"], ["--explain"], ["--adaptive"]])
def test_triage_says_it_aside(run: Run, answers: Path, form: list[str]) -> None:
    result = run("triage", "--answers", answers, *form)
    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert line.startswith("left out: squash: ")
    assert WHY in line
    assert line.endswith("And 1 more: kneetui pack list.")
    assert WHY not in result.stdout
    if form == ["--json"]:
        assert json.loads(result.stdout)["format"] == 1


def test_questions_say_it_aside(run: Run) -> None:
    result = run("questions", "--json")
    assert WHY in result.stderr
    assert json.loads(result.stdout)
