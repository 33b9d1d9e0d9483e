"""Nothing of an entry that is forgotten is left on the computer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.services.container import Services
from kneetui.services.diary.backups import back_up, backups
from kneetui.services.diary.entry_draft import EntryDraft
from kneetui.services.diary.forgetting import forget
from kneetui.testing import NOW

Make = Callable[..., Services]
SECRET = b"unspeakable"


@pytest.fixture
def services(make_services: Make) -> Services:
    """A diary with a secret that was edited, removed and had back, in a backup of every stage, and in drafts."""
    services = make_services(entries=[Entry(NOW, "right", note="other")])
    secret = services.diary.add(Entry(NOW, "left", note="unspeakable"))
    back_up(services)
    services.now = lambda: NOW + timedelta(days=1)
    services.diary.edit(replace(secret, note="unspeakable too"))
    services.diary.remove(secret.id)
    back_up(services)
    services.now = lambda: NOW + timedelta(days=2)
    services.diary.undo()
    back_up(services)
    EntryDraft(services, secret.id).keep({"note": "unspeakable three"}, {"note": "unspeakable"})
    services.diary_file.with_name("diary.db.schema-3.backup").write_bytes(SECRET)
    return services


def holding(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and SECRET in path.read_bytes())


def test_nothing_of_it_is_left(services: Services) -> None:
    folder = services.diary_file.parent
    assert len(holding(folder)) == 6
    forgotten = forget(services, 2)
    assert holding(folder) == []
    assert len(forgotten.cleaned) == len(backups(services)) == 3
    assert [path.name for path in forgotten.deleted] == ["diary.db.schema-3.backup"]
    assert [entry.note for entry in services.diary.entries()] == ["other"]


def test_one_that_was_removed_before_is_forgotten_too(services: Services) -> None:
    services.diary.remove(2)
    forget(services, 2)
    assert holding(services.diary_file.parent) == []


def test_a_backup_that_cannot_be_cleaned_is_deleted(services: Services) -> None:
    path = backups(services)[0].path
    path.write_bytes(path.read_bytes()[:5000] + SECRET)
    assert path in forget(services, 2).deleted
    assert not path.exists() or SECRET not in path.read_bytes()


def test_one_that_only_backups_have_is_forgotten_too(services: Services) -> None:
    EntryDraft(services, 2).keep({})
    services.diary.remove(2)
    services.now = lambda: NOW + timedelta(days=3)
    back_up(services)
    services.close()
    services.diary_file.unlink()
    services.diary.add(Entry(NOW, "right", note="other"))
    assert holding(services.diary_file.parent)
    forget(services, 2)
    assert holding(services.diary_file.parent) == []


def test_what_was_never_there_is_said(services: Services) -> None:
    with pytest.raises(DiaryError, match="knows nothing of an entry 99"):
        forget(services, 99)
