"""What a value of an entry can be: its limits, and how it is spelt in files, tables and on the screen."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeAlias

from kneetui.diary.clean_text import clean_line, clean_text
from kneetui.diary.errors import EntryError, FieldProblem
from kneetui.diary.history import check_edits, check_stamp
from kneetui.diary.typed_numbers import read_number
from kneetui.diary.validation import Checks

Plain: TypeAlias = "str | int | float | Sequence[Plain] | Mapping[str, Plain]"
"""What files and stores keep: text, numbers, truth values, lists and tables."""

FIRST_YEAR = 1950
LAST_YEAR = 2199


class ValueType:
    """Base of the types. A value that is not known is ``None``, or empty text or an empty tuple.

    They are no dataclasses: making one frozen dataclass takes half a millisecond, and every start would wait for all.
    """

    @property
    def remedy(self) -> str:
        """What can be given."""
        return "Fill it in"

    def check(self, checks: Checks, key: str, value: object) -> object:
        """The value cleaned; what is wrong with it goes to ``checks``."""
        raise NotImplementedError

    def plain(self, value: object) -> Plain | None:
        """The value as a file holds it; ``None`` leaves it out."""
        return None if value in (None, "", ()) else self._plain(value)

    def _plain(self, value: object) -> Plain:
        return value if isinstance(value, int | float) else str(value)

    def read(self, key: str, plain: object) -> object:  # noqa: ARG002
        """The value that :meth:`plain` made text or lists of; :meth:`check` finds what is wrong with it.

        Raises :class:`~kneetui.diary.errors.EntryError` for a list or table of another shape.
        """
        return plain

    def cell(self, value: object) -> str:
        """The value in a table for spreadsheets; empty if it is not known."""
        return "" if value is None else str(value)

    def words(self, value: object) -> str:
        """The value as people read it; empty if it is not known."""
        return self.cell(value)


class ValuesByKey(ValueType):
    """Several values, each under a key of its own in files; all of their keys begin with ``prefix``."""

    def __init__(self, prefix: str) -> None:
        self.prefix: Final = prefix

    def spread(self, value: object) -> dict[str, Plain]:
        """The keys of a file and what stands under each."""
        raise NotImplementedError

    def gathered(self, table: Mapping[str, object]) -> object:
        """The values of a file's table, unchecked. Raises as :meth:`read`."""
        raise NotImplementedError


class Number(ValueType):
    """A number from ``low`` to ``high``, rounded to ``places``, or only whole and half ones.

    ``spelling`` is how many digits people read, ``unit`` what follows the number. ``units`` are those that somebody can
    type after it, and what each is in the number; ``asked`` is what is asked for.
    """

    def __init__(
        self,
        low: float,
        high: float,
        *,
        halves: bool = False,
        places: int = 3,
        spelling: str = ".1f",
        unit: str = "",
        units: Mapping[str, float] | None = None,
        asked: str = "a number",
    ) -> None:
        self.low: Final = low
        self.high: Final = high
        self.halves: Final = halves
        self.places: Final = places
        self.spelling: Final = spelling
        self.unit: Final = unit
        self.units: Final = units or {}
        self.asked: Final = asked

    @property
    def remedy(self) -> str:
        """See :class:`ValueType`."""
        steps = " in steps of 0.5" if self.halves else ""
        return f"Give {self.asked} from {self.low:g} to {self.high:g}{steps}, or leave it out"

    def check(self, checks: Checks, key: str, value: object) -> float | None:
        """See :class:`ValueType`."""
        if value is None:
            return None
        if not isinstance(value, bool) and isinstance(value, int | float) and math.isfinite(value):
            rounded = round(float(value), self.places) + 0.0
            if self.low <= rounded <= self.high and not (self.halves and value * 2 != int(value * 2)):
                return rounded
        unread = f"“{clean_line(value)}” cannot be read here. " if isinstance(value, str) else ""
        checks.wrong(key, value, unread + self.remedy)
        return None

    def typed(self, text: str) -> str | int | float:
        """The number that was typed; what is none stays text, so that :meth:`check` can say what is wrong with it."""
        value = read_number(text, self.units)
        return text if value is None else value

    def _plain(self, value: object) -> Plain:
        return int(value) if isinstance(value, float) and value.is_integer() else super()._plain(value)

    def cell(self, value: object) -> str:
        """See :class:`ValueType`."""
        return f"{value:.10g}" if isinstance(value, int | float) else ""

    def words(self, value: object) -> str:
        """See :class:`ValueType`."""
        if not isinstance(value, int | float):
            return ""
        return f"{value:{self.spelling}}".removesuffix(".0") + self.unit


