"""Fingerprints of the content: of each pack, and of each rule that can raise the urgency."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import field_names
from kneetui.report.one_page.model import ContentVersion
from kneetui.triage.flags import CORE

if TYPE_CHECKING:
    from kneetui.content.model import Flag, Library

SHORT = 12
"""Hexadecimal digits of a fingerprint: enough to tell versions apart, few enough to read aloud."""


_last: list[tuple[Library, ContentVersion]] = []


def content_version(library: Library) -> ContentVersion:
    """What the library says, as fingerprints. The same content gives the same ones on every machine.

    Those of the last library are kept: one never changes, and reading all of it takes longer than a report.
    """
    last = _last[0] if _last else None
    if last is None or last[0] is not library:
        last = library, _read(library)
        _last[:] = [last]
    return last[1]


def _read(library: Library) -> ContentVersion:
    rules = {flag.id: rule_fingerprint(flag) for flag in library.flags.values()}
    packs = tuple(
        (pack.id, pack.version, _digest(_canonical(_texts_of(library, pack.id))))
        for pack in library.packs.values()
    )
    return ContentVersion(
        fingerprint=_digest(_canonical((packs, library.language))), packs=packs, rules=rules
    )


def rule_fingerprint(flag: Flag) -> str:
    """The fingerprint of what a flag decides: its level and conditions, not its wording."""
    decides = (
        flag.id,
        flag.urgency,
        flag.condition,
        [(more.urgency, more.condition) for more in flag.raises],
    )
    return _digest(_canonical(decides))


def _texts_of(library: Library, pack: str) -> list[object]:
    """Everything of a pack that an assessment rests on; what is of no pack counts as the core's."""
    tables = (library.questions, library.flags, library.causes, library.tips, library.rules, library.watch)
    parts: list[object] = [
        [item for item in table.values() if getattr(item, "pack", "") == pack] for table in tables
    ]
    if pack == CORE:
        parts += [list(library.urgencies.values()), library.normal]
    return parts


def _canonical(value: object) -> str:
    """A value as text that is the same in every process: sets in order, shapes with the names of their fields."""
    if isinstance(value, str | int | float | bool) or value is None:
        return repr(value)
    if isinstance(value, Set):
        return f"{{{','.join(sorted(map(_canonical, value)))}}}"
    if isinstance(value, Mapping):
        return f"{{{','.join(f'{_canonical(key)}:{_canonical(item)}' for key, item in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_canonical, value))}]"
    fields = ",".join(f"{name}={_canonical(getattr(value, name))}" for name in field_names(type(value)))
    return f"{type(value).__name__}({fields})"


def _digest(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()[:SHORT]
