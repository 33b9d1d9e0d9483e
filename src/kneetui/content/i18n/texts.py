"""Every text of a library that people read, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Annotated, TypeVar, get_args, get_origin, get_type_hints

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content import model
from kneetui.content.model import Drawn, Key, Library, Text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Shape = TypeVar("Shape", bound="DataclassInstance")


PHRASES = "words"
"""The key of phrases that people say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A key of a table: ``path`` holds keys, and ids or numbers of what stands in lists.

    ``drawn`` if a sign or a picture stands there, which has no words.
    """

    table: str
    id: str
    path: tuple[str | int, ...] = ()
    pack: str = ""
    drawn: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        path = [str(part + 1) if isinstance(part, int) else part for part in self.path]
        return " ".join(part for part in (self.table, self.id, *path) if part)

    @property
    def spoken(self) -> bool:
        """Whether it holds phrases that people say, which nobody is shown."""
        return self.path[-1:] == (PHRASES,)

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


@dataclass(frozen=True, slots=True)
class TextKey:
    """A field with words, and how packs spell its key; ``drawn`` if the words are a picture."""

    name: str
    key: str
    drawn: bool


@dataclass(frozen=True, slots=True)
class Places:
    """Where a shape has words: in fields of its own, and in lists of texts or of shapes with words."""

    texts: tuple[TextKey, ...]
    lists: tuple[TextKey, ...]


@cache
def places(shape: type) -> Places:
    """Where a shape has words, by the types of its fields (:data:`kneetui.content.model.Text`)."""
    own, lists = [], []
    for name, hint in get_type_hints(shape, include_extras=True).items():
        kind, key = _spelled(name, hint)
        if kind in (Text, Drawn):
            own.append(TextKey(name, key, kind == Drawn))
        elif get_origin(kind) is tuple:
            item = get_args(kind)[0]
            if item in (Text, Drawn) or (is_dataclass(item) and any(_places_of(item))):
                lists.append(TextKey(name, key, item == Drawn))
    return Places(tuple(own), tuple(lists))


def _places_of(shape: object) -> Iterator[TextKey]:
    if isinstance(shape, type):
        shape_places = places(shape)
        yield from (*shape_places.texts, *shape_places.lists)


@cache
def tables() -> Mapping[str, str]:
    """Where a library keeps the tables that have words: name of the field -> name of the table."""
    keys_by_field = {}
    for name, hint in get_type_hints(Library, include_extras=True).items():
        kind, key = _spelled(name, hint)
        if get_origin(kind) is Mapping and any(_places_of(get_args(kind)[1])):
            keys_by_field[name] = key
    return keys_by_field


def _spelled(name: str, hint: object) -> tuple[object, str]:
    """The type of a field, and its key as packs spell it."""
    if get_origin(hint) is Annotated:
        kind, *more = get_args(hint)
        for annotation in more:
            if isinstance(annotation, Key):
                return kind, annotation.name
    return hint, name.replace("_", "-")


PURPOSE = Spot(table="pack", id="core", path=("purpose",), pack="core")

New = Callable[[Spot, str], str]


def texts(library: Library) -> Iterator[Wording]:
    """Everything the packs let people read; empty texts are passed over."""
    wordings: list[Wording] = []

    def note(spot: Spot, words: str) -> str:
        wordings.append(Wording(spot, words))
        return words

    reworded(library, note)
    return iter(wordings)


def reworded(library: Library, new: New) -> Library:
    """The same library in other words: ``new`` gets each text that is not empty, and where it stands."""
    changes: dict[str, object] = {}
    if library.purpose:
        changes["purpose"] = new(PURPOSE, library.purpose)
    for name, table in tables().items():
        things: Mapping[str, DataclassInstance] = getattr(library, name)
        changes[name] = {key: _thing(thing, _spot(table, key, thing), new) for key, thing in things.items()}
    return _changed(library, changes)


def _changed(thing: Shape, changes: Mapping[str, object]) -> Shape:
    return replace(thing, **changes) if changes else thing


def _spot(table: str, key: str, thing: object) -> Spot:
    pack = thing.id if isinstance(thing, model.PackInfo) else getattr(thing, "pack", "") or "core"
    return Spot(table=table, id=key, path=(), pack=pack)


def _thing(thing: Shape, spot: Spot, new: New) -> Shape:
    """One shape in other words; the same object if nothing changes."""
    where = places(type(thing))
    changes: dict[str, object] = {}
    for place in where.texts:
        words: str = getattr(thing, place.name)
        if words:
            fresh = new(_within(spot, place.key, place.drawn), words)
            if fresh != words:
                changes[place.name] = fresh
    for place in where.lists:
        items: tuple[str | DataclassInstance, ...] = getattr(thing, place.name)
        inner = _within(spot, place.key, place.drawn)
        fresh_items = tuple(_item(item, number, inner, new) for number, item in enumerate(items))
        if any(one is not other for one, other in zip(items, fresh_items, strict=True)):
            changes[place.name] = fresh_items
    return _changed(thing, changes)


def _item(item: str | DataclassInstance, number: int, spot: Spot, new: New) -> str | DataclassInstance:
    if isinstance(item, str):
        return new(_within(spot, number), item) if item else item
    inner = _within(spot, getattr(item, "id", number))
    return _thing(item, replace(inner, pack=getattr(item, "pack", "") or spot.pack), new)


def _within(spot: Spot, part: str | int, drawn: bool = False) -> Spot:
    return replace(spot, path=(*spot.path, part), drawn=drawn or spot.drawn)
