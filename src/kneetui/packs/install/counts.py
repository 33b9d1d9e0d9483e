"""What is in a pack, counted in words."""

from __future__ import annotations

from collections.abc import Mapping

from kneetui.config.wording import count

COUNTED = {
    "cause": ("cause", ""),
    "question": ("question", ""),
    "flag": ("flag", ""),
    "finding": ("finding", ""),
    "exercise": ("exercise", ""),
    "home-test": ("test at home", "tests at home"),
    "self-exam": ("examination by oneself", "examinations by oneself"),
    "tracker": ("thing to keep track of", "things to keep track of"),
    "routine": ("routine", ""),
    "pain-rule": ("pain rule", ""),
    "watch": ("watch rule", ""),
    "tip": ("tip", ""),
    "case": ("test case", ""),
    "evidence": ("sign for causes of other packs", "signs for causes of other packs"),
    "source": ("source", ""),
}
"""Kind -> the word for one, and for many where it does not follow."""


def counted(kind: str, amount: int) -> str:
    """So many things of a kind."""
    return count(amount, *COUNTED.get(kind, (kind, "")))


def holds(counts: Mapping[str, int]) -> str:
    """What is in a pack."""
    return ", ".join(counted(kind, counts[kind]) for kind in COUNTED if counts.get(kind))
