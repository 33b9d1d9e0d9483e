"""One cause of an assessment: what it is, what speaks for and against it, what to expect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from kneetui.content.model import Cause, Library, Urgency
from kneetui.triage.assessment import Fit, Point
from kneetui.triage.wording import bounded, frequency
from kneetui.ui.screens.common.text_screen import ReadingScreen, titles

FIT = {"well": "fits well", "partly": "fits in part", "little": "fits little"}
SIZES = {
    "strong": "speaks strongly",
    "clear": "speaks clearly",
    "slight": "speaks slightly",
    "hardly any": "hardly counts",
}


class CauseScreen(ReadingScreen[None]):
    """What there is to say of one cause: what fits it, whom to see and by when, and what helps."""

    def __init__(self, library: Library, fit: Fit, urgency: Urgency) -> None:
        super().__init__()
        self.library = library
        self.fit = fit
        self.urgency = urgency

    def on_mount(self) -> None:
        """The name of the cause on the top line."""
        self.say(self.fit.name)

    def paragraphs(self) -> Iterable[Content]:
        """See :meth:`ReadingScreen.paragraphs`."""
        fit, cause = self.fit, self.library.causes.get(self.fit.id)
        yield Content.assemble(
            (f"{fit.name}\n", "bold"),
            (f"{fit.clinical}\n", "$muted"),
            f"{FIT.get(fit.fit, fit.fit).capitalize()}: {frequency(bounded(fit))} people with these answers.",
        )
        if fit.rule_out:
            yield Content.assemble(
                ("It has to be ruled out first, likely or not: a warning sign is about it.", "bold")
            )
        if cause:
            yield Content(cause.summary)
        yield self._points("Speaks for it", "+", fit.speaks_for, " for it")
        yield self._points("Speaks against it", "−", fit.against, " against it")
        yield self._points("Not known", "?", fit.unknown, "")
        if cause:
            yield from self._outlook(cause)

    def _points(self, title: str, sign: str, points: Sequence[Point], side: str) -> Content:
        pieces: list[tuple[str, str]] = [(title, "bold $primary")]
        if not points:
            pieces.append((f"\n{sign} nothing so far", "$muted"))
        for point in points:
            pieces.append((f"\n{sign} {point.text}", ""))
            if side:
                size = SIZES.get(point.size, point.size)
                pieces.append((f": {size}{side if size.startswith('speaks') else ''}", "bold"))
            where = titles(self.library.sources, point.source)
            if where:
                pieces.append((f"\n    {where}", "$muted"))
            if point.note:
                pieces.append((f"\n    Note: {point.note}", "$muted"))
        return Content.assemble(*pieces)

    def _outlook(self, cause: Cause) -> Iterable[Content]:
        for title, text in (("What to expect", cause.course), ("Whom to see", self._see(cause))):
            if text:
                yield Content.assemble((f"{title}\n", "bold $primary"), text)
        if cause.note:
            yield Content.assemble(("Where sources disagree\n", "bold $primary"), cause.note)
        yield Content.assemble(
            ("Sources\n", "bold $primary"), (titles(self.library.sources, cause.source), "$muted")
        )

    def _see(self, cause: Cause) -> str:
        """The level of these answers first: it holds, whatever the cause asks for by itself."""
        now = f"With these answers: {self.urgency.who}, {self.urgency.within}."
        return f"{now}\nIf it is this: {cause.see}" if cause.see else now
