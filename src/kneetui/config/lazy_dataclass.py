"""Frozen dataclasses with slots whose methods are made when the first of them is needed.

The standard decorator writes and compiles half a dozen functions for each class as soon as the class is imported:
about a millisecond and ten KiB. kneetui has some two hundred such classes, and a command or a screen uses the methods
of a few. Here the class and its slots are made at once, and everything else by the standard decorator, from the same
class, when it is asked for: what constructs an object first, and the rest together with the first other method.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from dataclasses import Field, dataclass
else:

    def dataclass(*, frozen: bool, slots: bool, **options: bool) -> Callable[[type], type]:
        """``dataclasses.dataclass`` for classes that are frozen and have slots, with its other options."""
        if not (frozen and slots):
            raise TypeError(
                "only frozen dataclasses with slots are made later; the others are made by dataclasses"
            )
        return lambda cls: _with_slots(cls, options)


__all__ = ["dataclass", "field_names"]

_ALWAYS = (
    "__init__", "__setattr__", "__delattr__", "__getstate__", "__setstate__",
    "__dataclass_fields__", "__dataclass_params__", "__match_args__",
)  # fmt: skip
_TO_CONSTRUCT = frozenset(("__init__", "__dataclass_fields__", "__match_args__"))
"""What is made first, since most classes are constructed and never compared, shown or copied."""
_WITHOUT_THE_REST = {"repr": False, "eq": False, "order": False}
_NO_FIELD = re.compile(r"\bClassVar\[|\bKW_ONLY\b")
_lock = RLock()
_waiting: dict[type, tuple[type, dict[str, bool]]] = {}
"""Class with slots -> the class it was made from and the options, until its methods are made."""


class _AtFirstUse:
    """Stands for what the standard decorator makes, in every class, and is replaced by it when it is asked for."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> Any:
        for base in owner.__mro__:
            _make(base, self._name)
        made = next(vars(base)[self._name] for base in owner.__mro__ if self._name in vars(base))
        return made.__get__(instance, owner) if hasattr(type(made), "__get__") else made


def field_names(shape: type) -> tuple[str, ...]:
    """The names of the fields of a dataclass with slots in their order, without having its methods made."""
    return tuple(name for base in reversed(shape.__mro__) for name in vars(base).get("__slots__", ()))


def _with_slots(cls: type, options: dict[str, bool]) -> type:
    names = [name for name, kind in cls.__annotations__.items() if not _NO_FIELD.search(str(kind))]
    inherited = {name for base in cls.__mro__[1:] for name in vars(base).get("__slots__", ())}
    own = {key: value for key, value in vars(cls).items() if key not in {*names, "__dict__", "__weakref__"}}
    later = [name for name in _later(options) if own.get(name) is None]

    own["__slots__"] = tuple(name for name in names if name not in inherited)
    shape = type(cls)(cls.__name__, cls.__bases__, own | {name: _placeholder(name) for name in later})
    shape.__qualname__ = cls.__qualname__
    _waiting[shape] = cls, options
    return shape


@cache
def _placeholder(name: str) -> _AtFirstUse:
    return _AtFirstUse(name)


def _make(shape: type, wanted: str) -> None:
    with _lock:
        if shape not in _waiting:
            return
        from dataclasses import dataclass as standard

        cls, options = _waiting[shape]
        if wanted in _TO_CONSTRUCT:
            made = _to_construct(cls, shape, options)
            names = _TO_CONSTRUCT
        else:
            made = dict(vars(standard(frozen=True, slots=True, **options)(cls)))
            names = frozenset(made)
            del _waiting[shape]
        for name, value in list(vars(shape).items()):
            if isinstance(value, _AtFirstUse) and name in names:
                setattr(shape, name, made[name])


