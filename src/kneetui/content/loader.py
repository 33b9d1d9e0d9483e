"""A folder of TOML -> :class:`Pack`: every problem at once, each with file, line, key and remedy."""

from __future__ import annotations

import copy
import difflib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from kneetui.content import schema
from kneetui.content.model import PackInfo, Problem

KeyPath = tuple[str | int, ...]


@dataclass(slots=True)
class TomlFile:
    """One file of a pack: its text, and where its keys stand."""

    path: Path
    text: str

    def problem(self, pack: str, path: Sequence[str | int], message: str, remedy: str) -> Problem:
        """A problem at the key ``path`` of this file."""
        from kneetui.content.places import Places

        line, column = Places(self.text).of(path)
        return Problem(message, remedy, str(self.path), line, column, spell(path), pack)


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


@dataclass(slots=True)
class Pack:
    """A pack as read from its folder, not yet checked against others."""

    folder: Path
    origin: str = ""
    info: PackInfo | None = None
    purpose: str = ""
    tables: dict[str, list[Item]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    broken: set[tuple[str, str]] = field(default_factory=set)
    """Kind and id of tables that could not be read: references to them are not reported again."""

    @property
    def id(self) -> str:
        """Its id, or the name of the folder while the id cannot be read."""
        return self.info.id if self.info else self.folder.name

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
            text += f".{part}" if text else part
    return text


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A hint at the nearest known word, or an empty string."""
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
        return path, f"unknown key “{path[-1]}”", hint or f"Remove it, or use one of: {', '.join(known)}."
    if kind == "missing":
        return path, f"the key “{path[-1]}” is missing", _REMEDIES["missing"]
    if kind == "literal_error":
        given = str(error["input"])
        expected = str(error["ctx"]["expected"])
        options = [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]
        return (
            path,
            f"“{given}” is not allowed here",
            did_you_mean(given, options) or f"Use one of: {expected}.",
        )
    message = str(error["msg"]).removeprefix("Value error, ")
    return path, message[:1].lower() + message[1:], _REMEDIES.get(kind, "Correct the value.")


def _read(folder: Path, name: str, pack: Pack) -> tuple[TomlFile, dict[str, Any]] | None:
    path = folder / name
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = (
            "the file is not UTF-8 text"
            if isinstance(error, UnicodeDecodeError)
            else "the file cannot be read"
        )
        pack.problems.append(Problem(reason, "Save it again as UTF-8 text.", str(path), pack=pack.id))
        return None
    try:
        return TomlFile(path, text), tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # numbers and nesting beyond what Python takes, too
        line, column = _toml_place(str(error), text)
        message = str(error).split(" (at ")[0]
        remedy = "Check quotes, brackets and commas around this line."
        pack.problems.append(
            Problem(f"not valid TOML: {message.lower()}", remedy, str(path), line, column, "", pack.id)
        )
        return None


def _toml_place(message: str, text: str) -> tuple[int, int]:
    import re

    found = re.search(r"at line (\d+), column (\d+)", message)
    return (int(found[1]), int(found[2])) if found else (text.count("\n") + 1, 1)


def _check(model: type[BaseModel], data: Any, file: TomlFile, pack: Pack, at: KeyPath = ()) -> Any:
    """The table, checked; one that only has optional keys wrong is kept without them."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        wrong = error.errors()
    for each in wrong:
        path, message, remedy = _explain(each, model)
        pack.problems.append(file.problem(pack.id, (*at, *path), message, remedy))
    kept = copy.deepcopy(data)
    for each in wrong:
        _drop(kept, each["loc"])
    try:
        return model.model_validate(kept)
    except ValidationError:
        return None


def _drop(data: Any, path: Sequence[str | int]) -> None:
    for part in path[:-1]:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(data, dict) and path:
        data.pop(path[-1], None)


def load_pack(folder: Path, origin: str = "folder") -> Pack:
    """Read the pack in ``folder``; what is wrong with it is in ``problems``, never raised.

    ``origin`` says where the pack came from, such as ``kneetui-running 0.1.0``.
    """
    pack = Pack(folder, origin)
    if not (folder / "pack.toml").is_file():
        remedy = "A pack is a folder with a pack.toml; see the pack author's guide."
        pack.problems.append(Problem("there is no pack.toml", remedy, str(folder), pack=folder.name))
        return pack
    read = _read(folder, "pack.toml", pack)
    if read:
        file, data = read
        head = _check(schema.PackTable, data, file, pack)
        if head:
            pack.purpose = head.purpose
            pack.info = PackInfo(
                head.id,
                head.name,
                head.version,
                head.summary,
                head.licence,
                tuple(head.authors),
                tuple(head.activities),
                str(folder),
                origin,
                {},
            )
    for path in sorted(folder.glob("*.toml")):
        if path.name != "pack.toml":
            read = _read(folder, path.name, pack)
            if read:
                _take(*read, pack)
    return pack


def _take(file: TomlFile, data: dict[str, Any], pack: Pack) -> None:
    tables = {info.alias or name: info for name, info in schema.ContentFile.model_fields.items()}
    for key, value in data.items():
        if key not in tables:
            remedy = did_you_mean(key, list(tables)) or f"Use one of: {', '.join(tables)}."
            pack.problems.append(file.problem(pack.id, (key,), f"unknown table “{key}”", remedy))
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
        for index, each in enumerate(value):
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
