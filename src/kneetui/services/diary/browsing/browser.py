"""What the diary room shows: which knee, how many days, which words, and the stretch of entries read so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.config.about import SIDES, next_knee
from kneetui.config.wording import count, knee_name, knee_words
from kneetui.services.diary.browsing.pages import DiaryPages
from kneetui.services.diary.browsing.query import Query, read_query
from kneetui.services.diary.entry_draft import waiting
from kneetui.services.sore_knee import sore_knee
from kneetui.status.trend.chart_data import ChartData, chart_data

if TYPE_CHECKING:
    from kneetui.diary.entries import Entry
    from kneetui.services.container import Services

SPANS = (14, 42, 90)
MOST_BROKEN = 3
"""So many entries that cannot be read are named."""
SALVAGE = "All else is there. “kneetui diary salvage” prints them as they are; a backup may have them whole (<diary.backups>)."
EMPTY = """Nothing here yet.

Press <diary.add>: one number makes the first entry.
The chart grows from there."""


class DiaryView:
    """Every method may raise :class:`~kneetui.diary.errors.DiaryError`. Its sentences name keys by their bindings."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._knee = self._sore_knee() or self._newest_knee()
        self._words, self._query = "", Query()
        self.span = SPANS[1]
        self.today = date.min
        self.broken = 0
        """How many entries cannot be read, once :meth:`unreadable` looked."""
        self.pages = self._pages()
        self.read()

    def _sore_knee(self) -> str:
        """The room opens at once: until the library is read, the settings say which."""
        loaded = self._services.library_if_loaded() is not None
        return sore_knee(self._services) if loaded else self._services.settings.knee

    def _newest_knee(self) -> str:
        newest = self._services.diary.latest()
        return newest.knee if newest else "right"

    def _pages(self) -> DiaryPages:
        """Unless the words name a knee, only what is about the one that is shown."""
        knee = "both" if self._query.knees else self._knee
        if not self._words:
            return DiaryPages(self._services.diary, knee)
        return DiaryPages(self._services.diary, knee, self._query.wanted(), self._query.matches)

    def _read_others(self) -> None:
        self.pages = self._pages()
        self.read()

    def read(self, near: date | None = None) -> None:
        """Read anew: from today on, or around a day."""
        self.today = self._services.now().date()
        self.pages.read(self._since())
        if near:
            self.pages.around(near)

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
        self._read_others()

    @property
    def knee(self) -> str:
        """The knee that is shown, or both."""
        return self._knee

    # --- what is shown -----------------------------------------------------------------

    @property
    def title(self) -> str:
        """What the chart is of."""
        return f"{knee_name(self.knee)} · {count(self.span, 'day')}"

    def pictures(self) -> list[ChartData]:
        """A chart for each knee; none for an empty diary."""
        if not self.pages.total:
            return []
        recent = self._services.diary.entries(since=self._since())
        knees = SIDES if self.knee == "both" else (self.knee,)
        rule, first = self._services.trend, self._services.first_weekday
        return [chart_data(recent, knee, self.today, self.span, rule, first) for knee in knees]

    def entries(self) -> Sequence[Entry]:
        """The entries that were read so far."""
        return self.pages.entries

    def older(self) -> Sequence[Entry]:
        """The ones before them."""
        return self.pages.older()

    def newer(self) -> Sequence[Entry]:
        """The ones after them."""
        return self.pages.newer()

    def oldest(self) -> bool:
        """Read the first ones, if they were not; whether other entries are shown now."""
        return self.pages.oldest()

    def newest(self) -> bool:
        """Read the last ones, if they were not; whether other entries are shown now."""
        if self.pages.until == date.max:
            return False
        self.read()
        return True

    def nothing(self) -> str:
        """What to say if there are no entries to show."""
        if not self.pages.total:
            return EMPTY
        if self.words:
            return f"No entry with “{self.words}”. Press <diary.find> to look for something else."
        return f"Nothing about the {knee_words(self.knee)} yet. Press <diary.add> to add an entry, <diary.knee> to see the other knee."

    def remark(self) -> str:
        """What is shown, or what is waiting."""
        if self.words:
            return f"only with “{self.words}” · <screen.back> shows all"
        new, changed = waiting(self._services)
        if new:
            return "an unfinished entry is kept: adding goes on with it"
        if changed:
            return "an unfinished change is kept: <diary.edit> on its entry goes on with it"
        total = self.pages.total
        broken = f", {self.broken} of them cannot be read" if self.broken else ""
        return f"{count(total, 'entry')}{broken}" if total else ""

    def unreadable(self) -> tuple[str, ...]:
        """A sentence for each entry that cannot be read, and what to do, if there is any. Reads every entry."""
        broken = self._services.diary.unreadable()
        if not broken:
            return ()
        self.broken = len(broken)
        more = len(broken) - MOST_BROKEN
        return (
            *(f"{entry.words}." for entry in broken[:MOST_BROKEN]),
            *((f"And {more} more.",) if more > 0 else ()),
            SALVAGE,
        )

    # --- changing it -------------------------------------------------------------------

    def next_knee(self) -> None:
        """The next knee, or both."""
        self._knee = next_knee(self._knee)
        self._read_others()

    def next_span(self) -> None:
        """More days, or few again."""
        self.span = SPANS[(SPANS.index(self.span) + 1) % len(SPANS)]

    def wrote(self, entry: Entry) -> None:
        """Make sure that an entry that was added or edited is shown."""
        if not entry.concerns(self._knee):
            self._knee = entry.knee
        self._words, self._query = "", Query()
        self.pages = self._pages()
        self.read(entry.when.date())

    def near(self, day: date) -> Entry | None:
        """The newest entry up to a day."""
        self.pages.around(day)
        return next((entry for entry in self.pages.entries if entry.when.date() <= day), None)
