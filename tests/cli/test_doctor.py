from __future__ import annotations

import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest

from kneetui.config.settings import SettingError
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import build
from kneetui.plugins.hooks import hookimpl
from kneetui.plugins.manager import PluginInfo, add
from kneetui.services.container import Services
from tests.cli.conftest import Program, Run
from tests.cli.small import write_core
from tests.content.packs import write_pack


def test_it_says_where_things_are_and_that_all_is_well(run: Run, services: Services, home: Path) -> None:
    result = run("doctor")
    assert result.exit_code == 0
    for words in (
        "kneetui 0.1.0, Python 3.",
        "textual 8.2.8",
        f"settings: {home / 'config' / 'config.toml'}",
        f"diary: {home / 'data' / 'diary.db'}",
        f"cache: {home / 'cache'}",
        f"packs of this user: {home / 'data' / 'packs'}",
        "packs of all users: ",
        "pack: core 1.2.3 (built in)",
        "no (output is not a terminal)",
        "no problems found",
    ):
        assert words in result.stdout
    assert not services.diary_file.exists()


def test_a_bad_pack_is_named(run: Run, services: Services, tmp_path: Path) -> None:
    bad = load_pack(write_pack(tmp_path / "squash", "squash", tips="[[tip]]\n"), "kneetui-squash 2.0")
    services.use_library(build([load_pack(write_core(tmp_path / "core")), bad]))
    result = run("doctor")
    assert result.exit_code == 1
    problems = [line for line in result.stdout.splitlines() if line.startswith("problem: ")]
    assert problems
    assert all("squash" in line and f"{tmp_path / 'squash' / 'tips.toml'}:1" in line for line in problems)


@pytest.mark.parametrize(
    "hook", ["kneetui_packs", "kneetui_commands", "kneetui_importers", "kneetui_exporters", "kneetui_store"]
)
def test_a_plugin_that_fails_in_any_hook_is_named(run: Run, services: Services, hook: str) -> None:
    def broken() -> list[object]:
        raise RuntimeError("out of chalk")

    broken.__name__ = hook
    add(
        services.plugins,
        PluginInfo(name="golf", distribution="kneetui-golf", version="1.0"),
        SimpleNamespace(**{hook: hookimpl(broken)}),
    )
    result = run("doctor")
    assert result.exit_code == 1
    assert "golf (kneetui-golf 1.0)" in result.stdout
    assert "out of chalk" in result.stdout


def test_bad_settings_are_named(run: Run, services: Services) -> None:
    services.setting_problems = [SettingError("theme is not a setting", place="config.toml")]
    result = run("doctor")
    assert result.exit_code == 1
    assert "problem: config.toml: theme is not a setting" in result.stdout


def test_a_damaged_diary_is_named(run: Run, services: Services) -> None:
    services.diary_file.parent.mkdir(parents=True)
    services.diary_file.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    result = run("doctor")
    assert result.exit_code == 1
    assert f"problem: The diary {services.diary_file}" in result.stdout


def test_a_foreign_database_is_named(run: Run, services: Services) -> None:
    services.diary_file.parent.mkdir(parents=True)
    with sqlite3.connect(services.diary_file) as connection:
        connection.execute("CREATE TABLE shopping (item)")
    connection.close()
    assert "is not a kneetui diary" in run("doctor").stdout


def test_a_diary_that_no_plugin_opens_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNEETUI_DIARY", "paper://desk")
    result = run("doctor")
    assert result.exit_code == 1
    assert "diary: paper://desk" in result.stdout
    assert "problem: No plugin opens a diary at paper://" in result.stdout


def test_an_installed_plugin_that_cannot_be_imported(program: Program, tmp_path: Path) -> None:
    """The real program: named, exit code 1, and everything else goes on."""
    info = tmp_path / "site" / "kneetui_golf-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: kneetui-golf\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text("[kneetui]\ngolf = kneetui_golf\n", "utf-8")
    (tmp_path / "site" / "kneetui_golf.py").write_text("raise SystemExit('no clubs')\n", "utf-8")
    env = {"PYTHONPATH": str(tmp_path / "site")}
    done = program("doctor", env=env)
    output = done.stdout.decode()
    assert done.returncode == 1
    assert "plugin: golf (kneetui-golf 1.0): could not be imported: SystemExit: no clubs" in output
    assert "pack: running" in output
    assert program("questions", env=env).returncode == 0
