"""The app as its screens know it: what they may ask of it, and nothing of how rooms are made."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from textual import getters
from textual.app import App
from textual.dom import DOMNode
from textual.events import Event, Key, MouseEvent, Paste
from textual.message import Message
from textual.message_pump import MessagePump

from kneetui.config import idle
from kneetui.config.charsets import charset
from kneetui.config.errors import FileError, KneetuiError
from kneetui.config.lazy_dataclass import dataclass
from kneetui.services.container import Services
from kneetui.services.windows.drafts import TakenOverError
from kneetui.ui.key_guard import KeyGuard
from kneetui.ui.keys.names import key_of, with_keys
from kneetui.ui.keys_ahead import KeysAhead
from kneetui.ui.themes import theme_name

if TYPE_CHECKING:
    from textual.driver import Driver

    from kneetui.config.settings import Settings
    from kneetui.diary.entries import Entry
    from kneetui.services.diary.when_free import WhenFree

MAKING = 2.0
"""Seconds that a key waits at most for a screen that is being made."""
NOT_KEYS = "What was pasted is not taken as keys here. Paste it into a line of text."

Room = Literal["today", "triage", "diary", "routines", "packs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageRequest:
    """What another room wants of triage; ``entry`` is the diary entry of the assessment to check again."""

    kind: Literal["start", "for-another", "resume", "again"]
    entry: int = 0


class AppContext(App[int]):
    """``services`` carries everything that is not drawing."""

    def __init__(self, services: Services, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self.services = services
        self.key_guard = KeyGuard()
        self.keys_ahead = KeysAhead(waiting=services.library_if_loaded() is None)
        self.idle = idle.IdleTime()
        self.few_colours = driver_class is not None and self.console.color_system == "standard"
        self.light_terminal = False
        self._transition = ExitStack()
        self._arrived = asyncio.Event()
        self._arrived.set()

    @cached_property
    def when_free(self) -> WhenFree:
        """Writes into the diary, at once or as soon as another program has done with it."""
        from kneetui.services.diary.when_free import WhenFree

        return WhenFree(self.services, lambda words: self.notify(words, markup=False))

    # --- from one screen of a flow to the next ---------------------------------------------

    @property
    def in_transition(self) -> bool:
        """Whether a screen of a flow ended, and what follows is not there yet."""
        return not self._arrived.is_set()

    def begin_transition(self) -> None:
        """Paint nothing and read no key until :meth:`end_transition`."""
        if not self.in_transition:
            self._arrived.clear()
            self._transition.enter_context(self.batch_update())

    def end_transition(self) -> None:
        """What follows is there: paint it, and let it have the keys."""
        if self.in_transition:
            self._arrived.set()
            self._transition.close()
            if not self._batch_count and self._running:
                self.screen.refresh()

    async def on_event(self, event: Event) -> None:
        """A key that comes between two screens waits for the second; one that is not meant for it is passed over.

        Whether it is meant shows only once it has come back from the widgets: keys before it may have answered.
        """
        if isinstance(event, Key | MouseEvent | Paste):
            self.idle.touch()
        if isinstance(event, Key):
            if self.keys_ahead.holds(event):
                return
            await self._arrived.wait()
            if not event.is_forwarded:
                await self._top_is_there()
            if event.is_forwarded and self.key_guard.stops(event.key, event.time):
                return
        await super().on_event(event)
        if isinstance(event, Paste) and event.is_forwarded:  # no line of text took it
            self.notify(NOT_KEYS, markup=False)

    def let_keys_in(self) -> None:
        """What stands on the screen is whole: keys that were typed before are meant for it."""
        if self.keys_ahead.waiting:
            self.run_worker(self.keys_ahead.let_in(self._press_late), group="keys")

    async def _press_late(self, event: Key) -> None:
        """Press a key, and wait until it did what it does: the next one may be meant for what it opens."""
        await self._arrived.wait()
        await self._top_is_there()
        node: DOMNode | None = self.focused or self.screen
        await super().on_event(event)
        while node is not None:
            passed = asyncio.Event()
            node.call_later(passed.set)
            with suppress(TimeoutError):
                await asyncio.wait_for(passed.wait(), MAKING)
            node = node.parent

    async def _top_is_there(self) -> None:
        """A key is meant for the screen that was opened last, also while that is still being made."""
        if self._screen_stack and not self.screen.is_mounted:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.screen._mounted_event.wait(), MAKING)

    def new_question(self) -> None:
        """Another question is about to be painted: keys from before are not meant for it."""
        self.key_guard.shown(Message().time)

    # --- settings and bell -----------------------------------------------------------------

    def use_settings(self, settings: Settings) -> None:
        """Take over changed settings, and keep them. Raises ``OSError`` if the disk refuses."""
        self.services.save_settings(settings)
        self.use_colours()
        self.use_signs()
        self.use_keys()

    def use_colours(self) -> None:
        """Take the theme of the settings, for as many colours as there are, on the background that the terminal has.

        With ``NO_COLOR`` none is sent at all (no-color.org), so the terminal keeps its own two.
        """
        setting = "terminal" if self.no_color else self.services.settings.theme
        self.theme = theme_name(setting, few=self.few_colours, light=self.light_terminal)

    def use_keys(self) -> None:
        """Take the keys of the settings."""
        settings = self.services.settings
        if settings.key_set or settings.own_keys or self._keymap:
            from kneetui.ui.keys.sets import keymap

            self.set_keymap(keymap(settings))

    def key_of(self, binding: str) -> str:
        """See :func:`kneetui.ui.keys.names.key_of`."""
        return key_of(self, binding)

    def with_keys(self, sentence: str) -> str:
        """See :func:`kneetui.ui.keys.names.with_keys`."""
        return with_keys(self, sentence)

    @property
    def charset(self) -> str:
        """The characters that the terminal shows, as Python names them."""
        return charset(chosen=self.services.settings.signs)

    def use_signs(self) -> None:
        """Send the signs that the settings allow."""

    def ring(self) -> None:
        """The bell, if it is on."""
        if self.services.settings.bell:
            self.bell()

    def show_error(self, error: KneetuiError | OSError) -> None:
        """Say what went wrong and what to do; what the system refused, too. A draft that was taken over is left."""
        if isinstance(error, TakenOverError):
            self.look_elsewhere()
            return
        shown = error if isinstance(error, KneetuiError) else FileError.of(error)
        self.notify(str(shown), title=shown.title, severity="error", markup=False)

    def look_elsewhere(self) -> None:
        """Show what other windows changed, and leave what they took over."""
        raise NotImplementedError

    # --- doors between the rooms -----------------------------------------------------------

    def go(self, room: Room) -> None:
        """Go to a room; its screens stand as they were left."""
        raise NotImplementedError

    async def open_triage(self, request: TriageRequest) -> None:
        """Go to triage, and have it do something there."""
        raise NotImplementedError

    def end_welcome(self, then: TriageRequest | None) -> None:
        """Put Today in the place of the welcome, and have triage do something then."""
        raise NotImplementedError

    async def ask_warning_signs(self, room: Room) -> bool:
        """Ask the page of warning signs above a room's screens; whether exercises may begin after it."""
        raise NotImplementedError

    def write_entry(self, written: Callable[[Entry | None], None]) -> None:
        """Open the form for a new entry of the diary; ``written`` gets the entry, or ``None`` if it was left."""
        raise NotImplementedError

    async def library_changed(self) -> None:
        """Packs were installed, removed or switched: make anew what stands on the library."""
        raise NotImplementedError


class KnowsApp(MessagePump):
    """Mixed into screens: the app by its type."""

    app = getters.app(AppContext)

    @property
    def services(self) -> Services:
        """Settings, library, diary, drafts and clock."""
        return self.app.services
