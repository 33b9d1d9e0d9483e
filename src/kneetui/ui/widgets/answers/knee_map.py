"""A knee to mark places on: four views that turn, and a list of places that are on none of them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Offset

from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Question
from kneetui.ui.keys.names import with_keys
from kneetui.ui.widgets.answers.answer_widget import Answering
from kneetui.ui.widgets.answers.knee_views import VIEWS, WIDTH, KneeMark, pieces
from kneetui.ui.widgets.answers.options import several_hint
from kneetui.ui.widgets.lines.lines import Piece, Row, cells, fit, fold

ELSEWHERE = len(VIEWS)
"""The page after the views: the list of the other places."""


HERE = "bold reverse"
"""How the place under the cursor is drawn."""


TURN = Binding.Group("Turn")


CAPTION = 3
"""Lines for the name of the place under the cursor: that of every place is whole at 60 columns."""


class KneeMap(Answering, can_focus=True):
    """Up and down go from place to place, left and right turn the knee, space marks.

    Beside the drawing stands in words what is under the cursor and what is marked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark", id="map.mark"),
        Binding("up,k", "move(-1)", "Up", id="map.up", show=False),
        Binding("down,j", "move(1)", "Down", id="map.down", show=False),
        Binding("left", "turn(-1)", "Turn back", id="map.turn-left", group=TURN),
        Binding("right", "turn(1)", "Turn", id="map.turn", group=TURN),
        Binding("f", "view(0)", "Front", id="map.front", show=False),
        Binding("i", "view(1)", "Inner side", id="map.inner", show=False),
        Binding("b", "view(2)", "Back of the knee", id="map.back", show=False),
        Binding("o", "view(3)", "Outer side", id="map.outer", show=False),
        Binding("e", "view(4)", "Elsewhere", id="map.elsewhere", show=False),
    ]

    def __init__(self, question: Question, *, left: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.question = question
        self.left = left
        self.words = {option.id: option.text for option in question.options}
        drawn = [[place for place in view.places.values() if place in self.words] for view in VIEWS]
        seen = {place for places in drawn for place in places}
        self.pages = [*drawn, [key for key in self.words if key not in seen]]
        self.page = next((n for n, places in enumerate(self.pages) if places), 0)
        rates = {option.id: option.rate for option in question.options}
        self.cursors = [
            places.index(max(places, key=lambda place: rates[place])) if places else 0
            for places in self.pages
        ]
        self.marked: set[str] = set()

    # --- the answer --------------------------------------------------------------------

    @property
    def value(self) -> Answer | None:
        """See :attr:`Answering.value`; what is not marked is no."""
        return Choices(frozenset(self.marked), frozenset(self.words) - self.marked)

    @property
    def touched(self) -> bool:
        """See :attr:`Answering.touched`."""
        return bool(self.marked)

    @property
    def here(self) -> str:
        """The option under the cursor."""
        return self.pages[self.page][self.cursors[self.page]]

    def show(self, value: Answer | None) -> None:
        """See :meth:`Answering.show`."""
        self.marked = set(value.yes) & set(self.words) if isinstance(value, Choices) else set()
        for page, places in enumerate(self.pages):
            if self.marked & set(places):
                self.page = page
                self.cursors[page] = next(n for n, place in enumerate(places) if place in self.marked)
                break
        self.changed()

    def hint(self) -> str:
        """See :meth:`Answering.hint`."""
        return several_hint(len(self.marked))

    # --- keys --------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """The next or previous place of this view."""
        last = len(self.pages[self.page]) - 1
        self.cursors[self.page] = max(0, min(last, self.cursors[self.page] + step))
        self.redraw()

    def action_turn(self, step: int) -> None:
        """Turn the knee by one view; after the last view come the other places."""
        page = self.page
        while True:
            page = (page + step) % len(self.pages)
            if self.pages[page]:
                break
        self.page = page
        self.redraw()

    def action_view(self, page: int) -> None:
        """Turn the knee to another view, if it has that one."""
        if self.pages[page]:
            self.page = page
            self.redraw()

    def action_mark(self) -> None:
        """Mark the place under the cursor, or take its mark away."""
        self.marked ^= {self.here}
        self.changed()

    # --- drawing -----------------------------------------------------------------------

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`."""
        page = min(self.page, ELSEWHERE - 1)
        words = self._words(max(width - WIDTH - 1, 10))
        rows: list[Row] = [self._tabs()]
        for number in range(len(VIEWS[page].rows)):
            drawn = [self._piece(piece) for piece in pieces(VIEWS[page], number, self.left)]
            beside = words[number] if number < len(words) else ()
            rows.append((*(part for parts in drawn for part in parts), (" ", ""), *beside))
        return rows

    def _tabs(self) -> Row:
        tabs: list[Piece] = []
        for number, name in enumerate([*(view.name for view in VIEWS), "elsewhere"]):
            count = len(self.marked & set(self.pages[number]))
            label = f"{name} {'●' * count}".strip()
            tabs.append(
                (
                    f"[{label}]" if number == self.page else f" {label} ",
                    "bold" if number == self.page else "$muted",
                )
            )
            tabs.append((" ", ""))
        return tuple(tabs)

    def _piece(self, piece: str | KneeMark) -> list[Piece]:
        if isinstance(piece, str):
            return [(piece, "$muted")]
        if piece.option not in self.words:
            return [(fit(piece.label, cells(piece.label) + 2), "$muted")]
        marker = "●" if piece.option in self.marked else "○"
        text = f"{piece.label} {marker}" if piece.after else f"{marker} {piece.label}"
        return [(text, self._style(piece.option))]

    def _style(self, option: str) -> str:
        if option == self.here and self.has_focus:
            return HERE
        return "bold $accent" if option in self.marked else ""

    def _words(self, width: int) -> list[Row]:
        """Beside the drawing: the place under the cursor, the other places, what is marked."""
        lines = fold(self.words[self.here], width - 2)[:CAPTION]
        rows: list[Row] = [
            (("▸ " if n == 0 else "  ", "bold $accent"), (line, "bold")) for n, line in enumerate(lines)
        ]
        rows += [(("", ""),)] * (CAPTION - len(rows))
        if self.pages[ELSEWHERE]:
            rows.append(((with_keys(self, "Not on the map (<map.elsewhere>)"), "$muted"),))
        for option in self.pages[ELSEWHERE]:
            marker = "●" if option in self.marked else "○"
            cursor = "▸ " if option == self.here else "  "
            rows.append(
                (
                    (cursor, "bold $accent"),
                    (fit(f"{marker} {self.words[option]}", width - 2), self._style(option)),
                )
            )
        if self.marked:
            rows.append((("Marked", "$muted"),))
            named = [text for option, text in self.words.items() if option in self.marked]
            room = max(len(VIEWS[0].rows) - len(rows), 1)
            shown = named if len(named) <= room else named[: room - 1]
            rows += [(("● ", "bold $accent"), (fit(text, width - 2), "")) for text in shown]
            if len(shown) < len(named):
                rows.append(((f"and {len(named) - len(shown)} more", "$muted"),))
        return rows

    def caret(self) -> Offset | None:
        """See :meth:`Lines.caret`: the place on the knee; what it is stands beside it in words."""
        for y, row in enumerate(self._drawn or ()):
            before = 0
            for text, style in row:
                if style == HERE:
                    return Offset(before, y)
                before += cells(text)
        return super().caret()

    def on_click(self, event: Click) -> None:
        """The mouse marks as well."""
        offset = event.get_content_offset(self)
        option = None if offset is None else self._at(offset.x, offset.y)
        if option:
            self.focus()
            for page in (self.page, ELSEWHERE):
                if option in self.pages[page]:
                    self.page, self.cursors[page] = page, self.pages[page].index(option)
                    break
            self.action_mark()

    def _at(self, x: int, y: int) -> str | None:
        """The option drawn at this place."""
        row = y - 1
        if x > WIDTH:
            first = 4
            listed = self.pages[ELSEWHERE]
            return listed[row - first] if 0 <= row - first < len(listed) else None
        page = min(self.page, ELSEWHERE - 1)
        if not 0 <= row < len(VIEWS[page].rows):
            return None
        column = 0
        for piece in pieces(VIEWS[page], row, self.left):
            long = cells(piece) if isinstance(piece, str) else cells(piece.label) + 2
            if column <= x < column + long:
                return piece.option if isinstance(piece, KneeMark) and piece.option in self.words else None
            column += long
        return None
