"""How the week was, one question at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.cli.prompts.asking import ask
from kneetui.services import check_in
from kneetui.services.recent import recent

if TYPE_CHECKING:
    from kneetui.cli.prompts.asking.console import Console
    from kneetui.diary.own_values import OwnValue
    from kneetui.services.container import Services


def week(services: Services, console: Console) -> None:
    """Ask what is due of the week, and write it down. Raises :class:`~kneetui.cli.prompts.asking.ask.LeftError`."""
    asked = check_in.due(services, recent(services), services.now().date())
    if not asked:
        console.say("Nothing is asked about this week now.")
        return
    values: dict[str, OwnValue] = {}
    for tracker in asked:
        known = check_in.answers(tracker)
        console.say(tracker.weekly)
        while typed := ask.line(console, f"{check_in.keys_words(tracker)} Enter leaves it open."):
            if typed in known:
                values[tracker.id] = known[typed]
                break
            console.say(f"“{typed}” answers nothing here.")
    console.say("Written down." if check_in.write(services, asked, values) else "Nothing was written down.")
