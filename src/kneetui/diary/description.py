"""The description of an entry: every field once, with all that files, tables, form and lists make of it.

The classes of :mod:`kneetui.diary.entries` carry it in the metadata of their fields. Whatever copies, checks, writes,
reads or shows the fields goes through :func:`fields_of`, so that a further field is known everywhere.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.errors import EntryError, FieldProblem
from kneetui.diary.value_types import Number, Plain, ValuesByKey, ValueType

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from kneetui.diary.validation import Checks

_Part = TypeVar("_Part")

_DESCRIPTION = "diary"
"""The key in the metadata of a dataclass field."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class FormLabel:
    """A row of the entry form. Rows stand in the order of ``at``; ``key`` is that of the field if it is empty."""

    at: int
    label: str
    hint: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Field:
    """A field of an entry or of one of its parts.

    Attributes:
        name: The attribute.
        type: What it can be.
        required: Whether it is always there.
        default: What stands for "not known".
        label: Its name in the full view of an entry; empty leaves it out there.
        brief: How it stands in the one line of an entry, ``{}`` being the value; empty leaves it out there.
        brief_at: Its place in that line; those with the same stand in the order of the fields.
        search: How it stands in the text that words are looked for in; empty leaves it out there.
        column: Its column in a table for spreadsheets; empty leaves it out there. Parts have columns of their own.
        computed: Properties of the part that have the next columns.
        rows: Its rows in the form; most have one or none.
        key: The name in files.
    """

    name: str = ""
    type: ValueType
    required: bool = False
    default: object = None
    label: str = ""
    brief: str = ""
    brief_at: int = 0
    search: str = ""
    column: str | None = None
    computed: tuple[str, ...] = ()
    rows: tuple[FormLabel, ...] = ()
    key: str = ""

    def value_in(self, part: object) -> object:
        """The value in an entry or part."""
        value: object = getattr(part, self.name)
        return value


def described(
    type: ValueType,
    *rows: FormLabel,
    label: str = "",
    brief: str = "",
    brief_at: int = 0,
    search: str = "",
    column: str | None = None,
    computed: tuple[str, ...] = (),
) -> Mapping[str, Field]:
    """Metadata for a dataclass field; see :class:`Field`."""
    field = Field(
        type=type,
        rows=rows,
        label=label,
        brief=brief,
        brief_at=brief_at,
        search=search,
        column=column,
        computed=computed,
    )
    return {_DESCRIPTION: field}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Shape:
    """What the fields of a class are, by their keys in files: made once, for every entry that is made asks for it.

    Attributes:
        fields: Every field, in order, by its key.
        by_key: The types of those that have many keys in files, by their names.
        required: The names of those that are always there, with what stands for "not given".
        numbers: The names of those that are numbers.
    """

    fields: Mapping[str, Field]
    by_key: Mapping[str, ValuesByKey]
    required: Mapping[str, None]
    numbers: tuple[str, ...]


_shapes: dict[type[DataclassInstance], Shape] = {}


def shape_of(part: type[DataclassInstance]) -> Shape:
    """The shape of a class."""
    if part not in _shapes:
        fields = tuple(_described_fields(part))
        _shapes[part] = Shape(
            fields={field.key: field for field in fields},
            by_key={field.name: field.type for field in fields if isinstance(field.type, ValuesByKey)},
            required={field.name: None for field in fields if field.required},
            numbers=tuple(field.name for field in fields if isinstance(field.type, Number)),
        )
    return _shapes[part]


def fields_of(part: type[DataclassInstance]) -> tuple[Field, ...]:
    """The described fields of a class, in order."""
    return tuple(shape_of(part).fields.values())


def _described_fields(part: type[DataclassInstance]) -> Iterator[Field]:
    return (
        replace(
            description,
            name=field.name,
            key=field.name.replace("_", "-"),
            required=field.default is dataclasses.MISSING,
            default=field.default,
        )
        for field in dataclasses.fields(part)
        if isinstance(description := field.metadata.get(_DESCRIPTION), Field)
    )


class Part(ValueType):
    """A table with fields of its own, which are those of a class."""

    def __init__(self, of: type[DataclassInstance]) -> None:
        self.of: Final = of

    def check(self, checks: Checks, key: str, value: object) -> object:
        """A part has been checked when it was made."""
        if value is not None and not isinstance(value, self.of):
            checks.wrong(key, value, f"Give a {self.of.__name__}")
        return value

    def plain(self, value: object) -> Plain | None:
        """See :class:`ValueType`."""
        return to_table(value) if isinstance(value, self.of) else None

    def read(self, key: str, plain: object) -> object:
        """See :class:`ValueType`."""
        if not isinstance(plain, Mapping):
            raise EntryError([FieldProblem(key, f"{key} is not a table", f"Write it as [entry.{key}]")])
        return from_table(self.of, self.of, plain, key)


