"""Writes the diary to a file."""

from __future__ import annotations

from datetime import date

from kneetui.config.wording import count
from kneetui.ui.screens.common.save_dialog import SaveDialog

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

        try:
            entries = self.services.diary.entries()
            text = (
                to_csv(entries) if self.query_one(ChoiceField).value == "csv" else export_text(self.services)
            )
            write_private(path.absolute(), text)
        except OSError as error:
            self._say(f"{path} cannot be written ({error.strerror}). Choose another place.")
        except DiaryError as error:
            self._say(str(error))
        else:
            written = count(len(entries), "entry")
            self.app.notify(f"{written} written to {path}, readable by you alone.", timeout=10, markup=False)
            self.dismiss(path)

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(Content(text))
        entries = self.services.diary.entries()
        text = to_csv(entries) if ending == "csv" else export_toml(self.services.diary)
        return text, count(len(entries), "entry")
