"""Where packs come from besides the files of this computer: sources, which plugins bring.

A source gets bytes and says where they came from; what is in them is checked here like any other pack.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kneetui.config.lazy_dataclass import dataclass
from kneetui.packs.errors import PackError

_NAMED = re.compile(r"[a-z0-9-]+@[a-z0-9-]+\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPack:
    """An archive or a wheel that a source fetched.

    ``file_name`` ends in ``.whl`` for a wheel; ``place`` is where ``data`` came from, to be shown. With
    ``index`` and ``name``, updates ask the source for ``NAME@INDEX`` again, and another pack than ``name`` is
    refused; else they ask for ``place``. ``signature`` says in words how it is signed, and begins with
    “signed by” only if a signature was checked.
    """

    file_name: str
    data: bytes
    place: str
    index: str = ""
    name: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSource:
    """Fetches packs by what people type.

    ``forms`` are the ways to ask, as they are shown where one can ask (``NAME@INDEX``). ``claims`` says
    without any wait whether a text is one of them. ``fetch`` gets the text and a version (empty for the
    newest), and raises :class:`~kneetui.packs.errors.PackError` for everything that goes wrong; it may take
    its time, and runs in a thread of its own.
    """

    name: str
    forms: tuple[str, ...]
    claims: Callable[[str], bool]
    fetch: Callable[[str, str], FetchedPack]


def is_address(text: str) -> bool:
    """Whether a text is an address rather than a path."""
    return "://" in text or text.startswith("file:")


def is_name(text: str) -> bool:
    """Whether a text is the name of a pack in an index, ``NAME@INDEX``."""
    return bool(_NAMED.match(text))


def fetched(what: str, version: str, sources: Sequence[PackSource]) -> FetchedPack | None:
    """What the first source that claims ``what`` fetches; ``None`` if it can only be a path.

    Raises :class:`PackError` if the source does, if it fails, or if no source claims an address or a name.
    """
    failed: PackError | None = None
    for source in sources:
        try:
            claimed = source.claims(what)
        except Exception as error:
            failed = failed or _failed(source, error)
            continue
        if claimed:
            return _fetch(source, what, version)
    if failed:
        raise failed
    if is_address(what) or is_name(what):
        raise no_source(what)
    return None


def no_source(what: str) -> PackError:
    """The error for an address or a name that no source claims."""
    from kneetui.content.loading.invisible_chars import shown

    message = "packs are not fetched by address or by name here"
    remedy = "Install the plugin kneetui-pack-index, or download the file and give its path."
    return PackError.of(message, remedy, shown(what, 200))


def _fetch(source: PackSource, what: str, version: str) -> FetchedPack:
    try:
        pack = source.fetch(what, version)
    except (PackError, OSError):
        raise
    except Exception as error:
        raise _failed(source, error) from error
    if not isinstance(pack, FetchedPack):
        raise _failed(source, TypeError(f"it gave {pack!r}, which is no FetchedPack"))
    return pack


def _failed(source: PackSource, error: Exception) -> PackError:
    message = f"the source of packs “{source.name}” failed ({type(error).__name__}: {error})"
    return PackError.of(message, "Update or remove its plugin; kneetui doctor lists the plugins.")


def checked_hash(data: bytes, wanted: str, where: str) -> str:
    """The SHA-256 of ``data``. Raises :class:`PackError` if it is not ``wanted`` (empty takes any)."""
    import hashlib

    digest = hashlib.sha256(data).hexdigest()
    if wanted and digest != wanted:
        message = f"the file is not the one that was promised: its SHA-256 is {digest}, not {wanted}"
        raise PackError.of(message, "Do not use it. Ask whoever gave you the hash.", where)
    return digest
