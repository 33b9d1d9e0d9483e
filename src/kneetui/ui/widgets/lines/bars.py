"""The top line and the key bar: one row each, painted once, changed only when their text changes."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import App, ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.css.scalar import Scalar
from textual.screen import Screen
from textual.widgets import Static

from kneetui.terminal.screen_stacks import is_first
from kneetui.ui.keys.names import key_names
from kneetui.ui.widgets.lines.after_refresh import after_refresh
from kneetui.ui.widgets.lines.lines import cells

HELP = "app.help"

BACK, CLOSE = "screen.back", "dialog.close"
WAYS_BACK = frozenset({BACK, CLOSE, "player.end"})
ALWAYS = WAYS_BACK | {HELP}
"""The bindings that have their place in every key bar; on the first screen of a room there is no way back."""

QUIT = "app.quit"
"""The binding that is named last."""

GAP = 2
"""Columns between two keys."""

LEAST = 4
"""The part of the top line, one of so many, that a long remark has beside a long title."""


Hint = tuple[str, str, bool]
"""Keys, what they do, and whether that always has its place."""


class TopBar(Horizontal):
    """The title on the left, a short remark on the right, which gives way first."""

    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; padding: 0 1; background: $panel; color: $foreground; }
    TopBar #top-title { width: 1fr; text-style: bold; }
    TopBar #top-remark { width: auto; color: $muted; }
    TopBar Static { text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, title: str, remark: str = "") -> None:
        super().__init__()
        self._title, self._remark = title, remark

    @property
    def title(self) -> str:
        """What stands on the left now."""
        return self._title

    def compose(self) -> ComposeResult:
        """The title on the left, the remark on the right."""
        yield Static(Content(self._title), id="top-title")
        yield Static(Content(self._remark), id="top-remark")

    def show(self, title: str | None = None, remark: str | None = None) -> None:
        """Change the title or the remark."""
        if title is not None and title != self._title:
            self._title = title
            self.query_one("#top-title", Static).update(Content(title))
        if remark is not None and remark != self._remark:
            self._remark = remark
            self.query_one("#top-remark", Static).update(Content(remark))
        self._share()

    def on_resize(self) -> None:
        """More or less room."""
        self._share()

    def _share(self) -> None:
        """Of a line that is too short for both the remark has what the title leaves, or a part of its own."""
        remark, width = self.query_one("#top-remark", Static), self.content_size.width
        room = max(width - cells(self._title) - 1, width // LEAST)
        most = room if width and cells(self._remark) > room else None
        if remark.styles.max_width != (None if most is None else Scalar.from_number(most)):
            remark.styles.max_width = most


class KeyBar(Static):
    """The keys that work now, from the bindings of what has the focus."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """

    _keys: Content | None = None
    _written: tuple[list[Hint], int] | None = None
    """What ``_keys`` were written from: the keys that worked, and the room there was."""
    _waiting = False

    def on_mount(self) -> None:
        """Follow the bindings of the screen from its first frame on."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self._follow())
        after_refresh(self, self.refresh_keys)

    def _follow(self) -> None:
        """Look at the bindings soon, once: a screen that opens says five times that they changed."""
        if not self._waiting:
            self._waiting = self.call_later(self._look)

    def _look(self) -> None:
        self._waiting = False
        self.refresh_keys()

    def refresh_keys(self) -> None:
        """Write the keys anew: the nearest first, as many as fit; help always has its place."""
        hints = list(_hints(self.screen))
        room = max(self.content_size.width, 20)
        if self._written == (hints, room):
            return
        self._written = hints, room
        line = _line(hints, room)
        if line != self._keys:
            self._keys = line
            self.update(line, layout=False)

    def on_resize(self) -> None:
        """More or less room."""
        self.refresh_keys()


def _line(hints: list[Hint], room: int) -> Content:
    """As many keys as fit, the nearest first."""
    used = sum(len(f"{keys} {does}") + GAP for keys, does, always in hints if always)
    pieces: list[Content] = []
    full = False
    for keys, does, always in hints:
        if not always:
            width = len(f"{keys} {does}")
            full = full or used + width > room
            used += width + GAP
        if always or not full:
            pieces.append(Content.assemble((keys, "bold $accent"), f" {does}"))
    return Content(" " * GAP).join(pieces)


def _hints(screen: Screen[object]) -> Iterator[Hint]:
    """The first key of each binding, groups together."""
    shown: dict[object, dict[str, Binding]] = {}
    first_of_room = is_first(screen)
    for _, near, enabled, _tip in sorted(screen.active_bindings.values(), key=_rank):
        binding = _meant(screen, near)
        if binding.show and binding.description and enabled and not (first_of_room and binding.id == BACK):
            name = binding.id or binding.action
            shown.setdefault(binding.group or name, {}).setdefault(name, binding)
    for together in shown.values():
        first, *_ = together.values()
        does = first.group.description if first.group else first.description
        always = not together.keys().isdisjoint(ALWAYS)
        yield key_names(binding.key for binding in together.values()), does, always


def _meant(screen: Screen[object], binding: Binding) -> Binding:
    """Enter in a line of text does what it does elsewhere in its dialog, and is called so."""
    if binding.action != "submit":
        return binding
    own = (known for known in type(screen).BINDINGS if isinstance(known, Binding))
    enters = (known for known in own if "enter" in known.key.split(","))
    return next((known.with_key(binding.key) for known in enters), binding)


def _rank(active: ActiveBinding) -> int:
    """Near keys first, then the way back, then those of the app."""
    if active.binding.id in WAYS_BACK:
        return 1
    return 3 if active.binding.id == QUIT else 2 if isinstance(active.node, App) else 0
