"""What the terminal shows, cell by cell, so that a frame sends only the cells that changed.

Textual repaints by widgets and regions: one changed letter costs the line, a change of room costs the whole
screen, every piece with its whole style before it and a reset after it. This buffer reads what Textual writes
(moves, styles, text), compares it with what was written before and writes the difference, each style as its
difference to the one before. It knows no more of Textual than the sequences that it writes. What it does not know goes
through as it came, and whatever may have changed the screen makes it forget, which costs bytes and nothing else.
"""

from __future__ import annotations

import re

from rich.cells import get_character_cell_size

from kneetui.config import charsets
from kneetui.config.charsets import UTF8
from kneetui.terminal import sgr

BRIDGE = 4
"""Unchanged cells that are sent again rather than jumped over: a jump takes as many bytes."""

SHOW, HIDE = "\x1b[?25h", "\x1b[?25l"

SYNC_BEGIN, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"

Cell = tuple[str, sgr.Style]

_TOKEN = re.compile(
    r"\x1b\[(?P<row>\d+);(?P<column>\d+)H|\x1b\[(?P<style>[\d;]*)m|(?P<text>[^\x00-\x1f\x7f]+)|(?P<newline>\r?\n)"
    r"|(?P<other>\x1b\[[0-?]*[ -/]*[@-~]|\x1b[P\]][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[^\[\]P]|[\x00-\x1f\x7f])"
)
_HARMLESS = re.compile(
    r"\x1b\[(?!\?(?:47|1047|1049)[hl])[?<>=][\d;]*[ -/]*[@-~]|\x1b\[[\d;]*[cnqt]|\x1b[\]P].*|\x07", re.DOTALL
)
"""Sequences that change nothing on the screen: modes but the alternate screen, questions, titles, the bell."""