class Pain(Number):
    """Pain from 0 to 10 in half points; ``at`` says when it was felt ("in training")."""

    def __init__(self, at: str = "") -> None:
        super().__init__(0, 10, halves=True, unit=" of 10")
        self.at: Final = at


class OneOf(ValueType):
    """One of ``options``; ``names`` are the words of those that people read under another name."""

    def __init__(self, options: tuple[str, ...], names: Mapping[str, str] | None = None) -> None:
        self.options: Final = options
        self.names: Final = names or {}

    @property
    def remedy(self) -> str:
        """See :class:`ValueType`."""
        return f"Use one of: {', '.join(self.options)}"

    def check(self, checks: Checks, key: str, value: object) -> str | None:
        """See :class:`ValueType`."""
        if value is None:
            return None
        if isinstance(value, str) and value in self.options:
            return value
        checks.wrong(key, value, self.remedy)
        return None

    def words(self, value: object) -> str:
        """See :class:`ValueType`."""
        return "" if value is None else self.names.get(str(value), str(value))


class Words(ValueType):
    """Cleaned text of at most ``longest`` characters: one line, or several ``lines``."""

    def __init__(self, longest: int, *, lines: bool = False) -> None:
        self.longest: Final = longest
        self.lines: Final = lines

    def check(self, checks: Checks, key: str, value: object) -> str:
        """See :class:`ValueType`."""
        if not isinstance(value, str):
            checks.wrong(key, value, "Give text")
            return ""
        text = clean_text(value) if self.lines else clean_line(value)
        if len(text) <= self.longest:
            return text
        checks.wrong(key, f"{len(text)} characters long", f"Shorten it to {self.longest} characters")
        return ""


class Name(Words):
    """A line that cannot be empty."""

    def check(self, checks: Checks, key: str, value: object) -> str:
        """See :class:`ValueType`."""
        before = len(checks.problems)
        text = super().check(checks, key, value)
        if not text and len(checks.problems) == before:
            checks.wrong(key, "empty", "Fill it in")
        return text


class Moment(ValueType):
    """Local time without a zone, to the minute."""

    @property
    def remedy(self) -> str:
        """See :class:`ValueType`."""
        return "Give a day and a time"

    def check(self, checks: Checks, key: str, value: object) -> datetime | None:
        """See :class:`ValueType`."""
        if not isinstance(value, datetime):
            checks.wrong(key, value, self.remedy)
        elif value.tzinfo is not None:
            checks.wrong(key, value, "Give local time without a time zone")
        elif not FIRST_YEAR <= value.year <= LAST_YEAR:
            checks.wrong(key, value, f"Give a day between {FIRST_YEAR} and {LAST_YEAR}")
        else:
            return value.replace(second=0, microsecond=0, fold=0)
        return None

    def _plain(self, value: object) -> Plain:
        return self.cell(value)

    def read(self, key: str, plain: object) -> object:  # noqa: ARG002
        """See :class:`ValueType`."""
        if isinstance(plain, str):
            try:
                return datetime.fromisoformat(plain)
            except ValueError:
                pass
        return plain

    def cell(self, value: object) -> str:
        """To the minute, such as ``2025-11-22T07:30``; empty for none."""
        return value.isoformat(timespec="minutes") if isinstance(value, datetime) else ""


class Zone(ValueType):
    """The name of a time zone, or an offset; empty if it is not known. The host need not know it."""

    _NAME: Final = re.compile(r"[A-Za-z0-9_+:/-]{0,60}")

    def check(self, checks: Checks, key: str, value: object) -> str:
        """See :class:`ValueType`."""
        if isinstance(value, str) and self._NAME.fullmatch(value):
            return value
        checks.wrong(key, value, "Give a time zone such as Europe/Berlin or +05:45, or leave it out")
        return ""


class Stamp(ValueType):
    """When something was edited, and by which session (:mod:`~kneetui.diary.history`)."""

    def check(self, checks: Checks, key: str, value: object) -> str:
        """See :class:`ValueType`."""
        try:
            check_stamp(value)
        except ValueError:
            checks.wrong(key, value, "Leave it out: the diary stamps its entries")
            return ""
        return str(value)

    def cell(self, value: object) -> str:
        """The time of the edit, in UTC."""
        return str(value or "").partition("Z-")[0][: len("2026-11-22T07:30:00")] + ("Z" if value else "")


