from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Paste
from textual.widget import Widget

from kneetui.ui.widgets.forms.fields import ChoiceField, DayField, FieldChanged, NumberField
from kneetui.ui.widgets.forms.text_field import TextField
from tests.ui.widgets.host import Host, shown

COLOURS = [("red", "red"), ("green", "green"), ("blue", "blue")]


class Listening(Host):
    """Counts the changes."""

    changes = 0

    def on_field_changed(self, event: FieldChanged) -> None:
        self.changes += 1


class Form(Vertical):
    """Two fields."""

    def __init__(self, *fields: Widget) -> None:
        super().__init__()
        self.fields = fields

    def compose(self) -> ComposeResult:
        yield from self.fields


async def test_a_number_begins_with_a_digit_and_keeps_the_letters_behind_it() -> None:
    field = NumberField("Pain", id="pain")
    app = Listening(field)
    async with app.run_test(size=(50, 4)) as pilot:
        await pilot.press("x", "2", ".", "5", "k")
        assert field.value == "2.5k"
        assert app.changes == 4
        await pilot.press("backspace", "backspace", "backspace")
        assert field.value == "2"
        await pilot.press("delete")
        assert field.value == ""


async def test_a_number_that_was_there_is_replaced_but_can_be_mended() -> None:
    field = NumberField("Pain", "4", id="pain")
    async with Host(field).run_test(size=(50, 4)) as pilot:
        await pilot.press("7")
        assert field.value == "7"
        await pilot.press("5")
        assert field.value == "75"
    field = NumberField("Time", "09:30", chars="0123456789:", id="time")
    async with Host(field).run_test(size=(50, 4)) as pilot:
        await pilot.press("backspace", "5")
        assert field.value == "09:35"


async def test_a_choice_moves_by_arrows_and_by_digits() -> None:
    field = ChoiceField("Colour", options=COLOURS, id="colour")
    async with Host(field).run_test(size=(60, 4)) as pilot:
        assert "[not said]" in shown(pilot.app)
        await pilot.press("right")
        assert field.value == "red"
        await pilot.press("3")
        assert field.value == "blue"
        assert "[blue]" in shown(pilot.app)
        await pilot.press("right")
        assert field.value == "blue"
        await pilot.press("0")
        assert field.value == ""
        await pilot.press("9")
        assert field.value == ""


async def test_a_needed_choice_has_no_unsaid_option() -> None:
    field = ChoiceField("Colour", "green", options=COLOURS, optional=False, id="colour")
    async with Host(field).run_test(size=(60, 4)) as pilot:
        await pilot.press("1")
        assert field.value == "red"
        await pilot.press("left", "0")
        assert field.value == "red"
        assert "not said" not in shown(pilot.app)


async def test_a_choice_without_room_shows_only_what_is_chosen() -> None:
    field = ChoiceField("Colour", "green", options=COLOURS, id="colour")
    async with Host(field).run_test(size=(40, 4)) as pilot:
        assert "‹ green ›" in shown(pilot.app)
        await pilot.press("right")
        assert "‹ blue ›" in shown(pilot.app)


async def test_a_click_chooses() -> None:
    field = ChoiceField("Colour", options=COLOURS, id="colour")
    async with Host(field).run_test(size=(60, 4)) as pilot:
        await pilot.click(field, offset=(20 + 17, 0))
        assert field.value == "green"


async def test_a_day_moves_but_not_past_today() -> None:
    field = DayField("Day", "2026-11-21", today=date(2026, 11, 22), id="day")
    async with Host(field).run_test(size=(70, 4)) as pilot:
        await pilot.press("right", "right", "5")
        assert field.value == "2026-11-22"
        await pilot.press("pageup", "left")
        assert field.value == "2026-11-14"
        assert "Sat 14 Nov 2026" in shown(pilot.app)
        await pilot.press("home")
        assert field.value == "2026-11-22"


async def test_an_error_stands_beside_the_field_or_below_it() -> None:
    field = NumberField("Pain", "12", hint="0 to 10", id="pain")
    async with Host(field).run_test(size=(60, 6)) as pilot:
        field.complain("Too high")
        await pilot.pause()
        assert "[12_  ]  ! Too high" in shown(pilot.app)
        field.complain("Give a number from 0 to 10 in steps of 0.5")
        await pilot.pause()
        assert "! Give a number from 0 to 10 in" in shown(pilot.app)
        assert field.size.height == 3
        await pilot.press("5")
        await pilot.pause()
        assert "!" not in shown(pilot.app)
        assert field.size.height == 1


async def test_text_keeps_its_lines() -> None:
    field = TextField("Note", "first\nsecond", id="note")
    app = Listening(Form(field))
    async with app.run_test(size=(60, 4)) as pilot:
        field.line.focus()
        await pilot.press("end", "!")
        assert field.value == "first\nsecond!"
        assert app.changes == 1
        assert "▸ Note" in shown(app)


async def test_an_error_of_a_text_goes_with_the_next_key() -> None:
    field = TextField("Note", id="note")
    async with Host(Form(field)).run_test(size=(60, 4)) as pilot:
        field.complain("Shorten it")
        await pilot.pause()
        assert "! Shorten it" in shown(pilot.app)
        field.line.focus()
        await pilot.press("a")
        await pilot.pause()
        assert "!" not in shown(pilot.app)


async def test_every_line_of_a_paste_is_there() -> None:
    several, joined = TextField("Note", pasted="kept", id="note"), TextField("City", id="city")
    app = Host(Form(several, joined))
    async with app.run_test(size=(80, 4)) as pilot:
        for field in (several, joined):
            field.line.focus()
            field.line.post_message(Paste("\none\r\ntwo\n"))
            await pilot.pause()
        assert several.value == "one\ntwo"
        assert joined.value == "one two"
        assert "joined to one line" in shown(app)
        joined.line.post_message(Paste("\nthree\n"))
        await pilot.pause()
        assert joined.value == "one twothree"
