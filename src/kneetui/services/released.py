"""What no longer holds anything back after a change of the diary, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.wording import date_words

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.routines.gate import Gate
    from kneetui.services.container import Services
    from kneetui.status.restrictions import Restriction
    from kneetui.status.status import Status

BY = {"diary": "“{text}” no longer holds anything back.", "rest": "The rest after {day} is over."}


def released(library: Library, before: Status, after: Status) -> tuple[str, ...]:
    """A sentence for each reason that held something back before and does not any more.

    None for one whose end opens nothing, since something else holds back as much.
    """
    left = {_key(reason) for reason in after.restrictions.reasons}
    gone = [
        reason
        for reason in before.restrictions.reasons
        if _key(reason) not in left
        and (reason.cause == "look" or _opens(after.restrictions.gate, reason.gate))
    ]
    return tuple(dict.fromkeys(sentence for reason in gone if (sentence := _sentence(library, reason))))


def _opens(now: Gate, held: Gate) -> bool:
    """Whether something is open now that a gate held back."""
    if not now.loading:
        return False
    return not held.loading or (held.gentle and not now.gentle) or (now.impact and not held.impact)


def _key(reason: Restriction) -> tuple[str, str, str]:
    return reason.cause, reason.id, reason.knee


def _sentence(library: Library, reason: Restriction) -> str:
    day = date_words(reason.since)
    level = library.urgencies.get(reason.id)
    if reason.cause == "urgency":
        name = f"“{level.name}”" if level else "The assessment"
        return f"{name} of {day} no longer holds anything back."
    if reason.cause == "look":
        return f"What was allowed on {day} no longer counts."
    text = library.watch[reason.id].text if reason.id in library.watch else ""
    return BY.get(reason.cause, "").format(day=day, text=text)


def remove(services: Services, entry: int) -> tuple[str, ...]:
    """Delete an entry of the diary; what no longer holds anything back, in sentences.

    Raises :class:`~kneetui.diary.errors.DiaryError` or ``OSError``.
    """
    with Release(services) as release:
        services.diary.remove(entry)
    return release.sentences


class Release:
    """Watches a change of the diary; ``sentences`` say what no longer holds anything back after it.

    Without a library nothing is said.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._before = self._now()
        self.sentences: tuple[str, ...] = ()

    def __enter__(self) -> Release:
        return self

    def __exit__(self, *error: object) -> None:
        after = self._now()
        if self._before is not None and after is not None:
            self.sentences = released(self._services.library, self._before, after)

    def _now(self) -> Status | None:
        if not self._services.library_if_loaded():
            return None
        from kneetui.services.knee_status import knee_status

        return knee_status(self._services)
