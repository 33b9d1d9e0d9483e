"""The small core, for what plugins do with packs."""

from __future__ import annotations

from tests.packs.conftest import small_core

__all__ = ["small_core"]
