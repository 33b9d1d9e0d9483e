"""What each part may load: the domain no terminal, the first frame nothing that costs time."""

from __future__ import annotations

import os
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

SOURCE = Path(__file__).parents[1] / "src/kneetui"
TERMINAL = {"textual", "rich"}
CHECKING = {"pydantic", "pydantic_core", "tree_sitter", "tree_sitter_toml"}
READING = {
    "content.loading.invisible_chars",
    "content.loading.__init__",
}
"""Modules of ``content.loading`` that read no packs; nothing else may need pydantic."""
BUILDING = (
    "content.loading",
    "content.compiled.core_cache",
    "content.format",
    "content.linting",
    "content.i18n.translation",
)
"""Parts of ``content`` that read packs."""


def modules(package: str) -> list[str]:
    files = sorted((SOURCE / package).rglob("*.py"))
    names = [".".join(file.relative_to(SOURCE.parent).with_suffix("").parts) for file in files]
    return [name.removesuffix(".__init__") for name in names]


def builds(name: str) -> bool:
    """Whether a module is one of those that read packs."""
    inner = name.removeprefix("kneetui.")
    return inner not in READING and any(f"{inner}.".startswith(f"{part}.") for part in BUILDING)


def loaded(code: str) -> set[str]:
    """What a fresh Python has loaded after running ``code``."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint('\\n'.join(sorted(sys.modules)))"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def after_import(*names: str) -> set[str]:
    return loaded("\n".join(f"import {name}" for name in names))


@pytest.mark.parametrize("package", ["config", "triage", "diary", "routines", "status", "report"])
def test_the_domain_knows_no_terminal_and_checks_no_packs(package: str) -> None:
    measured_apart = "kneetui.triage.evaluation"  # reads cases, which stand in packs
    imported = after_import(*(name for name in modules(package) if not name.startswith(measured_apart)))
    assert imported & (TERMINAL | CHECKING | {"click"}) == set()
    assert {name for name in imported if builds(name)} == set()


def test_content_without_its_loader_checks_nothing() -> None:
    imported = after_import(*(name for name in modules("content") if not builds(name)))
    assert imported & (TERMINAL | CHECKING | {"tomllib", "tomli", "packaging"}) == set()


def test_content_knows_no_terminal() -> None:
    assert after_import(*modules("content")) & (TERMINAL | {"click"}) == set()


def test_the_three_domains_do_not_know_each_other() -> None:
    domains = ("triage", "diary", "routines")
    for package in domains:
        imported = after_import(*modules(package))
        for other in set(domains) - {package}:
            assert f"kneetui.{other}" not in imported, f"{package} loads {other}"


def test_the_door_imports_next_to_nothing() -> None:
    assert after_import("kneetui.__main__") - loaded("pass") <= {
        "__future__",
        "gc",
        "kneetui",
        "kneetui.__main__",
    }


def test_the_first_frame_needs_no_content_and_no_command_line() -> None:
    imported = after_import("kneetui.ui.app", "kneetui.ui.screens.today.today", "kneetui.terminal.driver")
    assert (
        imported
        & (CHECKING | {"click", "pluggy", "tomli_w", "fitdecode", "markdown_it", "textual.widgets._markdown"})
        == set()
    )
    assert {name for name in imported if builds(name)} == set()
    assert "textual.widgets._data_table" not in imported
    assert "textual.widgets._text_area" not in imported
    for room in ("triage", "diary", "routines", "packs"):
        assert f"kneetui.ui.screens.{room}" not in imported


WARM = """
from kneetui.launch import asyncio_without_tls
asyncio_without_tls()
import asyncio
from datetime import datetime
from kneetui.services.container import Services
services = Services(lambda: datetime(2026, 11, 22, 9, 30))
"""

RUNNING = """
from kneetui.ui.app import KneeApp

async def main():
    app = KneeApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(500):
            await pilot.pause(0.01)
            if services.library_if_loaded() is not None:
                break
        assert services.library_if_loaded() is not None

asyncio.run(main())
"""


OPENSSL = {"ssl", "_ssl", "hashlib", "_hashlib"}
"""What loads OpenSSL."""

PLAYING = {f"kneetui.routines.session.{name}" for name in ("player", "saved_player", "time_left")}
"""What only a session on its way needs."""


def test_a_start_with_a_warm_cache_checks_no_packs(home: Path) -> None:
    assert "pydantic" in loaded(f"{WARM}\nservices.library")
    assert list((home / "cache").glob("library-*"))
    imported = loaded(WARM + RUNNING)
    assert imported & (CHECKING | OPENSSL) == set()
    assert "kneetui.content.loading.loader" not in imported
    assert {name for name in imported if name.startswith("kneetui.routines.session.")} & PLAYING == set()


ENTERING = """
import sys
from kneetui.ui import ahead
from kneetui.ui.app import KneeApp

