"""A clock that counts down to a bell, in one line."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message

from kneetui.ui.keys.names import with_keys
from kneetui.ui.widgets.lines.lines import Lines, Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer


class Countdown(Lines):
    """Stands still until it is started; ``before``, ``meanwhile`` and ``after`` are said beside it."""

    DEFAULT_CSS = """
    Countdown { height: 1; text-style: bold; }
    """

    class Over(Message):
        """The time is over."""

    def __init__(
        self,
        seconds: float,
        before: str,
        meanwhile: str,
        after: str,
        clock: Callable[[], float] | None = None,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.seconds, self.before, self.meanwhile, self.after = seconds, before, meanwhile, after
        self.clock = clock or monotonic
        self.left = seconds
        self._timer: Timer | None = None
        self._until = 0.0

    @property
    def running(self) -> bool:
        """Whether it counts: not before it was started, nor when it is over or stopped."""
        return self._timer is not None

    @property
    def text(self) -> str:
        """The time that is left, as ``0:30``, and what to do before, meanwhile or after."""
        minutes, rest = divmod(round(self.left), 60)
        words = self.after if not self.left else self.meanwhile if self.running else self.before
        return f"{minutes}:{rest:02}  {with_keys(self, words)}"

    def toggle(self) -> None:
        """Start from the beginning, or stop."""
        if self.running:
            self.stop()
            return
        self._until = self.clock() + self.seconds
        self._timer = self.set_interval(1.0, self.tick)
        self.tick()

    def stop(self) -> None:
        """Stand still at the whole time."""
        self._end()
        self.left = self.seconds
        self.redraw()

    def tick(self) -> None:
        """Show what is left, and end at the end."""
        if not self.running:
            return
        self.left = max(0.0, self._until - self.clock())
        if not self.left:
            self._end()
            self.post_message(self.Over())
        self.redraw()

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`."""
        return [((self.text, "bold"),)]
