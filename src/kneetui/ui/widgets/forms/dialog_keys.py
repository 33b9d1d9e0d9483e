"""What the dialogs with fields share: the keys that move on, and the reading of a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from kneetui.diary.typed_numbers import read_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneetui.ui.widgets.forms.fields import FormField

FIELD_KEYS: list[BindingType] = [
    Binding("tab,down", "app.focus_next", "Next field", id="dialog.down", show=False, priority=True),
    Binding("shift+tab,up", "app.focus_previous", "Field before", id="dialog.up", show=False, priority=True),
]
"""Keys that move on come before all others, so that each key of a burst meets the right field."""


def typed_number(
    field: FormField,
    most: float,
    missing: str,
    *,
    factor: float = 1.0,
    units: Mapping[str, float] | None = None,
) -> float | None:
    """The number in a field times ``factor``, which is at most ``most``; else the field says what is wrong.

    ``units`` are those that can be typed after it.
    """
    typed = read_number(field.value, units)
    if typed is None:
        field.complain(f"“{field.value}” cannot be read here. {missing}" if field.value else missing)
        return None
    number = typed * factor
    if number > most:
        field.complain(f"At most {most / factor:.4g}")
        return None
    field.complain("")
    return number
