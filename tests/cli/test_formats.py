"""``kneetui formats``: what can be read and written, and by whom."""

from __future__ import annotations

from click.testing import CliRunner

from kneetui.cli import cli
from kneetui.services.container import Services
from kneetui.testing import NOW
from tests.cli.shipping import Run, run

__all__ = ["run"]


def test_the_core_alone_reads_and_writes_the_diary_and_writes_reports(run: Run) -> None:
    assert [line.split()[:2] for line in run("formats").stdout.splitlines()] == [
        ["reads", ".toml"],
        ["writes", ".toml"],
        ["writes", ".csv"],
        ["writes", ".txt"],
        ["writes", ".md"],
        ["writes", ".json"],
        ["writes", ".csv"],
        ["writes", ".sentences.txt"],
    ]


def test_what_plugins_read_and_write_is_named_with_the_plugin() -> None:
    services = Services(lambda: NOW)
    lines = CliRunner().invoke(cli, ["formats"], obj=services).stdout.splitlines()
    for who, importer in services.plugins.importers_by_plugin():
        line = next(line for line in lines if importer.name in line)
        assert line.startswith("reads")
        assert line.endswith(str(who))
        assert all(suffix in line for suffix in importer.suffixes)
    assert any(line.startswith("writes") and "kneetui-report-html" in line for line in lines)
