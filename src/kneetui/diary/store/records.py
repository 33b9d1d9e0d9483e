"""Entries as plain tables and back: the one shape that files and stores keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from kneetui.diary.entries import AssessmentRecord, Entry, RoutineRecord, Session
from kneetui.diary.errors import EntryError, FieldProblem

Record = dict[str, Any]
"""Keys as in a diary file; only text, numbers, truth values, lists and tables. The unknown is left out."""

_Part = TypeVar("_Part", bound=Session | AssessmentRecord | RoutineRecord)

_PAINS = ("pain-during", "pain-after", "pain-morning")
_ENTRY = ("kind", "knee", *_PAINS, "swelling", "stiffness", "medication", "note")
_SESSION = ("sport", "minutes", "effort", "distance-km", "source-id")
_ASSESSMENT = ("urgency", "causes", "flags", "answers")
_ROUTINE = ("routine", "phase", "done", "minutes", "pain", "verdict")
_TABLES = ("session", "assessment", "routine")


def to_record(entry: Entry) -> Record:
    """The entry without its id; ``when`` becomes text such as ``2025-11-22T07:30``."""
    record: Record = {"when": entry.when.isoformat(timespec="minutes"), **_pick(entry, _ENTRY)}
    if entry.session:
        record["session"] = _pick(entry.session, _SESSION)
    if entry.assessment:
        record["assessment"] = _pick(entry.assessment, _ASSESSMENT)
        record["assessment"]["causes"] = [
            {"id": cause, "probability": probability} for cause, probability in entry.assessment.causes
        ]
        record["assessment"]["flags"] = list(entry.assessment.flags)
    if entry.routine:
        record["routine"] = _pick(entry.routine, _ROUTINE)
    return record


def _pick(part: object, keys: tuple[str, ...]) -> Record:
    values = ((key, getattr(part, _attribute(key))) for key in keys)
    return {key: _plain(value) for key, value in values if value not in (None, "", ())}


def _attribute(key: str) -> str:
    return key.replace("-", "_")


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def from_record(record: Mapping[str, Any], *, id: int = 0) -> Entry:
    """The entry a record describes. Raises :class:`EntryError` with everything that is wrong with it."""
    problems = _unknown(record, ("when", *_ENTRY, *_TABLES), "")
    broken = {"entry"}
    parts: Record = {}
    makers: tuple[tuple[str, Callable[[Mapping[str, Any]], object]], ...] = (
        ("session", _session),
        ("assessment", _assessment),
        ("routine", _routine),
    )
    for name, make in makers:
        try:
            parts[name] = make(_table(record, name)) if name in record else None
        except EntryError as error:
            problems += error.problems
            broken.add(name)
    values = {_attribute(key): record[key] for key in _ENTRY if key in record}
    try:
        entry = Entry(when=_moment(record.get("when")), knee=values.pop("knee", ""), id=id, **values, **parts)
    except EntryError as error:
        if len(broken) == 1:
            raise EntryError([*problems, *error.problems]) from None
        problems += [problem for problem in error.problems if problem.key not in broken]
    if problems:
        raise EntryError(problems)
    return entry


def _moment(when: object) -> Any:
    if isinstance(when, str):
        try:
            return datetime.fromisoformat(when)
        except ValueError:
            return when
    return when


def _table(record: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = record[name]
    if not isinstance(table, Mapping):
        raise EntryError([FieldProblem(name, f"{name} is not a table", f"Write it as [entry.{name}]")])
    return table


def _unknown(table: Mapping[str, Any], keys: tuple[str, ...], prefix: str) -> list[FieldProblem]:
    names = ((prefix + key) for key in table if key not in keys)
    remedy = f"Use one of: {', '.join(keys)}"
    return [FieldProblem(name, f"{name} is not a key of the diary", remedy) for name in names]


def _made(
    part: type[_Part], name: str, table: Mapping[str, Any], keys: tuple[str, ...], **given: Any
) -> _Part:
    problems = _unknown(table, keys, f"{name}.")
    values = {_attribute(key): table[key] for key in keys if key in table}
    try:
        made = part(**{**values, **given})
    except EntryError as error:
        raise EntryError([*problems, *error.problems]) from None
    if problems:
        raise EntryError(problems)
    return made


def _session(table: Mapping[str, Any]) -> Session:
    return _made(Session, "session", table, _SESSION)


def _routine(table: Mapping[str, Any]) -> RoutineRecord:
    return _made(RoutineRecord, "routine", table, _ROUTINE, routine=table.get("routine", ""))


def _assessment(table: Mapping[str, Any]) -> AssessmentRecord:
    causes = table.get("causes", [])
    if not isinstance(causes, list) or not all(_is_cause(cause) for cause in causes):
        name = "assessment.causes"
        raise EntryError([FieldProblem(name, f"{name} is not a list of causes", "Use { id, probability }")])
    pairs = tuple((cause["id"], cause["probability"]) for cause in causes)
    return _made(
        AssessmentRecord, "assessment", table, _ASSESSMENT, urgency=table.get("urgency"), causes=pairs
    )


def _is_cause(cause: object) -> bool:
    return isinstance(cause, Mapping) and set(cause) == {"id", "probability"}
