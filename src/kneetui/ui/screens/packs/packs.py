"""What is installed: packs, plugins, and what is wrong with them; and all that can be done with packs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from kneetui.content.model import Problem
from kneetui.packs.installed.listing import Installed
from kneetui.plugins.manager import PluginInfo
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.screens.packs import rows as lines
from kneetui.ui.screens.packs import text as words
from kneetui.ui.screens.packs.background_job import Made, WorkDialog
from kneetui.ui.screens.packs.details import PackDetails, PluginDetails, ProblemDetails
from kneetui.ui.screens.packs.problems import TellDialog, problem_text
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lists.pack_list import PackList

if TYPE_CHECKING:
    from kneetui.packs.install.install_plan import Offer
    from kneetui.packs.install.updates import Update
    from kneetui.plugins.hooks import PackAction
    from kneetui.ui.screens.packs.offer import OfferScreen

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
        """One list."""
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
        rows.show([lines.line(each) for each in self.things])
        for number, each in enumerate(self.things):
            if at and isinstance(each, Installed) and each.id == at:
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

    @work(exclusive=True, group="packs")
    async def action_install(self, what: str = "") -> None:
        """Ask for a pack, show what is in it and what it changes, install it."""
        from kneetui.ui.screens.packs.install import InstallDialog
        from kneetui.ui.screens.packs.offer import OfferScreen

        offer = await self.app.push_screen_wait(InstallDialog(what))
        if offer is not None:
            await self._decide(offer, OfferScreen(offer), "installed")

    @work(exclusive=True, group="packs")
    async def action_update(self) -> None:
        """Look where the pack under the cursor came from; show the difference, if there is one."""
        pack = self._one("update")
        if pack is None:
            return
        if pack.shelf is None:
            remedy = "It is updated as it was installed." if pack.means else "It comes with what brought it."
            self._tell(f"Update {words.called(pack)}", f"{_by(pack)} {remedy}")
            return
        found = await self._look(pack.id, words.called(pack), shared=pack.shelf.shared)
        if found is None:
            return
        if found.state in ("same", "pinned"):
            said = {"same": "nothing new", "pinned": "it is pinned; p lets updates look again"}[found.state]
            self.notify(f"{words.called(pack)} {pack.version}: {said}.", markup=False)
        elif found.offer is None:
            self.app.push_screen(TellDialog(f"Update {words.called(pack)}", problem_text(found.problems)))

    @work(exclusive=True, group="packs")
    async def action_update_all(self) -> None:
        """The same for every pack that kneetui installed, one after the other."""
        from kneetui.packs.install.updates import updatable

        names = updatable()
        said: list[Content] = []
        for number, name in enumerate(names, 1):
            found = await self._look(name, f"{name} ({number} of {len(names)})")
            if found is None:
                return
            if found.problems:
                said.append(problem_text(found.problems))
            else:
                told = {"same": "nothing new", "pinned": "pinned, not looked for", "new": "looked at"}
                said.append(Content(f"{name}: {told[found.state]}."))
        text = (
            Content("\n").join(said)
            if said
            else Content("There is no pack to update: none was installed with i.")
        )
        self.app.push_screen(TellDialog("Updates", text))

    @work(exclusive=True, group="packs")
    async def action_remove(self) -> None:
        """Show what changes without the pack under the cursor, then remove it."""
        from kneetui.packs.install.removal import prepare_removal, remove
        from kneetui.ui.screens.packs.offer import RemovalScreen

        pack = self._one("remove")
        if pack is None:
            return
        name, shelf = words.called(pack), pack.shelf
        if shelf is None:
            remedy = (
                f"Leave kneetui, then type:\n\n{pack.means.remove}"
                if pack.means
                else "It cannot be removed here."
            )
            self._tell(f"Remove {name}", f"{_by(pack)} {remedy}")
            return
        here, made_by = self.services.here(), self.services.plugins.distributions()
        looking = partial(prepare_removal, pack.id, here, made_by, shared=shelf.shared)
        line = "Trying every case of all packs without it …"
        removal = await self._wait(f"Remove {name}", line, looking)
        if removal is None or not await self.app.push_screen_wait(RemovalScreen(name, removal)):
            return
        done = await self._change(f"Remove {name}", partial(remove, removal))
        if done:
            kept = f" The edited one is kept: {done[0]}." if done[0] else ""
            self.notify(f"{name} is removed.{kept}", markup=False)

    @work(exclusive=True, group="packs")
    async def action_switch(self) -> None:
        """Switch the pack under the cursor off for this user, or on again."""
        from kneetui.packs.install.enable_pin import switch

        pack = self._one("switch off")
        if pack is None:
            return
        on, name = pack.state == "off", words.called(pack)
        work = partial(switch, pack.id, self.services.plugins.packs(), on=on)
        if await self._change(name, work, at=pack.id):
            self.notify(f"{name} is {'on' if on else 'off'} for you. d switches it back.", markup=False)

    def action_pin(self) -> None:
        """Have updates pass over the pack under the cursor, or look at it again."""
        from kneetui.packs.errors import PackError
        from kneetui.packs.install.enable_pin import pin

        pack = self._one("pin")
        if pack is None:
            return
        name = words.called(pack)
        if pack.shelf is None:
            self._tell(f"Pin {name}", f"{_by(pack)} kneetui never updates it, so there is nothing to pin.")
            return
        try:
            pin(pack.id, pinned=not pack.pinned, shared=pack.shelf.shared)
        except PackError as error:
            self.app.push_screen(TellDialog(f"Pin {name}", problem_text(error.problems)))
            return
        said = "not pinned any more: updates look at it" if pack.pinned else "pinned: updates pass it over"
        self.notify(f"{name} is {said}.", markup=False)
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

    def _tell(self, caption: str, text: str) -> None:
        self.app.push_screen(TellDialog(caption, Content(text)))

    async def _wait(
        self, caption: str, line: str, slow: Callable[[], Made], *, must: bool = False
    ) -> Made | None:
        return await self.app.push_screen_wait(WorkDialog(caption, line, slow, must=must))

    async def _look(self, name: str, called: str, *, shared: bool = False) -> Update | None:
        """Look for another version, and decide about it if there is one; ``None`` if that was left."""
        from kneetui.packs.install.updates import look
        from kneetui.ui.screens.packs.offer import UpdateScreen

        looking = partial(look, name, self.services.here(), shared=shared)
        line = "Looking where it came from, and trying every case of all packs …"
        found = await self._wait(f"Update {called}", line, looking)
        if found is not None and found.offer is not None:
            await self._decide(found.offer, UpdateScreen(found.offer), "updated")
        return found

    async def _decide(self, offer: Offer, screen: OfferScreen, said: str) -> None:
        """Show an offer, and install it if the person agrees."""
        from kneetui.packs.install.install_plan import install

        info = offer.info
        with offer:
            agreed = await self.app.push_screen_wait(screen)
            if agreed is None:
                return
            put = partial(install, offer, downgrade=agreed.downgrade, replace=agreed.replace)
            changed = await self._change(f"{info.name} {info.version}", put, at=info.id)
        if changed:
            kept = changed[0].kept
            where = f" The edited one is kept: {kept}." if kept else ""
            self.notify(f"{info.name} {info.version} is {said}.{where}", markup=False)

    async def _change(self, caption: str, change: Callable[[], Made], *, at: str = "") -> tuple[Made] | None:
        """Change what is installed, and have every room know; what ``change`` gave, ``None`` if it failed."""
        services = self.services

        def work() -> tuple[Made]:
            made = change()
            services.reload()
            _ = services.library
            return (made,)

        line = "Reading the packs anew …"
        done = await self._wait(caption, line, work, must=True)
        await self.app.library_changed()
        self._fill(at)
        return done


def _by(pack: Installed) -> str:
    """How a pack that is on no shelf came here."""
    name = words.called(pack)
    if pack.means:
        return f"{name} was installed with {pack.means.by}."
    return f"{name} is part of kneetui." if pack.id == "core" else f"{name} is part of {pack.origin}."
