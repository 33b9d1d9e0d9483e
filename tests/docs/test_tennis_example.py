"""The pack of the guide is built, installed, used and removed by the real program, from nothing to the end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "docs/examples/tennis"


def kneetui(*words: object) -> str:
    """Run a command with the core alone; what it says."""
    command = [sys.executable, "-m", "kneetui", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KNEETUI_PLUGINS", "tennis,pack-authoring")
    monkeypatch.setenv("KNEETUI_SYSTEM_PACKS", str(tmp_path / "none"))


def installed() -> list[str]:
    return [row["id"] for row in json.loads(kneetui("pack", "list", "--json"))["packs"]]


@pytest.mark.hunt
def test_from_the_folder_to_the_shelf_and_off_again(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert "no problems" in kneetui("pack", "check", EXAMPLE)
    assert "missed red flags  0" in kneetui("pack", "test", EXAMPLE, "--quick")
    kneetui("pack", "build", EXAMPLE, "--output", tmp_path / "out")
    (archive,) = (tmp_path / "out").iterdir()
    assert archive.name == "tennis-0.1.0.zip"

    offer = kneetui("pack", "install", archive, "--yes")
    assert "tennis" in offer
    assert installed() == ["core", "tennis"]

    answers = tmp_path / "answers.toml"
    answers.write_text(
        'activity = "other"\nonset = "sudden"\nlocation = ["calf"]\n"tennis.court" = "clay"\n',
        encoding="utf-8",
    )
    assessment = json.loads(kneetui("triage", "--answers", answers, "--json"))
    assert "tennis-calf" in [flag["id"] for flag in assessment["flags"]]
    assert "tennis-leg" in [cause["id"] for cause in assessment["causes"]]
    measured = json.loads(kneetui("evaluate", EXAMPLE, "--json"))["measures"]
    assert (measured["top-1"]["share"], measured["under-triage"]["hits"]) == (1, 0)

    kneetui("pack", "remove", "tennis", "--yes")
    assert installed() == ["core"]
