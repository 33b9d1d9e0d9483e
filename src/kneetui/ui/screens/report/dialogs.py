"""What the screen of a report asks: which days, which sections, where to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kneetui.config.read_days import FORMS, read_day
from kneetui.report.one_page.sections import SECTIONS
from kneetui.services.report.formats import formats, written
from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.screens.common.dialogs.save_dialog import SaveDialog
from kneetui.ui.widgets.forms.dialog_keys import FIELD_KEYS
from kneetui.ui.widgets.forms.text_field import TextField
from kneetui.ui.widgets.lines.mark_list import MarkList

if TYPE_CHECKING:
    from kneetui.report.one_page.model import Report
    from kneetui.services.container import Services


class DaysDialog(KneeModal[tuple[date, date]]):
    """Asks for the first and the last day, in words or as dates."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take", id="dialog.accept"),
        *FIELD_KEYS,
    ]

    def __init__(self, since: date, until: date) -> None:
        super().__init__()
        self._days = since, until

    def compose(self) -> ComposeResult:
        """Two lines to type into."""
        since, until = self._days
        with Vertical(classes="dialog") as box:
            box.border_title = "Which days?"
            yield TextField("From", since.isoformat(), id="since")
            yield TextField("To", until.isoformat(), id="until")
            yield Static(
                Content(self.app.with_keys(f"As in: {FORMS}. <dialog.accept> takes them.")), id="said"
            )

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one("#since", TextField).line.focus()

    def on_input_submitted(self) -> None:
        """Enter in a line of text."""
        self.action_take()

    def action_take(self) -> None:
        """Close with the days, or say beside the field what is wrong."""
        since, until = self._read("#since"), self._read("#until")
        if since is None or until is None or not self.is_current:
            return
        if since > until:
            self.query_one("#since", TextField).complain("after the last day")
        else:
            self.dismiss((since, until))

    def _read(self, field: str) -> date | None:
        line = self.query_one(field, TextField)
        now = self.services.now()
        day = read_day(line.value, now)
        if day is None:
            line.complain("no day that I know")
        elif day > now.date():
            line.complain("still to come")
            return None
        return day


ASKS = 3
"""Questions that can be typed; the command takes any number."""


class WhoDialog(KneeModal[tuple[str, tuple[str, ...]]]):
    """Asks for the name, and for what the person wants to know; ends with both."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take", id="dialog.accept"),
        *FIELD_KEYS,
    ]

    def __init__(self, name: str, asks: tuple[str, ...]) -> None:
        super().__init__()
        self._given, self._asks = name, asks

    def compose(self) -> ComposeResult:
        """A line for the name, and some for questions."""
        with Vertical(classes="dialog") as box:
            box.border_title = "Who, and what to ask"
            yield TextField("Your name", self._given, hint="empty: a line to write on", id="name")
            for number in range(ASKS):
                asked = self._asks[number] if number < len(self._asks) else ""
                hint = "such as: May I run downhill?" if number == 0 else ""
                yield TextField(f"Your question {number + 1}", asked, hint=hint, id=f"ask-{number}")
            yield Static(
                Content(
                    self.app.with_keys(
                        "It stands on this report, and is kept nowhere. <dialog.accept> takes it."
                    )
                )
            )

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one("#name", TextField).line.focus()

    def on_input_submitted(self) -> None:
        """Enter in a line of text."""
        self.action_take()

    def action_take(self) -> None:
        """Close with what was typed."""
        if self.is_current:
            asks = (self.query_one(f"#ask-{number}", TextField).value.strip() for number in range(ASKS))
            more = self._asks[ASKS:]
            self.dismiss(
                (self.query_one("#name", TextField).value.strip(), (*(ask for ask in asks if ask), *more))
            )


class SectionsDialog(KneeModal[tuple[str, ...]]):
    """Asks which sections are in it; ends with their ids."""

    DEFAULT_CSS = """
    SectionsDialog MarkList { margin: 1 0 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "Take", id="sections.done"),
    ]

    def __init__(self, marked: Collection[str]) -> None:
        super().__init__()
        self.marked = frozenset(marked)

    def compose(self) -> ComposeResult:
        """The sections to mark."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = "What is in it?"
            frame.border_subtitle = self.app.with_keys(
                "<list.mark> marks · <sections.done> takes them · <dialog.close> closes"
            )
            yield Static(Content("What is not marked is in no file."))
            yield MarkList(SECTIONS, self.marked)

    def on_mount(self) -> None:
        """No higher than the screen."""
        sections = self.query_one(MarkList)
        sections.styles.height = max(3, min(len(SECTIONS), self.app.size.height - 8))
        sections.focus()

    def action_done(self) -> None:
        """Use what is marked; none at all is no report."""
        marked = self.query_one(MarkList).marked
        if self.is_current and marked:
            self.dismiss(tuple(name for name in SECTIONS if name in marked))


class SaveReportDialog(SaveDialog):
    """Asks for the format and the file of a report. Ends with the path that was written, or with ``None``."""

    caption = "Write the report"
    command = "kneetui report > knee.txt"

    def __init__(self, services: Services, report: Report) -> None:
        self._formats = formats(services)
        self._report = report
        super().__init__(
            f"knee-{report.made.date()}",
            [(form.ending.lstrip("."), form.words) for form in self._formats],
        )

    def made(self, ending: str) -> tuple[str | bytes, str]:
        """See :class:`SaveDialog`."""
        form = next(form for form in self._formats if form.ending == f".{ending}")
        return written(self.services, self._report, form), f"Report ({form.words})"
