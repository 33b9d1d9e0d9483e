"""What goes wrong with a report is told with what to do."""

from __future__ import annotations

from kneetui.services.report.errors import ReportError


def test_it_says_what_is_wrong_and_what_to_do() -> None:
    error = ReportError("there is no report format “x”", "Use one of: text.")
    assert (error.title, str(error)) == ("This report", "there is no report format “x”. Use one of: text.")
