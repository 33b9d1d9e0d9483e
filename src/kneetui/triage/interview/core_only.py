"""The core without the packs: what its own warning signs would have asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kneetui.content.model import Cause, Library
from kneetui.triage.interview.memo import once

CORE = "core"


def _alone(library: Library) -> Library:
    if set(library.packs) <= {CORE}:
        return library
    causes = {key: _plain(each) for key, each in library.causes.items() if each.pack == CORE}
    own: dict[str, Any] = {
        kind: _own(getattr(library, kind)) for kind in ("questions", "flags", "tips", "exercises", "routines")
    }
    packs = {key: info for key, info in library.packs.items() if key == CORE}
    return replace(library, packs=packs, causes=causes, **own)


def _own(each: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in each.items() if value.pack == CORE}


def _plain(cause: Cause) -> Cause:
    """A cause without the evidence and the weights that packs have added."""
    weights = {key: value for key, value in cause.weights.items() if key not in cause.lent}
    own = tuple(each for each in cause.evidence if each.pack == CORE)
    return replace(cause, weights=weights, evidence=own, lent=frozenset())


alone = once(_alone)
"""The part of a library that is the core's; the library itself if there is nothing else."""
