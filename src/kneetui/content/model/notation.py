"""How a field of the model stands in a pack: whether it has words, and under which key."""

from __future__ import annotations

from typing import Annotated

from kneetui.config.lazy_dataclass import dataclass

Text = Annotated[str, "text"]
"""Words for people, which a translation may replace."""

Drawn = Annotated[str, "drawn"]
"""A sign or a picture: people see it, and it has no words."""


@dataclass(frozen=True, slots=True)
class Key:
    """How a pack spells the key or the table, where that is not the name of the field."""

    name: str
