"""Characters that have no place in a pack: what cannot be seen can mislead.

Control characters, marks that turn the direction of writing, joiners and letters without width, lone
halves of surrogate pairs, line separators, characters for private use and unassigned ones: a text that
holds one could look different from what it says, or drive the terminal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

BREAKS = "\n\t"
"""Control characters that a file may hold; where a line is drawn, they are still out of place."""

_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_WIDTHLESS: Final = (
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
"""Letters and marks that draw nothing."""

_WORTH_A_LOOK: Final = r"[^\x20-\x7e\n\t\u00a1-\u00ac\u00ae-\u033f\u2010-\u2027\u2030-\u205e]"
# Both are compiled at their first use, which takes as long as to import a dozen modules.


def hidden(text: str) -> Iterator[tuple[int, str]]:
    """Index and name of every character of a text that cannot be seen (``BREAKS`` apart)."""
    for match in re.finditer(_WORTH_A_LOOK, text):
        char = match[0]
        if unicodedata.category(char) in _HIDDEN or re.match(_WIDTHLESS, char):
            yield match.start(), name(char)


def name(char: str) -> str:
    """A character for people: ``U+202E right-to-left override``."""
    return f"U+{ord(char):04X} {unicodedata.name(char, 'control character').lower()}"


def shown(text: str, most: int = 60) -> str:
    """A foreign text that is safe to show in a message: one line, what cannot be seen spelled out, cut."""
    cut = text if len(text) <= most else text[: most - 1] + "…"
    for char in BREAKS:
        cut = cut.replace(char, " ")
    bad = {cut[index] for index, _ in hidden(cut)}
    return "".join(f"<U+{ord(char):04X}>" if char in bad else char for char in cut)
