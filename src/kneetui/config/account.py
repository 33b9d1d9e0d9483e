"""What the person at the keys may do with this computer: what its user may, or only what belongs to kneetui.

The one place that every path which somebody typed goes through, and every address. An account that is only kneetui is
entered by :mod:`kneetui.kiosk` for the whole process and never left.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kneetui.config import paths
from kneetui.config.errors import KneetuiError

DROP_IN, DROP_OUT = "import", "export"
"""Folders beside the diary: what somebody brings here, and what somebody takes from here."""


class ForbiddenError(KneetuiError, PermissionError):
    """What this account may not do; also for whoever handles what the system refuses."""

    title = "This account is only kneetui"

    def __init__(self, message: str, remedy: str = "", place: str = "") -> None:
        KneetuiError.__init__(self, message, remedy, place)
        self.strerror = message


def drop_in() -> Path:
    """Where files to be read are put, so that nobody has to name them."""
    return paths.data_dir() / DROP_IN


def drop_out() -> Path:
    """Where an account that is only kneetui writes what is exported."""
    return paths.data_dir() / DROP_OUT


class Account:
    """The account of a person who has a shell as well, and may do all that the system lets them."""

    confined = False

    def reading(self, typed: str | Path) -> Path:
        """The file or folder to read that somebody named. Raises :class:`ForbiddenError`."""
        return _expanded(typed)

    def writing(self, typed: str | Path) -> Path:
        """The file to write that somebody named. Raises :class:`ForbiddenError`."""
        return _expanded(typed)

    def pack_place(self, what: str, *, by_name: bool) -> None:
        """Whether packs may come from there; ``by_name`` for a name in an index. Raises :class:`ForbiddenError`."""

    def reaching(self, host: str, trusted: Iterable[str] = ()) -> None:
        """Whether a host may be asked; ``trusted`` are those that the administrator named.

        Raises :class:`ForbiddenError`, and ``OSError`` if nobody knows where that host is.
        """


class ConfinedAccount(Account):
    """An account that is only kneetui: two folders to drop files in and out, packs by name, the open internet.

    Whatever is written, by whatever code, is watched besides (:meth:`watch`): a command that forgets to ask is refused.
    """

    confined = True

    def __init__(self) -> None:
        from tempfile import gettempdir

        self.folders = tuple(
            map(_real, (paths.config_dir(), paths.data_dir(), paths.cache_dir(), gettempdir()))
        )
        self.programs = {os.path.realpath(sys.executable)} | _programs("ssh-keygen")
        self._named_by_host: set[str] = set()

    def reading(self, typed: str | Path) -> Path:
        """See :class:`Account`; only what is in the drop-in folder."""
        return self._inside(typed, drop_in(), "read")

    def writing(self, typed: str | Path) -> Path:
        """See :class:`Account`; only into the drop-out folder."""
        path = self._inside(typed, drop_out(), "written")
        if path == _real_path(drop_out()):
            raise ForbiddenError("A file needs a name", "Give one, such as knee.toml.", str(typed))
        return path

    def _inside(self, typed: str | Path, folder: Path, done: str) -> Path:
        """The path itself, without links. A name that begins with a dot would be a setting of some program."""
        if str(typed) == "-":
            return Path("-")
        try:
            named = folder / typed
            path, top = _real_path(named), _real_path(folder)
            inside = path.relative_to(top).parts if path.is_relative_to(top) else None
            clean = all(part.isprintable() for part in named.parts)
        except (ValueError, OSError, RuntimeError):
            inside, clean = None, False
        if inside is None or not clean or any(part.startswith((".", "~")) for part in (*inside, named.name)):
            remedy = f"Give the name of a file in {folder}, without a dot before it."
            raise ForbiddenError(f"Only files in one folder can be {done} here", remedy, repr(str(typed)))
        return path

    def pack_place(self, what: str, *, by_name: bool) -> None:
        """See :class:`Account`; only names in indexes."""
        if not by_name:
            remedy = "Give NAME@INDEX, or ask the administrator."
            raise ForbiddenError("Packs come only from the indexes of the administrator", remedy, what)

    def reaching(self, host: str, trusted: Iterable[str] = ()) -> None:
        """See :class:`Account`; nothing in the host's own network but what the administrator named."""
        import socket

        places = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
        if host in trusted:
            self._named_by_host |= places
        else:
            for place in places:
                self._public(place)

    def _public(self, place: str) -> None:
        if place not in self._named_by_host and not _on_the_internet(place):
            remedy = "Only addresses on the open internet are asked from this account."
            raise ForbiddenError("This address is in the network of the host itself", remedy, place)

    # --- what no code gets past -------------------------------------------------------------

    def watch(self, event: str, values: tuple[Any, ...]) -> None:
        """Refuse what this account may not do, whichever code does it; an audit hook (:pep:`578`).

        Raises :class:`ForbiddenError`.
        """
        if event == "open":
            path, mode, flags = values
            if (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)) or (
                isinstance(mode, str) and any(sign in mode for sign in "wax+")
            ):
                self._own(path)
        elif event in _CHANGING:
            for path in values[: _CHANGING[event]]:
                self._own(path, values[-1])
        elif event in _STARTING:
            program = os.path.realpath(os.fsdecode(values[0])) if event in _NAMING and values[0] else ""
            if program not in self.programs:
                raise ForbiddenError("No other program is started from this account", "", program)
        elif event == "socket.connect" and isinstance(values[1], tuple):
            self._public(str(values[1][0]))

    def _own(self, path: Any, folder: Any = -1) -> None:
        if isinstance(path, int) or path is None or (isinstance(path, str) and path == ":memory:"):
            return
        name = os.fsdecode(path)
        if isinstance(folder, int) and folder >= 0 and not name.startswith("/"):
            name = f"{_folder_of(folder)}/{name}"
        place = _real(name)
        if place not in _DEVICES and not any(
            place == own or place.startswith(f"{own}/") for own in self.folders
        ):
            raise ForbiddenError("Nothing is written there from this account", "", place)


