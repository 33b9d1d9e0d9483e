"""How the week was: a question a line, one key each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from kneetui.diary.own_values import OwnValue
from kneetui.services.check_in import answer_words, answers, keys_words
from kneetui.ui.screens.today.one_key_list import OneKeyDialog, OneKeyList
from kneetui.ui.widgets.lines.lines import Row, fit, fold
from kneetui.ui.widgets.lines.text_lines import TextLine

if TYPE_CHECKING:
    from kneetui.content.model import Tracker

VALUE = 20
"""Columns for an answer."""


class WeekList(OneKeyList[str, OwnValue]):
    """A question a line, the answers of the one under the cursor below it; a digit answers and goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Next", id="week.next"),
        *(
            Binding(str(digit), f"answer('{digit}')", f"Answer {digit}", id=f"week.{digit}", show=False)
            for digit in range(10)
        ),
    ]

    def __init__(self, trackers: Sequence[Tracker]) -> None:
        super().__init__([tracker.id for tracker in trackers])
        self.trackers = tuple(trackers)

    def entry(self, index: int, width: int, here: bool) -> list[Row]:
        """See :meth:`CursorList.entry`."""
        tracker = self.trackers[index]
        value = self.values.get(tracker.id)
        words = answer_words(tracker, value) if value is not None else ""
        row: Row = (
            ("▸ " if here else "  ", "bold $accent"),
            (fit(tracker.weekly, width - 2 - VALUE), "bold" if here else ""),
            (f"{words:>{VALUE}}", ""),
        )
        keys = fold(keys_words(tracker), width - 4) if here else []
        return [row, *((("    ", ""), (text, "$muted")) for text in keys)]

    def action_answer(self, digit: str) -> None:
        """Answer the question under the cursor; a digit that answers nothing does nothing."""
        tracker = self.trackers[self.cursor]
        known = answers(tracker)
        if digit in known:
            self.answer(known[digit])


class WeekDialog(OneKeyDialog[str, OwnValue]):
    """Ends with the answers by tracker id."""

    def __init__(self, trackers: Sequence[Tracker]) -> None:
        super().__init__()
        self.trackers = tuple(trackers)

    def compose(self) -> ComposeResult:
        """What is asked once a week, a line each."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = Content("Your week")
            frame.border_subtitle = self.app.with_keys("<dialog.close> ends")
            yield TextLine(self.app.with_keys("One key each. <week.next> leaves one open."))
            yield WeekList(self.trackers)

    def on_mount(self) -> None:
        """No higher than the screen."""
        week = self.query_one(WeekList)
        week.styles.height = max(3, min(len(self.trackers) + 3, self.app.size.height - 7))
        week.focus()
