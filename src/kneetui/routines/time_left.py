"""How long a session still takes, if nothing is skipped and no key is pressed."""

from __future__ import annotations

from itertools import dropwhile, pairwise
from typing import TYPE_CHECKING

from kneetui.routines.dose import LEAD_IN
from kneetui.routines.motion import held

if TYPE_CHECKING:
    from kneetui.routines.player import Player
    from kneetui.routines.work_log import Stretch


def seconds_remaining(player: Player) -> float:
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


def whole_seconds(player: Player) -> float:
    """Seconds of the session from its beginning."""
    first = next(player.spots(), None)
    if first is None:
        return 0.0
    return player.get_ready + _work(player, first) + _after(player, first)


def lead_before(player: Player, spot: Stretch) -> float:
    """Seconds of the lead-in before a further set."""
    item = player.items[spot.item]
    return LEAD_IN if held(item.exercise, item.dose) else 0.0


def _after(player: Player, spot: Stretch) -> float:
    ahead = dropwhile(lambda other: other != spot, player.spots())
    return sum(
        _rest(player, before, following) + _way_into(player, before, following) + _work(player, following)
        for before, following in pairwise(ahead)
    )


def _work(player: Player, spot: Stretch) -> float:
    return player.items[spot.item].seconds


def _rest(player: Player, before: Stretch, following: Stretch) -> float:
    if not player.rests or (before.item, before.set) == (following.item, following.set):
        return 0.0
    return float(player.items[before.item].dose.rest)


def _way_into(player: Player, before: Stretch, spot: Stretch) -> float:
    if before.item != spot.item:
        return player.get_ready
    return player.switch if before.set == spot.set else lead_before(player, spot)
