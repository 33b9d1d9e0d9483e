"""What every part of the app shares: settings, the library, the diary, drafts and the clock.

Made once at the door (command line or app) and handed on. Everything that costs time is made on
first use: the first frame needs the settings and the diary, not the library.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from kneetui.config import clock, paths, weeks
from kneetui.config.languages import LANGUAGE
from kneetui.config.settings import Settings, merged, read_settings, write_settings
from kneetui.diary.errors import DiaryBusyError
from kneetui.services.memo import Memo

if TYPE_CHECKING:
    from datetime import datetime

    from kneetui.content.compiled.compile import OtherProcess
    from kneetui.content.model import Library, Problem, TrendRule
    from kneetui.diary.store.base import DiaryStore
    from kneetui.packs.install.install_plan import Here
    from kneetui.plugins.manager import Plugins
    from kneetui.services.windows.drafts import Drafts


DIARY = "KNEETUI_DIARY"
"""Environment variable: another place for the diary, a path or a URL that a plugin opens (``toml://…``)."""

LANGUAGE_SWITCH = "KNEETUI_LANG"
"""Environment variable: the language of the content, before that of the settings."""


class Services:
    """One person's settings, diary and drafts, and the content everybody shares."""

    def __init__(self, now: Callable[[], datetime] = clock.now) -> None:
        self.now = now
        self.settings, self.setting_problems = read_settings(self.settings_file)
        self._settings_read = self.settings
        clock.use(self.settings.timezone)
        self._library: Library | None = None
        self._diary: DiaryStore | None = None
        self.memo = Memo()
        self.diary_wait: float | None = None
        """Seconds that the diary waits for another program that is writing; ``None`` for what it does by itself."""
        self.diary_was_busy = False
        """Whether another program was in the way when the diary was to be opened last."""
        self._reading, self._opening = RLock(), RLock()

    @property
    def settings_file(self) -> Path:
        """Where the settings are kept."""
        return paths.config_dir() / "config.toml"

    @property
    def diary_file(self) -> Path:
        """Where the diary is kept, unless :attr:`diary_url` says that a plugin keeps it."""
        given = os.environ.get(DIARY, "")
        return Path(given).expanduser() if given and "://" not in given else paths.data_dir() / "diary.db"

    @property
    def diary_url(self) -> str:
        """The URL of a diary that a plugin keeps; empty for the built-in file."""
        given = os.environ.get(DIARY, "")
        return given if "://" in given else ""

    @property
    def has_diary(self) -> bool:
        """Whether there is a diary already; to look at :attr:`diary` would begin one."""
        return bool(self.diary_url) or self.diary_file.exists()

    def zone_unsure(self) -> bool:
        """Whether the person has to be asked for the time zone: nobody did, and only a host in UTC says one."""
        return not self.settings.timezone_asked and clock.unsure()

    def save_settings(self, settings: Settings) -> None:
        """Use these settings from now on, and keep them. Raises ``OSError`` if the disk refuses.

        What another window set meanwhile stays, key by key, unless it is set anew here.
        """
        from kneetui.services.windows.window import alone

        self.settings = settings
        with alone(self.drafts.folder):
            self.settings = self._with_those_on_disk(settings)
            clock.use(self.settings.timezone)
            write_settings(self.settings_file, self.settings)
            self._settings_read = self.settings

    def read_settings_again(self) -> bool:
        """Take over what another window set meanwhile; whether there is anything."""
        before, self.settings = self.settings, self._with_those_on_disk(self.settings)
        clock.use(self.settings.timezone)
        return before != self.settings

    def _with_those_on_disk(self, settings: Settings) -> Settings:
        """The settings, and what was set on the disk since it was read; a file that cannot be read sets nothing."""
        if not self.settings_file.exists():
            return settings
        there, problems = read_settings(self.settings_file)
        if problems and there == Settings():
            return settings
        before, self._settings_read = self._settings_read, there
        return merged(before, settings, there)

    @cached_property
    def plugins(self) -> Plugins:
        """Every installed plugin, looked for once."""
        from kneetui.plugins.manager import find_plugins

        return find_plugins()

    def installed(self) -> list[tuple[Path, str]]:
        """The folder of every installed pack besides the core, each with a word on where it came from."""
        from kneetui.packs.installed.pack_dir import used

        return used(self.plugins.packs())

    @property
    def library(self) -> Library:
        """Every installed pack, merged; read on first use, by one thread while others wait."""
        with self._reading:
            if self._library is None:
                self._library = self.read_library()
            return self._library

    def read_library(self) -> Library:
        """Read every installed pack, from its cache while nothing changed."""
        from kneetui.content.compiled.cache import load

        return load(self.installed(), paths.cache_dir(), paths.write_private, self.language)

    @property
    def trend(self) -> TrendRule:
        """Which change of pain means something; while the library is still read, what every content begins with."""
        if self._library is not None:
            return self._library.trend
        from kneetui.content.model import TrendRule

        return TrendRule()

    def library_if_loaded(self) -> Library | None:
        """The library if it was read already."""
        return self._library

    def use_library(self, library: Library) -> None:
        """Go on with this library."""
        self._library = library
        self.memo.clear()

    @cached_property
    def _compiler(self) -> OtherProcess:
        from kneetui.content.compiled.compile import OtherProcess

        return OtherProcess()

    def load_library(self) -> bool:
        """Have the library, without ever holding what compiles it; for an app that stays for hours.

        Whether it is there; it is not if :meth:`stop_loading` came first.
        """
        with self._reading:
            if self._library is None and not self._compiler.ended:
                self._compiler.compile(self.installed(), paths.cache_dir(), self.language)
            return not self._compiler.ended and self.library is not None

    def stop_loading(self) -> None:
        """Let nothing that loads the library keep the app from ending."""
        self._compiler.end()

    def reload(self) -> None:
        """Forget the library: packs were installed, removed or switched, and the next one has them so."""
        self._library = None
        self.memo.clear()

    def here(self) -> Here:
        """What is installed now, for whoever installs or updates packs."""
        from kneetui.packs.install.install_plan import Here

        return Here(
            library=self.library,
            of_plugins=self.plugins.packs(),
            now=self.now,
            language=self.language,
            sources=self.plugins.pack_sources(),
        )

    @property
    def language(self) -> str:
        """The language asked for: by environment, else by setting; empty for that of the packs themselves."""
        given = os.environ.get(LANGUAGE_SWITCH, self.settings.language).strip()
        return given if LANGUAGE.fullmatch(given) else ""

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with packs and plugins."""
        from kneetui.packs.installed import disabled

        return [*self.library.problems, *self.plugins.problems, *disabled.problems()]

    @property
    def diary(self) -> DiaryStore:
        """The diary, opened on first use. Raises :class:`kneetui.diary.errors.DiaryError` with what to do."""
        with self._opening:
            if self._diary is None:
                try:
                    self._diary = self._open_diary()
                except DiaryBusyError:
                    self.diary_was_busy = True
                    raise
                self.diary_was_busy = False
            return self._diary

    @property
    def diary_is_open(self) -> bool:
        """Whether the diary was used already; opening it makes a file, and may have to wait for plugins."""
        return self._diary is not None

    def _open_diary(self) -> DiaryStore:
        if self.diary_url:
            from kneetui.plugins.diary_stores import open_url

            return open_url(self.diary_url, self.plugins.stores())
        from kneetui.diary.store.sqlite import open_diary

        return open_diary(self.diary_file, wait=self.diary_wait, busy=self.diary_was_busy)

    def close(self) -> None:
        """Close what was opened."""
        self.drafts.close()
        self.close_diary()

    def close_diary(self) -> None:
        """Close the diary alone; it is opened again on its next use."""
        diary, self._diary = self._diary, None
        self.memo.clear()
        if diary is not None:
            diary.close()

    def emergency_number(self) -> str:
        """The emergency number here: by setting, else by locale, else 112."""
        numbers = self.library.numbers
        return numbers.get(self.country, numbers.get("default", "112"))

    @property
    def country(self) -> str:
        """Two letters: by setting, else by locale; empty if neither says."""
        return self.settings.region or _region()

    @property
    def first_weekday(self) -> int:
        """The weekday that weeks begin on, 0 for Monday: by setting, else as in the country."""
        return weeks.first_day(self.country, self.settings.week_start)

    @cached_property
    def drafts(self) -> Drafts:
        """What is unfinished, and which window has it."""
        from kneetui.services.windows.drafts import Drafts

        return Drafts(self.now)

    def draft(self, name: str) -> dict[str, Any] | None:
        """What was left unfinished under a name (``triage``, ``player``), or ``None``."""
        return self.drafts.read(name)

    def keep_draft(self, name: str, value: dict[str, Any], owned_as: str = "") -> None:
        """Keep something unfinished, at once and whole. Raises as :meth:`Drafts.write`."""
        self.drafts.write(name, value, owned_as)

    def drop_draft(self, name: str, owned_as: str = "") -> None:
        """Forget what was unfinished under a name. Raises as :meth:`Drafts.write`."""
        self.drafts.drop(name, owned_as)


COUNTRY = 2
"""Letters of a country code."""


def _region() -> str:
    """The country of the first locale that names one; ``C`` and ``POSIX`` name none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        country = value.split(".")[0].split("@")[0].rpartition("_")[2].upper()
        if "_" in value and len(country) == COUNTRY and country.isalpha():
            return country
    return ""
