"""All exercises of the packs: search, what they work on, what they need; Enter opens one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from kneetui.routines.catalog import AREAS, LOADS, POSITIONS, Wanted, matching, used_in
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.screens.routines.filter import ANY
from kneetui.ui.widgets.forms.text_field import TextField
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.lines import Row
from kneetui.ui.widgets.lines.menu import Choice
from kneetui.ui.widgets.lines.text_lines import TextLines
from kneetui.ui.widgets.lists.exercise_list import ExerciseLine, ExerciseList

if TYPE_CHECKING:
    from kneetui.content.model import Exercise, Library
    from kneetui.routines.gate import Gate

NOTHING_FITS = "No exercise has all of that. Press <exercises.all> to see all of them."

HELD = "not for now"
"""Stands at an exercise that is held back."""


class ExercisesScreen(KneeScreen[None]):
    """``equipment`` is what the person has, ``None`` if nobody said; the list begins with every exercise.

    The keys into the line of words and out of it come before all others, so that each key of a burst
    meets the right one of the two.
    """

    heading = "Exercises"
    CSS_PATH = "exercises.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "words", "Find", id="exercises.find", priority=True),
        Binding("enter", "list", "List", id="exercises.list", priority=True),
        Binding("a", "area", "Works on", id="exercises.area"),
        Binding("p", "position", "Position", id="exercises.position"),
        Binding("l", "load", "Load", id="exercises.load"),
        Binding("c", "cause", "Cause", id="exercises.cause"),
        Binding("e", "equipment", "What you have", id="exercises.equipment"),
        Binding("x", "all", "All", id="exercises.all"),
    ]

    def __init__(self, library: Library, gate: Gate, equipment: frozenset[str] | None) -> None:
        super().__init__()
        self.library, self.gate, self.equipment = library, gate, equipment
        self.wanted = Wanted()

    def body(self) -> ComposeResult:
        """A line to type into, the list, and what the exercise under the cursor is for."""
        yield TextField("Find", hint="squat, hip, band, kneecap", id="words")
        with Vertical(id="list", classes="panel"):
            yield ExerciseList()
        yield TextLines(id="detail", classes="panel")

    def on_mount(self) -> None:
        """Show all of them."""
        self.query_one("#detail").border_title = "What it is for"
        self.show(self.wanted)
        self.set_focus(self.query_one(ExerciseList))

    def show(self, wanted: Wanted) -> None:
        """Show the exercises that pass."""
        self.wanted = wanted
        passing = matching(self.library, wanted)
        self.query_one(ExerciseList).show([self._line(exercise) for exercise in passing])
        words = self._filter_words()
        panel = self.query_one("#list")
        amount = (
            f"{len(passing)} of {len(self.library.exercises)}" if wanted != Wanted() else f"{len(passing)}"
        )
        panel.border_title = Content(" · ".join((*words, amount)))
        panel.border_subtitle = f"{self.app.key_of('exercises.all')} shows all" if wanted != Wanted() else ""
        self._show_detail()

    def _line(self, exercise: Exercise) -> ExerciseLine:
        area = AREAS[exercise.areas[0]] if exercise.areas else ""
        needs = ", ".join(map(self.library.thing, exercise.equipment))
        kind = " · ".join(filter(None, (area, LOADS.get(exercise.load, exercise.load), needs)))
        held = not self.gate.permits(self.library, exercise)
        return ExerciseLine(id=exercise.id, name=exercise.name, dose=kind, remark=HELD if held else "")

    def _filter_words(self) -> list[str]:
        wanted = self.wanted
        cause = self.library.causes[wanted.cause].name if wanted.cause else ""
        named = (AREAS.get(wanted.area, ""), POSITIONS.get(wanted.position, ""), LOADS.get(wanted.load, ""))
        has = "with what you have" if wanted.equipment else "needs nothing"
        equipment = "" if wanted.equipment is None else has
        quoted = f"“{wanted.text}”" if wanted.text else ""
        return [words for words in (quoted, *named, cause, equipment) if words]

    def _show_detail(self) -> None:
        panel = self.query_one("#detail", TextLines)
        chosen = self.query_one(ExerciseList).chosen
        if chosen is None:
            panel.show(((self.app.with_keys(NOTHING_FITS), ""),))
            return
        exercise = self.library.exercises[chosen.id]
        lines: list[Row] = [((exercise.summary, ""),)]
        held = self.gate.avoids(exercise)
        if held:
            lines.append((("▲ Not for you now: ", "bold $warning"), (held.text, "")))
        uses = [routine.name for routine, _ in used_in(self.library, exercise.id)]
        lines.append((("In: " + ", ".join(uses) if uses else "In no routine.", "$muted"),))
        panel.show(*lines)

    def on_cursor_list_moved(self, event: CursorList.Moved) -> None:
        """Say what the exercise under the cursor is for."""
        event.stop()
        self._show_detail()

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """Open the exercise."""
        event.stop()
        from kneetui.ui.screens.routines.exercise import ExerciseScreen

        chosen = self.query_one(ExerciseList).chosen
        if chosen:
            self.app.push_screen(ExerciseScreen(self.library, chosen.id, gate=self.gate))

    # --- what is looked for ----------------------------------------------------------------

    def action_words(self) -> None:
        """Go to the line in which words filter the list."""
        self.set_focus(self.query_one(TextField).line)

    def on_field_changed(self) -> None:
        """The list follows the words as they are typed."""
        self.show(replace(self.wanted, text=" ".join(self.query_one(TextField).value.split())))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A sign that leads into the words is a letter of them there, and Enter is the list's outside."""
        if action in ("words", "list"):
            return self._typing == (action == "list")
        return True

    @property
    def _typing(self) -> bool:
        return isinstance(self.focused, Input)

    def action_list(self) -> None:
        """From the words to the list."""
        self.set_focus(self.query_one(ExerciseList))

    def action_back(self) -> None:
        """Out of the words first, then out of the screen."""
        if self.is_current and self._typing:
            self.action_list()
        else:
            super().action_back()

    def action_area(self) -> None:
        """Only what works on one part."""
        present = {area for exercise in self.library.exercises.values() for area in exercise.areas}
        self._pick("What should it work on?", AREAS, present, lambda area: replace(self.wanted, area=area))

    def action_position(self) -> None:
        """Only what is done in one position."""
        present = {exercise.position for exercise in self.library.exercises.values()}
        self._pick("In which position?", POSITIONS, present, lambda one: replace(self.wanted, position=one))

    def action_load(self) -> None:
        """Only one kind of load."""
        present = {exercise.load for exercise in self.library.exercises.values()}
        self._pick("How much load?", LOADS, present, lambda load: replace(self.wanted, load=load))

    def action_cause(self) -> None:
        """Only what is good for one cause."""
        helped = {cause for exercise in self.library.exercises.values() for cause in exercise.causes}
        causes = sorted((cause.name, id) for id, cause in self.library.causes.items() if id in helped)
        named = {id: name for name, id in causes}
        self._pick("What is it for?", named, named, lambda cause: replace(self.wanted, cause=cause))

    def action_equipment(self) -> None:
        """Only what needs nothing that the person does not have; again for all."""
        has = None if self.wanted.equipment is not None else self.equipment or frozenset()
        self.show(replace(self.wanted, equipment=has))

    def action_all(self) -> None:
        """Show every exercise: no words, and no filter."""
        self.query_one(TextField).line.value = ""
        self.show(Wanted())

    def _pick(
        self, title: str, named: Mapping[str, str], present: Iterable[str], filter_by: Callable[[str], Wanted]
    ) -> None:
        """Ask for one of the values that some exercise has; "any" lifts the filter."""
        from kneetui.ui.screens.common.dialogs.pick import PickDialog

        having = set(present)
        choices = [Choice(ANY, "Any")]
        choices += [Choice(id, words[:1].upper() + words[1:]) for id, words in named.items() if id in having]

        def chosen(choice: str | None) -> None:
            if choice is not None:
                self.show(filter_by("" if choice == ANY else choice))

        self.app.push_screen(PickDialog(title, "", choices), chosen)
