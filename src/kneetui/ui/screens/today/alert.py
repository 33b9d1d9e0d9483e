"""What an alert rests on, and the answer to it: ask again, put off, or set to rest."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Literal

from kneetui.config.wording import day_words
from kneetui.diary.description import fields_of
from kneetui.diary.entries import ALERT_REASONS, OWN_REASON, AlertRecord
from kneetui.services.alert_answers import PUT_OFF, explained, put_off, set_to_rest
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeScreen
from kneetui.ui.screens.common.dialogs.choose import NumberedDialog
from kneetui.ui.screens.common.dialogs.line import LineDialog
from kneetui.ui.widgets.lines.menu import Choice

if TYPE_CHECKING:
    from kneetui.status.alerts.alerts import Alert

AlertAnswer = Literal["ask", "written", ""]
"""To ask the questions again; that it was put off or set to rest; nothing."""

ASK, REST = "ask", "rest"
WHY, REASON, KEEPS = "Why can it rest?", "Reason", "<dialog.accept> keeps it with the alert."
COMES_BACK = "It comes back as soon as anything gets worse. What it holds back stays held back."


async def answer_alert(screen: KneeScreen[None], title: str, alert: Alert) -> AlertAnswer:
    """Show an alert with rule, numbers and source, and take the answer to it. Only in a worker."""
    services = screen.services
    today = services.now().date()
    choices = [
        Choice(ASK, services.library.headline("ask-again")),
        *(Choice(str(days), f"Put off until {day_words(today + timedelta(days=days))}") for days in PUT_OFF),
        Choice(REST, "Set to rest, with a reason"),
    ]
    text = explained(services.library, alert)
    choice = await screen.app.push_screen_wait(NumberedDialog(title, text, choices))
    if choice is None:
        return ""
    if choice == ASK:
        return "ask"
    reason = await _reason(screen) if choice == REST else None
    if choice == REST and reason is None:
        return ""
    try:
        if reason is not None:
            await screen.app.when_free.write(partial(set_to_rest, services, alert, *reason))
        else:
            await screen.app.when_free.write(partial(put_off, services, alert, int(choice)))
    except STORAGE_ERRORS as error:
        screen.app.show_error(error)
        return ""
    return "written"


async def _reason(screen: KneeScreen[None]) -> tuple[str, str] | None:
    """One of the reasons, and for another one the person's own words."""
    field = next(field for field in fields_of(AlertRecord) if field.name == "reason")
    choices = []
    for reason in ALERT_REASONS:
        words = field.type.words(reason)
        choices.append(Choice(reason, f"{words[:1].upper()}{words[1:]}"))
    chosen = await screen.app.push_screen_wait(NumberedDialog(WHY, COMES_BACK, choices))
    if chosen != OWN_REASON:
        return (chosen, "") if chosen else None
    own = await screen.app.push_screen_wait(LineDialog(WHY, REASON, KEEPS))
    return None if own is None else (chosen, own)
