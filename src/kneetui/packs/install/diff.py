"""What a pack adds, removes and changes, thing by thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.model import Library
from kneetui.packs.install.case_changes import PackCase

KINDS = {
    "question": "questions",
    "flag": "flags",
    "cause": "causes",
    "tip": "tips",
    "exercise": "exercises",
    "home-test": "home_tests",
    "tracker": "trackers",
    "routine": "routines",
    "pain-rule": "rules",
    "watch": "watch",
    "source": "sources",
}
"""Kind of a table -> where the library keeps them."""


@dataclass(frozen=True, slots=True)
class Element:
    """Something a pack holds: its kind (as in the format), its id, and its name or first words for people."""

    kind: str
    id: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What one version of a pack has and the other has not. With no version before, all of it is added."""

    added: tuple[Element, ...] = ()
    removed: tuple[Element, ...] = ()
    changed: tuple[Element, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def differ(
    before: Library,
    after: Library,
    pack: str,
    cases: Iterable[PackCase] = (),
    cases_before: Iterable[PackCase] = (),
) -> Difference:
    """The difference of one pack between two libraries; either may be without it."""
    old = _things(before, pack) | _cases(cases_before, pack)
    new = _things(after, pack) | _cases(cases, pack)
    return Difference(
        tuple(thing for thing in new if thing not in old),
        tuple(thing for thing in old if thing not in new),
        tuple(thing for thing, value in new.items() if thing in old and old[thing] != value),
    )


def _things(library: Library, pack: str) -> dict[_ElementKey, Any]:
    elements: dict[_ElementKey, Any] = {}
    if pack not in library.packs:
        return elements
    for kind, where in KINDS.items():
        things: Mapping[str, Any] = getattr(library, where)
        for element in things.values():
            if element.pack == pack:
                elements[_ElementKey(kind, element.id, _words(element))] = (
                    _own(element, pack) if kind == "cause" else element
                )
    for cause in library.causes.values():
        if cause.pack != pack:
            for evidence in cause.evidence:
                if evidence.pack == pack:
                    elements[_ElementKey("evidence", f"{cause.id}/{evidence.id}", evidence.text)] = evidence
    return elements


class _ElementKey(Element):
    """A thing that is the same whatever it is called."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ElementKey) and (self.kind, self.id) == (other.kind, other.id)

    def __hash__(self) -> int:
        return hash((self.kind, self.id))


def _own(cause: Any, pack: str) -> Any:
    """A cause without what other packs say of it."""
    return replace(cause, evidence=tuple(finding for finding in cause.evidence if finding.pack == pack))


def _cases(cases: Iterable[PackCase], pack: str) -> dict[_ElementKey, Any]:
    return {_ElementKey("case", case.id, case.story): case for owner, case in cases if owner == pack}


def _words(thing: Any) -> str:
    for name in ("name", "title", "because", "text"):
        value = getattr(thing, name, "")
        if value:
            return str(value)
    return ""
