"""Versions of packs, in their order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from packaging.version import Version

_PLAIN = re.compile(r"\d{1,9}\.\d{1,9}\.\d{1,9}")


def is_number(text: str) -> bool:
    """Whether a text begins like a version: ``major.minor.patch``."""
    return len(text) <= 100 and _PLAIN.match(text) is not None


def number(text: str) -> Version:
    """A version that can be compared; of one that Python packages do not know, the three numbers count.

    Raises ``ValueError`` for what is no version at all.
    """
    from packaging.version import InvalidVersion, Version

    try:
        return Version(text)
    except InvalidVersion:
        match = _PLAIN.match(text)
        return Version(match[0] if match else text)
