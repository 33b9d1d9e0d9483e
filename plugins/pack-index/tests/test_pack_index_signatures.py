"""Signatures: the right key and the right file, nothing else."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from kneetui.packs.errors import PackError
from kneetui_pack_index import signatures
from tests.packs.keys import Minisign, ssh_key

DATA = b"format = 1\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "index.toml"
    path.write_bytes(DATA)
    return path


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return ssh_key(tmp_path)


def public(key: Path) -> str:
    return signatures.read_key(key.with_name(f"{key.name}.pub").read_text())


def wrong(data: bytes, signature: bytes, key: str) -> str:
    with pytest.raises(PackError) as error:
        signatures.verify(data, signature, key, "index.toml")
    return str(error.value)


def test_a_signature_of_ssh_holds_for_its_file_and_key_only(file: Path, key: Path, tmp_path: Path) -> None:
    made = signatures.sign(file, key)
    assert made.name == "index.toml.sig"
    signatures.verify(DATA, made.read_bytes(), public(key), file)
    assert "Do not install" in wrong(DATA + b" ", made.read_bytes(), public(key))
    assert "the signature is wrong" in wrong(DATA, made.read_bytes(), public(ssh_key(tmp_path, "other")))
    assert "the signature is wrong" in wrong(DATA, b"", public(key))
    assert "the signature is wrong" in wrong(DATA, made.read_bytes()[:100], public(key))


def test_a_signature_for_something_else_is_not_taken(file: Path, key: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", "file", file], check=True, timeout=30)
    signature = file.with_name("index.toml.sig").read_bytes()
    assert "the signature is wrong" in wrong(DATA, signature, public(key))


def test_signing_again_takes_the_place_of_the_old_signature(file: Path, key: Path) -> None:
    signatures.sign(file, key)
    file.write_bytes(b"other")
    signatures.verify(b"other", signatures.sign(file, key).read_bytes(), public(key), file)


def test_signing_with_what_is_no_key(file: Path, tmp_path: Path) -> None:
    for bad in (file, tmp_path / "none"):
        with pytest.raises(PackError):
            signatures.sign(file, bad)
    assert not file.with_name("index.toml.sig").exists()


@pytest.mark.parametrize("hashed", [True, False])
def test_a_signature_of_minisign_holds_for_its_file_and_key_only(hashed: bool) -> None:
    key = Minisign()
    signature = key.signature(DATA, hashed)
    signatures.verify(DATA, signature, key.public, "index.toml")
    assert "not the one that was signed" in wrong(DATA + b" ", signature, key.public)
    assert "another key" in wrong(DATA, signature, Minisign(2).public)
    other = signature.replace(b"file:index.toml", b"file:other.toml")
    assert "comment" in wrong(DATA, other, key.public)
    for bad in (b"", signature[:90], signature.replace(b"RU", b"!!").replace(b"RW", b"!!")):
        assert "the signature is wrong" in wrong(DATA, bad, key.public)


def test_a_minisign_signature_with_its_key_id_copied_is_still_wrong() -> None:
    forged = Minisign(2)
    forged._id = Minisign(1)._id
    assert "not the one that was signed" in wrong(DATA, forged.signature(DATA), Minisign(1).public)


@pytest.mark.skipif(shutil.which("minisign") is None, reason="needs the program minisign")
def test_the_program_minisign_makes_what_is_read_here(file: Path, tmp_path: Path) -> None:
    public, secret = tmp_path / "key.pub", tmp_path / "key"
    subprocess.run(["minisign", "-G", "-W", "-p", public, "-s", secret], check=True, timeout=30)
    made = signatures.sign(file, secret)
    signatures.verify(DATA, made.read_bytes(), signatures.read_key(public.read_text()), file)


def test_a_program_that_is_missing_is_named(file: Path, key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = public(key)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert "ssh-keygen is not installed" in wrong(DATA, b"x", mine)


def test_keys_are_read_from_what_people_have(key: Path) -> None:
    line = key.with_name("key.pub").read_text()
    mine = public(key)
    assert mine.startswith("ssh-ed25519 AAAA")
    assert len(mine.split()) == 2
    assert signatures.read_key(f"ana@example.org {line}") == mine
    assert signatures.read_key(f'ana@example.org namespaces="kneetui" {line}') == mine
    mini = Minisign().public
    assert signatures.read_key(f"untrusted comment: minisign public key\n{mini}\n") == mini
    assert signatures.read_key(mini) == mini
    assert signatures.short(mine).startswith("SHA256:")


@pytest.mark.parametrize(
    "text", ["", "hello", "RWabc", "ssh-ed25519 AAAA\nssh-ed25519 BBBB", "ssh-ed25519 not-base64!"]
)
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(PackError, match="no public key"):
        signatures.read_key(text)


def test_secret_keys_are_not_taken(key: Path) -> None:
    with pytest.raises(PackError, match="secret"):
        signatures.read_key(key.read_text())
