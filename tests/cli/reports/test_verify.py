"""``kneetui verify``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from kneetui.cli import cli
from kneetui.content.model import Library
from kneetui.services.container import Services
from tests.report.one_page.person import diary


def test_a_report_is_verified_and_the_exit_code_says_what_came_out(
    make_services: Callable[..., Services], library: Library, tmp_path: Path
) -> None:
    services = make_services(entries=diary(library))
    file = tmp_path / "knee.json"
    assert CliRunner().invoke(cli, ["report", "-o", str(file)], obj=services).exit_code == 0
    same = CliRunner().invoke(cli, ["verify", str(file)], obj=services)
    assert (same.exit_code, "the same result" in same.stdout) == (0, True)

    data = json.loads(file.read_text("utf-8"))
    data["knees"][0]["result"]["urgency"] = "emergency"
    file.write_text(json.dumps(data))
    other = CliRunner().invoke(cli, ["verify", "--json", str(file)], obj=services)
    assert other.exit_code == 1
    assert json.loads(other.stdout)["holds"] is False

    file.write_text("{}")
    none = CliRunner().invoke(cli, ["verify", str(file)], obj=services)
    assert none.exit_code == 2
    assert "no report of kneetui" in none.stderr
