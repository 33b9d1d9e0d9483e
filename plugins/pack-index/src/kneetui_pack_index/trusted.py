"""The indexes this user trusts: a name, an address, and the keys that must have signed it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kneetui.config import account, paths
from kneetui.content.model import Problem
from kneetui.packs.errors import PackError
from kneetui.packs.install.sources import is_address
from kneetui.packs.installed import pack_dir
from kneetui.packs.installed.install_record import SIGNED
from kneetui_pack_index import index, signatures
from kneetui_pack_index.download import fetch
from kneetui_pack_index.index import Index

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class Trusted:
    """An index. ``keys`` are public keys of ssh or minisign; without one, only hashes can be checked."""

    name: str
    url: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """What an index says, and in words how it is signed."""

    trusted: Trusted
    index: Index
    signature: str


def file() -> Path:
    """Where this user's list is kept."""
    return paths.config_dir() / "indexes.toml"


def host_file() -> Path:
    """Where the administrator's list is kept, beside the packs of all users."""
    return pack_dir.system().folder.with_name("indexes.toml")


def trusted() -> dict[str, Trusted]:
    """The trusted indexes by name: the administrator's, and unless the account is only kneetui, this user's before them.

    Raises :class:`PackError` if a list is damaged.
    """
    lists = [host_file()] if account.current().confined else [host_file(), file()]
    return {index.name: index for place in lists for index in _read(place)}


def _read(place: Path) -> list[Trusted]:
    try:
        raw = tomllib.loads(place.read_text(encoding="utf-8-sig"))
        return [_trusted(table) for table in raw.get("index", [])]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        message = "the list of trusted indexes cannot be read"
        raise PackError.of(message, "Correct the file, or delete it and trust them again.", place) from None


def _trusted(table: Any) -> Trusted:
    match table:
        case {"name": str(name), "url": str(url), "keys": list(keys)} if len(table) == 3:
            if all(isinstance(key, str) for key in keys):
                return Trusted(name, url, tuple(keys))
    raise ValueError("not an index")


def trust(name: str, url: str, keys: Sequence[str] = (), *, shared: bool = False) -> Opened:
    """Trust an index from now on, in place of one with the same name; it is fetched and checked first.

    ``url`` is an address or the path of an index file; of a folder (or an address that ends in ``/``),
    ``index.toml`` in it is meant. With ``shared`` it is for all users of this host. Raises :class:`PackError`;
    then nothing is kept.
    """
    if not NAME.match(name):
        remedy = "Use small letters, digits and hyphens."
        raise PackError.of(f"“{name}” cannot be the name of an index", remedy)
    wanted = Trusted(name, _address(url), tuple(signatures.read_key(key, "key") for key in keys))
    opened = open_index(wanted)
    place = host_file() if shared else file()
    _keep([*(index for index in _read(place) if index.name != name), wanted], place)
    return opened


def distrust(name: str, *, shared: bool = False) -> None:
    """Trust an index no more; what was installed from it stays. Raises :class:`PackError` if there is none."""
    place = host_file() if shared else file()
    known = _read(place)
    if all(index.name != name for index in known):
        raise _of_the_host(name) if name in trusted() and not shared else unknown(name)
    _keep([index for index in known if index.name != name], place)


def _of_the_host(name: str) -> PackError:
    message = f"“{name}” is trusted for all users of this host"
    return PackError.of(message, "The administrator ends that with --system.", host_file())


def unknown(name: str) -> PackError:
    """The error for an index that is not trusted."""
    names = ", ".join(trusted()) or "none"
    message = f"there is no trusted index “{name}” (trusted: {names})"
    return PackError.of(message, "Trust it with kneetui pack trust NAME URL.")


def hosts_of(trusted: Trusted) -> tuple[str, ...]:
    """The host of an index, which may be asked wherever it stands: somebody named it."""
    return (urlsplit(trusted.url).hostname or "",)


def open_index(trusted: Trusted) -> Opened:
    """Fetch an index and check its signature. Raises :class:`PackError`."""
    hosts = hosts_of(trusted)
    data = fetch(trusted.url, index.MOST, hosts=hosts)
    if not trusted.keys:
        return Opened(trusted, index.read(data, trusted.url), "unsigned: only the hash was checked")
    address = trusted.url + signatures.SUFFIX
    try:
        signature = fetch(address, signatures.MOST, hosts=hosts)
    except PackError as error:
        message = f"the signature is missing: {error.problems[0].message}"
        remedy = "Do not install from it. Ask its maker to sign it with kneetui pack index --sign."
        raise PackError.of(message, remedy, address) from None
    wrong: list[Problem] = []
    for key in trusted.keys:
        try:
            signatures.verify(data, signature, key, trusted.url)
        except PackError as error:
            wrong += error.problems
            continue
        return Opened(trusted, index.read(data, trusted.url), f"{SIGNED} {signatures.short(key)}")
    raise PackError(wrong[:1])


def _address(url: str) -> str:
    if not is_address(url):
        path = account.current().reading(url).absolute()
        return (path / index.FILE if path.is_dir() else path).as_uri()
    return f"{url}{index.FILE}" if urlsplit(url).path.endswith("/") else url


def _keep(indexes: Sequence[Trusted], place: Path) -> None:
    import tomli_w

    tables = [
        {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(entry).items()}
        for entry in sorted(indexes, key=lambda entry: entry.name)
    ]
    try:
        shared = place == host_file()
        if shared:
            place.parent.mkdir(parents=True, exist_ok=True)
        paths.write_private(place, tomli_w.dumps({"index": tables}), mode=0o644 if shared else 0o600)
    except OSError as error:
        message = f"the list of trusted indexes cannot be written ({error.strerror})"
        raise PackError.of(message, "Make room, or mend the folder.", place) from None
