"""What is in a pack, counted in words."""

from __future__ import annotations

from collections.abc import Mapping

COUNTED = {
    "cause": "cause{s}",
    "question": "question{s}",
    "flag": "flag{s}",
    "finding": "finding{s}",
    "exercise": "exercise{s}",
    "routine": "routine{s}",
    "pain-rule": "pain rule{s}",
    "watch": "watch rule{s}",
    "tip": "tip{s}",
    "case": "test case{s}",
    "evidence": "sign{s} for causes of other packs",
    "source": "source{s}",
}
"""What is in a pack, in words."""


def counted(kind: str, count: int) -> str:
    """So many things of a kind."""
    return f"{count} {COUNTED.get(kind, kind).format(s='' if count == 1 else 's')}"


def holds(counts: Mapping[str, int]) -> str:
    """What is in a pack."""
    return ", ".join(counted(kind, counts[kind]) for kind in COUNTED if counts.get(kind))
