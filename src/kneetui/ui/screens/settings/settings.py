"""Sports, knee, theme, bell, country, time zone and week, saved as soon as they change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kneetui.config import clock
from kneetui.config.about import KNEES, SPORTS
from kneetui.config.settings import THEMES, WEIGHT_UNITS, SettingError, Settings
from kneetui.config.weeks import STARTS
from kneetui.diary.trackers import FORMS
from kneetui.services.diary.trackers import lines_of, read_lines
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.screens.common.dialogs.time_zone import TimeZoneDialog
from kneetui.ui.screens.settings.fields import (
    CODE,
    CountryField,
    IdleField,
    KeySetField,
    OwnKeysField,
    SignsField,
    WeekField,
    ZoneField,
)
from kneetui.ui.widgets.forms.checkbox_row import Marks
from kneetui.ui.widgets.forms.fields import ChoiceField, FieldChanged, FormField, Options, same
from kneetui.ui.widgets.forms.text_field import TextField
from kneetui.ui.widgets.lines.cursor_list import CursorList

WEEKS = [(day, day.capitalize()) for day in STARTS]
KEYS = [("vi", "vi-like"), ("one-hand", "one hand")]
IDLE = [("15", "15 min"), ("60", "1 h"), ("240", "4 h"), ("never", "never")]
BELL = [("on", "on"), ("changes", "at changes"), ("off", "off")]
SIGNS = [("ascii", "ASCII"), ("unicode", "all")]


AS_THEY_STAND = {
    "knee": "knee",
    "theme": "theme",
    "signs": "signs",
    "weight_unit": "weight-unit",
    "key_set": "key-set",
    "timezone": "timezone",
    "week_start": "week",
    "idle": "idle",
}
"""The settings that are what stands in a row, by the row."""


class SettingsForm(VerticalScroll, inherit_bindings=False):
    """The rows; arrows go from one to the next, and it scrolls after them."""


class SettingsScreen(KneeScreen[None]):
    """A form without a save key: every change is kept at once."""

    CSS_PATH = "settings.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012
    heading = "Settings"
    of_no_room = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "Next", id="settings.next"),
        Binding("down", "app.focus_next", "Next field", id="settings.down", show=False),
        Binding("up", "app.focus_previous", "Field before", id="settings.up", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._form: dict[str, Any] = {}

    def body(self) -> ComposeResult:
        """The sports, and one row for everything else."""
        settings = self.services.settings
        with SettingsForm(can_focus=False), Vertical(id="parts"):
            sports = Marks(SPORTS, settings.sports, id="sports", classes="panel")
            sports.border_title = "Your sports"
            yield sports
            with Vertical(id="others", classes="panel") as others:
                others.border_title = "Knee and app"
                yield from _looks(settings)
                yield from _place_and_time(settings)
                yield from self._what_is_asked(settings)
                yield IdleField("End when idle", settings.idle, options=IDLE, id="idle")
                yield self._explanation()

    def _what_is_asked(self, settings: Settings) -> Iterator[Widget]:
        hint = "; ".join([*self._known_trackers()[:2], "Brace: yes or no"])
        yield TextField("Keep track of", "; ".join(settings.trackers), hint=hint, id="trackers")
        yield _choice("Weekly look", _weekly(settings), same("on", "off"), id="check-ins")

    def _explanation(self) -> Static:
        trackers = ", ".join([*self._known_trackers(), "your own"])
        words = (
            "The country sets the emergency number: two letters such as AT, DE or US. Days begin at "
            "midnight of your time zone. Auto is dark or light as your terminal; terminal uses its own "
            "two colours. The bell marks the phases of a routine. "
            f"The diary asks for what you keep track of: {trackers}, as in {FORMS}."
        )
        return Static(Content(words), id="hints", classes="muted")

    def _known_trackers(self) -> list[str]:
        return [tracker.name for tracker in self.services.library.trackers.values()]

    def remark(self) -> str:
        """See :meth:`KneeScreen.remark`."""
        return "saved at once"

    def on_mount(self) -> None:
        """Say which number is called."""
        self._form = self._read()
        self._number()

    def on_screen_resume(self) -> None:
        """Another window may have set something meanwhile."""
        self.changed_elsewhere()

    def changed_elsewhere(self) -> None:
        """What another window set stands in the fields, too; what is being typed here stays."""
        if not self._form.keys() >= AS_THEY_STAND.keys():
            return  # the fields are not all there yet, or no more
        now = self.services.settings
        for key, row in AS_THEY_STAND.items():
            if self._form[key] != getattr(now, key):
                self.query_one(f"#{row}", FormField).show(getattr(now, key))
        if self._form["check_ins"] != now.check_ins:
            self.query_one("#check-ins", FormField).show(_weekly(now))
        if (self._form["bell"], self._form["beats"]) != (now.bell, now.beats):
            self.query_one("#bell", FormField).show(_bell(now))
        if self._form.get("region", now.region) != now.region:
            self.query_one("#region", FormField).show(now.region)
        if self._form["trackers"] != now.trackers:
            self._trackers.show("; ".join(now.trackers))
        self.query_one("#sports", Marks).mark(now.sports)
        self.query_one(OwnKeysField).show(_own_keys(now))
        self._form = self._read()
        self._number()

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """A sport was marked."""
        event.stop()
        self._keep(sports=self.query_one("#sports", Marks).chosen)

    def on_field_changed(self, event: FieldChanged) -> None:
        """Keep what changed at once, and say what is wrong with a line of one's own trackers."""
        event.stop()
        before, self._form = self._form, self._read()
        self._keep(**{key: value for key, value in self._form.items() if value != before.get(key)})
        self._number()
        problems = read_lines(self.services, self.services.settings.trackers).problems
        self._trackers.complain(problems[0].message if problems else "")

    def _read(self) -> dict[str, Any]:
        """What stands in the fields."""
        region = self._value("region")
        form: dict[str, Any] = {
            **{key: self._value(row) for key, row in AS_THEY_STAND.items()},
            "bell": self._value("bell") != "off",
            "beats": self._value("bell") != "changes",
            "trackers": lines_of(self.services, self._trackers.value),
            "check_ins": self._value("check-ins") != "off",
        }
        if len(region) in (0, CODE):
            form["region"] = region
        return form

    @property
    def _trackers(self) -> TextField:
        return self.query_one("#trackers", TextField)

    @work(exclusive=True, group="flow")
    async def on_zone_field_asked(self, event: ZoneField.Asked) -> None:
        """Ask where the person is."""
        event.stop()
        zone = await self.app.push_screen_wait(TimeZoneDialog(clock.zone_name()))
        if zone:
            self.query_one(ZoneField).set(zone)

    @work(exclusive=True, group="flow")
    async def on_own_keys_field_asked(self, event: OwnKeysField.Asked) -> None:
        """Show all keys, and let them be changed."""
        event.stop()
        from kneetui.ui.screens.settings.keys import KeysScreen

        await self.app.push_screen_wait(KeysScreen())
        self.query_one(OwnKeysField).show(_own_keys(self.services.settings))

    def _value(self, key: str) -> str:
        return self.query_one(f"#{key}", FormField).value

    def _keep(self, **changed: Any) -> None:
        settings = replace(self.services.settings, **changed)
        if settings == self.services.settings:
            return
        try:
            self.app.use_settings(settings)
        except OSError as error:
            self.app.show_error(SettingError(f"The settings could not be saved ({error.strerror})"))

    def _number(self) -> None:
        """The emergency number beside the country."""
        field = self.query_one("#region", CountryField)
        number = self.services.emergency_number()
        known = field.value in self.services.library.numbers
        if known:
            field.hint = f"emergency number {number}"
        elif len(field.value) == CODE:
            field.hint = f"no number known for {field.value}: {number} is used"
        else:
            field.hint = f"emergency number {number}, as your system says"
        field.redraw()


