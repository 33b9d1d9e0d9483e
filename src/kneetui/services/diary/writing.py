"""An entry is written down, and what is to be said of it: what it was joined to, what it changes for today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.services.diary.joining import add_or_join
from kneetui.services.knee_status import knee_status
from kneetui.services.longest import jump_sentences
from kneetui.services.released import released

if TYPE_CHECKING:
    from kneetui.diary.entries import Entry
    from kneetui.services.container import Services

JOINED = "This session was there already, from a file: what you wrote was added to it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An entry as the diary has it now; ``sentences`` are what is to be said of it, in order."""

    entry: Entry
    joined: bool = False
    sentences: tuple[str, ...] = ()


def write_down(services: Services, entry: Entry, base: Entry | None = None) -> Written:
    """Add an entry, or edit the one with its id. Raises :class:`~kneetui.diary.errors.DiaryError`.

    With ``base``, the entry as it was before, what another session changed meanwhile stays.
    """
    before, jumped = knee_status(services), jump_sentences(services)
    if entry.id:
        saved, joined = services.diary.edit(entry, base=base), False
    else:
        saved, joined = add_or_join(services, entry)
    sentences = [JOINED] if joined else []
    sentences += [sentence for sentence in jump_sentences(services) if sentence not in jumped]
    sentences += released(services.library, before, knee_status(services))
    return Written(entry=saved, joined=joined, sentences=tuple(sentences))