def _to_construct(cls: type, shape: type, options: dict[str, bool]) -> dict[str, Any]:
    """What :data:`_TO_CONSTRUCT` names, for ``shape``, which was made from ``cls``."""
    from dataclasses import dataclass as standard
    from dataclasses import fields

    def bare() -> type:
        copy = type(cls)(cls.__name__, cls.__bases__, dict(vars(cls)))
        copy.__qualname__ = cls.__qualname__
        return copy

    if not any("__dataclass_fields__" in vars(base) for base in cls.__mro__):
        made: type = standard(init=False, **options | _WITHOUT_THE_REST)(bare())
        constructor = _constructor(shape, fields(made))
        if constructor is not None:
            return {**vars(made), "__init__": constructor}
    return dict(vars(standard(frozen=True, slots=True, **options | _WITHOUT_THE_REST)(bare())))


def _constructor(shape: type, fields: tuple[Field[Any], ...]) -> Callable[..., None] | None:
    """The ``__init__`` that the standard decorator makes of these fields, in a quarter of the time.

    Most of its time goes into methods that keep objects from being changed, made together with the constructor and
    mostly never needed; and slots are set here without a look at what ``__setattr__`` says. ``None`` for fields that
    the standard decorator refuses.
    """
    given = [field for field in fields if field.init]
    by_place = [field.name for field in given if not field.kw_only]
    by_name = [field.name for field in given if field.kw_only]
    values = _values(given)
    valued = [name in values for name in by_place]
    if valued != sorted(valued) or "self" in (*by_place, *by_name):
        return None
    scope: dict[str, Any] = {}
    lines = [line for field in fields for line in _setting(field, shape, scope)]
    if hasattr(shape, "__post_init__"):
        lines.append("self.__post_init__()")
    words = ", ".join(("self", *by_place, *(["*"] if by_name else []), *by_name))
    exec(f"def __init__({words}):\n    " + "\n    ".join(lines or ["pass"]), scope)
    made: Any = scope["__init__"]
    made.__defaults__ = tuple(values[name] for name in by_place if name in values)
    made.__kwdefaults__ = {name: values[name] for name in by_name if name in values}
    kinds = {field.name: field.type for field in given}
    made.__annotations__ = {**{name: kinds[name] for name in (*by_place, *by_name)}, "return": None}
    made.__qualname__ = f"{shape.__qualname__}.__init__"
    made.__module__ = shape.__module__
    return made  # type: ignore[no-any-return]


def _values(given: list[Field[Any]]) -> dict[str, Any]:
    """What each parameter is where a call says nothing of it."""
    import dataclasses

    anew = dataclasses._HAS_DEFAULT_FACTORY  # type: ignore[attr-defined]
    values = {field.name: field.default for field in given if field.default is not dataclasses.MISSING}
    return values | {field.name: anew for field in given if field.default_factory is not dataclasses.MISSING}


def _setting(field: Field[Any], shape: type, scope: dict[str, Any]) -> Iterator[str]:
    """The line that sets a field, if any does; what it needs is put into its ``scope``."""
    from dataclasses import _HAS_DEFAULT_FACTORY, MISSING  # type: ignore[attr-defined]

    name = field.name
    scope |= {f"set_{name}": vars(shape)[name].__set__, "anew": _HAS_DEFAULT_FACTORY}
    if field.default_factory is not MISSING:
        scope[f"new_{name}"] = field.default_factory
        yield f"set_{name}(self, new_{name}()" + (f" if {name} is anew else {name})" if field.init else ")")
    elif field.init:
        yield f"set_{name}(self, {name})"
    elif field.default is not MISSING:
        scope[f"value_{name}"] = field.default
        yield f"set_{name}(self, value_{name})"


def _later(options: dict[str, bool]) -> list[str]:
    names = [*_ALWAYS]
    if sys.version_info >= (3, 13):
        names.append("__replace__")
    if options.get("repr", True):
        names.append("__repr__")
    if options.get("eq", True):
        names += ["__eq__", "__hash__"]
    if options.get("order"):
        names += ["__lt__", "__le__", "__gt__", "__ge__"]
    return names
