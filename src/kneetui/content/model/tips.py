"""What helps and what prevents, and whom it is for."""

from __future__ import annotations

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Condition
from kneetui.content.model.notation import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """Prevention, first aid, technique, fit: one piece of advice and when it applies.

    One that is ``at_hand`` is read before any question was asked; ``minutes`` is how long it takes, for a clock.
    """

    id: str
    kind: str
    title: Text
    text: Text
    causes: tuple[str, ...]
    activities: tuple[str, ...]
    urgencies: tuple[str, ...]
    condition: Condition | None
    priority: int
    source: tuple[str, ...]
    note: Text
    pack: str
    at_hand: bool = False
    minutes: float = 0
