"""Fields of a form, one row each: a label, a value, and beside it a hint or what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, Key
from textual.geometry import Offset
from textual.message import Message

from kneetui.config.wording import short_day_words
from kneetui.ui.keys.names import with_keys
from kneetui.ui.widgets.lines.lines import Lines, Piece, Row, fold

LABEL = 20
"""Columns for the marker and the label."""
DIGITS = "0123456789"
NARROWEST = 5
"""Columns between the brackets of a number, at least."""
LONGEST = 10
"""Characters of a number with its unit."""
CHANGE = Binding.Group("Change")
"""The keys to another value, as one in the key bar."""


Options = list[tuple[str, str]]
"""What a row can be set to, and what that is called."""


def same(*values: str) -> Options:
    """Values that are called as they are."""
    return [(value, value) for value in values]


class FieldChanged(Message):
    """The value of a field is another."""


class FormField(Lines, can_focus=True):
    """Base of the fields that draw themselves. ``value`` is text; empty means that nothing was said."""

    def __init__(self, label: str, value: str = "", *, hint: str = "", id: str) -> None:
        super().__init__(id=id)
        self.label, self.value, self.hint = label, value, hint
        self.error = ""

    def set(self, value: str) -> None:
        """Another value, by a key."""
        if value != self.value:
            self.value, self.error = value, ""
            self.post_message(FieldChanged())
        self.redraw()

    def show(self, value: str) -> None:
        """Another value, by the program."""
        self.value, self.error = value, ""
        self.redraw()

    def complain(self, error: str) -> None:
        """Say what is wrong beside the field, or no longer."""
        self.error = error
        self.redraw()

    def box(self, width: int) -> list[Piece]:
        """How the value is drawn in this room."""
        raise NotImplementedError

    def takes(self, character: str) -> bool:
        """Whether this character is typed into the field; all others go on to the screen."""
        return character in DIGITS

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """See :meth:`takes`."""
        return bool(character) and self.takes(character or "")

    def type(self, character: str) -> None:
        """Take a character; one without a use does nothing, so that digits do not leave the form."""

    async def on_key(self, event: Key) -> None:
        """Type, or do what the key is bound to, here and now.

        Left to the app, a binding would be looked up after the focus has moved on with the next key of a
        burst, and change another field.
        """
        bindings = self._bindings.copy()
        bindings.apply_keymap(self.app._keymap)
        bound = bindings.key_to_bindings.get(event.key, [])
        if self.check_consume_key(event.key, event.character):
            self.type(event.character or "")
        elif bound:
            await self.run_action(bound[0].action)
        else:
            return
        event.stop()
        event.prevent_default()

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """Label, value and hint; an error that is too long goes on below."""
        here = self.has_focus
        marker = "▸ " if here else "  "
        pieces: list[Piece] = [(f"{marker}{self.label:<{LABEL - 2}}", "bold $accent" if here else "")]
        pieces += self.box(width - LABEL)
        used = sum(len(text) for text, _ in pieces) + 2
        if not self.error:
            return [(*pieces, (f"  {self.hint}", "$muted"))]
        text = f"! {self.error}"
        if used + len(text) <= width:
            return [(*pieces, (f"  {text}", "bold $error"))]
        below = fold(text, width - LABEL)
        return [tuple(pieces), *(((" " * LABEL, ""), (part, "bold $error")) for part in below)]


class NumberField(FormField):
    """A short number, or a time, of its ``chars``; after a number letters go in as well.

    They are a unit, or are refused with the whole: a letter that was passed over would leave another number behind.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "erase", "Erase", id="field.erase", show=False),
        Binding("delete", "clear", "Clear", id="field.clear", show=False),
    ]

    def __init__(
        self, label: str, value: str = "", *, hint: str = "", chars: str = f"{DIGITS}.,", id: str
    ) -> None:
        super().__init__(label, value, hint=hint, id=id)
        self.chars = chars
        self._fresh = True

    def show(self, value: str) -> None:
        """See :meth:`FormField.show`."""
        self._fresh = True
        super().show(value)

    def box(self, width: int) -> list[Piece]:  # noqa: ARG002
        """The value between brackets."""
        here = self.has_focus
        cursor = "_" if here and len(self.value) < LONGEST else ""
        return [
            ("[", "$muted"),
            (f"{self.value + cursor:<{NARROWEST}}", "bold" if here else ""),
            ("]", "$muted"),
        ]

    def takes(self, character: str) -> bool:
        """Digits and the like are typed, and what follows a number."""
        return character in self.chars or character in DIGITS or self._follows(character)

    def _follows(self, character: str) -> bool:
        begun = bool(self.value) and not self._fresh
        return begun and (character.isalpha() or character in " '")

    def type(self, character: str) -> None:
        """The first character takes the place of what was there."""
        before = "" if self._fresh else self.value
        if (character in self.chars or self._follows(character)) and len(before) < LONGEST:
            self._fresh = False
            self.set(before + character)

    def watch_has_focus(self, has_focus: bool) -> None:
        """What is typed first takes the place of the value."""
        self._fresh = True
        super().watch_has_focus(has_focus)

    def caret(self) -> Offset | None:
        """See :meth:`Lines.caret`: where the next character goes."""
        return Offset(LABEL + 1 + min(len(self.value), LONGEST - 1), 0)

    def action_erase(self) -> None:
        """Take away the last character."""
        self._fresh = False
        self.set(self.value[:-1])

    def action_clear(self) -> None:
        """Leave the field without a number."""
        self.set("")


