"""Whether the terminal is light or dark: asked once, waited for never.

OSC 11 asks for the colour of the background, which terminals answer on the line where keys come from. Who does not know
the question says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from textual.message import Message

ASK_BACKGROUND: Final = "\x1b]11;?\x1b\\"

_ANSWER: Final = re.compile(
    r"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})[^\x07\x1b]*(?:\x07|\x1b\\)"
)
_BEGUN: Final = re.compile(r"\x1b(?:\](?:1(?:1[^\x07\x1b]{0,40}\x1b?)?)?)?\Z")
_WEIGHTS: Final = (0.299, 0.587, 0.114)
"""How bright red, green and blue are (ITU-R BT.601)."""


class TerminalBackground(Message):
    """The terminal said what colour it has."""

    def __init__(self, *, light: bool) -> None:
        super().__init__()
        self.light = light


class BackgroundAnswers:
    """Takes the answer out of what comes, also in pieces."""

    def __init__(self) -> None:
        self._begun = ""

    def taken(self, data: str) -> tuple[str, Sequence[TerminalBackground]]:
        """What is left for others, and the answers in it. The beginning of one stays here for the next piece."""
        data, self._begun = self._begun + data, ""
        answers = [_said(match) for match in _ANSWER.finditer(data)]
        data = _ANSWER.sub("", data)
        begun = _BEGUN.search(data)
        if begun is not None and len(begun[0]) > 1:
            data, self._begun = data[: begun.start()], begun[0]
        return data, answers

    def given_up(self) -> str:
        """What was no answer, as nothing followed it."""
        begun, self._begun = self._begun, ""
        return begun


def _said(match: re.Match[str]) -> TerminalBackground:
    parts = [int(part, 16) / (16 ** len(part) - 1) for part in match.groups()]
    return TerminalBackground(
        light=sum(part * weight for part, weight in zip(parts, _WEIGHTS, strict=True)) > 0.5
    )
