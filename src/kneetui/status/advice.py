"""One sentence of advice for today, with the rule behind it, the numbers it saw and its source.

It follows from the status alone: the most careful thing that any part of the status asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import ago_words, count, date_words, day_words, number
from kneetui.status.due import mornings

if TYPE_CHECKING:
    from kneetui.content.conditions import Facts
    from kneetui.content.model import Library, Urgency
    from kneetui.status.alerts.alerts import Alert
    from kneetui.status.response import Response
    from kneetui.status.restrictions import Restriction
    from kneetui.status.status import KneeStatus, Status

AdviceKind = Literal["as-planned", "morning-first", "easier", "rest", "ask-again", "see-someone"]
KINDS: tuple[AdviceKind, ...] = ("as-planned", "morning-first", "easier", "rest", "ask-again", "see-someone")
"""The most careful last."""

STOPS = ("impact", "strain", "loading")
"""What a watch rule stops, the most last."""

AdviceCause = Literal["urgency", "flag", "look", "alert", "rest", "morning", "pause", "response"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What today asks for.

    ``cause`` and ``id`` name what decided: an urgency, a flag, who looked at the knee, a watch rule, or a pain rule
    (``rest``, ``pause``, ``response``). For a ``morning`` that has to be told first, ``id`` is empty.
    ``knee`` is the one it is about, ``light`` that of the session behind it. ``numbers`` and ``rule`` are the
    sentences, ``source`` ids of sources. ``until`` is the first free day, if a date ends it.
    """

    kind: AdviceKind
    cause: AdviceCause
    id: str
    knee: str
    headline: str
    numbers: str = ""
    rule: str = ""
    source: tuple[str, ...] = ()
    until: date | None = None
    light: str = ""


def advice(library: Library, now: Status) -> Advice | None:
    """The advice for today; ``None`` while too little is known to say anything."""
    return max(_asked(library, now), key=lambda advised: KINDS.index(advised.kind), default=None)


def source_titles(library: Library, advised: Advice) -> str:
    """What the advice rests on, by title; a source that no installed pack has is passed over."""
    return titles(library, advised.source)


def titles(library: Library, sources: Iterable[str]) -> str:
    """Sources by title, in a row; one that no installed pack has is passed over."""
    return "; ".join(library.sources[source].title for source in sources if source in library.sources)


def _asked(library: Library, now: Status) -> Iterator[Advice]:
    yield from _urgency(library, now)
    for reason in now.restrictions.reasons:
        if reason.cause == "look":
            yield _look(library, reason)
        elif reason.cause == "flag":
            yield _flag(library, reason)
        elif reason.cause == "rest" and reason.until == now.restrictions.rest_until:
            yield _rest(library, now, reason)
    for alert in sorted(now.alerts, key=lambda alert: -_held_back(library, alert)):
        yield from _alert(library, alert)
    yield from _morning(library, now)
    yield from _pause(library, now)
    for knee in now.knees.values():
        yield from _response(library, now, knee.responses)


def _urgency(library: Library, now: Status) -> Iterator[Advice]:
    """What is in force and asks for somebody to look, because of the flags that call for just this level."""
    held = _held(now)
    level = library.urgencies.get(now.restrictions.urgency)
    since = now.restrictions.since
    if level is None or since is None or level.id in ("self-care", "normal"):
        return
    from kneetui.triage import flags

    answered = _answered(held)
    every = [flag for knee in held for flag in knee.in_force.flags if flag in library.flags]
    up = flags.deciding(library, every, level.id, answered) or every
    because = (flags.because(library, flag, level.id, answered) for flag in up)
    yield Advice(
        kind="ask-again" if now.restrictions.check_again else "see-someone",
        cause="urgency",
        id=level.id,
        knee=held[0].knee if len(held) == 1 else "both",
        headline=library.headline("check-again", level=level.name)
        if now.restrictions.check_again
        else level.name,
        numbers=f"Since {date_words(since)}.",
        rule=" ".join(dict.fromkeys((in_force_level(library, now).do, *because))),
        source=tuple(
            dict.fromkeys((*(source for flag in up for source in library.flags[flag].source), *level.source))
        ),
    )


def in_force_level(library: Library, now: Status) -> Urgency:
    """The level that is in force, with the time that its flags give."""
    from kneetui.triage import flags, how_soon

    name, held = now.restrictions.urgency, _held(now)
    names = (flag for knee in held for flag in knee.in_force.flags)
    up = flags.deciding(library, names, name, _answered(held))
    return how_soon.level(library, name, up)


def _held(now: Status) -> list[KneeStatus]:
    """The knees that the level in force is of."""
    return [knee for knee in now.knees.values() if knee.in_force.urgency == now.restrictions.urgency]


def _answered(knees: Iterable[KneeStatus]) -> list[Facts]:
    """The answers of the results that count for these knees."""
    return [result.facts for knee in knees for result in knee.in_force.results]


def _look(library: Library, reason: Restriction) -> Advice:
    gate = reason.gate
    headline = "look-again" if not gate.loading else "only-gentle" if gate.gentle else "no-impact"
    return Advice(
        kind="easier" if gate.loading else "rest",
        cause="look",
        id=reason.id,
        knee=reason.knee,
        headline=library.headline(headline),
        numbers=f"Allowed on {date_words(reason.since)}.",
    )


