from __future__ import annotations

import json
from pathlib import Path

import pytest

from kneetui.services.container import Services
from tests.cli.conftest import Run
from tests.cli.small import write_core
from tests.content.packs import write_pack

TIP = """
[[tip]]
id = "grip"
kind = "fit"
title = "Grip"
text = "{text}"
causes = ["kneecap"]
source = "tennis-book"
"""


@pytest.fixture(autouse=True)
def core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small core stands for the built-in one."""
    folder = write_core(tmp_path / "core")
    monkeypatch.setattr("kneetui.content.loading.merge.CORE", folder)
    return folder


def test_a_pack_with_hard_edges(run: Run, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "tennis", tips=TIP.format(text="You have a tennis knee."))
    result = run("pack", "lint", folder)
    assert result.exit_code == 1
    first, second, count = result.stdout.splitlines()
    assert count == "2 problems."
    assert (
        first
        == f"{folder / 'tips.toml'}:6:1: tip[1].text: “You have a” sounds certain. Write “this fits …” or “it looks like …”."
    )
    assert "no interview was found that asks “tennis.ball”" in second


def test_findings_as_json(run: Run, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "tennis", tips=TIP.format(text="You have a tennis knee."))
    findings = json.loads(run("pack", "lint", folder, "--json").stdout)["problems"]
    assert [(finding["pack"], finding["line"], finding["key"]) for finding in findings] == [
        ("tennis", 6, "tip[1].text"),
        ("tennis", 7, "question[1]"),
    ]


def test_nothing_to_find(run: Run, tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "tennis", questions="", tips=TIP.format(text="Softer.").replace("tennis-", "")
    )
    result = run("pack", "lint", folder)
    assert (result.exit_code, result.stdout) == (0, f"{folder}: nothing found.\n")


def test_a_broken_pack_is_checked_first(run: Run, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "tennis", tips=TIP.format(text="Softer.").replace("kneecap", "elbow"))
    result = run("pack", "lint", folder)
    assert result.exit_code == 1
    assert "there is no cause “elbow”" in result.stdout


def test_all_installed_packs(run: Run, services: Services, core: Path) -> None:
    result = run("pack", "lint")
    assert result.exit_code == 1
    assert "content.toml:" in result.stdout
    assert "somebody who says all that speaks for “joint-infection” still gets" in result.stdout
