"""Every text of a library that people read, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from kneetui.content import model
from kneetui.content.model import Library


@dataclass(frozen=True, slots=True)
class Spot:
    """A key of a table: ``path`` holds keys, and ids or numbers of what stands in lists."""

    table: str
    id: str
    path: tuple[str | int, ...] = ()
    pack: str = ""

    def __str__(self) -> str:
        path = [str(part + 1) if isinstance(part, int) else part for part in self.path]
        return " ".join(part for part in (self.table, self.id, *path) if part)

    @property
    def kind(self) -> str:
        """What sort of text it is: table and keys, without ids and numbers (``cause evidence text``)."""
        keys = self.path if len(self.path) < 3 else (self.path[0], self.path[-1])
        return " ".join((self.table, *(key for key in keys if isinstance(key, str))))


@dataclass(frozen=True, slots=True)
class Wording:
    """A text and where it stands."""

    spot: Spot
    words: str


_TEXTS: dict[type, tuple[str, ...]] = {
    model.PackInfo: ("name", "summary"),
    model.Source: ("title",),
    model.Urgency: ("name", "symbol", "who", "within", "do"),
    model.Question: ("text", "why", "help", "unit"),
    model.Option: ("text",),
    model.Flag: ("because", "do", "note"),
    model.Raise: ("because", "do"),
    model.Cause: ("name", "clinical", "summary", "course", "see", "note"),
    model.Evidence: ("text", "otherwise", "note"),
    model.Tip: ("title", "text", "note"),
    model.Exercise: ("name", "summary", "figure", "note"),
    model.Avoid: ("text",),
    model.Thing: ("name",),
    model.Routine: ("name", "summary", "note"),
    model.Phase: ("name", "goal"),
    model.PainRule: ("name", "on_green", "on_yellow", "on_red", "note"),
    model.WatchRule: ("text", "note"),
}
"""Which attributes of a shape are texts."""

_LISTS: dict[type, tuple[tuple[str, str], ...]] = {
    model.Question: (("option", "options"),),
    model.Flag: (("raise", "raises"),),
    model.Cause: (("evidence", "evidence"),),
    model.Exercise: (("steps", "steps"), ("avoid", "avoid"), ("frames", "frames")),
    model.Routine: (("phase", "phases"),),
}
"""Which attributes of a shape are lists of texts, or of shapes with texts, and their keys."""

_TABLES = {
    "pack": "packs",
    "source": "sources",
    "urgency": "urgencies",
    "question": "questions",
    "flag": "flags",
    "cause": "causes",
    "tip": "tips",
    "exercise": "exercises",
    "equipment": "equipment",
    "routine": "routines",
    "pain-rule": "rules",
    "watch": "watch",
}
"""Tables with texts, and where a library keeps them."""

PURPOSE = Spot("pack", "core", ("purpose",), "core")

New = Callable[[Spot, str], str]


def texts(library: Library) -> Iterator[Wording]:
    """Everything the packs let people read; empty texts are passed over."""
    found: list[Wording] = []

    def note(spot: Spot, words: str) -> str:
        found.append(Wording(spot, words))
        return words

    reworded(library, note)
    return iter(found)


def reworded(library: Library, new: New) -> Library:
    """The same library in other words: ``new`` gets each text that is not empty, and where it stands."""
    purpose = new(PURPOSE, library.purpose) if library.purpose else ""
    changed: dict[str, Any] = {
        name: {
            key: _thing(each, Spot(table, key, (), getattr(each, "pack", "")), new)
            for key, each in getattr(library, name).items()
        }
        for table, name in _TABLES.items()
    }
    return replace(library, purpose=purpose, **changed)


def _thing(thing: Any, spot: Spot, new: New) -> Any:
    """One shape in other words; the same object if nothing changes."""
    shape = type(thing)
    if shape is model.PackInfo:
        spot = replace(spot, pack=thing.id)
    elif not spot.pack:
        spot = replace(spot, pack="core")
    changes: dict[str, Any] = {}
    for name in _TEXTS[shape]:
        words = getattr(thing, name)
        if words:
            fresh = new(_within(spot, name.replace("_", "-")), words)
            if fresh != words:
                changes[name] = fresh
    for key, name in _LISTS.get(shape, ()):
        items = getattr(thing, name)
        fresh_items = tuple(_item(each, number, _within(spot, key), new) for number, each in enumerate(items))
        if any(one is not other for one, other in zip(items, fresh_items, strict=True)):
            changes[name] = fresh_items
    return replace(thing, **changes) if changes else thing


def _item(each: Any, number: int, spot: Spot, new: New) -> Any:
    if isinstance(each, str):
        return new(_within(spot, number), each) if each else each
    inner = _within(spot, getattr(each, "id", number))
    return _thing(each, replace(inner, pack=getattr(each, "pack", "") or spot.pack), new)


def _within(spot: Spot, part: str | int) -> Spot:
    return replace(spot, path=(*spot.path, part))
