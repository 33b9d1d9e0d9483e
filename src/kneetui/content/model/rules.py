"""What pain means for the next session, and which changes in the diary call for another look."""

from __future__ import annotations

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.model.notation import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PainRule:
    """Traffic light for pain during exercise: green up to ``green``, yellow up to ``yellow`` (0-10).

    After red the knee rests for ``easy_days`` whole days. The ``default`` rule judges sessions of sport.
    ``on_away`` holds from ``away_days`` without a due session on, ``on_long_away`` from ``long_away_days`` on.
    ``on_many_yellow`` is what ``many_yellow`` sessions in a row without a green one mean. ``less`` is how many
    percent less the next session is after red, and the first one after a break. What is usual for a knee is told by the
    ``usual_days`` before, from ``usual_mornings`` on by those without load. An answer counts for ``fresh_days``.
    ``counts_from`` is how many percent of its work have to be done for a session to lead on. After
    green with ``reserve`` repetitions to spare a weight may be ``weight_up`` percent heavier, and is ``weight_least``
    percent heavier at least.
    """

    id: str
    name: Text
    green: float
    yellow: float
    on_green: Text
    on_yellow: Text
    on_red: Text
    source: tuple[str, ...]
    note: Text
    pack: str
    easy_days: int = 2
    default: bool = False
    on_many_yellow: Text = ""
    many_yellow: int = 3
    less: float = 40
    away_days: int = 0
    on_away: Text = ""
    long_away_days: int = 0
    on_long_away: Text = ""
    usual_days: int = 28
    usual_mornings: int = 3
    fresh_days: int = 7
    counts_from: float = 80
    weight_up: float = 10
    weight_least: float = 2
    reserve: float = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchRule:
    """A change in the diary that should reopen triage; ``limit`` is in the unit of its kind.

    ``stops`` are kinds of exercise that wait while it holds: ``impact``, ``strain`` (all but the gentle ones)
    or ``loading`` (all). What happened more than ``fresh_days`` ago raises it no more. With fewer than ``fewest`` days
    (or sessions) that have a number it says nothing.
    """

    id: str
    kind: str
    limit: float
    days: int
    text: Text
    source: tuple[str, ...]
    note: Text
    pack: str
    stops: tuple[str, ...] = ()
    headline: Text = ""
    fresh_days: int = 7
    fewest: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRule:
    """Which change of pain (0-10) means something, and how far back the diary counts.

    A change of ``change`` points is more than chance; from that much pain on also a fall by ``fall`` percent of at
    least ``least_fall`` points. What is usual is told by the ``days`` before, if ``fewest_days`` of them have a number.
    The last ``values`` numbers of ``fresh_days`` are now. A note of pain or swelling is known for ``note_days``, and
    sessions have a light for ``judged_days``.
    """

    change: float = 2
    fall: float = 30
    least_fall: float = 1
    days: int = 14
    fewest_days: int = 3
    fresh_days: int = 7
    values: int = 3
    note_days: int = 7
    judged_days: int = 42
    source: tuple[str, ...] = ()
    note: str = ""

    @property
    def seen_days(self) -> int:
        """How far back a trend looks, however many days a picture shows."""
        return 2 * self.days + self.fresh_days
