"""Callbacks have as many parameters as ``inspect`` says they have."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import partial, wraps
from types import ModuleType
from typing import Any

import pytest
import textual.app
import textual.screen
import textual.widget
import textual.widgets._input
from textual import _callback

import kneetui.ui.app
import kneetui.ui.context
import kneetui.ui.screens.common.base
import kneetui.ui.widgets.lines.bars
from kneetui.terminal.lighter import parameters

MODULES = (
    textual.app,
    textual.screen,
    textual.widget,
    textual.widgets._input,
    kneetui.ui.app,
    kneetui.ui.context,
    kneetui.ui.screens.common.base,
    kneetui.ui.widgets.lines.bars,
)


class Kinds:
    def __call__(self, one: int) -> None: ...

    def plain(self, one: int, two: int = 2) -> None: ...

    def many(self, *rest: int, key: int, **more: int) -> None: ...

    def only_rest(*rest: Any) -> None: ...

    @classmethod
    def of_class(cls, one: int) -> None: ...

    @staticmethod
    def static(one: int) -> None: ...


@wraps(Kinds.plain)
def wrapping(*rest: object) -> None: ...


def signed() -> None: ...


signed.__signature__ = inspect.signature(Kinds.static)  # type: ignore[attr-defined]

CALLBACKS: dict[str, Callable[..., Any]] = {
    "a lambda": lambda one, *, two: None,
    "an object": Kinds(),
    "a method": Kinds().plain,
    "a method with all kinds": Kinds().many,
    "a method whose first takes all": Kinds().only_rest,
    "a function of a class": Kinds.plain,
    "a class method": Kinds.of_class,
    "a static method": Kinds.static,
    "a class": Kinds,
    "one around another": wrapping,
    "one with a signature of its own": signed,
    "a built-in": len,
    "a built-in method": [].append,
    "a part": partial(Kinds().plain, 1),
    "a part by name": partial(Kinds().plain, two=1),
    "a part of a part": partial(partial(Kinds().many, 1), 2),
}


def functions(module: ModuleType) -> Iterator[Callable[..., Any]]:
    """Every function and method of a module."""
    for member in vars(module).values():
        if inspect.isclass(member):
            yield from (one for one in vars(member).values() if inspect.isfunction(one))
        elif inspect.isfunction(member):
            yield member


@pytest.mark.parametrize("callback", CALLBACKS.values(), ids=CALLBACKS)
def test_every_kind_has_as_many(callback: Callable[..., Any]) -> None:
    assert parameters.count(callback) == parameters.of_textual(callback)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_function_has_as_many(module: ModuleType) -> None:
    own = [*functions(module)]
    assert own
    assert [parameters.count(one) for one in own] == [parameters.of_textual(one) for one in own]


def test_nobody_is_asked_about_a_method_called_later(monkeypatch: pytest.MonkeyPatch) -> None:
    parameters.use()
    asked: list[object] = []
    monkeypatch.setattr(parameters, "signature", asked.append)
    assert _callback.count_parameters(partial(Kinds().plain, 1)) == 1
    assert asked == []
