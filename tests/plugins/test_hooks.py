"""Every hook is documented, implemented and tested; a broken plugin is named, and everything else works."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest
from click.testing import CliRunner

import kneetui_pack_authoring
import kneetui_pack_index
from kneetui.cli import cli
from kneetui.cli.pack import COMMANDS, ELSEWHERE
from kneetui.content.loading.merge import load
from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.plugins.hooks import (
    Exporter,
    Importer,
    ImportFailed,
    PackAction,
    PackSource,
    Specs,
    StoreScheme,
)
from kneetui.plugins.manager import PluginInfo, Plugins, add, find_plugins
from kneetui.plugins.training_import import import_sessions
from kneetui.report.wording import with_words
from kneetui.services.container import Services
from kneetui.services.report.formats import exported
from kneetui.services.report.gather import report_of
from kneetui.testing import NOW, asked
from kneetui.triage.assessment import assess
from kneetui.ui.screens.packs.install import InstallDialog
from kneetui.ui.screens.packs.packs import PacksScreen
from tests.content.packs import write_pack
from tests.packs import shelves
from tests.plugins.shelf import Shelf
from tests.ui.club import dialog_text, shown, to_packs
from tests.ui.waiting import until

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/plugins.md").read_text("utf-8")
HOOKS = [name for name in vars(Specs) if name.startswith("kneetui_")]
OURS = {
    "running",
    "cycling",
    "weightlifting",
    "activities",
    "report-fhir",
    "report-html",
    "report-pdf",
    "toml-store",
    "pack-index",
    "pack-authoring",
}
PACKS = {"core", "running", "cycling", "weightlifting"}


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    return Shelf(tmp_path / "shelf", monkeypatch)


@pytest.fixture
def services() -> Services:
    return Services(lambda: NOW)


def packs(plugins: Plugins) -> set[str]:
    return set(load(plugins.packs()).packs)


def ask_all(plugins: Plugins) -> dict[str, list[Any]]:
    return {
        "packs": plugins.packs(),
        "commands": plugins.commands(),
        "importers": plugins.importers(),
        "exporters": plugins.exporters(),
        "stores": plugins.stores(),
        "sources": plugins.pack_sources(),
        "actions": plugins.pack_actions(),
    }


def assert_the_rest_works(plugins: Plugins) -> None:
    answers = ask_all(plugins)
    assert packs(plugins) == PACKS
    assert [command.name for command in answers["commands"]] == ["pack", "pack"]
    assert [source.name for source in answers["sources"]] == ["indexes"]
    assert [action.key for action in answers["actions"]] == ["x"]
    assert {importer.name for importer in answers["importers"]} == {
        "FIT activity",
        "TCX activity",
        "GPX track",
        "Garmin archive",
        "CSV table",
    }
    assert {exporter.suffix for exporter in answers["exporters"]} == {".html", ".pdf", ".fhir.json"}
    assert [scheme.scheme for scheme in answers["stores"]] == ["toml"]


def assert_named(plugins: Plugins, name: str, *reasons: str) -> None:
    (problem,) = plugins.problems
    assert f"{name} (kneetui-{name} 1.2.3)" in problem.message
    assert problem.pack == name
    for reason in reasons:
        assert reason in problem.message
    assert "KNEETUI_PLUGINS=" in problem.remedy
    assert plugins.infos[name].error
    assert {name for name in plugins.infos if not plugins.infos[name].error} == OURS


# --- documented and implemented --------------------------------------------------------


def section(hook: str) -> str:
    match = re.search(rf"^## {hook}\n(.*?)^## ", GUIDE, re.MULTILINE | re.DOTALL)
    assert match, f"docs/plugins.md has no heading “## {hook}”"
    return match[1]


def example(hook: str, folder: Path) -> Plugins:
    """The plugin of the guide's example for a hook, registered."""
    match = re.search(r"^```python\n(.*?)^```$", section(hook), re.MULTILINE | re.DOTALL)
    assert match, f"no example for {hook}"
    module = ModuleType("example")
    module.__file__ = str(folder / "__init__.py")
    exec(compile(match[1], "docs/plugins.md", "exec"), vars(module))
    plugins = find_plugins()
    add(plugins, PluginInfo(name="example", distribution="kneetui-example", version="1.0"), module)
    assert plugins.problems == []
    return plugins


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_is_documented_and_tested(hook: str) -> None:
    assert "In this repository" in " ".join(section(hook).split())
    assert any(hook in name for name in globals() if name.startswith("test_")), f"no test for {hook}"
    assert getattr(Specs, hook).__doc__


