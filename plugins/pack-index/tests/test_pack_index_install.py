"""Packs by address and from an index: installed, updated, refused."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from kneetui.packs.errors import PackError
from kneetui.packs.install.install_plan import install, prepare
from kneetui.packs.install.updates import look
from kneetui.packs.installed import install_record, pack_dir
from kneetui.packs.installed.install_record import Record
from kneetui_pack_index import index, kneetui_pack_sources, signatures, trusted
from tests.packs import shelves
from tests.packs.keys import ssh_key
from tests.packs.shelves import here
from tests.packs.web import Web, serving

pytestmark = pytest.mark.usefixtures("small_core")
SOURCES = kneetui_pack_sources()
installed = partial(shelves.installed, sources=SOURCES)
offered = partial(shelves.offered, sources=SOURCES)


@pytest.fixture
def tennis(tmp_path: Path) -> Path:
    return shelves.pack(tmp_path / "tennis")


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as server:
        yield server


def record() -> Record:
    """That of the installed pack."""
    installed_record = install_record.read(pack_dir.user(), "tennis")
    assert installed_record is not None
    return installed_record


def state(name: str) -> str:
    with look(name, here(sources=SOURCES)) as update:
        return update.state


def refused(what: object, **options: str) -> str:
    with pytest.raises(PackError) as error:
        prepare(str(what), here(sources=SOURCES), **options)  # type: ignore[arg-type]
    assert all(problem.remedy for problem in error.value.problems)
    assert pack_dir.used([]) == []
    return str(error.value)


def test_addresses_of_archives_and_wheels(tennis: Path, tmp_path: Path, web: Web) -> None:
    archive, wheel = shelves.archive(tennis, tmp_path / "out"), shelves.wheel(tennis, tmp_path)
    web.pages |= {"/a.zip": archive.read_bytes(), "/b.whl": wheel.read_bytes()}
    expected = install_record.hashes(tennis)
    for place in (archive.as_uri(), f"{web.url}/a.zip", f"{web.url}/b.whl"):
        folder = installed(place)
        written = record()
        assert (written.came.kind, written.came.place) == ("url", place)
        assert install_record.hashes(folder) == written.files == expected
        assert written.came.sha256


def test_a_file_with_the_name_of_a_pack_in_an_index_does_not_update_it(
    tennis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    shelves.archive(tennis, site)
    index.make(site)
    trusted.trust("club", str(site))
    installed("tennis@club")
    monkeypatch.chdir(tmp_path)
    shelves.pack(tmp_path / "tennis@club", version="9.0.0")
    assert state("tennis") == "same"


def test_by_name_from_an_index(tennis: Path, tmp_path: Path, web: Web) -> None:
    site = tmp_path / "site"
    shelves.archive(tennis, site)
    shelves.archive(shelves.pack(tmp_path / "new", version="0.2.0"), site)
    index.make(site)
    key = ssh_key(tmp_path)
    signatures.sign(site / "index.toml", key)
    web.offer(site)
    trusted.trust("club", f"{web.url}/", [key.with_name("key.pub").read_text()])
    installed("tennis@club")
    written = record()
    assert (written.version, written.came.index, written.came.name) == ("0.2.0", "club", "tennis")
    assert written.signature.startswith("signed by SHA256:")
    with offered("tennis@club", version="0.1.0") as offer:
        assert (offer.info.version, offer.older, offer.notes) == ("0.1.0", True, ())
    with offered(tmp_path / "new") as offer:
        assert "Until now tennis came from tennis@club" in offer.notes[0]
        assert "Until now it was signed by SHA256:" in offer.notes[1]


def test_names_that_an_index_does_not_have(tennis: Path, tmp_path: Path) -> None:
    assert "no trusted index “club”" in refused("tennis@club")
    site = tmp_path / "site"
    shelves.archive(tennis, site)
    index.make(site)
    trusted.trust("club", str(site))
    assert "Did you mean “tennis”" in refused("tenis@club")
    assert "Choose one of these versions: 0.1.0" in refused("tennis@club", version="7.0.0")
    assert "only be chosen from an index" in refused("https://example.org/x.zip", version="0.1.0")


def test_a_file_that_is_not_the_one_in_the_index(tennis: Path, tmp_path: Path, web: Web) -> None:
    site = tmp_path / "site"
    shelves.archive(tennis, site)
    index.make(site)
    web.offer(site)
    web.pages["/tennis-0.1.0.zip"] = shelves.archive(
        shelves.pack(tmp_path / "other", text="Something else."), tmp_path / "x"
    ).read_bytes()
    trusted.trust("club", f"{web.url}/")
    assert "not the one that was promised" in refused("tennis@club")


def test_an_index_cannot_give_one_pack_for_another(tennis: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shelves.archive(tennis, site)
    path, _ = index.make(site)
    path.write_text(path.read_text().replace('id = "tennis"', 'id = "golf"'))
    trusted.trust("club", str(site))
    assert "golf was promised" in refused("golf@club")


@pytest.mark.parametrize("file", ["file:///etc/hostname", "http://127.0.0.1:1/x", "ftp://example.org/x"])
def test_an_index_on_the_web_cannot_point_into_this_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    text = f'format = 1\n[[pack]]\nid = "tennis"\n[[pack.version]]\nversion = "1.0.0"\nfile = "{file}"\nsha256 = "{"0" * 64}"\n'
    asked = []

    def fetch(address: str, most: int, **options: object) -> bytes:
        asked.append(address)
        return text.encode()

    monkeypatch.setattr("kneetui_pack_index.trusted.fetch", fetch)
    trusted.trust("club", "https://example.org/index.toml")
    assert "the index points to" in refused("tennis@club")
    assert set(asked) == {"https://example.org/index.toml"}


def test_every_kind_of_place_is_looked_at_again(tmp_path: Path) -> None:
    folder = shelves.pack(tmp_path / "tennis")
    site = tmp_path / "site"
    with serving() as web:
        for what in ("archive", "url", "index"):
            for old in site.glob("*"):
                old.unlink()
            first = shelves.archive(shelves.pack(folder), site)
            index.make(site)
            web.offer(site)
            trusted.trust("club", f"{web.url}/")
            place = {"archive": str(first), "url": f"{web.url}/{first.name}", "index": "tennis@club"}[what]
            installed(place, downgrade=True)
            assert state("tennis") == "same"
            second = shelves.archive(shelves.pack(folder, version="0.2.0"), site)
            if what != "index":
                second.replace(first)
            index.make(site)
            web.offer(site)
            with look("tennis", here(sources=SOURCES)) as update:
                assert update.offer is not None, (what, update.problems)
                install(update.offer)
            assert record().version == "0.2.0"
            assert record().came.kind == what


def test_an_index_that_goes_back_in_time_is_noticed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    new = shelves.archive(shelves.pack(tmp_path / "tennis", version="0.2.0"), site)
    index.make(site)
    trusted.trust("club", str(site))
    installed("tennis@club")
    new.unlink()
    shelves.archive(shelves.pack(tmp_path / "tennis", version="0.1.0"), site)
    index.make(site)
    with look("tennis", here(sources=SOURCES)) as update:
        assert update.offer is not None
        assert update.offer.older


def test_an_index_that_is_not_trusted_any_more(tmp_path: Path) -> None:
    site = tmp_path / "site"
    shelves.archive(shelves.pack(tmp_path / "tennis"), site)
    index.make(site)
    trusted.trust("club", str(site))
    installed("tennis@club")
    trusted.distrust("club")
    with look("tennis", here(sources=SOURCES)) as update:
        assert update.state == "failed"
        assert "no trusted index" in str(update.problems[0])
