"""Exercises and routines as somebody names them at a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from kneetui.cli.io.refusals import fail, refuse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneetui.content.model import Exercise, Library, Routine
    from kneetui.services.training.training import Training


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


def wanted_routine(training: Training, name: str | None) -> Routine:
    """The routine of that name, else the person's own; leaves with a sentence if there is none."""
    return named_routine(training.library, name) if name else _own(training)


def _own(training: Training) -> Routine:
    """The person's own routine, else the one an assessment suggested; leaves with a sentence without either."""
    from kneetui.diary.errors import DiaryError

    try:
        progress = training.due_first(training.status()) if training.services.has_diary else None
        own = training.library.routines.get(progress.routine) if progress else None
        if own is None and training.services.has_diary:
            own = training.suggested()
    except DiaryError as error:
        refuse(error)
    if own is None:
        fail(["You have no routine yet. Name one: kneetui routine list shows those that are open."], 1)
    return own
