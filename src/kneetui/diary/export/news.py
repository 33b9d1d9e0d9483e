"""What a diary file has that the diary does not: new entries, edits and removals of another copy, joined sessions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.entries import Entry
from kneetui.diary.history import UID, Aside, Removed, content, edited, history, with_uid
from kneetui.diary.merge import both_removed, buried, merged, new_aside
from kneetui.diary.relations import beside, with_beside
from kneetui.diary.sessions import Joiner
from kneetui.diary.store.records import from_record, to_record

_JOINED = "joined"
"""Stands for the session in the stamp of an edit that an import made itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A value that was written without knowledge of another edit or of a removal of the ``entry``, and gave way.

    ``removed`` says that the entry was removed in one copy and edited in the other.
    """

    entry: Entry
    aside: Aside
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a file has that the diary does not.

    ``new`` are entries; ``edited`` are entries of the diary with what the other copy, or a file with the same session,
    knows besides. ``removed`` are removals of the other copy, and ``gone`` the entries of the diary that they take out.
    ``known`` counts the entries that are there already, ``joined`` those whose session gained something, ``merged``
    those that were edited elsewhere, ``left_out`` those that were removed here. ``contested`` are entries that one copy removed
    and the other edited without knowing of that, as they were edited.
    ``remembered`` is what the diary remembers nothing of yet: the place in a routine, the equipment.
    """

    new: tuple[Entry, ...]
    edited: tuple[Entry, ...] = ()
    removed: tuple[Removed, ...] = ()
    gone: tuple[Entry, ...] = ()
    clashes: tuple[Clash, ...] = ()
    contested: tuple[Entry, ...] = ()
    known: int = 0
    joined: int = 0
    merged: int = 0
    left_out: int = 0
    remembered: Mapping[str, str] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        """Whether anything of it changes the diary."""
        return bool(self.new or self.edited or self.removed or self.remembered)


def compare(
    entries: Iterable[Entry],
    diary: Iterable[Entry],
    *,
    removed: Iterable[Removed] = (),
    removals: Iterable[Removed] = (),
) -> News:
    """What ``entries`` and ``removed``, of one file, are to the entries and ``removals`` of the diary.

    An entry is known by its lasting id, and is then merged; else if the content is the same (twice the same in
    ``entries`` needs it twice in the diary), or if its session is the same (:mod:`~kneetui.diary.sessions`). What the
    new ones refer to are then entries of the diary, or new ones, whose ids are larger than any of the diary.
    """
    return _Comparison(diary, removals).of(list(entries), removed)


