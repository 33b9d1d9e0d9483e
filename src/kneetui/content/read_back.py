"""Sentences with blanks for answers: parts with ``|`` between them, of which those without an answer are left out."""

from __future__ import annotations

import re
from collections.abc import Mapping

_BLANK = re.compile(r"\{([^{}\s]+)\}")
_JOINT = re.compile(r"^[,;.]+")


def named(text: str) -> list[str]:
    """The questions whose answers a sentence has blanks for."""
    return _BLANK.findall(text)


def filled_in(text: str, answers: Mapping[str, str]) -> str:
    """The sentence with these answers; empty if none of them belongs in it.

    The first part with an answer begins without the comma that would join it to one before.
    """
    parts: list[str] = []
    begun = False
    for part in text.split("|"):
        blanks = named(part)
        if not all(answers.get(blank) for blank in blanks):
            continue
        words = _BLANK.sub(lambda blank: answers[blank[1]], part)
        parts.append(words if begun or not blanks else _JOINT.sub("", words))
        begun = begun or bool(blanks)
    return "".join(parts) if begun else ""
