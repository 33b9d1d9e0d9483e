"""``kneetui pack index``, ``trust``, ``distrust`` and ``indexes``: from a folder to a name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.shipping import plain, runner
from tests.packs import shelves
from tests.packs.keys import ssh_key
from tests.packs.web import serving

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    return runner(tmp_path, monkeypatch, "pack-index")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    shelves.archive(shelves.pack(tmp_path / "tennis"), tmp_path / "site")
    return tmp_path / "site"


def test_from_a_folder_of_archives_to_an_installed_pack(run: Run, site: Path, tmp_path: Path) -> None:
    key = ssh_key(tmp_path)
    made = run("pack", "index", site, "--sign", key)
    assert made.exit_code == 0
    assert made.stdout == (
        f"tennis 0.1.0\nIndex: {site / 'index.toml'}\nSignature: {site / 'index.toml.sig'}\n"
    )
    with serving() as web:
        web.offer(site)
        trusted = run("pack", "trust", "club", f"{web.url}/index.toml", "--key", f"{key}.pub")
        assert trusted.exit_code == 0
        assert "signed by SHA256:" in trusted.stdout
        assert "tennis 0.1.0  A pack for tests." in trusted.stdout
        shown = run("pack", "install", "tennis@club", input="y\n")
        assert shown.exit_code == 0
        assert "signature: signed by SHA256:" in shown.stdout
        assert "tennis 0.1.0: nothing new" in run("pack", "update", "tennis").stdout
        web.pages["/index.toml"] = (site / "index.toml").read_bytes() + b"# more\n"
        result = run("pack", "update", "tennis", "--yes")
    assert result.exit_code == 1
    assert "the signature is wrong" in result.stderr
    assert "signed by SHA256:" in run("pack", "list").stdout


def test_without_a_key_it_is_said_plainly(run: Run, site: Path) -> None:
    assert "Not signed" in run("pack", "index", site).stdout
    trusted = run("pack", "trust", "club", site)
    assert "unsigned: only the hash was checked" in trusted.stdout
    assert (
        "signature: unsigned: only the hash was checked"
        in run("pack", "install", "tennis@club", "--yes").stdout
    )
    assert "no key: only hashes are checked" in run("pack", "indexes").stdout


def test_an_index_made_anew_without_a_key_has_no_old_signature(run: Run, site: Path, tmp_path: Path) -> None:
    run("pack", "index", site, "--sign", ssh_key(tmp_path))
    run("pack", "index", site)
    assert not (site / "index.toml.sig").exists()


def test_trusted_indexes_are_listed_and_forgotten(run: Run, site: Path) -> None:
    assert "No index is trusted" in run("pack", "indexes").stdout
    run("pack", "index", site)
    run("pack", "trust", "club", site)
    url = (site / "index.toml").as_uri()
    assert plain(run("pack", "indexes", "--json")) == {"indexes": [{"name": "club", "url": url, "keys": []}]}
    assert run("pack", "distrust", "club").exit_code == 0
    assert plain(run("pack", "indexes", "--json")) == {"indexes": []}
    assert run("pack", "distrust", "club").exit_code == 1


@pytest.mark.parametrize("text", ["", "hello"])
def test_a_key_that_is_none(run: Run, site: Path, tmp_path: Path, text: str) -> None:
    run("pack", "index", site)
    (tmp_path / "key.pub").write_text(text)
    result = run("pack", "trust", "club", site, "--key", tmp_path / "key.pub")
    assert result.exit_code == 1
    assert "no public key" in result.stderr
    assert plain(run("pack", "indexes", "--json")) == {"indexes": []}


def test_an_unsigned_index_is_not_trusted_with_a_key(run: Run, site: Path, tmp_path: Path) -> None:
    run("pack", "index", site)
    result = run("pack", "trust", "club", site, "--key", f"{ssh_key(tmp_path)}.pub")
    assert result.exit_code == 1
    assert "the signature is missing" in result.stderr


def test_a_folder_that_cannot_be_an_index(run: Run, tmp_path: Path) -> None:
    result = run("pack", "index", tmp_path / "none")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no archive" in result.stderr
