"""A session on its way as plain data, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, get_args

from kneetui.content.model import Dose
from kneetui.routines.dose import Swap, WorkItem
from kneetui.routines.session.player import Ending, Hurt, Player, Sides, State
from kneetui.routines.session.work_log import SetDone, Skipped, Stretch, WorkLog

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneetui.content.model import Exercise


def to_json(player: Player) -> dict[str, Any]:
    """A JSON object; :func:`from_json` goes on from it."""
    counts = _counts_minutes(player)
    return {
        "items": [_saved_item(item) for item in player.items],
        "state": player.state,
        "spot": asdict(player.spot),
        "minutes_left": player.seconds_left if counts else None,
        "rests": player.rests,
        "paced": player.paced,
        "sides": player.sides,
        "first_side": player.first_side,
        "get_ready": player.get_ready,
        "switch": player.switch,
        "ending": player.ending,
        "pains": [asdict(hurt) for hurt in player.pains],
        "done": [asdict(done) for done in player.log],
        "skipped": [asdict(skip) for skip in player.log.skipped],
    }


def _saved_item(item: WorkItem) -> dict[str, Any]:
    return {
        "planned": item.planned,
        "exercise": item.exercise.id,
        "dose": asdict(item.dose),
        "factor": item.factor,
        "plan": item.plan and asdict(item.plan),
        "trail": [asdict(swap) for swap in item.trail],
    }


def from_json(data: object, exercises: Mapping[str, Exercise]) -> Player:
    """Go on at the same set, paused; a hold begins anew, minutes keep what was left.

    An exercise that is gone is left out; a session that lost all of them was left early. Raises
    ``ValueError`` for what :func:`to_json` did not write.
    """
    try:
        return _read(data, exercises)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError("not a saved session") from error


def _read(data: Any, exercises: Mapping[str, Exercise]) -> Player:
    remaining = [index for index, entry in enumerate(data["items"]) if entry["exercise"] in exercises]
    player = Player(
        [_item(data["items"][index], exercises) for index in remaining],
        exercises,
        rests=bool(data["rests"]),
        paced=bool(data.get("paced", True)),
        sides=_one_of(data.get("sides", "both"), get_args(Sides)),
        first_side="right" if data["first_side"] == "right" else "left",
        get_ready=_number(data["get_ready"]),
        switch=_number(data["switch"]),
    )
    player.pains = tuple(Hurt(hurt["exercise"], hurt["set"], hurt["side"]) for hurt in data["pains"])
    player.log = _log(data, remaining)
    if player.items:
        _return_to(player, data, remaining)
    elif data["items"]:
        player.ending = data["ending"] if data["ending"] in get_args(Ending)[1:] else "left"
    player.paused = not player.done
    return player


def _log(data: Any, remaining: list[int]) -> WorkLog:
    places = {old: new for new, old in enumerate(remaining)}
    sets = [
        SetDone(
            spot=Stretch(places[done["spot"]["item"]], int(done["spot"]["set"]), done["spot"]["side"]),
            exercise=str(done["exercise"]),
            seconds=_number(done["seconds"]),
            reps=int(_number(done["reps"])),
            share=min(1.0, _number(done["share"])),
        )
        for done in data.get("done", [])
        if done["spot"]["item"] in places
    ]
    skipped = [
        Skipped(item=places[skip["item"]], exercise=str(skip["exercise"]), why=str(skip["why"]))
        for skip in data.get("skipped", [])
        if skip["item"] in places
    ]
    return WorkLog(sets, skipped)


def _return_to(player: Player, data: Any, remaining: list[int]) -> None:
    state, ending, spot = data["state"], data["ending"], data["spot"]
    if state not in get_args(State) or ending not in get_args(Ending):
        raise KeyError("state")
    index = sum(one < spot["item"] for one in remaining)
    gone = spot["item"] not in remaining
    if gone:
        player.go_to_item(min(index, len(remaining) - 1))
    elif not player.go_to(Stretch(index, spot["set"], spot["side"]), state):
        raise KeyError("spot")
    if state == "done" or index == len(remaining):
        player.finish(ending or "complete")
    elif data["minutes_left"] is not None and _counts_minutes(player):
        player.seconds_left = min(_number(data["minutes_left"]), player.seconds or 0)


def _counts_minutes(player: Player) -> bool:
    return player.state == "work" and player.item is not None and player.item.dose.minutes > 0


def _item(data: Any, exercises: Mapping[str, Exercise]) -> WorkItem:
    dose = _dose(data["dose"])
    trail = tuple(
        Swap(_one_of(swap["direction"], ("easier", "harder")), str(swap["exercise"]))
        for swap in data.get("trail", [])
    )
    plan = _dose(data["plan"]) if data.get("plan") else None
    factor = _number(data["factor"])
    return WorkItem(
        planned=str(data["planned"]),
        exercise=exercises[data["exercise"]],
        dose=dose,
        factor=factor,
        plan=plan,
        trail=trail,
    )


def _dose(saved: Any) -> Dose:
    numbers = {name: _number(saved[name]) for name in ("sets", "reps", "hold", "rest", "per_day")}
    dose = Dose(
        **{name: int(number) for name, number in numbers.items()},
        minutes=_number(saved["minutes"]),
        tempo=str(saved["tempo"]),
    )
    if dose.sets < 1 or not (dose.reps or dose.hold or dose.minutes):
        raise KeyError("sets")
    return dose


def _one_of(value: Any, options: tuple[Any, ...]) -> Any:
    if value not in options:
        raise KeyError(value)
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e6:
        raise TypeError("not a number")
    return float(value)
