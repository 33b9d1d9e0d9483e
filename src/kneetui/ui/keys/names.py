"""What keys are called: in the key bar, the help, the list of all keys, and every sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import format_key

NAMES: Final = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "insert": "Insert",
    "delete": "Del",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}
"""Keys with a word on them; all others are called by their sign."""

BLANK: Final = re.compile(r"<([a-z-]+\.[a-z-]+)>")
"""The id of a binding in a sentence, in the place of its key."""

_usual: dict[str, str] = {}


def key_name(key: str) -> str:
    """The name of one key, such as ``Enter``, ``?`` or ``^p``."""
    *held, plain = key.split("+")
    name = NAMES.get(plain) or format_key(plain)
    if "ctrl" in held:
        held.remove("ctrl")
        name = f"^{name}"
    return "+".join((*(modifier.capitalize() for modifier in held), name))


def key_names(keys: Iterable[str]) -> str:
    """The names of keys that do much the same; signs stand close together."""
    names = [key_name(key) for key in keys]
    return ("" if all(len(name) == 1 and not name.isalnum() for name in names) else " ").join(names)


def key_of(node: DOMNode, binding: str) -> str:
    """The name of the first key that a binding (its id) has now."""
    return key_name(node.app._keymap.get(binding, usual_keys(binding)).split(",")[0])


def with_keys(node: DOMNode, sentence: str) -> str:
    """A sentence with the keys that work now in the place of ids of bindings, such as ``<diary.undo>``."""

    def fill(blank: re.Match[str]) -> str:
        return key_of(node, blank[1]) if usual_keys(blank[1]) else blank[0]

    return BLANK.sub(fill, sentence)


def usual_keys(binding: str) -> str:
    """The keys of a binding that nobody changed; empty if no class that is imported has it."""
    if binding not in _usual:
        for bound in declared():
            _usual.setdefault(bound.id or "", bound.key)
    return _usual.get(binding, "")


def declared(shape: type[DOMNode] = DOMNode) -> Iterator[Binding]:
    """Every binding of the classes that are imported, as it is written there."""
    for below in shape.__subclasses__():
        yield from (bound for bound in vars(below).get("BINDINGS", ()) if isinstance(bound, Binding))
        yield from declared(below)
