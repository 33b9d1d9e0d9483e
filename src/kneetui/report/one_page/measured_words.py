"""What was measured in sentences: tests at home, trials of one, and what the person keeps track of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kneetui.config.wording import count, date_words, knee_words, listed, number
from kneetui.report.one_page.blocks import Block, Sentence

if TYPE_CHECKING:
    from kneetui.report.one_page.limits import Limits
    from kneetui.report.one_page.measured_things import MeasuredTest
    from kneetui.report.one_page.model import Report


def blocks_of_tests(report: Report, _limits: Limits) -> Iterator[Block]:
    """A sentence for each test at home."""
    by_test: dict[str, list[MeasuredTest]] = {}
    for own in report.tests:
        by_test.setdefault(own.test, []).append(own)
    for name, sides in by_test.items():
        yield Sentence(label=name, text=f"{'; '.join(map(_side, sides))}.")


def _side(own: MeasuredTest) -> str:
    side = {"both": "both legs"}.get(own.side, own.side)
    more = [
        f"{own.share} % of the other" if own.share is not None else "",
        f"pain {number(own.pain)}" if own.pain is not None else "",
        f"was {own.before}" if own.before else "",
    ]
    words = [part for part in more if part]
    return f"{side} {own.came_to} on {date_words(own.when)}{f' ({listed(words)})' if words else ''}"


def trial_blocks(report: Report) -> Iterator[Block]:
    """Each trial of one with what came of it."""
    for own in report.trials:
        about = f", {knee_words(own.knee)}" if len(report.knees) > 1 else ""
        days = f"{date_words(own.start)} to {date_words(own.end)}"
        yield Sentence(
            label=f"Trial of {own.what}{about}",
            text=f"weeks with and without by lot, {days}. {' '.join(own.sentences)}",
        )


def tracked_blocks(report: Report, _limits: Limits) -> Iterable[Block]:
    """What else was kept track of, in a row."""
    if report.tracked:
        parts = (f"{own.name}: {own.usually}, noted on {count(own.days, 'day')}" for own in report.tracked)
        yield Sentence(text=f"{'; '.join(parts)}.")
