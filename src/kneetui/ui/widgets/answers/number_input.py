"""A number to type; for a number of days also words to choose from."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from kneetui.config.wording import SPANS, quantity, span_words
from kneetui.content.conditions import Answer
from kneetui.content.model import Question
from kneetui.ui.widgets.answers.answer_widget import Answering
from kneetui.ui.widgets.lines.lines import Row


class NumberAnswer(Answering, can_focus=True):
    """Digits type, backspace deletes; up and down go through the words, if there are any."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(digit), f"type('{digit}')", f"Type {digit}", id=f"number.{digit}", show=False)
            for digit in range(10)
        ),
        Binding("backspace", "delete", "Delete", id="number.delete", show=False),
        Binding("up,k", "move(-1)", "Up", id="number.up", show=False),
        Binding("down,j", "move(1)", "Down", id="number.down", show=False),
    ]

    def __init__(self, question: Question, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.question = question
        self.typed = ""
        self._fresh = True
        self.words = (
            [span for span in SPANS if question.min <= span[0] <= question.max]
            if question.unit == "days"
            else []
        )

    @property
    def value(self) -> Answer | None:
        """See :attr:`Answering.value`; ``None`` also while the number is out of range."""
        if not self.typed or not self.question.min <= int(self.typed) <= self.question.max:
            return None
        return float(self.typed)

    @property
    def touched(self) -> bool:
        """See :attr:`Answering.touched`."""
        return bool(self.typed)

    def show(self, value: Answer | None) -> None:
        """See :meth:`Answering.show`."""
        number = isinstance(value, int | float) and not isinstance(value, bool)
        self.typed = f"{value:.0f}" if number else ""
        self._fresh = True
        self.changed()

    def number_words(self) -> str:
        """The number with its unit; days as weeks or months where that says more."""
        if self.words:
            return span_words(int(self.typed))
        return quantity(int(self.typed), self.question.unit)

    def hint(self) -> str:
        """See :meth:`Answering.hint`."""
        span = f"{self.question.min:g} to {self.question.max:g}"
        if not self.typed or self._unfinished():
            choose = ", or use the arrows" if self.words else ""
            return f"Type a number ({span} {self.question.unit}){choose}. If you do not know: <question.unknown>."
        if self.value is None:
            return f"{self.typed} is out of range. Type {span} {self.question.unit}."
        return f"<question.next>: {self.number_words()}."

    def _unfinished(self) -> bool:
        """Whether this is too small so far, and more digits can still make it fit: the 3 of 34."""
        least, most = self.question.min, self.question.max
        return int(self.typed) < least and self.typed != "0" and int(self.typed) * 10 <= most

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Nothing to delete, nothing to choose: the key goes on to the screen."""
        if action == "delete":
            return bool(self.typed)
        return bool(self.words) if action == "move" else True

    def action_type(self, digit: str) -> None:
        """Add a digit; the first one takes the place of a number that was there before."""
        typed = ("" if self._fresh else self.typed) + digit
        typed = typed.lstrip("0") or "0"
        self._fresh = False
        if len(typed) <= len(f"{self.question.max:.0f}"):
            self.typed = typed
            self.changed()

    def action_delete(self) -> None:
        """Take the last digit away."""
        self.typed = self.typed[:-1]
        self.changed()

    def action_move(self, step: int) -> None:
        """The next or the previous of the words."""
        numbers = [days for days, _ in self.words]
        here = int(self.typed) if self.typed else -1
        if step > 0:
            days = next((number for number in numbers if number > here), numbers[-1])
        else:
            days = next((number for number in reversed(numbers) if number < here), numbers[0])
        self.typed = str(days)
        self._fresh = True
        self.changed()

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`."""
        style = "bold $accent" if self.has_focus else "bold"
        unit = f" {self.question.unit}" if self.question.unit else ""
        rows: list[Row] = [(("  ", ""), (f"{self.typed or ' '}▏", style), (unit, "$muted"))]
        if self.words:
            rows.append((("", ""),))
            for days, text in self.words:
                here = self.typed == str(days)
                rows.append(
                    (
                        ("▸ " if here else "  ", style),
                        ("(•) " if here else "( ) ", ""),
                        (text, style if here else ""),
                    )
                )
        return rows
