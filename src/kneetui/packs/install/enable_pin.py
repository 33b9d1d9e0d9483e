"""Switching packs on and off for this user, and pinning them against updates."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kneetui.packs.errors import PackError
from kneetui.packs.install.install_plan import CORE
from kneetui.packs.install.updates import not_installed, where
from kneetui.packs.installed import disabled, install_record, pack_dir, transaction
from kneetui.packs.installed.pack_dir import Shelf


def switch(name: str, of_plugins: Iterable[tuple[Path, str]], *, on: bool) -> bool:
    """Switch a pack on or off for this user, wherever it came from; whether that changed anything.

    Raises :class:`PackError` if there is no such pack, or it cannot be kept.
    """
    if name == CORE:
        raise PackError.of("the core cannot be switched off", "Its warning signs are always needed.")
    known = {pack_dir.id_of(Path(folder)) for folder, _ in of_plugins}
    known |= {pack for one in pack_dir.shelves() for pack in one.packs()}
    if name not in known and not (on and name in disabled.disabled()):
        from kneetui.config.spelling import did_you_mean

        hint = did_you_mean(name, sorted(known)) or f"Installed are: {', '.join(sorted(known)) or 'none'}."
        raise PackError.of(f"there is no installed pack “{name}”", hint)
    try:
        return disabled.switch(name, on=on)
    except OSError as error:
        message = f"it cannot be kept ({error.strerror or error})"
        raise PackError.of(message, "Mend that, then try again.", disabled.file()) from None


def pin(name: str, *, pinned: bool, shared: bool = False) -> Shelf:
    """Pin a pack, so that updates pass it over, or unpin it; the shelf it stands on.

    Raises :class:`PackError` if it is on no shelf, has no record, or the shelf cannot be changed.
    """
    pack_shelf = where(name, shared)
    if pack_shelf is None:
        names = sorted({pack for one in pack_dir.shelves() for pack in one.packs()})
        raise not_installed(name, names)
    record = install_record.read(pack_shelf, name)
    if record is None:
        message = f"{name} has no record of where it came from, so it is never updated"
        raise PackError.of(message, "There is nothing to pin.")
    if record.pinned != pinned:
        transaction.note(pack_shelf, install_record.with_pin(record, pinned))
    return pack_shelf