def test_nothing_is_documented_that_does_not_exist() -> None:
    assert set(re.findall(r"^## (kneetui_\w+)$", GUIDE, re.MULTILINE)) == set(HOOKS)
    assert set(re.findall(r"^def (kneetui_\w+)", GUIDE, re.MULTILINE)) == set(HOOKS)


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_is_implemented_in_the_repository(hook: str) -> None:
    assert getattr(find_plugins().manager.hook, hook).get_hookimpls()


def test_what_comes_with_kneetui_has_no_problems(services: Services) -> None:
    assert_the_rest_works(services.plugins)
    assert set(services.plugins.infos) == OURS
    assert services.problems == []


# --- each hook with the guide's example ---------------------------------------------------


def test_kneetui_packs(tmp_path: Path) -> None:
    write_pack(tmp_path / "content")
    plugins = example("kneetui_packs", tmp_path)
    assert (tmp_path / "content", "example (kneetui-example 1.0)") in plugins.packs()
    assert packs(plugins) == PACKS | {"tennis"}


def test_kneetui_commands(tmp_path: Path, services: Services) -> None:
    services.plugins = example("kneetui_commands", tmp_path)
    services.diary.add(Entry(NOW, "left", pain_morning=2.5))
    result = CliRunner().invoke(cli, ["worst"], obj=services)
    assert (result.exit_code, result.output) == (0, "2.5 of 10\n")
    assert "Show the worst pain" in CliRunner().invoke(cli, ["--help"], obj=services).output
    services.close()


def test_a_command_of_a_plugin_says_what_is_wrong_with_the_diary(tmp_path: Path, services: Services) -> None:
    services.plugins = example("kneetui_commands", tmp_path)
    services.diary_file.parent.mkdir(parents=True, exist_ok=True)
    services.diary_file.write_text("no diary")
    result = CliRunner().invoke(cli, ["worst"], obj=services)
    assert result.exit_code == 1
    assert "is damaged" in result.stderr
    assert isinstance(result.exception, SystemExit), "no traceback"


def test_kneetui_importers(tmp_path: Path, services: Services) -> None:
    plugins = example("kneetui_importers", tmp_path)
    file = tmp_path / "log.json"
    row = {"start": "2026-11-20T07:00", "sport": "running", "minutes": 40}
    file.write_text(json.dumps([row, {"sport": "?"}]))
    for added, known in ((1, 0), (0, 1)):
        outcome = import_sessions(services.diary, plugins.importers(), [file], "left")
        assert (outcome.added, outcome.known) == (added, known)
        assert len(outcome.warnings) == 1
    file.write_text("{")
    (importer,) = (own for own in plugins.importers() if own.name == "My log")
    with pytest.raises(ImportFailed, match="not JSON"):
        importer.read(file)
    services.close()


def test_kneetui_exporters(tmp_path: Path, make_services: Callable[..., Services]) -> None:
    plugins = example("kneetui_exporters", tmp_path)
    (exporter,) = (own for own in plugins.exporters() if own.suffix == ".short.txt")
    services = make_services()
    library = services.library
    assessment = assess(library, {"activity": "running"})
    page = exporter.write(exported(services, report_of(services, assessment)))
    assert isinstance(page, str)
    assert page.startswith("Knee report")
    assert library.urgencies[assessment.urgency].who in page
    assert page.endswith(f"{library.purpose}\n")


