"""No two statements about one status contradict each other: Today, Diary, Routines, ``kneetui status``, reports, JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kneetui.config.about import SIDES
from kneetui.content.model import Library
from kneetui.diary.entries import STIFFNESSES, SWELLINGS, AlertRecord, Entry, RoutineRecord, Session
from kneetui.report.one_page import page as report_page
from kneetui.report.one_page.build import build
from kneetui.report.one_page.formats import markdown, text
from kneetui.report.one_page.model import Report, ReportInput, ReportRequest, Week
from kneetui.report.one_page.plain import plain as report_plain
from kneetui.report.one_page.sections import AUDIENCES, DEFAULTS
from kneetui.report.status_page import page, plain
from kneetui.services.home.agenda import AgendaItem, agenda
from kneetui.services.home.situation import Situation
from kneetui.status.advice import advice
from kneetui.status.due import mornings
from kneetui.status.known import StatusInput
from kneetui.status.response import Response
from kneetui.status.results import UNTIL_LOOKED_AT, KneeResult
from kneetui.status.status import Status, status
from kneetui.status.summary import glance
from kneetui.status.trend.trend import sentence, summarise
from kneetui.ui.screens.routines import texts
from tests.examples import examples

NOW = datetime(2026, 11, 22, 9, 30)
days_back = st.sets(st.integers(0, 55), max_size=14)
pains = st.integers(0, 10)
some_pains = st.none() | pains
knees = st.sampled_from(("left", "right", "both"))
swellings = st.none() | st.sampled_from(SWELLINGS)
stiffnesses = st.none() | st.sampled_from(STIFFNESSES)
medications = st.sampled_from(("", "", "tablet"))
kinds = st.sampled_from(("none", "sport", "sport", "file", "routine", "alert"))
hours = st.sampled_from((8, 18))
sports = st.sampled_from(("running", "cycling"))
minutes = st.integers(10, 90)
distances = st.none() | st.integers(2, 20)
alert_days = st.integers(1, 9)


@st.composite
def diaries(draw: st.DrawFn, library: Library) -> list[Entry]:
    """Eight weeks of mornings, sessions of two sports and a routine, files without numbers, answered alerts."""
    routines, rules = st.sampled_from(sorted(library.routines)), st.sampled_from(sorted(library.watch))
    entries: list[Entry] = []
    for back in sorted(draw(days_back), reverse=True):
        day = NOW.replace(minute=0) - timedelta(days=back)
        knee = draw(knees)
        if draw(st.booleans()):
            entries.append(
                Entry(
                    day.replace(hour=7),
                    knee,
                    pain_morning=draw(pains),
                    swelling=draw(swellings),
                    stiffness=draw(stiffnesses),
                    medication=draw(medications),
                )
            )
        kind = draw(kinds)
        when = day.replace(hour=draw(hours))
        if when > NOW:
            continue
        session = Session(draw(sports), draw(minutes), distance_km=draw(distances))
        if kind == "sport":
            entries.append(
                Entry(when, knee, pain_during=draw(some_pains), pain_after=draw(some_pains), session=session)
            )
        elif kind == "file":
            entries.append(Entry(when, knee, kind="import", session=session))
        elif kind == "routine":
            name = draw(routines)
            pain = draw(some_pains)
            record = RoutineRecord(name, phase=library.routines[name].phases[0].id, pain=pain)
            entries.append(Entry(when, knee, pain_during=pain, routine=record))
        elif kind == "alert":
            entries.append(Entry(when, knee, alert=AlertRecord(draw(rules), days=draw(alert_days))))
    return [replace(entry, id=number) for number, entry in enumerate(entries, 1)]


results = st.lists(
    st.builds(
        KneeResult,
        knee=st.sampled_from(SIDES),
        when=st.integers(0, 60).map(lambda days: NOW - timedelta(days=days)),
        urgency=st.sampled_from(("emergency", "urgent", "soon", "self-care", "normal")),
        flags=st.just(()),
        facts=st.just({}),
        entry=st.just(1),
    ),
    max_size=1,
)
audiences = st.sampled_from(sorted(AUDIENCES))


def contradictions(library: Library, entries: Sequence[Entry], now: Status) -> Iterator[str]:
    """What two statements cannot both say, in words."""
    newest_first = sorted(entries, key=lambda entry: (entry.when, entry.id), reverse=True)
    items = agenda(Situation(now=NOW, entries=newest_first, status=now, library=library))
    yield from _advice_and_gate(library, now)
    yield from _today(library, now, items)
    yield from _trend(library, newest_first, now)
    yield from _ceilings(library, entries, now)
    yield from _outputs(library, now, items)
    for knee in now.knees.values():
        for response in knee.responses:
            yield from _light(response)


def _advice_and_gate(library: Library, now: Status) -> Iterator[str]:
    advised = advice(library, now)
    kind = advised.kind if advised else ""
    if not now.gate.loading and kind not in ("rest", "ask-again", "see-someone"):
        yield f"nothing is open, and the advice is {kind or 'none'}"
    if not now.gate.full and kind in ("", "as-planned", "morning-first"):
        yield f"something is held back, and the advice is {kind or 'none'}"
    if now.restrictions.rest_until and kind not in ("rest", "ask-again", "see-someone"):
        yield f"the knee rests, and the advice is {kind or 'none'}"
    if now.restrictions.routines(library) and not now.gate.loading:
        yield "nothing is open, and Routines lists some"
    if kind == "as-planned" and any(not alert.quiet for alert in now.alerts):
        yield "a change asks for new answers, and all is as planned"
    last = [knee.responses[-1].light for knee in now.knees.values() if knee.responses]
    if kind == "as-planned" and "red" in last:
        yield "the last session was red, and all is as planned"


def _today(library: Library, now: Status, items: Sequence[AgendaItem]) -> Iterator[str]:
    advised = advice(library, now)
    titles = [item.title for item in items]
    missing = mornings(now.due, now.day)
    planned = library.headline("as-planned")
    if planned in titles and (missing or not advised or advised.kind != "as-planned"):
        yield "Today says as planned, and something else is due"
    pressing = advised and (advised.id in UNTIL_LOOKED_AT or advised.kind in ("rest", "ask-again"))
    if missing and not pressing and items[0].due is None:
        yield "the morning is missing, and Today begins with something else"
    if missing and not any(item.due and item.due.day == now.day for item in items):
        yield "the morning is missing, and Today does not ask for it"
    for item in items:
        if item.alert and item.alert.quiet:
            yield "an alert is quiet, and Today shows it"
    if "write" not in [item.action for item in items]:
        yield "nothing can be written down"


def _trend(library: Library, newest_first: Sequence[Entry], now: Status) -> Iterator[str]:
    for shown in glance(newest_first, "both", now.day, library.trend).knees:
        summary = summarise(newest_first, shown.knee, now.day, library.trend)
        words = sentence(summary)
        if shown.word != summary.trend.word:
            yield f"Today says {shown.word}, and the Diary {summary.trend.word}"
        kinds = {alert.kind for alert in now.knees[shown.knee].alerts}
        if "settling" in words and kinds & {"pain-rise", "not-settling"}:
            yield "the Diary says that it settles, and an alert that it does not"
        if "rising" in words and "pain-rise" not in kinds:
            yield "the Diary says that pain rises, and no alert says so"


def _ceilings(library: Library, entries: Sequence[Entry], now: Status) -> Iterator[str]:
    advised = advice(library, now)
    for ceiling in now.ceilings:
        if not now.gate.bears_sport(library, ceiling.sport):
            yield f"{ceiling.sport} is held back, and there is a ceiling for it"
        if ceiling.today > ceiling.limit:
            yield "the ceiling of today is above the limit"
        if now.pause and ceiling.today >= ceiling.longest:
            yield "less after a break, and the ceiling is no lower"
        own = [
            entry
            for entry in entries
            if entry.session and entry.session.sport == ceiling.sport and entry.when < NOW
        ]
        last = max(own, key=lambda entry: (entry.when, entry.id)).session if own else None
        length = (last.distance_km if ceiling.unit == "km" else last.minutes) if last else None
        if advised and advised.cause == "response" and advised.kind == "easier" and length:
            lit = [knee.responses[-1] for knee in now.knees.values() if knee.responses]
            if all(response.light in ("yellow", "red") for response in lit) and ceiling.today > length:
                yield "not more than last time, and the ceiling is above it"


def _outputs(library: Library, now: Status, items: Sequence[AgendaItem]) -> Iterator[str]:
    advised = advice(library, now)
    written = " ".join(" ".join(page(library, now)).split())
    data = plain(library, now)
    in_json = data["advice"]
    if (in_json is None) != (advised is None):
        yield "JSON and the status differ about the advice"
    if advised is None:
        return
    if not isinstance(in_json, dict) or in_json["headline"] != advised.headline:
        yield "JSON says another headline"
    if f": {advised.headline}" not in written:
        yield "the report says another headline"
    room = "\n".join(text for row in texts.yours(library, None, now) for text, _ in row)
    if now.gate.loading and advised.headline not in room:
        yield "Routines says another headline"
    for ceiling in now.ceilings:
        if ceiling.words() not in room and now.gate.loading:
            yield "Routines says another ceiling"


def reported(library: Library, entries: Sequence[Entry], now: Status, audience: str) -> Report:
    """The report of six weeks, with everything that its readers are shown."""
    request = ReportRequest(
        since=now.day - timedelta(days=41),
        until=now.day,
        audience=audience,
        knees=SIDES,
        sections=tuple(dict.fromkeys((*DEFAULTS[audience], "looks", "urgency"))),
        whole=True,
    )
    known = ReportInput(library=library, now=NOW, zone="UTC", version="1", status=now, entries=entries)
    return build(known, request)


def report_contradictions(
    library: Library, entries: Sequence[Entry], now: Status, audience: str
) -> Iterator[str]:
    advised = advice(library, now)
    report = reported(library, entries, now, audience)
    data = report_plain(report)
    if report.today != (advised.headline if advised else ""):
        yield f"the report ({audience}) says “{report.today}”, and the status something else"
    if report.held_back != tuple(now.restrictions.because(library)):
        yield f"the report ({audience}) and the status differ about what is held back"
    if report.ceilings != tuple(ceiling.words() for ceiling in now.ceilings):
        yield f"the report ({audience}) says another ceiling"
    for knee in report.knees:
        held = now.knees[knee.knee].in_force
        if held.urgency and (knee.urgency is None or knee.urgency.id != held.urgency):
            yield f"the report ({audience}) says another urgency of the {knee.knee} knee"
        if knee.urgency and knee.urgency.in_force != bool(held.urgency):
            yield f"the report ({audience}) and the status differ about what is in force"
        judged = {(taken.when, taken.light) for taken in now.knees[knee.knee].responses}
        if not {(taken.when, taken.light) for taken in knee.responses} <= judged:
            yield f"the report ({audience}) has a light that the status has not"
        lights = [
            taken["light"]
            for table in data["knees"]
            if table["knee"] == knee.knee
            for taken in table["responses"]
        ]
        if lights != [taken.light for taken in knee.responses]:
            yield "the report and its JSON say two lights"
        for week in knee.course.weeks if knee.course else ():
            yield from _unknown(entries, knee.knee, week)
    for written in (text, markdown):
        words = " ".join(written(report_page.page(report)).split())
        if report.today and report.today not in words.replace("\\", ""):
            yield f"the report ({audience}) does not say “{report.today}”"


def _unknown(entries: Sequence[Entry], knee: str, week: Week) -> Iterator[str]:
    """What nobody wrote of a week is no number in it."""
    written = [entry for entry in entries if week.start <= entry.when.date() <= week.end]
    about = [entry for entry in written if entry.concerns(knee)]
    for name, number, known in (
        ("morning", week.morning, [entry.pain_morning for entry in about]),
        ("pain", week.worst, [entry.pain for entry in about]),
        ("load", week.load, [entry.session.load for entry in written if entry.session]),
        ("swelling", week.swelling, [entry.swelling for entry in about]),
    ):
        if (number is None) != all(value is None for value in known):
            yield f"{name} is {number} in a week with {known}"


def _light(response: Response) -> Iterator[str]:
    numbers = [pain for pain in (response.during, response.after, response.morning) if pain is not None]
    if not numbers and response.light == "green":
        yield "nobody wrote a number down, and the light is green"
    if response.painkiller and response.settled:
        yield "a painkiller was taken, and the morning counts as good"


@settings(max_examples=examples(800), deadline=None)
@given(st.data())
def test_no_two_statements_contradict_each_other(library: Library, data: st.DataObject) -> None:
    entries = data.draw(diaries(library))
    now = status(StatusInput(library=library, now=NOW, entries=entries, results=data.draw(results)))
    assert list(contradictions(library, entries, now)) == []


@settings(max_examples=examples(800), deadline=None)
@given(st.data())
def test_no_report_contradicts_the_status(library: Library, data: st.DataObject) -> None:
    entries = data.draw(diaries(library))
    now = status(StatusInput(library=library, now=NOW, entries=entries, results=data.draw(results)))
    assert list(report_contradictions(library, entries, now, data.draw(audiences))) == []


@pytest.mark.hunt
def test_contradictions_are_counted(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """Two thousand diaries, the same ones every time: in Today, Diary, Routines, JSON and a report of each."""
    seen: list[str] = []
    tried = 0

    @settings(max_examples=2_000, deadline=None, derandomize=True, phases=(Phase.generate,), database=None)
    @given(st.data())
    def count(data: st.DataObject) -> None:
        nonlocal tried
        tried += 1
        entries = data.draw(diaries(library))
        now = status(StatusInput(library=library, now=NOW, entries=entries, results=data.draw(results)))
        seen.extend(contradictions(library, entries, now))
        audience = data.draw(audiences)
        seen.extend(report_contradictions(library, entries, now, audience))

    count()
    with capsys.disabled():
        print(f"\n{len(seen)} contradictions in {tried} generated diaries", *sorted(set(seen)), sep="\n  ")
    assert tried >= 2_000
    assert seen == []
