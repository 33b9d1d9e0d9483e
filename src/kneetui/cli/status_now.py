"""The status of the knees for a command, also where there is no diary yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.cli.io.refusals import refuse

if TYPE_CHECKING:
    from kneetui.services.container import Services
    from kneetui.status.status import Status


def status_now(services: Services) -> Status:
    """How the knees are; makes no diary, and leaves with a sentence if the one there is cannot be read."""
    from kneetui.diary.errors import DiaryError
    from kneetui.services.knee_status import knee_status, without_diary

    try:
        return knee_status(services) if services.has_diary else without_diary(services)
    except DiaryError as error:
        refuse(error)
