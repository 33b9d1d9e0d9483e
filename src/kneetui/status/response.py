"""How a knee answered each session: during it, after it and the next morning, with its light.

The traffic light is that of the pain rules (content): green, yellow or red by the pain in the session, one
worse if the next morning is not back to usual, red for new swelling (Thomeé 1997, Silbernagel 2007; swelling
after a session: Adams' soreness rules). A painkiller hides what it would show, so a morning with one is not a
good morning; it never makes a light better.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.by_day.days import worse
from kneetui.diary.by_day.timeline import Timeline, gathered
from kneetui.diary.entries import STIFFNESSES, SWELLINGS
from kneetui.status.usual import Usual, UsualDays

if TYPE_CHECKING:
    from kneetui.content.model import PainRule
    from kneetui.diary.entries import Entry

Light = Literal["", "green", "yellow", "red"]
"""Empty while too little is known."""

LightReason = Literal[
    "", "during", "stopped", "swelling", "morning", "stiffness", "painkiller", "open", "settled"
]
"""What decided the light; ``open`` while the morning is still to come."""

DAY = timedelta(days=1)

UNKNOWN = -1
"""The place on a scale of what nobody wrote down: below the lowest, so that it is worse than nothing."""

WORSE: dict[Light, Light] = {"": "yellow", "green": "yellow", "yellow": "red", "red": "red"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One session and what the knee said to it. Pain is 0-10; ``None`` where nobody wrote it down.

    ``entry`` is the id of the session's entry, ``routine`` that of its routine (empty for sport). ``settled``
    says whether the next morning was back to usual; ``None`` while that is not known.
    """

    knee: str
    when: datetime
    entry: int
    rule: str
    routine: str = ""
    during: float | None = None
    after: float | None = None
    morning: float | None = None
    swelling: str | None = None
    stiffness: str | None = None
    painkiller: bool = False
    usual: Usual = Usual()
    settled: bool | None = None
    light: Light = ""
    reason: LightReason = ""

    @property
    def day(self) -> date:
        """The day of the session."""
        return self.when.date()


def responses(
    entries: Iterable[Entry],
    knee: str,
    rules: Mapping[str, PainRule],
    rule_of: Mapping[str, str],
    since: date,
) -> tuple[Response, ...]:
    """The response of ``knee`` to every session since a day, oldest first.

    ``rules`` are the pain rules by id; ``rule_of`` maps a routine to its rule, and the empty text to the rule
    for sport. A session whose rule is not installed any more is judged by that one.
    """
    known = gathered(entries)
    usual = UsualDays(known, knee)
    sport = rules.get(rule_of.get("", ""))
    sessions = known.sessions_since(since)
    assessed: list[Response] = []
    for number, entry in enumerate(sessions, 1):
        rule = (rules.get(rule_of.get(entry.routine.routine, "")) if entry.routine else None) or sport
        if rule is None:
            continue
        later = sessions[number].when if number < len(sessions) else None
        assessed.append(_response(known, knee, entry, rule, usual.before(entry.when, rule), later))
    return tuple(assessed)


class _Afterwards:
    """The worst of what was noted of a knee beside a session, after it, and on the next morning.

    Pain is 0-10; ``swelling`` and ``stiffness`` are places on their scales.
    """

    during: float | None = None
    after: float | None = None
    morning: float | None = None
    swelling = stiffness = UNKNOWN
    painkiller = False

    def add(self, entry: Entry) -> None:
        """An entry of the day of the session, or of the morning after it."""
        if entry.swelling is not None:
            self.swelling = max(self.swelling, SWELLINGS.index(entry.swelling))
        self.painkiller = self.painkiller or bool(entry.medication)


