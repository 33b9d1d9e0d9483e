"""The diary as a file: TOML out and in without loss, CSV out for spreadsheets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.entries import Entry
from kneetui.diary.errors import EntryError, ExchangeError, FieldProblem
from kneetui.diary.relations import beside, inferred, named_in, with_beside
from kneetui.diary.sessions import Joiner
from kneetui.diary.store.records import from_record, to_record

if TYPE_CHECKING:
    from kneetui.diary.store.base import DiaryStore

FORMAT = 2
"""The ``format`` of a diary file that is written; entries have a time zone in it."""
FORMATS = (1, FORMAT)
"""Those that are read."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the entries it ``added``, how many were ``known``, and how many of those gained something."""

    added: tuple[Entry, ...]
    known: int
    joined: int


def to_toml(entries: Iterable[Entry]) -> str:
    """A diary file with the entries in the order given; only entries that others refer to have an id."""
    import tomli_w  # only an export needs it

    given = list(entries)
    ids = {entry.id for entry in given} & named_in(given)
    tables: list[dict[str, object]] = [
        {
            **({"id": entry.id} if entry.id in ids else {}),
            **to_record(with_beside(entry, (other for other in beside(entry) if other in ids))),
            "when": entry.when,
        }
        for entry in given
    ]
    return tomli_w.dumps({"format": FORMAT, "entry": tables}, multiline_strings=True)


def from_toml(text: str, name: str = "the file", kind: type[Entry] = Entry) -> tuple[Entry, ...]:
    """The entries of a diary file, of the class ``kind``.

    Those that others refer to have an id, of the diary they come from.

    Raises :class:`ExchangeError` with every problem, each with the number of its entry and the key.
    """
    tables = _tables(text, name)
    problems: list[FieldProblem] = []
    entries: list[Entry] = []
    ids: set[int] = set()
    for number, table in enumerate(tables, 1):
        try:
            entries.append(_entry(table, kind, ids))
            ids.add(entries[-1].id)
        except EntryError as error:
            problems += [replace(problem, number=number) for problem in error.problems]
    if problems:
        raise ExchangeError(name, problems)
    if named_in(entries) and ids == {0}:
        return tuple(inferred(entries))
    return tuple(with_beside(entry, (other for other in beside(entry) if other in ids)) for entry in entries)


def _entry(table: object, kind: type[Entry], taken: Collection[int]) -> Entry:
    if not isinstance(table, Mapping):
        raise EntryError([FieldProblem("entry", "the entry is no table", "Use [[entry]]")])
    number = table.get("id", 0)
    if type(number) is not int or number < 0 or (number and number in taken):
        problem = FieldProblem("id", f"id is {number}", "Give each entry a number of its own, or none")
        raise EntryError([problem])
    return from_record({key: value for key, value in table.items() if key != "id"}, id=number, make=kind)


def _tables(text: str, name: str) -> Sequence[Any]:
    import tomllib  # only an import needs it

    try:
        whole = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problem = FieldProblem("", f"{name} is not TOML: {error}", "Mend that place")
        raise ExchangeError(name, [problem]) from error
    problems = [
        FieldProblem(key, f"{key} is not a key of a diary file", "Use format and entry")
        for key in whole
        if key not in ("format", "entry")
    ]
    form = whole.get("format", "missing")
    if form not in FORMATS or isinstance(form, bool):
        remedy = f"This kneetui reads formats up to {FORMAT}: write format = {FORMAT} at the top, or update kneetui"
        problems.append(FieldProblem("format", f"format is {form}", remedy))
    tables = whole.get("entry", [])
    if not isinstance(tables, list):
        problems.append(FieldProblem("entry", "entry is not a list of tables", "Begin each with [[entry]]"))
    if problems:
        raise ExchangeError(name, problems)
    return list(tables)


def import_toml(store: DiaryStore, text: str, name: str = "the file") -> Imported:
    """Adds what the diary does not hold yet, as one change.

    Raises as :func:`from_toml` does, and then adds nothing.
    """
    news = compare(from_toml(text, name), store.entries())
    return Imported(store.add_all(news.new, edited=news.edited), news.known, news.joined)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a file has that the diary does not: ``new`` entries, and entries of the diary ``edited`` by a session.

    ``known`` counts the entries that are there already, ``joined`` those whose session gained something.
    """

    new: tuple[Entry, ...]
    edited: tuple[Entry, ...] = ()
    known: int = 0
    joined: int = 0


def compare(entries: Iterable[Entry], diary: Iterable[Entry]) -> News:
    """What ``entries``, of one file, are to those of the diary.

    An entry is known if the content is the same (twice the same in ``entries`` needs it twice in the diary), or if
    its session is the same (:mod:`~kneetui.diary.sessions`). What the new ones refer to are then entries of the
    diary, or new ones, whose ids are larger than any of the diary.
    """
    held = list(diary)
    left: dict[Entry, list[int]] = {}
    for entry in reversed(held):
        left.setdefault(_content(entry), []).append(entry.id)
    given = [(entry, _taken(left, entry)) for entry in entries]
    joiner = Joiner(held)
    joiner.begin_file({number for _, number in given if number}, distinct=True)
    largest = max((entry.id for entry in held), default=0)
    ids: dict[int, int] = {}
    new = []
    for entry, number in given:
        same = None if number or not entry.session else joiner.take(replace(entry, id=0))
        ids[entry.id] = number or (
            largest + entry.id if entry.id and same is None else same.id if same else 0
        )
        if not number and same is None:
            new.append(replace(entry, id=ids[entry.id]))
    return News(
        new=tuple(
            with_beside(entry, (ids[other] for other in beside(entry) if other in ids)) for entry in new
        ),
        edited=tuple(joiner.edited),
        known=sum(number > 0 for _, number in given) + joiner.known,
        joined=joiner.joined,
    )


def _taken(left: dict[Entry, list[int]], entry: Entry) -> int:
    """The id of an entry of the diary with the same content, which then stands for no other; 0 if there is none."""
    same = left.get(_content(entry))
    return same.pop() if same else 0


def _content(entry: Entry) -> Entry:
    """The entry without what depends on the diary it is in."""
    return replace(with_beside(entry, ()), id=0)
