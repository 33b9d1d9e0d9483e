"""Asks where the person is, so that days begin at their midnight."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kneetui.config import clock
from kneetui.config.settings import SettingError
from kneetui.config.wording import moment_words
from kneetui.ui.screens.common.base import KneeModal, KneeScreen
from kneetui.ui.widgets.forms.fields import FieldChanged
from kneetui.ui.widgets.forms.text_field import TextField
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.menu import Choice, Menu

MOST = 5
"""Zones that are offered at once."""

TEXT = "Your days begin at your midnight. Type a large city whose time you have, such as Vienna or Denver."


WHY = "This computer runs on UTC, which may not be your time."


class TimeZoneDialog(KneeModal[str]):
    """Ends with the name of a zone, or with ``None`` if it was left as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", "Next", id="zone.down", show=False),
        Binding("up", "app.focus_previous", "Before", id="zone.up", show=False),
    ]

    def __init__(self, zone: str, why: str = "") -> None:
        super().__init__()
        self._zone, self._why = zone, why

    def compose(self) -> ComposeResult:
        """Why, a line to type into, and what fits."""
        with Vertical(classes="dialog") as box:
            box.border_title = "Where are you?"
            box.border_subtitle = self.app.with_keys("<dialog.close> leaves it as it is")
            yield Static(Content(f"{self._why} {TEXT}\n".lstrip()))
            yield TextField("City", hint="begin to type", id="city")
            yield Menu(id="zones")

    def on_mount(self) -> None:
        """Type at once."""
        self._offer()
        self.query_one(TextField).line.focus()

    def on_field_changed(self, event: FieldChanged) -> None:
        """Offer what fits."""
        event.stop()
        self._offer()

    def _offer(self) -> None:
        zones = clock.places(self.query_one(TextField).value, MOST)
        if not zones and not self.query_one(TextField).value.strip():
            zones = (self._zone,)
        menu = self.query_one(Menu)
        menu.show([Choice(zone, zone_words(zone)) for zone in zones])
        menu.styles.height = MOST

    def on_input_submitted(self) -> None:
        """Enter takes the first."""
        menu = self.query_one(Menu)
        if menu.choices and self.is_current:
            self.dismiss(menu.choices[0].id)

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """One of the others."""
        event.stop()
        if self.is_current:
            self.dismiss(self.query_one(Menu).choices[event.index].id)


async def ask_time_zone(screen: KneeScreen[None]) -> None:
    """Ask for the person's time zone and keep it; left open, it is not asked again. Only in a worker."""
    zone = await screen.app.push_screen_wait(TimeZoneDialog(clock.zone_name(), WHY))
    settings = replace(screen.services.settings, timezone_asked=True, timezone=zone or "")
    try:
        screen.app.use_settings(settings)
    except OSError as error:
        screen.app.show_error(SettingError(f"The settings could not be saved ({error.strerror})"))


def zone_words(zone: str) -> str:
    """A zone and the time there now: ``America/Denver · Sun 22 Nov 02:30``."""
    place = clock.named(zone)
    if place is None:
        return zone
    return f"{zone.replace('_', ' ')} · {moment_words(clock.instant_now().astimezone(place))}"
