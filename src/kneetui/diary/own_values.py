"""What a person keeps track of besides the knee (sleep, stress, shoes), by its id; each a field of its own in files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from kneetui.diary.clean_text import clean_line
from kneetui.diary.errors import EntryError, FieldProblem
from kneetui.diary.validation import Checks
from kneetui.diary.value_types import Number, OneOf, Plain, ValuesByKey

OwnValue: TypeAlias = "bool | float | str"
"""Yes or no, a number, or a line of text."""
OwnPairs: TypeAlias = "tuple[tuple[str, OwnValue], ...]"
"""Ids of trackers and what was noted of them, in the order of the ids."""

PREFIX: Final = "own-"
"""Before the id of a tracker, in files: ``own-sleep``."""
ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID: Final = 40
LONGEST: Final = 80
"""Characters of a value."""
MOST: Final = 30
"""Values of one entry."""
NUMBER: Final = Number(-100_000, 100_000, places=3, spelling=".10g")


class YesNo(OneOf):
    """Yes or no; ``None`` if nobody said."""

    def __init__(self) -> None:
        super().__init__(("yes", "no"))

    def check(self, checks: Checks, key: str, value: object) -> str | None:
        """See :class:`ValueType`."""
        return super().check(checks, key, ("yes" if value else "no") if isinstance(value, bool) else value)


def name_of(own_id: str) -> str:
    """The name of something that nobody described, from its id."""
    return own_id.replace("-", " ").capitalize()


def own_words(value: OwnValue) -> str:
    """A value as people read it: ``yes``, ``7.5``, ``new shoes``."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else NUMBER.words(value)


class OwnValues(ValuesByKey):
    """Values by id. A file holds each under a key of its own, so that copies of a diary merge value by value."""

    def __init__(self) -> None:
        super().__init__(PREFIX)

    def check(self, checks: Checks, key: str, value: object) -> OwnPairs:  # noqa: ARG002
        """See :class:`ValueType`."""
        pairs: dict[str, OwnValue] = {}
        for name, one in value if isinstance(value, Iterable) else ():
            if not isinstance(name, str) or len(name) > LONGEST_ID or not ID.fullmatch(name):
                checks.wrong(
                    PREFIX.rstrip("-"), name, "Name it in small letters, with hyphens: hours-of-sleep"
                )
                continue
            checked = _checked(checks, PREFIX + name, one)
            if checked not in (None, ""):
                pairs[name] = checked
        if len(pairs) > MOST:
            checks.say("own", f"{len(pairs)} own values are too many", f"Give at most {MOST}")
        return tuple(sorted(pairs.items()))

    def spread(self, value: object) -> dict[str, Plain]:
        """See :class:`ValuesByKey`."""
        pairs = value if isinstance(value, tuple) else ()
        return {PREFIX + name: plain for name, one in pairs if (plain := NUMBER.plain(one)) is not None}

    def gathered(self, table: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
        """See :class:`ValuesByKey`."""
        pairs = []
        for key, value in table.items():
            if key.startswith(PREFIX):
                if not isinstance(value, bool | int | float | str):
                    raise EntryError(
                        [FieldProblem(key, f"{key} is no value", "Give a number, a text or true")]
                    )
                pairs.append((key.removeprefix(PREFIX), value))
        return tuple(pairs)

    def cell(self, value: object) -> str:
        """See :class:`ValueType`."""
        pairs = value if isinstance(value, tuple) else ()
        return ", ".join(f"{name.replace('-', ' ')} {own_words(one)}" for name, one in pairs)


def _checked(checks: Checks, key: str, value: object) -> OwnValue | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return NUMBER.check(checks, key, value)
    if not isinstance(value, str):
        checks.wrong(key, value, "Give a number, a text, or yes or no")
        return None
    text = clean_line(value)
    if len(text) > LONGEST:
        checks.wrong(key, f"{len(text)} characters long", f"Shorten it to {LONGEST} characters")
        return None
    return text
