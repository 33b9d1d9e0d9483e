"""Every text of a library that people read, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kneetui.content.model import Library


@dataclass(frozen=True, slots=True)
class Spot:
    """A key of a table: ``path`` holds keys, and ids or numbers of what stands in lists."""

    table: str
    id: str
    path: tuple[str | int, ...] = ()
    pack: str = ""

    def __str__(self) -> str:
        path = [str(part + 1) if isinstance(part, int) else part for part in self.path]
        return " ".join(part for part in (self.table, self.id, *path) if part)

    @property
    def kind(self) -> str:
        """What sort of text it is: table and keys, without ids and numbers (``cause evidence text``)."""
        keys = self.path if len(self.path) < 3 else (self.path[0], self.path[-1])
        return " ".join((self.table, *(key for key in keys if isinstance(key, str))))


@dataclass(frozen=True, slots=True)
class Wording:
    """A text and where it stands."""

    spot: Spot
    words: str


def texts(library: Library) -> Iterator[Wording]:
    """Everything the packs let people read; empty texts are passed over."""
    for table, name, path, words, pack in _all(library):
        if words:
            yield Wording(Spot(table, name, path, pack), words)


_Row = tuple[str, str, tuple[str | int, ...], str, str]


def _plain(table: str, each: object, *keys: str) -> Iterator[_Row]:
    """Texts that are attributes of the same name."""
    for key in keys:
        words, name = getattr(each, key.replace("-", "_")), getattr(each, "id", "")
        yield table, name, (key,), words, getattr(each, "pack", "core")


def _all(library: Library) -> Iterator[_Row]:
    yield "pack", "core", ("purpose",), library.purpose, "core"
    for pack in library.packs.values():
        yield "pack", pack.id, ("name",), pack.name, pack.id
        yield "pack", pack.id, ("summary",), pack.summary, pack.id
    for source in library.sources.values():
        yield from _plain("source", source, "title")
    for urgency in library.urgencies.values():
        yield from _plain("urgency", urgency, "name", "symbol", "who", "within", "do")
    for question in library.questions.values():
        yield from _plain("question", question, "text", "why", "help", "unit")
        for option in question.options:
            yield "question", question.id, ("option", option.id, "text"), option.text, question.pack
    for flag in library.flags.values():
        yield from _plain("flag", flag, "because", "do", "note")
        for number, above in enumerate(flag.raises):
            yield "flag", flag.id, ("raise", number, "because"), above.because, flag.pack
            yield "flag", flag.id, ("raise", number, "do"), above.do, flag.pack
    yield from _causes(library)
    for tip in library.tips.values():
        yield from _plain("tip", tip, "title", "text", "note")
    yield from _training(library)
    for watch in library.watch.values():
        yield from _plain("watch", watch, "text", "note")


def _causes(library: Library) -> Iterator[_Row]:
    for cause in library.causes.values():
        yield from _plain("cause", cause, "name", "clinical", "summary", "course", "see", "note")
        for each in cause.evidence:
            for _, _, (key,), words, pack in _plain("evidence", each, "text", "otherwise", "note"):
                yield "cause", cause.id, ("evidence", each.id, key), words, pack


def _training(library: Library) -> Iterator[_Row]:
    for exercise in library.exercises.values():
        yield from _plain("exercise", exercise, "name", "summary", "figure", "note")
        for number, step in enumerate(exercise.steps):
            yield "exercise", exercise.id, ("steps", number), step, exercise.pack
        for number, avoid in enumerate(exercise.avoid):
            yield "exercise", exercise.id, ("avoid", number, "text"), avoid.text, exercise.pack
        for number, frame in enumerate(exercise.frames):
            yield "exercise", exercise.id, ("frames", number), frame, exercise.pack
    for routine in library.routines.values():
        yield from _plain("routine", routine, "name", "summary", "note")
        for phase in routine.phases:
            yield "routine", routine.id, ("phase", phase.id, "name"), phase.name, routine.pack
            yield "routine", routine.id, ("phase", phase.id, "goal"), phase.goal, routine.pack
    for rule in library.rules.values():
        yield from _plain("pain-rule", rule, "name", "on-green", "on-yellow", "on-red", "note")
