"""Indexes: made from a folder of archives, trusted by name, signed or not."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneetui.packs.errors import PackError
from kneetui_pack_index import index, signatures, trusted
from tests.packs import shelves
from tests.packs.keys import Minisign, ssh_key
from tests.packs.web import Web, serving

pytestmark = pytest.mark.usefixtures("small_core")
UNSIGNED = "unsigned: only the hash was checked"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three archives."""
    made = tmp_path / "site"
    for name, version in (("tennis", "0.9.0"), ("tennis", "0.10.0"), ("golf", "1.0.0")):
        more = '[requires]\nkneetui = ">=0.1"' if name == "golf" else ""
        shelves.archive(shelves.pack(tmp_path / name, name, version, more=more), made)
    return made


@pytest.fixture
def web(folder: Path) -> Iterator[Web]:
    """The folder with its index, on a web server."""
    index.make(folder)
    with serving() as server:
        server.offer(folder)
        yield server


def test_an_index_says_what_people_need(folder: Path) -> None:
    path, packs = index.make(folder)
    assert path == folder / "index.toml"
    assert path.stat().st_mode & 0o777 == 0o644
    assert list(packs) == ["golf", "tennis"]
    assert [version.version for version in packs["tennis"].versions] == ["0.10.0", "0.9.0"]
    assert packs["golf"].versions[0].requires == {"kneetui": ">=0.1"}
    assert (packs["tennis"].name, packs["tennis"].summary) == ("tennis pack", "A pack for tests.")
    raw = tomllib.loads(path.read_text())
    assert raw["format"] == 1
    assert raw["pack"][1]["version"][0]["file"] == "tennis-0.10.0.zip"


def test_the_same_archives_make_the_same_index(folder: Path, tmp_path: Path) -> None:
    first = index.make(folder)[0].read_bytes()
    other = tmp_path / "other"
    other.mkdir()
    for path in sorted(folder.glob("*.zip"), reverse=True):
        shutil.copy(path, other)
    assert index.make(other)[0].read_bytes() == first


def test_everything_wrong_with_the_archives_is_said(folder: Path) -> None:
    (folder / "broken.zip").write_bytes(b"PK")
    shutil.copy(folder / "golf-1.0.0.zip", folder / "golf-copy.zip")
    with pytest.raises(PackError) as error:
        index.make(folder)
    message = str(error.value)
    assert "broken.zip" in message
    assert "golf 1.0.0 is in golf-1.0.0.zip as well" in message
    assert not (folder / "index.toml").exists()


def test_a_folder_without_archives(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no archive"):
        index.make(tmp_path)


def entry(**versions: str) -> index.PackListing:
    """A pack with these versions: number with underscores -> range of kneetui."""
    rows = "".join(
        f'[[pack.version]]\nversion = "{key[1:].replace("_", ".")}"\nfile = "x"\nsha256 = "{"0" * 64}"\n'
        + (f'requires = {{ kneetui = "{wanted}" }}\n' if wanted else "")
        for key, wanted in versions.items()
    )
    return index.read(f'format = 1\n[[pack]]\nid = "tennis"\n{rows}'.encode(), "x")["tennis"]


def test_the_newest_version_that_fits_is_the_best() -> None:
    def best(listing: index.PackListing, wanted: str = "") -> str | None:
        version = listing.best(wanted)
        return version.version if version else None

    listing = entry(v0_9_0="", v0_10_0="", v0_11_0=">=99")
    assert best(listing) == "0.10.0"
    assert best(listing, "0.9.0") == "0.9.0"
    assert best(listing, "7.0.0") is None
    assert best(entry(v0_9_0="", v1_0_0rc1="")) == "0.9.0"
    assert best(entry(v1_0_0rc1="")) == "1.0.0rc1"
    assert best(entry(v1_0_0=">=99")) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\xff",
        "format = 2",
        "format = 1\npack = 3",
        'format = 1\n[[pack]]\nid = "Ten nis"',
        'format = 1\n[[pack]]\nid = "x"\nsummary = "a\\u202Eb"',
        'format = 1\n[[pack]]\nid = "x"\n[[pack.version]]\nversion = "1.0.0"\nfile = "x"\nsha256 = "abc"',
        'format = 1\n[[pack]]\nid = "x"\n[[pack.version]]\nversion = "new"\nfile = "x"\nsha256 = "'
        + "0" * 64
        + '"',
        "x = " + "[" * 5000,
    ],
)
def test_what_is_no_index_is_refused(text: str) -> None:
    with pytest.raises(PackError):
        index.read(text.encode("latin-1"), "index.toml")


