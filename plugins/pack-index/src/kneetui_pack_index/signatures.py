"""Signatures of an index: made and checked with ssh-keygen, or with minisign.

An ssh key is the line of a ``.pub`` file (``ssh-ed25519 AAAA…``) or of an allowed-signers file; a minisign
key is the line that begins with ``RW``. Signatures stand beside the index as ``INDEX.sig``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from kneetui.packs.errors import PackError
from kneetui_pack_index.minisign import MinisignError, check, is_key

SUFFIX = ".sig"
NAMESPACE = "kneetui"
"""What the signature is for: one made for something else is not taken."""

MOST = 20_000
"""Bytes of a signature or a key file, at most."""

SECONDS = 60
_WHO = "index"
_SSH_KEY = re.compile(r"((?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]+)\s+([A-Za-z0-9+/]+=*)(?:\s|$)")
_OPTIONS = ("valid-after=", "valid-before=")
_REMEDY = (
    "Do not install from it. Ask its maker; if the key has changed, trust the index again with the new one."
)


def read_key(text: str, where: object = "") -> str:
    """The public key in the text of a key file: one line, as it is kept.

    Takes a ``.pub`` file of ssh-keygen, an allowed-signers file of one line, and a minisign public key with
    or without its comment. Raises :class:`PackError` for anything else.
    """
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith(("#", "untrusted comment:"))]
    if "PRIVATE KEY" in text or "secret key" in text:
        message = "this is the secret key, which nobody else may see"
        raise PackError.of(message, "Give the public one: the file that ends in .pub.", where)
    if len(lines) == 1:
        if is_key(lines[0]):
            return lines[0]
        match = _SSH_KEY.search(lines[0])
        before = lines[0][: match.start()].split() if match else []
        if match and not any(word.startswith(_OPTIONS) or "cert-authority" in word for word in before):
            return f"{match[1]} {match[2]}"
    message = "there is no public key in it that kneetui can use"
    remedy = "Give a file with one line: ssh-ed25519 …, or the line of a minisign key, which begins with RW."
    raise PackError.of(message, remedy, where)


def kind(key: str) -> str:
    """What a key is made for: ``minisign`` or ``ssh``."""
    return "minisign" if is_key(key) else "ssh"


def short(key: str) -> str:
    """A key in a few signs, to be compared by eye."""
    if is_key(key):
        return f"minisign {key[:12]}…"
    import base64
    import hashlib

    digest = hashlib.sha256(base64.b64decode(key.split()[1])).digest()
    return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}"


def verify(data: bytes, signature: bytes, key: str, where: object) -> None:
    """Return if ``signature`` is of ``data`` by ``key``; else raise :class:`PackError` with what to do."""
    if is_key(key):
        try:
            check(data, signature, key)
        except MinisignError as error:
            raise PackError.of(f"the signature is wrong: {error}", _REMEDY, where) from None
        return
    program = _program("ssh-keygen", "To check this signature, install OpenSSH.", where)
    with tempfile.TemporaryDirectory(prefix="kneetui-") as folder:
        signers, signed = Path(folder) / "signers", Path(folder) / "signature"
        signers.write_text(f'{_WHO} namespaces="{NAMESPACE}" {key}\n', encoding="utf-8")
        signed.write_bytes(signature)
        command = [
            program, "-Y", "verify", "-f", str(signers), "-I", _WHO, "-n", NAMESPACE, "-s", str(signed),
        ]  # fmt: skip
        done = _run(command, where, data)
    if done.returncode:
        message = "the signature is wrong: it does not fit this file and the trusted key"
        raise PackError.of(message, _REMEDY, where)


def sign(path: Path, key_file: Path) -> Path:
    """Sign a file with a secret key, of ssh or minisign; the path of the signature beside it.

    The program may ask for the key's passphrase on the terminal. Raises :class:`PackError`.
    """
    target = path.with_name(path.name + SUFFIX)
    try:
        first = key_file.read_text(encoding="utf-8", errors="replace")[:MOST]
    except OSError as error:
        raise PackError.of(
            f"the key cannot be read ({error.strerror})", "Check the path.", key_file
        ) from None
    with tempfile.TemporaryDirectory(prefix="kneetui-") as folder:
        copy = Path(folder) / path.name
        copy.write_bytes(path.read_bytes())
        signed = copy.with_name(copy.name + SUFFIX)
        if "minisign" in first.partition("\n")[0]:
            program = _program("minisign", "Install minisign, or sign with a key of ssh-keygen.", key_file)
            command = [
                program,
                "-S",
                "-s",
                str(key_file),
                "-m",
                str(copy),
                "-x",
                str(signed),
                "-t",
                path.name,
            ]
        else:
            program = _program("ssh-keygen", "Install OpenSSH.", key_file)
            command = [program, "-q", "-Y", "sign", "-f", str(key_file), "-n", NAMESPACE, str(copy)]
        done = _run(command, key_file)
        if done.returncode or not signed.is_file():
            output = done.stderr.decode(errors="replace").strip().splitlines()
            message = (
                f"it could not be signed ({output[-1].rstrip('.')})" if output else "it could not be signed"
            )
            raise PackError.of(message, "Give the secret key: the file without .pub.", key_file)
        signature = signed.read_bytes()
    target.write_bytes(signature)
    return target


def _program(name: str, remedy: str, where: object) -> str:
    program = shutil.which(name)
    if program is None:
        raise PackError.of(f"the program {name} is not installed", remedy, where)
    return program


def _run(command: list[str], where: object, data: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    given = {"input": data} if data is not None else {}
    try:
        return subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, **given)  # type: ignore[call-overload,no-any-return]
    except (OSError, subprocess.TimeoutExpired) as error:
        message = f"{Path(command[0]).name} did not answer ({type(error).__name__})"
        raise PackError.of(message, "Try it by hand to see why.", where) from None
