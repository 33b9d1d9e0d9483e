"""The diary as a file: TOML out and in without loss, CSV out for spreadsheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kneetui.diary.entries import Entry
from kneetui.diary.errors import EntryError, ExchangeError, FieldProblem
from kneetui.diary.store.records import from_record, to_record

if TYPE_CHECKING:
    from kneetui.diary.store.base import DiaryStore

FORMAT = 1
"""The ``format`` of a diary file."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the entries it ``added``, and how many the diary already ``known``."""

    added: tuple[Entry, ...]
    known: int


def to_toml(entries: Iterable[Entry]) -> str:
    """A diary file with the entries in the order given; ids are left out."""
    import tomli_w  # only an export needs it

    tables = [{**to_record(entry), "when": entry.when} for entry in entries]
    return tomli_w.dumps({"format": FORMAT, "entry": tables}, multiline_strings=True)


def from_toml(text: str, name: str = "the file", kind: type[Entry] = Entry) -> tuple[Entry, ...]:
    """The entries of a diary file, of the class ``kind`` and without ids.

    Raises :class:`ExchangeError` with every problem, each with the number of its entry and the key.
    """
    tables = _tables(text, name)
    problems: list[FieldProblem] = []
    entries: list[Entry] = []
    for number, table in enumerate(tables, 1):
        try:
            if not isinstance(table, Mapping):
                problems.append(FieldProblem("entry", "the entry is no table", "Use [[entry]]", number))
                continue
            entries.append(from_record(table, make=kind))
        except EntryError as error:
            problems += [replace(problem, number=number) for problem in error.problems]
    if problems:
        raise ExchangeError(name, problems)
    return tuple(entries)


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
    if form != FORMAT or isinstance(form, bool):
        remedy = f"This kneetui reads format {FORMAT}: write format = {FORMAT} at the top, or update kneetui"
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
    entries = from_toml(text, name)
    new = new_only(entries, store.entries())
    return Imported(store.add_all(new), len(entries) - len(new))


def new_only(entries: Iterable[Entry], known: Iterable[Entry]) -> list[Entry]:
    """Those of ``entries`` that are not among ``known``.

    An entry is known if the content is the same (twice the same in ``entries`` needs it twice in ``known``),
    or if both hold a session with the same ``source_id``.
    """
    held = list(known)
    left = Counter(replace(entry, id=0) for entry in held)
    sources = {entry.session.source_id for entry in held if entry.session and entry.session.source_id}
    new = []
    for entry in entries:
        content = replace(entry, id=0)
        if left[content]:
            left[content] -= 1
        elif not (entry.session and entry.session.source_id in sources):
            new.append(entry)
    return new
