"""Whose knee an assessment, an unfinished interview and the diary are about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from kneetui.diary.errors import DiaryError
from kneetui.services.interview.names import DRAFT, OTHERS

if TYPE_CHECKING:
    from kneetui.diary.entries import Entry
    from kneetui.services.container import Services

OWN_KNEE = "Your knee"


def about_of(stored: object) -> str:
    """Whom stored answers are about: an id of :data:`OTHERS`, or empty for oneself."""
    about = stored.get("about") if isinstance(stored, Mapping) else None
    return about if isinstance(about, str) and about in OTHERS else ""


def about_of_entry(entry: Entry | None) -> str:
    """Whom the assessment in ``entry`` is about, as :func:`about_of`."""
    try:
        return about_of(json.loads(entry.assessment.answers) if entry and entry.assessment else None)
    except ValueError:
        return ""


def about_of_diary(services: Services) -> str | None:
    """Whom the diary is about, as :func:`about_of`; ``None`` if nothing was asked yet.

    The last assessment says it, before the first one the interview that is on its way.
    """
    if services.has_diary:
        with suppress(DiaryError):
            if (latest := services.diary.latest(kind="assessment")) is not None:
                return about_of_entry(latest)
    raw = services.draft(DRAFT)
    return None if raw is None else about_of(raw)


def about_so_far(latest: Entry | None, unfinished: object) -> str:
    """Whom the diary is about, as :func:`about_of`: its ``latest`` assessment, else the ``unfinished`` one, says it."""
    return about_of_entry(latest) if latest else about_of(unfinished)


def whose_knee(about: str) -> str:
    """What a knee of that person is called: one's own, unless it is ``about`` another one."""
    return f"The knee of {OTHERS[about]}" if about else OWN_KNEE


def for_whom(about: str, diary: str = "") -> str:
    """Whom answers are for, in words; of one's own that goes without saying, but in the ``diary`` of another person."""
    if about:
        return f"for {OTHERS[about]}"
    return "for yourself" if diary else ""
