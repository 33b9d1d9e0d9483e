"""An assessment goes into the diary."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from kneetui.config.errors import FileError
from kneetui.diary.entries import KNEES, AssessmentRecord, Entry
from kneetui.diary.errors import DiaryError
from kneetui.ui.context import AppContext
from kneetui.ui.screens.common.base import KneeScreen, Result
from kneetui.ui.screens.common.choose import ChooseDialog
from kneetui.ui.widgets.lines.menu import Choice

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.services.interview.interview import Interview
    from kneetui.triage.assessment import Assessment
    from kneetui.triage.interview.next_question import Draft


def knee_of(interview: Interview) -> str:
    """Which knee the answers are about: as answered, else as set; empty if nobody said."""
    question = interview.library.role("side")
    side = interview.facts.get(question.id) if question else None
    if isinstance(side, str) and side in KNEES:
        return side
    return interview.services.settings.knee


def entry_of(
    library: Library,
    assessment: Assessment,
    draft: Draft,
    when: datetime,
    knee: str,
    beside: Sequence[int] = (),
) -> Entry:
    """The diary entry of an assessment, with its answers, and pain, swelling and stiffness if they were said.

    ``beside`` are the entries with other problems of the same knee.
    """
    facts = assessment.facts
    record = AssessmentRecord(
        assessment.urgency,
        causes=tuple((each.id, round(each.probability, 4)) for each in assessment.causes),
        flags=tuple(each.id for each in assessment.flags),
        answers=json.dumps(draft.plain(), ensure_ascii=False),
        beside=tuple(beside),
    )
    asked = (library.role(role) for role in ("pain", "swelling", "stiffness"))
    pain, swelling, stiffness = (facts.get(question.id) if question else None for question in asked)
    return Entry(
        when,
        knee,
        pain_during=pain if isinstance(pain, float) else None,
        swelling=swelling if isinstance(swelling, str) else None,
        stiffness=stiffness if isinstance(stiffness, str) else None,
        assessment=record,
    )


def keep(app: AppContext, interview: Interview) -> bool:
    """Keep the unfinished interview; if the disk refuses, say so and return ``False``."""
    try:
        interview.keep()
    except OSError as error:
        app.show_error(FileError(f"Your answers could not be saved ({error.strerror})"))
        return False
    return True


def _write(interview: Interview, entry: Entry) -> Entry:
    """Into the entry it was saved as before, if that is still there; else into a new one."""
    diary = interview.services.diary
    if interview.entry:
        with contextlib.suppress(DiaryError):
            return diary.edit(replace(entry, id=interview.entry))
    return diary.add(entry)


def save(
    screen: KneeScreen[Result], interview: Interview, assessment: Assessment, done: Callable[[Entry], None]
) -> None:
    """Write the assessment into the diary, asking for the knee if nobody said which; then call ``done``.

    Saved again after a change it takes the place of the entry it made before.
    """

    def write(knee: str | None) -> None:
        if knee is None:
            return
        try:
            now = interview.services.now()
            entry = _write(
                interview,
                entry_of(interview.library, assessment, interview.draft, now, knee, interview.beside),
            )
        except DiaryError as error:
            screen.app.show_error(error)
            return
        interview.saved, interview.entry = True, entry.id
        with contextlib.suppress(OSError):
            interview.drop()
        done(entry)

    knee = knee_of(interview)
    if knee in KNEES:
        write(knee)
        return
    choices = [Choice(each, each.capitalize()) for each in KNEES]
    screen.app.push_screen(ChooseDialog("Save", "Which knee is it about?", choices), write)
