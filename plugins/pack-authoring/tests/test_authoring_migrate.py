"""Old packs become today's: only the old words change, all or nothing, and once is enough."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kneetui.content.loading.merge import load
from kneetui.packs.errors import PackError
from kneetui_pack_authoring import migrate
from kneetui_pack_authoring.migrate import apply, migration
from tests.content.format.test_deprecated import OLD_HEAD, OLD_TABLES
from tests.content.packs import write_pack

REMARKS = """# what a ball does
[[evidence]]   # the first
cause = "patellofemoral-pain"
id = "hard-ball"
condition   =   { "tennis.ball" = "hard" } # if = "not this one"
present = 2
text = "condition = { }"
source = "tennis-book"

[[flag]]
id = "tennis-flag"
urgency = "self-care"
because = "Hard."
do = "Rest."
source = "tennis-book"
if.swelling = "marked"
[[flag.raise]]
urgency = "soon"
because = "Swollen."
"if" = { any = [{ swelling = "marked" }] }
"""


def old(folder: Path) -> Path:
    return write_pack(
        folder / "tennis",
        pack=f"# mine\n{OLD_HEAD}",
        more=OLD_TABLES,
        notes=REMARKS.replace("hard-ball", "other"),
    )


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_is_meant_and_nothing_is_old_any_more(tmp_path: Path) -> None:
    folder = old(tmp_path)
    before = load([(folder, "x")])
    assert before.problems == ()
    assert before.warnings
    apply(migration(folder))
    after = load([(folder, "x")])
    assert (after.problems, after.warnings) == ((), ())
    assert after.flags == before.flags
    assert after.causes == before.causes
    assert after.packs["tennis"] == before.packs["tennis"]


def test_only_the_old_words_change(tmp_path: Path) -> None:
    folder = old(tmp_path)
    apply(migration(folder))
    text = (folder / "notes.toml").read_text(encoding="utf-8")
    wanted = REMARKS.replace("hard-ball", "other").replace("condition   =", "if   =", 1)
    wanted = wanted.replace("if.swelling", "condition.swelling").replace('"if" =', "condition =")
    assert text == wanted
    head = (folder / "pack.toml").read_text(encoding="utf-8")
    assert head.startswith("# mine\n")
    assert 'licence = "CC0-1.0"\nauthors = ["tests"]\n' in head
    assert head.splitlines()[2] == "format = 1"


def test_once_is_enough(tmp_path: Path) -> None:
    folder = old(tmp_path)
    apply(migration(folder))
    seen = content(folder)
    assert migration(folder).changes == []
    apply(migration(folder))
    assert content(folder) == seen


def test_line_ends_and_marks_of_windows_stay(tmp_path: Path) -> None:
    folder = old(tmp_path)
    for file in folder.iterdir():
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    apply(migration(folder))
    for file in folder.iterdir():
        raw = file.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        assert raw.count(b"\n") == raw.count(b"\r\n")
        tomllib.loads(raw.decode("utf-8-sig"))
    assert migration(folder).changes == []


def test_nothing_is_written_if_a_file_is_broken(tmp_path: Path) -> None:
    folder = old(tmp_path)
    (folder / "z.toml").write_text("[[tip\n", encoding="utf-8")
    seen = content(folder)
    with pytest.raises(PackError) as error:
        migration(folder)
    assert error.value.problems[0].file.endswith("z.toml")
    assert content(folder) == seen


def test_a_file_that_changed_meanwhile_stops_everything(tmp_path: Path) -> None:
    folder = old(tmp_path)
    rewrites = migration(folder)
    (folder / "notes.toml").write_text(REMARKS + "# later\n", encoding="utf-8")
    seen = content(folder)
    with pytest.raises(PackError, match="changed meanwhile"):
        apply(rewrites)
    assert content(folder) == seen


def test_a_disk_that_refuses_half_way_gets_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = old(tmp_path)
    rewrites = migration(folder)
    seen = content(folder)
    real = Path.replace
    calls: list[Path] = []

    def refuse(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PackError, match="No space left"):
        apply(rewrites)
    assert len(calls) == 3
    assert content(folder) == seen


def test_the_rights_of_a_file_stay(tmp_path: Path) -> None:
    folder = old(tmp_path)
    (folder / "more.toml").chmod(0o640)
    apply(migration(folder))
    assert (folder / "more.toml").stat().st_mode & 0o777 == 0o640


def test_what_would_not_mean_the_same_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = old(tmp_path)
    monkeypatch.setattr(migrate, "_rewritten", lambda text, uses: b'id = "other"\n')
    with pytest.raises(PackError, match="cannot be rewritten"):
        migration(folder)


def test_a_folder_without_a_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"there is no pack\.toml"):
        migration(tmp_path)


FORMS = {
    "inline": 'finding = [{ id = "tennis-f", text = "x", if = { "tennis.ball" = "hard" } }]\n',
    "over lines": 'finding = [\n  # one\n  { id = "tennis-f", text = "x", "if" = { "tennis.ball" = "hard" } },\n]\n',
    "quoted header": '[["finding"]]\nid = "tennis-f"\ntext = "x"\n["finding".\'if\']\n"tennis.ball" = "hard"\n',
    "dotted": '[[finding]]\nid = "tennis-f"\ntext = "x"\nif."tennis.ball" = "hard"\n',
    "twice dotted": '[[finding]]\nid = "tennis-f"\ntext = "x"\nif.not."tennis.ball" = "hard"\nif.pop = true\n',
}


@pytest.mark.parametrize("form", FORMS)
def test_every_way_to_write_a_table(tmp_path: Path, form: str) -> None:
    folder = write_pack(tmp_path / "tennis", findings=FORMS[form])
    assert load([(folder, "x")]).problems == ()
    (change,) = migration(folder).changes
    apply(migration(folder))
    after = (folder / "findings.toml").read_text(encoding="utf-8")
    assert after.count("condition") == FORMS[form].count("if")
    assert "if" not in after
    assert load([(folder, "x")]).warnings == ()
    assert change.before.decode() == FORMS[form]


@pytest.mark.parametrize("author", ['"Ana"', "'Ana'", '"""Ana"""', '"Ana" # and nobody else'])
def test_one_author_becomes_a_list(tmp_path: Path, author: str) -> None:
    head = OLD_HEAD.replace('author = "tests"', f"author = {author}")
    folder = write_pack(tmp_path / "tennis", pack=head)
    apply(migration(folder))
    assert tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))["authors"] == ["Ana"]
