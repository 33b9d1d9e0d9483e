"""``kneetui report``: dates in words, the ending decides, and no way to lose a file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kneetui.cli import cli
from kneetui.content.model import Library
from kneetui.services.container import Services
from tests.report.one_page.person import diary

Run = Callable[..., Result]


@pytest.fixture
def run(make_services: Callable[..., Services], library: Library) -> Run:
    """Runs a command with the diary of the runner."""
    services = make_services(entries=diary(library))

    def invoke(*words: object) -> Result:
        result = CliRunner().invoke(cli, list(map(str, words)), obj=services)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


def test_a_page_of_text_without_anything(run: Run) -> None:
    result = run("report")
    assert result.exit_code == 0
    assert result.stdout.startswith("Knee report: right knee")
    assert "12 October to 22 November 2026" in " ".join(result.stdout.split())


def test_days_in_words(run: Run) -> None:
    result = run("report", "--from", "last monday", "--to", "yesterday")
    assert "16 November to 21 November 2026" in " ".join(result.stdout.split())


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--from", "soonish"), "“soonish” is no day"),
        (("--from", "2026-11-20", "--to", "2026-11-01"), "the earlier day first"),
        (("--to", "2027-01-01"), "still to come"),
        (("--format", "docx"), "text (plain text)"),
        (("-o", "report"), "no ending"),
        (("-o", "report.docx"), "“.docx”"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(run: Run, options: tuple[str, ...], sentence: str) -> None:
    result = run("report", *options)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("ending", "start"), [("txt", "Knee report"), ("md", "# Knee"), ("json", "{"), ("csv", "day,")]
)
def test_the_ending_decides_and_the_file_is_the_owners_own(
    run: Run, tmp_path: Path, ending: str, start: str
) -> None:
    file = tmp_path / f"knee.{ending}"
    file.write_text("before")
    assert run("report", "-o", file).exit_code == 0
    assert file.read_text("utf-8").startswith(start)
    assert file.stat().st_mode & 0o077 == 0
    assert run("report", "--format", ending, "-o", "-").stdout == file.read_text("utf-8")


def test_a_pipe_is_written_into_and_stays(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "knee.txt"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert run("report", "-o", pipe).exit_code == 0
        assert os.read(reader, 11) == b"Knee report"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_json_has_what_was_chosen_and_nothing_else(run: Run) -> None:
    data = json.loads(run("report", "--format", "json", "--section", "course", "--name", "Ana").stdout)
    assert (data["kind"], data["format"], data["name"], data["sections"]) == (
        "kneetui-report",
        1,
        "Ana",
        ["course"],
    )
    (knee,) = data["knees"]
    assert knee["course"]["days"]
    assert knee["result"] is None
    assert knee["urgency"] is None
    assert data["training"] == []


def test_a_plugin_that_comes_with_kneetui_is_named(run: Run, make_services: Callable[..., Services]) -> None:
    services = make_services()
    services.plugins.manager.unregister(name="report-html")
    result = CliRunner().invoke(cli, ["report", "--format", "html"], obj=services)
    assert result.exit_code == 2
    assert "pip install kneetui-report-html" in result.stderr


def test_a_qr_code_is_dark_on_light_and_said_in_words(run: Run) -> None:
    result = run("report", "--qr")
    assert result.exit_code == 0
    *lines, text = result.stdout.splitlines()
    assert all(line.startswith("\x1b[30;107m") and line.endswith("\x1b[0m") for line in lines)
    assert text.startswith("kneetui 2026-11-22; right knee")
    assert run("report", "--qr", "-o", "x.txt").exit_code == 2
