"""What makes knees hurt, and what speaks for and against it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Condition
from kneetui.content.model.notation import Key, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One finding for or against a cause, as likelihood ratios.

    ``present`` multiplies the odds when the condition is true, ``absent`` when it is known to be
    false; an unknown condition changes nothing. Evidence of one ``group`` within one cause counts once.
    """

    id: str
    cause: str
    condition: Annotated[Condition, Key("if")]
    present: float
    absent: float
    group: str
    text: Text
    otherwise: Text
    source: tuple[str, ...]
    note: Text
    pack: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Something that makes knees hurt, with what speaks for and against it.

    It is offered unless ``when`` is known to be false, and named first only while ``first_when`` is true.
    While it stands first, the knee is looked at again after ``recheck_days`` (0: as the level says). A ``look_alike``
    is not what has to be ruled out first, even where a pressing flag speaks of it.
    ``weight`` is the base weight for any activity not in ``weights``; those of ``lent`` activities come from
    other packs. ``ages`` are knots (age in years, factor) between which the factor is interpolated.
    """

    id: str
    name: Text
    clinical: Text
    summary: Text
    course: Text
    see: Text
    routine: str
    when: Condition | None
    weight: float
    weights: Mapping[str, float]
    ages: tuple[tuple[float, float], ...]
    evidence: tuple[Evidence, ...]
    source: tuple[str, ...]
    note: Text
    pack: str
    lent: frozenset[str] = frozenset()
    first_when: Condition | None = None
    recheck_days: int = 0
    look_alike: bool = False
