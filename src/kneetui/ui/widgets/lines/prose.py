"""Text to read: lines that wrap under their own beginning."""

from __future__ import annotations

import re

from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

LEAD = re.compile(r"^\s*(?:[^\w\s(] )?")
"""Spaces and a sign such as “• ” at the beginning of a line."""


def hung(text: Content, width: int) -> Content:
    """The text wrapped to ``width``; what wraps is set in as far as the beginning of its line."""
    lines: list[Content] = []
    for line in text.split("\n", allow_blank=True):
        match = LEAD.match(line.plain)
        indent = len(match[0]) if match else 0
        first, *more = line.wrap(max(width, indent + 10)) or [Content("")]
        lines.append(first)
        if more:
            rest = line[len(first.plain.rstrip()) :]
            rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
            lines += [
                Content(" " * indent) + wrapped.rstrip() for wrapped in rest.wrap(max(width - indent, 10))
            ]
    return Content("\n").join(lines)


class Prose(Static):
    """Paragraphs as wide as there is room for, at most ``most`` cells."""

    def __init__(self, text: Content, *, most: int = 96, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text = text
        self.most = most
        self._width = 0

    def on_resize(self, event: Resize) -> None:
        """Wrap anew for another width."""
        width = min(event.size.width, self.most)
        if width != self._width:
            self._width = width
            self.update(hung(self.text, width))
