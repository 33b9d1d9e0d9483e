"""Packs that this user switched off; kept with the settings, never in a pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kneetui.config import paths

if TYPE_CHECKING:
    from kneetui.content.model import Problem


def file() -> Path:
    """Where it is kept."""
    return paths.config_dir() / "packs.toml"


def disabled() -> frozenset[str]:
    """Ids of the packs that are off. A file that cannot be read switches nothing off."""
    try:
        return _read()
    except (OSError, ValueError, RecursionError):
        return frozenset()


def problems() -> list[Problem]:
    """What is wrong with the file, if anything."""
    try:
        _read()
    except (OSError, ValueError, RecursionError) as error:
        from kneetui.content.model import Problem

        reason = str(getattr(error, "strerror", None) or error)
        message = f"it is not known which packs are off: {reason.rstrip('.')}"
        return [
            Problem(
                message=message,
                remedy='Correct the file (disabled = ["ID"]), or delete it.',
                file=str(file()),
            )
        ]
    return []


def _read() -> frozenset[str]:
    try:
        text = file().read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return frozenset()
    import tomllib

    raw = tomllib.loads(text).get("disabled", [])
    if not isinstance(raw, list) or not all(isinstance(name, str) for name in raw):
        raise ValueError("“disabled” is not a list of ids")
    return frozenset(raw)


def switch(name: str, *, on: bool) -> bool:
    """Switch a pack on or off for this user; whether that changed anything.

    Raises :class:`PackError` if the file is damaged, and ``OSError`` if the disk refuses.
    """
    import tomli_w

    wrong = problems()
    if wrong:
        from kneetui.packs.errors import PackError

        raise PackError(wrong)
    before = disabled()
    after = before - {name} if on else before | {name}
    if after != before:
        paths.write_private(file(), tomli_w.dumps({"disabled": sorted(after)}))
    return after != before
