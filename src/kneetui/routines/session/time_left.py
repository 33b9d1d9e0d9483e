"""How long a session still takes, if nothing is skipped and no key is pressed."""

from __future__ import annotations

from itertools import dropwhile, pairwise
from typing import TYPE_CHECKING, Protocol

from kneetui.routines.dose import LEAD_IN
from kneetui.routines.session.motion import held

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kneetui.routines.dose import WorkItem
    from kneetui.routines.session.work_log import Stretch


class SessionCourse(Protocol):
    """A session on its way: what is done, what comes, and how long each part takes, in seconds.

    As :class:`~kneetui.routines.session.player.Player`, which asks here.
    """

    seconds_left: float | None
    lead_in: float
    get_ready: float
    switch: float
    rests: bool

    @property
    def state(self) -> str:
        """What goes on now, as in :data:`~kneetui.routines.session.player.State`."""

    @property
    def items(self) -> Sequence[WorkItem]:
        """Everything that is to be done."""

    @property
    def item(self) -> WorkItem | None:
        """What is done now."""

    @property
    def done(self) -> bool:
        """Whether nothing is left."""

    @property
    def spot(self) -> Stretch:
        """Which item, set and side it is."""

    @property
    def coming(self) -> Stretch | None:
        """What comes after it."""

    def spots(self) -> Iterator[Stretch]:
        """Everything from the first to the last."""


def seconds_remaining(player: SessionCourse) -> float:
    """Seconds until the end."""
    item = player.item
    if player.done or item is None:
        return 0.0
    left = item.seconds if player.seconds_left is None else player.seconds_left
    if player.state in ("get-ready", "switch-sides"):
        left += item.seconds
    if player.state == "rest":
        following = player.coming
        if following is None:
            return left
        left += _way_into(player, player.spot, following) + _work(player, following)
        return left + _after(player, following)
    return player.lead_in + left + _after(player, player.spot)


def rest_after(player: SessionCourse, item: WorkItem) -> float:
    """Seconds of the rest after a set. Where something is done in it, such as walking between runs, it always comes."""
    return float(item.dose.rest) if player.rests or item.exercise.between else 0.0


def whole_seconds(player: SessionCourse) -> float:
    """Seconds of the session from its beginning."""
    first = next(player.spots(), None)
    if first is None:
        return 0.0
    return player.get_ready + _work(player, first) + _after(player, first)


def lead_before(player: SessionCourse, spot: Stretch) -> float:
    """Seconds of the lead-in before a further set."""
    item = player.items[spot.item]
    return LEAD_IN if held(item.exercise, item.dose) else 0.0


def _after(player: SessionCourse, spot: Stretch) -> float:
    ahead = dropwhile(lambda other: other != spot, player.spots())
    return sum(
        _rest(player, before, following) + _way_into(player, before, following) + _work(player, following)
        for before, following in pairwise(ahead)
    )


def _work(player: SessionCourse, spot: Stretch) -> float:
    return player.items[spot.item].seconds


def _rest(player: SessionCourse, before: Stretch, following: Stretch) -> float:
    if (before.item, before.set) == (following.item, following.set):
        return 0.0
    return rest_after(player, player.items[before.item])


def _way_into(player: SessionCourse, before: Stretch, spot: Stretch) -> float:
    if before.item != spot.item:
        return player.get_ready
    return player.switch if before.set == spot.set else lead_before(player, spot)
