"""Watch rules over the diary: changes that should reopen triage.

What ``limit`` and ``days`` of a rule mean is said in :mod:`kneetui.status.alerts.rules`. An assessment answers what
the diary held up to then: a rule speaks again only about what came after it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kneetui.config.about import KNEES
from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.by_day.timeline import gathered
from kneetui.status.alerts.knee_history import Knee
from kneetui.status.alerts.quiet import Quiet, quiet
from kneetui.status.alerts.recheck import Recheck, recheck_due
from kneetui.status.alerts.rules import OF_THE_PERSON, RULES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from kneetui.content.model import TrendRule, WatchRule
    from kneetui.diary.entries import Entry

__all__ = ["Alert", "Recheck", "alerts", "recheck_due"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A ``rule`` (id) that holds for a ``knee`` since a day: ``text`` and ``headline`` are the rule's, ``why`` the numbers.

    ``quiet`` says that somebody put it off or set it to rest. What it stops, it stops all the same.
    """

    rule: str
    kind: str
    knee: str
    text: str
    since: date
    why: str
    headline: str = ""
    quiet: Quiet | None = None

    @property
    def of_the_person(self) -> bool:
        """Whether it is about training, and so about no single knee."""
        return self.kind in OF_THE_PERSON


def alerts(
    entries: Iterable[Entry], rules: Iterable[WatchRule], today: date, trend: TrendRule
) -> list[Alert]:
    """What the rules see in the entries up to ``today``, in the order of the rules, the left knee first.

    The same alert for both knees comes once, with the knee ``both``.
    """
    known = gathered(entries).until(today)
    left, right, person = (
        Knee(entries=known, name=name, today=today, answered=_answered(known, name), trend=trend)
        for name in KNEES
    )
    raised: list[Alert] = []
    for rule in rules:
        for knee in (person,) if rule.kind in OF_THE_PERSON else (left, right):
            seen = RULES[rule.kind](rule, knee)
            if seen is None:
                continue
            since, why = seen
            alert = Alert(
                rule=rule.id,
                kind=rule.kind,
                knee=knee.name,
                text=rule.text,
                since=since,
                why=why,
                headline=rule.headline,
                quiet=quiet(known, rule, knee.name, since, today),
            )
            if raised and replace(alert, knee="left") == raised[-1]:
                raised[-1] = replace(alert, knee="both")
            else:
                raised.append(alert)
    return raised


def _answered(entries: Iterable[Entry], knee: str) -> datetime | None:
    """When the knee was last assessed, or somebody looked at it: what was written before has its answer."""
    answers = (entry for entry in entries if (entry.assessment or entry.look) and entry.concerns(knee))
    return max((entry.when for entry in answers), default=None)
