"""The chart of a knee as an SVG picture: pain above, load below, what is marked on top. No script, no link, no style sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from kneetui.config.wording import short_date_words

if TYPE_CHECKING:
    from kneetui.diary.by_day.days import Day
    from kneetui.status.trend.chart_data import ChartData

WIDTH, HEIGHT = 630, 138
LEFT, RIGHT, TOP, BOTTOM = 22, 4, 32, 16
LOAD = 20
"""Height of the bars of the load."""
FLOOR = HEIGHT - BOTTOM - LOAD - 6
"""Where pain is 0."""
INK, SOFT, BAND = "#111", "#777", "#e4e4e4"
TEXT = 13.4
"""Size of the letters: 10 pt where the picture is as wide as the page."""
WORDS = {"assessment": "A", "look": "L", "phase": "P"}


def svg(data: ChartData) -> str:
    """The chart of one knee as an ``svg`` element, :data:`WIDTH` by :data:`HEIGHT`, in black and greys."""
    name = escape(f"{data.name}: pain by day")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="{TEXT}"><title>{name}</title>'
    )
    return "".join([head, *_Drawing(data).parts(), "</svg>"])


class _Drawing:
    def __init__(self, data: ChartData) -> None:
        self.data = data
        self.days = data.summary.days
        self.step = (WIDTH - LEFT - RIGHT) / max(len(self.days), 1)

    def parts(self) -> Iterator[str]:
        yield from self._legend()
        yield from self._bands()
        yield from self._grid()
        yield from self._loads()
        yield from self._pains()
        yield from self._marks()

    def _x(self, place: int) -> float:
        return LEFT + (place + 0.5) * self.step

    @staticmethod
    def _y(pain: float) -> float:
        return FLOOR - pain / 10 * (FLOOR - TOP)

    def _legend(self) -> Iterator[str]:
        shapes = ((_circle, "in training"), (_square, "after"), (_triangle, "morning"))
        x = float(LEFT)
        for shape, words in shapes:
            yield shape(x + 4, 9)
            yield _text(x + 12, 13, words)
            x += 20 + 6.6 * len(words)
        marks = dict.fromkeys(WORDS[mark.kind] for mark in self.data.marks if mark.kind in WORDS)
        named = {"A": "A answers", "L": "L looked at", "P": "P phase"}
        more = ["grey: usual", "bars: load", *(named[mark] for mark in marks)]
        yield _text(x, 13, "   ".join(more))

    def _bands(self) -> Iterator[str]:
        for place, band in enumerate(self.data.bands):
            if band:
                top, foot = self._y(band.high), self._y(band.low)
                x = LEFT + place * self.step
                yield f'<rect x="{x:.1f}" y="{top:.1f}" width="{self.step:.2f}" height="{foot - top:.1f}" fill="{BAND}"/>'

    def _grid(self) -> Iterator[str]:
        for pain in (0, 5, 10):
            y = self._y(pain)
            yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{SOFT}" stroke-width=".5"/>'
            yield _text(LEFT - 5, y + 4.5, str(pain), anchor="end")
        for place in self._dated():
            x = LEFT + place * self.step
            yield f'<path d="M{x:.1f} {FLOOR}V{HEIGHT - BOTTOM}" stroke="{SOFT}" stroke-width=".5"/>'
            yield _text(x + 1, HEIGHT - 5, short_date_words(self.days[place].day))

    def _dated(self) -> Iterator[int]:
        """The places with a date: first days of weeks, as many as there is room for."""
        starts = [
            place for place, day in enumerate(self.days) if _begins_week(day.day, self.data.first_weekday)
        ]
        room = max(1, int((WIDTH - LEFT - RIGHT) / 58))
        every = max(1, -(-len(starts) // room))
        yield from starts[::every] or ([0] if self.days else [])

    def _loads(self) -> Iterator[str]:
        most = max((day.load for day in self.days if day.load), default=0)
        for place, day in enumerate(self.days):
            if day.load and most:
                high = max(1.0, day.load / most * LOAD)
                wide = min(8.0, self.step * 0.8)
                yield (
                    f'<rect x="{self._x(place) - wide / 2:.1f}" y="{HEIGHT - BOTTOM - high:.1f}" '
                    f'width="{wide:.1f}" height="{high:.1f}" fill="{SOFT}"/>'
                )

    def _pains(self) -> Iterator[str]:
        for place, day in enumerate(self.days):
            x = self._x(place)
            for shape, pain in _points(day):
                yield shape(x, self._y(pain))

    def _marks(self) -> Iterator[str]:
        if not self.days:
            return
        first = self.days[0].day
        for mark in self.data.marks:
            if mark.kind in WORDS:
                yield _text(
                    self._x((mark.day - first).days), TOP - 4, WORDS[mark.kind], anchor="middle", bold=True
                )


def _begins_week(day: date, first: int) -> bool:
    return day.weekday() == first


def _points(day: Day) -> Iterator[tuple[Callable[[float, float], str], float]]:
    for shape, pain in ((_circle, day.during), (_square, day.after), (_triangle, day.morning)):
        if pain is not None:
            yield shape, pain


def _circle(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="{INK}"/>'


def _square(x: float, y: float) -> str:
    return f'<rect x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6" fill="#fff" stroke="{INK}"/>'


def _triangle(x: float, y: float) -> str:
    return f'<path d="M{x:.1f} {y - 3.6:.1f}l3.6 6.4h-7.2z" fill="{SOFT}" stroke="{INK}" stroke-width=".6"/>'


def _text(x: float, y: float, words: str, *, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{INK}"{weight} xml:space="preserve">{escape(words)}</text>'
