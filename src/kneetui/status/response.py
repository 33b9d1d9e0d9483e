"""How a knee answered each session: during it, after it and the next morning, with its light.

The traffic light is that of the pain rules (content): green, yellow or red by the pain in the session, one
worse if the next morning is not back to usual, red for new swelling (Thomeé 1997, Silbernagel 2007; swelling
after a session: Adams' soreness rules). A painkiller hides what it would show, so a morning with one is not a
good morning; it never makes a light better.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.entries import STIFFNESSES, SWELLINGS
from kneetui.status.trend.days import worst

if TYPE_CHECKING:
    from kneetui.content.model import PainRule
    from kneetui.diary.entries import Entry

Light = Literal["", "green", "yellow", "red"]
"""Empty while too little is known."""

LightReason = Literal[
    "", "during", "stopped", "swelling", "morning", "stiffness", "painkiller", "open", "settled"
]
"""What decided the light; ``open`` while the morning is still to come."""

WORSE: dict[Light, Light] = {"": "yellow", "green": "yellow", "yellow": "red", "red": "red"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What is usual for a knee before a day: its morning pain (median, 0-10), stiffness and swelling.

    The scales are indices of :data:`STIFFNESSES` and :data:`SWELLINGS`. ``mornings`` counts those behind it;
    ``None`` is not known.
    """

    morning: float | None = None
    mornings: int = 0
    stiffness: int | None = None
    swelling: int | None = None


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


class _Note(NamedTuple):
    when: datetime
    loaded: bool
    morning: float | None
    stiffness: int | None
    swelling: int | None


