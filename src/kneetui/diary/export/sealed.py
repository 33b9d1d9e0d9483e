"""Files of the diary that only a passphrase opens: age files (https://age-encryption.org), which any age program reads."""

from __future__ import annotations

from typing import Final

from kneetui.diary.errors import DiaryError

ENDING: Final = "age"
SHORTEST: Final = 8
"""Characters of a passphrase."""
_MARKS: Final = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")
PACKAGE: Final = "Encrypted files need the package pyrage"
INSTALL: Final = 'Install it: pip install "kneetui[encryption]"'


class SealError(DiaryError):
    """A file that cannot be encrypted, or opened again."""

    title = "The encrypted file"


def is_sealed(data: bytes) -> bool:
    """Whether these bytes are an age file."""
    return data.startswith(_MARKS)


def check_passphrase(passphrase: str) -> None:
    """Raises :class:`SealError` if it is too short to hold anybody up."""
    if len(passphrase) < SHORTEST:
        raise SealError(
            f"A passphrase of fewer than {SHORTEST} characters is soon guessed",
            "Take a longer one, such as four words that do not belong together",
        )


def check_package() -> None:
    """Raises :class:`SealError` if the package is missing, before anybody thinks of a passphrase."""
    try:
        import pyrage  # noqa: F401
    except ImportError as error:
        raise SealError(PACKAGE, INSTALL) from error


def seal(data: bytes, passphrase: str) -> bytes:
    """The age file. Raises :class:`SealError` if the passphrase is too short, or the package is missing."""
    check_passphrase(passphrase)
    check_package()
    from pyrage import passphrase as age

    sealed: bytes = age.encrypt(data, passphrase)
    return sealed


def unseal(data: bytes, passphrase: str, name: str) -> bytes:
    """What is in an age file. Raises :class:`SealError` if the passphrase is another one, or the file is not whole."""
    check_package()
    import pyrage
    from pyrage import passphrase as age

    try:
        opened: bytes = age.decrypt(data, passphrase)
    except pyrage.DecryptError as error:
        raise SealError(
            f"{name} cannot be opened with this passphrase",
            "Try again; if you are sure of it, the file is not whole, or was encrypted for a key",
        ) from error
    return opened
