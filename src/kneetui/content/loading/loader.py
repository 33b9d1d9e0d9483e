"""A folder of TOML -> :class:`Pack`: every problem at once, each with file, line, key and remedy."""

from __future__ import annotations

import copy
import difflib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from kneetui.content.format import limits, schema
from kneetui.content.format.deprecated import KeyPath, Modern, modern
from kneetui.content.loading.invisible_chars import shown
from kneetui.content.loading.pack_files import HEAD, LOCALE, pack_files
from kneetui.content.loading.toml import parse
from kneetui.content.model import PackInfo, Problem

if TYPE_CHECKING:
    from kneetui.content.loading.toml_positions import Places


@dataclass(slots=True)
class TomlFile:
    """One file of a pack: its text, and where its keys stand."""

    path: Path
    text: str
    spelling: Modern | None = None
    """Which keys it spells in an old way, if it was looked at."""
    _places: Places | None = None

    def problem(self, pack: str, path: Sequence[str | int], message: str, remedy: str) -> Problem:
        """A problem at the key ``path`` (in today's spelling) of this file."""
        from kneetui.content.loading.toml_positions import Places

        if self._places is None:
            self._places = Places(self.text)
        written = self.spelling.as_written(path) if self.spelling else path
        line, column = self._places.of(written)
        message, remedy = shown(message, LONGEST_MESSAGE), shown(remedy, LONGEST_MESSAGE)
        return Problem(
            message=message,
            remedy=remedy,
            file=str(self.path),
            line=line,
            column=column,
            key=spell(written),
            pack=pack,
        )

    def key_at(self, line: int, column: int) -> str:
        """The key that a place of this file belongs to."""
        from kneetui.content.loading.toml_positions import Places

        if self._places is None:
            self._places = Places(self.text)
        return spell(self._places.at(line, column))

    def warning(self, pack: str, path: Sequence[str | int], message: str, remedy: str) -> Problem:
        """The same, for something that is only to mend."""
        return replace(self.problem(pack, path, message, remedy), severity="warning")


@dataclass(slots=True)
class Item:
    """One checked table, and where it came from."""

    table: Any
    file: TomlFile
    path: KeyPath
    pack: str

    def problem(self, inner: Sequence[str | int], message: str, remedy: str) -> Problem:
        """A problem at a key inside this table."""
        return self.file.problem(self.pack, (*self.path, *inner), message, remedy)

    def warning(self, inner: Sequence[str | int], message: str, remedy: str) -> Problem:
        """A warning at a key inside this table."""
        return self.file.warning(self.pack, (*self.path, *inner), message, remedy)


