"""The form of an entry: a field for each row, by what the row may hold."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from kneetui.diary.value_types import Moment, Number, OneOf, Words
from kneetui.ui.widgets.forms.fields import DIGITS, ChoiceField, DayField, FormField, NumberField
from kneetui.ui.widgets.forms.text_field import Lines, TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.services.diary.entry_form import FormRow


class EntryForm(VerticalScroll, can_focus=False):
    """Holds the fields; its keys come first in the key bar.

    Keys that move on come before all others, so that each key of a burst meets the right field; Enter waits
    its turn, so that it saves what was typed before it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.save", "Save", id="entry.save"),
        Binding("tab", "app.focus_next", "Next field", id="entry.next", priority=True),
        Binding("escape", "screen.back", "Leave, keep a draft", id="screen.back"),
        Binding("down", "app.focus_next", "Next field", id="entry.down", show=False, priority=True),
        Binding("up", "app.focus_previous", "Field before", id="entry.up", show=False, priority=True),
        Binding(
            "shift+tab", "app.focus_previous", "Field before", id="entry.previous", show=False, priority=True
        ),
    ]


def field_of(row: FormRow, value: str, *, today: date, sports: Sequence[str]) -> FormField | TextField:
    """The field for a row of the form; ``sports`` are offered where one is asked for."""
    match row.field.type:
        case OneOf() as choice:
            options = [(option, choice.words(option)) for option in choice.options]
            optional = not row.field.required
            return ChoiceField(row.label, value, options=options, optional=optional, id=row.key)
        case Moment() if row.key == "day":
            last = max(today, date.fromisoformat(value))
            return DayField(row.label, value, today=last, id=row.key)
        case Moment():
            return NumberField(row.label, value, chars=f"{DIGITS}:.,", id=row.key)
        case Number():
            return NumberField(row.label, value, hint=row.hint, id=row.key)
        case _:
            known = sports if row.key == "sport" else ()
            hint = row.hint or ", ".join(known)
            several = isinstance(row.field.type, Words) and row.field.type.lines
            pasted: Lines = "kept" if several else "joined"
            return TextField(row.label, value, hint=hint, suggest=known, pasted=pasted, id=row.key)
