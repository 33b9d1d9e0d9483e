"""What the person keeps track of: the lines of the settings, with what packs know of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.own_values import name_of
from kneetui.diary.trackers import MOST, OwnTracker, TrackerError, of_content, read_tracker, tracker_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneetui.content import model
    from kneetui.diary.entries import Entry
    from kneetui.services.container import Services


@dataclass(frozen=True, slots=True)
class ReadTrackers:
    """The trackers of some lines, and what is wrong with the others."""

    trackers: tuple[OwnTracker, ...] = ()
    problems: tuple[TrackerError, ...] = ()


def asked(services: Services) -> tuple[OwnTracker, ...]:
    """What the form asks for, in the order of the settings. A line that cannot be read is passed over."""
    lines = services.settings.trackers
    return read_lines(services, lines).trackers if lines else ()


def read_lines(services: Services, lines: Iterable[str]) -> ReadTrackers:
    """The trackers that lines describe; a line that only names a tracker of a pack is that one."""
    trackers: dict[str, OwnTracker] = {}
    problems: list[TrackerError] = []
    for line in lines:
        try:
            tracker = _tracker(services, line)
            if tracker.id in trackers:
                raise TrackerError(f"“{tracker.name}” stands twice", "Give it another name")
            if len(trackers) == MOST:
                raise TrackerError(
                    f"“{tracker.name}” is one too many", f"Keep track of {MOST} things at most"
                )
        except TrackerError as error:
            problems.append(error)
        else:
            trackers[tracker.id] = tracker
    return ReadTrackers(tuple(trackers.values()), tuple(problems))


def lines_of(services: Services, text: str) -> tuple[str, ...]:
    """The lines of the settings from what was typed, with semicolons between; a pack's own tracker by its id."""
    parts = (part.strip() for part in text.split(";"))
    return tuple(own.id if (own := _of_pack(services, part)) else part for part in parts if part)


def _of_pack(services: Services, line: str) -> model.Tracker | None:
    """The tracker of a pack that a line names, by its id or its name."""
    packs = services.library.trackers
    named = (own for own in packs.values() if own.name.casefold() == line.casefold())
    return packs.get(tracker_id(line)) or next(named, None) if ":" not in line else None


def _tracker(services: Services, line: str) -> OwnTracker:
    own = _of_pack(services, line)
    return of_content(own) if own else read_tracker(line)


def known(services: Services) -> tuple[OwnTracker, ...]:
    """What is asked for, and what packs describe besides."""
    mine = {tracker.id: tracker for tracker in asked(services)}
    packs = {name: of_content(own) for name, own in services.library.trackers.items()}
    return tuple({**mine, **{name: own for name, own in packs.items() if name not in mine}}.values())


def in_form(services: Services, entry: Entry | None = None) -> tuple[OwnTracker, ...]:
    """What the form of an entry has rows for: what is asked for, and what the entry has besides."""
    mine = asked(services)
    there = {name for name, _ in entry.own} if entry else set()
    missing = there - {tracker.id for tracker in mine}
    if not missing:
        return mine
    everything = {tracker.id: tracker for tracker in known(services)}
    return (*mine, *(everything.get(name) or _unknown(name) for name in sorted(missing)))


def _unknown(name: str) -> OwnTracker:
    return read_tracker(name_of(name))
