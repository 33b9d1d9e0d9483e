"""Asks for a format and a file, and writes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kneetui.config import account
from kneetui.config.errors import KneetuiError
from kneetui.config.paths import write_private
from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.widgets.forms.dialog_keys import FIELD_KEYS
from kneetui.ui.widgets.forms.fields import ChoiceField, FieldChanged
from kneetui.ui.widgets.forms.text_field import TextField

HINT = "<dialog.accept> writes a file that only you can read. <dialog.close> closes."
CONFINED = (
    "<dialog.accept> writes it into the folder export of this account; the administrator says how to fetch it. "
    "Or let it come to you: ssh HOST {command}"
)
DOTTED = "A name that begins with a dot is one that other programs read as their settings. Choose another."


class SaveDialog(KneeModal[Path]):
    """Ends with the path that was written, or with ``None``. Subclasses make what is written in :meth:`made`.

    ``formats`` are endings without the dot, each with its words; ``command`` writes the same to a terminal far away.
    """

    caption: ClassVar[str]
    command: ClassVar[str]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "Write", id="dialog.accept"),
        *FIELD_KEYS,
    ]

    def __init__(self, name: str, formats: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._name, self.formats = name, tuple(formats)
        self._over: Path | None = None
        """The file that the next Enter may write over."""

    def made(self, ending: str) -> tuple[str | bytes, str]:
        """What to write in the format with this ending, and what that is in words. May raise :class:`KneetuiError`."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Format, file, and what happened."""
        confined = account.current().confined
        first = self.formats[0][0]
        name = f"{'' if confined else '~/'}{self._name}.{first}"
        with Vertical(classes="dialog") as box:
            box.border_title = self.caption
            yield ChoiceField("Format", first, options=self.formats, optional=False, id="format")
            yield TextField("File", name, id="file")
            yield from self.more()
            hint = CONFINED.format(command=self.command) if confined else HINT
            yield Static(Content(self.app.with_keys(hint)), id="said")

    def more(self) -> Iterator[Widget]:
        """Fields below the file."""
        yield from ()

    def on_mount(self) -> None:
        """The file is what people change."""
        self.query_one(TextField).line.focus()

    @property
    def ending(self) -> str:
        """The ending of the chosen format."""
        return self.query_one("#format", ChoiceField).value

    @property
    def suffix(self) -> str:
        """What the name of the file ends with, without the dot."""
        return self.ending

    def suffixes(self) -> list[str]:
        """Everything that it may be."""
        return [ending for ending, _ in self.formats]

    def on_field_changed(self, event: FieldChanged) -> None:
        """The ending of the name follows the format."""
        event.stop()
        field = self.query_one(TextField)
        longest_first = sorted(self.suffixes(), key=len, reverse=True)
        before = next((end for end in longest_first if field.value.endswith(f".{end}")), "")
        if before and before != self.suffix and not field.line.has_focus:
            field.show(field.value.removesuffix(before) + self.suffix)

    def on_input_submitted(self) -> None:
        """Enter in the line of text."""
        self.action_write()

    def action_write(self) -> None:
        """Write; a file that is there already only after a second Enter."""
        if not self.is_current:
            return
        typed = self.query_one(TextField).value.strip()
        try:
            path = account.current().writing(typed)
        except account.ForbiddenError as error:
            self.show_said(str(error))
            return
        if not typed or path.is_dir():
            self.show_said(f"{path} is a folder: add a name for the file." if typed else "Give a file.")
        elif path.name.startswith("."):
            self.show_said(DOTTED)
        elif not path.parent.is_dir():
            self.show_said(f"There is no folder {path.parent}. Choose one that is there.")
        elif path.exists() and path != self._over:
            self._over = path
            self.show_said(
                f"{path} is there already. {self.app.key_of('dialog.accept')} again writes over it."
            )
        else:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write what is :meth:`made`."""
        with self.explained(path):
            self.finish(path, *self.made(self.ending))

    @contextmanager
    def explained(self, path: Path) -> Iterator[None]:
        """What keeps the file from being written is said in the dialog."""
        try:
            yield
        except KneetuiError as error:
            self.show_said(str(error))
        except OSError as error:
            self.show_said(f"{path} cannot be written ({error.strerror}). Choose another place.")

    def finish(self, path: Path, data: str | bytes, what: str) -> None:
        """Write ``data`` and close. May raise ``OSError``."""
        write_private(path.absolute(), data)
        if self.is_current:
            self.app.notify(f"{what} written to {path}, readable by you alone.", timeout=10, markup=False)
            self.dismiss(path)

    def show_said(self, text: str) -> None:
        """What happened, below the fields."""
        self.query_one("#said", Static).update(Content(text))
