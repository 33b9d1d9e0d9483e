"""Before a draft goes on here: whether another window has it, and whether to take it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.cli.prompts.asking import ask
from kneetui.services.windows import words

if TYPE_CHECKING:
    from kneetui.cli.prompts.asking.console import Console
    from kneetui.services.container import Services
    from kneetui.services.windows.drafts import Owner


def wanted(
    services: Services, console: Console, name: str, owner: Owner, leave: str = words.CHOICES[words.LEAVE]
) -> bool:
    """Whether to take over a draft that another window has. Raises :class:`~kneetui.cli.prompts.asking.ask.LeftError`."""
    console.say(f"{words.open_since(name, owner.since, services.now())}. {words.WHAT_HAPPENS}")
    choices = {**words.CHOICES, words.LEAVE: leave}
    return ask.one_of(console, f"{words.TITLE}:", choices, words.LEAVE) == words.TAKE


def have_draft(services: Services, console: Console, name: str) -> bool:
    """Whether a draft is this window's from now on; if another one has it, ask. Raises ``OSError``, or as :func:`wanted`."""
    owner = services.drafts.claim(name)
    if owner is None:
        return True
    return wanted(services, console, name, owner) and services.drafts.claim(name, take_over=True) is None
