"""How urgent it is: word, symbol and colour, who and by when, because of what, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from kneetui.config.wording import count
from kneetui.content.model import Urgency
from kneetui.ui.keys.names import key_of
from kneetui.ui.widgets.lines.lines import Lines, Row, cells, fold

COLOURS = {
    "emergency": "$error",
    "urgent": "$error",
    "soon": "$warning",
    "self-care": "$success",
    "normal": "$success",
}


NARROW = 70


class UrgencyBanner(Lines):
    """Three to six lines. ``because`` are reasons, the first one is shown; ``do`` is what to do now.

    ``then`` is a last line in small print, such as when to check again; it gives way where there is little room.
    """

    DEFAULT_CSS = """
    UrgencyBanner { height: auto; padding: 0 1; border-left: thick $success; }
    UrgencyBanner.-soon { border-left: thick $warning; }
    UrgencyBanner.-urgent, UrgencyBanner.-emergency { border-left: thick $error; }
    """

    def __init__(self, urgency: Urgency, because: Sequence[str], do: str, then: str = "") -> None:
        super().__init__(classes=f"-{urgency.id}")
        self.urgency = urgency
        self.because = tuple(because)
        self.do = do
        self.then = then

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`."""
        urgency = self.urgency
        word = f" {urgency.symbol} {urgency.name.upper()} "
        when = f"{urgency.who}, {urgency.within}"
        colour = COLOURS.get(urgency.id, "")
        rows: list[Row] = [((word, f"bold reverse {colour}".strip()),)]
        if cells(word) + 2 + cells(when) <= width:
            rows[0] += (("  ", ""), (when, "bold"))
        else:
            rows += [((line, "bold"),) for line in fold(when, width)]
        if self.because:
            more = len(self.because) - 1
            reason = "Because: " + self.because[0]
            if more:
                reason += f" And {count(more, 'more reason')} ({key_of(self, 'assessment.changes')})."
            rows += [((line, ""),) for line in fold(reason, width)]
        rows += [((line, "bold"),) for line in fold(self.do, width)]
        if self.then:
            rows.append(
                ((self.then if cells(self.then) <= width else self.then.partition(",")[0] + ".", "$muted"),)
            )
        return rows