class ScreenBuffer:
    """The screen as the terminal has it; :meth:`difference` makes of a frame what is to be sent.

    ``plain`` is for terminals that only know absolute moves and whole styles; what is not in ``charset`` is written
    with the signs of :mod:`kneetui.config.charsets`. With ``follows`` the cursor of the terminal stays where
    :meth:`put_cursor` puts it, and not where Textual leaves it.
    """

    def __init__(self, *, plain: bool = False, charset: str = UTF8, follows: bool = False) -> None:
        self._plain, self._follows = plain, follows
        self._shown = False
        self.charset = charset
        self._stale = False
        self._rows: dict[int, list[Cell | None]] = {}
        self._changed: dict[int, set[int]] = {}
        self._at: tuple[int, int] | None = None
        self._style = sgr.NORMAL
        self._pen = sgr.NORMAL
        self._cursor: tuple[int, int] | None = None
        self._sync = ""
        self._last: int | None = None
        self._sent: list[str] = []

    def forget(self) -> None:
        """The terminal may show something else by now: send the next frames whole. Safe from any thread."""
        self._stale = True

    def difference(self, frame: str, last: int | None = None) -> str:
        """What has to be sent for the terminal to show what it would show after ``frame``.

        The row ``last`` comes after all others: where the selection moved up, a reader that speaks lines as they come
        says the new one last, as it does where it moved down.
        """
        self._last = last
        if self._stale:
            self._stale = False
            self._clear()
        self._sent = []
        end = 0
        for token in _TOKEN.finditer(frame):
            if token.start() != end:
                self._pass(frame[end : token.start()])
            end = token.end()
            self._take(token)
        if end != len(frame):
            self._pass(frame[end:])
        self._flush()
        return "".join(self._sent)

    def put_cursor(self, place: tuple[int, int] | None) -> str:
        """What has to be sent for the cursor of the terminal to be seen at this row and column, or nowhere."""
        self._sent = []
        if place is not None:
            self._go(*place)
        if (place is not None) != self._shown:
            self._shown = place is not None
            self._write(SHOW if self._shown else HIDE)
        return "".join(self._sent)

    def _clear(self) -> None:
        self._rows.clear()
        self._cursor = self._at = None

    def _take(self, token: re.Match[str]) -> None:
        text = token["text"]
        if text is not None:
            self._put(text)
        elif token["style"] is not None:
            self._style = sgr.applied(self._style, token["style"])
        elif token["row"] is not None:
            self._at = (int(token["row"]), int(token["column"]))
        elif token["newline"] is not None:
            self._at = None  # Textual breaks lines only before it says where to go on
        elif token["other"] in (SYNC_BEGIN, SYNC_END):
            self._mark(token["other"])
        else:
            self._pass(token["other"])

    # --- reading a frame -------------------------------------------------------------------

    def _put(self, text: str) -> None:
        if self._at is None:
            self._pass(text)
            return
        row, column = self._at
        if self.charset != UTF8 and not text.isascii():
            text = charsets.plain(text, self.charset)
        if not text.isascii() and any(get_character_cell_size(char) != 1 for char in set(text)):
            self._put_wide(text, row, column)
            return
        blank = sgr.on_blank(self._style)
        cells: list[Cell | None] = [(char, blank if char == " " else self._style) for char in text]
        self._at = (row, column + len(cells))
        line = self._line(row, column + len(cells))
        before = line[column : column + len(cells)]
        if before != cells:
            line[column : column + len(cells)] = cells
            different = [column + n for n, cell in enumerate(cells) if cell != before[n]]
            self._changed.setdefault(row, set()).update(different)

    def _put_wide(self, text: str, row: int, column: int) -> None:
        """Terminals do not agree on how wide such characters are: they are always sent, and never compared."""
        self._flush()
        width = sum(map(get_character_cell_size, text))
        self._go(row, column)
        self._send(text, self._style)
        self._cursor = None
        line = self._line(row, column + width + 1)
        line[max(column - 1, 0) : column + width + 1] = [None] * (width + 1 + (column > 0))
        self._at = (row, column + width)

    def _line(self, row: int, length: int) -> list[Cell | None]:
        line = self._rows.setdefault(row, [])
        line.extend([None] * (length - len(line)))
        return line

    def _pass(self, text: str) -> None:
        """Send something as it came."""
        self._flush()
        self._lift()
        if self._follows and self._at is not None and not _HARMLESS.fullmatch(text):
            self._go(*self._at)
        if text in (SHOW, HIDE):
            self._shown = text == SHOW
        if self._sync:
            self._sent.append(self._sync)
            self._sync = ""
        self._sent.append(text)
        if not _HARMLESS.fullmatch(text):
            self._clear()

    def _mark(self, mark: str) -> None:
        """Frames that change nothing need no marks around them."""
        self._flush()
        if mark == SYNC_BEGIN:
            self._sync = mark
        elif self._sync:
            self._sync = ""
        else:
            self._sent.append(mark)

    # --- writing the difference ------------------------------------------------------------

    def _flush(self) -> None:
        """Send the cells that changed, row by row, and leave cursor and style where Textual believes them to be."""
        for row in sorted(self._changed, key=lambda row: (row == self._last, row)):
            self._flush_row(row, sorted(self._changed[row]))
        self._changed.clear()
        if self._at is not None and self._at != self._cursor and not self._follows:
            self._go(*self._at)
        self._lift()

    def _flush_row(self, row: int, columns: list[int]) -> None:
        """Send the changed cells of a row from left to right: jump to a far one, write on to a near one."""
        line = self._rows[row]
        last: int | None = None
        fitting: sgr.Style | None = None  # the style of a cell that the pen has just written
        for column in columns:
            if last is None or (column > last + 1 and not self._bridge(line[last + 1 : column])):
                self._go(row, column)
            last = column
            self._cursor = (row, column + 1)
            if cell := line[column]:
                if cell[1] is fitting:
                    self._sent.append(cell[0])
                else:
                    self._send(*cell)
                    fitting = cell[1]

    def _bridge(self, gap: list[Cell | None]) -> bool:
        """Send the few cells up to the next change again, if they are known and need no other style."""
        if len(gap) > BRIDGE:
            return False
        for cell in gap:
            if cell is None or self._target(*cell) != self._pen:
                return False
        self._sent.append("".join(cell[0] for cell in gap if cell))
        return True

    def _go(self, row: int, column: int) -> None:
        if self._cursor == (row, column):
            return
        beside = self._cursor is not None and self._cursor[0] == row and not self._plain
        self._write(f"\x1b[{column}G" if beside else f"\x1b[{row};{column}H")
        self._cursor = (row, column)

    def _target(self, text: str, style: sgr.Style) -> sgr.Style:
        return sgr.for_blank(self._pen, style) if text == " " else style

    def _send(self, text: str, style: sgr.Style) -> None:
        target = self._target(text, style)
        self._write(sgr.change(self._pen, target, switches_off=not self._plain) + text)
        self._pen = target

    def _lift(self) -> None:
        """Leave the terminal's own style behind, for whoever writes next."""
        if self._pen != sgr.NORMAL:
            self._write(sgr.change(self._pen, sgr.NORMAL))
            self._pen = sgr.NORMAL

    def _write(self, text: str) -> None:
        if self._sync:
            self._sent.append(self._sync)
            self._sync = ""
        self._sent.append(text)