def _flag(library: Library, reason: Restriction) -> Advice:
    flag = library.flags.get(reason.id)
    return Advice(
        kind="easier" if reason.gate.loading else "rest",
        cause="flag",
        id=reason.id,
        knee=reason.knee,
        headline=library.headline("no-impact" if reason.gate.loading else "no-exercises"),
        numbers=f"Answered on {date_words(reason.since)}.",
        rule=reason.because,
        source=flag.source if flag else (),
    )


def _rest(library: Library, now: Status, reason: Restriction) -> Advice:
    rule = library.rules[reason.id]
    red = [response for response in now.knees[reason.knee].responses if response.day == reason.since]
    until = reason.until or now.day
    return Advice(
        kind="rest",
        cause="rest",
        id=rule.id,
        knee=reason.knee,
        headline=library.headline("rest-until", day=day_words(until)),
        numbers=numbers_words(red[-1], now.day) if red else "",
        rule=rule.on_red,
        source=rule.source,
        until=until,
        light="red",
    )


def _held_back(library: Library, alert: Alert) -> int:
    """How much a change holds back: of those that ask for the same, this one leads."""
    return max((STOPS.index(kind) + 1 for kind in library.watch[alert.rule].stops), default=0)


def _alert(library: Library, alert: Alert) -> Iterator[Advice]:
    """A change in the diary asks again; one that was put off or set to rest only holds back what it stops."""
    rule = library.watch[alert.rule]
    kind: AdviceKind = "ask-again"
    headline = "ask-again"
    if alert.quiet:
        if not rule.stops:
            return
        kind = "easier" if rule.stops == ("impact",) else "rest"
        headline = "no-exercises" if "loading" in rule.stops else "only-gentle"
        headline = "no-impact" if kind == "easier" else headline
    yield Advice(
        kind=kind,
        cause="alert",
        id=alert.rule,
        knee=alert.knee,
        headline=library.headline(headline),
        numbers=alert.why,
        rule=alert.text,
        source=rule.source,
    )


def _morning(library: Library, now: Status) -> Iterator[Advice]:
    """Before this morning is told, nothing can be said of the session that is planned."""
    knees = mornings(now.due, now.day)
    if knees:
        yield Advice(
            kind="morning-first",
            cause="morning",
            id="",
            knee=knees[0] if len(knees) == 1 else "both",
            headline=library.headline("morning-first"),
        )


def _pause(library: Library, now: Status) -> Iterator[Advice]:
    """What the first session after a break is like. What was not written down is not known, so it is said so."""
    if now.pause is None:
        return
    rule = library.rules[now.pause.rule]
    yield Advice(
        kind="easier",
        cause="pause",
        id=rule.id,
        knee="both",
        headline=library.headline("after-break"),
        numbers=f"No session was written down in {count(now.pause.days, 'day')}.",
        rule=rule.on_long_away if now.pause.long else rule.on_away,
        source=rule.source,
    )


def _response(library: Library, now: Status, responses: tuple[Response, ...]) -> Iterator[Advice]:
    """What the last session asks for, once it has a light."""
    last = next((response for response in reversed(responses) if response.light), None)
    if last is None:
        return
    rule = library.rules[last.rule]
    if last.day < now.day - timedelta(days=rule.fresh_days):
        return
    often = never_green(library, responses)
    easier = often or last.light == "red" or (last.light == "yellow" and not counts(library, last))
    texts = {"green": rule.on_green, "yellow": rule.on_yellow, "red": rule.on_red}
    rule_text = texts[last.light] if easier else rule.on_green
    headline = "less" if last.light == "red" else "easier"
    yield Advice(
        kind="easier" if easier else "as-planned",
        cause="response",
        id=rule.id,
        knee=last.knee,
        headline=library.headline(headline if easier else "as-planned"),
        numbers=numbers_words(last, now.day),
        rule=rule.on_many_yellow if often and rule.on_many_yellow else rule_text,
        source=rule.source,
        light=last.light,
    )


def never_green(library: Library, responses: Iterable[Response]) -> bool:
    """Whether as many sessions in a row as the rule of the last one says were not in the green: nothing is added then."""
    row = [response for response in responses if response.light]
    many = library.rules[row[-1].rule].many_yellow if row else 1
    return len(row) >= many and all(response.light != "green" for response in row[-many:])


def counts(library: Library, response: Response) -> bool:
    """Whether a session in the yellow is a step forward all the same: its routine says so, and the morning was good."""
    routine = library.routines.get(response.routine)
    in_it_alone = response.light == "yellow" and response.reason == "during"
    return routine is not None and routine.yellow_counts and in_it_alone


def numbers_words(response: Response, today: date) -> str:
    """What is known of a session and what came after it, in one sentence."""
    pains = (
        ("in it", response.during),
        ("after it", response.after),
        ("next morning", response.morning),
    )
    parts = [f"{number(pain)} {when}" for when, pain in pains if pain is not None]
    if response.morning is not None and response.usual.morning is not None:
        parts[-1] += f" (usual {number(response.usual.morning)})"
    if response.swelling not in (None, "none"):
        parts.append(f"swelling {response.swelling}")
    if response.reason == "stiffness":
        parts.append("stiffer next morning than usual")
    if response.painkiller:
        parts.append("a painkiller")
    day = ago_words((today - response.day).days)
    return f"Session {day}, {response.light or 'no number'}: {', '.join(parts)}." if parts else ""
