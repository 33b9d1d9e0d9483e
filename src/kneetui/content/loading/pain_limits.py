"""How much pain is allowed, in texts: the numbers of the pain rule are written once, where the rule is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kneetui.content.model import fill

if TYPE_CHECKING:
    from kneetui.content.model import Library, PainRule, Tip

BLANKS = ("green", "yellow")
"""What texts may name: the highest pain (0-10) in the green, and in the yellow."""


def filled(library: Library) -> Library:
    """The library with the limits in its texts: of a rule its own, of a tip those of the rule for sport."""
    sport = next((rule for rule in library.rules.values() if rule.default), None)
    return replace(
        library,
        rules={name: _rule(rule) for name, rule in library.rules.items()},
        tips={name: _tip(tip, sport) for name, tip in library.tips.items()},
    )


def _limits(rule: PainRule) -> dict[str, str]:
    return {"green": f"{rule.green:g}", "yellow": f"{rule.yellow:g}"}


def _rule(rule: PainRule) -> PainRule:
    limits = _limits(rule)
    return replace(
        rule,
        on_green=fill(rule.on_green, **limits),
        on_yellow=fill(rule.on_yellow, **limits),
        on_red=fill(rule.on_red, **limits),
    )


def _tip(tip: Tip, rule: PainRule | None) -> Tip:
    if rule is None or not any(f"{{{blank}}}" in tip.text for blank in BLANKS):
        return tip
    return replace(tip, text=fill(tip.text, **_limits(rule)))
