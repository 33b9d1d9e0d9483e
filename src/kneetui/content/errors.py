"""The built-in pack cannot be used."""

from __future__ import annotations

from kneetui.config.errors import ManyFaultsError
from kneetui.content.model import Problem


class ContentError(ManyFaultsError[Problem]):
    """The built-in pack itself is broken; ``problems`` says where."""

    title = "The built-in pack is broken; reinstall kneetui."