class _Comparison:
    """Compares in three passes, each of which leaves less to the next.

    Removals first, since what the file removed is no entry of the diary any more. Then each entry of the file is paired
    with the same entry of the diary, by its lasting id or by its content, and merged into it. What is left over may
    still be the same training session in other words; what is not is new, and gets an id after all of the diary.
    """

    def __init__(self, diary: Iterable[Entry], removals: Iterable[Removed]) -> None:
        self._diary = list(diary)
        self._by_uid = {entry.uid: entry for entry in self._diary if entry.uid}
        self._removals = {removal.uid: removal for removal in removals}
        self._removals_before = dict(self._removals)
        self._merged: dict[int, Entry] = {}
        self._gone: dict[int, Entry] = {}
        self._clashes: list[Clash] = []
        self._contested: list[Entry] = []
        self._left_out = 0

    def of(self, entries: list[Entry], removed: Iterable[Removed]) -> News:
        for removal in removed:
            self._take_removal(removal)
        held = [entry for entry in self._diary if entry.id not in self._gone]
        pairs = self._known(entries, held)
        held = [self._merged.get(entry.id, entry) for entry in held]
        joiner = Joiner(held)
        joiner.begin_file({number for _, number in pairs if number}, distinct=True)
        largest = max((entry.id for entry in self._diary), default=0)
        ids: dict[int, int] = {}
        new = []
        for entry, number in pairs:
            if number:
                ids[entry.id] = number
                continue
            same = joiner.take(replace(entry, id=0)) if entry.session else None
            if same is not None:
                ids[entry.id] = same.id
                continue
            ids[entry.id] = largest + entry.id if entry.id else 0
            new.append(replace(entry, id=ids[entry.id]))
        return News(
            new=tuple(
                with_beside(entry, (ids[other] for other in beside(entry) if other in ids)) for entry in new
            ),
            edited=self._edited(joiner.edited),
            removed=tuple(
                removal
                for removal in self._removals.values()
                if not _same_removal(removal, self._removals_before.get(removal.uid))
            ),
            gone=tuple(self._gone.values()),
            clashes=tuple(self._clashes),
            contested=tuple(self._contested),
            known=sum(number > 0 for _, number in pairs) + joiner.known,
            joined=joiner.joined,
            merged=sum(self._merged[entry.id] != entry for entry in self._diary if entry.id in self._merged),
            left_out=self._left_out,
        )

    def _take_removal(self, removal: Removed) -> None:
        here = self._removals.get(removal.uid)
        entry = self._by_uid.get(removal.uid)
        if here is not None:
            self._removals[removal.uid] = both_removed(here, removal)
        elif entry is None:
            self._removals[removal.uid] = removal
        else:
            seen_here = buried(removal, to_record(entry))
            self._removals[removal.uid] = seen_here
            self._gone[entry.id] = entry
            self._clash(entry, seen_here, removal)

    def _known(self, entries: list[Entry], held: list[Entry]) -> list[tuple[Entry, int]]:
        """The entries that are not removed here, each with the id of the same entry of the diary, or 0."""
        by_content: dict[Entry, list[int]] = {}
        uids = {entry.uid for entry in entries if entry.uid}
        for entry in reversed(held):
            if entry.uid not in uids:
                by_content.setdefault(_content(entry), []).append(entry.id)
        taken = {*uids, *self._by_uid}
        pairs = []
        for entry in entries:
            same = self._by_uid.get(entry.uid) if entry.uid else None
            number = same.id if same else _taken(by_content, entry)
            if same is not None:
                self._merge(same, entry)
            elif not number:
                entry = entry if entry.uid else _named(entry, taken)
                taken.add(entry.uid)
                if entry.uid in self._removals:
                    self._leave_out(entry)
                    continue
            pairs.append((entry, number))
        return pairs

    def _merge(self, held: Entry, other: Entry) -> None:
        """Merge the ``other`` copy of an entry into the one of the diary, field by field."""
        before = to_record(self._merged.get(held.id, held))
        others = to_record(with_beside(other, ()))
        if content(others) == content(before) and history(others) == history(before):
            return
        after = merged(before, others, type(held))
        if after != before:
            entry = from_record(after, id=held.id, make=type(held))
            self._merged[held.id] = entry
            self._clashes += [Clash(entry=entry, aside=aside) for aside in new_aside(before, after)]

    def _leave_out(self, entry: Entry) -> None:
        """An entry of the file that was removed here: it stays removed, and the removal knows its edits."""
        before = self._removals[entry.uid]
        self._removals[entry.uid] = buried(before, to_record(entry))
        self._left_out += 1
        self._clash(entry, self._removals[entry.uid], before)

    def _clash(self, entry: Entry, removal: Removed, before: Removed) -> None:
        """Note what of the entry was edited without knowing of its removal, and was not known of that ``before``."""
        known = set(before.aside)
        self._contested += [entry] if removal.aside else []
        self._clashes += [
            Clash(entry=entry, aside=aside, removed=True) for aside in removal.aside if aside not in known
        ]

    def _edited(self, joined: Iterable[Entry]) -> tuple[Entry, ...]:
        """The merged entries, and those with a joined session, which is an edit of its own if both happened."""
        changed = dict(self._merged)
        for entry in joined:
            if entry.id in changed:
                record = edited(to_record(changed[entry.id]), to_record(entry), _JOINED)
                entry = from_record(record, id=entry.id, make=type(entry))
            changed[entry.id] = entry
        return tuple(changed.values())


def _same_removal(one: Removed, other: Removed | None) -> bool:
    return other is not None and (one.stamp, one.seen, one.aside) == (other.stamp, other.seen, other.aside)


def _named(entry: Entry, taken: Iterable[str]) -> Entry:
    """An entry from before there were lasting ids, with the one that it has on every machine."""
    record: Mapping[str, object] = with_uid(to_record(with_beside(entry, ())), set(taken))
    return replace(entry, uid=str(record[UID]), stamp=str(record["stamp"]))


def _taken(held: dict[Entry, list[int]], entry: Entry) -> int:
    """The id of an entry of the diary with the same content, which then stands for no other; 0 if there is none."""
    same = held.get(_content(entry))
    return same.pop() if same else 0


def _content(entry: Entry) -> Entry:
    """The entry without what depends on the diary it is in."""
    return replace(with_beside(entry, ()), id=0)
