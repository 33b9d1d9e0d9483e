"""Fingerprints of the content."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

from kneetui.content.model import Library
from kneetui.report.one_page.content_version import content_version, rule_fingerprint


def test_a_changed_rule_changes_its_fingerprint_that_of_its_pack_and_of_all(library: Library) -> None:
    before = content_version(library)
    first, second = list(library.flags)[:2]
    flag = replace(library.flags[first], condition=library.flags[second].condition)
    after = content_version(replace(library, flags={**library.flags, first: flag}))
    assert {name for name in before.rules if before.rules[name] != after.rules[name]} == {first}
    assert before.fingerprint != after.fingerprint
    changed = [old[0] for old, new in zip(before.packs, after.packs, strict=True) if old != new]
    assert changed == [flag.pack]


def test_each_library_keeps_its_own_fingerprints_whichever_was_read_last(library: Library) -> None:
    another = replace(library, flags={})
    before, others = content_version(library), content_version(another)
    assert others != before
    assert (content_version(library), content_version(another)) == (before, others)


def test_other_words_are_the_same_rule(library: Library) -> None:
    flag = next(iter(library.flags.values()))
    assert rule_fingerprint(replace(flag, because="In other words.")) == rule_fingerprint(flag)


def test_another_process_gives_the_same_fingerprint(library: Library) -> None:
    code = (
        "from kneetui.content.loading.merge import load; from kneetui.plugins.manager import find_plugins;"
        "from kneetui.report.one_page.content_version import content_version;"
        "print(content_version(load(find_plugins().packs())).fingerprint)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == content_version(library).fingerprint
