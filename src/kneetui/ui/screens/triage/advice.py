"""What to do: first aid and the other tips that fit these answers."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from kneetui.content.model import Library, Tip
from kneetui.triage.assessment import Assessment
from kneetui.ui.screens.common.text_screen import ReadingScreen, titles

KINDS = {
    "for-you": "For you",
    "first-aid": "First aid",
    "see-someone": "See someone",
    "load": "Load",
    "treatment": "Treatment",
    "technique": "Technique",
    "fit": "Fit of shoes, bike or bar",
    "prevention": "Prevention",
    "nutrition": "Food and drink",
    "good-to-know": "Good to know",
}


def in_order(tips: Iterable[Tip]) -> list[Tip]:
    """First aid first, then kind by kind."""
    order = list(KINDS)
    return sorted(tips, key=lambda tip: order.index(tip.kind))


class AdviceScreen(ReadingScreen[None]):
    """Reads the advice of an assessment, first aid first."""

    heading = "First aid and what to do"

    def __init__(self, library: Library, assessment: Assessment) -> None:
        super().__init__()
        self.library = library
        self.assessment = assessment

    def paragraphs(self) -> Iterable[Content]:
        """See :meth:`ReadingScreen.paragraphs`."""
        done = list(dict.fromkeys(flag.do for flag in self.assessment.flags))
        if done:
            lines = "\n".join(f"▸ {step}" for step in done)
            yield Content.assemble(("What to do now\n", "bold $primary"), lines)
        tips = in_order(self.assessment.advice)
        before = ""
        for tip in tips:
            title = KINDS[tip.kind] if tip.kind != before else ""
            before = tip.kind
            yield self._tip(title, tip)
        if not tips and not done:
            yield Content("There is no special advice for these answers.")

    def _tip(self, title: str, tip: Tip) -> Content:
        pieces = [(f"{title}\n", "bold $primary")] if title else []
        pieces += [(f"{tip.title}\n", "bold"), (tip.text, "")]
        if tip.note:
            pieces.append((f"\nNote: {tip.note}", "$muted"))
        where = titles(self.library.sources, tip.source)
        if where:
            pieces.append((f"\n{where}", "$muted"))
        return Content.assemble(*pieces)
