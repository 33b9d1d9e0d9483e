from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

from kneetui import __version__
from kneetui.cli.root import COMMANDS
from kneetui.plugins.hooks import hookimpl
from kneetui.plugins.manager import PluginInfo, add
from kneetui.services.container import Services
from tests.cli.conftest import Program, Run


def plug(services: Services, command: click.Command) -> None:
    @hookimpl
    def kneetui_commands() -> list[click.Command]:
        return [command]

    add(
        services.plugins,
        PluginInfo(name="golf", distribution="", version=""),
        SimpleNamespace(kneetui_commands=kneetui_commands),
    )


def test_help_lists_every_command(run: Run) -> None:
    output = run("--help").stdout
    assert set(COMMANDS) >= {"triage", "evaluate", "questions", "pack", "doctor", "import", "diary"}
    for name in COMMANDS:
        assert f"\n  {name} " in output
    assert "not a diagnosis" in output
    assert run("-h").stdout == output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")


def test_a_plugin_adds_its_command(run: Run, services: Services) -> None:
    plug(services, click.Command("swing", callback=lambda: click.echo("fore"), help="Swing."))
    assert "\n  swing " in run("--help").stdout
    assert run("swing").stdout == "fore\n"


def test_a_plugin_cannot_take_the_name_of_a_command(run: Run, services: Services) -> None:
    plug(services, click.Command("doctor", callback=lambda: click.echo("fore")))
    assert run("--help").stdout.count("\n  doctor ") == 1
    assert "fore" not in run("doctor").stdout


def test_a_plugin_that_fails_takes_nothing_with_it(run: Run, services: Services) -> None:
    @hookimpl
    def kneetui_commands() -> list[click.Command]:
        raise RuntimeError("out of chalk")

    add(
        services.plugins,
        PluginInfo(name="golf", distribution="", version=""),
        SimpleNamespace(kneetui_commands=kneetui_commands),
    )
    assert run("--help").exit_code == 0


def test_an_unknown_command(run: Run) -> None:
    result = run("dance")
    assert result.exit_code == 2
    assert "No such command" in result.stderr


def test_without_a_terminal_and_a_command(run: Run) -> None:
    result = run()
    assert result.exit_code == 2
    assert "ssh -t" in result.stderr


def test_the_version_is_said_as_click_says_it(run: Run) -> None:
    command = [sys.executable, "-m", "kneetui", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == run("--version").stdout


def test_the_version_costs_next_to_nothing(home: Path) -> None:
    code = (
        "import sys; sys.argv = ['kneetui', '--version']\n"
        "import atexit\n"
        "heavy = ('textual', 'pydantic', 'rich', 'sqlite3', 'pluggy', 'tree_sitter', 'kneetui.content', 'click')\n"
        "atexit.register(lambda: print([name for name in heavy if name in sys.modules]))\n"
        "from kneetui.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"kneetui, version {__version__}\n[]\n"


@pytest.mark.parametrize("words", [("questions",), ("questions", "--json"), ("--help",), ("diary", "export")])
def test_a_reader_that_stops_reading_is_no_error(home: Path, words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "kneetui", *words]
    env = {**os.environ, "KNEETUI_HOME": str(home), "PYTHONUNBUFFERED": ""}
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, env=env, check=False, timeout=60)
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode in (0, 1)


def test_signs_that_the_locale_does_not_have(program: Program, tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text('swelling = "marked"\n', encoding="utf-8")
    env = {"LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"}
    for words in (("--json",), ("--explain",), ()):
        done = program("triage", "--answers", answers, *words, env=env)
        assert (done.returncode, done.stderr) == (0, b"")
        assert ("--json" in words) <= done.stdout.isascii()


def test_closed_streams_are_no_terminal(home: Path) -> None:
    env = {**os.environ, "KNEETUI_HOME": str(home)}
    command = f"{sys.executable} -m kneetui <&- >&-"
    done = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, env=env, check=False)
    assert done.returncode == 2
    assert b"no terminal to draw on" in done.stderr
    assert b"Traceback" not in done.stderr
