"""``kneetui calendar``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from kneetui.cli import cli
from kneetui.content.model import Library
from kneetui.services.container import Services
from tests.report.one_page.person import assessed


def test_reminders_go_to_a_file_or_to_standard_output(
    make_services: Callable[..., Services], library: Library, tmp_path: Path
) -> None:
    services = make_services(entries=[assessed(library, 3)])
    file = tmp_path / "knee.ics"
    done = CliRunner().invoke(cli, ["calendar", "-o", str(file)], obj=services)
    assert (done.exit_code, done.stdout) == (0, f"1 reminder written to {file}.\n")
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert file.stat().st_mode & 0o077 == 0
    printed = CliRunner().invoke(cli, ["calendar"], obj=services)
    assert printed.stdout_bytes.count(b"BEGIN:VEVENT") == 1