class Edits(ValueType):
    """The edits of single fields (:mod:`~kneetui.diary.history`), as a file holds them."""

    def check(self, checks: Checks, key: str, value: object) -> Mapping[str, object] | None:
        """See :class:`ValueType`."""
        try:
            check_edits(value)
        except ValueError:
            checks.wrong(key, value, "Leave it out: the diary notes what was edited when")
            return None
        return value if isinstance(value, Mapping) else None

    def plain(self, value: object) -> Plain | None:
        """See :class:`ValueType`."""
        return value if isinstance(value, Mapping) else None


class Truth(ValueType):
    """Yes or no; ``no`` is the word for no."""

    def __init__(self, no: str = "no") -> None:
        self.no: Final = no

    def check(self, checks: Checks, key: str, value: object) -> bool:
        """See :class:`ValueType`."""
        if not isinstance(value, bool):
            checks.wrong(key, value, "Use true or false")
        return bool(value)

    def cell(self, value: object) -> str:
        """See :class:`ValueType`."""
        return "yes" if value else "no"

    def words(self, value: object) -> str:
        """See :class:`ValueType`."""
        return "yes" if value else self.no


class Names(ValueType):
    """Several names, none of them empty; files hold the list even if there is nothing in it."""

    def __init__(self, name_type: Name) -> None:
        self.name_type: Final = name_type

    def check(self, checks: Checks, key: str, value: object) -> tuple[str, ...]:
        """See :class:`ValueType`."""
        if isinstance(value, str) or not isinstance(value, Iterable):
            checks.wrong(key, value, "Give a list of texts")
            return ()
        return tuple(self.name_type.check(checks, key, name) for name in value)

    def plain(self, value: object) -> Plain:
        """See :class:`ValueType`."""
        return list(value) if isinstance(value, tuple) else []

    def cell(self, value: object) -> str:
        """See :class:`ValueType`."""
        return " ".join(value) if isinstance(value, tuple) else ""


class Shares(ValueType):
    """Pairs of a name and a probability (0-1); files hold the list even if there is nothing in it."""

    def __init__(self, name: Name) -> None:
        self.name: Final = name
        self.share: Final = Number(0, 1, places=6)

    def check(self, checks: Checks, key: str, value: object) -> tuple[tuple[str, float], ...]:
        """See :class:`ValueType`."""
        pairs = []
        for name, probability in value if isinstance(value, Iterable) else ():
            share = self.share.check(checks, f"{key}.probability", probability)
            if probability is None:
                checks.wrong(f"{key}.probability", "missing", "Give a number from 0 to 1")
            pairs.append((self.name.check(checks, f"{key}.id", name), share or 0.0))
        return tuple(pairs)

    def plain(self, value: object) -> Plain:
        """See :class:`ValueType`."""
        pairs = value if isinstance(value, tuple) else ()
        return [{"id": name, "probability": self.share._plain(share)} for name, share in pairs]

    def read(self, key: str, plain: object) -> tuple[tuple[object, object], ...]:
        """See :class:`ValueType`."""
        if not isinstance(plain, Sequence) or not all(_is_share(table) for table in plain):
            problem = FieldProblem(key, f"{key} is not a list of causes", "Use { id, probability }")
            raise EntryError([problem])
        return tuple((table["id"], table["probability"]) for table in plain)

    def cell(self, value: object) -> str:
        """See :class:`ValueType`."""
        pairs = value if isinstance(value, tuple) else ()
        return " ".join(f"{name} {share:g}" for name, share in pairs)


class EntryIds(ValueType):
    """The ids of other entries, each once."""

    def check(self, checks: Checks, key: str, value: object) -> tuple[int, ...]:
        """See :class:`ValueType`."""
        if isinstance(value, list | tuple) and all(
            type(name_type) is int and name_type > 0 for name_type in value
        ):
            return tuple(dict.fromkeys(value))
        checks.wrong(key, value, "Give a list of ids of entries")
        return ()

    def _plain(self, value: object) -> Plain:
        return list(value) if isinstance(value, tuple) else []


def _is_share(table: object) -> bool:
    return isinstance(table, Mapping) and set(table) == {"id", "probability"}
