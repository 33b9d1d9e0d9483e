"""The tests that every pack should pass. One line in a test file takes them over::

from kneetui.testing.pack import *
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.triage.evaluation.cases import Case

__all__ = ["test_the_case_comes_out", "test_the_pack_is_good"]


@pytest.mark.usefixtures("kneetui_home")
def test_the_pack_is_good(pack_folder: Path) -> None:
    """``kneetui pack check`` has nothing to say."""
    from kneetui.packs.checking.check import check_folder

    problems = check_folder(pack_folder)
    if problems:
        pytest.fail("\n".join(map(str, problems)), pytrace=False)


def test_the_case_comes_out(pack_case: Case, pack_library: Library) -> None:
    """Each case comes out within what it tolerates, with the right cause among the first three."""
    from kneetui.triage.evaluation.evaluate import run
    from kneetui.triage.evaluation.verdict import CaseVerdict

    verdict = CaseVerdict(run(pack_library, [pack_case])[0])
    if verdict.failed:
        lines = [f"{pack_case.id}: {verdict.wrong}", *verdict.explain()]
        pytest.fail("\n  ".join(lines), pytrace=False)