class ChoiceField(FormField):
    """One of some words, or none of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Left", id="field.left", group=CHANGE),
        Binding("right,space", "step(1)", "Right", id="field.right", group=CHANGE),
    ]
    UNSAID = "not said"

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        options: Sequence[tuple[str, str]],
        id: str,
        optional: bool = True,
    ) -> None:
        super().__init__(label, value, id=id)
        self.options = (("", self.UNSAID), *options) if optional else tuple(options)
        self._starts: list[int] = []

    def box(self, width: int) -> list[Piece]:
        """All words, the chosen one between brackets; if there is no room, the chosen one between arrows."""
        pieces: list[Piece] = []
        self._starts = []
        if sum(len(word) + 2 for _, word in self.options) > width:
            word = dict(self.options).get(self.value, self.UNSAID)
            return [("‹ ", "$muted"), (word, "bold $accent" if self.has_focus else "bold"), (" ›", "$muted")]
        for value, word in self.options:
            self._starts.append(sum(len(text) for text, _ in pieces))
            chosen = value == self.value
            style = "bold $accent" if chosen and self.has_focus else "bold" if chosen else "$muted"
            pieces.append((f"[{word}]" if chosen else f" {word} ", style))
        return pieces

    def type(self, character: str) -> None:
        """A digit chooses the word at that place; 0 is none of them."""
        place = int(character) - (1 if self.options[0][0] else 0)
        if 0 <= place < len(self.options):
            self.set(self.options[place][0])

    def caret(self) -> Offset | None:
        """See :meth:`Lines.caret`: the chosen word."""
        chosen = [value for value, _ in self.options].index(self.value) if self._starts else 0
        return Offset(LABEL + (self._starts[chosen] + 1 if self._starts else 2), 0)

    def action_step(self, step: int) -> None:
        """The next or the last word."""
        values = [value for value, _ in self.options]
        if self.value not in values:
            self.set(values[0])
            return
        self.set(values[max(0, min(len(values) - 1, values.index(self.value) + step))])

    def on_click(self, event: Click) -> None:
        """A click on an option chooses that one."""
        offset = event.get_content_offset(self)
        if self._starts and offset is not None and offset.y == 0 and offset.x >= LABEL:
            places = [n for n, start in enumerate(self._starts) if start <= offset.x - LABEL]
            self.set(self.options[places[-1]][0])


class DayField(FormField):
    """A day not after ``today``, as ``2026-11-22``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "A day back", id="field.left", group=CHANGE),
        Binding("right", "step(1)", "A day on", id="field.right", group=CHANGE),
        Binding("pageup", "step(-7)", "A week back", id="field.week-back", show=False),
        Binding("pagedown", "step(7)", "A week on", id="field.week-on", show=False),
        Binding("home", "step(99999)", "Today", id="field.today", show=False),
    ]

    def __init__(self, label: str, value: str, *, today: date, id: str) -> None:
        super().__init__(label, value, id=id)
        self.today = today

    @property
    def day(self) -> date:
        """The value as a date."""
        return date.fromisoformat(self.value)

    def box(self, width: int) -> list[Piece]:  # noqa: ARG002
        """The day between arrows, with a word if it is near."""
        near = {0: "today", 1: "yesterday"}.get((self.today - self.day).days, "")
        weeks = with_keys(self, "<field.week-back> and <field.week-on> move a week")
        self.hint = weeks if self.has_focus else near
        return [
            ("‹ ", "$muted"),
            (f"{short_day_words(self.day)} {self.day.year}", "bold"),
            (" ›", "$muted"),
        ]

    def action_step(self, days: int) -> None:
        """Some days back or on, today at the latest."""
        ahead = (self.today - self.day).days
        self.set((self.day + timedelta(days=min(days, max(ahead, 0)))).isoformat())
