"""What is done with packs: each shows what it would change, asks, does it, and has every room know.

Each coroutine gives the id of the pack that was changed, or an empty text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from kneetui.packs.installed.listing import Installed
from kneetui.ui.context import AppContext
from kneetui.ui.screens.common.stage import Stage
from kneetui.ui.screens.packs import text as words
from kneetui.ui.screens.packs.background_job import Made, WorkDialog
from kneetui.ui.screens.packs.problems import TellDialog, problem_text

if TYPE_CHECKING:
    from kneetui.packs.install.install_plan import Offer
    from kneetui.packs.install.updates import Update
    from kneetui.ui.screens.packs.offer import OfferScreen


async def install(app: AppContext, what: str = "") -> str:
    """Ask for a pack, show what is in it and what it changes, install it. With ``what`` it is named already."""
    from kneetui.ui.screens.packs.install import InstallDialog
    from kneetui.ui.screens.packs.offer import OfferScreen

    with Stage(app, "packs") as stage:
        offer = await stage.show(InstallDialog(what))
        return await _decide(stage, offer, OfferScreen(offer), "installed") if offer else ""


async def update(app: AppContext, pack: Installed) -> str:
    """Look where a pack came from; show the difference, if there is one."""
    name = words.called(pack)
    with Stage(app, "packs") as stage:
        if pack.shelf is None:
            remedy = "It is updated as it was installed." if pack.means else "It comes with what brought it."
            await _tell(stage, f"Update {name}", Content(f"{origin(pack)} {remedy}"))
            return ""
        outcome, changed = await _look(stage, pack.id, name, shared=pack.shelf.shared)
        if outcome is None:
            return ""
        if outcome.state in ("same", "pinned"):
            state = {
                "same": "nothing new",
                "pinned": app.with_keys("it is pinned; <packs.pin> lets updates look again"),
            }[outcome.state]
            app.notify(f"{name} {pack.version}: {state}.", markup=False)
        elif outcome.offer is None:
            await _tell(stage, f"Update {name}", problem_text(outcome.problems))
        return changed


async def update_all(app: AppContext) -> str:
    """Look for another version of every pack that kneetui installed, one after the other."""
    from kneetui.packs.install.updates import updatable

    names = updatable()
    lines: list[Content] = []
    last = ""
    with Stage(app, "packs") as stage:
        for number, name in enumerate(names, 1):
            outcome, changed = await _look(stage, name, f"{name} ({number} of {len(names)})")
            last = changed or last
            if outcome is None:
                return last
            if outcome.problems:
                lines.append(problem_text(outcome.problems))
            else:
                state = {"same": "nothing new", "pinned": "pinned, not looked for", "new": "looked at"}
                lines.append(Content(f"{name}: {state[outcome.state]}."))
        nothing = Content(
            app.with_keys("There is no pack to update: none was installed with <packs.install>.")
        )
        await _tell(stage, "Updates", Content("\n").join(lines) if lines else nothing)
    return last


async def remove(app: AppContext, pack: Installed) -> str:
    """Show what changes without a pack, then remove it."""
    from kneetui.packs.install import removal
    from kneetui.ui.screens.packs.offer import RemovalScreen

    name, shelf, services = words.called(pack), pack.shelf, app.services
    with Stage(app, "packs") as stage:
        if shelf is None:
            remedy = "It cannot be removed here."
            if pack.means:
                remedy = f"Leave kneetui, then type:\n\n{pack.means.remove}"
            await _tell(stage, f"Remove {name}", Content(f"{origin(pack)} {remedy}"))
            return ""
        made_by = services.plugins.distributions()
        look = partial(removal.prepare_removal, pack.id, services.here(), made_by, shared=shelf.shared)
        line = "Trying every case of all packs without it …"
        plan = await stage.show(WorkDialog(f"Remove {name}", line, look))
        if plan is None or not await stage.show(RemovalScreen(name, plan)):
            return ""
        done = await _change(stage, f"Remove {name}", partial(removal.remove, plan))
    if done is None:
        return ""
    backup = f" The edited one is kept: {done[0]}." if done[0] else ""
    app.notify(f"{name} is removed.{backup}", markup=False)
    return pack.id


async def switch(app: AppContext, pack: Installed) -> str:
    """Switch a pack off for this user, or on again."""
    from kneetui.packs.install import enable_pin

    on, name = pack.state == "off", words.called(pack)
    change = partial(enable_pin.switch, pack.id, app.services.plugins.packs(), on=on)
    with Stage(app, "packs") as stage:
        if await _change(stage, name, change) is not None:
            app.notify(
                f"{name} is {'on' if on else 'off'} for you. {app.key_of('packs.switch')} switches it back.",
                markup=False,
            )
    return pack.id


def origin(pack: Installed) -> str:
    """How a pack that is on no shelf came here."""
    name = words.called(pack)
    if pack.means:
        return f"{name} was installed with {pack.means.by}."
    return f"{name} is part of kneetui." if pack.id == "core" else f"{name} is part of {pack.origin}."


async def _tell(stage: Stage, caption: str, text: Content) -> None:
    await stage.show(TellDialog(caption, text))


async def _look(stage: Stage, name: str, called: str, *, shared: bool = False) -> tuple[Update | None, str]:
    """Look for another version, and decide about it if there is one; ``None`` if that was left."""
    from kneetui.packs.install.updates import look
    from kneetui.ui.screens.packs.offer import UpdateScreen

    looking = partial(look, name, stage.app.services.here(), shared=shared)
    line = "Looking where it came from, and trying every case of all packs …"
    outcome = await stage.show(WorkDialog(f"Update {called}", line, looking))
    if outcome is None or outcome.offer is None:
        return outcome, ""
    return outcome, await _decide(stage, outcome.offer, UpdateScreen(outcome.offer), "updated")


async def _decide(stage: Stage, offer: Offer, screen: OfferScreen, done_word: str) -> str:
    """Show an offer, and install it if the person agrees; the id of what was installed."""
    from kneetui.packs.install import install_plan

    info = offer.info
    with offer:
        agreed = await stage.show(screen)
        if agreed is None:
            return ""
        put = partial(install_plan.install, offer, downgrade=agreed.downgrade, replace=agreed.replace)
        done = await _change(stage, f"{info.name} {info.version}", put)
    if done is not None:
        backup = done[0].backup
        where = f" The edited one is kept: {backup}." if backup else ""
        stage.app.notify(f"{info.name} {info.version} is {done_word}.{where}", markup=False)
    return info.id


async def _change(stage: Stage, caption: str, change: Callable[[], Made]) -> tuple[Made] | None:
    """Change what is installed, and have every room know; what ``change`` gave, ``None`` if it failed."""
    services = stage.app.services

    def work() -> tuple[Made]:
        result = change()
        services.reload()
        _ = services.library
        return (result,)

    done = await stage.show(WorkDialog(caption, "Reading the packs anew …", work, must=True))
    await stage.app.library_changed()
    return done
