"""A dialog that asks how heavy an exercise is, where it has a weight, and how hard it was."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.exercise_records import EFFORT, WEIGHT
from kneetui.services.training.effort_scales import EffortScale
from kneetui.services.training.weights import KG, units_after
from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.widgets.forms.dialog_keys import FIELD_KEYS, typed_number
from kneetui.ui.widgets.forms.fields import NumberField


@dataclass(frozen=True, slots=True)
class Lifted:
    """A weight (kg) and the effort (0-10); ``None`` for what was left empty."""

    kg: float | None
    effort: float | None


class WeightDialog(KneeModal[Lifted]):
    """Ends with what was typed; all of it may stay empty. ``weight`` is ``None`` where the exercise has none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", "Write it down", id="weight.save"),
        *FIELD_KEYS,
    ]

    def __init__(
        self, name: str, weight: str | None, unit: str, last: str, scale: EffortScale, effort: str
    ) -> None:
        super().__init__()
        self.caption, self.weight, self.unit, self.last = name, weight, unit, last
        self.scale, self.effort = scale, effort

    def compose(self) -> ComposeResult:
        """A row or two."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = Content(self.caption)
            tab = "" if self.weight is None else "<dialog.down> next · "
            frame.border_subtitle = self.app.with_keys(
                f"{tab}<weight.save> writes it down · <dialog.close> closes"
            )
            if self.weight is not None:
                hint = " · ".join(filter(None, (self.unit, self.last)))
                yield NumberField("Weight", self.weight, hint=hint, id="kg")
            yield NumberField(self.scale.label, self.effort, hint=self.scale.hint, id="effort")

    def on_mount(self) -> None:
        """The first row takes the keys."""
        self.query(NumberField).first().focus()

    def action_save(self) -> None:
        """End with the numbers; one out of range is said beside its field."""
        kg = None if self.weight is None else self._number("kg", WEIGHT.high, self.unit)
        effort = self.scale.turned(self._number("effort", EFFORT.high))
        if self.is_current and not any(field.error for field in self.query(NumberField)):
            self.dismiss(Lifted(kg, effort))

    def _number(self, name: str, most: float, unit: str = "") -> float | None:
        field = self.query_one(f"#{name}", NumberField)
        if field.value:
            factor = KG[unit] if unit else 1.0
            units = units_after(unit) if unit else {}
            return typed_number(field, most, "Type a number, or leave it empty", factor=factor, units=units)
        field.complain("")
        return None
