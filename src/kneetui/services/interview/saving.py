"""An assessment goes into the diary."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kneetui.diary.entries import AssessmentRecord, Entry
from kneetui.diary.errors import DiaryBusyError, DiaryError
from kneetui.services.interview.interview import Interview
from kneetui.services.interview.names import DRAFT
from kneetui.services.remembered_keys import SUGGESTED
from kneetui.triage.assessment import Assessment

if TYPE_CHECKING:
    from kneetui.services.container import Services


def entry_of(interview: Interview, assessment: Assessment, when: datetime, knee: str) -> Entry:
    """The diary entry of an assessment, with its answers, and pain, swelling and stiffness if they were answered.

    The pain is that at its worst, whenever that was: nobody need have trained, so it is no pain of the day.
    """
    library, facts = interview.library, assessment.facts
    asked = (library.role(role) for role in ("pain", "swelling", "stiffness"))
    pain, swelling, stiffness = (facts.get(question.id) if question else None for question in asked)
    record = AssessmentRecord(
        assessment.urgency,
        causes=tuple((cause.id, round(cause.probability, 4)) for cause in assessment.causes),
        flags=tuple(flag.id for flag in assessment.flags),
        answers=json.dumps(stored(interview), ensure_ascii=False),
        beside=interview.beside,
        pain=pain if isinstance(pain, float) else None,
    )
    return Entry(
        when,
        knee,
        swelling=swelling if isinstance(swelling, str) else None,
        stiffness=stiffness if isinstance(stiffness, str) else None,
        assessment=record,
    )


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
