"""A page as it is heard: no columns, no picture, each row of a table a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kneetui.report.one_page.blocks import Block, Chart, Items, PageTable, Sentence

if TYPE_CHECKING:
    from kneetui.report.one_page.blocks import Page

TO_FILL_IN = re.compile(r"\w+: _{3,}\s*")
"""What is to be written by hand on paper."""
NOTHING = ("", "–", "-")


def sentences(page: Page) -> str:
    """The page, a line for each thing that is said."""
    lines = [
        _whole(page.title),
        *(re.sub(r"\.?\s{2,}", ". ", TO_FILL_IN.sub("", line)) for line in page.above),
    ]
    for section in page.sections:
        lines += ["", _whole(section.title)]
        for block in section.blocks:
            lines += _block(block)
    return "\n".join([*lines, "", *page.below, ""])


def _block(block: Block) -> Iterator[str]:
    match block:
        case Sentence(text=words, label=label):
            yield f"{label}: {words}" if label and words else label or words
        case Items(items=items):
            yield from map(_whole, items)
        case PageTable(head=head, rows=rows):
            for name, *cells in rows:
                pairs = [
                    f"{of} {cell}" for of, cell in zip(head[1:], cells, strict=True) if cell not in NOTHING
                ]
                yield _whole(f"{name}: {', '.join(pairs) or 'nothing'}")
        case Chart():
            return  # what it shows stands behind it in a sentence


def _whole(words: str) -> str:
    return words if words.endswith((".", "!", "?", ":")) else f"{words}."