def _choice(label: str, value: str, options: Options, *, id: str) -> ChoiceField:
    """A row that is always set to one of its options."""
    return ChoiceField(label, value, options=options, optional=False, id=id)


def _looks(settings: Settings) -> Iterator[Widget]:
    """The knee, how the app looks and sounds, and its keys."""
    yield ChoiceField("Sore knee", settings.knee, options=same(*KNEES), id="knee")
    yield _choice("Colours", settings.theme, same(*THEMES), id="theme")
    yield SignsField("Signs", settings.signs, options=SIGNS, id="signs")
    yield _choice("Bell", _bell(settings), BELL, id="bell")
    yield _choice("Weights in", settings.weight_unit, same(*WEIGHT_UNITS), id="weight-unit")
    yield KeySetField("Keys", settings.key_set, options=KEYS, id="key-set")
    yield OwnKeysField("Own keys", _own_keys(settings), id="own-keys")


def _place_and_time(settings: Settings) -> Iterator[Widget]:
    """Where the person is, and when a week begins there."""
    yield CountryField("Country", settings.region, id="region")
    yield ZoneField("Time zone", settings.timezone, id="timezone")
    yield WeekField("Weeks from", settings.week_start, options=WEEKS, id="week")


def _own_keys(settings: Settings) -> str:
    return str(len(settings.own_keys)) if settings.own_keys else ""


def _weekly(settings: Settings) -> str:
    return "on" if settings.check_ins else "off"


def _bell(settings: Settings) -> str:
    if not settings.bell:
        return "off"
    return "on" if settings.beats else "changes"
