"""A command line on a host with the small core, whose shelves are real."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kneetui.cli import cli
from kneetui.plugins.manager import find_plugins
from kneetui.services.container import Services
from tests.cli.small import write_core
from tests.packs.shelves import NOW

Run = Callable[..., Result]


def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plugins: str = "") -> Run:
    """Runs a command line with these plugins; every call is a start of its own."""
    monkeypatch.setattr("kneetui.content.loading.merge.CORE", write_core(tmp_path / "core"))
    monkeypatch.setenv("KNEETUI_PLUGINS", plugins)
    chosen = find_plugins()
    monkeypatch.delenv("KNEETUI_PLUGINS")

    def invoke(*words: object, input: str = "") -> Result:
        services = Services(lambda: NOW)
        services.plugins = chosen
        result = CliRunner().invoke(cli, list(map(str, words)), input=input, obj=services)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return invoke


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line without plugins."""
    return runner(tmp_path, monkeypatch)


def plain(result: Result) -> dict[str, Any]:
    """What a command printed as JSON."""
    data = json.loads(result.stdout)
    assert isinstance(data, dict)
    return data
