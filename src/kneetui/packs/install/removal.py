"""Taking a pack away: what would change, then doing it. What somebody edited is kept."""

from __future__ import annotations

from pathlib import Path

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.model import Problem
from kneetui.packs.errors import PackError
from kneetui.packs.install.case_changes import Comparison, compare
from kneetui.packs.install.install_plan import CORE, Here
from kneetui.packs.install.updates import not_installed, updatable, where
from kneetui.packs.installed import install_record, transaction
from kneetui.packs.installed import pack_dir as shelf
from kneetui.packs.installed.distribution import Means, means
from kneetui.packs.installed.pack_dir import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What taking a pack off a shelf would change.

    ``next`` says whose pack with the same id is used then, if there is one; ``broken`` holds what would no
    longer work in other packs.
    """

    id: str
    shelf: Shelf
    edited: tuple[str, ...]
    next: str
    outcomes: Comparison
    broken: tuple[Problem, ...]


class NotOurs(PackError):
    """The pack came with a Python distribution; ``means`` has the command that removes it, if it is known."""

    means: Means | None = None


def prepare_removal(name: str, here: Here, distributions: dict[str, str], *, shared: bool = False) -> Removal:
    """What would change without a pack; nothing is removed yet.

    ``distributions`` maps the origin of a plugin's pack to its distribution. Raises :class:`NotOurs` for a
    pack of a distribution, and :class:`PackError` if there is no such pack.
    """
    from kneetui.content.loading.merge import load

    pack_shelf = where(name, shared)
    if pack_shelf is None:
        raise _elsewhere(name, here, distributions)
    folder = pack_shelf.packs()[name]
    used = shelf.used(here.of_plugins)
    mine = any(place == folder for place, _ in used)
    behind = [
        (place, origin) for one, place, origin, _ in shelf.hidden(here.of_plugins) if one == name and mine
    ]
    rest = [pack for pack in used if pack[0] != folder]
    after = load([*rest, *behind[:1]], here.language)
    bad = {problem.pack for problem in here.library.problems}
    return Removal(
        id=name,
        shelf=pack_shelf,
        edited=install_record.edited(folder, install_record.read(pack_shelf, name)),
        next=behind[0][1] if behind else "",
        outcomes=compare(here.library, after),
        broken=tuple(problem for problem in after.problems if problem.pack not in bad),
    )


def remove(removal: Removal) -> Path | None:
    """Take it off; returns where it went if somebody had edited it. Raises :class:`PackError`."""
    return transaction.take(removal.shelf, removal.id)


def _elsewhere(name: str, here: Here, distributions: dict[str, str]) -> PackError:
    for folder, origin in here.of_plugins:
        if shelf.id_of(Path(folder)) == name:
            how = means(distributions[origin]) if origin in distributions else None
            by = f"was installed with {how.by}" if how else "is part of a plugin"
            remedy = how.remove if how else f"Remove the plugin {origin}."
            error = NotOurs([Problem(message=f"{name} ({origin}) {by}", remedy=remedy, pack=name)])
            error.means = how
            return error
    if name == CORE:
        return PackError.of("the core cannot be removed", "It is part of kneetui.")
    return not_installed(name, updatable())
