"""Something to mend in a library, and where it stands."""

from __future__ import annotations

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.i18n.texts import Spot
from kneetui.content.model import Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend, and where."""

    spot: Spot
    message: str
    remedy: str

    def problem(self) -> Problem:
        """The same for people, without file and line."""
        return Problem(message=self.message, remedy=self.remedy, key=str(self.spot), pack=self.spot.pack)