def test_what_exporters_get_is_what_the_guide_says(library: Any) -> None:
    words = with_words(library, assess(library, {"activity": "running"}), "112")["words"]
    dialog_text = re.findall(r"^\| `([\w-]+)` \| ", section("kneetui_exporters"), re.MULTILINE)
    assert sorted(dialog_text) == sorted(words)


def test_kneetui_store(tmp_path: Path, services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("KNEETUI_DIARY", "person://ana")
    services.plugins = example("kneetui_store", tmp_path)
    services.diary.add(Entry(NOW, "left", pain_morning=2))
    services.close()
    assert (tmp_path / "knees/ana.db").exists()
    assert not services.diary_file.exists()


@pytest.mark.usefixtures("small_core")
def test_kneetui_pack_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, services: Services) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    shelves.archive(write_pack(tmp_path / "tennis"), tmp_path / "packs")
    services.plugins = example("kneetui_pack_sources", tmp_path)
    result = CliRunner().invoke(cli, ["pack", "install", "shelf:tennis-0.1.0", "--yes"], obj=services)
    assert result.exit_code == 0, result.output
    assert "from: shelf:tennis-0.1.0" in result.output
    assert "tennis" in services.library.packs
    result = CliRunner().invoke(cli, ["pack", "update", "tennis"], obj=services)
    assert "nothing new" in result.output
    result = CliRunner().invoke(cli, ["pack", "install", "shelf:golf"], obj=services)
    assert result.exit_code == 1
    assert "there is no golf.zip" in result.output


async def test_kneetui_pack_actions(tmp_path: Path, make_app: Any) -> None:
    app = make_app()
    app.services.plugins = example("kneetui_pack_actions", tmp_path)
    async with app.run_test(size=(120, 30)) as pilot:
        await to_packs(pilot)
        assert "b Best" in shown(app)
        await pilot.press("b")
        await until(pilot, lambda: "tennis" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, InstallDialog))
        await until(pilot, lambda: "the path" in dialog_text(app) or "Check" in dialog_text(app))


async def test_an_action_that_fails_is_told_and_the_room_goes_on(shelf: Shelf, make_app: Any) -> None:
    code = """
def fails(): raise RuntimeError("flat tyre")
@hookimpl
def kneetui_pack_actions():
    return [PackAction(id="f", key="f", label="Fails", screen=fails, catalogues=fails),
            PackAction(id="i", key="i", label="Steals a key", screen=fails)]
"""
    shelf.install("fails", code)
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await to_packs(pilot, "f")
        await until(pilot, lambda: "RuntimeError: flat tyre" in shown(app))
        await pilot.press("escape", "i")
        await until(pilot, lambda: isinstance(app.screen, InstallDialog))
        assert "“Fails” failed (RuntimeError: flat tyre)" in dialog_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PacksScreen))


@pytest.mark.parametrize("part", ["claims", "fetch", "wrong"])
def test_a_source_that_fails_is_named(shelf: Shelf, part: str) -> None:
    code = f"""
def fails(*given): raise RuntimeError("flat tyre")
def claims(what): return what.startswith("bad:") if {part != "claims"} else fails()
def fetch(what, version): return 7 if {part == "wrong"} else fails()
@hookimpl
def kneetui_pack_sources(): return [PackSource(name="Bad", forms=(), claims=claims, fetch=fetch)]
"""
    shelf.install("bad", code)
    services = Services(lambda: NOW)
    result = CliRunner().invoke(cli, ["pack", "install", "bad:tennis"], obj=services)
    assert result.exit_code == 1
    assert "the source of packs “Bad” failed" in result.output
    assert ("flat tyre" in result.output) == (part != "wrong")
    result = CliRunner().invoke(cli, ["pack", "install", "tennis@club"], obj=services)
    assert "no trusted index “club”" in result.output