class Diary:
    """The entries about one knee, by day, for whoever asks about single days."""

    def __init__(self, entries: Iterable[Entry], knee: str) -> None:
        self.knee = knee
        self._days: dict[date, list[Entry]] = defaultdict(list)
        self._sessions: list[Entry] = []
        self.loaded: set[date] = set()
        """Days with a session, whichever knee it was noted for: it used both legs."""
        for entry in entries:
            if entry.session or entry.routine:
                self.loaded.add(entry.when.date())
                self._sessions.append(entry)
            if entry.concerns(knee):
                self._days[entry.when.date()].append(entry)
        about = (entry for day in self._days.values() for entry in day)
        self._ordered = [self._note(entry) for entry in sorted(about, key=lambda entry: entry.when)]
        self._times = [note.when for note in self._ordered]

    def _note(self, entry: Entry) -> _Note:
        """What an entry says of what is usual; scales as in :class:`Usual`."""
        return _Note(
            entry.when,
            entry.when.date() - timedelta(days=1) in self.loaded,
            entry.pain_morning,
            None if entry.stiffness is None else STIFFNESSES.index(entry.stiffness),
            None if entry.swelling is None else SWELLINGS.index(entry.swelling),
        )

    def on(self, day: date) -> Sequence[Entry]:
        """The entries of a day."""
        return self._days.get(day, ())

    def sessions(self, since: date) -> list[Entry]:
        """The sessions from a day on, oldest first."""
        later = (entry for entry in self._sessions if entry.when.date() >= since)
        return sorted(later, key=lambda entry: (entry.when, entry.id))

    def usual(self, before: datetime, rule: PainRule) -> Usual:
        """What was usual before a time by a pain rule: the median morning of the days without load, else of all.

        Never the morning itself that is compared with it: only days before that of ``before`` count, and
        that day up to the time itself.
        """
        first = datetime.combine(before.date() - timedelta(days=rule.usual_days), time())
        start, end = bisect_left(self._times, first), bisect_left(self._times, before)
        notes = self._ordered[start:end]
        pains = [(note.loaded, note.morning) for note in notes if note.morning is not None]
        stiff = [note.stiffness for note in notes if note.stiffness is not None]
        swollen = [note.swelling for note in notes if note.swelling is not None]
        calm = [pain for loaded, pain in pains if not loaded]
        chosen = calm if len(calm) >= rule.usual_mornings else [pain for _, pain in pains]
        return Usual(
            morning=middle(chosen) if chosen else None,
            mornings=len(chosen),
            stiffness=sorted(stiff)[len(stiff) // 2] if stiff else None,
            swelling=swollen[-1] if swollen else None,
        )


def middle(values: Sequence[float]) -> float:
    """The median; of two values in the middle the lower one, which is the careful side for "usual"."""
    return sorted(values)[(len(values) - 1) // 2]


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
    diary = Diary(entries, knee)
    sessions = diary.sessions(since)
    assessed: list[Response] = []
    for number, entry in enumerate(sessions):
        routine = entry.routine.routine if entry.routine else ""
        rule = rules.get(rule_of.get(routine, "")) or rules.get(rule_of.get("", ""))
        if rule is None:
            continue
        later = sessions[number + 1].when if number + 1 < len(sessions) else None
        assessed.append(_response(diary, entry, rule, later))
    return tuple(assessed)


def _response(diary: Diary, entry: Entry, rule: PainRule, later: datetime | None) -> Response:
    """The session of ``entry``; what was written after the session ``later`` of the same day is of that one."""
    day, next_day = entry.when.date(), entry.when.date() + timedelta(days=1)
    same = [
        other
        for other in diary.on(day)
        if other is entry
        or (
            other.when >= entry.when
            and (later is None or other.when < later)
            and not (other.session or other.routine)
        )
    ]
    mornings = [other for other in diary.on(next_day) if _of_morning(other)]
    own = entry.concerns(diary.knee)
    routine = entry.routine.pain if entry.routine else None
    during = worst((entry.pain_during, routine)) if own else None
    after = worst(other.pain_after for other in same)
    morning = worst(other.pain_morning for other in mornings)
    usual = diary.usual(entry.when, rule)
    swelling = _worst_of(SWELLINGS, (other.swelling for other in (*same, *mornings)))
    stiffness = _worst_of(STIFFNESSES, (other.stiffness for other in mornings))
    painkiller = any(other.medication for other in (*same, *mornings))
    settled = _settled(rule, usual, morning, stiffness)
    stopped = own and bool(entry.routine and entry.routine.verdict == "rest" and not entry.routine.done)
    light, reason = _light(
        rule,
        worst((during, after)),
        settled=settled,
        stopped=stopped,
        swollen=swelling is not None and swelling > (usual.swelling or 0),
        painkiller=painkiller,
        stiffer=stiffness is not None and usual.stiffness is not None and stiffness > usual.stiffness,
    )
    return Response(
        knee=diary.knee,
        when=entry.when,
        entry=entry.id,
        rule=rule.id,
        routine=entry.routine.routine if entry.routine else "",
        during=during,
        after=after,
        morning=morning,
        swelling=None if swelling is None else SWELLINGS[swelling],
        stiffness=None if stiffness is None else STIFFNESSES[stiffness],
        painkiller=painkiller,
        usual=usual,
        settled=None if settled and painkiller else settled,
        light=light,
        reason=reason,
    )


def _of_morning(other: Entry) -> bool:
    """Whether an entry of the next day is about how the session was taken: not one about that day's training."""
    return other.pain_morning is not None or not (other.session or other.routine or other.assessment)


def _worst_of(scale: Sequence[str], values: Iterable[str | None]) -> int | None:
    return max((scale.index(value) for value in values if value is not None), default=None)


def _settled(rule: PainRule, usual: Usual, morning: float | None, stiffness: int | None) -> bool | None:
    """Whether the morning is back to usual: what is usual counts up to the rule's yellow, and not beyond."""
    if morning is None:
        return None
    allowed = max(rule.green, min(usual.morning or 0.0, rule.yellow))
    stiffer = stiffness is not None and usual.stiffness is not None and stiffness > usual.stiffness
    return morning <= allowed and not stiffer


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
