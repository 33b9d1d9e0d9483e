"""Codes of LOINC and SNOMED CT, with words beside them, or words alone."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def table() -> dict[str, dict[str, str]]:
    """Every code by what it stands for, with ``system``, ``code``, ``display`` and ``source``."""
    return tomllib.loads(Path(__file__).with_name("codes.toml").read_text(encoding="utf-8"))


def concept(words: str, name: str = "") -> dict[str, Any]:
    """A CodeableConcept: the words, and the code of that name if there is one."""
    known = table().get(name)
    coding = [{key: known[key] for key in ("system", "code", "display")}] if known else []
    return {**({"coding": coding} if coding else {}), "text": words or (known["display"] if known else name)}
