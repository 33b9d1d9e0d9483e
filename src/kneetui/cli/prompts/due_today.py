"""What today asks for, in the order of Today, by the numbers of the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.services.home.agenda import agenda
from kneetui.services.home.home import gather

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneetui.services.container import Services

FLOW_OF = {
    "resume-triage": "triage",
    "resume-routine": "play",
    "morning": "morning",
    "session": "diary",
    "recheck": "triage",
    "first-aid": "triage",
    "routine": "play",
    "triage": "triage",
    "write": "log",
    "efforts": "diary",
    "week": "week",
    "changed": "changes",
    "where": "settings",
}
"""What Enter does on Today -> the flow of the menu that does it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFlow:
    """One thing that today asks for, and the flow that does it."""

    flow: str
    text: str


def due_today(services: Services) -> Iterator[DueFlow]:
    """The most pressing first. Raises :class:`~kneetui.content.errors.ContentError`."""
    services.load_library()
    for item in agenda(gather(services)[0]):
        end = "" if item.title.endswith(("?", ".")) else "."
        detail = f" {item.detail[:1].upper()}{item.detail[1:]}." if item.detail else ""
        yield DueFlow(flow=FLOW_OF[item.action], text=f"{item.title}{end}{detail}")
