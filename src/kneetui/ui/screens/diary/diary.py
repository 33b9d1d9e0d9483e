"""The diary: a chart of the knee above, the entries below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from kneetui.config.wording import moment_words
from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.services import released
from kneetui.services.diary.browsing.browser import DiaryView
from kneetui.services.diary.entry_words import title
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.screens.common.undo import make_again, possible, take_back, undo_keys
from kneetui.ui.screens.diary.entry_view import EntryText
from kneetui.ui.screens.diary.stretch import ShownStretch
from kneetui.ui.screens.report.key import report_key, show_report
from kneetui.ui.widgets.charts.chart_panel import ChartPanel
from kneetui.ui.widgets.lists.entry_list import EntryList

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.services.diary.undo import UndoStep

BROKEN = "Not all entries can be read"
NEED_ENTRIES = ("edit", "remove", "month", "knee", "span", "find", "export")


class DiaryScreen(KneeScreen[None]):
    """Chart and entries of one knee, or of both."""

    CSS_PATH = "diary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="diary.add", priority=True),
        Binding("e", "edit", "Edit", id="diary.edit"),
        Binding("x", "remove", "Delete", id="diary.remove"),
        *undo_keys("diary"),
        report_key("diary"),
        Binding("m", "month", "Month", id="diary.month"),
        Binding("k", "knee", "Knee", id="diary.knee"),
        Binding("g", "span", "Days", id="diary.span"),
        Binding("y", "history", "Weeks to years", id="diary.history", show=False),
        Binding("w", "mornings", "What goes with worse mornings", id="diary.mornings", show=False),
        Binding("slash", "find", "Find", id="diary.find"),
        Binding("b", "backups", "Backups", id="diary.backups", show=False),
        Binding("t", "export", "Export", id="diary.export"),
        Binding("i", "import", "Import", id="diary.import"),
    ]
    heading = "Diary"

    def __init__(self) -> None:
        super().__init__()
        self.view: DiaryView | None = None
        self._said = ""
        self._trouble = ""
        self._news = ""
        self._shown_once = False

    # --- reading and showing -----------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Read first, so that the first frame is the whole."""
        self._open()
        self._said = self.remark()
        yield from super().compose()

    def _open(self) -> None:
        with self._explained():
            self.view = DiaryView(self.services)

    def body(self) -> ComposeResult:
        """Chart, entries, and in a wide window the whole of the entry under the cursor."""
        library: Callable[[], Library] = lambda: self.services.library  # noqa: E731
        yield ChartPanel(id="chart", classes="panel")
        with Horizontal(id="below"):
            yield EntryList(library, ShownStretch(lambda: self.view, self._explained), id="entries")
            yield EntryText(library, id="detail")

    def remark(self) -> str:
        """What was just done here; else see :meth:`DiaryView.remark`."""
        return self._news or (self.app.with_keys(self.view.remark()) if self.view else "")

    @property
    def entry_list(self) -> EntryList:
        """The list on the left, which holds the cursor."""
        return self.query_one(EntryList)

    def on_mount(self) -> None:
        """Show what was read."""
        self._show()
        self._shown_once = True
        if self.view and self.view.pages.total:
            self._look_for_broken(self.view)

    @work(thread=True)
    def _look_for_broken(self, view: DiaryView) -> None:
        """Once: all entries have to be read for it, and the keys go on meanwhile."""
        try:
            sentences = view.unreadable()
        except (DiaryError, OSError):
            return
        if sentences:
            self.app.call_from_thread(self._tell_broken, sentences)

    def _tell_broken(self, sentences: Sequence[str]) -> None:
        self.app.notify(
            self.app.with_keys(" ".join(sentences)),
            title=BROKEN,
            severity="warning",
            timeout=30,
            markup=False,
        )
        self._remark()

    def on_screen_resume(self) -> None:
        """Read again if something was written elsewhere, or another day began."""
        if not self._shown_once:
            return
        if self.view is None:
            self._open()
            self._show()
        else:
            with self._explained():
                if self.view.stale():
                    selected = self.entry_list.selected
                    self.view.read(selected.when.date() if selected else None)
                    self._show(self._selected)
        self._remark()

    def changed_elsewhere(self) -> None:
        """See :meth:`KneeScreen.changed_elsewhere`."""
        self.on_screen_resume()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """A diary that cannot be read or written says so, and the app goes on."""
        try:
            yield
        except (DiaryError, OSError) as error:
            self._trouble = str(error)
            self.app.show_error(error)

    def _show(self, select: int | None = None, news: str = "") -> None:
        """Chart, list and top line; the cursor goes to the entry ``select``, or stays."""
        self._news = news
        view, shown = self.view, self.entry_list
        if view is None:
            shown.nothing = self._trouble
            self.query_one(ChartPanel).show("", ())
            return
        with self._explained(), self.app.batch_update():
            self.query_one(ChartPanel).show(view.title, view.pictures())
            shown.nothing, shown.today = self.app.with_keys(view.nothing()), view.today
            shown.show(select)
            self.on_entry_list_moved()
        self._remark()
        self.refresh_bindings()

    def _remark(self) -> None:
        remark = self.remark()
        if remark != self._said:
            self._said = remark
            self.say(remark=remark)

    def on_entry_list_moved(self) -> None:
        """The whole of another entry."""
        self.query_one(EntryText).show(self.entry_list.selected)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Undo and redo only if there is something to do; keys for entries only if there are any."""
        change = possible(self.services, action)
        if change is not None:
            return self.view is not None and change
        if action in NEED_ENTRIES:
            return bool(self.view and self.view.pages.total)
        return True

    # --- writing -----------------------------------------------------------------------

    def action_add(self) -> None:
        """A new entry, or the one left unfinished."""
        from kneetui.ui.screens.diary.entry import EntryScreen

        knee = self.view.knee if self.view else ""
        self.app.push_screen(EntryScreen(knee="" if knee == "both" else knee), self._written)

    def action_edit(self) -> None:
        """Change the entry under the cursor."""
        from kneetui.ui.screens.diary.entry import EntryScreen

        before = self.entry_list.selected
        if before:
            self.app.push_screen(EntryScreen(before), self._written)

    def _written(self, entry: Entry | None) -> None:
        if entry and self.view:
            with self._explained():
                self.view.wrote(entry)
            self._show(entry.id, f"saved: {title(entry)}")
        else:
            self._remark()

    def on_entry_list_picked(self, event: EntryList.Picked) -> None:
        """Open an assessment or a routine; edit everything else."""
        if event.entry.kind not in ("assessment", "routine", "look", "alert", "home-test"):
            self.action_edit()
            return
        from kneetui.ui.screens.diary.entry_view import EntryViewScreen

        self.app.push_screen(EntryViewScreen(event.entry), self._viewed)

    def _viewed(self, edit: bool | None) -> None:
        if edit:
            self.action_edit()

    @work(exclusive=True, group="flow")
    async def action_remove(self) -> None:
        """Delete the entry under the cursor; undo brings it back."""
        entry = self.entry_list.selected
        if entry is None or self.view is None:
            return
        with self._explained():
            sentences = await self.app.when_free.write(partial(released.remove, self.services, entry.id))
            self.view.pages.take(entry.id)
            self._show(
                news=f"deleted: {moment_words(entry.when)} · {self.app.key_of('diary.undo')} brings it back"
            )
            self._say(sentences)

    def action_report(self) -> None:
        """Make a report for somebody else."""
        show_report(self.app)

    def action_undo(self) -> None:
        """Take back the last change of the diary, wherever it was made."""
        if self.view:
            self._stepped(take_back(self))

    def action_redo(self) -> None:
        """Make again what was taken back last."""
        if self.view:
            self._stepped(make_again(self))

    def _stepped(self, step: UndoStep | None) -> None:
        if self.view is None or step is None:
            return
        with self._explained():
            self.view.read(step.entry.when.date() if step.entry else None)
            self._show(step.entry.id if step.entry else 0, step.words)
            self._say(step.released)

    def _say(self, sentences: Sequence[str]) -> None:
        """What no longer holds anything back."""
        if sentences:
            self.notify(" ".join(sentences), markup=False)

    # --- looking -----------------------------------------------------------------------

    def action_knee(self) -> None:
        """The other knee, then both."""
        if self.view:
            self.view.next_knee()
            self._show(self._selected)

    def action_span(self) -> None:
        """More days in the chart, or few again."""
        if self.view:
            self.view.next_span()
            self._show(self._selected)

    @property
    def _selected(self) -> int | None:
        selected = self.entry_list.selected
        return selected.id if selected else None

    def action_month(self) -> None:
        """A sheet with one cell a day."""
        from kneetui.ui.screens.diary.month import MonthScreen

        if self.view:
            selected, today = self.entry_list.selected, self.view.today
            day = min(selected.when.date(), today) if selected else today
            self.app.push_screen(MonthScreen(day, self.view.knee), self._seen)

    def _seen(self, day: date | None) -> None:
        if day and self.view:
            with self._explained():
                near = self.view.near(day)
                self._show(near.id if near else None)

    def action_history(self) -> None:
        """A week, a month, a year, a training block or everything."""
        from kneetui.ui.screens.diary.history import HistoryScreen

        if self.view:
            self.app.push_screen(HistoryScreen(self.view.knee))

    def action_mornings(self) -> None:
        """What goes with worse mornings, and a trial of one."""
        from kneetui.ui.screens.diary.mornings import MorningsScreen

        if self.view:
            self.app.push_screen(MorningsScreen(self.view.knee))

    def action_find(self) -> None:
        """Only the entries with certain words."""
        from kneetui.ui.screens.diary.find import FindDialog

        if self.view:
            before = self.view.words
            self.app.push_screen(
                FindDialog(before, self._find), lambda words: self._find(before if words is None else words)
            )

    def _find(self, words: str) -> None:
        if self.view and words != self.view.words:
            self.view.words = words
            self._show()

    def action_back(self) -> None:
        """Show all entries again, or go to Today."""
        if self.view and self.view.words:
            self._find("")
        else:
            super().action_back()

    # --- files -------------------------------------------------------------------------

    @work(exclusive=True, group="flow")
    async def action_backups(self) -> None:
        """Make a backup, or put one back; the diary is read anew then."""
        from kneetui.ui.screens.diary.backups import choose_backup

        if await choose_backup(self):
            self.view = None
            self._open()
            self._show()

    def action_export(self) -> None:
        """Write the diary to a file."""
        from kneetui.ui.screens.diary.export_dialog import ExportDialog

        self.app.push_screen(ExportDialog(self.services.now().date()))

    def action_import(self) -> None:
        """Read entries from a file."""
        from kneetui.ui.screens.diary.import_dialog import ImportDialog

        self.app.push_screen(ImportDialog(self.view.knee if self.view else "right"))
