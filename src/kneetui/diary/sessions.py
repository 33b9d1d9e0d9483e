"""One session stays one, whatever file it comes from: which entries hold the same session, and how they are joined."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from kneetui.diary.description import to_table
from kneetui.diary.entries import Entry, Session
from kneetui.diary.history import ABOUT, made_at
from kneetui.diary.relations import placed
from kneetui.diary.store.records import Record, from_record, to_record

NEAR: Final = timedelta(minutes=2)
"""How far the starts of one session lie apart at most: watches and tables round them."""
SHORTER: Final = 0.25
"""How much shorter than the longer one a length may be: some files have the time moving, others all of it."""
SLACK: Final = 3.0
"""Minutes that two lengths of one session may differ, however short it was."""
WRITING: Final = timedelta(minutes=15)
"""How long somebody may take to write a session down whose length is not said."""
UNNAMED: Final = ("", "other")
"""Sports that may be any."""
SEPARATOR: Final = " + "
"""Between the source ids of a session that came from several files."""

_OF_THE_ENTRY: Final = ("when", "kind", "knee", "session", "note", "zone", *ABOUT)
_LONGEST: Final = 200
_MINUTE: Final = timedelta(minutes=1)
_BEGINNING: Final = datetime(1950, 1, 1)


def source_ids(session: Session) -> tuple[str, ...]:
    """The ids that a session has in the files it came from."""
    return tuple(part for part in session.source_id.split(SEPARATOR) if part)


def same_session(one: Entry, other: Entry) -> bool:
    """Whether two entries hold the same session: start within :data:`NEAR`, the same sport, about the same length.

    Two that do not overlap are two, however short they are.
    """
    apart = starts_apart(one, other)
    first, second = (one, other) if apart >= timedelta() else (other, one)
    if first.session is None or second.session is None or abs(apart) > NEAR:
        return False
    if not _one_sport(first.session.sport, second.session.sport):
        return False
    minutes = first.session.minutes
    overlapping = not apart or minutes is None or abs(apart) < timedelta(minutes=minutes)
    return _one_length(minutes, second.session.minutes) is not False and (
        overlapping or second.session.minutes is None
    )


def _one_length(one: float | None, other: float | None) -> bool | None:
    """Whether two lengths are about the same; ``None`` if one is not known."""
    if one is None or other is None:
        return None
    shorter, longer = sorted((one, other))
    return longer - shorter <= max(SLACK, longer * SHORTER)


def written_while(entry: Entry, now: datetime | None = None) -> bool:
    """Whether an entry has the time of writing, so that nobody knows when its session began.

    So it is if what was written by hand would not have been over when it was written, which is ``now`` (wall time) for a
    new entry.
    """
    if entry.kind != "entry" or entry.session is None or entry.session.source_id:
        return False
    written, moment = (now, entry.when) if now else (made_at(entry.stamp, entry.edits), entry.instant)
    if written is None or moment is None:
        return False
    minutes = entry.session.minutes
    length = WRITING if minutes is None else timedelta(minutes=minutes)
    return -NEAR <= written - moment < max(length, NEAR)


def could_be(typed: Entry, other: Entry) -> bool:
    """Whether a session with the time of writing can be ``other``, which has its start: the same day, sport and length.

    What is written down is over. One of sport and length has to be known of both.
    """
    one, two = typed.session, other.session
    if one is None or two is None or typed.when.date() != other.when.date() or _end(other) > typed.when:
        return False
    length = _one_length(one.minutes, two.minutes)
    if length is None:
        length = _one_length(one.distance_km, two.distance_km)
    named = one.sport not in UNNAMED and one.sport.casefold() == two.sport.casefold()
    return named if length is None else length and _one_sport(one.sport, two.sport)


def _end(entry: Entry) -> datetime:
    minutes = entry.session.minutes if entry.session else None
    return entry.when + timedelta(minutes=minutes or 0)


def untold(entry: Entry) -> bool:
    """Whether nobody said how a session from a file was."""
    effort = entry.session.effort if entry.session else None
    answers = (effort, entry.pain_during, entry.pain_after)
    return entry.kind == "import" and all(answer is None for answer in answers)


def starts_apart(one: Entry, other: Entry) -> timedelta:
    """How much later ``other`` started, by the clock on the wall or in UTC, whichever is nearer.

    What was written on another host or on a trip has another wall time for the same moment, and what was typed in
    by hand may have the wrong zone.
    """
    wall = other.when - one.when
    first, second = one.instant, other.instant
    return min(wall, second - first, key=abs) if first and second else wall


def _one_sport(one: str, other: str) -> bool:
    names = (one.casefold(), other.casefold())
    return names[0] == names[1] or any(name in UNNAMED for name in names)


def joinable(held: Entry, other: Entry) -> bool:
    """Whether :func:`joined` loses nothing of ``other``: no answer of it contradicts the diary."""
    if other.assessment or other.routine or (held.knee != other.knee and other.kind != "import"):
        return False
    values = to_record(held)
    answers = {key: value for key, value in to_record(other).items() if key not in _OF_THE_ENTRY}
    return all(values.get(key, value) == value for key, value in answers.items())


def joined(held: Entry, other: Entry) -> Entry:
    """The entry of the diary with what only ``other`` knows: fields of both, the source ids and notes of both."""
    if held.session is None or other.session is None:
        return held
    others = {key: value for key, value in to_record(other).items() if key not in ABOUT}
    record = {**others, **to_record(held)}
    record["session"] = _joined_session(held.session, other.session)
    if held.note and other.note not in held.note:
        record["note"] = f"{held.note}\n{other.note}"
    return from_record(record, id=held.id, make=type(held))


def _joined_session(held: Session, other: Session) -> Record:
    record = {**to_table(other), **to_table(held)}
    if held.sport in UNNAMED and other.sport:
        record["sport"] = other.sport
    ids = SEPARATOR.join(dict.fromkeys((*source_ids(held), *source_ids(other))))
    if ids:
        record["source-id"] = ids if len(ids) <= _LONGEST else held.source_id
    return record


class Joiner:
    """Takes in the sessions of files, one file after the other, next to the entries of a diary.

    Attributes:
        known: How many sessions were there already, with everything.
        joined: How many were there already and gained something.
    """

    def __init__(self, diary: Iterable[Entry]) -> None:
        self._entries = list(diary)
        self._before = tuple(self._entries)
        self._by_source: dict[str, list[int]] = {}
        self._by_minute: dict[tuple[str, int], list[int]] = {}
        self._by_day: dict[date, list[int]] = {}
        self._in_file: set[int] = set()
        self._distinct = False
        self.known = 0
        self.joined = 0
        for at, entry in enumerate(self._entries):
            self._index(at, entry)

    @property
    def new(self) -> list[Entry]:
        """The entries that were not there, in the order they came."""
        return self._entries[len(self._before) :]

    @property
    def edited(self) -> list[Entry]:
        """The entries of the diary that gained something."""
        return [now for now, before in zip(self._entries, self._before, strict=False) if now is not before]

    def begin_file(self, same: Collection[int] = (), *, distinct: bool = False) -> None:
        """A new file: within one, two sessions are two, unless they have the same source id.

        ``same`` are the ids of entries that stand in the file as they are. In a ``distinct`` one, such as a diary,
        the same source id twice is two entries, too.
        """
        self._distinct = distinct
        self._in_file = {at for at, entry in enumerate(self._entries) if entry.id in same}

    def take(self, entry: Entry, now: datetime | None = None) -> Entry | None:
        """Take in an entry with a session; the one it was joined to or known as, or ``None`` if it is new.

        ``now`` is the wall time if the entry is just being written by hand. One without a zone is where the person is.
        """
        entry = placed(entry)
        at = self._with_source(entry)
        if at is None:
            at = self._same(entry)
            if at is None:
                at = self._file_of(entry) if now and written_while(entry, now) else self._typed_of(entry)
            if at is None:
                self._entries.append(entry)
                self._index(len(self._entries) - 1, entry)
                self._in_file.add(len(self._entries) - 1)
                return None
            self._join(at, entry)
        else:
            self.known += 1
        self._in_file.add(at)
        return self._entries[at]

    def _typed_of(self, entry: Entry) -> int | None:
        """What was written by hand after a session of a file, at the time of writing: the next after it."""
        if entry.kind != "import" or self._distinct:
            return None
        typed = [at for at in self._on_day(entry) if written_while(self._entries[at])]
        fitting = [
            at for at in typed if could_be(self._entries[at], entry) and joinable(self._entries[at], entry)
        ]
        return min(fitting, key=lambda at: self._entries[at].when, default=None)

    def _file_of(self, entry: Entry) -> int | None:
        """The last session of a file before an entry with the time of writing that nobody said anything about."""
        untold_of = [at for at in self._on_day(entry) if untold(self._entries[at])]
        fitting = [
            at
            for at in untold_of
            if could_be(entry, self._entries[at])
            and joinable(replace(self._entries[at], knee=entry.knee), entry)
        ]
        return max(fitting, key=lambda at: self._entries[at].when, default=None)

    def _on_day(self, entry: Entry) -> list[int]:
        return [at for at in self._by_day.get(entry.when.date(), ()) if at not in self._in_file]

    def _join(self, at: int, entry: Entry) -> None:
        held = self._entries[at]
        both = joined(held, entry)
        if entry.kind == "import" and written_while(held):
            both = replace(both, when=entry.when, zone=entry.zone or both.zone)
        elif entry.kind == "entry" and untold(held):
            both = replace(both, knee=entry.knee)
        if both == held:
            self.known += 1
            return
        self.joined += 1
        self._entries[at] = both
        self._index(at, both)

    def _with_source(self, entry: Entry) -> int | None:
        ids = source_ids(entry.session) if entry.session else ()
        passed_over = self._in_file if self._distinct else ()
        known = (at for identifier in ids for at in self._by_source.get(identifier, ()))
        return next((at for at in known if at not in passed_over), None)

    def _same(self, entry: Entry) -> int | None:
        reach = NEAR // _MINUTE
        near = (
            at
            for offset in sorted(range(-reach, reach + 1), key=abs)
            for clock, minute in _minutes(entry).items()
            for at in self._by_minute.get((clock, minute + offset), ())
        )
        return next((at for at in near if at not in self._in_file and self._fits(at, entry)), None)

    def _fits(self, at: int, entry: Entry) -> bool:
        return same_session(self._entries[at], entry) and joinable(self._entries[at], entry)

    def _index(self, at: int, entry: Entry) -> None:
        if entry.session:
            self._by_day.setdefault(entry.when.date(), []).append(at)
            for minute in _minutes(entry).items():
                self._by_minute.setdefault(minute, []).append(at)
            self._index_sources(at, entry)

    def _index_sources(self, at: int, entry: Entry) -> None:
        for source in source_ids(entry.session) if entry.session else ():
            self._by_source.setdefault(source, []).append(at)


def _minutes(entry: Entry) -> dict[str, int]:
    """The minute of the start by each clock."""
    instant = entry.instant
    utc = {"utc": (instant.replace(tzinfo=None) - _BEGINNING) // _MINUTE} if instant else {}
    return {"wall": (entry.when - _BEGINNING) // _MINUTE, **utc}
