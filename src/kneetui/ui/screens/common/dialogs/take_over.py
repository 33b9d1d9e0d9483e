"""Before a draft goes on here: whether another window has it, and whether to take it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.services.windows import words
from kneetui.ui.screens.common.dialogs.choose import NumberedDialog
from kneetui.ui.widgets.lines.menu import Choice

if TYPE_CHECKING:
    from kneetui.services.windows.drafts import Owner
    from kneetui.ui.context import AppContext


def dialog(
    app: AppContext, name: str, owner: Owner, leave: str = words.CHOICES[words.LEAVE]
) -> NumberedDialog:
    """Asks what to do with a draft that another window has; the first choice leaves it there."""
    app.new_question()
    text = f"{words.open_since(name, owner.since, app.services.now())}. {words.WHAT_HAPPENS}"
    choices = {**words.CHOICES, words.LEAVE: leave}
    return NumberedDialog(words.TITLE, text, [Choice(key, choice) for key, choice in choices.items()])


async def have_draft(app: AppContext, name: str) -> bool:
    """Whether a draft is this window's from now on; if another one has it, ask. Only in a worker.

    Raises ``OSError`` if another window is writing.
    """
    owner = app.services.drafts.claim(name)
    if owner is None:
        return True
    if await app.push_screen_wait(dialog(app, name, owner)) != words.TAKE:
        return False
    return app.services.drafts.claim(name, take_over=True) is None
