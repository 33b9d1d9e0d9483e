"""The format of packs, key by key, as Markdown: the reference section of the pack author's guide."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kneetui.content.format import fields, schema

BEGIN = "<!-- The reference below is made by: kneetui pack reference -->"
END = "<!-- The end of the reference. -->"

_PATTERNS = {
    fields.ID: "id",
    fields.ANY_ID: "id, upper case allowed",
    fields.QUESTION_ID: "id, or pack id `.` id",
}
_KINDS = {str: "text", int: "whole number", float: "number", bool: "true or false", dict: "table"}


def reference() -> str:
    """Every table of the format with its keys, ready to stand between the two marks."""
    lines = [BEGIN, ""]
    for table in schema.TABLES:
        lines += [*_table(table), ""]
    return "\n".join([*lines, END])


def _table(table: type[BaseModel]) -> Iterator[str]:
    heading, says = _doc(table)
    yield f"### {heading}"
    yield ""
    yield says[:1].upper() + says[1:]
    yield ""
    yield "| Key | What to write | If left out | Meaning |"
    yield "| --- | --- | --- | --- |"
    for name, field in _last(table.model_fields, "source", "note"):
        cells = (f"`{field.alias or name}`", _kind(field), _default(field), field.description or "")
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _last(fields: Mapping[str, FieldInfo], *names: str) -> list[tuple[str, FieldInfo]]:
    return sorted(fields.items(), key=lambda field: field[0] in names)


def _doc(table: type[BaseModel]) -> tuple[str, str]:
    heading, _, says = " ".join((table.__doc__ or "").split()).partition(": ")
    return heading, says


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**needed**"
    if field.default in ("", None, [], {}):
        return "–"
    return f"`{field.default:g}`" if isinstance(field.default, int | float) else f"`{field.default}`"


def _kind(field: FieldInfo) -> str:
    if field.alias == "source" and get_origin(field.annotation) is list:
        return "id, or list of ids"
    return _words(field.annotation, field.metadata)


def _words(annotation: Any, metadata: Sequence[Any] = ()) -> str:
    """A type in words."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _words(inner, [*more, *metadata])
    if "condition" in metadata:
        return "[condition](#conditions)"
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return _words(inner, metadata)
    if origin is Literal:
        options = [f"`{argument}`" if argument != "" else "nothing" for argument in arguments]
        return options[0] if len(options) == 1 else f"one of {', '.join(options)}"
    if origin is list:
        return _list(arguments[0], metadata)
    if origin is dict:
        return "table" if arguments[1] is Any else f"table of {_plural(_words(arguments[1]))}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"table {_doc(annotation)[0]}"
    return _KINDS[annotation] + _limits(metadata) if annotation is not str else _text(metadata)


def _list(item: Any, metadata: Sequence[Any]) -> str:
    if isinstance(item, type) and issubclass(item, BaseModel):
        heading = _doc(item)[0]
        return f"tables {heading}" if heading.startswith("`[[") else f"list of {heading}"
    least, most = _given("min_length", metadata), _given("max_length", metadata)
    size = f", {least} to {most}" if most else f", at least {least}" if least else ""
    return f"list of {_plural(_words(item))}{size}"


def _plural(words: str) -> str:
    if words.startswith("one of"):
        return words.removeprefix("one of ")
    head, comma, rest = words.partition(",")
    return f"{head}s{comma}{rest}"


def _text(metadata: Sequence[Any]) -> str:
    return _PATTERNS.get(str(_given("pattern", metadata)), "text")


def _limits(metadata: Sequence[Any]) -> str:
    low, above, high = (_given(name, metadata) for name in ("ge", "gt", "le"))
    if high is None:
        return ""
    return f", {low:g} to {high:g}" if above is None else f", above {above:g}, at most {high:g}"


def _given(name: str, metadata: Sequence[Any]) -> Any:
    """A limit among the constraints of a field."""
    for item in metadata:
        value = _given(name, item.metadata) if isinstance(item, FieldInfo) else getattr(item, name, None)
        if value is not None:
            return value
    return None