ahead.PAUSE = 0.001
ahead.QUIET = 0.0
services.diary
ours = lambda: {name for name in sys.modules if name.startswith("kneetui.")}
brought = []

def import_module(name):
    before = ours()
    __import__(name)
    brought.append(len(ours() - before))

ahead.import_module = import_module

async def main():
    app = KneeApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        while app.imports_ahead is None or not app.imports_ahead.done:
            await pilot.pause(0.01)
        before = ours()
        for room in ("triage", "diary", "routines", "packs"):
            await app.switch_mode(room)
            while app.screen.focused is None and not app.screen._compositor.full_map:
                await pilot.pause(0.01)
            await pilot.pause()
        assert ours() == before, ours() - before

asyncio.run(main())
assert brought and max(brought) <= 16, brought
"""


def test_a_room_entered_first_imports_nothing_once_the_app_was_left_alone(warm_home: Path) -> None:
    assert warm_home
    rooms = {f"kneetui.ui.screens.{room}.{room}" for room in ("triage", "diary", "routines", "packs")}
    assert rooms <= loaded(WARM + ENTERING)


def test_a_terminal_is_asked_for_before_textual_is_loaded() -> None:
    code = "import sys\nfrom kneetui import __main__, launch\nassert not launch.terminal()"
    assert loaded(code) & (TERMINAL | CHECKING | {"click"}) == set()


def test_a_command_loads_no_terminal() -> None:
    code = (
        "import sys\nsys.argv = ['kneetui', 'questions']\n"
        "import contextlib, io\nfrom kneetui.__main__ import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): main()"
    )
    assert loaded(code) & TERMINAL == set()


SLOW = {
    "importlib.metadata",
    "email.message",
    "hashlib",
    "zipfile",
    "tempfile",
    "packaging",
    "tomli",
    "secrets",
}
"""Modules that cost as much as an empty Python or more, with what they bring along."""

COMMANDS = {
    "pack list": {"content", "packs", "plugins"},
    "pack info running": {"content", "packs", "plugins"},
    "questions": {"content", "packs", "plugins"},
    "status --json": {"content", "packs", "plugins", "diary", "routines", "status", "report"},
    "diary export": {"diary"},
    "triage --json --answers {answers}": {"content", "packs", "plugins", "triage"},
}
"""Command -> the parts of the app that it needs beside settings, services and the errors of a diary."""

ALWAYS = {"__main__", "cli", "config", "garbage", "launch", "patterns", "services"}


@pytest.mark.parametrize(("words", "needed"), COMMANDS.items(), ids=COMMANDS)
@pytest.mark.usefixtures("warm_home")
def test_a_command_loads_only_what_it_uses(tmp_path: Path, words: str, needed: set[str]) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text("", "utf-8")
    code = (
        f"import sys\nsys.argv = ['kneetui', *{words.format(answers=answers).split()!r}]\n"
        "import contextlib, io\nfrom kneetui.__main__ import main\n"
        "text = io.TextIOWrapper(io.BytesIO(), 'utf-8')\n"
        "with contextlib.redirect_stdout(text), contextlib.suppress(SystemExit): main()\n"
        "text.flush()\nassert text.buffer.getvalue()"
    )
    imported = loaded(code)
    assert imported & (SLOW | TERMINAL | CHECKING) == set()
    parts = {
        name.split(".")[1]
        for name in imported - {"kneetui.diary", "kneetui.diary.errors"}
        if name.startswith("kneetui.")
    }
    assert parts <= needed | ALWAYS


def test_the_first_start_compiles_the_library_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KNEETUI_HOME", str(tmp_path))
    imported = loaded("from kneetui.services.container import Services; Services().load_library()")
    assert imported & (CHECKING | {"tomli"}) == set()
    assert len(list((tmp_path / "cache").glob("library-*.pickle"))) == 1


def test_no_module_is_in_a_circle() -> None:
    graph = grimp.build_graph("kneetui", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len(imports) > 400
    assert set(TopologicalSorter(imports).static_order()) == graph.modules


PACKS_AS_THINGS = ("packs", "cli/pack", "ui/screens/packs", "ui/widgets/lists/pack_list.py")
"""Everything in the app that installs, checks, lists, updates and removes packs, with its screens and commands."""


def test_the_app_is_no_package_manager() -> None:
    """Less than 12 % of its lines; what more there is to packs belongs into a plugin."""

    def lines(*places: Path) -> int:
        files = {file for place in places for file in ([place] if place.is_file() else place.rglob("*.py"))}
        return sum(len(file.read_text("utf-8").splitlines()) for file in files)

    about_packs = lines(*(SOURCE / place for place in PACKS_AS_THINGS))
    assert 0.02 < about_packs / lines(SOURCE) < 0.12
