"""A small figure made of text that shows a movement, frame by frame."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size

from kneetui.ui.widgets.lines.lines import Lines, Row

WIDTH, HEIGHT = 20, 7
"""Room that every figure keeps, so that nothing moves when another one comes."""


class Figure(Lines):
    """One frame of a movement; frames stand at the foot of their room, in the middle."""

    DEFAULT_CSS = """
    Figure { width: auto; height: auto; }
    """

    def __init__(self, frames: Sequence[str] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.frames: tuple[str, ...] = tuple(frames)
        self.at = 0

    def show(self, frames: Sequence[str]) -> None:
        """Another movement, from its first frame."""
        if tuple(frames) != self.frames:
            self.frames, self.at = tuple(frames), 0
            self.redraw()

    def go(self, at: int) -> None:
        """Show this frame; a negative number counts from the last one."""
        at = at % len(self.frames) if self.frames else 0
        if at != self.at:
            self.at = at
            self.redraw()

    def go_step(self, step: int) -> None:
        """Show the frame after ``step`` steps of going to the last frame and back."""
        there = len(self.frames) - 1
        if there > 0:
            step %= 2 * there
            self.go(min(step, 2 * there - step))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """As wide for every figure, so that what stands beside it does not move."""
        return WIDTH

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As high for every figure, so that what stands below it does not move."""
        return HEIGHT

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`."""
        lines = self.frames[self.at].split("\n")[-HEIGHT:] if self.frames else []
        widest = max((len(line) for frame in self.frames for line in frame.split("\n")), default=0)
        left = " " * max(0, (WIDTH - widest) // 2)
        blank: list[Row] = [() for _ in range(HEIGHT - len(lines))]
        return [*blank, *(((left + line.rstrip(), ""),) if line.strip() else () for line in lines)]
