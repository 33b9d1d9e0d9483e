from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kneetui_activities
from kneetui.plugins.hooks import GROUP
from kneetui.testing import asked


def test_the_hook_offers_a_reader_for_each_kind() -> None:
    plugins = asked(kneetui_activities)
    suffixes = [suffix for one in plugins.importers() for suffix in one.suffixes]
    assert suffixes == [".fit", ".tcx", ".gpx", ".json", ".csv", ".tsv"]
    assert plugins.problems == []


def test_the_entry_point_names_the_module() -> None:
    project = tomllib.loads(Path(__file__).parents[1].joinpath("pyproject.toml").read_text("utf-8"))
    assert project["project"]["entry-points"][GROUP] == {"activities": kneetui_activities.__name__}


@pytest.mark.parametrize("module", ["fitdecode", "xml.parsers.expat"])
def test_what_a_reader_needs_is_loaded_only_to_read(module: str) -> None:
    code = f"import sys, kneetui_activities; assert {module!r} not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
