"""Every key by what it does, and the one to press for it from now on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.settings import SettingError
from kneetui.ui.keys.conflicts import Conflict, conflicts
from kneetui.ui.keys.names import key_name
from kneetui.ui.keys.places import PLACES, bindings_at
from kneetui.ui.keys.sets import keymap
from kneetui.ui.screens.common.base import KneeModal, KneeScreen
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.lines import Row, fit

KEYS = 18
"""Columns for the keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One line: at a place, what the binding does, and its usual keys."""

    place: str
    id: str
    does: str
    usual: str


def all_bound() -> tuple[Bound, ...]:
    """What can be bound, each once, where it is told first."""
    bound: dict[str, Bound] = {}
    for place in PLACES:
        for binding in bindings_at(place):
            answers = binding.key.isdigit() and not (binding.id or "").startswith("go.")
            if binding.id and not answers:
                bound.setdefault(
                    binding.id, Bound(place=place, id=binding.id, does=binding.description, usual=binding.key)
                )
    return tuple(bound.values())


def shown_keys(keys: str) -> str:
    """Keys as they stand in the key bar."""
    return " ".join(key_name(key) for key in App._normalize_keymap({"": keys})[""].split(","))


class KeyList(CursorList):
    """All keys, with a heading for each place."""

    DEFAULT_CSS = """
    KeyList { height: 1fr; padding: 0 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "Change", id="list.choose"),
    ]

    def __init__(self, lines: tuple[Bound, ...], *, id: str) -> None:
        super().__init__(id=id)
        self.lines = lines
        self.keymap: Mapping[str, str] = {}
        self.own: Mapping[str, str] = {}
        self.clashes: Mapping[str, Conflict] = {}

    def show(self, keys: Mapping[str, str], own: Mapping[str, str]) -> None:
        """These keys are in force, of which some are the person's own."""
        self.keymap, self.own = keys, own
        self.clashes = {clash.first: clash for clash in reversed(conflicts(keys))}
        self.redraw()

    def count(self) -> int:
        """See :meth:`CursorList.count`."""
        return len(self.lines)

    def entry(self, index: int, width: int, here: bool) -> list[Row]:  # noqa: ARG002
        """See :meth:`CursorList.entry`."""
        bound = self.lines[index]
        rows: list[Row] = []
        if not index or self.lines[index - 1].place != bound.place:
            rows = [*([()] if index else []), ((bound.place, "bold $primary"),)]
        style = "bold $accent" if here else "bold"
        keys = shown_keys(self.keymap.get(bound.id, bound.usual))
        clash = self.clashes.get(bound.id)
        note = f"  ! {key_name(clash.key)} is also “{clash.words}”" if clash else ""
        note = note or ("  yours" if bound.id in self.own else "")
        return [
            *rows,
            (
                ("▸ " if here else "  ", style),
                (fit(keys, KEYS), style),
                (bound.does, style if here else ""),
                (note, "$error" if clash else "$muted"),
            ),
        ]

    def action_pick(self) -> None:
        """Change the keys of what is under the cursor."""
        self.pick(self.cursor)


class PressDialog(KneeModal[str]):
    """Ends with the key that was pressed, by its name. One that does something else there wants to be pressed twice."""

    def __init__(self, bound: Bound, keys: Mapping[str, str]) -> None:
        super().__init__()
        self._bound, self._keys = bound, keys
        self._warned = ""

    def compose(self) -> ComposeResult:
        """What to do, and what is in the way."""
        with Vertical(classes="dialog") as box:
            box.border_title = Content(f"{self._bound.does}: {self._bound.place}")
            box.border_subtitle = f"{key_name('escape')} leaves it"
            yield Static(Content("Press the key for it."), id="clash")

    def on_key(self, event: Key) -> None:
        """Take the key that is pressed; one that something else has only when it is pressed twice. Esc leaves."""
        if event.key == "escape":
            return
        event.stop()
        event.prevent_default()
        before = {(clash.place, clash.key, clash.first) for clash in conflicts(self._keys)}
        clashes = [
            clash
            for clash in conflicts({**self._keys, self._bound.id: event.key})
            if (clash.place, clash.key, clash.first) not in before
        ]
        if clashes and event.key != self._warned:
            self._warned = event.key
            self.query_one("#clash", Static).update(Content(_in_the_way(event.key, clashes, self._bound.id)))
        elif self.is_current:
            self.dismiss(event.key)


def _in_the_way(key: str, clashes: list[Conflict], bound: str) -> str:
    known = {line.id: line.does for line in all_bound()}
    others = dict.fromkeys(
        f"“{known.get(other, other)}” ({clash.place})"
        for clash in clashes
        for other in (clash.first, clash.second)
        if other != bound
    )
    return (
        f"{key_name(key)} is already {', '.join(others)}. Press it again to take it all the same, "
        "or press another key."
    )


class KeysScreen(KneeScreen[None]):
    """Every change is kept at once."""

    heading = "Keys"
    of_no_room = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "usual", "As usual", id="keys.usual"),
    ]

    def body(self) -> ComposeResult:
        """Every action with its keys."""
        yield KeyList(all_bound(), id="key-list")

    def remark(self) -> str:
        """See :meth:`KneeScreen.remark`."""
        return "saved at once"

    def on_mount(self) -> None:
        """The list takes the keys."""
        self._show()
        self.query_one(KeyList).focus()

    def _show(self) -> None:
        settings = self.services.settings
        self.query_one(KeyList).show(keymap(settings), settings.own_keys)

    @work(exclusive=True, group="flow")
    async def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """Ask for the key."""
        event.stop()
        bound = self.query_one(KeyList).lines[event.index]
        key = await self.app.push_screen_wait(PressDialog(bound, keymap(self.services.settings)))
        if key:
            self._keep({**self.services.settings.own_keys, bound.id: key})

    def action_usual(self) -> None:
        """Take back what was changed for the line under the cursor."""
        lines = self.query_one(KeyList)
        bound = lines.lines[lines.cursor].id
        own = {name: keys for name, keys in self.services.settings.own_keys.items() if name != bound}
        if own != self.services.settings.own_keys:
            self._keep(own)

    def _keep(self, own: Mapping[str, str]) -> None:
        try:
            self.app.use_settings(replace(self.services.settings, own_keys=own))
        except OSError as error:
            self.app.show_error(SettingError(f"The settings could not be saved ({error.strerror})"))
        self._show()
