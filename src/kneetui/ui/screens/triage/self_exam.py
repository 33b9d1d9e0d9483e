"""How to look at the knee and to feel it by oneself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.content import Content

from kneetui.content.model import Library, SelfExam
from kneetui.ui.screens.common.stay import stay
from kneetui.ui.screens.common.text_screen import ReadingScreen, titles


class SelfExamScreen(ReadingScreen[Literal["answer"]]):
    """Reads one examination; ends with ``answer`` if the question is to be answered now."""

    heading = "Look and feel"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", "Answer", id="self-exam.answer"),
        *stay("self-exam"),
    ]

    def __init__(self, library: Library, exam: SelfExam, note: str = "") -> None:
        super().__init__()
        self.library, self.exam, self.note = library, exam, note

    def paragraphs(self) -> Iterable[Content]:
        """See :meth:`ReadingScreen.paragraphs`."""
        exam = self.exam
        yield Content.assemble((exam.name, "bold"), (f"\n{exam.picture}", "$muted"))
        steps = "\n".join(f"{number} {step}" for number, step in enumerate(exam.how, 1))
        yield Content.assemble(("Not for everybody\n", "bold $warning"), exam.not_when)
        yield Content.assemble((f"{self.note}\n" if self.note else "", "bold"), steps)
        yield Content.assemble(("What counts\n", "bold $primary"), exam.positive)
        if exam.note:
            yield Content(f"Note: {exam.note}")
        yield Content.styled(f"{exam.figure}\n{titles(self.library.sources, exam.source)}", "$muted")

    def action_stay(self) -> None:
        """A digit meant for the question leads to no other room."""

    def action_answer(self) -> None:
        """Go back to the question that it answers."""
        if self.is_current:
            self.dismiss("answer")