def _noted(known: Timeline, knee: str, entry: Entry, later: datetime | None) -> _Afterwards:
    """What was noted after the session of ``entry``; after the session ``later`` of the same day it is of that one."""
    day, about, noted = entry.when.date(), known.about(knee), _Afterwards()
    for other in about.get(day, ()):
        if other is entry or _of_session(other, entry, later):
            noted.add(other)
            noted.after = worse(noted.after, other.pain_after)
            if other is not entry:
                noted.during = worse(noted.during, other.pain_during)
    for other in about.get(day + DAY, ()):
        if _of_morning(other):
            noted.add(other)
            noted.morning = worse(noted.morning, other.pain_morning)
            if other.stiffness is not None:
                noted.stiffness = max(noted.stiffness, STIFFNESSES.index(other.stiffness))
    return noted


def _response(
    known: Timeline, knee: str, entry: Entry, rule: PainRule, usual: Usual, later: datetime | None
) -> Response:
    """How a knee took one session: pain in it is that of entries about this knee, the light is of all that was noted.

    A morning that is stiffer than usual has not settled, whatever its pain. One that settled with a painkiller is not
    known to have, so ``settled`` stays open then.
    """
    routine, own = entry.routine, entry.concerns(knee)
    during = worse(entry.pain_during, routine.pain if routine else None) if own else None
    noted = _noted(known, knee, entry, later)
    during = worse(during, noted.during)
    stiffer = usual.stiffness is not None and noted.stiffness > usual.stiffness
    if stiffer:
        settled: bool | None = False
    elif noted.morning is None:
        settled = None
    else:
        settled = noted.morning <= _allowed(rule, usual)
    light, reason = _light(
        rule,
        worse(during, noted.after),
        settled=settled,
        stopped=own and routine is not None and routine.verdict == "rest" and not routine.done,
        swollen=noted.swelling > (usual.swelling or 0),
        painkiller=noted.painkiller,
        stiffer=stiffer,
    )
    return Response(
        knee=knee,
        when=entry.when,
        entry=entry.id,
        rule=rule.id,
        routine=routine.routine if routine else "",
        during=during,
        after=noted.after,
        morning=noted.morning,
        swelling=None if noted.swelling == UNKNOWN else SWELLINGS[noted.swelling],
        stiffness=None if noted.stiffness == UNKNOWN else STIFFNESSES[noted.stiffness],
        painkiller=noted.painkiller,
        usual=usual,
        settled=None if settled and noted.painkiller else settled,
        light=light,
        reason=reason,
    )


def _of_session(other: Entry, entry: Entry, later: datetime | None) -> bool:
    """Whether another entry of the same day is about how the session of ``entry`` was taken."""
    if other.session or other.routine or other.when < entry.when:
        return False
    return later is None or other.when < later


def _of_morning(other: Entry) -> bool:
    """Whether an entry of the next day is about how the session was taken: not one about that day's training."""
    return other.pain_morning is not None or not (other.session or other.routine or other.assessment)


def _allowed(rule: PainRule, usual: Usual) -> float:
    """Up to where a morning is back to usual: what is usual counts up to the rule's yellow, and not beyond."""
    return max(rule.green, min(usual.morning or 0.0, rule.yellow))


def _light(
    rule: PainRule,
    pain: float | None,
    *,
    settled: bool | None,
    stopped: bool,
    swollen: bool,
    painkiller: bool,
    stiffer: bool,
) -> tuple[Light, LightReason]:
    light: Light = "" if pain is None else _by_pain(rule, pain)
    if stopped:
        return "red", "stopped"
    if swollen:
        return "red", "swelling"
    if settled is False:
        return WORSE[light], "stiffness" if stiffer else "morning"
    if painkiller:
        return ("yellow" if light in ("", "green") else light), "painkiller"
    if settled is None:
        return light, "open" if light else ""
    return (light or "green"), "settled" if light in ("", "green") else "during"


def _by_pain(rule: PainRule, pain: float) -> Light:
    if pain > rule.yellow:
        return "red"
    return "yellow" if pain > rule.green else "green"
