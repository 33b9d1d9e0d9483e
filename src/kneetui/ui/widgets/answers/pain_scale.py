"""Pain from 0 to 10, with words."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Offset

from kneetui.config.wording import PAIN
from kneetui.content.conditions import Answer
from kneetui.content.model import Question
from kneetui.ui.widgets.answers.answer_widget import Answering
from kneetui.ui.widgets.lines.lines import Row, hanging
from kneetui.ui.widgets.lines.room import small

STEP, CLOSE = 5, 3
"""Columns of a number, and where there is no room for eleven of these."""


def named(pain: int) -> tuple[int, ...]:
    """The number itself if it has words, else the numbers below and above that have."""
    if pain in PAIN:
        return (pain,)
    return max(bound for bound in PAIN if bound < pain), min(bound for bound in PAIN if bound > pain)


def word(pain: int) -> str:
    """A number from 0 to 10 in words."""
    below, above = named(pain)[0], named(pain)[-1]
    return PAIN[pain] if below == above else f"between {below} and {above}"


class PainScale(Answering, can_focus=True):
    """A row of numbers; arrows move, digits choose (1 then 0 is 10). Nothing is chosen at first.

    Where one key is enough a digit goes on at once; only 1 waits for Enter, since a 0 after it makes it 10.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,up,l,k,plus", "step(1)", "More", id="pain.more"),
        Binding("left,down,h,j,minus", "step(-1)", "Less", id="pain.less"),
        Binding("home", "take(0)", "No pain", id="pain.none", show=False),
        Binding("end", "take(10)", "The worst", id="pain.worst", show=False),
        *(
            Binding(str(digit), f"digit({digit})", f"Pain {digit}", id=f"pain.{digit}", show=False)
            for digit in range(10)
        ),
    ]

    def __init__(self, question: Question, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.question = question
        self.pain: int | None = None
        self._one = False

    @property
    def value(self) -> Answer | None:
        """See :attr:`Answering.value`."""
        return None if self.pain is None else float(self.pain)

    def show(self, value: Answer | None) -> None:
        """See :meth:`Answering.show`."""
        number = isinstance(value, int | float) and not isinstance(value, bool)
        self.pain = round(float(value)) if number else None  # type: ignore[arg-type]
        self.changed()

    def hint(self) -> str:
        """See :meth:`Answering.hint`."""
        if self.pain is None:
            how = (
                "Choose with the arrows or a digit"
                if self.go_on is None
                else f"A digit answers; or arrows, <{self.taken_by}>"
            )
            return f"{how}. If you cannot say: <question.unknown>."
        if self._one:
            return f"<{self.taken_by}>: 1 of 10. 0 makes it 10."
        return f"<{self.taken_by}>: {self.pain} of 10."

    def action_step(self, step: int) -> None:
        """One more or one less."""
        self.action_take(max(0, min(10, (-1 if self.pain is None else self.pain) + step)))

    async def action_digit(self, digit: int) -> None:
        """Choose by a digit; a 0 straight after a 1 makes it 10."""
        ten = digit == 0 and self._one
        self._one = digit == 1
        self.take(10 if ten else digit)
        if not self._one:
            await self.decided()

    def action_take(self, pain: int) -> None:
        """Answer with a number (0-10); a 1 that waited for a 0 is done with."""
        self._one = False
        self.take(pain)

    def take(self, pain: int) -> None:
        """Mark a number (0-10), and tell the screen."""
        self.pain = pain
        self.changed()

    @property
    def _step(self) -> int:
        """Columns of a number."""
        return STEP if self.size.width >= 11 * STEP else CLOSE

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`; where there is little room the words alone say which number it is."""
        step = STEP if width >= 11 * STEP else CLOSE
        focus = "bold $accent" if self.has_focus else "bold"
        numbers: list[tuple[str, str]] = []
        line: list[tuple[str, str]] = []
        for pain in range(11):
            here = pain == self.pain
            beside = step // 2
            numbers.append((f"{pain:^{step}}", focus if here else "$muted"))
            line.append(("─" * beside if pain else " " * beside, "$border"))
            line.append(("●" if here else "○", focus if here else ""))
            line.append(("─" * beside if pain < 10 else " " * beside, "$border"))
        value_row: Row = ((" ", ""),)
        if self.pain is not None:
            value_row = ((f"  {self.pain} of 10: ", focus), (word(self.pain), "bold"))
        near = () if self.pain is None else named(self.pain)
        words = [row for pain in PAIN for row in self._word(pain, pain in near, focus, width)]
        if small(self.app.size):
            return [tuple(numbers), tuple(line), *words]
        return [tuple(numbers), tuple(line), (("", ""),), value_row, (("", ""),), *words]

    def caret(self) -> Offset | None:
        """See :meth:`Lines.caret`: the number, or where numbers begin."""
        return Offset((self.pain or 0) * self._step + self._step // 2, 0)

    @staticmethod
    def _word(pain: int, here: bool, focus: str, width: int) -> list[Row]:
        style = "" if here else "$muted"
        return hanging((("▸ " if here else "  ", focus), (f"{pain:>2}  ", style)), PAIN[pain], width, style)

    def on_click(self, event: Click) -> None:
        """The mouse chooses as well."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < 2 and offset.x < 11 * self._step:
            self.focus()
            self.action_take(offset.x // self._step)
