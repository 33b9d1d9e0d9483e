"""Adds entries from a file: an exported diary, or training files that a plugin can read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kneetui.config.wording import count, joined_words, plural
from kneetui.diary.entries import KNEES
from kneetui.diary.errors import DiaryError
from kneetui.services.longest import jump_sentences
from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.widgets.forms.fields import ChoiceField
from kneetui.ui.widgets.forms.text_field import TextField

if TYPE_CHECKING:
    from kneetui.diary.export.toml_file import News
    from kneetui.plugins.hooks import Importer

SHOWN = 8
"""So many lines of problems are shown."""
LONGER = "Much longer than usual"
LARGEST = 50_000_000
"""Bytes of a diary file."""


class ImportDialog(KneeModal[int]):
    """Asks for the file; says what is new in it before a diary is added. Ends with the number of entries added."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "Read", id="dialog.accept", key_display="Enter"),
        Binding("down", "app.focus_next", "Next field", id="dialog.down", show=False, priority=True),
        Binding("up", "app.focus_previous", "Field before", id="dialog.up", show=False, priority=True),
    ]

    def __init__(self, knee: str) -> None:
        super().__init__()
        self._knee = knee
        self._news: News | None = None
        self._looked: Path | None = None
        """The file that ``_news`` are from."""
        self._importers: Sequence[Importer] = ()

    def compose(self) -> ComposeResult:
        """The file, the knee for training files if any can be read, and what was found."""
        self._importers = self.services.plugins.importers()
        with Vertical(classes="dialog") as box:
            box.border_title = "Import into the diary"
            yield TextField("File", hint="~/kneetui-diary-2026-11-22.toml", id="file")
            if self._importers:
                knees = [(knee, knee) for knee in KNEES]
                yield ChoiceField("Knee of training", self._knee, options=knees, optional=False, id="knee")
            yield Static(Content(self._hint()), id="said")

    def _hint(self) -> str:
        endings = sorted({suffix for importer in self._importers for suffix in importer.suffixes})
        training = (
            f" Training files ({', '.join(endings)}), or a folder of them, work too." if endings else ""
        )
        return f"A diary that kneetui exported (.toml).{training} Entries already here are recognised."

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(TextField).line.focus()

    # --- reading -----------------------------------------------------------------------

    def on_input_submitted(self) -> None:
        """Enter in the line of text."""
        self.action_read()

    def action_read(self) -> None:
        """Look into the file, or add what was found in it."""
        typed = self.query_one(TextField).value.strip()
        if not self.is_current or not typed:
            return
        path = Path(typed).expanduser()
        if self._news and path == self._looked:
            self._add(self._news)
            return
        self._say("Reading …")
        if path.suffix.lower() == ".toml":
            self._read_diary(path)
        else:
            knee = self.query(ChoiceField)
            self._read_training(path, knee.first().value if knee else "both")

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read_diary(self, path: Path) -> None:
        from kneetui.diary.export.toml_file import compare, from_toml

        try:
            if path.stat().st_size > LARGEST:
                raise OSError(0, "it is too large for a diary")
            entries = from_toml(path.read_text(encoding="utf-8"), str(path))
            news = compare(entries, self.services.diary.entries())
        except OSError as error:
            self._later(f"{path} cannot be read ({error.strerror}). Check the name.")
        except UnicodeDecodeError:
            self._later(f"{path} is not a text file. Choose a diary that kneetui exported.")
        except DiaryError as error:
            self._later(_short(str(error)))
        else:
            self.app.call_from_thread(self._found, path, news)

    def _found(self, path: Path, news: News) -> None:
        here = f" {news.known:,} already here." if news.known else ""
        if news.joined:
            here += f" {count(news.joined, 'session')} here {plural(news.joined, 'gains')} something."
        if not (news.new or news.edited):
            self._say(f"Nothing new in this file.{here}")
            return
        self._news, self._looked = news, path
        days = [entry.when.date() for entry in news.new]
        new = f"{len(days):,} new, from {min(days)} to {max(days)}." if days else "No new entry."
        self._say(f"{new}{here} Enter adds {'them' if days else 'it'}.")

    def _add(self, news: News) -> None:
        try:
            added = self.services.diary.add_all(news.new, edited=news.edited)
        except DiaryError as error:
            self._say(str(error))
            return
        self._done(len(added), joined_words(news.joined))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read_training(self, path: Path, knee: str) -> None:
        from kneetui.plugins.training_import import import_sessions

        try:
            files = self._files(path)
            before = jump_sentences(self.services)
            outcome = import_sessions(self.services.diary, self._importers, files, knee)
            longer = [sentence for sentence in jump_sentences(self.services) if sentence not in before]
        except OSError as error:
            self._later(f"{path} cannot be read ({error.strerror}). Check the name.")
        except DiaryError as error:
            self._later(str(error))
        else:
            wrong = [*outcome.failed, *outcome.warnings]
            for sentence in longer:
                self.app.call_from_thread(self._warn, sentence)
            known = f", {outcome.known:,} already here" if outcome.known else ""
            known += joined_words(outcome.joined)
            if outcome.added and not wrong:
                self.app.call_from_thread(self._done, outcome.added, known)
            else:
                counts = f"{count(outcome.added, 'session')} added{known}."
                self._later(
                    _short("\n".join([counts, *wrong]) if outcome.added or not wrong else "\n".join(wrong))
                )

    def _files(self, path: Path) -> list[Path]:
        if not path.exists():
            raise FileNotFoundError(2, "there is no such file")
        if not path.is_dir():
            return [path]
        endings = {suffix for importer in self._importers for suffix in importer.suffixes}
        return sorted(file for file in path.iterdir() if file.suffix.lower() in endings)

    # --- saying ------------------------------------------------------------------------

    def _done(self, added: int, known: str) -> None:
        self.app.notify(f"{count(added, 'entry')} added{known}.", markup=False)
        if self.is_current:
            self.dismiss(added)

    def _warn(self, sentence: str) -> None:
        self.app.notify(sentence, title=LONGER, severity="warning", markup=False)

    def _later(self, text: str) -> None:
        self.app.call_from_thread(self._say, text)

    def _say(self, text: str) -> None:
        if self.is_mounted:
            self.query_one("#said", Static).update(Content(text))


def _short(text: str) -> str:
    lines = text.splitlines()
    more = [f"… and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    return "\n".join([*lines[:SHOWN], *more])
