"""Keys for tests: of ssh-keygen, and of minisign without its program."""

from __future__ import annotations

import base64
import hashlib
import subprocess
from pathlib import Path

from nacl.signing import SigningKey


def ssh_key(folder: Path, name: str = "key") -> Path:
    """A secret key without a passphrase; the public one stands beside it, with ``.pub``."""
    path = folder / name
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ana@example.org", "-f", str(path)]
    subprocess.run(command, check=True, timeout=30)
    return path


class Minisign:
    """A minisign key, as its documentation describes the files."""

    def __init__(self, seed: int = 1) -> None:
        self._key = SigningKey(bytes([seed]) * 32)
        self._id = bytes([seed]) * 8

    @property
    def public(self) -> str:
        """The line of the public key."""
        return base64.b64encode(b"Ed" + self._id + bytes(self._key.verify_key)).decode()

    def signature(self, data: bytes, hashed: bool = True, comment: str = "file:index.toml") -> bytes:
        """The signature file of ``data``."""
        content = hashlib.blake2b(data).digest() if hashed else data
        proof = self._key.sign(content).signature
        whole = self._key.sign(proof + comment.encode()).signature
        first = base64.b64encode((b"ED" if hashed else b"Ed") + self._id + proof).decode()
        lines = ["untrusted comment: made for a test", first, f"trusted comment: {comment}"]
        return "\n".join([*lines, base64.b64encode(whole).decode(), ""]).encode()
