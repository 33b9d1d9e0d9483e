"""The command line on the small core, in a home of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kneetui.cli import cli
from kneetui.content.model import Library
from kneetui.plugins.manager import Plugins, find_plugins
from kneetui.services.container import Services
from tests.cli.small import small_library


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return small_library(tmp_path_factory.mktemp("small") / "core")


@pytest.fixture
def no_plugins(monkeypatch: pytest.MonkeyPatch) -> Plugins:
    monkeypatch.setenv("KNEETUI_PLUGINS", "")
    return find_plugins()


@pytest.fixture
def services(small: Library, no_plugins: Plugins) -> Services:
    """Services with the small core and no plugin."""
    made = Services()
    made.use_library(small)
    made.plugins = no_plugins
    return made


Run = Callable[..., Result]


@pytest.fixture
def run(services: Services) -> Run:
    """Runs a command line; ``input`` goes to its standard input."""

    def invoke(*words: object, input: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(cli, [str(word) for word in words], input=input, obj=services)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


@pytest.fixture
def refused(run: Run) -> Callable[..., str]:
    """Runs what must fail with exit code 2 and nothing on standard output; the line it says."""

    def invoke(*words: object, **options: Any) -> str:
        result = run(*words, **options)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "Traceback" not in result.stderr
        return result.stderr

    return invoke


@pytest.fixture
def answers(tmp_path: Path) -> Callable[[str], Path]:
    """Writes an answer file."""

    def write(text: str) -> Path:
        file = tmp_path / "answers.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def program(home: Path) -> Program:
    """Runs the real program, with its real packs; ``env`` changes its environment."""

    def start(
        *words: object, env: dict[str, str] | None = None, **options: Any
    ) -> subprocess.CompletedProcess[bytes]:
        table = {**os.environ, "KNEETUI_HOME": str(home), **(env or {})}
        command = [sys.executable, "-m", "kneetui", *map(str, words)]
        return subprocess.run(command, capture_output=True, env=table, timeout=60, check=False, **options)

    return start
