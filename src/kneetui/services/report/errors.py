"""What can go wrong with a report."""

from __future__ import annotations

from kneetui.config.errors import KneetuiError


class ReportError(KneetuiError):
    """A report that cannot be made as it was asked for."""

    title = "This report"
