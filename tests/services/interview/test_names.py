"""Under these names people's drafts and diaries already hold something: another name would lose it."""

from __future__ import annotations

import subprocess
import sys

from kneetui.services.interview.names import DRAFT, UNSAVED


def test_what_was_kept_before_is_found() -> None:
    assert (DRAFT, UNSAVED) == ("triage", "result")


def test_who_looks_for_them_needs_no_engine() -> None:
    code = "import sys, kneetui.services.knee_status; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "kneetui.triage.interview" not in modules