@pytest.mark.parametrize("what", ["tennis@club", "https://example.org/tennis.zip", "file:///tennis.zip"])
def test_without_a_source_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.setenv("KNEETUI_PLUGINS", "")
    result = CliRunner().invoke(cli, ["pack", "install", what], obj=Services(lambda: NOW))
    assert result.exit_code == 1
    assert "Install the plugin kneetui-pack-index" in result.output


def test_it_is_known_which_commands_are_in_a_plugin() -> None:
    given: dict[str, str] = {}
    for info, module in (
        ("kneetui-pack-index", kneetui_pack_index),
        ("kneetui-pack-authoring", kneetui_pack_authoring),
    ):
        for group in asked(module).commands():
            assert isinstance(group, click.Group)
            given |= dict.fromkeys(group.commands, info)
    assert given == ELSEWHERE
    assert not given.keys() & COMMANDS.keys()


@pytest.mark.parametrize("command", ELSEWHERE)
def test_a_command_that_is_in_a_plugin_names_it(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("KNEETUI_PLUGINS", "")
    result = CliRunner().invoke(cli, ["pack", command], obj=Services(lambda: NOW))
    assert result.exit_code == 2
    assert f"“{command}” comes with the plugin {ELSEWHERE[command]}," in result.output


def test_a_group_of_a_plugin_adds_to_the_built_in_one(shelf: Shelf) -> None:
    code = """
import click
@click.command()
def praise(): click.echo("well packed")
@click.command("list")
def other(): click.echo("nothing")
@hookimpl
def kneetui_commands(): return [click.Group("pack", commands=[praise, other])]
"""
    shelf.install("praise", code)
    services = Services(lambda: NOW)
    assert CliRunner().invoke(cli, ["pack", "praise"], obj=services).output == "well packed\n"
    assert "core" in CliRunner().invoke(cli, ["pack", "list"], obj=services).output
    assert CliRunner().invoke(cli, ["pack", "indexes"], obj=services).exit_code == 0


def test_a_diary_that_no_plugin_opens_names_the_missing_one(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KNEETUI_DIARY", "paper:///shelf/knee")
    with pytest.raises(DiaryError, match=r"paper:// \(installed: toml://\)") as caught:
        _ = services.diary
    assert "kneetui-paper-store" in caught.value.remedy
    result = CliRunner().invoke(cli, ["doctor"], obj=services)
    assert result.exit_code == 1
    assert "paper://" in result.output
    assert "Traceback" not in result.output


def test_a_store_that_fails_is_a_diary_error(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    code = """
def fails(url): raise RuntimeError("no paper left")
@hookimpl
def kneetui_store(): return [StoreScheme("paper", fails)]
"""
    shelf.install("paper", code)
    monkeypatch.setenv("KNEETUI_DIARY", "paper://x")
    with pytest.raises(DiaryError, match="RuntimeError: no paper left"):
        _ = Services(lambda: NOW).diary


def test_a_path_is_another_place_for_the_built_in_diary(
    tmp_path: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KNEETUI_DIARY", str(tmp_path / "mine.db"))
    services.diary.add(Entry(NOW, "left", pain_morning=2))
    services.close()
    assert (tmp_path / "mine.db").exists()


# --- broken plugins -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import nothing_of_this_name", "ModuleNotFoundError"),
        ("raise RuntimeError('flat tyre')", "RuntimeError: flat tyre"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("def broken(:", "SyntaxError"),
    ],
)
def test_a_plugin_that_raises_on_import(shelf: Shelf, code: str, reason: str) -> None:
    shelf.install("broken", code)
    plugins = find_plugins()
    assert_named(plugins, "broken", "could not be imported", reason)
    assert_the_rest_works(plugins)


def test_a_plugin_whose_module_is_missing(shelf: Shelf) -> None:
    shelf.install("broken", "").unlink()
    plugins = find_plugins()
    assert_named(plugins, "broken", "ModuleNotFoundError")
    assert_the_rest_works(plugins)


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("error", ["RuntimeError('flat tyre')", "SystemExit('flat tyre')"])
def test_a_plugin_that_raises_in_a_hook(shelf: Shelf, hook: str, error: str) -> None:
    shelf.install("broken", f"@hookimpl\ndef {hook}(): raise {error}")
    plugins = find_plugins()
    ask_all(plugins)
    assert_named(plugins, "broken", f"failed in {hook}", "flat tyre")
    assert_the_rest_works(plugins)


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("given", ["None", "7", "[7]", "[None]"])
def test_a_plugin_that_returns_the_wrong_type(shelf: Shelf, hook: str, given: str) -> None:
    shelf.install("broken", f"@hookimpl\ndef {hook}(): return {given}")
    plugins = find_plugins()
    ask_all(plugins)
    assert_named(plugins, "broken", f"failed in {hook}", "TypeError")
    assert_the_rest_works(plugins)


def test_a_plugin_with_a_hook_that_does_not_exist(shelf: Shelf) -> None:
    shelf.install("broken", "@hookimpl\ndef kneetui_pakcs(): return []")
    plugins = find_plugins()
    assert_named(plugins, "broken", "does not fit the hooks", "kneetui_pakcs")
    assert_the_rest_works(plugins)


def test_a_plugin_with_an_argument_that_does_not_exist(shelf: Shelf) -> None:
    shelf.install("broken", "@hookimpl\ndef kneetui_packs(config): return []")
    plugins = find_plugins()
    assert_named(plugins, "broken", "does not fit the hooks", "config")
    assert_the_rest_works(plugins)


def test_a_broken_plugin_does_not_take_the_next_one_along(shelf: Shelf) -> None:
    shelf.install("aaa", "@hookimpl\ndef kneetui_pakcs(): return []")
    shelf.install("zzz", "raise RuntimeError")
    plugins = find_plugins()
    assert [problem.pack for problem in plugins.problems] == ["aaa", "zzz"]
    assert_the_rest_works(plugins)


def test_two_plugins_of_one_name(shelf: Shelf) -> None:
    shelf.install("running", "", distribution="kneetui-other-running")
    plugins = find_plugins()
    (problem,) = plugins.problems
    assert "running (kneetui-running 0.1.0) was not loaded" in problem.message
    assert "another plugin is called running" in problem.message
    assert plugins.infos["running"] == PluginInfo(
        name="running", distribution="kneetui-other-running", version="1.2.3"
    )
    assert packs(plugins) == PACKS - {"running"}


def test_a_bad_pack_is_named_with_version_file_and_reason(shelf: Shelf, services: Services) -> None:
    folder = write_pack(shelf.folder / "content", tips='[[tip]]\nid = "x"\nkind = "frist-aid"\n')
    shelf.install("tennis", f"@hookimpl\ndef kneetui_packs(): return [{str(folder)!r}]")
    plugins = services.plugins
    assert packs(plugins) == PACKS
    assert plugins.problems == []
    problems = [str(problem) for problem in services.problems]
    assert all(line.startswith("tennis (kneetui-tennis 1.2.3): ") for line in problems)
    assert any("tips.toml:3: tip[1].kind: “frist-aid” is not allowed here" in line for line in problems)
    result = CliRunner().invoke(cli, ["doctor"], obj=services)
    assert result.exit_code == 1
    assert "problem: tennis (kneetui-tennis 1.2.3): " in result.output


@pytest.mark.parametrize("folder", ["nowhere", ""])
def test_a_pack_that_is_not_there(shelf: Shelf, services: Services, folder: str) -> None:
    place = str(shelf.folder / folder)
    shelf.install("tennis", f"@hookimpl\ndef kneetui_packs(): return [{place!r}]")
    (problem,) = services.problems
    assert "kneetui-tennis 1.2.3" in str(problem)
    assert "there is no pack.toml" in str(problem)
    assert set(services.library.packs) == PACKS


def test_broken_plugins_and_the_command_line(shelf: Shelf) -> None:
    shelf.install("broken", "raise RuntimeError('flat tyre')")
    shelf.install("worse", "@hookimpl\ndef kneetui_commands(): raise SystemExit")
    services = Services(lambda: NOW)
    result = CliRunner().invoke(cli, ["--help"], obj=services)
    assert result.exit_code == 0
    assert "formats" in result.output
    assert "trust" in CliRunner().invoke(cli, ["pack", "--help"], obj=services).output
    result = CliRunner().invoke(cli, ["doctor"], obj=services)
    assert result.exit_code == 1
    for words in (
        "broken (kneetui-broken 1.2.3)",
        "flat tyre",
        "worse (kneetui-worse 1.2.3)",
        "kneetui_commands",
    ):
        assert words in result.output


def test_an_importer_that_fails_spoils_only_its_file(
    shelf: Shelf, tmp_path: Path, services: Services
) -> None:
    code = """
def fails(path): raise RuntimeError("flat tyre")
@hookimpl
def kneetui_importers(): return [Importer("Fails", (".bad",), fails)]
"""
    shelf.install("fails", code)
    good, bad = tmp_path / "good.csv", tmp_path / "x.bad"
    good.write_text("date,sport,minutes\n2026-11-20 07:00,running,40\n")
    bad.write_text("")
    outcome = import_sessions(services.diary, services.plugins.importers(), [bad, good], "left")
    assert outcome.added == 1
    assert "“Fails” failed (RuntimeError: flat tyre)" in outcome.failed[0]
    services.close()


def test_an_exporter_that_fails_says_so(shelf: Shelf) -> None:
    code = """
def fails(assessment): raise RuntimeError("flat tyre")
@hookimpl
def kneetui_exporters(): return [Exporter("Fails", ".bad", fails)]
"""
    shelf.install("fails", code)
    result = CliRunner().invoke(
        cli, ["triage", "--answers", "-", "--report", "bad"], input="", obj=Services(lambda: NOW)
    )
    assert result.exit_code == 1
    assert "“Fails” failed (RuntimeError: flat tyre)" in result.output


def test_a_command_of_a_plugin_never_replaces_ours(shelf: Shelf) -> None:
    code = """
import click
@click.command()
def doctor(): click.echo("all is well")
@hookimpl
def kneetui_commands(): return [doctor]
"""
    shelf.install("quack", code)
    result = CliRunner().invoke(cli, ["doctor"], obj=Services(lambda: NOW))
    assert "all is well" not in result.output


# --- the switch -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("switch", "loaded"),
    [
        ("", set()),
        (" , ", set()),
        ("running", {"running"}),
        ("running, toml-store", {"running", "toml-store"}),
        ("kneetui-cycling", {"cycling"}),
        ("nothing", set()),
    ],
)
def test_the_switch_chooses_plugins(monkeypatch: pytest.MonkeyPatch, switch: str, loaded: set[str]) -> None:
    monkeypatch.setenv("KNEETUI_PLUGINS", switch)
    plugins = find_plugins()
    assert set(plugins.infos) == loaded
    assert packs(plugins) == {"core"} | (loaded & PACKS)
    assert plugins.problems == []


def test_what_is_switched_off_is_not_even_imported(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.install("broken", "raise RuntimeError('flat tyre')")
    monkeypatch.setenv("KNEETUI_PLUGINS", "running")
    assert find_plugins().problems == []


def test_the_shapes_that_cross_are_what_the_hooks_promise() -> None:
    answers = ask_all(find_plugins())
    kinds = {
        "commands": click.Command,
        "importers": Importer,
        "exporters": Exporter,
        "stores": StoreScheme,
        "sources": PackSource,
        "actions": PackAction,
    }
    for name, kind in kinds.items():
        assert answers[name]
        assert all(isinstance(part, kind) for part in answers[name])
