from __future__ import annotations

import ast
import pkgutil
from collections import defaultdict
from importlib import import_module
from pathlib import Path

import pytest

import kneetui.ui
from kneetui.ui.app import KneeApp
from kneetui.ui.keys.names import BLANK, declared, key_name, key_names, key_of, with_keys
from tests.sources import nodes

REPOSITORY = Path(kneetui.__file__).parents[2]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("enter", "Enter"),
        ("space", "Space"),
        ("escape", "Esc"),
        ("pagedown", "PgDn"),
        ("left", "←"),
        ("backspace", "⌫"),
        ("question_mark", "?"),
        ("full_stop", "."),
        ("minus", "-"),
        ("Z", "Z"),
        ("f6", "F6"),
        ("ctrl+r", "^r"),
        ("shift+tab", "Shift+Tab"),
    ],
)
def test_a_key_has_one_name(key: str, name: str) -> None:
    assert key_name(key) == name


def test_signs_stand_together_and_words_and_letters_apart() -> None:
    assert key_names(["left", "right"]) == "←→"
    assert key_names(["h", "l"]) == "h l"
    assert key_names(["home", "end"]) == "Home End"


def test_a_sentence_names_the_keys_that_are_in_force() -> None:
    app = KneeApp()
    sentence = "Press <app.help>, or <go.diary> and <app.quit>; <b> and <no.key> are none."
    assert with_keys(app, sentence) == "Press ?, or 3 and ^q; <b> and <no.key> are none."
    app.set_keymap({"app.help": "f1,h", "app.quit": "space"})
    assert with_keys(app, sentence) == "Press F1, or 3 and Space; <b> and <no.key> are none."
    assert key_of(app, "app.help") == "F1"


@pytest.fixture(scope="module")
def every_screen() -> None:
    """All bindings of the app are declared, whatever other tests have imported."""
    for module in pkgutil.walk_packages(kneetui.ui.__path__, "kneetui.ui."):
        import_module(module.name)


@pytest.mark.usefixtures("every_screen")
def test_what_has_one_id_has_the_same_first_key() -> None:
    """A sentence names a key by the id alone."""
    first = defaultdict(set)
    for binding in declared():
        if binding.id:
            first[binding.id].add(binding.key.split(",")[0])
    assert len(first) > 200
    assert {name: keys for name, keys in first.items() if len(keys) > 1} == {}


@pytest.mark.usefixtures("every_screen")
def test_every_key_that_a_sentence_names_is_one() -> None:
    import_module("kneetui_pack_index.screens.indexes")
    known = {binding.id for binding in declared()}
    blanks = {
        blank[1]
        for root in ("src", "plugins", "packs")
        for path in (REPOSITORY / root).rglob("*.py")
        for blank in BLANK.finditer(path.read_text("utf-8"))
    }
    assert len(blanks) > 40
    assert sorted(blanks - known) == []


def test_no_binding_names_its_key_itself() -> None:
    named = [
        f"{path.name}:{node.lineno}"
        for root in ("src", "plugins", "packs")
        for path in (REPOSITORY / root).rglob("*.py")
        for node in nodes(path)
        if isinstance(node, ast.keyword) and node.arg == "key_display"
    ]
    assert named == []
