"""Every pack that is installed, in use or not: where it stands, how it came there, what was done to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.model import Library, PackInfo, Problem
from kneetui.packs.installed import disabled, install_record
from kneetui.packs.installed import pack_dir as shelf
from kneetui.packs.installed.distribution import Means, means
from kneetui.packs.installed.install_record import Record
from kneetui.packs.installed.pack_dir import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """One installed pack.

    ``scope`` is ``built in``, ``this user``, ``all users``, or how its distribution came: ``pip``, ``pipx``,
    ``uv``, ``uv tool``. ``state`` is ``in use``, ``off``, ``behind`` (another with its id goes before it:
    ``behind`` says whose), ``not named`` (in ``KNEETUI_PLUGINS``), or ``left out`` (``problems`` say why).
    ``info`` is missing if not even its head can be read. ``means`` says how to remove a pack that came with a distribution.
    """

    id: str
    state: str
    scope: str
    origin: str
    folder: Path
    info: PackInfo | None
    shelf: Shelf | None = None
    record: Record | None = None
    edited: tuple[str, ...] = ()
    means: Means | None = None
    behind: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def version(self) -> str:
        """Its version, or an empty text if it cannot be read."""
        return self.info.version if self.info else ""

    @property
    def pinned(self) -> bool:
        """Whether updates pass it over."""
        return self.record is not None and self.record.pinned

    @property
    def signature(self) -> str:
        """How it is signed, in words; empty for what did not come over a shelf."""
        return self.record.signature if self.record else ""


def installed(
    library: Library, of_plugins: Sequence[tuple[Path, str]], distributions: Mapping[str, str]
) -> list[Installed]:
    """Every installed pack, in the order of the library, then what is off, behind, or left out.

    ``distributions`` maps the origin of a plugin's pack to the name of its distribution.
    """
    off = disabled.disabled()
    behind = {folder: whose for _, folder, _, whose in shelf.hidden(of_plugins)}
    packs = []
    for name, folder, origin, where in _all(of_plugins):
        info = library.packs.get(name)
        if info is not None and Path(info.folder) != folder:
            info = None
        state = "in use" if info else "left out"
        if name in off:
            state = "off"
        elif folder in behind:
            state = "behind"
        elif where and not shelf.named(name):
            state = "not named"
        record = install_record.read(where, name) if where else None
        how = means(distributions[origin]) if origin in distributions else None
        packs.append(
            Installed(
                id=name, state=state, scope=where.scope if where else how.by if how else "plugin", origin=origin, folder=folder,
                info=info or _head(folder, origin), shelf=where, record=record,
                edited=install_record.edited(folder, record) if where and record else (), means=how,
                behind=behind.get(folder, ""), problems=_problems(library, name, folder) if state == "left out" else (),
            )
        )  # fmt: skip
    known = {pack.folder for pack in packs}
    packs += [
        Installed(
            id=pack.id,
            state="in use",
            scope=pack.origin,
            origin=pack.origin,
            folder=Path(pack.folder),
            info=pack,
        )
        for pack in library.packs.values()
        if Path(pack.folder) not in known
    ]
    order = list(library.packs)
    return sorted(packs, key=lambda pack: order.index(pack.id) if pack.state == "in use" else len(order))


def _problems(library: Library, name: str, folder: Path) -> tuple[Problem, ...]:
    inside = f"{folder}/"
    return tuple(
        problem for problem in library.problems if problem.pack == name or problem.file.startswith(inside)
    )


def _all(of_plugins: Iterable[tuple[Path, str]]) -> list[tuple[str, Path, str, Shelf | None]]:
    folders: list[tuple[str, Path, str, Shelf | None]] = [
        (shelf.id_of(Path(folder)), Path(folder), origin, None) for folder, origin in of_plugins
    ]
    for place in shelf.shelves():
        folders += [(name, folder, place.scope, place) for name, folder in place.packs().items()]
    return folders


def _head(folder: Path, origin: str) -> PackInfo | None:
    from kneetui.content.loading.loader import load_head

    return load_head(folder, origin).info
