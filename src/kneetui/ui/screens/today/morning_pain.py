"""One number in one go: the pain of a morning, or in a session."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kneetui.config.about import KNEES
from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import knee_name
from kneetui.ui.keys.names import key_name
from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.widgets.answers.answer_widget import Answering
from kneetui.ui.widgets.answers.pain_scale import PainScale
from kneetui.ui.widgets.forms.fields import ChoiceField, same


@dataclass(frozen=True, slots=True)
class MorningPain:
    """The ``knee`` and its pain, 0-10."""

    knee: str
    pain: int


class PainDialog(KneeModal[MorningPain]):
    """Ends with the knee and its pain, or with ``None``; ``before`` is what was said already.

    ``title`` is the question, ``worst`` says which pain is meant. ``knee`` is what to write about; if it is empty,
    the dialog asks for it too, beginning at ``other``.
    """

    DEFAULT_CSS = """
    PainDialog .dialog { padding: 1 2; }
    PainDialog ChoiceField, PainDialog #which { margin-bottom: 1; }
    PainDialog #hint { margin-top: 1; color: $muted; }
    PainDialog.-small .dialog { padding: 0 1; }
    PainDialog.-small ChoiceField, PainDialog.-small #which { margin-bottom: 0; }
    PainDialog.-small #hint { margin-top: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", "Go on", id="morning.save"),
    ]

    def __init__(
        self, title: str, worst: str, knee: str, other: str = "", before: MorningPain | None = None
    ) -> None:
        super().__init__()
        self.caption, self.worst = title, worst
        self.knee, self.other, self.before = knee, before.knee if before else other, before

    def compose(self) -> ComposeResult:
        """The knee if it has to be asked, the scale, and what the keys do."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(self.caption)
            if not self.knee:
                yield ChoiceField(
                    "Knee",
                    self.other or "right",
                    options=same(*KNEES),
                    optional=False,
                    id="knee",
                )
            else:
                yield Static(Content(f"{knee_name(self.knee)}, {self.worst}"), id="which")
            scale = PainScale(self.services.library.question_for("pain"), id="scale")
            scale.go_on = self.action_save
            yield scale
            yield Static(id="hint")

    def on_mount(self) -> None:
        """The scale takes the keys, with the number that was given before."""
        if self.before:
            self.query_one(PainScale).show(float(self.before.pain))
        self.query_one(PainScale).focus()
        self._hint()

    def on_answering_changed(self, event: Answering.Changed) -> None:
        """Say what Enter does."""
        event.stop()
        self._hint()

    def _hint(self) -> None:
        pain = self.query_one(PainScale).pain
        knee = "" if self.knee else f"  ·  {key_name('tab')}: which knee"
        enter = (
            "Choose a number with the arrows or a digit" if pain is None else f"<morning.save>: {pain} of 10"
        )
        self.query_one("#hint", Static).update(
            Content(self.app.with_keys(f"{enter}{knee}  ·  <dialog.close> closes")), layout=False
        )

    async def action_save(self) -> None:
        """Go on with the number."""
        pain = self.query_one(PainScale).pain
        if pain is None or not self.is_current:
            return
        self.app.key_guard.answered()
        asked = self.query(ChoiceField)
        self.dismiss(MorningPain(asked.first().value if asked else self.knee, pain))
