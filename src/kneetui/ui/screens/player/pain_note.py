"""Pain in the middle of a session: note it and go on, or stop."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kneetui.config.about import KNEES
from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.model import PainRule
from kneetui.routines.wording import light_of, rule_words
from kneetui.ui.keys.names import key_name
from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.widgets.answers.answer_widget import Answering
from kneetui.ui.widgets.answers.pain_scale import PainScale
from kneetui.ui.widgets.forms.fields import ChoiceField, same


@dataclass(frozen=True, slots=True)
class PainReport:
    """The ``knee`` and its pain from 0 to 10, ``None`` if none was given, and whether to stop."""

    knee: str
    pain: int | None
    stop: bool


class PainNote(KneeModal[PainReport]):
    """Asks which knee hurts, beginning at the likely one, and how much, which may be left out when it is time to stop."""

    DEFAULT_CSS = """
    PainNote ChoiceField { margin: 0 0 1 0; }
    PainNote.-small ChoiceField { margin: 0; }
    PainNote #light { height: 3; margin: 1 0 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "note(False)", "Note it and go on", id="pain.note"),
        Binding("s", "note(True)", "It hurts: stop", id="pain.stop"),
    ]

    def __init__(self, rule: PainRule | None, likely: str) -> None:
        super().__init__()
        self.rule, self.likely = rule, likely

    def compose(self) -> ComposeResult:
        """The scale, and what the rule says of the number."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = "How much does it hurt now?"
            frame.border_subtitle = self.app.with_keys(
                f"A digit notes it. <pain.stop>: it hurts, stop. {key_name('tab')}: which knee"
            )
            likely = self.likely or KNEES[-1]
            yield ChoiceField("Knee", likely, options=same(*KNEES), optional=False, id="knee")
            scale = PainScale(self.services.library.question_for("pain"))
            scale.go_on, scale.taken_by = self._noted, "pain.note"
            yield scale
            yield Static(self._lights(), id="light")

    def _lights(self) -> str:
        """Which numbers have which light, until one is chosen."""
        lights = rule_words(self.rule) if self.rule else ()
        return " · ".join(f"{light} {span}" for light, span, _ in lights).capitalize()

    def on_mount(self) -> None:
        """The scale takes the keys."""
        self.query_one(PainScale).focus()

    def on_answering_changed(self, event: Answering.Changed) -> None:
        """Say what Enter does, and what the rule says."""
        event.stop()
        scale = self.query_one(PainScale)
        pain = scale.pain
        self.query_one(Vertical).border_subtitle = self.app.with_keys(
            f"{scale.hint()} <pain.stop>: it hurts, stop. {key_name('tab')}: which knee"
        )
        if self.rule and pain is not None:
            light, text = light_of(self.rule, pain)
            self.query_one("#light", Static).update(
                Content.assemble((f"{light.capitalize()}: ", "bold"), text)
            )

    async def _noted(self) -> None:
        """One digit is enough."""
        self.app.key_guard.answered()
        self.action_note(stop=False)

    def action_note(self, stop: bool) -> None:
        """End with the number; to stop needs none."""
        pain = self.query_one(PainScale).pain
        if self.is_current and (stop or pain is not None):
            self.dismiss(PainReport(self.query_one(ChoiceField).value, pain, stop))
