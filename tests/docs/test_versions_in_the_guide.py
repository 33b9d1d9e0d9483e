"""What the guide says of versions and translations is what happens."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from kneetui.content.format.deprecated import OLD
from kneetui.content.loading.merge import load
from kneetui.packs.checking.check import check_folder
from kneetui_pack_authoring.translate import prepare

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "packs.md").read_text("utf-8")
SECTION = GUIDE.partition("## Versions and translations\n")[2].partition("\n## ")[0]


def test_every_old_spelling_is_listed() -> None:
    rows = [line for line in SECTION.splitlines() if line.endswith("| format 2 |")]
    assert len(rows) == len(OLD)
    for old, row in zip(OLD, rows, strict=True):
        _, where, written, new, since, until, _ = (cell.strip() for cell in row.split("|"))
        assert old.table in where
        assert (old.key or "nothing") in written
        assert old.use in new
        assert (since, until) == (old.since, f"format {old.until}")


def test_the_translation_in_the_guide_is_one_of_the_example(tmp_path: Path, home: Path) -> None:
    (block,) = (
        listing
        for listing in re.findall(r"^```\n(.*?)^```$", SECTION, re.M | re.S)
        if "locale/de" in listing[:20]
    )
    pack = tmp_path / "tennis"
    shutil.copytree(DOCS / "examples/tennis", pack)
    (pack / "locale").mkdir()
    (pack / "locale" / "de.toml").write_text(block, encoding="utf-8")
    assert check_folder(pack) == []
    fresh = prepare(pack, "de", list).fresh
    assert (fresh.done, fresh.changed) == (3, [])
    assert load([(pack, "x")], "de").questions["tennis.court"].options[0].text == "Hartplatz"
