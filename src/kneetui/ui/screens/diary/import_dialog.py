"""Adds entries from a file: an exported diary, or training files that a plugin can read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kneetui.config import account, own_columns
from kneetui.config.about import KNEES
from kneetui.config.wording import count, joined_words, plural
from kneetui.diary.errors import DiaryError
from kneetui.diary.export.sealed import ENDING
from kneetui.services.diary.exchange import merge_words, preview_lines
from kneetui.services.longest import jump_sentences
from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.screens.common.dialogs.passphrase import PassphraseDialog
from kneetui.ui.screens.common.dialogs.pick import PickDialog
from kneetui.ui.widgets.forms.dialog_keys import FIELD_KEYS
from kneetui.ui.widgets.forms.fields import ChoiceField, same
from kneetui.ui.widgets.forms.text_field import TextField
from kneetui.ui.widgets.lines.menu import Choice

if TYPE_CHECKING:
    from kneetui.plugins.hooks import Importer, UnknownColumnsError
    from kneetui.plugins.training_import import ImportPreview, TrainingRead
    from kneetui.services.diary.copies import Copy

LEAVE, BRING_BACK = "leave", "bring-back"
CONTESTED = ((LEAVE, "leave out"), (BRING_BACK, "bring back"))
"""What to do with entries that one copy removed and the other changed."""
SHOWN = 8
"""So many lines of problems are shown."""
ALSO_ASKED = ("sport", "distance")
"""What a list need not have, but is asked for where its columns are unknown anyway."""
NONE = "none"
LONGER = "Much longer than usual"
LARGEST = 50_000_000
"""Bytes of a diary file."""
PASTED = Path("what was pasted")


class ImportDialog(KneeModal[int]):
    """Asks for the file; says what is new in it before it is added. Ends with the number of entries added."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "Read", id="dialog.accept"),
        *FIELD_KEYS,
    ]

    def __init__(self, knee: str) -> None:
        super().__init__()
        self._knee = knee
        self._copy: Copy | None = None
        self._looked: Path | None = None
        """The file that ``_copy`` was read from, or ``PASTED``."""
        self._training: tuple[Path, str, TrainingRead] | None = None
        """The file, the knee, and the sessions that were read for it."""
        self._importers: Sequence[Importer] = ()

    def compose(self) -> ComposeResult:
        """The file, the knee for training files if any can be read, and what was found."""
        self._importers = self.services.plugins.importers()
        with Vertical(classes="dialog") as box:
            box.border_title = "Import into the diary"
            hint = "kneetui-diary-2026-11-22.toml"
            yield TextField(
                "File", hint=hint if account.current().confined else f"~/{hint}", pasted="whole", id="file"
            )
            if self._importers:
                yield ChoiceField(
                    "Knee of training", self._knee, options=same(*KNEES), optional=False, id="knee"
                )
            yield ChoiceField("Removed once", LEAVE, options=CONTESTED, optional=False, id="contested")
            yield Static(Content(self._hint()), id="said")

    def _hint(self) -> str:
        endings = sorted({suffix for importer in self._importers for suffix in importer.suffixes})
        training = (
            f" Training files ({', '.join(endings)}), also packed (.gz, .zip), or a folder of them, work too."
            if endings
            else ""
        )
        diary = "A diary that kneetui exported (.toml, .toml.age), or its text pasted here."
        where = f" Files lie in {account.drop_in()}." if account.current().confined else ""
        return f"{diary}{training}{where} Entries already here are recognised."

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(TextField).line.focus()
        self.query_one("#contested").display = False

    # --- reading -----------------------------------------------------------------------

    def on_input_submitted(self) -> None:
        """Enter in the line of text."""
        self.action_read()

    def action_read(self) -> None:
        """Look into the file, or add what is new in it."""
        typed = self.query_one(TextField).value.strip()
        if not self.is_current or not typed:
            return
        try:
            path = PASTED if typed == str(PASTED) else account.current().reading(typed)
        except account.ForbiddenError as error:
            self._say(str(error))
            return
        if self._copy and path == self._looked:
            self._add(self._copy)
            return
        choice = self.query("#knee").results(ChoiceField)
        knee = next((field.value for field in choice), "both")
        if self._training and self._training[:2] == (path, knee):
            self._add_training(self._training[2])
            return
        self._say("Reading …")
        if path.suffix.lower() == ".toml":
            self._read_diary(path)
        elif path.suffix.lower() == f".{ENDING}":
            self._open_sealed(path)
        else:
            self._read_training(path, knee)

    def on_text_field_pasted(self, event: TextField.Pasted) -> None:
        """The text of a diary itself."""
        event.stop()
        self.query_one(TextField).show(str(PASTED))
        self._say("Reading …")
        self._read_diary(PASTED, event.text)

    @work(exclusive=True, group="passphrase")
    async def _open_sealed(self, path: Path) -> None:
        passphrase = await self.app.push_screen_wait(PassphraseDialog(path.name, new=False))
        if passphrase is not None:
            self._read_diary(path, passphrase=passphrase)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read_diary(self, path: Path, text: str = "", passphrase: str = "") -> None:
        from kneetui.services.diary.copies import opened, read_copy

        try:
            if not text and path.stat().st_size > LARGEST:
                raise OSError(0, "it is too large for a diary")
            text = text or opened(path.read_bytes(), lambda: passphrase, str(path)).decode("utf-8")
            copy = read_copy(self.services, text, str(path))
        except OSError as error:
            self._later(f"{path} cannot be read ({error.strerror}). Check the name.")
        except UnicodeDecodeError:
            self._later(f"{path} is not a text file. Choose a diary that kneetui exported.")
        except DiaryError as error:
            self._later(_short(str(error)))
        else:
            self.app.call_from_thread(self._found, path, copy)

    def _found(self, path: Path, copy: Copy) -> None:
        from kneetui.services.diary.copies import settings_lines

        news = copy.news
        here = f" {news.known:,} already here." if news.known else ""
        if news.joined:
            here += f" {count(news.joined, 'session')} here {plural(news.joined, 'gains')} something."
        here += "".join(f" {line}" for line in (*preview_lines(news), *settings_lines(copy)))
        self.query_one("#contested").display = bool(news.contested)
        if not copy.changes and not news.contested:
            self._say(f"Nothing new in this file.{here}")
            return
        self._copy, self._looked = copy, path
        days = [entry.when.date() for entry in news.new]
        new = f"{len(days):,} new, from {min(days)} to {max(days)}." if days else "No new entry."
        self._say(f"{new}{here} {self.app.key_of('dialog.accept')} adds {'them' if days else 'it'}.")

    @work(exclusive=True, group="add")
    async def _add(self, copy: Copy) -> None:
        from kneetui.services.diary.copies import take_in_copy

        back = self.query_one("#contested", ChoiceField).value == BRING_BACK
        try:
            added = await self.app.when_free.write(
                partial(take_in_copy, self.services, copy, bring_back=back)
            )
        except DiaryError as error:
            self._say(str(error))
            return
        except OSError as error:
            self._say(f"The settings cannot be written ({error.strerror}). The entries are added.")
            return
        self._done(len(added), merge_words(copy.news))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read_training(self, path: Path, knee: str) -> None:
        from kneetui.plugins.reading_apart import ReaderProcess
        from kneetui.plugins.training_import import preview, read_sessions

        if not path.exists():
            self._later(f"{path} cannot be read (there is no such file). Check the name.")
            return
        try:
            with ReaderProcess() as reader:
                read = read_sessions(
                    self._importers, [path], knee, reading=reader.read, progress=self._progress
                )
            news = preview(read, self.services.diary.entries())
        except OSError as error:
            self._later(f"{path} cannot be read ({error.strerror}). Check the name.")
        except DiaryError as error:
            self._later(str(error))
        else:
            self.app.call_from_thread(self._training_read, path, knee, read, news)

    def _progress(self, done: int, all: int) -> None:
        if all > 1:
            self._later(f"Reading … {done:,} of {count(all, 'file')}")

    def _training_read(self, path: Path, knee: str, read: TrainingRead, news: ImportPreview) -> None:
        known = f" {news.known:,} already here." if news.known else ""
        if news.joined:
            known += f" {count(news.joined, 'session')} here {plural(news.joined, 'gains')} something."
        lines = [*read.failed, *read.warnings]
        if read.other:
            lines.append(f"{count(read.other, 'file')} of other kinds left alone.")
        if news.new or news.joined:
            self._training = (path, knee, read)
            sports = ", ".join(f"{number:,} {sport}" for sport, number in news.sports)
            days = f", from {news.first} to {news.last}: {sports}." if news.new else "."
            lines.insert(
                0,
                f"{count(news.new, 'session')} new{days}{known} {self.app.key_of('dialog.accept')} adds what is new.",
            )
        elif known or not lines:
            lines.insert(0, f"Nothing new in this file.{known}")
        self._say(_short("\n".join(lines)))
        if read.unknown:
            self._ask_columns(read.unknown[0])

    @work(exclusive=True, group="columns")
    async def _ask_columns(self, list_of: UnknownColumnsError) -> None:
        """Ask which column holds what is missing, keep the answers, and read the file again."""
        names: dict[str, str] = {}
        for kind in (*list_of.missing, *(one for one in ALSO_ASKED if one not in list_of.missing)):
            name = await self._ask_column(kind, [one for one in list_of.columns if one not in names.values()])
            if name is None or (kind in list_of.missing and not name):
                return
            if name:
                names[kind] = name
        try:
            own_columns.keep(names)
        except OSError as error:
            self._say(f"What the columns are cannot be kept ({error.strerror or error}).")
            return
        self.action_read()

    async def _ask_column(self, kind: str, columns: Sequence[str]) -> str | None:
        """The column that holds something; empty for none of them, ``None`` to leave it all."""
        choices = [Choice(str(number), name) for number, name in enumerate(columns)]
        if kind in ALSO_ASKED:
            choices.insert(0, Choice(NONE, "None of them"))
        title, text = (
            f"Which column says {own_columns.KINDS[kind]}?",
            "It is kept for other lists like this one.",
        )
        choice = await self.app.push_screen_wait(PickDialog(title, text, choices))
        if choice is None:
            return None
        return "" if choice == NONE else columns[int(choice)]

    @work(exclusive=True, group="add")
    async def _add_training(self, read: TrainingRead) -> None:
        from kneetui.plugins.training_import import add_sessions

        try:
            before = jump_sentences(self.services)
            outcome = await self.app.when_free.write(lambda: add_sessions(self.services.diary, read))
            longer = [sentence for sentence in jump_sentences(self.services) if sentence not in before]
        except DiaryError as error:
            self._say(str(error))
            return
        for sentence in longer:
            self.app.notify(sentence, title=LONGER, severity="warning", markup=False)
        known = f", {outcome.known:,} already here" if outcome.known else ""
        self._done(outcome.added, known + joined_words(outcome.joined))

    # --- saying ------------------------------------------------------------------------

    def _done(self, added: int, known: str) -> None:
        self.app.notify(f"{count(added, 'entry')} added{known}.", markup=False)
        if self.is_current:
            self.dismiss(added)

    def _later(self, text: str) -> None:
        self.app.call_from_thread(self._say, text)

    def _say(self, text: str) -> None:
        if self.is_mounted:
            self.query_one("#said", Static).update(Content(text))


def _short(text: str) -> str:
    lines = text.splitlines()
    more = [f"… and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    return "\n".join([*lines[:SHOWN], *more])
