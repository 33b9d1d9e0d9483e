"""Where an interview comes from: fresh, kept unfinished, or after an earlier assessment."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from kneetui.config.about import SIDES
from kneetui.config.wording import knee_words
from kneetui.content.conditions import Answer
from kneetui.content.model import ACTIVITY, Library
from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.diary.relations import beside
from kneetui.services.container import Services
from kneetui.services.interview.interview import Interview
from kneetui.services.interview.names import DRAFT
from kneetui.services.interview.saving import stored
from kneetui.services.interview.whose import about_of, about_of_diary
from kneetui.triage.interview.draft import Draft, draft


def new(services: Services, about: str | None = None, *, theirs: bool = False) -> Interview:
    """A fresh interview: for whom the diary is about, unless it is said (``about``), with what the settings suggest.

    The settings are those of whom the diary is about, or were just made for this person (``theirs``); of another one
    they say nothing.
    """
    diary = about_of_diary(services)
    if about is None:
        about = diary or ""
    suggested = suggestions(services) if theirs or about in ("", diary) else {}
    return Interview(services, suggested=suggested, began=os.urandom(8).hex(), about=about)


def suggestions(services: Services) -> dict[str, Answer]:
    """Answers that follow from the settings: the only sport, and the knee."""
    answers: dict[str, Answer] = {}
    sport = services.settings.sports[0] if len(services.settings.sports) == 1 else ""
    library = services.library
    for question, value in (
        (library.questions.get(ACTIVITY), sport),
        (library.role("side"), services.settings.knee),
    ):
        if question and value in [option.id for option in question.options]:
            answers[question.id] = value
    return answers


def resumed(services: Services, raw: Mapping[str, Any]) -> Interview:
    """The interview that was kept; what cannot be read any more is left out."""
    library = services.library

    def names(key: str) -> tuple[str, ...]:
        held = raw.get(key)
        return tuple(text for text in held if isinstance(text, str)) if isinstance(held, list) else ()

    given = raw.get("answers")
    plain = {"answers": given if isinstance(given, dict) else {}, "asked": list(names("asked"))}

    def table(name: str) -> dict[str, Answer]:
        return read_facts(library, raw.get(name))

    entry = raw.get("entry")
    return Interview(
        services,
        draft=draft(plain, library),
        marks=table("marks"),
        suggested=table("suggested"),
        earlier=table("earlier"),
        seen=names("seen"),
        done=raw.get("done") is True,
        entry=entry if type(entry) is int else 0,
        given=names("given"),
        beside=_ids(raw.get("beside")),
        began=str(raw.get("began", "")),
        closed=raw.get("closed") is True,
        recalled=raw.get("recalled") is True,
        about=about_of(raw),
    )


def _ids(plain: object) -> tuple[int, ...]:
    return tuple(number for number in plain if type(number) is int) if isinstance(plain, list) else ()


def read_facts(library: Library, answers: object) -> dict[str, Answer]:
    """Answers kept by question id; what no installed pack asks any more is passed over."""
    return draft({"answers": answers}, library).facts if isinstance(answers, dict) else {}


def unfinished(services: Services) -> tuple[Interview, datetime | None] | None:
    """The unfinished interview and when it was last touched, or ``None``."""
    raw = services.draft(DRAFT)
    if raw is None:
        return None
    interview = resumed(services, raw)
    if not interview.draft.asked and not interview.marks:
        return None
    try:
        when = datetime.fromisoformat(str(raw.get("when")))
    except ValueError:
        when = None
    if when and _written_down(services, interview, when):
        with suppress(OSError, DiaryError):
            interview.drop()
        return None
    return interview, when


def _written_down(services: Services, interview: Interview, when: datetime) -> bool:
    """Whether its assessment is in the diary since: the app ended between the entry and the end of the draft."""
    if not services.has_diary:
        return False
    try:
        latest = services.diary.latest(kind="assessment")
    except DiaryError:
        return False
    return (
        latest is not None and latest.when >= when.replace(second=0) and _answers(latest) == stored(interview)
    )


def of_entry(services: Services, entry: Entry) -> Interview | None:
    """The interview of an assessment in the diary, as its answers read today; ``None`` if they were not kept."""
    raw = _answers(entry)
    return None if raw is None else resumed(services, raw)


def _answers(entry: Entry) -> dict[str, Any] | None:
    try:
        raw = json.loads(entry.assessment.answers) if entry.assessment else None
    except ValueError:
        return None
    return raw if isinstance(raw, dict) else None


def again(services: Services, entry: Entry) -> Interview:
    """A new interview after the assessment in ``entry``.

    What describes the person, the sport and the start is taken over; signs, pain and function are asked
    anew, with the earlier answer beside them.
    """
    before = resumed(services, _answers(entry) or {})
    days = max(0, (services.now().date() - entry.when.date()).days)
    facts: dict[str, Answer] = {}
    earlier: dict[str, Answer] = {}
    for key, value in before.draft.facts.items():
        question = services.library.questions[key]
        if not question.lasting:
            earlier[key] = value
        elif question.unit == "days" and isinstance(value, float):
            facts[key] = min(value + days, question.max)
        else:
            facts[key] = value
    interview = new(services, before.about)
    return replace(
        interview,
        draft=Draft(tuple(facts), facts),
        earlier=earlier,
        given=tuple(facts),
        beside=_others(services, entry),
    )


def _others(services: Services, entry: Entry) -> tuple[int, ...]:
    """The other problems of the knee, next to which the one in ``entry`` stands today."""
    latest = services.diary.latest(kind="assessment", knee=entry.knee) if entry.knee in SIDES else None
    if latest and latest.assessment and latest.id != entry.id:
        group = (latest.id, *latest.assessment.beside)
        if entry.id in group:
            return tuple(other for other in group if other != entry.id)
    return beside(entry)


def further(knee: str) -> list[tuple[str, str, str]]:
    """What can be assessed right after ``knee``: the knee, what that means, and a word on it."""
    choices = [
        (other, f"The {knee_words(other)}", "It has a story of its own.") for other in SIDES if other != knee
    ]
    if knee in SIDES:
        choices.append(
            (knee, f"Another problem of the {knee_words(knee)}", "Such as an old one besides a new.")
        )
    return choices


def another(services: Services, interview: Interview, before: str, knee: str) -> Interview:
    """A new interview about a knee after one about the knee(s) ``before``: the same one means another problem.

    What was said of the person is kept; all that is about a knee is asked anew.
    """
    same = knee == before
    facts: dict[str, Answer] = {
        key: value
        for key, value in interview.facts.items()
        if (question := services.library.questions[key]).topic == "person" and (same or not question.per_knee)
    }
    side = services.library.role("side")
    if side and knee in [option.id for option in side.options]:
        facts[side.id] = knee
    others = (interview.entry, *interview.beside) if same and interview.entry else ()
    fresh = new(services, interview.about)
    return replace(fresh, draft=Draft(tuple(facts), facts), given=tuple(facts), beside=others)
