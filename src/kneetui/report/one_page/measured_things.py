"""The shapes of what was measured: tests at home, trials of one, and what the person keeps track of."""

from __future__ import annotations

from datetime import date

from kneetui.config.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredTest:
    """A test at home on one side: what it came to in words on the last day, and ``before`` on the first if that is another.

    ``share`` is how much of the other side it was, in percent, for the weaker side; ``None`` without one, or where less is better.
    """

    test: str
    side: str
    when: date
    came_to: str
    pain: float | None = None
    before: str = ""
    share: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialDone:
    """A trial of one: ``what`` was tried on which knee, from when to when, and what came of it, in sentences."""

    what: str
    knee: str
    start: date
    end: date
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedThing:
    """Something kept track of: its name, on how many days, and what it usually was."""

    name: str
    days: int
    usually: str
