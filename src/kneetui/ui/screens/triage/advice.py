"""What to do: first aid and the other tips that fit these answers."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from kneetui.content.model import Library, Tip
from kneetui.triage.assessment import FOR_YOU, Assessment
from kneetui.triage.wording import ABOVE_ALL, meant_for_first, ruled_out_first, to_do
from kneetui.ui.screens.common.text_screen import ReadingScreen
from kneetui.ui.screens.common.tips import tip_words
from kneetui.ui.widgets.lines.lines import BULLET

KINDS = {
    FOR_YOU: ABOVE_ALL,
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


class AdviceScreen(ReadingScreen[None]):
    """Reads the advice of an assessment: what the first cause asks for comes before the kinds."""

    heading = "First aid and what to do"

    def __init__(self, library: Library, assessment: Assessment) -> None:
        super().__init__()
        self.library = library
        self.assessment = assessment

    def paragraphs(self) -> Iterable[Content]:
        """See :meth:`ReadingScreen.paragraphs`."""
        done = to_do(self.assessment)
        if done:
            steps = filter(None, (*done, ruled_out_first(self.assessment)))
            lines = "\n".join(f"{BULLET} {step}" for step in steps)
            yield Content.assemble(("What to do now\n", "bold $primary"), lines)
        before = ""
        for title, tip in self._titled():
            yield tip_words(self.library, tip, title if title != before else "")
            before = title
        if not self.assessment.advice and not done:
            yield Content("There is no special advice for these answers.")
        yield Content.styled(self.library.purpose, "$muted")

    def _titled(self) -> Iterable[tuple[str, Tip]]:
        """What is for this person, what the first cause asks for, and the rest kind by kind; each with its heading."""
        mine = [tip for tip in self.assessment.advice if tip.kind == FOR_YOU]
        meant = meant_for_first(self.assessment)
        rest = [tip for tip in self.assessment.advice if tip not in meant and tip not in mine]
        yield from ((KINDS[FOR_YOU], tip) for tip in mine)
        yield from ((f"Meant for: {self.assessment.shown[0].name}", tip) for tip in meant)
        for kind, title in KINDS.items():
            yield from ((title, tip) for tip in rest if tip.kind == kind)
