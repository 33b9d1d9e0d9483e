"""Files that only a passphrase opens."""

from __future__ import annotations

import sys

import pytest

from kneetui.diary.export.sealed import SealError, is_sealed, seal, unseal


@pytest.mark.hunt
def test_what_was_sealed_is_opened_by_the_passphrase_alone() -> None:
    data = b"pain-morning = 2\n" * 500
    sealed = seal(data, "four odd words")
    assert is_sealed(sealed)
    assert b"pain" not in sealed
    assert unseal(sealed, "four odd words", "knee.age") == data
    with pytest.raises(SealError, match="cannot be opened with this passphrase"):
        unseal(sealed, "four odd word", "knee.age")


def test_a_file_that_is_not_whole_is_said() -> None:
    data = b"age-encryption.org/v1\n-> scrypt broken"
    assert is_sealed(data)
    with pytest.raises(SealError, match=r"knee\.age cannot be opened"):
        unseal(data, "four odd words", "knee.age")


@pytest.mark.parametrize("data", [b"", b"format = 2\n", b"SQLite format 3\0"])
def test_a_plain_file_is_none(data: bytes) -> None:
    assert not is_sealed(data)


def test_without_the_package_it_is_said_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    with pytest.raises(SealError, match="pyrage") as caught:
        seal(b"x", "four odd words")
    assert "kneetui[encryption]" in caught.value.remedy
