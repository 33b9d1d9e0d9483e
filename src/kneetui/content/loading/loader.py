"""A folder of TOML -> :class:`Pack`: every problem at once, each with file, line, key and remedy."""

from __future__ import annotations

import copy
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kneetui.config.spelling import did_you_mean
from kneetui.content.format import limits, schema
from kneetui.content.format.deprecated import KeyPath, modern
from kneetui.content.format.fields import ID, keys_of
from kneetui.content.loading.invisible_chars import shown
from kneetui.content.loading.messages import explain
from kneetui.content.loading.pack import AnyTable, CheckedTable, Pack, TomlFile
from kneetui.content.loading.pack_files import HEAD, LOCALE, pack_files
from kneetui.content.loading.toml import parse
from kneetui.content.model import PackInfo, Problem


def _read(folder: Path, name: str, pack: Pack) -> tuple[TomlFile, dict[str, Any]] | None:
    path = folder / name
    parsed = parse(path)
    file = TomlFile(path=path, text=parsed.text)
    for mistake in parsed.mistakes:
        if mistake.path:
            pack.note(file.problem(pack.id, mistake.path, mistake.message, mistake.remedy))
        else:
            key = (
                file.key_at(mistake.line, mistake.column) if mistake.line and parsed.data is not None else ""
            )
            problem = Problem(
                message=mistake.message,
                remedy=mistake.remedy,
                file=str(path),
                line=mistake.line,
                column=mistake.column,
                key=key,
                pack=pack.id,
            )
            pack.note(problem)
    return None if parsed.data is None else (file, parsed.data)


def _check(
    table: type[AnyTable], data: object, file: TomlFile, pack: Pack, at: KeyPath = ()
) -> AnyTable | None:
    """The table, checked; one that can be read with what is wrong left out or replaced is kept like that."""
    try:
        return table.model_validate(data)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=True)[: limits.PROBLEMS]
    for fault in wrong:
        if pack.enough():
            break
        path, message, remedy = explain(fault, table)
        pack.note(file.problem(pack.id, (*at, *path), message, remedy))
    copied = copy.deepcopy(data)
    for fault in wrong:
        _mend(copied, fault)
    try:
        return table.model_validate(copied)
    except ValidationError:
        return None


def _mend(data: Any, error: ErrorDetails) -> None:
    """Take away what is wrong, or put an allowed word in its place, so that the rest can be checked too."""
    where: tuple[Any, ...] = error["loc"] or (None,)
    *path, last = where
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return
    allowed = str(error.get("ctx", {}).get("expected", "")).split("'")[1:2]
    if error["type"] == "literal_error" and allowed and isinstance(data, dict | list):
        data[last] = allowed[0]
    elif isinstance(data, dict):
        data.pop(last, None)


def load_pack(folder: Path, origin: str = "folder") -> Pack:
    """Read the pack in ``folder``; what is wrong with it is in ``problems``, never raised.

    ``origin`` says where the pack came from, such as ``kneetui-running 0.1.0``. Of a pack for another
    format nothing but its head is read.
    """
    pack = load_head(folder, origin)
    if any(problem.key == "format" for problem in pack.problems):
        return pack
    files, problems = pack_files(folder)
    reported = {problem.file for problem in pack.problems}
    for problem in problems:
        if problem.file not in reported:
            pack.note(replace(problem, pack=pack.id))
    for path in files:
        if path.parent == folder and path.suffix == ".toml" and path.name != HEAD and not pack.enough():
            read = _read(folder, path.name, pack)
            if read:
                _take(*read, pack)
    return pack


