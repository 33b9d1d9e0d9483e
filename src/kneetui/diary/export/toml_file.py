"""The diary as a file: TOML out and in without loss, CSV out for spreadsheets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.entries import Entry
from kneetui.diary.errors import EntryError, ExchangeError, FieldProblem
from kneetui.diary.export.news import News, compare
from kneetui.diary.history import Removed, removed_from, removed_record
from kneetui.diary.relations import beside, inferred, named_in, with_beside
from kneetui.diary.store.records import from_record, to_record

if TYPE_CHECKING:
    from kneetui.diary.store.base import DiaryStore

FORMAT = 2
"""The ``format`` of a diary file that is written; entries have a time zone in it."""
FORMATS = (1, FORMAT)
"""Those that are read."""
_TABLES = ("entry", "removed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did: the entries it ``added``, as the diary has them now, and all the ``news``."""

    added: tuple[Entry, ...]
    news: News

    @property
    def known(self) -> int:
        """How many entries were there already."""
        return self.news.known


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryFile:
    """What stands in a diary file: ``entries``, and what was ``removed`` from the diary it was made of.

    ``remembered`` are the texts of that diary, ``settings`` those of the person, unchecked.
    """

    entries: tuple[Entry, ...]
    removed: tuple[Removed, ...] = ()
    remembered: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)


def to_toml(
    entries: Iterable[Entry],
    removed: Iterable[Removed] = (),
    remembered: Mapping[str, str] | None = None,
    settings: Mapping[str, Any] | None = None,
) -> str:
    """A diary file with the entries in the order given, what was ``removed``, and what the diary has ``remembered``.

    ``settings`` are those of the person.

    Only entries that others refer to have an ``id``; the lasting one is ``uid``. A line break in a note is an escape,
    so that no line of the file is one that somebody wrote.
    """
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
    whole: dict[str, object] = {"format": FORMAT, "entry": tables}
    graves = [removed_record(removal) for removal in sorted(removed, key=lambda removal: removal.stamp)]
    parts = {"removed": graves, "remembered": dict(remembered or {}), "settings": dict(settings or {})}
    parts = {key: part for key, part in parts.items() if part}
    return tomli_w.dumps({**whole, **parts})


def from_toml(text: str, name: str = "the file", kind: type[Entry] = Entry) -> tuple[Entry, ...]:
    """The entries of a diary file; see :func:`read_toml`."""
    return read_toml(text, name, kind).entries


def read_toml(text: str, name: str = "the file", kind: type[Entry] = Entry) -> DiaryFile:
    """What stands in a diary file, with entries of the class ``kind``.

    Those that others refer to have an id, of the diary they come from.

    Raises :class:`ExchangeError` with every problem, each with the number of its entry and the key.
    """
    whole = _whole(text, name)
    tables = whole["entry"]
    problems: list[FieldProblem] = []
    entries: list[Entry] = []
    ids: set[int] = set()
    for number, table in enumerate(tables, 1):
        try:
            entries.append(_entry(table, kind, ids))
            ids.add(entries[-1].id)
        except EntryError as error:
            problems += [replace(problem, number=number) for problem in error.problems]
    removed = _removed(whole["removed"], problems)
    if problems:
        raise ExchangeError(name, problems)
    if named_in(entries) and ids == {0}:
        related: Iterable[Entry] = inferred(entries)
    else:
        related = (
            with_beside(entry, (other for other in beside(entry) if other in ids)) for entry in entries
        )
    return DiaryFile(
        entries=tuple(related), removed=removed, remembered=whole["remembered"], settings=whole["settings"]
    )


def _removed(tables: Sequence[Any], problems: list[FieldProblem]) -> tuple[Removed, ...]:
    try:
        return tuple(map(removed_from, tables))
    except ValueError:
        remedy = "Leave it out: entries that were removed may come back then"
        problems.append(FieldProblem("removed", "a table of removed is not as kneetui writes it", remedy))
        return ()


def _entry(table: object, kind: type[Entry], taken: Collection[int]) -> Entry:
    if not isinstance(table, Mapping):
        raise EntryError([FieldProblem("entry", "the entry is no table", "Use [[entry]]")])
    number = table.get("id", 0)
    if type(number) is not int or number < 0 or (number and number in taken):
        problem = FieldProblem("id", f"id is {number}", "Give each entry a number of its own, or none")
        raise EntryError([problem])
    return from_record({key: value for key, value in table.items() if key != "id"}, id=number, make=kind)


def _whole(text: str, name: str) -> Mapping[str, Any]:
    import tomli  # only an import needs it

    try:
        whole = tomli.loads(text.removeprefix("\ufeff"))
    except (tomli.TOMLDecodeError, RecursionError) as error:
        problem = FieldProblem("", f"{name} is not TOML: {error}", "Mend that place")
        raise ExchangeError(name, [problem]) from error
    problems = [
        FieldProblem(
            key, f"{key} is not a key of a diary file", "Use format, entry, removed, remembered and settings"
        )
        for key in whole
        if key not in ("format", "remembered", "settings", *_TABLES)
    ]
    form = whole.get("format", "missing")
    if form not in FORMATS or isinstance(form, bool):
        remedy = f"This kneetui reads formats up to {FORMAT}: write format = {FORMAT} at the top, or update kneetui"
        problems.append(FieldProblem("format", f"format is {form}", remedy))
    problems += [
        FieldProblem(key, f"{key} is not a list of tables", f"Begin each with [[{key}]]")
        for key in _TABLES
        if not isinstance(whole.get(key, []), list)
    ]
    texts = whole.get("remembered", {})
    if not isinstance(texts, dict) or not all(isinstance(value, str) for value in texts.values()):
        problems.append(FieldProblem("remembered", "remembered is not a table of texts", "Leave it out"))
    settings = whole.get("settings", {})
    if not isinstance(settings, dict):
        problems.append(FieldProblem("settings", "settings is not a table", "Leave it out"))
    if problems:
        raise ExchangeError(name, problems)
    return {key: whole.get(key, []) for key in _TABLES} | {"remembered": texts, "settings": settings}


def import_toml(store: DiaryStore, text: str, name: str = "the file") -> Imported:
    """Takes in what the diary does not hold yet, as one change.

    Raises as :func:`read_toml` does, and then changes nothing.
    """
    file = read_toml(text, name)
    news = news_of(file, store)
    return Imported(added=take_in(store, news), news=news)


def export_toml(store: DiaryStore, settings: Mapping[str, Any] | None = None) -> str:
    """Everything in a diary as a diary file, with ``settings`` of the person."""
    return to_toml(store.entries(), store.removals(), store.remembered(), settings)


def news_of(file: DiaryFile, store: DiaryStore) -> News:
    """What a file has that the diary does not."""
    news = compare(file.entries, store.entries(), removed=file.removed, removals=store.removals())
    here = store.remembered()
    return replace(news, remembered={key: text for key, text in file.remembered.items() if key not in here})


def take_in(store: DiaryStore, news: News, *, bring_back: bool = False) -> tuple[Entry, ...]:
    """Take in the news as one change, with what the diary remembers nothing of yet; the new entries.

    With ``bring_back`` the entries that one copy removed and the other changed are written as new ones.
    """
    back = [replace(with_beside(entry, ()), uid="", stamp="", edits=None, id=0) for entry in news.contested]
    new = [*news.new, *(back if bring_back else ())]
    return store.add_all(new, edited=news.edited, removed=news.removed, remembered=news.remembered)
