"""Writes the diary to a file, plain or under a passphrase."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from textual import work
from textual.widget import Widget

from kneetui.config.wording import count
from kneetui.diary.export.sealed import ENDING, check_package, seal
from kneetui.ui.screens.common.dialogs.passphrase import PassphraseDialog
from kneetui.ui.screens.common.dialogs.save_dialog import SaveDialog
from kneetui.ui.widgets.forms.fields import ChoiceField

FORMATS = (("toml", "TOML: all"), ("csv", "CSV: tables"), ("db", "Backup"))
PLAIN = "plain"
OPENED_BY = ((PLAIN, "none"), (ENDING, "asked for: an age file"))
ENCRYPTING = "Encrypting …"


class ExportDialog(SaveDialog):
    """Asks for format, passphrase and file. Ends with the path that was written, or with ``None``.

    Under a passphrase nothing plain is written anywhere: what is encrypted is made in memory.
    """

    caption = "Export the diary"
    command = "kneetui diary export > knee.toml"

    def __init__(self, today: date) -> None:
        super().__init__(f"kneetui-diary-{today}", FORMATS)

    def more(self) -> Iterator[Widget]:
        """See :class:`SaveDialog`."""
        yield ChoiceField("Passphrase", PLAIN, options=OPENED_BY, optional=False, id="passphrase")

    @property
    def _sealed(self) -> bool:
        return self.query_one("#passphrase", ChoiceField).value == ENDING

    @property
    def suffix(self) -> str:
        """See :class:`SaveDialog`."""
        return f"{self.ending}.{ENDING}" if self._sealed else self.ending

    def suffixes(self) -> list[str]:
        """See :class:`SaveDialog`."""
        plain = super().suffixes()
        return [*plain, *(f"{ending}.{ENDING}" for ending in plain)]

    def made(self, ending: str) -> tuple[str | bytes, str]:
        """See :class:`SaveDialog`."""
        from kneetui.diary.export.csv_file import to_csv
        from kneetui.services.diary.backups import image
        from kneetui.services.diary.copies import export_text

        if ending == "db":
            data, checked = image(self.services)
            return data, count(checked.entries, "entry")
        entries = self.services.diary.entries()
        text = to_csv(entries) if ending == "csv" else export_text(self.services)
        return text, count(len(entries), "entry")

    def write(self, path: Path) -> None:
        """See :class:`SaveDialog`; a name that ends in ``.age`` is never one of a plain file."""
        if not self._sealed and path.suffix.lower() != f".{ENDING}":
            super().write(path)
            return
        with self.explained(path):
            check_package()
            self._write_sealed(path)

    @work(exclusive=True, group="flow")
    async def _write_sealed(self, path: Path) -> None:
        passphrase = await self.app.push_screen_wait(PassphraseDialog(path.name, new=True))
        if passphrase is None:
            return
        self.show_said(ENCRYPTING)
        with self.explained(path):
            made, what = self.made(self.ending)
            data = made.encode() if isinstance(made, str) else made
            self.finish(path, await asyncio.to_thread(seal, data, passphrase), what)
