"""How problems of packs are said: keys spelled, words guessed, mistakes of a table explained."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic_core import ErrorDetails

from kneetui.config.spelling import LONGEST_WORD, did_you_mean
from kneetui.content.format.deprecated import KeyPath
from kneetui.content.format.fields import Table, keys_of, tables_within
from kneetui.content.loading.invisible_chars import shown


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


def _known_keys(table: type[Table], path: Sequence[str | int]) -> list[str]:
    """The keys of a table, or of one that stands in it."""
    current = table
    for part in path:
        if isinstance(part, str):
            inner = keys_of(current).get(part)
            inner_table = next(tables_within(inner.annotation), None) if inner else None
            if inner_table is None:
                return []
            current = inner_table
    return list(keys_of(current))


def explain(error: ErrorDetails, table: type[Table]) -> tuple[KeyPath, str, str]:
    """Where a mistake that pydantic reports stands, what it is, and what to do."""
    path: KeyPath = tuple(error["loc"])
    kind = error["type"]
    if kind == "extra_forbidden":
        known = _known_keys(table, path[:-1])
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
