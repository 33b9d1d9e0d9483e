"""A dialog that asks how heavy an exercise is, and how many more repetitions would have gone."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.exercise_records import EFFORT, WEIGHT
from kneetui.services.training.weights import KG
from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.widgets.forms.dialog_keys import FIELD_KEYS, typed_number
from kneetui.ui.widgets.forms.fields import NumberField


@dataclass(frozen=True, slots=True)
class Lifted:
    """A weight (kg) and the repetitions in reserve; ``None`` for what was left empty."""

    kg: float | None
    reserve: float | None


class WeightDialog(KneeModal[Lifted]):
    """Ends with what was typed; both may stay empty."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", "Write it down", id="weight.save", key_display="Enter"),
        *FIELD_KEYS,
    ]

    def __init__(self, name: str, unit: str, weight: str, reserve: str, last: str) -> None:
        super().__init__()
        self.caption, self.unit, self.weight, self.reserve, self.last = name, unit, weight, reserve, last

    def compose(self) -> ComposeResult:
        """Two rows."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = Content(self.caption)
            frame.border_subtitle = "Tab next · Enter writes it down · Esc closes"
            yield NumberField(
                "Weight", self.weight, hint=" · ".join(filter(None, (self.unit, self.last))), id="kg"
            )
            yield NumberField(
                "In reserve", self.reserve, hint="how many more you could have done", id="reserve"
            )

    def on_mount(self) -> None:
        """The weight takes the keys."""
        self.query_one("#kg", NumberField).focus()

    def action_save(self) -> None:
        """End with the numbers; one out of range is said beside its field."""
        kg = self._number("kg", WEIGHT.high, KG[self.unit])
        reserve = self._number("reserve", EFFORT.high, 1)
        if self.is_current and not any(field.error for field in self.query(NumberField)):
            self.dismiss(Lifted(kg, reserve))

    def _number(self, name: str, most: float, factor: float) -> float | None:
        field = self.query_one(f"#{name}", NumberField)
        if field.value:
            return typed_number(field, most, "Type a number, or leave it empty", factor=factor)
        field.complain("")
        return None
