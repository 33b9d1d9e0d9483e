"""KneeApp: modes, themes and global keys. Nothing about knees."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.notifications import Notify
from textual.screen import Screen

from kneetui import garbage, patterns
from kneetui.config import idle
from kneetui.services.container import Services
from kneetui.services.interview.names import UNSAVED
from kneetui.terminal import character_names, lighter
from kneetui.terminal.background import TerminalBackground
from kneetui.terminal.screen_stacks import ScreenStacks
from kneetui.terminal.settling import KNOWN, hold_output
from kneetui.terminal.stylesheet import KeptSheet
from kneetui.ui.ahead import ImportsAhead
from kneetui.ui.context import AppContext, Room, TriageRequest
from kneetui.ui.keys.names import key_name
from kneetui.ui.other_windows import LOOKS, OtherWindows
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.themes import THEMES

if TYPE_CHECKING:
    from textual.driver import Driver

    from kneetui.diary.entries import Entry


def _triage() -> KneeScreen[None]:
    from kneetui.ui.screens.triage.triage import TriageScreen

    return TriageScreen()


def _diary() -> KneeScreen[None]:
    from kneetui.ui.screens.diary.diary import DiaryScreen

    return DiaryScreen()


def _routines() -> KneeScreen[None]:
    from kneetui.ui.screens.routines.routines import RoutinesScreen

    return RoutinesScreen()


def _packs() -> KneeScreen[None]:
    from kneetui.ui.screens.packs.packs import PacksScreen

    return PacksScreen()


ROOMS: dict[str, str | Callable[[], Screen[None]]] = {
    "triage": _triage,
    "diary": _diary,
    "routines": _routines,
    "packs": _packs,
}
"""What makes the root screen of each room but Today; its module is imported when the room is first entered."""

STANDING_ON_CONTENT: tuple[Room, ...] = ("triage", "routines")
"""Rooms whose screens hold questions, exercises or plans; the others ask the library for what they show."""

DIARY_WAIT = 0.3
"""Seconds that a screen stands still at most for another program that is writing the diary."""

BACKUP_SECONDS = 60.0
"""How often an app that stays open looks whether the backup of the day is there."""

TYPED_AHEAD = 10.0
"""Seconds that keys wait at most for a first screen that is not whole yet; then they are meant for what is seen."""

IDLE_LOOKS = 10.0
"""How often an app looks whether somebody is still there."""


class KneeApp(AppContext):
    """The five rooms, what stands above them all, and the keys that work everywhere; nothing about knees."""

    CSS_PATH = Path(__file__).with_name("kneetui.tcss")  # a bare name is looked for beside a subclass
    TITLE = "kneetui"
    ENABLE_COMMAND_PALETTE = True
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = ROOMS
    DEFAULT_MODE = "today"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "go('today')", "Today", id="go.today"),
        Binding("2", "go('triage')", "Triage", id="go.triage"),
        Binding("3", "go('diary')", "Diary", id="go.diary"),
        Binding("4", "go('routines')", "Routines", id="go.routines"),
        Binding("5", "go('packs')", "Packs", id="go.packs"),
        Binding("question_mark", "help", "Help", id="app.help"),
        Binding("comma", "settings", "Settings", id="app.settings", show=False),
        Binding("ctrl+p", "command_palette", "Commands", id="app.commands"),
        Binding("ctrl+q", "quit", "Quit", id="app.quit", priority=True),
    ]

    def __init__(
        self,
        services: Services | None = None,
        driver_class: type[Driver] | None = None,
        *,
        play: str = "",
    ) -> None:
        character_names.use()
        lighter.use()
        super().__init__(services or Services(), driver_class)
        self.play = play
        """The routine (id) whose session it begins with; empty for Today."""
        self.services.diary_wait = DIARY_WAIT
        self.add_mode("today", self._home)
        for theme in THEMES:
            self.register_theme(theme)
        self.use_colours()
        self.use_keys()
        self._sheet = KeptSheet(variables=self.get_css_variables())
        self.stylesheet = self._sheet
        self.animation_level = "none"
        self.last_words = ""
        self._other_windows: OtherWindows | None = None
        self.imports_ahead: ImportsAhead | None = None
        self._screen_stacks = ScreenStacks(self._screen_stacks)

    def rooms(self) -> dict[str, str | Callable[[], Screen[None]]]:
        """What makes the root screen of each room."""
        return {"today": self._home, **ROOMS}

    def _home(self) -> KneeScreen[None]:
        """Today; on the first run the welcome stands in its place, and Today waits until that is over.

        It never stands before a result that needs somebody.
        """
        if not self.services.settings.welcomed and self.services.draft(UNSAVED) is None:
            from kneetui.ui.screens.today.welcome import WelcomeScreen

            return WelcomeScreen()
        from kneetui.ui.screens.today.today import TodayScreen

        return TodayScreen()

    def end_welcome(self, then: TriageRequest | None) -> None:
        """See :meth:`AppContext.end_welcome`."""
        self.run_worker(self._end_welcome(then), group="welcome", exclusive=True)

    async def _end_welcome(self, then: TriageRequest | None) -> None:
        # Switching takes away what waits for a result; for the root of a mode nothing does.
        self.screen._push_result_callback(self.screen, None)
        await self.switch_screen(self._home())
        if then:
            await self.open_triage(then)

    def watch_theme(self) -> None:
        """Whatever the theme is, ``NO_COLOR`` is without colours and readable."""
        if self.no_color:
            from kneetui.terminal.no_color import without_color

            self._filters = without_color(self._filters, native=self.current_theme.ansi)

    def on_terminal_background(self, event: TerminalBackground) -> None:
        """The terminal says whether it is light."""
        self.light_terminal = event.light
        self.use_colours()

    def use_signs(self) -> None:
        """See :meth:`AppContext.use_signs`."""
        from kneetui.terminal.driver import KneeDriver

        if isinstance(self._driver, KneeDriver):
            self._driver.use_charset(self.charset)

    def on_mount(self) -> None:
        """Load the library once the first frame is out."""
        self.call_after_refresh(self._prepare)

    def _prepare(self) -> None:
        self.run_worker(self._load, thread=True, group="library", exit_on_error=False)
        self.set_interval(BACKUP_SECONDS, self._back_up_meanwhile)
        self.set_interval(IDLE_LOOKS, self.end_if_idle)
        self._other_windows = OtherWindows(self, self._renew_room)
        self.set_interval(LOOKS, self.look_elsewhere)
        if isinstance(self.screen, KneeScreen) and self.screen.waits_for_library:
            self.set_timer(TYPED_AHEAD, self.let_keys_in)
        else:
            self.let_keys_in()

    def look_elsewhere(self) -> None:
        """See :meth:`AppContext.look_elsewhere`."""
        if self._other_windows is not None and self._running:
            self._other_windows.look()

    async def _renew_room(self, room: Room) -> None:
        await self.remove_mode(room)
        self.add_mode(room, ROOMS[room])

    def rest(self) -> None:
        """Have every screen keep now what it would keep a moment later."""
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, KneeScreen):
                    screen.rest()

    def end_if_idle(self) -> None:
        """Keep everything and end where nobody has pressed a key for longer than a session may stand so."""
        limit = idle.limit(self.services.settings.idle)
        if limit is None or self.idle.seconds < limit or not self._running:
            return
        self.rest()
        self.last_words = idle.ended(limit)
        self.exit(return_code=0)

    def _back_up_meanwhile(self) -> None:
        if self.services.diary_is_open:
            self.run_worker(self.back_up, thread=True, group="backup", exclusive=True, exit_on_error=False)

    def back_up(self) -> None:
        """Make the backup of the day, if the diary was used and there is none; a disk that refuses is asked again."""
        from kneetui.diary.errors import DiaryError
        from kneetui.services.diary.backups import back_up_daily

        if self.services.diary_is_open:
            with suppress(DiaryError, OSError):
                back_up_daily(self.services)

    def _load(self) -> None:
        garbage.from_now_on()
        patterns.keep()
        try:
            loaded = self.services.load_library()
        except Exception as error:
            self.call_from_thread(self._broken, error)
        else:
            if loaded:
                self.call_from_thread(self._loaded)

    def on_unmount(self) -> None:
        """Python would wait for the thread that loads."""
        self.services.stop_loading()

    def _broken(self, error: Exception) -> None:
        self.let_keys_in()
        message = "The content cannot be read; reinstall kneetui. “kneetui doctor” says what is wrong."
        self.notify(message, title=type(error).__name__, severity="error", timeout=60)

    def _loaded(self) -> None:
        if (
            not self.keys_ahead.waiting
            and isinstance(self.screen, KneeScreen)
            and self.screen.waits_for_library
        ):
            self.new_question()
        for screen in self.screen_stack:
            if isinstance(screen, KneeScreen):
                screen.library_ready()
        self.let_keys_in()
        self.imports_ahead = ImportsAhead(self)
        self.library_loaded()
        if self.play:
            self.run_worker(self._play(self.play), exclusive=True, group="play")

    async def _play(self, routine: str) -> None:
        from kneetui.ui.screens.routines.routines import RoutinesScreen

        await self.switch_mode("routines")
        root = self.screen_stack[0]
        if isinstance(root, RoutinesScreen):
            root.call_later(root.play, routine)

    def library_loaded(self) -> None:
        """The library is there. For apps that do more with it."""

    async def library_changed(self) -> None:
        """The rooms that stand on the library are made anew, with what was kept of them."""
        for name in STANDING_ON_CONTENT:
            if name != self.current_mode and self.is_running:
                await self._renew_room(name)

    @property
    def _background_screens(self) -> list[Screen[object]]:
        """The screens that show through the top one. Textual repaints it whenever one of these changes."""
        stack = self._screen_stack
        if stack and stack[-1].styles.background.a == 1:
            return []
        return super()._background_screens

    def _load_screen_css(self, screen: Screen[object]) -> None:
        with self._sheet.of_new_screen():
            super()._load_screen_css(screen)

    def go(self, room: Room) -> None:
        """See :meth:`AppContext.go`; what belongs to no room is left behind."""
        if not self.is_running or not self._screen_stack:
            return
        while isinstance(self.screen, KneeScreen) and self.screen.of_no_room:
            self.screen.dismiss()
        if self.current_mode != room:
            self.switch_mode(room)

    def _on_notify(self, event: Notify) -> None:
        """What stands in a toast is not said once more beside it: a full disk refuses every key."""
        new = event.notification
        if any((shown.title, shown.message) == (new.title, new.message) for shown in self._notifications):
            event.prevent_default()

    def delay_update(self, delay: float = 0.0) -> None:  # noqa: ARG002
        """Hold back the output until another room is there; Textual would wait for a fixed time."""
        hold_output(self, KNOWN)  # a new one holds it back by itself

    def action_go(self, room: str) -> None:
        """Go to one of the five rooms; within it, from a screen over its first one, one step back as Esc does."""
        if not self._screen_stack:
            return  # it closes
        screen = self.screen
        if self.current_mode != room or not isinstance(screen, KneeScreen) or screen.of_no_room:
            self.go(cast("Room", room))
        elif len(self.screen_stack) > 1 and not screen.in_flow:
            screen.action_back()

    async def open_triage(self, request: TriageRequest) -> None:
        """See :meth:`AppContext.open_triage`."""
        from kneetui.ui.screens.triage.triage import TriageScreen

        await self.switch_mode("triage")
        root = self.screen_stack[0]
        if isinstance(root, TriageScreen):
            root.enter(request)

    async def ask_warning_signs(self, room: Room) -> bool:
        """See :meth:`AppContext.ask_warning_signs`."""
        from kneetui.ui.screens.triage.flow import warning_signs

        return await warning_signs(self, room)

    def write_entry(self, written: Callable[[Entry | None], None]) -> None:
        """See :meth:`AppContext.write_entry`."""
        from kneetui.ui.screens.diary.entry import EntryScreen

        self.push_screen(EntryScreen(), written)

    def action_help(self) -> None:
        """Show the keys that work here."""
        from kneetui.ui.screens.common.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_settings(self) -> None:
        """Open the settings above this screen, once."""
        from kneetui.ui.screens.settings.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())

    def action_command_palette(self) -> None:
        """Open the palette, with a cursor that stands still."""
        from kneetui.ui.screens.common.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every key that works on this screen, by its name."""
        seen = set()
        for _, binding, enabled, tooltip in screen.active_bindings.values():
            if enabled and binding.description and binding.action not in seen:
                seen.add(binding.action)
                yield SystemCommand(
                    binding.description,
                    tooltip or f"key {key_name(binding.key)}",
                    self._runner(binding.action),
                )

    def _runner(self, action: str) -> Callable[[], object]:
        async def run() -> None:
            await self.run_action(action, self.screen.focused or self.screen)

        return run
