"""Writes the diary to a file."""

from __future__ import annotations

from datetime import date

from kneetui.config.wording import count
from kneetui.ui.screens.common.dialogs.save_dialog import SaveDialog

FORMATS = (("toml", "TOML: everything"), ("csv", "CSV: for tables"))


class ExportDialog(SaveDialog):
    """Asks for the format and the file. Ends with the path that was written, or with ``None``."""

    caption = "Export the diary"
    command = "kneetui diary export > knee.toml"

    def __init__(self, today: date) -> None:
        super().__init__(f"kneetui-diary-{today}", FORMATS)

    def made(self, ending: str) -> tuple[str, str]:
        """See :class:`SaveDialog`."""
        from kneetui.diary.export.csv_file import to_csv
        from kneetui.services.diary.copies import export_text

        entries = self.services.diary.entries()
        text = to_csv(entries) if ending == "csv" else export_text(self.services)
        return text, count(len(entries), "entry")
