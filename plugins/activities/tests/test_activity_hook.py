from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pluggy

import kneetui_activities
from kneetui.hooks import GROUP, Importer, Specs


def test_the_hook_offers_both_readers() -> None:
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(Specs)
    manager.register(kneetui_activities)
    manager.check_pending()
    (importers,) = manager.hook.kneetui_importers()
    assert all(isinstance(one, Importer) for one in importers)
    suffixes = [suffix for one in importers for suffix in one.suffixes]
    assert suffixes == [".gpx", ".csv", ".tsv"]


def test_the_entry_point_names_the_module() -> None:
    project = tomllib.loads(Path(__file__).parents[1].joinpath("pyproject.toml").read_text("utf-8"))
    assert project["project"]["entry-points"][GROUP] == {"activities": kneetui_activities.__name__}


def test_gpxpy_is_loaded_only_to_read() -> None:
    code = "import sys, kneetui_activities; assert 'gpxpy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
