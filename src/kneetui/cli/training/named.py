"""Exercises and routines as somebody names them at a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from kneetui.cli.root import fail

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneetui.content.model import Exercise, Library, Routine


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


Thing = TypeVar("Thing", bound=_Named)


def named_exercise(library: Library, name: str) -> Exercise:
    """An exercise by id or name; leaves with the one that is spelled alike if there is none."""
    return _named(library.exercises, name, "exercise", "kneetui exercise list")


def named_routine(library: Library, name: str) -> Routine:
    """The same for a routine."""
    return _named(library.routines, name, "routine", "kneetui routine list --all")


def _named(things: Mapping[str, Thing], name: str, kind: str, command: str) -> Thing:
    wanted = name.casefold()
    named = [thing for thing in things.values() if wanted in (thing.id, thing.name.casefold())]
    if not named:
        from kneetui.config.spelling import did_you_mean

        parts = (f"{name}: there is no such {kind}.", did_you_mean(name, things), f"{command} shows all.")
        fail([" ".join(filter(None, parts))])
    return named[0]
