"""The keys that work on a screen, and what this app is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from kneetui.config.about import ABOUT, LOST_LINE, PURPOSE
from kneetui.ui.keys.names import key_name
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.widgets.lines.bars import QUIT

if TYPE_CHECKING:
    from textual.dom import DOMNode

NEW_LINE = "\n"
KEYS = 14
"""Columns for the keys."""

HERE, SCREEN, EVERYWHERE = "Where the marker ▸ is", "On this screen", "Everywhere"

NAMED = {
    "app.focus_next": "Next part",
    "app.focus_previous": "Part before",
    "screen.copy_text": "Copy what is marked",
    "scroll_up": "Up",
    "scroll_down": "Down",
    "scroll_left": "Left",
    "scroll_right": "Right",
    "scroll_home": "First",
    "scroll_end": "Last",
    "page_up": "Page up",
    "page_down": "Page down",
}
"""Textual's own actions in the words of this app."""

Groups = Mapping[str, Mapping[str, Iterable[str]]]
"""Where keys work -> what they do -> the keys."""


class HelpScreen(KneeScreen[None]):
    """The keys of the screen below, by where they work."""

    CSS_PATH = "help.tcss"
    heading = "Help"
    of_no_room = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_text(1)", "Down", id="help.down", show=False),
        Binding("k", "scroll_text(-1)", "Up", id="help.up", show=False),
        Binding("escape,question_mark", "back", "Back", id="screen.back"),
    ]

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self.groups = key_groups(below)
        name = below.titled if isinstance(below, KneeScreen) else ""
        self.below = "Today" if name == KneeScreen.heading else name

    def remark(self) -> str:
        """See :meth:`KneeScreen.remark`."""
        return f"keys of {self.below}" if self.below else ""

    def body(self) -> ComposeResult:
        """The keys in two columns, and what this is."""
        near = {name: keys for name, keys in self.groups.items() if name != EVERYWHERE}
        far = {name: keys for name, keys in self.groups.items() if name == EVERYWHERE}
        about = Content.assemble((PURPOSE, "bold"), f"\n{ABOUT}\n\n", (LOST_LINE, "$muted"))
        with VerticalScroll(id="scroll"):
            with Horizontal(id="keys"):
                yield Static(Content.assemble(*_told(near)))
                yield Static(Content.assemble(*_told(far)))
            yield Static(about, id="about")

    def on_mount(self) -> None:
        """The keys scroll."""
        self.query_one("#scroll").focus()

    def action_scroll_text(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#scroll").scroll_relative(y=lines, animate=False)


def _told(groups: Groups) -> Iterator[tuple[str, str]]:
    for number, (name, keys) in enumerate(groups.items()):
        yield f"{NEW_LINE if number else ''}{name}\n", "bold $primary"
        for does, shown in keys.items():
            yield f"  {' '.join(shown):<{KEYS}}", "bold $accent"
            yield f"{does}\n", ""


def key_groups(screen: Screen[object]) -> Groups:
    """The keys that work on a screen."""
    sections: dict[str, dict[str, list[str]]] = {SCREEN: {}, HERE: {}, EVERYWHERE: {}}
    active = sorted(screen.active_bindings.values(), key=lambda binding: binding.binding.id == QUIT)
    for node, binding, enabled, _ in active:
        does = NAMED.get(binding.action) or binding.description
        if not enabled or not does or binding.system or binding.key.startswith("super+"):
            continue
        keys = sections[_where(node, screen)].setdefault(does, [])
        shown = key_name(binding.key)
        if shown not in keys:
            keys.append(shown)
    return {name: group for name, group in sections.items() if group}


def _where(node: DOMNode, screen: Screen[object]) -> str:
    if isinstance(node, App):
        return EVERYWHERE
    return SCREEN if node is screen else HERE
