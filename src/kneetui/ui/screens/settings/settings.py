"""Sports, knee, theme, bell, country, time zone and week, saved as soon as they change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from kneetui.config import clock
from kneetui.config.about import KNEES, SPORTS
from kneetui.config.settings import THEMES, WEIGHT_UNITS, SettingError, Settings
from kneetui.config.weeks import STARTS
from kneetui.diary.trackers import FORMS
from kneetui.services.diary.trackers import lines_of, read_lines
from kneetui.ui.keys.names import with_keys
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.screens.common.dialogs.time_zone import TimeZoneDialog
from kneetui.ui.widgets.forms.checkbox_row import Marks
from kneetui.ui.widgets.forms.fields import DIGITS, ChoiceField, FieldChanged, FormField, NumberField
from kneetui.ui.widgets.forms.text_field import TextField
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.lines import Piece

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
WEEKS = [(day, day.capitalize()) for day in STARTS]
KEYS = [("vi", "vi-like"), ("one-hand", "one hand")]
IDLE = [("15", "15 min"), ("60", "1 h"), ("240", "4 h"), ("never", "never")]
SIGNS = [("ascii", "ASCII"), ("unicode", "all")]
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
        """Ask for another."""
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
        """Show them."""
        self.post_message(self.Asked())


class IdleField(ChoiceField):
    """How long a session may stand without a key."""

    UNSAID = "as the host says"


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
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "Next", id="settings.next"),
        Binding("down", "app.focus_next", "Next field", id="settings.down", show=False),
        Binding("up", "app.focus_previous", "Field before", id="settings.up", show=False),
        Binding("escape", "back", "Back", id="screen.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._form: dict[str, Any] = {}

    def body(self) -> ComposeResult:
        """The sports, and one row for everything else."""
        settings = self.services.settings
        known = [own.name for own in self.services.library.trackers.values()]
        knees = [(knee, knee) for knee in KNEES]
        with SettingsForm(can_focus=False), Vertical(id="parts"):
            sports = Marks(SPORTS, settings.sports, id="sports", classes="panel")
            sports.border_title = "Your sports"
            yield sports
            with Vertical(id="others", classes="panel") as others:
                others.border_title = "Knee and app"
                yield ChoiceField("Sore knee", settings.knee, options=knees, id="knee")
                yield ChoiceField(
                    "Colours",
                    settings.theme,
                    options=[(theme, theme) for theme in THEMES],
                    optional=False,
                    id="theme",
                )
                yield SignsField("Signs", settings.signs, options=SIGNS, id="signs")
                yield ChoiceField(
                    "Bell",
                    _bell(settings),
                    options=[("on", "on"), ("changes", "at changes"), ("off", "off")],
                    optional=False,
                    id="bell",
                )
                yield ChoiceField(
                    "Weights in",
                    settings.weight_unit,
                    options=[(unit, unit) for unit in WEIGHT_UNITS],
                    optional=False,
                    id="weight-unit",
                )
                yield KeySetField("Keys", settings.key_set, options=KEYS, id="key-set")
                yield OwnKeysField("Own keys", _own_keys(settings), id="own-keys")
                yield CountryField("Country", settings.region, id="region")
                yield ZoneField("Time zone", settings.timezone, id="timezone")
                yield WeekField("Weeks from", settings.week_start, options=WEEKS, id="week")
                yield TextField(
                    "Keep track of",
                    "; ".join(settings.trackers),
                    hint="; ".join([*known[:2], "Brace: yes or no"]),
                    id="trackers",
                )
                yield ChoiceField(
                    "Weekly look",
                    _weekly(settings),
                    options=[("on", "on"), ("off", "off")],
                    optional=False,
                    id="check-ins",
                )
                yield IdleField("End when idle", settings.idle, options=IDLE, id="idle")
                yield Static(
                    Content(
                        "The country sets the emergency number: two letters such as AT, DE or US. Days begin at "
                        "midnight of your time zone. Auto is dark or light as your terminal; terminal uses its own "
                        "two colours. The bell marks the phases of a routine. "
                        f"The diary asks for what you keep track of: {', '.join([*known, 'your own'])}, as in {FORMS}."
                    ),
                    id="hints",
                    classes="muted",
                )

    def remark(self) -> str:
        """See :meth:`KneeScreen.remark`."""
        return "saved at once"

    def on_mount(self) -> None:
        """Say which number is called."""
        self._form = self._read()
        self._number()

    def on_screen_resume(self) -> None:
        """Another window may have set something meanwhile."""
        if self._form:
            self.changed_elsewhere()

    def changed_elsewhere(self) -> None:
        """What another window set stands in the fields, too; what is being typed here stays."""
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
        """Another value."""
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


def _own_keys(settings: Settings) -> str:
    return str(len(settings.own_keys)) if settings.own_keys else ""


def _weekly(settings: Settings) -> str:
    return "on" if settings.check_ins else "off"


def _bell(settings: Settings) -> str:
    if not settings.bell:
        return "off"
    return "on" if settings.beats else "changes"
