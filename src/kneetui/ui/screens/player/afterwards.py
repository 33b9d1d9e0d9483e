"""After a session: one number from 0 to 10, and what the pain rule makes of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kneetui.config.about import KNEES
from kneetui.routines.wording import KINDS, light_of
from kneetui.services.diary.undo import OwnChange
from kneetui.services.training.played import afterwards as words
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeScreen
from kneetui.ui.screens.common.text_screen import titles
from kneetui.ui.widgets.answers.answer_widget import Answering
from kneetui.ui.widgets.answers.pain_scale import PainScale
from kneetui.ui.widgets.forms.fields import ChoiceField, same
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.menu import Choice, Menu
from kneetui.ui.widgets.player.big_number import Blocks

if TYPE_CHECKING:
    from kneetui.routines.progression import Verdict
    from kneetui.services.training.training import Training
    from kneetui.services.training.workout import Workout


class AfterwardsScreen(KneeScreen[None]):
    """Asks for the worst pain of a finished session; then shows the verdict until Enter or Esc."""

    CSS_PATH = "afterwards.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", "Go on", id="afterwards.confirm"),
        Binding("z,backspace", "undo", "Ask again", id="afterwards.undo"),
    ]
    heading = "How was it?"

    def __init__(self, training: Training, workout: Workout) -> None:
        super().__init__()
        self.training, self.workout = training, workout
        self.verdict: Verdict | None = None
        self.judged = self._judging = False
        self.before = training.progress(workout.routine)
        self.judgement = OwnChange(training.services)
        routine = training.library.routines.get(workout.routine)
        self.name_ = routine.name if routine else workout.routine
        self.rule = training.rule_of(workout)

    def body(self) -> ComposeResult:
        """The question, and the verdict in its place once it was answered."""
        with VerticalScroll(id="page", can_focus=False):
            with Vertical(id="ask"):
                yield Static(Content.assemble((words.worst_question(self.workout.knee), "bold")), id="worst")
                yield Static(Content(words.done_words(self.workout)), id="said", classes="muted")
                if not self.workout.knee:
                    yield ChoiceField("Which knee", options=same(*KNEES), id="knee")
                scale = PainScale(self.services.library.question_for("pain"), id="scale")
                scale.go_on, scale.taken_by = self._answered, "afterwards.confirm"
                yield scale
                yield Static(
                    Content(
                        self.app.with_keys(
                            "A digit answers; or arrows and <afterwards.confirm>. 0 counts too."
                        )
                    ),
                    id="hint",
                    classes="muted",
                )
                yield Static(id="light")
            with Vertical(id="verdict"):
                yield Blocks(id="word")
                yield Static(id="kind")
                yield Static(id="text")
                yield Static(id="from-now-on")
                yield Menu(id="swaps")
                yield Static(id="source", classes="muted")

    def on_mount(self) -> None:
        """Begin with the worst number noted on the way in the knee of the session."""
        scale = self.query_one(PainScale)
        if self.workout.own_pain is not None:
            scale.show(float(self.workout.own_pain))
        self._ask()

    def _ask(self) -> None:
        self.say(title=f"{self.name_}: how was it?", remark="saved")
        asked = self.query(ChoiceField)
        (asked.first() if asked and not self._knee else self.query_one(PainScale)).focus(scroll_visible=False)
        self._from_the_top()

    def _from_the_top(self) -> None:
        """The question names the knee: on a small terminal, too, it is what is seen first."""
        page = self.query_one("#page", VerticalScroll)
        self.call_after_refresh(page.scroll_home, animate=False)

    @property
    def _knee(self) -> str:
        """The knee of the session as it was just said, where nobody said it before."""
        asked = self.query(ChoiceField)
        return asked.first().value if asked else ""

    def on_answering_changed(self, event: Answering.Changed) -> None:
        """Say what Enter does, and which light the number is."""
        event.stop()
        scale = self.query_one(PainScale)
        pain = scale.pain
        self.query_one("#hint", Static).update(Content(self.app.with_keys(scale.hint())))
        if self.rule is None or pain is None:
            return
        light, text = light_of(self.rule, max(pain, self.workout.pain or 0))
        noted = words.noted_words(self.workout, pain)
        self.query_one("#light", Static).update(
            Content.assemble((f"{light.capitalize()}: ", "bold"), " ".join(filter(None, (text, noted))))
        )

    # --- the verdict -----------------------------------------------------------------------

    async def _answered(self) -> None:
        """One digit is enough."""
        self.app.key_guard.answered()
        self.action_confirm()

    def action_confirm(self) -> None:
        """Judge the number; once judged, leave."""
        pain = self.query_one(PainScale).pain
        if self.judged:
            self.action_back()
        elif not (self.workout.knee or self._knee):
            self.notify(f"{words.WHICH} Choose it with the arrows.")
            self.query_one(ChoiceField).focus()
        elif pain is None:
            self.query_one(PainScale).focus()
            self.notify("Choose a number with the arrows or a digit. 0 counts too.")
        elif not self._judging:
            self._judging = True
            self._judge(pain)

    def _judged(self, pain: int) -> Verdict | None:
        last = self.services.diary.last_change()
        verdict = self.training.judge(self.workout, pain, self._knee)
        self.judgement.note(last)
        return verdict

    @work(group="judge")
    async def _judge(self, pain: int) -> None:
        try:
            self.verdict = await self.app.when_free.write(partial(self._judged, pain))
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        finally:
            self._judging = False
        self.judged = True
        self.app.key_guard.answered()
        self.add_class("-judged")
        self._show_verdict(max(pain, self.workout.pain or 0))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A number can be given anew as long as nothing came after it."""
        return action != "undo" or (self.judged and self.judgement.possible())

    def action_undo(self) -> None:
        """Take the number back, and with it what the rule made of it."""
        try:
            self.judgement.take_back()
            self.training.ask_again(self.workout, self.before)
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        if self.verdict:
            self.query_one("#verdict").remove_class(self.verdict.kind)
        self.judged, self.verdict = False, None
        self.remove_class("-judged")
        self._ask()
        self.refresh_bindings()

    def _show_verdict(self, pain: int) -> None:
        swaps = self.workout.swapped()
        menu = self.query_one("#swaps", Menu)
        menu.display = bool(swaps) and self.verdict is not None
        verdict = self.verdict
        if verdict is None:
            self.say(title=self.name_, remark="saved")
            self.query_one("#text", Static).update(Content(words.NO_RULE))
            return
        self._from_the_top()
        symbol, word = KINDS[verdict.kind]
        self.say(title=f"{self.name_}: {word.lower()}", remark="saved")
        self.query_one("#word", Blocks).show(word.upper())
        self.query_one("#verdict").add_class(verdict.kind)
        self.query_one("#kind", Static).update(
            Content.assemble((f"{symbol} {word}", "bold"), f" after pain {pain} of 10")
        )
        parts = words.verdict_parts(self.training, verdict)
        paragraphs = (Content.assemble((f"{name}: ", "bold"), text) for name, text in parts)
        self.query_one("#text", Static).update(Content("\n").join(paragraphs))
        rule = self.training.library.rules[verdict.rule]
        source = titles(self.training.library.sources, verdict.source)
        note = f"\n{rule.note}" if rule.note else ""
        self.query_one("#source", Static).update(Content(f"Rule: {rule.name}. Sources: {source}{note}"))
        if menu.display:
            self._ask_swaps(menu)

    def _ask_swaps(self, menu: Menu) -> None:
        text = words.swapped_words(self.training.library, self.workout)
        self.query_one("#from-now-on", Static).update(Content.assemble((text, "bold")))
        menu.show([Choice(key, text) for key, text in words.SWAPS.items()])
        menu.focus()

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """Keep the swaps, or not, and leave."""
        event.stop()
        if self.query_one("#swaps", Menu).chosen.id == "always":
            swaps = words.swaps_from_now_on(self.workout)
            try:
                self.training.use_from_now_on(self.workout.routine, swaps)
            except STORAGE_ERRORS as error:
                self.app.show_error(error)
                return
        self.action_back()
