"""Keys as terminals send them, whatever they send: no bytes may end the app.

Textual's parser ends with an error at a key that tells more than it knows: whether it was pressed or let go, and what
it is on another keyboard (``CSI 97:65;2:1u``, of the keyboard protocol of kitty). Leans on internals of Textual, which is
pinned; tests stand guard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import Keys
from textual.message import Message

from kneetui.terminal.background import BackgroundAnswers

FARTHEST: Final = 4000
"""The last column or row that a terminal can have; what is beyond is no place but a fault of the line."""

BURST: Final = 6
"""Characters in one read from which on it may be a paste, on a terminal that does not say so."""

DIFFERENT: Final = 4
"""Different letters that a paste has at least."""

_EXTENDED: Final = re.compile(r"\x1b\[([\d:;]*)([u~ABCDEFHPQS])")
_RELEASED: Final = "3"
_SHIFT: Final = 1
_ALL_MODIFIERS: Final = 0xFF
_LAST_CHARACTER: Final = 0x10FFFF
_LONGEST_NUMBER: Final = 8


class TerminalInput(XTermParser):
    """The parser of Textual, which understands extended keys and does not fail at what cannot be understood."""

    def __init__(self, debug: bool = False, *, tells_pastes: bool = True) -> None:
        """``tells_pastes``: whether the terminal says where a paste begins and ends."""
        self._background = BackgroundAnswers()
        self._tells_pastes = tells_pastes
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """The messages of a piece of input; a piece at which the parser fails is dropped from there on."""
        rest, answers = self._background.taken(data)
        if not self._tells_pastes and looks_pasted(rest):
            return chain(answers, [events.Paste(rest.replace("\r\n", "\n").replace("\r", "\n"))])
        return chain(answers, self._guarded(super().feed(rest)) if rest else ())

    def tick(self) -> Iterable[Message]:
        """The messages of a key that is done, as nothing followed it."""
        rest = self._background.given_up()
        return self._guarded(chain(super().feed(rest) if rest else (), super().tick()))

    def _guarded(self, messages: Iterable[Message]) -> Iterable[Message]:
        try:
            yield from messages
        except Exception:
            # The state of the parser is gone with it; the next key finds a new one.
            TerminalInput.__init__(self, tells_pastes=self._tells_pastes)

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        extended = _EXTENDED.fullmatch(sequence)
        if extended is not None:
            sequence = _understood(extended[1], extended[2])
            if not sequence:
                yield events.Key(Keys.Ignore, extended[0])
                return
        for key in super()._sequence_to_key_events(sequence, alt):
            if key.key == "space" and key.character is None:
                # Some terminals report it as an extended key and leave the text out.
                yield events.Key("space", " ")
            elif key.character is None or key.character.isprintable() or len(sequence) == 1:
                yield key
            else:
                yield events.Key(Keys.Ignore, sequence)

    def parse_mouse_code(self, code: str) -> Message | None:
        """A movement or click; ``None`` for one at a place that no terminal has."""
        message = super().parse_mouse_code(code)
        inside = isinstance(message, events.MouseEvent) and max(message.x, message.y) < FARTHEST
        return message if inside else None


def looks_pasted(data: str) -> bool:
    """Whether so many different letters came at once that nobody typed them; a key held down is one letter."""
    plain = all(char.isprintable() or char in "\r\n\t" for char in data)
    letters = [char for char in data if char.isalpha()]
    return plain and len(data) >= BURST and len(set(letters)) >= DIFFERENT


def _understood(parameters: str, end: str) -> str:
    """An extended key as the parser of Textual understands it; empty for one that says nothing.

    Letting a key go says nothing. The other letter of a key (``97:65``) is the text if it is typed with shift alone.
    """
    if not parameters:
        return "" if end in "u~" else f"\x1b[{end}"
    codes, modifiers, text, *_ = [part.split(":") for part in parameters.split(";")] + [[""], [""], [""]]
    event = modifiers[1] if len(modifiers) > 1 else ""
    code, held = _number(codes[0]), _number(modifiers[0])
    texts = [number for part in text if (number := _number(part)) is not None]
    if event == _RELEASED or (code is None and not texts):
        return ""
    shifted = _number(codes[1]) if len(codes) > 1 else None
    if shifted is not None and not texts and held is not None and held - 1 == _SHIFT:
        texts = [shifted]
    if end == "u" and not all(_is_character(number) for number in (1 if code is None else code, *texts)):
        return ""
    held = (held - 1 & _ALL_MODIFIERS) + 1 if held else None
    fields = ["" if code is None else str(code), "" if held is None else str(held)]
    if texts:
        fields.append(":".join(str(number) for number in texts))
    return f"\x1b[{';'.join(fields).rstrip(';')}{end}"


def _number(text: str) -> int | None:
    return int(text) if text and len(text) <= _LONGEST_NUMBER else None


def _is_character(number: int) -> bool:
    return 0 < number <= _LAST_CHARACTER and not 0xD800 <= number <= 0xDFFF
