"""How hard an exercise was, 0 to 10, as somebody is asked for it. No Textual in here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.services.training.weights import HARDEST

if TYPE_CHECKING:
    from kneetui.content.model import Dose


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortScale:
    """What is asked, as a field with a hint and as a question; ``reserve`` if 0 is the hardest that it can be."""

    label: str
    hint: str
    question: str
    reserve: bool

    def turned(self, number: float | None) -> float | None:
        """An effort as it is typed, or what was typed as an effort."""
        return HARDEST - number if self.reserve and number is not None else number


IN_RESERVE = EffortScale(
    label="In reserve",
    hint="more you could have done",
    question="How many more could you have done?",
    reserve=True,
)
HOW_HARD = EffortScale(
    label="Effort", hint="0 to 10: how hard it was", question="How hard was it, 0 to 10?", reserve=False
)


def scale_of(dose: Dose) -> EffortScale:
    """Repetitions in reserve where there are repetitions; of a hold or of minutes how hard it was."""
    return IN_RESERVE if dose.reps else HOW_HARD
