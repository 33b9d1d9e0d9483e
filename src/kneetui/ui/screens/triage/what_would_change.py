"""Why it is this urgent, and which single answers would change that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from kneetui.content.model import URGENCIES, Library
from kneetui.triage.assessment import Assessment
from kneetui.triage.signs import signs
from kneetui.triage.what_would_change import AnswerChange
from kneetui.triage.wording import SIGN_LISTS, no_flag, sureness
from kneetui.ui.screens.common.text_screen import ReadingScreen, titles
from kneetui.ui.widgets.lines.lines import BULLET


class ChangesScreen(ReadingScreen[None]):
    """Reads the flags of an assessment and the answers that would change its urgency."""

    heading = "What would change it"

    def __init__(self, library: Library, assessment: Assessment) -> None:
        super().__init__()
        self.library = library
        self.assessment = assessment

    def paragraphs(self) -> Iterable[Content]:
        """See :meth:`ReadingScreen.paragraphs`."""
        urgency = self.library.urgencies[self.assessment.urgency]
        yield Content.assemble(("Now: ", "bold $primary"), (f"{urgency.symbol} {urgency.name}", "bold"))
        for flag in self.assessment.flags:
            level = self.library.urgencies[flag.urgency]
            pieces = [(f"{level.symbol} {level.name}: ", "bold"), (flag.because, ""), (f"\n{flag.do}", "")]
            if flag.note:
                pieces.append((f"\nNote: {flag.note}", "$muted"))
            pieces.append((f"\n{titles(self.library.sources, flag.source)}", "$muted"))
            yield Content.assemble(*pieces)
        if not self.assessment.flags:
            yield Content(no_flag(self.library, self.assessment))
        yield Content.assemble(("How sure is what fits?\n", "bold $primary"), sureness(self.assessment))
        yield from self._group("More urgent if", self.assessment.more_urgent)
        yield from self._group("Less urgent if", self.assessment.less_urgent)
        yield from self._signs()

    def _signs(self) -> Iterable[Content]:
        """The warning signs, as far as somebody was asked about them."""
        known = signs(self.library, self.assessment.facts)
        for field, title in SIGN_LISTS.items():
            named: tuple[str, ...] = getattr(known, field)
            if named:
                lines = "".join(f"\n{BULLET} {sign}" for sign in named)
                yield Content.assemble((f"Warning signs. {title}", "bold $primary"), lines)

    def _group(self, title: str, changes: Sequence[AnswerChange]) -> Iterable[Content]:
        if not changes:
            return
        pieces: list[tuple[str, str]] = [(title, "bold $primary")]
        level = asked = ""
        order = list(self.library.questions)
        for change in sorted(
            changes, key=lambda change: (URGENCIES.index(change.urgency), order.index(change.question))
        ):
            if change.urgency != level:
                level, asked = change.urgency, ""
                urgency = self.library.urgencies[level]
                pieces.append((f"\n{urgency.symbol} {urgency.name}", "bold"))
            if change.question != asked:
                asked = change.question
                pieces.append((f"\n  {change.asked}", "$muted"))
            pieces.append((f"\n    {BULLET} {change.answer_text}", ""))
        yield Content.assemble(*pieces)