def test_an_index_is_trusted_by_a_name_of_ones_own(web: Web) -> None:
    opened = trusted.trust("club", f"{web.url}/")
    assert opened.trusted.url == f"{web.url}/index.toml"
    assert list(opened.index) == ["golf", "tennis"]
    assert opened.signature == UNSIGNED
    assert trusted.trusted() == {"club": opened.trusted}
    assert trusted.file().stat().st_mode & 0o777 == 0o600
    trusted.distrust("club")
    assert trusted.trusted() == {}
    with pytest.raises(PackError, match="no trusted index “club”"):
        trusted.distrust("club")


def test_a_folder_of_this_computer_can_be_an_index(folder: Path) -> None:
    index.make(folder)
    assert trusted.trust("club", str(folder)).trusted.url == (folder / "index.toml").as_uri()


@pytest.mark.parametrize("url", ["http://example.org/", "https://x y/", "/nowhere/index.toml"])
def test_what_cannot_be_fetched_is_not_trusted(url: str) -> None:
    with pytest.raises(PackError):
        trusted.trust("club", url)
    assert trusted.trusted() == {}


def test_names_of_indexes_are_plain(web: Web) -> None:
    with pytest.raises(PackError, match="name of an index"):
        trusted.trust("my club", web.url)


@pytest.mark.parametrize(
    "text",
    ["index = [", '[[index]]\nname = "club"', '[[index]]\nname = "club"\nurl = "x"\nkey = "y"', "index = 3"],
)
def test_a_damaged_list_is_named_and_not_written_over(web: Web, text: str) -> None:
    trusted.file().parent.mkdir(parents=True)
    trusted.file().write_text(text)
    with pytest.raises(PackError, match="list of trusted indexes"):
        trusted.trust("club", f"{web.url}/")
    assert trusted.file().read_text() == text


def signed(web: Web, folder: Path, key: Path) -> str:
    """Sign the index and put it on the server; the public key."""
    signatures.sign(folder / "index.toml", key)
    web.offer(folder)
    return signatures.read_key(key.with_name(f"{key.name}.pub").read_text())


def test_with_a_key_the_signature_is_checked_each_time(web: Web, folder: Path, tmp_path: Path) -> None:
    key = signed(web, folder, ssh_key(tmp_path))
    opened = trusted.trust("club", f"{web.url}/", [key])
    assert opened.signature == f"signed by {signatures.short(key)}"
    web.pages["/index.toml"] = (folder / "index.toml").read_bytes().replace(b"Grip", b"Grap") + b"# more\n"
    with pytest.raises(PackError, match="signature is wrong"):
        trusted.open_index(opened.trusted)
    del web.pages["/index.toml.sig"]
    with pytest.raises(PackError, match="signature is missing") as error:
        trusted.open_index(opened.trusted)
    assert "Do not install" in str(error.value)


def test_any_of_several_keys_will_do_and_a_strange_one_will_not(
    web: Web, folder: Path, tmp_path: Path
) -> None:
    mini = Minisign()
    web.pages["/index.toml.sig"] = mini.signature((folder / "index.toml").read_bytes())
    strange = signatures.read_key(ssh_key(tmp_path, "strange").with_name("strange.pub").read_text())
    assert "minisign RW" in trusted.trust("club", f"{web.url}/", [strange, mini.public]).signature
    with pytest.raises(PackError, match="signature is wrong"):
        trusted.trust("other", f"{web.url}/", [strange])
    assert list(trusted.trusted()) == ["club"]
