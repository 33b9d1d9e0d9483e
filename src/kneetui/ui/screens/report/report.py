"""A report before it leaves: for whom, which days and sections, a preview, and where to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from kneetui.config.about import SIDES
from kneetui.config.wording import listed, short_date_words
from kneetui.report.one_page.formats import text
from kneetui.report.one_page.page import page
from kneetui.report.one_page.sections import AUDIENCES, DEFAULTS
from kneetui.report.plain_lines import WIDTH
from kneetui.services.report.gather import report, request_for
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeScreen
from kneetui.ui.widgets.lines.text_lines import TextLine

if TYPE_CHECKING:
    from datetime import date

    from kneetui.report.one_page.model import Report, ReportRequest

GROUPS = (*((side,) for side in SIDES), SIDES)
"""The knees of a report, in the order in which the key goes through them."""
CLIPBOARD = 74_000
"""Bytes that terminals take at once (xterm: 100,000 letters of Base64)."""


class ReportScreen(KneeScreen[None]):
    """The report as text, made anew with every choice."""

    CSS_PATH = "report.tcss"
    heading = "Report"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "whom", "Whom", id="report.whom"),
        Binding("n", "who", "Name, ask", id="report.who"),
        Binding("d", "days", "Days", id="report.days"),
        Binding("k", "knee", "Knee", id="report.knee"),
        Binding("s", "sections", "Sections", id="report.sections"),
        Binding("l", "long", "Long", id="report.long"),
        Binding("f", "file", "File", id="report.file"),
        Binding("c", "copy", "Copy", id="report.copy"),
        Binding("o", "qr", "QR", id="report.qr"),
    ]

    def __init__(self, audience: str = "physio") -> None:
        super().__init__()
        self.audience = audience
        self.asked: ReportRequest | None = None
        self.report: Report | None = None

    def body(self) -> ComposeResult:
        """What was chosen, and the report."""
        yield TextLine(id="chosen")
        with VerticalScroll(id="scroll"):
            yield Static(id="preview")

    def on_mount(self) -> None:
        """Begin with what is usual."""
        self.query_one("#scroll").focus()
        try:
            self.asked = request_for(self.services, audience=self.audience)
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
        self._make()

    def on_resize(self, event: Resize) -> None:
        """As wide as there is room for."""
        super().on_resize(event)
        self._show()

    def _make(self) -> None:
        if self.asked is None:
            return
        try:
            self.report = report(self.services, self.asked)
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
        self._show()

    def _show(self) -> None:
        if self.report is None or not self.is_mounted:
            return
        asked = self.report.request
        length = "everything" if asked.whole else "one page"
        days = f"{short_date_words(asked.since)} to {short_date_words(asked.until)}"
        knees = listed([knee.knee for knee in self.report.knees])
        self.query_one("#chosen", TextLine).show(
            f"For: {AUDIENCES[asked.audience]} · {days} · {knees} · {length}"
        )
        self.query_one("#preview", Static).update(Content(self._text(min(WIDTH, self.size.width - 4))))

    def _text(self, width: int = WIDTH) -> str:
        return text(page(self.report), width) if self.report else ""

    def _choose(self, asked: ReportRequest) -> None:
        self.asked = asked
        self._make()
        self.query_one("#scroll").scroll_home(animate=False)

    # --- what is in it -----------------------------------------------------------------------

    def action_whom(self) -> None:
        """For the next one, with the sections that are usual for them."""
        if self.asked:
            names = list(AUDIENCES)
            following = names[(names.index(self.asked.audience) + 1) % len(names)]
            self._choose(replace(self.asked, audience=following, sections=DEFAULTS[following]))

    def action_knee(self) -> None:
        """The next knee, or both."""
        if self.asked:
            place = GROUPS.index(self.asked.knees) if self.asked.knees in GROUPS else -1
            self._choose(replace(self.asked, knees=GROUPS[(place + 1) % len(GROUPS)]))

    def action_long(self) -> None:
        """Everything, or one page again."""
        if self.asked:
            self._choose(replace(self.asked, whole=not self.asked.whole))

    def action_days(self) -> None:
        """Ask for the days."""
        from kneetui.ui.screens.report.dialogs import DaysDialog

        if self.asked:
            self.app.push_screen(DaysDialog(self.asked.since, self.asked.until), self._days)

    def _days(self, days: tuple[date, date] | None) -> None:
        if days and self.asked:
            self._choose(replace(self.asked, since=days[0], until=days[1]))

    def action_who(self) -> None:
        """Ask for the name, and for what the person wants to know."""
        from kneetui.ui.screens.report.dialogs import WhoDialog

        if self.asked:
            self.app.push_screen(WhoDialog(self.asked.name, self.asked.asks), self._who)

    def _who(self, who: tuple[str, tuple[str, ...]] | None) -> None:
        if who is not None and self.asked:
            self._choose(replace(self.asked, name=who[0], asks=who[1]))

    def action_sections(self) -> None:
        """Ask for the sections."""
        from kneetui.ui.screens.report.dialogs import SectionsDialog

        if self.asked:
            self.app.push_screen(SectionsDialog(self.asked.sections), self._sections)

    def _sections(self, sections: tuple[str, ...] | None) -> None:
        if sections and self.asked:
            self._choose(replace(self.asked, sections=sections))

    # --- where to ----------------------------------------------------------------------------

    def action_file(self) -> None:
        """Write it to a file."""
        from kneetui.ui.screens.report.dialogs import SaveReportDialog

        if self.report:
            self.app.push_screen(SaveReportDialog(self.services, self.report))

    def action_copy(self) -> None:
        """Hand the text to the clipboard of the terminal; nobody says whether it arrives."""
        words = self._text()
        size = len(words.encode())
        if size > CLIPBOARD:
            self.notify(
                self.app.with_keys(
                    "This is more than terminals take at once. Press <report.long> for one page, or <report.file> for a file."
                )
            )
        elif words:
            self.app.copy_to_clipboard(words)
            self.notify(
                self.app.with_keys(
                    "Sent to the clipboard of your terminal, which may not take it: in tmux it needs "
                    "“set -g set-clipboard on”, and some terminals ask or refuse. If nothing arrives, press <report.file>."
                ),
                timeout=12,
            )

    def action_qr(self) -> None:
        """Show the short form as a QR code."""
        from kneetui.ui.screens.report.qr import QrScreen

        if self.report:
            self.app.push_screen(QrScreen(self.report))
