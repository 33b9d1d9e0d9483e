"""Asks for a pack to install: where it is, or what a trusted index offers."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kneetui.config import account
from kneetui.content.model import Problem
from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.screens.packs.background_job import Slow
from kneetui.ui.screens.packs.problems import problem_text
from kneetui.ui.widgets.forms.fields import ChoiceField
from kneetui.ui.widgets.forms.text_field import TextField
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.menu import Choice, Menu

if TYPE_CHECKING:
    from kneetui.packs.install.install_plan import Offer
    from kneetui.plugins.hooks import PackAction, PackCatalogue

HINT = "{ways}. <dialog.accept> shows what is in it; nothing is installed yet."
READING = "Reading {what}, and trying every case of all packs with it … <dialog.close> stops."


class InstallDialog(KneeModal["Offer"], Slow["Offer"]):
    """Reads the pack that was named. Ends with the :class:`~kneetui.packs.install.install_plan.Offer`, or with ``None``.

    With ``what`` it begins at once.
    """

    CSS_PATH = "pack_dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "Look at it", id="dialog.accept"),
        Binding("tab,down", "app.focus_next", "Next field", id="dialog.down", show=False),
        Binding("shift+tab,up", "app.focus_previous", "Field before", id="dialog.up", show=False),
    ]

    def __init__(self, what: str = "") -> None:
        super().__init__()
        self.what = what
        self.catalogues: list[PackCatalogue] = []

    def compose(self) -> ComposeResult:
        """One line to type into, for whom if there is a choice, what plugins offer, what is wrong."""
        problems: list[Problem] = []
        for action in self.services.plugins.pack_actions():
            catalogues, wrong = _catalogues(action)
            self.catalogues += catalogues
            problems += wrong
        hint = problem_text(problems) if problems else Content(self.hint)
        with Vertical(classes="dialog") as frame:
            frame.border_title = "Install a pack"
            frame.border_subtitle = self.app.with_keys("<dialog.close> closes")
            yield TextField(
                "From",
                self.what,
                hint="tennis@club" if account.current().confined else "~/Downloads/tennis-0.1.0.zip",
                id="what",
            )
            if _may_share():
                options = [("me", "me"), ("all", "all users of this host")]
                yield ChoiceField("For", "me", options=options, optional=False, id="whom")
                frame.add_class("-shared")
            if self.catalogues:
                yield Menu(
                    [
                        Choice(catalogue.name, f"What {catalogue.name} offers", catalogue.text)
                        for catalogue in self.catalogues
                    ],
                    id="indexes",
                )
            with VerticalScroll(id="scroll", can_focus=False):
                yield Static(hint, id="said")

    @property
    def hint(self) -> str:
        """What can be typed."""
        from kneetui.packs.install.resolve import ways_to_ask

        ways = ways_to_ask(self.services.plugins.pack_sources())
        return self.app.with_keys(HINT.format(ways=ways[0].upper() + ways[1:]))

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(TextField).line.focus()
        if self.what:
            self.action_read()

    def on_input_submitted(self) -> None:
        """Enter in the line of text."""
        self.action_read()

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """Show what a plugin offers."""
        event.stop()

        def chosen(what: str | None) -> None:
            if what is not None:
                self.query_one(TextField).show(what)
                self.query_one(TextField).line.focus()
                self.action_read()

        if self.busy:
            return
        catalogue = self.catalogues[event.index]
        try:
            screen = catalogue.screen()
        except Exception as error:
            self._say(problem_text([plugin_failed(catalogue.name, error)]))
            return
        self.app.push_screen(screen, chosen)

    def action_read(self) -> None:
        """Read what was named."""
        what = _plain(self.query_one(TextField).value)
        if self.busy or not self.is_current or not what:
            return
        whom = self.query(ChoiceField)
        shared = bool(whom) and whom.first().value == "all"
        here = self.services.here()

        def work() -> Offer:
            from kneetui.packs.install.install_plan import prepare

            return prepare(what, here, shared=shared)

        self._say(Content(self.app.with_keys(READING.format(what=what))))
        self.begin(work)

    def brought(self, result: Offer) -> None:
        """See :meth:`Slow.brought`."""
        self.dismiss(result)

    def failed(self, problems: Sequence[Problem]) -> None:
        """See :meth:`Slow.failed`."""
        self._say(problem_text(problems))

    def action_close(self) -> None:
        """Stop the reading, or close."""
        if self.busy:
            self.let_go()
            self._say(Content(self.hint))
        else:
            super().action_close()

    def _say(self, text: Content) -> None:
        self.query_one("#said", Static).update(text)
        long = len(text.plain.splitlines()) > 6
        self.query_one("#scroll").can_focus = long


def plugin_failed(label: str, error: Exception) -> Problem:
    """What to tell when that which a plugin brought under ``label`` raised something."""
    message = f"the plugin that brought “{label}” failed ({type(error).__name__}: {error})"
    return Problem(message=message, remedy="Update or remove it; kneetui doctor lists the plugins.")


def _catalogues(action: PackAction) -> tuple[Sequence[PackCatalogue], Sequence[Problem]]:
    """What a plugin offers to choose from, or what is wrong with that."""
    from kneetui.packs.errors import PackError

    try:
        return list(action.catalogues()), ()
    except PackError as error:
        return (), error.problems
    except Exception as error:
        return (), [plugin_failed(action.label, error)]


def _plain(typed: str) -> str:
    """What was typed, without the quotes that file managers put around a path."""
    typed = typed.strip()
    if len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "'\"":
        return typed[1:-1]
    return typed


def _may_share() -> bool:
    """Whether this user may write to the shelf of all users."""
    from kneetui.packs.installed import pack_dir

    if account.current().confined:
        return False
    folder: Path = pack_dir.system().folder
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return os.access(folder, os.W_OK)
