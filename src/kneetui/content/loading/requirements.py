"""Packs that need other packs: what is unmet, and the order that follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from kneetui import __version__
from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.spelling import did_you_mean
from kneetui.content.format.version_ranges import APP, allows
from kneetui.content.loading.loader import load_head
from kneetui.content.loading.pack import Pack
from kneetui.content.model import Problem


@dataclass(frozen=True, slots=True)
class Unmet:
    """A pack that must be left out, because of what it requires."""

    pack: Pack
    problem: Problem


def requirements(pack: Pack) -> Mapping[str, str]:
    """What a pack requires; nothing if its head could not be read."""
    return pack.info.requires if pack.info else {}


def unmet(good: Sequence[Pack], everything: Sequence[Pack]) -> list[Unmet]:
    """Packs of ``good`` whose requirements the others of ``good`` do not meet, with the reason."""
    needy = [pack for pack in good if requirements(pack)]
    if not needy:
        return []
    there = {pack.id: pack.info.version for pack in good if pack.info}
    lost = {pack.id: pack for pack in everything if pack.problems and pack.id not in there}
    refusals = []
    for pack in needy:
        for name, wanted in requirements(pack).items():
            reason = _unmet(name, wanted, there, lost)
            if reason:
                refusals.append(Unmet(pack, pack.head_problem(("requires", name), *reason)))
    return refusals


def _unmet(
    name: str, wanted: str, there: Mapping[str, str], lost: Mapping[str, Pack]
) -> tuple[str, str] | None:
    if name == APP:
        if allows(wanted, __version__):
            return None
        return (
            f"it needs kneetui {wanted}, and this is kneetui {__version__}",
            "Update kneetui, or install another version of the pack.",
        )
    if name in there:
        if allows(wanted, there[name]):
            return None
        return (
            f"it needs the pack “{name}” {wanted}, and version {there[name]} is installed",
            f"Install a version of “{name}” that is {wanted}, or another version of this pack.",
        )
    if name in lost:
        why = lost[name].problems[0].message
        return (
            f"it needs the pack “{name}”, which is left out: {why}",
            f"Mend or update “{name}”; this pack comes back by itself.",
        )
    hint = did_you_mean(name, [*there, *lost])
    return (
        f"it needs the pack “{name}” {wanted}, which is not installed",
        hint or f"Install the pack “{name}”, or remove this one.",
    )


def ordered(packs: Sequence[Pack]) -> list[Pack]:
    """Packs behind those they require, else in their order; the first stays first. Circles are no problem."""
    if not any(requirements(pack) for pack in packs):
        return list(packs)
    by_id = {pack.id: pack for pack in reversed(packs)}
    done: list[Pack] = []
    entered: set[int] = set()

    def place(pack: Pack) -> None:
        if id(pack) not in entered:
            entered.add(id(pack))
            for name in requirements(pack):
                if name in by_id:
                    place(by_id[name])
            done.append(pack)

    for pack in packs:
        place(pack)
    return done


def with_required(pack: Pack, installed: Callable[[], Iterable[tuple[Path, str]]]) -> list[tuple[Path, str]]:
    """The installed packs that a pack requires, and those that these require, found by their id.

    For checking one folder: only these have to be read besides the core. ``installed`` is only asked if it
    requires some.
    """
    wanted = [name for name in requirements(pack) if name != APP]
    if not wanted:
        return []
    heads: dict[str, Pack] = {}
    for folder, origin in installed():
        head = load_head(folder, origin)
        if head.id != pack.id:
            heads.setdefault(head.id, head)
    folders: dict[str, tuple[Path, str]] = {}
    while wanted:
        name = wanted.pop()
        if name in heads and name not in folders:
            folders[name] = (heads[name].folder, heads[name].origin)
            wanted += requirements(heads[name])
    return list(folders.values())