class Parts(ValueType):
    """A list of tables with the fields of a class, which has ``words`` for all of one of them."""

    def __init__(self, of: type[DataclassInstance]) -> None:
        self.of: Final = of

    def check(self, checks: Checks, key: str, value: object) -> object:
        """A part has been checked when it was made."""
        if isinstance(value, list | tuple) and all(isinstance(part, self.of) for part in value):
            return tuple(value)
        checks.wrong(key, value, f"Give a list of {self.of.__name__}")
        return ()

    def plain(self, value: object) -> Plain | None:
        """See :class:`ValueType`."""
        return [to_table(part) for part in value] if isinstance(value, tuple) and value else None

    def read(self, key: str, plain: object) -> object:
        """See :class:`ValueType`."""
        if not isinstance(plain, Sequence) or not all(isinstance(table, Mapping) for table in plain):
            raise EntryError(
                [FieldProblem(key, f"{key} is not a list of tables", f"Begin each with [[{key}]]")]
            )
        return tuple(from_table(self.of, self.of, table, key) for table in plain)

    def cell(self, value: object) -> str:
        """See :class:`ValueType`."""
        parts = value if isinstance(value, tuple) else ()
        return "; ".join(getattr(part, "words", "") for part in parts)


def clean(part: DataclassInstance, checks: Checks) -> None:
    """Check and clean every field of a part that is being made; for ``__post_init__``."""
    for field in shape_of(type(part)).fields.values():
        value = getattr(part, field.name)
        if value is field.default:
            continue
        if value is None and field.required:
            checks.wrong(field.key, "missing", field.type.remedy)
            continue
        object.__setattr__(part, field.name, field.type.check(checks, field.key, value))


def to_table(part: DataclassInstance) -> dict[str, Plain]:
    """A part with the keys of files; what is not known is left out."""
    table: dict[str, Plain] = {}
    for field in fields_of(type(part)):
        if isinstance(field.type, ValuesByKey):
            table |= field.type.spread(field.value_in(part))
        elif (value := field.type.plain(field.value_in(part))) is not None:
            table[field.key] = value
    return table


def from_table(
    part: type[DataclassInstance],
    make: Callable[..., _Part],
    table: Mapping[str, object],
    name: str = "",
    **given: object,
) -> _Part:
    """The part that a table describes, made by ``make``, which is ``part`` itself.

    ``name`` is the key of the table, and ``given`` what is no field of it. Raises
    :class:`~kneetui.diary.errors.EntryError` with everything that is wrong.
    """
    prefix = f"{name}." if name else ""
    shape = shape_of(part)
    problems = _unknown(table, shape, prefix)
    values: dict[str, object] = {**shape.required}
    unread = set()
    for key, field in shape.fields.items():
        if key in table and field.name not in shape.by_key:
            try:
                values[field.name] = field.type.read(prefix + key, table[key])
            except EntryError as error:
                problems += error.problems
                unread.add(prefix + key)
    for field_name, by_key in shape.by_key.items():
        try:
            values[field_name] = by_key.gathered(table)
        except EntryError as error:
            problems += error.problems
    try:
        result = make(**values, **given)
    except EntryError as error:
        # What could not be read is missing now: that is no further problem.
        missing = {*unread, name or "entry"} if unread else set()
        problems += [problem for problem in error.problems if problem.key not in missing]
    if problems:
        raise EntryError(problems)
    return result


def _unknown(table: Mapping[str, object], shape: Shape, prefix: str) -> list[FieldProblem]:
    strange = [key for key in table if key not in shape.fields or shape.fields[key].name in shape.by_key]
    prefixes = tuple(by_key.prefix for by_key in shape.by_key.values())
    unknown = [key for key in strange if not key.startswith(prefixes)]
    if not unknown:
        return []
    known = [key for key, field in shape.fields.items() if field.name not in shape.by_key]
    remedy = f"Use one of: {', '.join([*known, *(f'{before}…' for before in prefixes)])}"
    return [FieldProblem(prefix + key, f"{prefix}{key} is not a key of the diary", remedy) for key in unknown]
