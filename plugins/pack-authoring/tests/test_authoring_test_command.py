"""``kneetui pack test`` on the small core."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import build
from kneetui.services.container import Services
from tests.cli.conftest import Run
from tests.cli.small import write_core
from tests.content.packs import write_pack
from tests.packs.trials import EXACT_EMERGENCY, FRONT, GOOD, SWOLLEN, case, write


@pytest.fixture(autouse=True)
def core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small core stands for the built-in one."""
    folder = write_core(tmp_path / "core")
    monkeypatch.setattr("kneetui.content.loading.merge.CORE", folder)
    return folder


MISSED = case("LOW", FRONT, "urgent")


def test_all_right(run: Run, tmp_path: Path) -> None:
    folder = write(tmp_path, GOOD, EXACT_EMERGENCY)
    result = run("pack", "test", folder)
    assert result.exit_code == 0
    first, urgency, cause, flags = result.stdout.splitlines()[:4]
    assert first == "tennis: 2 cases, with the core"
    assert urgency == "  urgency  exact 2, tolerated 0, more urgent 0, less urgent 0"
    assert cause == "  cause    first 1, in the first three 2"
    assert flags == "  missed red flags  0"
    assert "HOT: meniscus came before joint-infection" in result.stdout
    assert "causes without a case:\n  meniscus, tennis-knee\n" in result.stdout
    assert "flags that no case raises:\n  tennis-hot\n" in result.stdout
    assert "took" in result.stdout
    assert "FAILED" not in result.stdout


def test_a_missed_red_flag_fails(run: Run, tmp_path: Path) -> None:
    folder = write(tmp_path, GOOD, MISSED)
    result = run("pack", "test", folder, "--quick")
    assert result.exit_code == 1
    assert "  missed red flags  1\n" in result.stdout
    place = f"{folder / 'cases.toml'}:"
    failed = next(text for text in result.stdout.splitlines() if text.startswith("FAILED"))
    assert failed.startswith(f"FAILED  LOW: a missed red flag  ({place}")
    for line in ("  expected  urgent: kneecap\n", "  came      self-care: ", "  set by    no flag is up\n"):
        assert line in result.stdout
    assert "took" not in result.stdout


def test_one_level_too_much_fails_and_names_the_flag(run: Run, tmp_path: Path) -> None:
    result = run("pack", "test", write(tmp_path, case("HIGH", SWOLLEN, "self-care")), "--quick")
    assert result.exit_code == 1
    assert "FAILED  HIGH: more urgent than expected" in result.stdout
    assert "  set by    RF2 (The knee is very swollen.)\n" in result.stdout


def test_no_cases_is_said_plainly(run: Run, tmp_path: Path) -> None:
    folder = write(tmp_path)
    for words in ((), ("--format", "github")):
        result = run("pack", "test", folder, *words)
        assert result.exit_code == 1
        assert "there is no [[case]] in it, so nothing was tested" in result.stdout


def test_as_json(run: Run, tmp_path: Path) -> None:
    result = run("pack", "test", write(tmp_path, GOOD, MISSED), "--json")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert report["urgency"] == {"exact": 1, "tolerated": 0, "over": 0, "under": 1}
    assert report["missed-red-flags"] == ["LOW"]
    (failure,) = report["failures"]
    assert (failure["case"], failure["set-by"]) == ("LOW", "no flag is up")
    assert failure["line"] > 0
    assert report["causes-without-case"] == ["meniscus", "tennis-knee"]
    assert report["measures"]["under-triage"]["hits"] == 1
    assert [result["id"] for result in report["results"]] == ["GOOD", "LOW"]
    assert isinstance(report["questions-never-asked"], list)
    quick = json.loads(run("pack", "test", tmp_path / "tennis", "--quick", "--format", "json").stdout)
    assert quick["questions-never-asked"] is None


def test_as_annotations(run: Run, tmp_path: Path) -> None:
    result = run("pack", "test", write(tmp_path, GOOD, MISSED), "--quick", "--format", "github")
    assert result.exit_code == 1
    first, *_, line = result.stdout.splitlines()
    assert first == "tennis: 2 cases, with the core"
    assert line.startswith("::error file=")
    assert "line=" in line
    assert "case LOW: a missed red flag" in line


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_bad_pack_is_told_as_check_does(run: Run, tmp_path: Path, form: str) -> None:
    folder = write(tmp_path, case("C", FRONT, "self-care", "elbow"))
    tested, checked = (run("pack", word, folder, "--format", form) for word in ("test", "check"))
    assert (tested.exit_code, tested.stdout) == (1, checked.stdout)
    assert "elbow" in tested.stdout


def test_by_interview(run: Run, tmp_path: Path) -> None:
    result = run("pack", "test", write(tmp_path, GOOD), "--adaptive", "--quick")
    assert result.exit_code == 0
    assert "tennis: 1 case, with the core, by interview\n" in result.stdout
    assert "questions asked   at most" in result.stdout


def test_with_all_installed_packs(run: Run, services: Services, core: Path, tmp_path: Path) -> None:
    """A flag of another pack is up only if that pack takes part."""
    flag = """
[[flag]]
id = "squash-front"
urgency = "soon"
condition = { location = "front" }
because = "Squash."
do = "See someone."
source = "squash-book"
"""
    other = load_pack(write_pack(tmp_path / "squash", "squash", flags=flag), "installed")
    services.use_library(build([load_pack(core, "built in"), other]))
    folder = write(tmp_path, GOOD)
    assert run("pack", "test", folder, "--quick").exit_code == 0
    together = run("pack", "test", folder, "--quick", "--with-installed")
    assert together.exit_code == 1
    assert "tennis: 1 case, with all installed packs" in together.stdout
    assert "squash-front (squash: Squash.)" in together.stdout


def test_without_a_folder_the_pack_of_this_project_is_tested(
    run: Run, refused: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    monkeypatch.chdir(project)
    assert "there is no pack here" in refused("pack", "test")
    write(project, GOOD)
    assert run("pack", "test", "--quick").stdout.startswith("tennis: 1 case")
    assert run("pack", "test", project, "--quick").stdout.startswith("tennis: 1 case")
    write_pack(project / "squash", "squash")
    assert "several packs here; name one: squash, tennis." in refused("pack", "test")
