"""The cases of all packs, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneetui.content.model import Library
from kneetui.triage.evaluation.cases import Case, read_cases


@pytest.fixture(scope="session")
def cases(library: Library) -> list[Case]:
    return [case for pack in library.packs.values() for case in read_cases(Path(pack.folder), library)]
