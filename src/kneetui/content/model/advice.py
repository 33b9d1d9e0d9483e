"""What today asks for, in the words of the content."""

from __future__ import annotations

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.model.notation import Text


def fill(text: str, **blanks: str) -> str:
    """A text with ``{blanks}`` filled in; what else stands in braces stays."""
    for name, words in blanks.items():
        text = text.replace(f"{{{name}}}", words)
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceText:
    """The headline of an advice; ``{day}`` and ``{level}`` in it are filled in."""

    id: str
    text: Text
