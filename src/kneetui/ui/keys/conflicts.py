"""Keys that mean two things at one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.app import App

from kneetui.config.lazy_dataclass import dataclass
from kneetui.ui.keys.places import PLACES, all_at

if TYPE_CHECKING:
    from textual.binding import Binding, BindingsMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """At a place, one key is bound to what ``first`` and ``second`` (ids of bindings) do."""

    place: str
    key: str
    first: str
    second: str
    words: str
    """What the second does."""


def conflicts(keymap: Mapping[str, str]) -> list[Conflict]:
    """What a keymap brings into each other's way; what shares a key anyhow is no conflict."""
    normal = App._normalize_keymap(dict(keymap))
    clashes = []
    for place in PLACES:
        bindings = all_at(place)
        usual = {frozenset((a.id, b.id)) for _, a, b in _pairs(_by_key(bindings, {}))}
        for key, first, second in _pairs(_by_key(bindings, normal)):
            if frozenset((first.id, second.id)) not in usual:
                clashes.append(
                    Conflict(
                        place=place,
                        key=key,
                        first=first.id or "",
                        second=second.id or "",
                        words=second.description,
                    )
                )
    return clashes


def _by_key(bindings: BindingsMap, keymap: Mapping[str, str]) -> dict[str, list[Binding]]:
    by_key: dict[str, list[Binding]] = defaultdict(list)
    for key, binding in bindings:
        for pressed in keymap.get(binding.id or "", key).split(","):
            others = by_key[pressed]
            if all(other.id != binding.id for other in others):
                others.append(binding)
    return by_key


def _pairs(by_key: Mapping[str, list[Binding]]) -> list[tuple[str, Binding, Binding]]:
    return [
        (key, first, second)
        for key, bound in by_key.items()
        for number, first in enumerate(bound)
        for second in bound[number + 1 :]
        if first.action != second.action
    ]
