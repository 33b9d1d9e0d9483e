"""The backups of the diary: which there are and whether they are whole, and one of them put back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from kneetui.config import account
from kneetui.config.wording import count
from kneetui.diary.errors import DiaryError
from kneetui.services.diary import backups as service
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.screens.common.dialogs.choose import ChooseDialog
from kneetui.ui.screens.common.dialogs.line import LineDialog
from kneetui.ui.screens.common.dialogs.passphrase import PassphraseDialog
from kneetui.ui.screens.common.dialogs.pick import PickDialog
from kneetui.ui.widgets.lines.menu import Choice, Menu

if TYPE_CHECKING:
    from kneetui.diary.store.backups import Image
    from kneetui.services.container import Services
    from kneetui.services.diary.backups import Backup

TITLE = "Backups of the diary"
ABOUT = "One is made each day by itself. <list.choose> puts one back; what the diary is now becomes a backup first."
NONE_YET = "None yet: one is made each day with an entry. A file that you made elsewhere can be put back."
CHECKING = "checking …"
NOW, FILE, BACK, LEAVE = "now", "file", "back", "leave"
FILE_NOTE = "<dialog.accept> looks at it. It is a copy of diary.db, or one under a passphrase (.age)."


class BackupsDialog(PickDialog):
    """Ends with the number of a backup, :data:`NOW` or :data:`FILE`; says of each whether it is whole once that is known."""

    def __init__(self, made: Sequence[Backup]) -> None:
        self._made = tuple(made)
        listed = [Choice(str(number), _line(backup, CHECKING)) for number, backup in enumerate(made)]
        others = [Choice(NOW, "Make one now"), Choice(FILE, "Put back a file from elsewhere")]
        super().__init__(TITLE, ABOUT if made else NONE_YET, [*listed, *others])

    def on_mount(self) -> None:
        """Every page of every backup is read for it, and the keys go on meanwhile."""
        super().on_mount()
        self._check()

    @work(thread=True, exit_on_error=False)
    def _check(self) -> None:
        worker = get_current_worker()
        for number, backup in enumerate(self._made):
            words = service.state(backup)
            if worker.is_cancelled:
                return
            self.app.call_from_thread(self._checked, number, _line(backup, words))

    def _checked(self, number: int, line: str) -> None:
        if self.is_mounted:
            choices = list(self.choices)
            choices[number] = Choice(str(number), line)
            self.choices = tuple(choices)
            self.query_one(Menu).show(self.choices)


def _line(backup: Backup, state: str) -> str:
    return f"{backup.when} · {state}"


def _now(services: Services) -> str:
    try:
        now = count(services.diary.count(), "entry")
    except DiaryError:
        return "The diary as it is cannot be read; its file stays, under another name."
    return f"The diary has {now} now; as it is, it becomes a backup of its own, on top of the list."


async def choose_backup(screen: KneeScreen[None]) -> bool:
    """Let a backup be made or put back; whether the diary is another one now. Only in a worker."""
    made = service.backups(screen.services)
    chosen = await screen.app.push_screen_wait(BackupsDialog(made))
    try:
        if chosen == NOW:
            path, checked = await asyncio.to_thread(service.back_up, screen.services)
            screen.notify(f"{count(checked.entries, 'entry')} in {path}, checked.", markup=False)
        elif chosen == FILE:
            return await _put_back_file(screen)
        elif chosen is not None:
            backup = made[int(chosen)]
            return await _put_back(screen, backup.path, f"the backup “{backup.when}”")
    except (DiaryError, OSError) as error:
        screen.app.show_error(error)
    return False


async def _put_back_file(screen: KneeScreen[None]) -> bool:
    hint = "kneetui-diary-2026-11-22.db"
    typed = await screen.app.push_screen_wait(
        LineDialog(
            "Put back a file", "File", FILE_NOTE, hint=hint if account.current().confined else f"~/{hint}"
        )
    )
    if not typed:
        return False
    path = account.current().reading(typed)
    if not service.sealed(path):
        return await _put_back(screen, path, str(path))
    passphrase = await screen.app.push_screen_wait(PassphraseDialog(path.name, new=False))
    if passphrase is None:
        return False
    opened = await asyncio.to_thread(service.opened, path, lambda: passphrase)
    return await _put_back(screen, opened, str(path))


async def _put_back(screen: KneeScreen[None], backup: Path | Image, name: str) -> bool:
    """Check it, ask, and put it back."""
    checked = await asyncio.to_thread(service.look, backup)
    text = (
        f"{name[:1].upper()}{name[1:]} is whole: {count(checked.entries, 'entry')}. {_now(screen.services)}"
    )
    choices = [Choice(BACK, "Put it back"), Choice(LEAVE, "Leave the diary as it is")]
    if await screen.app.push_screen_wait(ChooseDialog("Put back this backup?", text, choices)) != BACK:
        return False
    checked, aside = await asyncio.to_thread(service.restore, screen.services, backup)
    undo = (
        f" To undo it, put back the one on top of the list ({screen.app.key_of('diary.backups')})."
        if aside
        else ""
    )
    screen.notify(f"{count(checked.entries, 'entry')} put back.{undo}", timeout=15, markup=False)
    return True
