from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
from textual.app import App
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode

import kneetui.ui
from kneetui.config.settings import KEY_SETS, Settings
from kneetui.ui.app import KneeApp
from kneetui.ui.keys.conflicts import conflicts
from kneetui.ui.keys.sets import SETS, keymap

NAMED = {
    *("enter", "escape", "space", "tab", "backspace", "delete"),
    *("home", "end", "pageup", "pagedown", "up", "down", "left", "right"),
    *(f"f{number}" for number in range(1, 13)),
    *"0123456789",
}
RIGHT_HALF = {*"yuiophjklnm", "comma", "full_stop", "slash", "minus"}


def shapes() -> Iterator[type[DOMNode]]:
    """Every class of the app that takes keys."""
    for module in pkgutil.walk_packages(kneetui.ui.__path__, "kneetui.ui."):
        for shape in vars(importlib.import_module(module.name)).values():
            if isinstance(shape, type) and issubclass(shape, DOMNode) and shape.__module__ == module.name:
                yield shape


def own(shape: type[DOMNode]) -> list[Binding]:
    bindings = []
    for binding in vars(shape).get("BINDINGS", ()):
        assert isinstance(binding, Binding)
        bindings.append(binding)
    return bindings


def ids() -> set[str]:
    return {binding.id or "" for shape in shapes() for binding in own(shape)}


def test_every_binding_has_an_id() -> None:
    for shape in shapes():
        for binding in own(shape):
            assert binding.id, f"{shape.__name__}: {binding.key} has no id"


def test_there_is_a_set_for_every_setting() -> None:
    assert tuple(SETS) == KEY_SETS


@pytest.mark.parametrize("name", [name for name in SETS if name])
def test_a_set_names_what_there_is(name: str) -> None:
    plugins = {"indexes.trust", "indexes.distrust"}
    made = {
        f"{place}.{what}"
        for place in ("today", "triage", "assessment", "diary", "routines", "tests")
        for what in ("undo", "redo", "report")
    }
    assert SETS[name].keys() - ids() - plugins - made == set()


@pytest.mark.parametrize("name", SETS)
def test_no_set_gets_in_its_own_way(name: str) -> None:
    assert conflicts(SETS[name]) == []


@pytest.mark.parametrize("name", [name for name in SETS if name])
def test_within_a_class_each_key_keeps_one_meaning(name: str) -> None:
    for shape in shapes():
        bases = [base for base in shape.__mro__ if base.__module__.startswith("kneetui")]
        bindings = dict.fromkeys(
            binding for base in (*bases, KneeApp) if issubclass(base, DOMNode) for binding in own(base)
        )
        before, after = doubles(bindings, {}), doubles(bindings, SETS[name])
        assert after <= before, f"{shape.__name__}: {after - before}"


def doubles(bindings: dict[Binding, None], keys: dict[str, str] | object) -> set[tuple[str, str]]:
    assert isinstance(keys, dict)
    normal = App._normalize_keymap(keys)
    by_key: dict[str, dict[str, str]] = {}
    for key, binding in BindingsMap(bindings):
        for pressed in normal.get(binding.id or "", key).split(","):
            by_key.setdefault(pressed, {}).setdefault(binding.action, binding.id or "")
    return {
        (first, second)
        for bound in by_key.values()
        for first in bound.values()
        for second in bound.values()
        if first < second
    }


def test_one_hand_needs_one_key_at_a_time_on_one_side() -> None:
    keys = App._normalize_keymap(dict(SETS["one-hand"]))
    for shape in shapes():
        for key, binding in BindingsMap(own(shape)):
            also = {other.key for _, other in BindingsMap(own(shape)) if other.action == binding.action}
            pressed = {*keys[binding.id].split(",")} if binding.id and binding.id in keys else {key, *also}
            assert pressed & (NAMED | RIGHT_HALF), (
                f"{binding.id} in {shape.__name__} is on {pressed}: give it a key in ONE_HAND (ui/keys/sets.py)"
            )


def test_own_keys_go_before_those_of_a_set() -> None:
    settings = replace(Settings(), key_set="vi", own_keys={"diary.span": "v", "diary.add": "n"})
    assert keymap(settings)["diary.span"] == "v"
    assert keymap(settings)["diary.add"] == "n"
    assert keymap(settings)["diary.knee"] == "K"
    assert keymap(Settings()) == {}