@dataclass(slots=True)
class Pack:
    """A pack as read from its folder, not yet checked against others."""

    folder: Path
    origin: str = ""
    info: PackInfo | None = None
    named: str = ""
    """The id it gives itself, known even if the rest of its ``pack.toml`` is wrong."""
    head: TomlFile | None = None
    purpose: str = ""
    tables: dict[str, list[Item]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    """What is to mend; it never keeps the pack out."""
    broken: set[tuple[str, str]] = field(default_factory=set)
    """Kind and id of tables that could not be read: references to them are not reported again."""

    @property
    def id(self) -> str:
        """Its id, or the name of the folder while the id cannot be read."""
        return self.named or shown(self.folder.name)

    def enough(self) -> bool:
        """Whether so much is wrong that no more is looked for; the last problem says that there are more."""
        if len(self.problems) == limits.PROBLEMS:
            more = Problem(
                message="there may be more problems than these",
                remedy="Correct these first.",
                file=str(self.folder),
            )
            self.problems.append(replace(more, pack=self.id))
        return len(self.problems) > limits.PROBLEMS

    def note(self, problem: Problem) -> None:
        """Add a problem, unless there are enough."""
        if not self.enough():
            self.problems.append(problem)

    def head_problem(self, path: Sequence[str | int], message: str, remedy: str) -> Problem:
        """A problem at a key of its ``pack.toml``."""
        if self.head is None:
            return Problem(
                message=message,
                remedy=remedy,
                file=str(self.folder / "pack.toml"),
                key=spell(path),
                pack=self.id,
            )
        return self.head.problem(self.id, path, message, remedy)

    def items(self, kind: str) -> list[Item]:
        """The tables of one kind, in the order of the files."""
        return self.tables.get(kind, [])


def spell(path: Sequence[str | int]) -> str:
    """A key path for people: ``question[3].option[0].rate`` (counted from 1)."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{shown(part)}" if text else shown(part)
    return text


LONGEST_MESSAGE = 800
"""Characters of what is said of one problem; a pack may have put much into it."""

LONGEST_WORD = 64
"""Nothing that could be meant has more characters."""


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A hint at the nearest known word, or an empty string."""
    if len(word) > LONGEST_WORD:
        return ""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”?" if near else ""


_REMEDIES = {
    "missing": "Add this key.",
    "string_type": "Write text in quotes.",
    "float_type": "Write a number without quotes.",
    "int_type": "Write a whole number without quotes.",
    "list_type": "Write a list in [ ].",
    "dict_type": "Write a table in { }.",
    "string_pattern_mismatch": "Use lower-case letters, digits and hyphens.",
    "string_too_short": "Write some text.",
    "string_too_long": "Shorten the text.",
}


def _known_keys(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    current: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        fields = {field.alias or name: field for name, field in current.model_fields.items()}
        if part not in fields:
            return []
        current = next(
            (
                arg
                for arg in _nested(fields[part].annotation)
                if isinstance(arg, type) and issubclass(arg, BaseModel)
            ),
            None,
        )
        if current is None:
            return []
    return [field.alias or name for name, field in current.model_fields.items()]


def _nested(annotation: Any) -> Iterator[Any]:
    yield annotation
    for arg in getattr(annotation, "__args__", ()):
        yield from _nested(arg)


def _explain(error: Any, model: type[BaseModel]) -> tuple[KeyPath, str, str]:
    path: KeyPath = tuple(error["loc"])
    kind = error["type"]
    if kind == "extra_forbidden":
        known = _known_keys(model, path[:-1])
        hint = did_you_mean(str(path[-1]), known)
        return (
            path,
            f"unknown key “{shown(str(path[-1]))}”",
            hint or f"Remove it, or use one of: {', '.join(known)}.",
        )
    if kind == "missing":
        return path, f"the key “{path[-1]}” is missing", _REMEDIES["missing"]
    if kind == "literal_error":
        given = str(error["input"])[: LONGEST_WORD + 1]
        expected = str(error["ctx"]["expected"])
        options = [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]
        return (
            path,
            f"“{shown(given)}” is not allowed here",
            did_you_mean(given, options) or f"Use one of: {expected}.",
        )
    message = str(error["msg"]).removeprefix("Value error, ")
    return path, message[:1].lower() + message[1:], _REMEDIES.get(kind, "Correct the value.")


def _read(folder: Path, name: str, pack: Pack) -> tuple[TomlFile, dict[str, Any]] | None:
    path = folder / name
    parsed = parse(path)
    file = TomlFile(path, parsed.text)
    for each in parsed.mistakes:
        if each.path:
            pack.note(file.problem(pack.id, each.path, each.message, each.remedy))
        else:
            key = file.key_at(each.line, each.column) if each.line and parsed.data is not None else ""
            problem = Problem(
                message=each.message,
                remedy=each.remedy,
                file=str(path),
                line=each.line,
                column=each.column,
                key=key,
                pack=pack.id,
            )
            pack.note(problem)
    return None if parsed.data is None else (file, parsed.data)


def _check(model: type[BaseModel], data: Any, file: TomlFile, pack: Pack, at: KeyPath = ()) -> Any:
    """The table, checked; one that can be read with what is wrong left out or replaced is kept like that."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=True)[: limits.PROBLEMS]
    for each in wrong:
        if pack.enough():
            break
        path, message, remedy = _explain(each, model)
        pack.note(file.problem(pack.id, (*at, *path), message, remedy))
    kept = copy.deepcopy(data)
    for each in wrong:
        _mend(kept, each)
    try:
        return model.model_validate(kept)
    except ValidationError:
        return None


def _mend(data: Any, error: Any) -> None:
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
    told = {each.file for each in pack.problems}
    for problem in problems:
        if problem.file not in told:
            pack.note(replace(problem, pack=pack.id))
    for path in files:
        if path.parent == folder and path.suffix == ".toml" and path.name != HEAD and not pack.enough():
            read = _read(folder, path.name, pack)
            if read:
                _take(*read, pack)
    return pack


def load_head(folder: Path, origin: str = "folder") -> Pack:
    """Read only the ``pack.toml`` in ``folder``."""
    pack = Pack(folder, origin)
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
    if isinstance(data.get("id"), str) and re.fullmatch(schema.ID, data["id"]) and len(data["id"]) <= 64:
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
    aside = Pack(pack.folder, pack.origin, named=pack.id)
    return _read(pack.folder / "locale", f"{language}.toml", aside), aside.problems


def _format(given: Any) -> tuple[str, str] | None:
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
    found = modern(data, table)
    for use in found.uses:
        warning = file.warning(pack.id, use.path, use.old.message, use.old.remedy)
        pack.warnings.append(warning if use.old.key else replace(warning, line=1, column=1))
    if found.renamed:
        file.spelling = found
    return found.data


def _take(file: TomlFile, data: dict[str, Any], pack: Pack) -> None:
    tables = {info.alias or name: info for name, info in schema.ContentFile.model_fields.items()}
    for key, value in _modern(data, "", file, pack).items():
        if key not in tables:
            remedy = did_you_mean(key, list(tables)) or f"Use one of: {', '.join(tables)}."
            pack.note(file.problem(pack.id, (key,), f"unknown table “{shown(key)}”", remedy))
            continue
        model = next(
            (
                each
                for each in _nested(tables[key].annotation)
                if isinstance(each, type) and issubclass(each, BaseModel)
            ),
            None,
        )
        if model is None or not isinstance(value, list):
            _take_single(key, value, file, pack)
            continue
        most = limits.TABLES.get(key, limits.LIST)
        if len(value) + len(pack.items(key)) > most:
            message = f"a pack has at most {most} [[{key}]] tables"
            pack.note(
                file.problem(pack.id, (key, max(most - len(pack.items(key)), 0)), message, "Remove some.")
            )
            continue
        for index, each in enumerate(value):
            if pack.enough():
                break
            table = _check(model, each, file, pack, (key, index))
            if table is not None:
                pack.tables.setdefault(key, []).append(Item(table, file, (key, index), pack.id))
            elif isinstance(each, dict) and isinstance(each.get("id"), str):
                pack.broken.add((key, each["id"]))


def _take_single(key: str, value: Any, file: TomlFile, pack: Pack) -> None:
    content = _check(schema.ContentFile, {key: value}, file, pack)
    if content is not None:
        table = getattr(content, key.replace("-", "_"))
        if table:
            pack.tables.setdefault(key, []).append(Item(table, file, (key,), pack.id))
