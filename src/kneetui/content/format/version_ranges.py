"""Ranges of versions, as Python packages write them (PEP 440): ``>=0.1,<0.2``.

``packaging`` is only imported where a range is looked at.
"""

from __future__ import annotations

APP = "kneetui"
"""What a pack calls the app itself in ``requires``."""


def is_range(text: str) -> bool:
    """Whether a text is a version range."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        return bool(str(SpecifierSet(text)))
    except InvalidSpecifier:
        return False


def allows(wanted: str, version: str) -> bool:
    """Whether a version is in a range; early versions (``1.0.0rc1``) count. What is no version is in none."""
    from packaging.specifiers import SpecifierSet
    from packaging.version import InvalidVersion

    try:
        return SpecifierSet(wanted).contains(version, prereleases=True)
    except InvalidVersion:
        return False
