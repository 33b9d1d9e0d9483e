"""Text in whole sentences, as many as there is room for."""

from __future__ import annotations

import re

from kneetui.ui.widgets.lines.lines import fold

SENTENCE = re.compile(r"(?<=[.!?]) ")


def whole_sentences(text: str, width: int, most: int, more: str = "") -> list[str]:
    """As many sentences as fit into ``most`` lines, and ``more`` on where the others stand; empty if not even the first fits."""
    sentences = SENTENCE.split(text)
    for count in range(len(sentences), -1, -1):
        rest = [more] if more and count < len(sentences) else []
        lines = fold(" ".join([*sentences[:count], *rest]), width) if count or rest else []
        if len(lines) <= most:
            return lines
    return []