def load_head(folder: Path, origin: str = "folder") -> Pack:
    """Read only the ``pack.toml`` in ``folder``."""
    pack = Pack(folder=folder, origin=origin)
    if not os.path.lexists(folder / HEAD):
        remedy = "A pack is a folder with a pack.toml; see the pack author's guide."
        pack.problems.append(
            Problem(message="there is no pack.toml", remedy=remedy, file=str(folder), pack=folder.name)
        )
        return pack
    read = _read(folder, HEAD, pack)
    if not read:
        return pack
    pack.head, data = read
    if isinstance(data.get("id"), str) and re.fullmatch(ID, data["id"]) and len(data["id"]) <= 64:
        pack.named = data["id"]
    data = _modern(data, "pack", pack.head, pack)
    wrong = _format(data["format"])
    if wrong:
        pack.note(pack.head_problem(("format",), *wrong))
        return pack
    head = _check(schema.PackTable, data, pack.head, pack)
    if head:
        pack.purpose = head.purpose
        pack.info = PackInfo(
            id=head.id,
            name=head.name,
            version=head.version,
            summary=head.summary,
            licence=head.licence,
            authors=tuple(head.authors),
            activities=tuple(head.activities),
            folder=str(folder),
            origin=origin,
            counts={},
            requires=dict(head.requires),
            languages=languages(folder),
        )
    return pack


def languages(folder: Path) -> tuple[str, ...]:
    """The languages that the pack in ``folder`` brings translations for, by the names of the files."""
    return tuple(sorted(path.stem for path in pack_files(folder)[0] if path.parent.name == LOCALE))


def read_locale(pack: Pack, language: str) -> tuple[tuple[TomlFile, dict[str, Any]] | None, list[Problem]]:
    """The translation of a pack as it stands in its file, and what keeps it from being read."""
    aside = Pack(folder=pack.folder, origin=pack.origin, named=pack.id)
    return _read(pack.folder / "locale", f"{language}.toml", aside), aside.problems


def _format(given: object) -> tuple[str, str] | None:
    """What is wrong with the format a pack names, and what to do."""
    if type(given) is not int or given < 1:
        return f"“{shown(str(given))}” is no format of packs", f"Write format = {schema.FORMAT}."
    if given > schema.FORMAT:
        return (
            f"the pack is made for a newer kneetui (format {given}; this one reads {schema.FORMAT})",
            "Update kneetui, or install an older version of the pack.",
        )
    return None


def _modern(data: dict[str, Any], table: str, file: TomlFile, pack: Pack) -> dict[str, Any]:
    """The same in today's spelling; old spellings are noted as warnings."""
    result = modern(data, table)
    for use in result.uses:
        warning = file.warning(pack.id, use.path, use.old.message, use.old.remedy)
        pack.warnings.append(warning if use.old.key else replace(warning, line=1, column=1))
    if result.renamed:
        file.spelling = result
    return result.data


def _take(file: TomlFile, data: dict[str, Any], pack: Pack) -> None:
    known = list(keys_of(schema.ContentFile))
    for key, value in _modern(data, "", file, pack).items():
        if key not in known:
            remedy = did_you_mean(key, known) or f"Use one of: {', '.join(known)}."
            pack.note(file.problem(pack.id, (key,), f"unknown table “{shown(key)}”", remedy))
        elif key in schema.KINDS and isinstance(value, list):
            _take_list(key, value, file, pack)
        else:
            _take_single(key, value, file, pack)


def _take_list(key: str, value: list[object], file: TomlFile, pack: Pack) -> None:
    most = limits.TABLES.get(key, limits.LIST)
    there = len(pack.items(key))
    if len(value) + there > most:
        message = f"a pack has at most {most} [[{key}]] tables"
        pack.note(file.problem(pack.id, (key, max(most - there, 0)), message, "Remove some."))
        return
    for index, row in enumerate(value):
        if pack.enough():
            break
        table = _check(schema.KINDS[key], row, file, pack, (key, index))
        name = row.get("id") if isinstance(row, dict) else None
        given = name if isinstance(name, str) else ""
        if table is not None:
            item = CheckedTable(table=table, id=given, file=file, path=(key, index), pack=pack.id)
            pack.tables.setdefault(key, []).append(item)
        elif given:
            pack.broken.add((key, given))


def _take_single(key: str, value: object, file: TomlFile, pack: Pack) -> None:
    content = _check(schema.ContentFile, {key: value}, file, pack)
    if content is not None:
        table = {"normal": content.normal, "numbers": content.numbers, "trend": content.trend}.get(key)
        if table:
            item = CheckedTable(table=table, id="", file=file, path=(key,), pack=pack.id)
            pack.tables.setdefault(key, []).append(item)
