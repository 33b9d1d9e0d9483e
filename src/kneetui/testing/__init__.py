"""A pytest plugin for people who write packs and plugins.

It is there wherever kneetui and pytest are installed (``-p no:kneetui.testing`` turns it off), and costs
nothing until a test asks for one of its fixtures. ``pip install "kneetui[testing]"`` brings what they need.

Fixtures for packs: ``pack_folder``, ``pack_library``, ``pack_case``, ``assess``. For screens: ``make_app``,
``make_services``, ``screen_text``, ``snap_screen``, ``snap_themes``. For plugins: ``library``, ``kneetui_home``,
``run_kneetui``. Beside them: the tests every pack should pass (:mod:`kneetui.testing.pack`), places of the app
(:mod:`kneetui.testing.screens`), every test a diary store should pass (:mod:`kneetui.testing.stores`), and
:func:`asked` for the hooks of a plugin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kneetui.config import clock
from kneetui.config.settings import Settings
from kneetui.services.container import Services

if TYPE_CHECKING:
    from click.testing import Result

    from kneetui.content.model import Library
    from kneetui.diary.entries import Entry
    from kneetui.plugins.manager import Plugins
    from kneetui.testing.screens import Place
    from kneetui.triage.assessment import Assessment
    from kneetui.triage.evaluation.cases import Case
    from kneetui.ui.app import KneeApp

pytest.register_assert_rewrite("kneetui.testing.pack", "kneetui.testing.stores", "kneetui.testing.store_undo")

INI = "kneetui_pack"

NOW = datetime(2026, 11, 22, 9, 30)
"""The frozen moment: a Sunday morning."""

SETTLED = Settings(
    sports=("running", "cycling"), knee="right", welcomed=True, bell=False, region="DE", check_ins=False
)
"""Settings of somebody who has been here before."""

FOREIGN = ("NO_COLOR", "KNEETUI_PLUGINS", "KNEETUI_DIARY", "TEXTUAL_THEME", "LC_ALL", "LC_MESSAGES")
"""What the machine might say, and no test should hear."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The folder of the pack, where it is not found by itself."""
    parser.addini(INI, "folder of the kneetui pack under test, seen from this file", default="")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for every case of the pack."""
    if "pack_case" in metafunc.fixturenames:
        from kneetui.testing.finding import case_ids

        ids = case_ids(_folder(metafunc.config, metafunc.definition.path))
        metafunc.parametrize("pack_case", ids or [""], ids=ids or ["none"], indirect=True)


def _folder(config: pytest.Config, test: Path) -> Path:
    from kneetui.testing.finding import pack_of

    given = config.getini(INI)
    root = config.inipath.parent if config.inipath else config.rootpath
    return pack_of(test, root / given if given else None)


# --- packs ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pack_folder(request: pytest.FixtureRequest) -> Path:
    """The folder of the pack under test: ``kneetui_pack`` of the configuration, else the one nearby."""
    return _folder(request.config, request.path)


@pytest.fixture(scope="module")
def pack_library(pack_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The core and the pack under test, nothing else; fails with every problem if the pack is bad."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KNEETUI_HOME", str(tmp_path_factory.getbasetemp() / "kneetui-home"))
        return _alone(pack_folder)


@cache
def _alone(folder: Path) -> Library:
    from kneetui.content.errors import ContentError
    from kneetui.packs.checking.check import try_folder

    try:
        library, problems = try_folder(folder)
    except ContentError as error:
        library, problems = None, list(error.problems)
    errors = [problem for problem in problems if problem.severity == "error"]
    if library is None or errors:
        raise pytest.fail.Exception("\n".join(map(str, errors)), pytrace=False)
    return library


@pytest.fixture
def pack_case(request: pytest.FixtureRequest, pack_folder: Path, pack_library: Library) -> Case:
    """Each case of the pack in turn: a test that asks for it runs once for every case."""
    from kneetui.testing.finding import case

    return case(pack_folder, pack_library, request.param)


@pytest.fixture
def assess(pack_library: Library) -> Callable[[Mapping[str, Any]], Assessment]:
    """A function: what answers come to with the core and the pack under test.

    The answers are written as in an answer file: ``assess({"activity": "running", "location": ["kneecap"]})``.
    """

    def find(raw: Mapping[str, Any]) -> Assessment:
        from kneetui.triage import answers
        from kneetui.triage.assessment import assess

        try:
            return assess(pack_library, answers.read(raw, pack_library))
        except answers.BadAnswers as error:
            raise pytest.fail.Exception(str(error), pytrace=False) from None

    return find


# --- the app ----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def library() -> Library:
    """The core and every installed pack; fails with every problem if one is bad."""
    from kneetui.content.loading.merge import load
    from kneetui.plugins.manager import find_plugins

    loaded = load(find_plugins().packs())
    assert not loaded.problems, "\n".join(map(str, loaded.problems))
    return loaded


@pytest.fixture
def kneetui_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ``KNEETUI_HOME`` of its own, in English, without what else the machine's environment says."""
    home = tmp_path / "kneetui-home"
    monkeypatch.setenv("KNEETUI_HOME", str(home))
    monkeypatch.setenv("KNEETUI_SYSTEM_PACKS", str(tmp_path / "system-packs"))
    for name in FOREIGN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    clock.use("")
    return home


