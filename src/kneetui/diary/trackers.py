"""What a person keeps track of, as the form and the command ask for it, and how it is written in one line."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from kneetui.config.errors import KneetuiError
from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.clean_text import clean_line
from kneetui.diary.own_values import LONGEST, LONGEST_ID, PREFIX, YesNo
from kneetui.diary.value_types import Number, OneOf, ValueType, Words

if TYPE_CHECKING:
    from kneetui.content import model

MOST: Final = 12
"""Trackers that the form asks for."""
FORMS: Final = "“Sleep: 0-12 h”, “Insole: yes or no”, “Shoes: old, new”, “Weather”"
_RANGE: Final = re.compile(r"(-?\d+(?:\.\d+)?)\s*(?:-|–|to)\s*(-?\d+(?:\.\d+)?)\s*(\D{0,20})")
_YES_NO: Final = re.compile(r"yes\s*(?:/|or|,)?\s*no", re.IGNORECASE)
_LEAST_OPTIONS: Final = 2


class TrackerError(KneetuiError):
    """A tracker that cannot be read."""

    title = "What you keep track of"


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class OwnTracker:
    """Something a person notes beside the knee: its id, its ``name``, what it can be, and a hint beside the field."""

    id: str
    name: str
    type: ValueType
    hint: str = ""

    @property
    def values(self) -> str:
        """What can be given, in few words; empty for any text."""
        if isinstance(self.type, OneOf):
            return ", ".join(self.type.options)
        return self.hint

    @property
    def key(self) -> str:
        """The key in files."""
        return PREFIX + self.id


def read_tracker(line: str) -> OwnTracker:
    """The tracker that a line describes (:data:`FORMS`): a name, then a range, ``yes or no``, or options.

    Raises :class:`TrackerError`.
    """
    name, _, kind = (part.strip() for part in clean_line(line).partition(":"))
    own_id = tracker_id(name)
    if not own_id:
        raise TrackerError(f"“{line}” has no name", f"Write it as in {FORMS}")
    span = _RANGE.fullmatch(kind)
    if span:
        low, high, unit = float(span[1]), float(span[2]), span[3].strip()
        if low >= high:
            raise TrackerError(f"“{line}” goes from {low:g} to {high:g}", f"Write it as in {FORMS}")
        return _number(own_id, name, low, high, unit)
    if _YES_NO.fullmatch(kind):
        return OwnTracker(id=own_id, name=name, type=YesNo())
    options = tuple(dict.fromkeys(option.strip() for option in kind.split(",") if option.strip()))
    if len(options) >= _LEAST_OPTIONS:
        return OwnTracker(id=own_id, name=name, type=OneOf(options))
    if kind:
        raise TrackerError(f"“{kind}” is no range and no list", f"Write it as in {FORMS}")
    return OwnTracker(id=own_id, name=name, type=Words(LONGEST))


def of_content(tracker: model.Tracker) -> OwnTracker:
    """A tracker that a pack describes."""
    kind: ValueType
    if tracker.kind == "number":
        return _number(tracker.id, tracker.name, tracker.low, tracker.high, tracker.unit)
    if tracker.kind == "yes-no":
        kind = YesNo()
    elif tracker.options:
        names = {option.id: option.text for option in tracker.options}
        kind = OneOf(tuple(names), names)
    else:
        kind = Words(LONGEST)
    return OwnTracker(id=tracker.id, name=tracker.name, type=kind)


def _number(own_id: str, name: str, low: float, high: float, unit: str) -> OwnTracker:
    hint = f"{low:g} to {high:g} {unit}".rstrip()
    kind = Number(
        low, high, places=3, spelling=".10g", unit=f" {unit}" if unit else "", units={unit.casefold(): 1.0}
    )
    return OwnTracker(id=own_id, name=name, type=kind, hint=hint)


def tracker_id(name: str) -> str:
    """The id of a name: ``hours-of-sleep``; empty if it has no letters."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-")
