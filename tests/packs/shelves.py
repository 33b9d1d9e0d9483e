"""A small host for tests of installing: a core of its own, packs written by hand, archives of them."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kneetui.content.loading.merge import load
from kneetui.packs.install.install_plan import Here, Offer, install, prepare
from kneetui.packs.install.sources import PackSource
from kneetui.packs.installed import pack_dir
from kneetui_pack_authoring.write_archive import build

NOW = datetime(2026, 11, 22, 9, 30)

PACK = """
format = 1
id = "{name}"
name = "{name} pack"
version = "{version}"
summary = "A pack for tests."
licence = "CC0-1.0"
authors = ["tests"]
{more}
"""

CONTENT = """
[[source]]
id = "{name}-book"
title = "A book about {name}"
sure = "estimate"

[[tip]]
id = "{name}-grip"
kind = "technique"
title = "Grip"
text = "{text}"
causes = ["kneecap"]
source = "{name}-book"
"""

EVIDENCE = """
[[evidence]]
cause = "meniscus"
id = "{name}-slight"
if = {{ swelling = "none" }}
present = 50
text = "no swelling"
source = "{name}-book"
"""

FLAG = """
[[flag]]
id = "{name}-slight"
urgency = "urgent"
condition = {{ swelling = "slight" }}
because = "It is a little swollen."
do = "Have it looked at."
source = "{name}-book"
"""


def pack(
    folder: Path,
    name: str = "tennis",
    version: str = "0.1.0",
    text: str = "Softer.",
    more: str = "",
    **files: str,
) -> Path:
    """Write a small pack; ``more`` goes into its head, ``files`` are further ones by name."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.toml"):
        old.unlink()
    written = {"pack": PACK.format(name=name, version=version, more=more)}
    written["content"] = CONTENT.format(name=name, text=text)
    for name, toml in (written | files).items():
        (folder / f"{name}.toml").write_text(toml, encoding="utf-8")
    return folder


def archive(folder: Path, target: Path) -> Path:
    """The archive of a pack."""
    return build(folder, target)


def wheel(folder: Path, target: Path, name: str = "tennis") -> Path:
    """A wheel with the pack in it, and code that must never run."""
    path = target / f"kneetui_{name}-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(f"kneetui_{name}/__init__.py", "raise SystemExit('this must never be run')\n")
        for content in sorted(folder.iterdir()):
            made.write(content, f"kneetui_{name}/content/{content.name}")
        made.writestr(f"kneetui_{name}-0.1.0.dist-info/METADATA", f"Name: kneetui-{name}\nVersion: 0.1.0\n")
        made.writestr(f"kneetui_{name}-0.1.0.dist-info/RECORD", "")
    return path


def here(*of_plugins: tuple[Path, str], sources: Sequence[PackSource] = ()) -> Here:
    """What is installed now."""
    return Here(
        library=load(pack_dir.used(of_plugins)), of_plugins=of_plugins, now=lambda: NOW, sources=sources
    )


def offered(
    what: object, *of_plugins: tuple[Path, str], sources: Sequence[PackSource] = (), **options: object
) -> Offer:
    """An offer; the caller closes it."""
    return prepare(str(what), here(*of_plugins, sources=sources), **options)  # type: ignore[arg-type]


def installed(
    what: object,
    *,
    replace: bool = False,
    downgrade: bool = False,
    sources: Sequence[PackSource] = (),
    **options: object,
) -> Path:
    """Install a pack; its folder on the shelf."""
    with offered(what, sources=sources, **options) as offer:
        return install(offer, replace=replace, downgrade=downgrade).folder
