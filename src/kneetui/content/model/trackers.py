"""What a person can keep track of besides the knee."""

from __future__ import annotations

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.model.notation import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerOption:
    """One of the values that can be noted."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """Something to note in the diary: a ``number`` from ``low`` to ``high``, ``yes-no``, or a ``text``.

    A text is one of the ``options`` if there are any. It is asked for once the person wants it; with a ``weekly``
    question, it is also asked once a week.
    """

    id: str
    name: Text
    kind: str
    low: float
    high: float
    unit: Text
    options: tuple[TrackerOption, ...]
    pack: str
    weekly: Text = ""
