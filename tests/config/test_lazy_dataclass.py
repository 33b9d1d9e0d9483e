"""A class whose methods are made later is the class that the standard decorator makes at once."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import inspect
import pickle
import pkgutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import KW_ONLY, field
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kneetui
from kneetui.config import lazy_dataclass
from kneetui.config.lazy_dataclass import field_names

Decorator = Callable[..., Any]
LAZY: Decorator = lazy_dataclass.dataclass
BOTH = pytest.mark.parametrize("decorator", [LAZY, dataclasses.dataclass])


def shapes(decorator: Decorator) -> tuple[type, type, type]:
    """A class, one that inherits from it, and one that keeps methods of its own."""

    @decorator(frozen=True, slots=True)
    class Base:
        TITLE: ClassVar[str] = "base"
        name: str
        size: float = 1.0
        _: KW_ONLY
        parts: list[int] = field(default_factory=list, compare=False)
        seen: bool = field(default=True, init=False, repr=False)
        notes: list[str] = field(default_factory=list, init=False, compare=False)
        later: int = field(init=False, repr=False, compare=False)

        def __post_init__(self) -> None:
            if self.size < 0:
                raise ValueError(self.size)
            object.__setattr__(self, "later", len(self.parts))

        @property
        def double(self) -> float:
            return self.size * 2

    @decorator(frozen=True, slots=True, kw_only=True, order=True)
    class Child(Base):
        weight: int = 3

    @decorator(frozen=True, slots=True, eq=False)
    class Plain:
        name: str

        def __repr__(self) -> str:
            return "plain"

    return Base, Child, Plain


@given(
    name=st.text(max_size=4),
    size=st.floats(0, 5, allow_nan=False),
    other=st.floats(0, 5, allow_nan=False),
    parts=st.lists(st.integers(), max_size=3),
    weight=st.integers(),
)
def test_objects_behave_alike(name: str, size: float, other: float, parts: list[int], weight: int) -> None:
    results = []
    for decorator in (LAZY, dataclasses.dataclass):
        base, child, plain = shapes(decorator)
        one, two = base(name, size, parts=parts), base(name, other)
        big = child(name=name, size=size, weight=weight)
        results.append(
            [
                repr(one), hash(one), one == two, one != two, one == copy.copy(one), one == big,
                dataclasses.astuple(dataclasses.replace(one, size=other)), dataclasses.asdict(big),
                one.notes, one.notes is two.notes, one.parts is two.parts, one.seen, one.later,
                big < dataclasses.replace(big, weight=weight + 1), one.double, copy.deepcopy(big) == big,
                repr(plain(name)), plain(name) == plain(name),
            ]
        )  # fmt: skip
    assert results[0] == results[1]


def test_classes_look_alike() -> None:
    for lazy, standard in zip(shapes(LAZY), shapes(dataclasses.dataclass), strict=True):
        assert lazy.__slots__ == standard.__slots__  # type: ignore[attr-defined]
        assert field_names(lazy) == tuple(field.name for field in dataclasses.fields(standard))
        assert dataclasses.is_dataclass(lazy)
        assert inspect.signature(lazy) == inspect.signature(standard)
        assert lazy.__match_args__ == standard.__match_args__  # type: ignore[attr-defined]
        assert lazy.__qualname__ == standard.__qualname__
        assert set(vars(lazy)) == set(vars(standard))
        assert [repr(field.default) for field in dataclasses.fields(lazy)] == [
            repr(field.default) for field in dataclasses.fields(standard)
        ]


@BOTH
def test_nothing_of_an_object_can_be_changed(decorator: Decorator) -> None:
    base, _, _ = shapes(decorator)
    made: Any = object.__new__(base)  # as the compiled library makes them: no method was needed so far
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.name = "other"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del shapes(decorator)[0]("x").name
    with pytest.raises(ValueError, match="-1"):
        base("x", -1)
    with pytest.raises(TypeError):
        base("x", 1.0, [])


@BOTH
def test_a_pattern_matches_by_position(decorator: Decorator) -> None:
    base, child, _ = shapes(decorator)
    match child(name="knee", size=2.0):
        case base(name, size):  # type: ignore[misc]
            assert (name, size) == ("knee", 2.0)
        case _:
            pytest.fail("no match")


def records(decorator: Decorator) -> tuple[type, ...]:
    """Plain classes: with fields of their own alone, by position, by name, checked, and without any."""

    @decorator(frozen=True, slots=True)
    class ByPosition:
        UNIT: ClassVar[str] = "min"
        name: str
        size: float = 1.0
        note: str = ""

        def __post_init__(self) -> None:
            if self.size < 0:
                raise ValueError(f"{self.name}: {self.size}")

    @decorator(frozen=True, slots=True)
    class Bare:
        name: str
        size: float = 1.0

    @decorator(frozen=True, slots=True, kw_only=True)
    class ByName:
        note: str = ""
        name: str
        size: float = 1.0

    @decorator(frozen=True, slots=True)
    class Nothing:
        pass

    return ByPosition, Bare, ByName, Nothing


@given(
    values=st.lists(st.sampled_from(["a", 2.0, -1.0]), max_size=4),
    named=st.dictionaries(st.sampled_from(["name", "size", "note", "other"]), st.just("x"), max_size=3),
)
def test_a_plain_class_is_constructed_and_refuses_as_the_standard_one(
    values: list[object], named: dict[str, object]
) -> None:
    def outcome(shape: type) -> str:
        try:
            return repr(shape(*values, **named))
        except (TypeError, ValueError) as error:
            return f"{type(error).__name__}: {error}"

    for lazy, standard in zip(records(LAZY), records(dataclasses.dataclass), strict=True):
        assert outcome(lazy) == outcome(standard)
        assert inspect.signature(lazy) == inspect.signature(standard)
        assert lazy.__init__.__qualname__ == standard.__init__.__qualname__  # type: ignore[misc]


@BOTH
def test_a_value_goes_before_none_in_no_class(decorator: Decorator) -> None:
    class Turned:
        size: float = 1.0
        name: str

    with pytest.raises(TypeError, match="non-default argument 'name'"):
        decorator(frozen=True, slots=True)(Turned)(2.0, "a")


def test_only_frozen_classes_with_slots_are_made_later() -> None:
    with pytest.raises(TypeError, match="frozen"):
        LAZY(frozen=True, slots=False)


def test_threads_make_the_methods_once() -> None:
    for _ in range(20):
        base, _, _ = shapes(LAZY)
        with ThreadPoolExecutor(4) as threads:
            made = list(threads.map(base, "abcd"))
        assert [built.name for built in made] == list("abcd")
        assert len({type(built).__init__ for built in made}) == 1


def test_every_class_of_the_app_can_be_made() -> None:
    """Nothing that the standard decorator would refuse at the import waits for its first use."""
    for module in pkgutil.walk_packages(kneetui.__path__, "kneetui."):
        if module.name.endswith("__main__"):
            continue
        for shape in vars(importlib.import_module(module.name)).values():
            if (
                isinstance(shape, type)
                and shape.__module__ == module.name
                and dataclasses.is_dataclass(shape)
            ):
                names = tuple(field.name for field in dataclasses.fields(shape))
                if "__slots__" in vars(shape):
                    assert field_names(shape) == names, shape


def test_an_object_can_be_pickled_before_anything_else() -> None:
    from kneetui.content.model import Source

    source = Source(id="a", title="A", sure="good", url="", pack="core")
    assert pickle.loads(pickle.dumps(source)) == source
    code = (
        "import pickle, sys\nfrom kneetui.content import model\n"
        "read = pickle.loads(sys.stdin.buffer.read())\nassert type(read) is model.Source\nprint(repr(read))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(source), capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == repr(source)


def test_a_command_makes_only_the_methods_it_needs() -> None:
    code = (
        "from kneetui.content import conditions, model\n"
        "shapes = [s for m in (model, conditions) for s in vars(m).values() if '__dataclass_fields__' in getattr(s, '__dict__', {})]\n"
        "late = [s for s in shapes if type(vars(s)['__init__']).__name__ == '_AtFirstUse']\n"
        "assert len(late) == len(shapes) > 20, (len(late), len(shapes))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