@pytest.fixture
def make_services(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Services]]:
    """A function that makes :class:`~kneetui.services.container.Services` in a home of its own.

    Arguments, all by name: ``now`` (the frozen moment), ``settings``, ``entries`` for the diary,
    ``drafts`` by name, ``library`` to use instead of the installed one.
    """
    monkeypatch.setenv("KNEETUI_HOME", str(tmp_path / "kneetui-home"))
    monkeypatch.setenv("KNEETUI_SYSTEM_PACKS", str(tmp_path / "system-packs"))
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("KNEETUI_DIARY", raising=False)
    opened: list[Services] = []

    def make(
        *,
        now: datetime = NOW,
        settings: Settings = SETTLED,
        entries: Iterable[Entry] = (),
        drafts: Mapping[str, dict[str, Any]] | None = None,
        library: Library | None = None,
    ) -> Services:
        services = Services(lambda: now)
        services.settings = settings
        services.use_library(library or request.getfixturevalue("library"))
        for name, draft in (drafts or {}).items():
            services.keep_draft(name, draft)
        given = list(entries)
        if given:
            services.diary.add_all(given)
        opened.append(services)
        return services

    yield make
    for services in opened:
        services.close()


@pytest.fixture
def make_app(
    make_services: Callable[..., Services], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., KneeApp]:
    """A function that makes the app; the same arguments as ``make_services``. Its keys count however fast they come."""
    monkeypatch.delenv("NO_COLOR", raising=False)

    def make(**arguments: Any) -> KneeApp:
        from kneetui.ui.app import KneeApp

        app = KneeApp(make_services(**arguments))
        app.key_guard.on = False
        return app

    return make


@pytest.fixture
def screen_text(make_app: Callable[..., KneeApp], request: pytest.FixtureRequest) -> Callable[..., str]:
    """A function: what stands on a place of the app, line by line.

    ``screen_text(place, size=(80, 24), **arguments)``: the place is one of :mod:`kneetui.testing.screens`, the
    other arguments are those of ``make_app``. In the project of a pack, the library is ``pack_library``.
    """

    def show(place: Place, size: tuple[int, int] = (80, 24), **arguments: Any) -> str:
        from kneetui.testing.screens import text_of

        return text_of(make_app(**_with_pack(request, arguments)), place, size)

    return show


@pytest.fixture
def snap_screen(make_app: Callable[..., KneeApp], request: pytest.FixtureRequest) -> Callable[..., bool]:
    """A function: whether a place of the app looks as in its picture; ``--snapshot-update`` takes a new one.

    ``assert snap_screen(place, size=(80, 24), theme="dark", **arguments)``, with arguments as ``screen_text``.
    """
    snap_compare = _needs(request, "snap_compare")

    def compare(
        place: Place, size: tuple[int, int] = (80, 24), theme: str = "dark", **arguments: Any
    ) -> bool:
        from dataclasses import replace

        settings = replace(arguments.pop("settings", SETTLED), theme=theme)
        app = make_app(settings=settings, **_with_pack(request, arguments))
        same: bool = snap_compare(app, terminal_size=size, run_before=place)
        return same

    return compare


@pytest.fixture
def snap_themes(make_app: Callable[..., KneeApp], request: pytest.FixtureRequest) -> Callable[..., bool]:
    """A function: whether a place looks as in its pictures, one for each theme, taken in one run of the app.

    ``assert snap_themes(place, size=(80, 24), themes=("dark", "light"), **arguments)``, with arguments as
    ``screen_text``. The pictures are those of ``snap_screen`` in a test with ``screens.every_size``.
    """
    _needs(request, "snap_compare")
    snapshot = request.getfixturevalue("snapshot")

    def compare(
        place: Place,
        size: tuple[int, int] = (80, 24),
        themes: Sequence[str] = ("dark", "light"),
        **arguments: Any,
    ) -> bool:
        from kneetui.testing import pictures

        app = make_app(**_with_pack(request, arguments))
        return pictures.same(request.node, snapshot, pictures.take(app, size, place, themes))

    return compare


def _needs(request: pytest.FixtureRequest, fixture: str) -> Any:
    try:
        return request.getfixturevalue(fixture)
    except pytest.FixtureLookupError:
        message = 'Pictures need more: pip install "kneetui[testing]"'
        raise pytest.fail.Exception(message, pytrace=False) from None


def _with_pack(request: pytest.FixtureRequest, arguments: dict[str, Any]) -> dict[str, Any]:
    if "library" not in arguments:
        arguments["library"] = request.getfixturevalue("pack_library")
    return arguments


# --- plugins ----------------------------------------------------------------------------------


@pytest.fixture
def run_kneetui(kneetui_home: Path) -> Callable[..., Result]:  # noqa: ARG001 (it is a home to run in)
    """A function that runs a command line in a home of its own: ``run_kneetui("formats", input="")``.

    Returns click's result: ``exit_code``, ``stdout``, ``stderr``. What a command raises fails the test.
    """

    def run(*words: object, input: str | bytes | None = None) -> Result:
        from click.testing import CliRunner

        from kneetui.cli import cli

        result = CliRunner().invoke(cli, [str(word) for word in words], input=input)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


def asked(plugin: object, name: str = "plugin") -> Plugins:
    """The plugin alone, as kneetui asks it: ``asked(module).importers()`` and so on.

    What is wrong with it is in ``problems`` of what this returns, once it was asked.
    """
    import pluggy

    from kneetui.plugins.hooks import GROUP, Specs
    from kneetui.plugins.manager import PluginInfo, Plugins, add

    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(Specs)
    plugins = Plugins(manager)
    add(plugins, PluginInfo(name=name, distribution="", version=""), plugin)
    return plugins
