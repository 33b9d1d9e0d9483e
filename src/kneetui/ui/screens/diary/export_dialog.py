"""Writes the diary to a file."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kneetui.config import account
from kneetui.config.paths import write_private
from kneetui.config.wording import count
from kneetui.diary.errors import DiaryError
from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.widgets.forms.fields import ChoiceField, FieldChanged
from kneetui.ui.widgets.forms.text_field import TextField

HINT = "Enter writes a file that only you can read. Esc closes."
CONFINED = (
    "Enter writes it into the folder export of this account; the administrator says how to fetch it. "
    "Or let it come to you: ssh HOST kneetui diary export > knee.toml"
)
DOTTED = "A name that begins with a dot is one that other programs read as their settings. Choose another."
FORMATS = (("toml", "TOML: everything"), ("csv", "CSV: for tables"))


class ExportDialog(KneeModal[Path]):
    """Asks for the format and the file. Ends with the path that was written, or with ``None``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "Write", id="dialog.accept", key_display="Enter"),
        Binding("down", "app.focus_next", "Next field", id="dialog.down", show=False, priority=True),
        Binding("up", "app.focus_previous", "Field before", id="dialog.up", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._over: Path | None = None
        """The file that the next Enter may write over."""

    def compose(self) -> ComposeResult:
        """Format, file, and what happened."""
        here = "" if account.current().confined else "~/"
        name = f"{here}kneetui-diary-{self.services.now().date()}.toml"
        with Vertical(classes="dialog") as box:
            box.border_title = "Export the diary"
            yield ChoiceField("Format", "toml", options=FORMATS, optional=False, id="format")
            yield TextField("File", name, id="file")
            yield Static(Content(CONFINED if account.current().confined else HINT), id="said")

    def on_mount(self) -> None:
        """The file is what people change."""
        self.query_one(TextField).line.focus()

    def on_field_changed(self, event: FieldChanged) -> None:
        """The ending of the name follows the format."""
        event.stop()
        field = self.query_one(TextField)
        wanted = f".{self.query_one(ChoiceField).value}"
        path = Path(field.value)
        if path.suffix in (".toml", ".csv") and path.suffix != wanted and not field.line.has_focus:
            field.show(str(path.with_suffix(wanted)))

    def on_input_submitted(self) -> None:
        """Enter in the line of text."""
        self.action_write()

    def action_write(self) -> None:
        """Write; a file that is there already only after a second Enter."""
        if not self.is_current:
            return
        field = self.query_one(TextField)
        typed = field.value.strip()
        try:
            path = account.current().writing(typed)
        except account.ForbiddenError as error:
            self._say(str(error))
            return
        if not typed or path.is_dir():
            self._say(f"{path} is a folder: add a name for the file." if typed else "Give a file.")
        elif path.name.startswith("."):
            self._say(DOTTED)
        elif not path.parent.is_dir():
            self._say(f"There is no folder {path.parent}. Choose one that is there.")
        elif path.exists() and path != self._over:
            self._over = path
            self._say(f"{path} is there already. Enter again writes over it.")
        else:
            self._write(path)

    def _write(self, path: Path) -> None:
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