_DEVICES = frozenset(("/dev/null", "/dev/tty"))

_CHANGING = {
    "os.mkdir": 1, "os.rmdir": 1, "os.remove": 1, "os.truncate": 1, "os.chmod": 1, "os.chown": 1, "os.utime": 1,
    "os.rename": 2, "os.link": 2, "os.symlink": 2, "sqlite3.connect": 1,
}  # fmt: skip
"""Audit event -> so many of its first values are paths that change."""

_NAMING = frozenset(("subprocess.Popen", "os.exec", "os.posix_spawn"))
"""Audit events that name a program first."""

_STARTING = _NAMING | {"os.system", "os.spawn", "os.startfile", "pty.spawn", "os.fork", "os.forkpty"}


def _expanded(typed: str | Path) -> Path:
    try:
        return Path(typed).expanduser()
    except RuntimeError:  # nobody has that name
        return Path(typed)


def _real(path: object) -> str:
    return os.path.realpath(str(path))


def _real_path(path: Path) -> Path:
    return Path(_real(path))


def _folder_of(handle: int) -> str:
    try:
        return str(Path(f"/proc/self/fd/{handle}").readlink())
    except OSError:
        return "/"


def _on_the_internet(place: str) -> bool:
    """Whether an address is one of the open internet, also the IPv4 address that stands inside one of IPv6."""
    from ipaddress import IPv4Address, IPv6Address, ip_address

    address = ip_address(place.partition("%")[0])
    inner: IPv4Address | IPv6Address | None = None
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if place.lower().startswith("64:ff9b:"):  # RFC 6052: a gateway to IPv4
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
    return all(one.is_global and not one.is_multicast for one in (address, inner) if one is not None)


def _programs(*names: str) -> set[str]:
    from shutil import which

    return {os.path.realpath(path) for path in map(which, names) if path}


_current: Account = Account()
_watching = False


def current() -> Account:
    """What this process may do."""
    return _current


def confine() -> None:
    """From now on this process is only kneetui. Its folders are made, also that for temporary files.

    Raises ``OSError`` if they cannot be.
    """
    import tempfile

    global _current, _watching
    for folder in (paths.config_dir(), drop_in(), drop_out()):
        paths.private_dir(folder)
    tempfile.tempdir = str(paths.private_dir(paths.cache_dir() / "temporary"))
    sys.dont_write_bytecode = True
    _current = ConfinedAccount()
    if not _watching:
        _watching = True
        sys.addaudithook(_watch)


def _watch(event: str, values: tuple[Any, ...]) -> None:
    if isinstance(_current, ConfinedAccount):
        _current.watch(event, values)
