"""A dialog that asks what a test at home came to: a number and the pain for each side."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from kneetui.diary.description import fields_of
from kneetui.diary.entries import HomeTestRecord
from kneetui.diary.value_types import Number
from kneetui.services.training.home_tests import Measured
from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.widgets.forms.dialog_keys import FIELD_KEYS, typed_number
from kneetui.ui.widgets.forms.fields import ChoiceField, FormField, NumberField

if TYPE_CHECKING:
    from kneetui.content.model import HomeTest

MOST = {field.name: field.type.high for field in fields_of(HomeTestRecord) if isinstance(field.type, Number)}
"""The largest numbers that the diary takes."""


class ResultDialog(KneeModal[tuple[Measured, ...]]):
    """Ends with what each side came to, or with ``None``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", "Write it down", id="result.save"),
        *FIELD_KEYS,
    ]

    def __init__(self, test: HomeTest, knees: tuple[str, ...]) -> None:
        super().__init__()
        self.test, self.knees = test, knees

    def compose(self) -> ComposeResult:
        """Two rows a side."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = Content(self.test.name)
            frame.border_subtitle = self.app.with_keys(
                "<dialog.down> next · <result.save> writes it down · <dialog.close> closes"
            )
            for knee in self.knees:
                side = "" if knee == "both" else f"{knee.capitalize()}: "
                if self.test.unit == "yes":
                    options = [("1", "yes"), ("0", "no")]
                    asked = "helped" if self.test.tracker else "done"
                    yield ChoiceField(
                        f"{side}{asked}".capitalize(),
                        "1",
                        options=options,
                        optional=False,
                        id=f"value-{knee}",
                    )
                else:
                    yield NumberField(f"{side}{self.test.unit}".capitalize(), id=f"value-{knee}")
                yield NumberField(f"{side}pain".capitalize(), hint="0 to 10", id=f"pain-{knee}")

    def on_mount(self) -> None:
        """The first field takes the keys."""
        self.query(FormField).first().focus()

    def action_save(self) -> None:
        """End with the numbers; what is missing or out of range is said beside its field."""
        measured = [self._side(knee) for knee in self.knees]
        sides = tuple(side for side in measured if side is not None)
        if len(sides) < len(measured):
            next(field for field in self.query(FormField) if field.error).focus()
        elif self.is_current:
            self.dismiss(sides)

    def _side(self, knee: str) -> Measured | None:
        value = self._number(f"value-{knee}", MOST["value"], {self.test.unit.casefold(): 1.0})
        pain = self._number(f"pain-{knee}", MOST["pain"], {})
        return None if value is None or pain is None else Measured(knee, value, pain)

    def _number(self, name: str, most: float, units: dict[str, float]) -> float | None:
        field = self.query_one(f"#{name}", FormField)
        return typed_number(field, most, "Type a number, 0 counts", units=units)
