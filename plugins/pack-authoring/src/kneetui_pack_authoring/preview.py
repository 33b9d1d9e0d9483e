"""The app with only the core and one pack, for whoever writes that pack: it shows every change once it is saved.

The files are looked at, not read, twice a second; nothing is drawn while nothing changed.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from kneetui.config import clock
from kneetui.config.settings import Settings
from kneetui.content.compiled.cache import fingerprint
from kneetui.services.container import Services
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.base import KneeScreen

if TYPE_CHECKING:
    from textual.driver import Driver

    from kneetui.content.model import Library, Problem

EVERY = 0.5
"""Seconds from one look at the files to the next; a change is taken up when two looks saw the same."""

TRIES = 5
"""How often a home is removed, as something may just have been on its way into it."""

_BETWEEN = "between"
"""The mode in which the rooms are made anew."""


class PreviewServices(Services):
    """Services with the core, the pack in ``folder`` and what it requires of ``others``.

    They keep what they keep in whatever home the environment names.
    """

    def __init__(
        self,
        folder: Path,
        others: Sequence[tuple[Path, str]] = (),
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        super().__init__(now)
        self.folder = folder
        self.others = list(others)
        self.wrong: tuple[Problem, ...] = ()
        """What is wrong with the pack as it was last read."""
        self.good = False
        """Whether the library holds the pack."""

    def read_library(self) -> Library:
        """The core and the pack, or the core alone if the pack is bad."""
        library, self.wrong = self.read()
        self.good = not self.wrong
        return library

    def load_library(self) -> bool:
        """Read the pack here: it is read again and again."""
        return self.library is not None

    def installed(self) -> list[tuple[Path, str]]:
        """Those that the pack may require; no others are in the library."""
        return self.others

    def state(self) -> str:
        """Changes whenever a file of the pack is saved, added or removed."""
        return fingerprint([(self.folder, "")])

    def read(self) -> tuple[Library, tuple[Problem, ...]]:
        """The library as the files are now, and what is wrong with the pack, without warnings.

        New ids become known to the editor, if the pack has a schema for it.
        """
        from kneetui.content.compiled.core_cache import core_pack
        from kneetui.content.loading.loader import load_pack
        from kneetui.packs.checking.check import try_folder
        from kneetui_pack_authoring import json_schema

        library, problems = try_folder(self.folder, self.installed)
        wrong = tuple(problem for problem in problems if problem.severity == "error")
        if not wrong and (self.folder / json_schema.CONTENT).is_file():
            with contextlib.suppress(OSError):
                json_schema.write(self.folder, [core_pack(), load_pack(self.folder)])
        return library, wrong

    def use_library(self, library: Library) -> None:
        """Go on with a library that holds the pack."""
        super().use_library(library)
        self.good = True


class PreviewApp(KneeApp):
    """The app on :class:`PreviewServices`: rooms are made anew for a good pack, a bad one says what is wrong."""

    services: PreviewServices

    def __init__(self, services: PreviewServices, driver_class: type[Driver] | None = None) -> None:
        super().__init__(services, driver_class)
        self._seen = self._read = services.state()

    def on_mount(self) -> None:
        """Look at the files from now on."""
        self.set_interval(EVERY, self._look)

    def library_loaded(self) -> None:
        """Say at once if the pack is bad from the beginning."""
        if self.services.wrong:
            self._tell(self.services.wrong)

    def _look(self) -> None:
        now = self.services.state()
        if now == self._seen != self._read:
            self._read = now
            self.run_worker(self._take(), group="preview", exclusive=True, exit_on_error=False)
        self._seen = now

    async def _take(self) -> None:
        library, wrong = await asyncio.to_thread(self.services.read)
        self.services.wrong = wrong
        if wrong:
            self._tell(wrong)
            return
        self.services.use_library(library)
        await self._rebuild()
        name = next((pack.name for pack in list(library.packs.values())[1:]), "")
        self.notify(f"{name} is read anew.", timeout=3, markup=False)

    def _tell(self, problems: Sequence[Problem]) -> None:
        from kneetui_pack_authoring.bad_pack import BadPackDialog

        if isinstance(self.screen, BadPackDialog):
            self.screen.show(problems)
        else:
            self.push_screen(BadPackDialog(problems, self.services.good))

    async def _rebuild(self) -> None:
        """Make every room anew with the new library; an interview goes on with the answers that still exist."""
        here = self.current_mode
        answering = here == "triage" and any(hasattr(shown, "interview") for shown in self.screen_stack)
        for screen in self.screen_stack:
            if isinstance(screen, KneeScreen):
                screen.rest()
        with self.batch_update():
            self.add_mode(_BETWEEN, Screen)
            await self.switch_mode(_BETWEEN)
            for name, root in self.rooms().items():
                await self.remove_mode(name)
                self.add_mode(name, root)
            await self.switch_mode(here)
            await self.remove_mode(_BETWEEN)
            if answering:
                from kneetui.ui.screens.triage.triage import TriageScreen

                assert isinstance(self.screen, TriageScreen)
                self.screen.resume()


def run(folder: Path, home: Path, others: Sequence[tuple[Path, str]] = ()) -> int:
    """Run the app on the pack in ``folder`` until it ends; the exit code.

    ``home`` is the home of the environment. It is gone in the end, even if the line is cut.
    """
    app = PreviewApp(PreviewServices(folder, others), driver_class=_driver(home))
    try:
        return app.run() or app.return_code or 0
    finally:
        app.services.close()
        remove_for_good(home)


def _driver(home: Path) -> type[Driver] | None:
    if os.name != "posix":
        return None
    from kneetui.terminal.driver import KneeDriver

    class PreviewDriver(KneeDriver):
        def clean_up(self) -> None:
            remove_for_good(home)

    return PreviewDriver


def remove_for_good(home: Path) -> None:
    """Remove the home of a process that ends, and let no thread of it that still runs make it anew."""
    inside = f"{home}{os.sep}"

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event in ("open", "os.mkdir") and isinstance(arguments[0], str | os.PathLike):
            path = os.fspath(arguments[0])
            if isinstance(path, str) and (
                path.startswith(inside) or (event == "os.mkdir" and path == str(home))
            ):
                raise FileNotFoundError(f"{path}: the preview has ended")

    sys.addaudithook(refuse)
    for _ in range(TRIES):
        shutil.rmtree(home, ignore_errors=True)
        if not home.exists():
            break


def settings_for(folder: Path, own: Settings) -> Settings:
    """The settings to begin with: what a person chose of how things look, and the sports of the pack."""
    from dataclasses import replace

    from kneetui.content.loading.loader import load_pack

    info = None
    with contextlib.suppress(OSError):
        info = load_pack(folder).info
    return replace(own, sports=info.activities if info else (), knee="", welcomed=True)
