"""Packs by address, and by name from a trusted index."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from kneetui.content.format import limits
from kneetui.packs.errors import PackError
from kneetui.packs.install.sources import FetchedPack, checked_hash, is_address
from kneetui_pack_index import trusted
from kneetui_pack_index.download import fetch
from kneetui_pack_index.index import PackListing, Version
from kneetui_pack_index.trusted import Opened

NAMED = re.compile(r"(?P<name>[a-z0-9-]+)@(?P<index>[a-z0-9-]+)\Z")


def fetch_pack(what: str, version: str) -> FetchedPack:
    """The archive or wheel at an address, or of ``NAME@INDEX`` in this version, else the newest that fits.

    Raises :class:`PackError`.
    """
    named = NAMED.match(what)
    if named and not is_address(what):
        return _named(named["name"], named["index"], version)
    if version:
        message = "a version can only be chosen from an index"
        raise PackError.of(message, "Write NAME@INDEX, or leave it away.", what)
    name = unquote(urlsplit(what).path.rpartition("/")[2])
    return FetchedPack(file_name=name, data=fetch(what, limits.ARCHIVE_BYTES), place=what)


def _named(name: str, index: str, version: str) -> FetchedPack:
    known = trusted.trusted()
    if index not in known:
        raise trusted.unknown(index)
    opened = trusted.open_index(known[index])
    entry = opened.index.get(name)
    if entry is None:
        raise _no_pack(name, opened)
    chosen = entry.best(version)
    if chosen is None:
        raise _no_version(entry, version, opened)
    place = _place(known[index].url, chosen)
    data = fetch(place, limits.ARCHIVE_BYTES, hosts=trusted.hosts_of(known[index]))
    checked_hash(data, chosen.sha256, place)
    return FetchedPack(
        file_name=Path(urlsplit(place).path).name,
        data=data,
        place=place,
        index=index,
        name=name,
        signature=opened.signature,
    )


def _no_pack(name: str, opened: Opened) -> PackError:
    from kneetui.config.spelling import did_you_mean

    names = ", ".join(sorted(opened.index)[:20]) or "nothing"
    message = f"the index {opened.trusted.name} has no pack “{name}”"
    hint = did_you_mean(name, list(opened.index)) or f"It has: {names}."
    return PackError.of(message, hint, opened.trusted.url)


def _no_version(entry: PackListing, version: str, opened: Opened) -> PackError:
    there = ", ".join(offered.version for offered in entry.versions[:20]) or "none"
    message = f"the index {opened.trusted.name} has no {entry.id} {version}".rstrip()
    choice = "Choose one of these versions" if version else "None of them fits this kneetui; it has"
    return PackError.of(message, f"{choice}: {there}.", opened.trusted.url)


def _place(index: str, version: Version) -> str:
    """Where the file of a version is; an index on the web cannot point into this computer."""
    place = urljoin(index, version.file)
    if urlsplit(place).scheme != urlsplit(index).scheme and urlsplit(place).scheme != "https":
        message = f"the index points to {ascii(place[:200])[1:-1]}"
        raise PackError.of(message, "Ask its maker to use addresses relative to the index.", index)
    return place
