"""What a plugin should test: that it fits the hooks, what it reads, and that kneetui takes it."""

import json

import pytest

import kneetui_mylog
from kneetui.plugins.hooks import ImportFailed
from kneetui.testing import asked

RUN = {"start": "2026-11-20T18:00", "sport": "running", "minutes": 30}


@pytest.fixture
def log(tmp_path):
    """A log with a run, and with a row that lacks something."""
    file = tmp_path / "log.json"
    file.write_text(json.dumps([RUN, {"sport": "running"}]), encoding="utf-8")
    return file


def test_it_fits_the_hooks():
    plugins = asked(kneetui_mylog)
    assert [importer.name for importer in plugins.importers()] == ["My log"]
    assert plugins.problems == []


def test_it_reads_a_run_and_warns_of_the_rest(log):
    result = kneetui_mylog.read(log)
    assert [session.minutes for session in result.sessions] == [30]
    assert len(result.warnings) == 1


def test_no_json_is_said(log):
    log.write_text("{")
    with pytest.raises(ImportFailed):
        kneetui_mylog.read(log)


def test_a_run_comes_into_the_diary_once(run_kneetui, log):
    """Needs the plugin to be installed: kneetui finds it by its entry point."""
    assert "1 session added" in run_kneetui("import", log, "--knee", "right").stdout
    assert "1 already there" in run_kneetui("import", log, "--knee", "right").stdout
