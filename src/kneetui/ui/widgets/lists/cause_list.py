"""What fits: causes with how often they are it among ten people, and how much speaks for and against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from kneetui.triage.assessment import Fit
from kneetui.triage.wording import SOME, often
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.lines import Lines, Row, fit, fold, hanging
from kneetui.ui.widgets.lines.room import folded

BAR = 6
NARROW = 70


class FitsHead(Lines):
    """The line above the list; the last columns count what speaks for, against, and what is not known.

    ``order``: how sure the order is, in a few words. ``little``: only a few answers are known.
    """

    def __init__(self, order: str, *, little: bool = False) -> None:
        super().__init__()
        self.order = order
        self.little = little

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`."""
        if folded(width):
            known = "little is known" if self.little else ""
            whole = f"What fits: {', '.join(filter(None, (self.order, known)))}".rstrip(": ")
            return [((text, "bold $primary"),) for text in fold(whole, width)]
        people = ""
        if width >= NARROW:
            people = " of 10 people" if self.little else " among 10 people with these answers"
        heading = f"{people}: {self.order}" if self.order else people
        if self.little:
            heading += ", little is known"
        return [(("What fits", "bold $primary"), (fit(heading, width - 21), ""), ("   +   −   ?", "$muted"))]


class FitsList(CursorList):
    """One line for each cause, in one column two; Enter opens it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "Open", id="list.open"),
    ]

    def __init__(self, fits: Sequence[Fit], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.fits = tuple(fits)

    def count(self) -> int:
        """See :meth:`CursorList.count`."""
        return len(self.fits)

    def entry(self, index: int, width: int, here: bool) -> list[Row]:
        """See :meth:`CursorList.entry`."""
        cause = self.fits[index]
        style = "bold $accent" if here else "bold"
        if folded(width):
            about = f"{often(cause)}; + {len(cause.speaks_for)}  − {len(cause.against)}"
            return [
                *hanging((("▸ " if here else "  ", style),), cause.name, width, style),
                *hanging((("    ", ""),), f"{about}  ? {len(cause.unknown)}", width, "$muted"),
            ]
        row: list[tuple[str, str]] = [("▸ " if here else "  ", style)]
        room = width - 2 - 15 - 12
        if width >= NARROW:
            full = max(cause.probability >= SOME, round(cause.probability * BAR))
            row += (
                [("!" * BAR + " ", "bold $primary")]
                if cause.rule_out
                else [("█" * full, "$primary"), ("·" * (BAR - full) + " ", "$muted")]
            )
            room -= BAR + 1
        row += [
            (fit(often(cause), 15), "bold" if cause.rule_out else ""),
            (fit(cause.name, room), style),
            (f"{len(cause.speaks_for):>4}{len(cause.against):>4}{len(cause.unknown):>4}", ""),
        ]
        return [tuple(row)]

    def action_pick(self) -> None:
        """Open the cause under the cursor."""
        if self.fits:
            self.pick(self.cursor)
