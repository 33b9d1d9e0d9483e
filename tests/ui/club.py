"""A host with a small core and packs of its own, for tests of the packs room."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Static

from kneetui.content.loading.merge import load
from kneetui.packs.installed import pack_dir
from kneetui.plugins.manager import PluginInfo, add
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.packs.background_job import WorkDialog
from kneetui.ui.screens.packs.install import InstallDialog
from kneetui.ui.screens.packs.packs import PacksScreen
from kneetui.ui.screens.packs.problems import TellDialog
from tests.packs.shelves import EVIDENCE, FLAG, NOW, archive, installed, pack
from tests.ui.home import plugins
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

__all__ = [
    "EVIDENCE",
    "FLAG",
    "NOW",
    "app_of",
    "archive",
    "dialog_text",
    "install",
    "installed",
    "notices",
    "pack",
    "shown",
    "to_packs",
]  # fmt: skip

Make = Callable[..., KneeApp]


def app_of(make_app: Make, plugin: ModuleType | None = None, **given: Any) -> KneeApp:
    """The app with what stands on the shelves now, and no plugins but the one that is given."""
    app = make_app(library=load(pack_dir.used(())), **given)
    app.services.plugins = plugins()
    app.services.plugins.infos.clear()
    if plugin:
        name = plugin.__name__.removeprefix("kneetui_").replace("_", "-")
        add(
            app.services.plugins,
            PluginInfo(name=name, distribution=f"kneetui-{name}", version="0.1.0"),
            plugin,
        )
    return app


async def to_packs(pilot: Pilot[Any], *keys: str) -> None:
    """Go to the packs room and press keys there."""
    await pilot.press("5")
    await until(pilot, lambda: isinstance(pilot.app.screen, PacksScreen) and pilot.app.focused is not None)
    await pilot.press(*keys)


async def install(pilot: Pilot[Any], what: object) -> None:
    """Type what is to be installed, and Enter."""
    await to_packs(pilot, "i")
    await until(pilot, lambda: isinstance(pilot.app.screen, InstallDialog) and pilot.app.focused is not None)
    pilot.app.screen.query_one("#what").show(str(what))  # type: ignore[attr-defined]
    await pilot.press("enter")


def dialog_text(app: KneeApp) -> str:
    """What the dialog on top says, in one line."""
    assert isinstance(app.screen, InstallDialog | WorkDialog | TellDialog), app.screen
    return " ".join(str(app.screen.query_one("#said", Static).content).split())


def notices(app: KneeApp) -> list[str]:
    """What was said in passing, and is still to be seen."""
    return [notice.message for notice in app._notifications]
