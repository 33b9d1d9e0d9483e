"""The options of a question: one to choose, or as many as fit."""

from __future__ import annotations

from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType

from kneetui.config.wording import plural
from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Question
from kneetui.ui.widgets.answers.answer_widget import Answering
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.lines import Row, cells, fit, fold

YES_NO = (("yes", "Yes"), ("no", "No"))
GAP = 3


def several_hint(marked: int) -> str:
    """What taking the answer means with so many options marked."""
    if not marked:
        return "Nothing marked. <question.next>: none of these."
    return f"{marked} marked. <question.next>: {plural(marked, 'this one', 'these')}, and none of the others."


class Options(CursorList, Answering):
    """A list of options with digits.

    With several to mark, space marks the one under the cursor. With one to choose, the cursor is the
    choice: nothing is chosen until a key says so, and a digit, y or n goes on at once where one key is enough. Of more
    than nine, 1 waits for a second digit or Enter. ``inline`` sets the options side by side.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark", id="answer.mark"),
        Binding("y", "choose('yes')", "Yes", id="answer.yes", show=False),
        Binding("n", "choose('no')", "No", id="answer.no", show=False),
        *(
            Binding(str(digit), f"digit({digit})", f"Option {digit}", id=f"answer.{digit}", show=False)
            for digit in range(10)
        ),
        Binding("left", "beside(-1)", "Left", id="answer.left", show=False),
        Binding("right", "beside(1)", "Right", id="answer.right", show=False),
    ]

    def __init__(self, question: Question, *, inline: bool = False, id: str | None = None) -> None:
        super().__init__(id=id, classes="-inline" if inline else None)
        self.inline = inline
        self.marked: set[str] = set()
        self._wide = self._across = 1
        self.ask(question)

    def ask(self, question: Question, value: Answer | None = None) -> None:
        """Have the options of another question in their place, with what was answered before."""
        self.question = question
        self.several = question.kind == "choices"
        self.options = (
            YES_NO
            if question.kind == "yes-no"
            else tuple((option.id, option.text) for option in question.options)
        )
        self._first = self._seen = self._tens = 0
        self.show(value)

    # --- the answer --------------------------------------------------------------------

    @property
    def value(self) -> Answer | None:
        """See :attr:`Answering.value`; with several to mark, what is not marked is no."""
        if self.several:
            every = frozenset(key for key, _ in self.options)
            return Choices(frozenset(self.marked), every - self.marked)
        if not self.marked:
            return None
        (chosen,) = self.marked
        return chosen == "yes" if self.question.kind == "yes-no" else chosen

    @property
    def touched(self) -> bool:
        """See :attr:`Answering.touched`."""
        return bool(self.marked)

    def show(self, value: Answer | None) -> None:
        """See :meth:`Answering.show`."""
        if isinstance(value, Choices):
            self.marked = set(value.yes)
        elif isinstance(value, bool):
            self.marked = {"yes" if value else "no"}
        else:
            self.marked = {value} if isinstance(value, str) else set()
        marked = [n for n, (key, _) in enumerate(self.options) if key in self.marked]
        self.cursor = marked[0] if marked else 0 if self.several else -1
        self.changed()

    def hint(self) -> str:
        """See :meth:`Answering.hint`."""
        if self.several:
            return several_hint(len(self.marked))
        if self.marked:
            (chosen,) = self.marked
            return f"<question.next>: {dict(self.options)[chosen].rstrip('.')}."
        if self.go_on is None:
            return "Choose with the arrows or a digit. If you do not know: <question.unknown>."
        key = "<answer.yes> or <answer.no> answers" if self.question.kind == "yes-no" else "A digit answers"
        return f"{key}; or arrows, <question.next>. If you do not know: <question.unknown>."

    # --- keys --------------------------------------------------------------------------

    def further(self) -> bool:
        """Show options that were never in sight, if several can be marked; ``False`` if there are none."""
        if not self.several or not 0 < self._seen < len(self.options):
            return False
        self.move_to(min(2 * self._seen, len(self.options)) - 1)
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Left and right move only between options side by side; y and n only say yes and no."""
        if action == "choose":
            return self.question.kind == "yes-no"
        return self.inline if action == "beside" else True

    @property
    def _two_digits(self) -> bool:
        """Whether there are more options to choose from than digits."""
        return not self.several and len(self.options) > 9

    def action_beside(self, step: int) -> None:
        """Move the cursor sideways."""
        self.action_move(step)

    def move_to(self, index: int) -> None:
        """Put the cursor on an option; with one to choose, choose it."""
        self._tens = 0
        super().move_to(index)
        if not self.several and self.count():
            self._take(self.options[self.cursor][0])

    def _take(self, key: str) -> None:
        if self.several:
            self.marked ^= {key}
        elif self.marked == {key}:
            return
        else:
            self.marked = {key}
        self.changed()

    def action_mark(self) -> None:
        """Mark the option under the cursor, or take its mark away."""
        self.cursor = max(self.cursor, 0)
        self._take(self.options[self.cursor][0])

    async def action_choose(self, key: str) -> None:
        """Choose an option by its id."""
        self.pick([option for option, _ in self.options].index(key))
        await self.decided()

    async def action_digit(self, digit: int) -> None:
        """Mark or choose the option with this number; it may have two digits."""
        number = self._tens * 10 + digit
        if number > len(self.options):
            number = digit
        if not 1 <= number <= len(self.options):
            raise SkipAction  # the screen says that no answer has it
        self.pick(number - 1)
        if self._two_digits and number * 10 <= len(self.options):
            self._tens = number
        elif not self.several:
            await self.decided()

    def pick(self, index: int) -> None:
        """Mark or choose an option."""
        self.move_to(index)
        if self.several:
            self._take(self.options[index][0])

    # --- drawing -----------------------------------------------------------------------

    def count(self) -> int:
        """See :meth:`CursorList.count`."""
        return len(self.options)

    def _box(self, key: str) -> str:
        if self.several:
            return "[x]" if key in self.marked else "[ ]"
        return "(•)" if key in self.marked else "( )"

    def entry(self, index: int, width: int, here: bool) -> list[Row]:
        """See :meth:`CursorList.entry`."""
        key, text = self.options[index]
        on = key in self.marked
        style = "bold $accent" if here else "bold" if on else ""
        digit = f"{index + 1:>2} " if self._two_digits else f"{index + 1} " if index < 9 else "  "
        head: Row = (
            ("▸ " if here else "  ", "bold $accent"),
            (digit, "$muted"),
            (self._box(key) + " ", style),
        )
        indent = sum(cells(piece) for piece, _ in head)
        lines = fold(text, width - indent)
        return [(*head, (lines[0], style)), *((((" " * indent), ""), (line, style)) for line in lines[1:])]

    def draw(self, width: int, height: int) -> list[Row]:
        """See :meth:`CursorList.draw`."""
        if not self.inline:
            return super().draw(width, height)
        self._wide = max(cells(text) for _, text in self.options) + 8 + GAP
        self._across = max(1, min(len(self.options), (width + GAP) // self._wide))
        drawn = [self.entry(n, 999, n == self.cursor and self.has_focus)[0] for n in range(len(self.options))]
        rows: list[Row] = []
        for start in range(0, len(drawn), self._across):
            pieces: list[tuple[str, str]] = []
            for *head, (text, style) in drawn[start : start + self._across]:
                pieces += [*head, (fit(text, self._wide - 8), style)]
            rows.append(tuple(pieces))
        return rows

    def index_at(self, x: int, y: int) -> int | None:
        """See :meth:`CursorList.index_at`."""
        if not self.inline:
            return super().index_at(x, y)
        index = y * self._across + min(x // self._wide, self._across - 1)
        return index if index < len(self.options) else None
