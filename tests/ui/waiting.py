"""Waiting on conditions instead of on time."""

from kneetui.testing.screens import until

__all__ = ["until"]
