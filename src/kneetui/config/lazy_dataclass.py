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
    from collections.abc import Callable
    from dataclasses import dataclass
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
            bare = type(cls)(cls.__name__, cls.__bases__, dict(vars(cls)))
            bare.__qualname__ = cls.__qualname__
            if _is_plain(cls):
                made = dict(vars(standard(init=False, **options | _WITHOUT_THE_REST)(bare)))
                made["__init__"] = _constructor(shape, **options)
            else:
                made = dict(vars(standard(frozen=True, slots=True, **options | _WITHOUT_THE_REST)(bare)))
            names = _TO_CONSTRUCT
        else:
            made = dict(vars(standard(frozen=True, slots=True, **options)(cls)))
            names = frozenset(made)
            del _waiting[shape]
        for name, value in list(vars(shape).items()):
            if isinstance(value, _AtFirstUse) and name in names:
                setattr(shape, name, made[name])


def _is_plain(cls: type) -> bool:
    """Whether a class has fields of its own alone, each with a name, a type and perhaps a value, those with one last."""
    from dataclasses import Field

    valued = [name in vars(cls) for name in cls.__annotations__]
    return valued == sorted(valued) and not (
        any("__dataclass_fields__" in vars(base) for base in cls.__mro__)
        or any(isinstance(value, Field) for value in vars(cls).values())
        or any(_NO_FIELD.search(str(kind)) for kind in cls.__annotations__.values())
        or "self" in cls.__annotations__
    )


def _constructor(shape: type, *, kw_only: bool = False, **_: bool) -> Callable[..., None]:
    """The ``__init__`` that the standard decorator makes for a plain class, in a quarter of the time.

    Most of its time goes into methods that keep objects from being changed, made together with the constructor and
    mostly never needed; and slots are set here without a look at what ``__setattr__`` says.
    """
    kinds = shape.__annotations__
    values = {name: value for name, value in vars(_waiting[shape][0]).items() if name in kinds}
    lines = [f"    set_{name}(self, {name})" for name in kinds]
    if hasattr(shape, "__post_init__"):
        lines.append("    self.__post_init__()")
    words = ", ".join(("self", *(["*"] if kw_only and kinds else []), *kinds))
    scope: dict[str, Any] = {f"set_{name}": vars(shape)[name].__set__ for name in kinds}
    exec(f"def __init__({words}):\n" + "\n".join(lines or ["    pass"]), scope)
    made: Any = scope["__init__"]
    if kw_only:
        made.__kwdefaults__ = values
    else:
        made.__defaults__ = tuple(values.values())
    made.__annotations__ = {**kinds, "return": None}
    made.__qualname__ = f"{shape.__qualname__}.__init__"
    made.__module__ = shape.__module__
    return made  # type: ignore[no-any-return]


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
