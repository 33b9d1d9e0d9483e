"""What the diary room shows: which knee, how many days, which words, and the entries read so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.config.wording import count, knee_name, knee_words
from kneetui.services.diary.browsing.pages import DiaryPages
from kneetui.services.diary.browsing.query import Query, read_query
from kneetui.services.diary.entry_draft import waiting
from kneetui.status.trend.chart_data import ChartData, chart_data

if TYPE_CHECKING:
    from kneetui.diary.entries import Entry
    from kneetui.services.container import Services

SPANS = (14, 42, 90)
NEXT_KNEE = {"right": "left", "left": "both", "both": "right"}
EMPTY = """Nothing here yet.

Press a: one number and Enter make the first entry.
The chart grows from there."""


class DiaryView:
    """Every method may raise :class:`~kneetui.diary.errors.DiaryError`."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.pages = DiaryPages(services.diary)
        self.knee = services.settings.knee
        self.span = 42
        self._query, self._hits = Query(), self.pages
        self.words = ""
        self.today = date.min
        self.read()

    def read(self) -> None:
        """Read anew, from today on."""
        self.today = self._services.now().date()
        self.pages.read(self._since())
        if not self.knee:
            self.knee = self.pages.entries[0].knee if self.pages.entries else "right"

    def stale(self) -> bool:
        """Whether something was written elsewhere, or another day began."""
        return self.today != self._services.now().date() or self.pages.stale()

    def _since(self) -> date:
        return self.today - timedelta(days=self.span + self._services.trend.days)

    @property
    def words(self) -> str:
        """What the entries are searched for."""
        return self._words

    @words.setter
    def words(self, words: str) -> None:
        self._words, self._query = words, read_query(words)
        self._hits = DiaryPages(self._services.diary, self._query.pieces()) if words else self.pages

    # --- what is shown -----------------------------------------------------------------

    @property
    def title(self) -> str:
        """What the chart is of."""
        return f"{knee_name(self.knee)} · {count(self.span, 'day')}"

    def pictures(self) -> list[ChartData]:
        """A chart for each knee; none for an empty diary."""
        if not self.pages.total:
            return []
        self.pages.reach(self._since())
        recent = [entry for entry in self.pages.entries if entry.when.date() >= self._since()]
        knees = ("left", "right") if self.knee == "both" else (self.knee,)
        rule, first = self._services.trend, self._services.first_weekday
        return [chart_data(recent, knee, self.today, self.span, rule, first) for knee in knees]

    def entries(self) -> Sequence[Entry]:
        """The entries read so far that are wanted; a page more if there are none."""
        if self._hits is not self.pages and self._hits.stale():
            self._hits.read(self._since())
        return self._wanted(self._hits.entries) or self.older()

    def older(self) -> Sequence[Entry]:
        """The next ones; pages without a wanted entry are passed over."""
        while page := self._hits.more():
            if wanted := self._wanted(page):
                return wanted
        return ()

    def _wanted(self, entries: Sequence[Entry]) -> list[Entry]:
        if self._query.knees:
            return list(filter(self._query.matches, entries))
        return [entry for entry in entries if entry.concerns(self.knee) and self._query.matches(entry)]

    def nothing(self) -> str:
        """What to say if there are no entries to show."""
        if not self.pages.total:
            return EMPTY
        if self.words:
            return f"No entry with “{self.words}”. Press / to look for something else."
        return f"Nothing about the {knee_words(self.knee)} yet. Press a to add an entry, k to see the other knee."

    def remark(self) -> str:
        """What is shown, or what is waiting."""
        if self.words:
            return f"only with “{self.words}” · Esc shows all"
        new, changed = waiting(self._services)
        if new:
            return "an unfinished entry is kept: a goes on with it"
        if changed:
            return "an unfinished change is kept: e on its entry goes on with it"
        total = self.pages.total
        return count(total, "entry") if total else ""

    # --- changing it -------------------------------------------------------------------

    def next_knee(self) -> None:
        """The other knee, then both."""
        self.knee = NEXT_KNEE[self.knee]

    def next_span(self) -> None:
        """More days, or few again."""
        self.span = SPANS[(SPANS.index(self.span) + 1) % len(SPANS)]

    def wrote(self, entry: Entry) -> None:
        """Take over an entry that was added or edited, and make sure it is shown."""
        self.pages.reach(entry.when.date())
        self.pages.put(entry)
        self.words = ""
        if not entry.concerns(self.knee):
            self.knee = entry.knee

    def near(self, day: date) -> Entry | None:
        """The newest entry up to a day."""
        self.pages.reach(day)
        return next((entry for entry in self._wanted(self.pages.entries) if entry.when.date() <= day), None)
