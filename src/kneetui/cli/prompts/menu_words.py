"""What commands say, as the menu says it: the number that does it, in the place of a command of the shell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

FLOW_OF = {
    "triage": "triage",
    "log": "log",
    "status": "status",
    "plan": "weeks",
    "import": "import",
    "report": "report",
    "routine list": "plan",
    "routine next": "session",
    "routine play": "play",
    "diary undo": "undo",
    "diary export": "export",
    **dict.fromkeys(("diary list", "diary find", "diary show", "diary edit", "diary remove"), "diary"),
    **{
        f"pack {verb}": "packs"
        for verb in ("list", "info", "install", "update", "remove", "disable", "enable", "pin", "unpin")
    },
}
"""Command -> the flow of the menu that does the same; of the others the name stays."""

_COMMAND = re.compile(
    rf"(?P<open>[“`])?\bkneetui (?P<words>{'|'.join(sorted(FLOW_OF, key=len, reverse=True))})\b(?! --)"
    r"(?(open)[^”`]*[”`]|(?: [A-Z]{2,}\b)?)"
)


def numbered(flows: Sequence[str], here: Mapping[str, int] | None = None) -> Callable[[str], str]:
    """What turns a text of a command into one of the menu of these flows, which are counted from 1.

    ``here`` are the flows that the menu in force leads to itself, with their numbers in it.
    """
    number = {flow: place for place, flow in enumerate(flows, 1)}

    def place(flow: str) -> str:
        own = (here or {}).get(flow)
        return f"{own} in this menu" if own else f"{number[flow]} in the main menu"

    def of_menu(text: str) -> str:
        return _COMMAND.sub(lambda command: place(FLOW_OF[command["words"]]), text)

    return of_menu
