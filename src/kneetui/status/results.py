"""What triage said of each knee, and which of it is in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from kneetui.config.about import SIDES
from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.model import more_urgent

if TYPE_CHECKING:
    from kneetui.content.conditions import Facts
    from kneetui.content.model import Urgency

UNTIL_LOOKED_AT = ("emergency", "urgent")
"""Levels that no time ends: only a new assessment, or that somebody looked at the knee."""

Stage = Literal["saved", "reached", "under-way"]


def sides_of(knee: str) -> tuple[str, ...]:
    """The knees that something about ``knee`` is about; an unknown knee may be either."""
    return (knee,) if knee in SIDES else SIDES


@dataclass(frozen=True, slots=True, kw_only=True)
class KneeResult:
    """What an assessment said of a knee (``left``, ``right`` or ``both``).

    ``stage``: ``saved`` in the diary as ``entry``; ``reached``, and not saved; ``under-way`` while questions
    are open and a warning sign is up already. ``beside`` are diary entries with other problems of the knee,
    next to which this one stands. ``facts`` are the answers that count.
    """

    knee: str
    when: datetime
    urgency: str
    flags: tuple[str, ...]
    facts: Facts
    stage: Stage = "saved"
    entry: int = 0
    beside: tuple[int, ...] = ()

    def concerns(self, knee: str) -> bool:
        """Whether this is about a knee (``left`` or ``right``)."""
        return knee in sides_of(self.knee)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody looked at a knee: who, and what is ``allowed`` from then on.

    ``allowed`` is ``all``, ``no-impact``, ``gentle`` or ``nothing``. It ends every result from before it.
    """

    knee: str
    when: datetime
    by: str
    allowed: str
    entry: int = 0

    def concerns(self, knee: str) -> bool:
        """Whether this is about a knee (``left`` or ``right``)."""
        return knee in sides_of(self.knee)


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """What holds for one knee today.

    ``results`` are those that still count, newest first; ``look`` is what somebody allowed since. ``urgency``
    is the most urgent level among them, empty if none holds, and ``since`` the time of the newest result of
    that level. ``check_again`` if the level asks for a visit whose time has passed. ``last`` is the newest
    complete result, whether it still holds or not: what it says of the person stays known.
    """

    knee: str
    results: tuple[KneeResult, ...] = ()
    look: Look | None = None
    urgency: str = ""
    since: datetime | None = None
    check_again: bool = False
    last: KneeResult | None = None

    @property
    def flags(self) -> tuple[str, ...]:
        """Ids of the warning signs that are up, each once."""
        return tuple(dict.fromkeys(flag for result in self.results for flag in result.flags))


def in_force(
    results: Iterable[KneeResult],
    looks: Iterable[Look],
    knee: str,
    today: date,
    levels: Mapping[str, Urgency],
) -> InForce:
    """Which results about ``knee`` hold today.

    The newest complete result replaces those before it, but for the ones it stands beside; one that is under
    way only adds. Whoever looked at the knee ends everything before. Emergency and urgent hold until then,
    ``soon`` too but asks to check again after the days that its level lasts; what asks nobody to look ends then.
    """
    about = sorted((result for result in results if result.concerns(knee)), key=_order, reverse=True)
    last = next((result for result in about if result.stage != "under-way"), None)
    look = max((look for look in looks if look.concerns(knee)), key=lambda look: look.when, default=None)
    if look is not None:
        about = [result for result in about if _since(result, look)]
    holding = [result for result in _standing(about) if _holds(result, today, levels)]
    urgency, since, check_again = "", None, False
    for result in holding:
        urgency = more_urgent(urgency, result.urgency) if urgency else result.urgency
    if urgency:
        since = max(result.when for result in holding if result.urgency == urgency)
        check_again = urgency == "soon" and today > _last_day(urgency, since, levels)
    if look is not None and any(result.stage != "under-way" for result in holding):
        look = None  # a complete assessment since then says what holds
    return InForce(
        knee=knee,
        results=tuple(holding),
        look=look,
        urgency=urgency,
        since=since,
        check_again=check_again,
        last=last,
    )


def _since(result: KneeResult, look: Look) -> bool:
    """Whether a result is newer than a look; of the same minute, the one that was written down later."""
    if result.when != look.when:
        return result.when > look.when
    return result.stage != "saved" or result.entry > look.entry


def _order(result: KneeResult) -> tuple[datetime, bool, int]:
    return result.when, result.stage != "saved", result.entry


def _standing(about: Sequence[KneeResult]) -> list[KneeResult]:
    """The newest complete result, those it stands beside, and whatever is under way since."""
    standing: list[KneeResult] = []
    newest: KneeResult | None = None
    for result in about:
        if result.stage == "under-way":
            if newest is None:
                standing.append(result)
        elif newest is None:
            newest = result
            standing.append(result)
        elif result.entry and result.entry in newest.beside:
            standing.append(result)
    return standing


def _holds(result: KneeResult, today: date, levels: Mapping[str, Urgency]) -> bool:
    if result.urgency in ("self-care", "normal"):
        return today <= _last_day(result.urgency, result.when, levels)
    return True


def _last_day(urgency: str, since: datetime, levels: Mapping[str, Urgency]) -> date:
    """The last day on which a result holds by its level; one that no pack has does not end by time."""
    level = levels.get(urgency)
    return since.date() + timedelta(days=level.lasts_days) if level else date.max
