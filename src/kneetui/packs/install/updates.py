"""Looks for newer versions where packs came from.

For a screen or a command::

    for name in updatable(names):
        with look(name, here) as found:             # slow, like prepare
            found.state                             # "new", "same", "pinned", "nowhere", "failed", "plugin"
            found.offer                             # what to show and install, if the state is "new"
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.model import Problem
from kneetui.packs.errors import PackError
from kneetui.packs.install.install_plan import Here, Offer, prepare_again
from kneetui.packs.installed import install_record
from kneetui.packs.installed import pack_dir as shelf
from kneetui.packs.installed.pack_dir import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What came of looking for another version of one pack.

    ``state`` is ``new`` (there is an ``offer``, which may be older or need a word because of edits),
    ``same`` (nothing new), ``pinned`` (not looked), ``nowhere`` (nobody knows where it came from),
    ``plugin`` (installed by pip, pipx or uv) or ``failed`` (``problems`` say why).
    """

    id: str
    state: str
    shelf: Shelf | None = None
    version: str = ""
    offer: Offer | None = None
    problems: tuple[Problem, ...] = ()

    def __enter__(self) -> Update:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.offer:
            self.offer.close()


def updatable() -> list[str]:
    """Ids of all packs on the shelves, this user's before those of all users."""
    return list(dict.fromkeys(name for one in shelf.shelves() for name in one.packs()))


def where(name: str, shared: bool = False) -> Shelf | None:
    """The shelf a pack stands on: this user's, else that of all users; with ``shared`` only the latter."""
    for candidate in (shelf.system(),) if shared else shelf.shelves():
        if name in candidate.packs():
            return candidate
    return None


def look(name: str, here: Here, *, shared: bool = False) -> Update:
    """Look where a pack came from. Raises :class:`PackError` if there is no such pack."""
    pack_shelf = where(name, shared)
    if pack_shelf is None:
        return _elsewhere(name, here)
    record = install_record.read(pack_shelf, name)
    if record is None:
        message = f"nobody knows where {name} came from: it has no record"
        problem = Problem(message=message, remedy="Install it again from where you got it.", pack=name)
        return Update(id=name, state="nowhere", shelf=pack_shelf, problems=(problem,))
    if record.pinned:
        return Update(id=name, state="pinned", shelf=pack_shelf, version=record.version)
    try:
        offer = prepare_again(record.came, here, pack_shelf)
    except PackError as error:
        return Update(
            id=name, state="failed", shelf=pack_shelf, version=record.version, problems=error.problems
        )
    if offer.info.id != name:
        offer.close()
        message = f"there is another pack now where {name} came from: {offer.info.id}"
        problem = Problem(
            message=message, remedy="Install it from somewhere else.", file=record.came.place, pack=name
        )
        return Update(id=name, state="failed", shelf=pack_shelf, version=record.version, problems=(problem,))
    if offer.same or {**record.files} == install_record.hashes(offer.folder):
        offer.close()
        return Update(id=name, state="same", shelf=pack_shelf, version=record.version)
    return Update(id=name, state="new", shelf=pack_shelf, version=record.version, offer=offer)


def _elsewhere(name: str, here: Here) -> Update:
    for folder, origin in here.of_plugins:
        if shelf.id_of(Path(folder)) == name:
            problem = Problem(
                message=f"{name} is part of {origin}", remedy="Update it as it was installed.", pack=name
            )
            return Update(id=name, state="plugin", problems=(problem,))
    if name == "core":
        problem = Problem(message="the core is part of kneetui", remedy="Update kneetui.", pack=name)
        return Update(id=name, state="plugin", problems=(problem,))
    raise not_installed(name, updatable())


def not_installed(name: str, known: Sequence[str]) -> PackError:
    """The error for a pack that is on no shelf, or not on the one that was meant."""
    from kneetui.config.spelling import did_you_mean

    other = where(name)
    if other is not None:
        message = f"{name} is not installed for all users"
        return PackError.of(message, f"It is installed for {other.scope}; leave --system away.")
    hint = did_you_mean(name, known) or f"There are: {', '.join(known) or 'none'}."
    return PackError.of(f"there is no pack “{name}” that kneetui installed", hint)
