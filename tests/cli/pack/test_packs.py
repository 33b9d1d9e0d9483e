from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import build
from kneetui.plugins.manager import PluginInfo
from kneetui.services.container import Services
from tests.cli.conftest import Run
from tests.cli.small import write_core
from tests.content.packs import write_pack


@pytest.fixture(autouse=True)
def core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small core stands for the built-in one."""
    folder = write_core(tmp_path / "core")
    monkeypatch.setattr("kneetui.content.loading.merge.CORE", folder)
    return folder


@pytest.fixture
def one_bad(services: Services, core: Path, tmp_path: Path) -> Services:
    """A library with the small core, a good pack and a bad one."""
    good = load_pack(write_pack(tmp_path / "tennis"), "kneetui-tennis 1.0")
    bad = load_pack(write_pack(tmp_path / "squash", "squash", questions='[[question]]\nid = "squash.x"\n'))
    services.use_library(build([load_pack(core, "built in"), good, bad]))
    return services


def test_list_names_what_is_installed(run: Run) -> None:
    assert run("pack", "list").stdout == "core 1.2.3  Small core  (built in)\n"


def test_list_names_what_is_wrong_too(run: Run, one_bad: Services) -> None:
    output = run("pack", "list").stdout
    assert "tennis 0.1.0  tennis  (kneetui-tennis 1.0)" in output
    assert "not loaded: " in output
    assert "squash" in output


def test_list_as_json(run: Run, one_bad: Services) -> None:
    listing = json.loads(run("pack", "list", "--json").stdout)
    assert [pack["id"] for pack in listing["packs"]] == ["core", "tennis"]
    assert set(listing["packs"][0]) == {
        "id",
        "name",
        "version",
        "summary",
        "licence",
        "authors",
        "activities",
        "languages",
        "counts",
        "requires",
        "origin",
        "folder",
        "scope",
        "state",
        "behind",
        "pinned",
        "disabled",
        "edited",
        "signature",
        "came",
        "remove",
    }
    problem = listing["problems"][0]
    assert problem["pack"] == "squash"
    assert problem["line"] > 0
    assert problem["remedy"]


def test_info_says_what_it_holds(run: Run) -> None:
    output = run("pack", "info", "core").stdout
    for words in ("Small core (core) 1.2.3", "Three causes.", "licence: CC0-1.0", "3 cause", "5 question"):
        assert words in output


def test_info_as_json(run: Run) -> None:
    assert json.loads(run("pack", "info", "core", "--json").stdout)["counts"]["flag"] == 2


def test_info_on_an_unknown_pack(refused: Callable[..., str]) -> None:
    assert refused("pack", "info", "golf") == "there is no pack “golf”. Installed: core.\n"


def test_info_on_a_bad_pack(run: Run, one_bad: Services) -> None:
    result = run("pack", "info", "squash")
    assert result.exit_code == 1
    assert result.stderr.startswith("the pack squash is not loaded:\n")


def test_a_good_pack_checks_out(run: Run, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "tennis")
    result = run("pack", "check", folder)
    assert (result.exit_code, result.stdout) == (0, f"{folder}: no problems found.\n")


def test_the_core_itself_checks_out(run: Run, core: Path) -> None:
    assert run("pack", "check", core).exit_code == 0


def test_everything_wrong_with_a_pack_is_said_at_once(run: Run, tmp_path: Path) -> None:
    tips = """
[[tip]]
id = "grip"
kind = "technique"
title = "Grip"
text = "Softer."
causes = ["kneecup"]
source = "tennis-book"

[[tip]]
id = "court"
kind = "tecnique"
title = "Court"
text = "Softer."
source = "tennis-book"
"""
    folder = write_pack(tmp_path / "tennis", tips=tips)
    result = run("pack", "check", folder)
    assert result.exit_code == 1
    assert "kneecap" in result.stdout
    assert "technique" in result.stdout
    problems = json.loads(run("pack", "check", folder, "--json").stdout)["problems"]
    assert [(Path(problem["file"]).name, problem["line"], problem["key"]) for problem in problems] == [
        ("tips.toml", 7, "tip[1].causes[1]"),
        ("tips.toml", 12, "tip[2].kind"),
    ]


def test_bad_cases_are_a_problem_too(run: Run, tmp_path: Path) -> None:
    case = '[[case]]\nid = "T1"\nsource = "x"\nstory = "x"\n[case.answers]\n[case.expect]\ncause = "elbow"\nurgency = "soon"\n'
    result = run("pack", "check", write_pack(tmp_path / "tennis", cases=case))
    assert result.exit_code == 1
    assert "elbow" in result.stdout


@pytest.mark.parametrize("text", ["tip = " + "[" * 5000, "tip = " + "9" * 5000], ids=["deep", "long"])
def test_toml_beyond_what_python_takes_is_a_problem_too(run: Run, tmp_path: Path, text: str) -> None:
    result = run("pack", "check", write_pack(tmp_path / "tennis", tips=text))
    assert result.exit_code == 1
    assert "tips.toml" in result.stdout
    assert "not valid TOML" in result.stdout


@pytest.mark.parametrize("make", [lambda folder: None, lambda folder: folder.mkdir()])
def test_a_folder_without_a_pack(run: Run, tmp_path: Path, make: Callable[[Path], None]) -> None:
    folder = tmp_path / "nothing"
    make(folder)
    result = run("pack", "check", folder)
    assert result.exit_code == 1
    assert "there is no pack.toml" in result.stdout
    assert json.loads(run("pack", "check", folder, "--json").stdout)["problems"][0]["pack"] == "nothing"


def test_a_pack_that_takes_the_id_of_another(run: Run, tmp_path: Path) -> None:
    result = run("pack", "check", write_pack(tmp_path / "tennis", "core"))
    assert result.exit_code == 1
    assert "two packs have the id “core”" in result.stdout


def test_a_broken_core_is_said_plainly(run: Run, core: Path, services: Services, tmp_path: Path) -> None:
    (core / "content.toml").write_text("[[question", encoding="utf-8")
    result = run("pack", "check", write_pack(tmp_path / "tennis"))
    assert result.exit_code == 1
    assert "content.toml" in result.output
    services.reload()
    result = run("doctor")
    assert result.exit_code == 1
    assert "The built-in pack is broken; reinstall kneetui." in result.stderr


def test_plugins_problems_are_listed(run: Run, services: Services) -> None:
    services.plugins.fail(
        PluginInfo(name="golf", distribution="kneetui-golf", version="1.0"),
        "failed",
        ImportError("no module"),
    )
    assert "not loaded: " in run("pack", "list").stdout
