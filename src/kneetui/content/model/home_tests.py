"""What somebody can measure of a knee at home, and what a result has to be."""

from __future__ import annotations

from typing import Annotated

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Condition
from kneetui.content.model.notation import Key, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SorePlace:
    """A place where it hurts, and the ids of the changes that fit it, the likeliest first."""

    id: str
    text: Text
    condition: Annotated[Condition | None, Key("if")]
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeTest:
    """A test at home.

    Its figure, load and reasons to leave it out are those of ``exercise``. A result is a number of ``unit`` (``times``,
    ``seconds``, ``cm``, or ``yes``: 1 for done, 0 for not), for ``each`` leg or for ``both`` together; ``better`` says
    whether more or less of it is good. ``seconds`` is how long it lasts; 0 without a clock. With a ``tracker`` it asks
    whether one of the changes that this notes has helped, and the ``places`` say which change to try.
    """

    id: str
    name: Text
    summary: Text
    steps: tuple[Text, ...]
    exercise: str
    unit: str
    sides: str
    seconds: int
    better: str
    reading: Text
    tracker: str = ""
    places: Annotated[tuple[SorePlace, ...], Key("place")] = ()
    source: tuple[str, ...]
    note: Text
    pack: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What results of a home test have to be.

    At least, at most, so much of the other leg's (``symmetry``, in percent), legs so far ``apart`` at most, and no more
    pain (0-10) than this;
    ``None`` asks nothing. The last ``times`` days on which it was done count, none older than ``days``;
    ``around_session`` the last result of each leg and the one before the session that came before it.
    """

    test: str
    least: float | None
    most: float | None
    symmetry: float | None
    apart: float | None
    pain: float | None
    times: int
    days: int
    around_session: bool = False
