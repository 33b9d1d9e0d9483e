"""How each knee is: one model, made once from everything that is known, that every room and command shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.config.about import SIDES
from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.by_day.timeline import Timeline
from kneetui.routines.gate import Gate
from kneetui.status import restrictions as limits
from kneetui.status.alerts.alerts import alerts
from kneetui.status.diary_facts import diary_facts
from kneetui.status.due import Due, due
from kneetui.status.facts import KnownFact, known_facts, of_the_person, plain
from kneetui.status.pause import Pause, pause
from kneetui.status.response import Response, responses
from kneetui.status.restrictions import Restrictions
from kneetui.status.results import InForce, in_force
from kneetui.status.trend.ceiling import Ceiling, ceilings

if TYPE_CHECKING:
    from kneetui.content.model import Library, WatchRule
    from kneetui.status.alerts.alerts import Alert
    from kneetui.status.known import StatusInput


@dataclass(frozen=True, slots=True, kw_only=True)
class KneeStatus:
    """One knee (``left`` or ``right``).

    ``in_force`` is the urgency that holds; ``facts`` what is known, with origin and age; ``responses`` how it
    took each session, oldest first; ``alerts`` the changes that ask for another look.
    """

    knee: str
    in_force: InForce
    facts: tuple[KnownFact, ...] = ()
    responses: tuple[Response, ...] = ()
    alerts: tuple[Alert, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Both knees on one day, and what is allowed.

    ``ceilings`` say how long a session of each sport may be today. ``due`` are answers that are missing, ``pause``
    the break that today is in. ``screened`` says whether the warning signs
    were ever asked about, by an assessment or by their page; or somebody looked at a knee; or no installed
    content asks about them.
    """

    day: date
    knees: Mapping[str, KneeStatus] = field(default_factory=dict)
    restrictions: Restrictions = field(default_factory=Restrictions)
    alerts: tuple[Alert, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    due: tuple[Due, ...] = ()
    pause: Pause | None = None
    screened: bool = False

    @property
    def gate(self) -> Gate:
        """What both knees leave open of exercises and sport, for whoever is about to begin."""
        return self.restrictions.gate


def rule_of(library: Library) -> dict[str, str]:
    """The pain rule of each routine, and under the empty text that for sport."""
    rules = {routine.id: routine.rule for routine in library.routines.values()}
    default = next((rule.id for rule in library.rules.values() if rule.default), "")
    return {**rules, "": default or next(iter(library.rules), "")}


def status(known: StatusInput) -> Status:
    """The status of both knees, from nothing but what is handed over: the same input gives the same status.

    Entries later than ``known.now`` do not count. Nothing here decides by itself what a number means: urgencies and
    what they hold back come from flags, easy days and lights from the pain rules, alerts from the watch rules, and
    each of these tables of the content carries its source.
    """
    library, today = known.library, known.now.date()
    entries = Timeline(entry for entry in known.entries if entry.when <= known.now)
    every = tuple(alerts(entries, library.watch.values(), today, library.trend))
    held = {knee: in_force(known.results, known.looks, knee, today, library.urgencies) for knee in SIDES}
    rules, judged = rule_of(library), today - timedelta(days=library.trend.judged_days)
    knees: dict[str, KneeStatus] = {}
    reasons: list[limits.Restriction] = []
    for knee in SIDES:
        about = tuple(alert for alert in every if alert.knee in (knee, "both"))
        answered = responses(entries, knee, library.rules, rules, judged)
        written = diary_facts(library, entries, knee, today)
        others = of_the_person(library, held[_other(knee)], known.screening)
        knees[knee] = KneeStatus(
            knee=knee,
            in_force=held[knee],
            facts=known_facts(library, held[knee], others, written),
            responses=answered,
            alerts=about,
        )
        reasons += limits.of_results(library, held[knee])
        reasons += limits.of_diary(library, about, knee)
        reasons += limits.of_responses(library, answered, knee, today)
    away = pause(library, entries, today)
    held_back = limits.together(reasons, held.values(), _facts(knees.values()))
    longest = _ceilings(library, entries, knees.values(), today, away)
    return Status(
        day=today,
        knees=knees,
        restrictions=held_back,
        alerts=every,
        ceilings=tuple(ceiling for ceiling in longest if held_back.gate.bears_sport(library, ceiling.sport)),
        due=due(entries, today),
        pause=away,
        screened=_screened(known),
    )


def _screened(known: StatusInput) -> bool:
    complete = any(result.stage != "under-way" for result in known.results)
    asked = complete or known.screening is not None or bool(known.looks)
    return asked or known.library.role("warning-signs") is None


def _ceilings(
    library: Library,
    entries: Timeline,
    knees: Iterable[KneeStatus],
    today: date,
    away: Pause | None,
) -> tuple[Ceiling, ...]:
    """By the numbers of the watch rule for single sessions; none if no pack has one."""
    rule = spike_rule(library)
    if rule is None:
        return ()
    answered = [response for knee in knees for response in knee.responses]
    less = {rule.id: rule.less / 100 for rule in library.rules.values()}
    usual = ceilings(entries, answered, today, rule, less)
    return tuple(ceiling.after_break(less[away.rule]) for ceiling in usual) if away else usual


def spike_rule(library: Library) -> WatchRule | None:
    """The watch rule that says how much longer than usual a single session may be."""
    return next((rule for rule in library.watch.values() if rule.kind == "session-spike"), None)


def _other(knee: str) -> str:
    return "right" if knee == "left" else "left"


def _facts(knees: Iterable[KneeStatus]) -> Gate:
    """A gate that holds nothing back and knows of each knee what is known."""
    return Gate(facts=tuple(facts for knee in knees if (facts := plain(knee.facts))))
