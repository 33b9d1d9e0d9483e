"""What is installed: packs, plugins, and what is wrong with them; and all that can be done with packs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from kneetui.content.model import Problem
from kneetui.packs.installed.listing import Installed
from kneetui.plugins.manager import PluginInfo
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.screens.packs import flow
from kneetui.ui.screens.packs import rows as lines
from kneetui.ui.screens.packs import text as words
from kneetui.ui.screens.packs.details import PackDetails, PluginDetails, ProblemDetails
from kneetui.ui.screens.packs.problems import TellDialog, problem_text
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lists.pack_list import PackList

if TYPE_CHECKING:
    from kneetui.plugins.hooks import PackAction

Thing: TypeAlias = Problem | Installed | PluginInfo


class PacksScreen(KneeScreen[None]):
    """Root of the room. Problems come first, if there are any."""

    CSS_PATH = "packs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "install", "Install", id="packs.install"),
        Binding("u", "update", "Update", id="packs.update"),
        Binding("r", "remove", "Remove", id="packs.remove"),
        Binding("d", "switch", "On/off", id="packs.switch"),
        Binding("p", "pin", "Pin", id="packs.pin"),
        Binding("U", "update_all", "Update all", id="packs.update-all"),
    ]
    heading = "Packs"

    def __init__(self) -> None:
        super().__init__()
        self.things: list[Thing] = []
        self.of_plugins: list[PackAction] = []

    def body(self) -> ComposeResult:
        """The packs, a line each."""
        yield PackList(id="packs")

    def on_mount(self) -> None:
        """The list takes the keys, and plugins may have more of them."""
        self.query_one(PackList).focus()
        self.of_plugins = self.services.plugins.pack_actions()
        taken = self.active_bindings
        bound = self._bindings.key_to_bindings
        last = bound.pop("U")  # the key bar drops from its end what a narrow terminal has no room for
        for number, action in enumerate(self.of_plugins):
            if action.key not in taken:
                given = Binding(action.key, f"of_plugin({number})", action.label, id=f"packs.{action.id}")
                bound[action.key] = [given]
        bound["U"] = last
        self.refresh_bindings()

    def on_screen_resume(self) -> None:
        """Fill the list; settings may have been mended meanwhile."""
        self._fill()

    def _fill(self, at: str = "") -> None:
        """Read everything anew; with ``at``, the cursor goes to the pack with this id."""
        services = self.services
        self.things = lines.things(services)
        rows = self.query_one(PackList)
        rows.show([lines.line(entry) for entry in self.things])
        for number, entry in enumerate(self.things):
            if at and isinstance(entry, Installed) and entry.id == at:
                rows.move_to(number)
                break
        self.say(remark=lines.remark(self.things))

    @property
    def chosen(self) -> Installed | None:
        """The pack under the cursor."""
        here = self.query_one(PackList).cursor
        thing = self.things[here] if self.things else None
        return thing if isinstance(thing, Installed) else None

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """Show everything about it."""
        event.stop()
        thing = self.things[event.index]
        if isinstance(thing, Problem):
            self.app.push_screen(ProblemDetails(thing))
        elif isinstance(thing, Installed):
            self.app.push_screen(PackDetails(thing))
        else:
            self.app.push_screen(PluginDetails(thing))

    # --- what can be done ------------------------------------------------------------------

    @work(exclusive=True, group="flow")
    async def action_install(self, what: str = "") -> None:
        """Ask for a pack, and install it."""
        self._fill(await flow.install(self.app, what))

    @work(exclusive=True, group="flow")
    async def action_update(self) -> None:
        """Look for another version of the pack under the cursor."""
        pack = self._one("update")
        if pack:
            self._fill(await flow.update(self.app, pack))

    @work(exclusive=True, group="flow")
    async def action_update_all(self) -> None:
        """Look for another version of every pack that kneetui installed."""
        self._fill(await flow.update_all(self.app))

    @work(exclusive=True, group="flow")
    async def action_remove(self) -> None:
        """Remove the pack under the cursor."""
        pack = self._one("remove")
        if pack:
            self._fill(await flow.remove(self.app, pack))

    @work(exclusive=True, group="flow")
    async def action_switch(self) -> None:
        """Switch the pack under the cursor off for this user, or on again."""
        pack = self._one("switch off")
        if pack:
            self._fill(await flow.switch(self.app, pack))

    def action_pin(self) -> None:
        """Have updates pass over the pack under the cursor, or look at it again."""
        from kneetui.packs.errors import PackError
        from kneetui.packs.install.enable_pin import pin

        pack = self._one("pin")
        if pack is None:
            return
        name = words.called(pack)
        if pack.shelf is None:
            text = f"{flow.origin(pack)} kneetui never updates it, so there is nothing to pin."
            self.app.push_screen(TellDialog(f"Pin {name}", Content(text)))
            return
        try:
            pin(pack.id, pinned=not pack.pinned, shared=pack.shelf.shared)
        except PackError as error:
            self.app.push_screen(TellDialog(f"Pin {name}", problem_text(error.problems)))
            return
        state = "not pinned any more: updates look at it" if pack.pinned else "pinned: updates pass it over"
        self.notify(f"{name} is {state}.", markup=False)
        self._fill()

    @work(exclusive=True, group="packs")
    async def action_of_plugin(self, number: int) -> None:
        """Open the screen that a plugin brought; what it ends with is to be installed."""
        from kneetui.ui.screens.packs.install import plugin_failed

        action = self.of_plugins[number]
        try:
            screen = action.screen()
        except Exception as error:
            self.app.push_screen(TellDialog(action.label, problem_text([plugin_failed(action.label, error)])))
            return
        what = await self.app.push_screen_wait(screen)
        if what is not None:
            self.action_install(what)

    # --- parts of it -----------------------------------------------------------------------

    def _one(self, what: str) -> Installed | None:
        """The pack under the cursor; says so if it is none."""
        pack = self.chosen
        if pack is None:
            self.notify(f"Choose a pack to {what}: this line is none.", markup=False)
        return pack
