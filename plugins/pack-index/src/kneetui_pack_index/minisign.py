"""Minisign signatures, checked: the form of key and signature file here, the mathematics in PyNaCl."""

from __future__ import annotations

import base64
import binascii
import hashlib

_KEY_BYTES, _SIGNATURE_BYTES, _ID_BYTES = 42, 74, 8
_UNTRUSTED, _TRUSTED = b"untrusted comment:", b"trusted comment: "
_PLAIN, _HASHED = b"Ed", b"ED"


class MinisignError(ValueError):
    """A key or signature that cannot be read, or a signature that is wrong; the text says which."""


def is_key(line: str) -> bool:
    """Whether a line is a minisign public key."""
    if not line.startswith("RW"):
        return False
    try:
        return _decoded(line.encode(), _KEY_BYTES).startswith(_PLAIN)
    except (MinisignError, UnicodeEncodeError):
        return False


def check(data: bytes, signature: bytes, key: str) -> None:
    """Return if the signature file is of ``data`` by ``key``. Raises :class:`MinisignError`."""
    lines = signature.splitlines()
    if len(lines) < 4 or not lines[0].startswith(_UNTRUSTED) or not lines[2].startswith(_TRUSTED):
        raise MinisignError("this is no signature of minisign")
    public = _decoded(key.encode(), _KEY_BYTES)
    signed = _decoded(lines[1], _SIGNATURE_BYTES)
    means, made_by, proof = signed[:2], signed[2 : 2 + _ID_BYTES], signed[2 + _ID_BYTES :]
    if made_by != public[2 : 2 + _ID_BYTES]:
        raise MinisignError("it was made with another key")
    if means not in (_PLAIN, _HASHED):
        raise MinisignError("this kind of signature is not known")
    content = hashlib.blake2b(data).digest() if means == _HASHED else data
    number = public[2 + _ID_BYTES :]
    if not _holds(number, content, proof):
        raise MinisignError("the file is not the one that was signed")
    comment = lines[2].removeprefix(_TRUSTED)
    if not _holds(number, proof + comment, _decoded(lines[3], len(proof))):
        raise MinisignError("its comment is not the one that was signed")


def _decoded(text: bytes, length: int) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise MinisignError("it is damaged") from None
    if len(raw) != length:
        raise MinisignError("it is damaged")
    return raw


def _holds(key: bytes, content: bytes, proof: bytes) -> bool:
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(key).verify(content, proof)
    except BadSignatureError:
        return False
    return True
