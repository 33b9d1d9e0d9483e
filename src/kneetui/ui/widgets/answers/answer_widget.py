"""What the widgets have in common with which a question is answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.message import Message

from kneetui.content.conditions import Answer
from kneetui.content.model import Question
from kneetui.ui.widgets.lines.lines import Lines


class Answering(Lines):
    """Subclasses hold the answer to one question as it stands, before Enter confirms it."""

    question: Question
    go_on: Callable[[], Awaitable[None]] | None = None
    """Takes the answer and goes on, for a key that is enough by itself; ``None``: keys only choose."""

    taken_by = "question.next"
    """The binding that takes the answer."""

    keep: Callable[[], None] | None = None
    """Keeps the answer as it stands, before anybody sees it so."""

    class Changed(Message):
        """The answer as it stands changed."""

        def __init__(self, sender: Answering) -> None:
            super().__init__()
            self.sender = sender

        @property
        def control(self) -> Answering:
            """The widget whose answer it is: ``on`` takes a selector for it."""
            return self.sender

    @property
    def value(self) -> Answer | None:
        """The answer that Enter would give; ``None`` while there is none."""
        raise NotImplementedError

    @property
    def touched(self) -> bool:
        """Whether anything is marked, chosen or typed."""
        return self.value is not None

    def show(self, value: Answer | None) -> None:
        """Start from this answer."""
        raise NotImplementedError

    def hint(self) -> str:
        """What the keys do now, in sentences that name them by their bindings."""
        raise NotImplementedError

    async def decided(self) -> None:
        """A single key gave the whole answer."""
        if self.go_on is not None:
            await self.go_on()

    def changed(self) -> None:
        """Keep the change, draw it and tell it."""
        if self.is_mounted:
            if self.keep is not None:
                self.keep()
            self.redraw()
            self.post_message(self.Changed(self))
