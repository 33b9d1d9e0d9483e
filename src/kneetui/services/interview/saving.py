"""An assessment goes into the diary."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kneetui.diary.entries import NONE, AssessmentRecord, Entry
from kneetui.diary.errors import DiaryBusyError, DiaryError
from kneetui.services.interview.interview import Interview
from kneetui.services.interview.names import DRAFT
from kneetui.services.remembered_keys import SUGGESTED
from kneetui.triage.assessment import Assessment

if TYPE_CHECKING:
    from kneetui.content.conditions import Answer
    from kneetui.services.container import Services


def entry_of(interview: Interview, assessment: Assessment, when: datetime, knee: str) -> Entry:
    """The diary entry of an assessment, with its answers, and pain, swelling and stiffness if they were answered.

    These were asked of all the time since it began, on whichever day they were: so they stand with the assessment, and
    no figure of the day comes from them. Only that there was none is true of the day as well.
    """
    library, facts = interview.library, assessment.facts
    asked = (library.role(role) for role in ("pain", "swelling", "stiffness"))
    pain, swelling, stiffness = (facts.get(question.id) if question else None for question in asked)
    swollen, swollen_today = _since_and_today(swelling)
    stiff, stiff_today = _since_and_today(stiffness)
    record = AssessmentRecord(
        assessment.urgency,
        causes=tuple((cause.id, round(cause.probability, 4)) for cause in assessment.causes),
        flags=tuple(flag.id for flag in assessment.flags),
        answers=json.dumps(stored(interview), ensure_ascii=False),
        beside=interview.beside,
        pain=pain if isinstance(pain, float) else None,
        swelling=swollen,
        stiffness=stiff,
    )
    return Entry(when, knee, swelling=swollen_today, stiffness=stiff_today, assessment=record)


def _since_and_today(answer: Answer | None) -> tuple[str | None, str | None]:
    """What an answer about all the time since it began says of that time, and what of today."""
    if not isinstance(answer, str):
        return None, None
    return (None, answer) if answer == NONE else (answer, None)


def stored(interview: Interview) -> dict[str, Any]:
    """What fills in triage again; whose knee it is only where it is another person's."""
    plain = interview.draft.plain()
    return {**plain, "about": interview.about} if interview.about else plain


def save(interview: Interview, assessment: Assessment, knee: str) -> Entry:
    """Write the assessment into the diary, and the routine that it suggests; the interview is over then.

    Saved again after a change it takes the place of the entry it made before, if that is still there. Raises
    :class:`~kneetui.diary.errors.DiaryError`, also if another window has the interview.
    """
    interview.services.drafts.check(DRAFT)
    entry = _written(interview, entry_of(interview, assessment, interview.services.now(), knee))
    interview.saved, interview.entry = True, entry.id
    with contextlib.suppress(DiaryError):
        suggest_routine(interview.services, assessment)
    with contextlib.suppress(OSError):
        interview.drop()
    return entry


def suggest_routine(services: Services, assessment: Assessment) -> None:
    """From now on the routine that fits an assessment comes first. Raises :class:`~kneetui.diary.errors.DiaryError`."""
    services.diary.remember(SUGGESTED, assessment.routine or "")


def _written(interview: Interview, entry: Entry) -> Entry:
    diary = interview.services.diary
    if interview.entry:
        try:
            return diary.edit(replace(entry, id=interview.entry))
        except DiaryBusyError:
            raise
        except DiaryError:  # taken out of the diary in the meantime
            return diary.add(entry)
    return diary.add(entry)
