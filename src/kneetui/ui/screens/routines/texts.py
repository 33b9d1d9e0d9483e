"""What the routines room says of the person's own routine, and why there may be none. No Textual in here.

Keys are named by their bindings, such as ``<routines.look>``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from kneetui.config.wording import day_words, listed
from kneetui.routines.wording import WHYS, place_words
from kneetui.services.looks import held_knees
from kneetui.services.training.played.session_words import today_words
from kneetui.status.advice import advice, in_force_level

Paragraph: TypeAlias = "tuple[tuple[str, str], ...]"
"""Pieces of text with their styles."""

if TYPE_CHECKING:
    from kneetui.content.model import Library, Urgency
    from kneetui.services.training.todays_session import Today
    from kneetui.status.status import Status


def remark(now: Status) -> str:
    """What is held back, in a few words."""
    if now.gate.full or not now.gate.loading:
        return ""
    return "only gentle exercises for now" if now.gate.gentle else "no running or jumping for now"


def closed(library: Library, now: Status) -> list[Paragraph]:
    """Why there is no routine now, and when there will be one again."""
    lines: list[Paragraph] = []
    urgency = _level(library, now)
    if urgency:
        lines.append(
            ((f"{urgency.symbol} {urgency.name}", "bold"), (f"  {urgency.who}, {urgency.within}", ""))
        )
    lines += [((text, ""),) for text in now.restrictions.because(library)]
    if urgency:
        lines += [(), ((urgency.do, ""),)]
    return [*lines, (), ((f"{_origin(now)} Your place in yours is kept.", ""),), ((_end(now), ""),)]


def _level(library: Library, now: Status) -> Urgency | None:
    """The level in force, with the time that its flags give."""
    return in_force_level(library, now) if now.restrictions.urgency in library.urgencies else None


def _origin(now: Status) -> str:
    """What it is that closes the routines: an assessment, what somebody allowed, the diary."""
    causes = {reason.cause for reason in now.restrictions.reasons if not reason.gate.loading}
    origins = []
    if now.restrictions.since and causes & {"urgency", "flag"}:
        origins.append(f"what the assessment of {day_words(now.restrictions.since)} came to")
    if "look" in causes:
        origins.append("what was allowed when it was looked at")
    if "diary" in causes:
        origins.append("what is written in the diary")
    words = listed(origins) or "what is known now"
    return f"That is {words}, so there is no routine now."


def _end(now: Status) -> str:
    again = "If something changed: press <go.triage> and answer the questions again."
    if held_knees(now):
        return f"Once it has been looked at, press <routines.look> and say by whom. {again}"
    return again


def yours(
    library: Library,
    session: Today | None,
    now: Status,
    *,
    unfinished: str = "",
    gone: str = "",
) -> list[Paragraph]:
    """The person's own routine: where they are, what changed overnight, and what comes today.

    ``unfinished`` names a session left on its way, ``gone`` a routine that is not installed any more.
    """
    lines: list[Paragraph] = []
    if unfinished:
        lines.append((("Not finished: ", "bold $accent"), (unfinished, "")))
    if gone and now.gate.loading:
        return [
            *lines,
            (
                (
                    f"“{gone}” is not installed any more. Choose another one, or install its pack: <go.packs>.",
                    "",
                ),
            ),
        ]
    advised = advice(library, now)
    if advised and now.gate.loading:
        lines.append(((advised.headline, "bold"), (f"  {advised.numbers}", "$muted")))
    lines += [((ceiling.words(), "$muted"),) for ceiling in now.ceilings]
    if session is None and not now.gate.loading:
        return lines
    if session is None:
        return [*lines, (("None yet. <list.choose> opens one, to make it yours.", ""),)]
    where = place_words(library, session.progress)
    lines.append(((session.routine.name, "bold"), (f"  {where}", "")))
    if session.morning:
        changed = f"{WHYS[session.morning.why]} {session.morning.reason}"
        lines.append((("▼ ", "bold $warning"), (changed, "")))
    if session.back:
        lines.append((("▼ ", "bold $warning"), (session.back.reason, "")))
    return [*lines, ((today_words(library, session, now), ""),)]
