"""Fields of the settings that have words or keys of their own."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from kneetui.config import clock
from kneetui.ui.keys.names import with_keys
from kneetui.ui.widgets.forms.fields import DIGITS, ChoiceField, FormField, NumberField
from kneetui.ui.widgets.lines.lines import Piece

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
CODE = 2
"""Letters of a country code."""


class CountryField(NumberField):
    """A country as two letters."""

    def __init__(self, label: str, value: str, *, id: str) -> None:
        super().__init__(label, value, chars=LETTERS, id=id)

    def takes(self, character: str) -> bool:
        """Letters; digits without a use stay here too."""
        return character in LETTERS + DIGITS

    def type(self, character: str) -> None:
        """See :meth:`NumberField.type`; two capitals at most."""
        if self._fresh or len(self.value) < CODE:
            super().type(character.upper())


class ZoneField(FormField):
    """The person's time zone, which a dialog asks for; empty for the first guess."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "ask", "Change", id="field.zone"),
        Binding("delete,backspace", "clear", "First guess", id="field.clear", show=False),
    ]

    class Asked(Message):
        """Another zone is wanted."""

    def box(self, width: int) -> list[Piece]:  # noqa: ARG002
        """The zone; the first guess between brackets."""
        name = self.value or f"({clock.zone_name()})"
        changes = with_keys(self, "<field.zone> changes it")
        self.hint = changes if self.has_focus else "" if self.value else "as your system says"
        return [(name.replace("_", " "), "bold" if self.value else "$muted")]

    def action_ask(self) -> None:
        """Ask the screen for a dialog in which another zone is typed."""
        self.post_message(self.Asked())

    def action_clear(self) -> None:
        """Go by the first guess."""
        self.set("")


class WeekField(ChoiceField):
    """The weekday that weeks begin on, or that of the country."""

    UNSAID = "by country"


class SignsField(ChoiceField):
    """The signs that are drawn with, or those that the terminal is believed to have."""

    UNSAID = "as the terminal"


class KeySetField(ChoiceField):
    """The usual keys, or a set of others."""

    UNSAID = "usual"


class OwnKeysField(FormField):
    """How many keys are the person's own; a screen changes them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "ask", "Change", id="field.own-keys"),
    ]

    class Asked(Message):
        """The keys are to be seen and changed."""

    def box(self, width: int) -> list[Piece]:  # noqa: ARG002
        """How many there are."""
        shows = with_keys(self, "<field.own-keys> shows and changes all keys")
        self.hint = shows if self.has_focus else ""
        return [(self.value or "none", "bold" if self.value else "$muted")]

    def action_ask(self) -> None:
        """Ask the screen for the list of keys."""
        self.post_message(self.Asked())


class IdleField(ChoiceField):
    """How long a session may stand without a key."""

    UNSAID = "as the host says"
