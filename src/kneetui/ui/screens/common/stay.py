"""Where something is being asked, no digit leads to another room."""

from __future__ import annotations

from textual.binding import Binding

LEAVE_FIRST = "No answer has this digit. <screen.back> leads out, to the rooms <go.today> to <go.packs>."


def stay(screen: str) -> tuple[Binding, ...]:
    """The bindings of a screen whose action ``stay`` takes the digits that nothing else on it takes."""
    return tuple(
        Binding(str(digit), "stay", f"Stay {digit}", id=f"{screen}.stay-{digit}", show=False, system=True)
        for digit in range(10)
    )
