"""What a person is shown before a pack is installed, and the installation."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from kneetui.content.loading.merge import load
from kneetui.packs.errors import PackError
from kneetui.packs.install import enable_pin
from kneetui.packs.install.install_plan import install, prepare
from kneetui.packs.installed import install_record, pack_dir
from tests.packs import shelves
from tests.packs.shelves import CONTENT, EVIDENCE, FLAG, here, installed, offered

pytestmark = pytest.mark.usefixtures("small_core")


@pytest.fixture
def tennis(tmp_path: Path) -> Path:
    return shelves.pack(tmp_path / "tennis")


def refused(what: object, **options: object) -> str:
    with pytest.raises(PackError) as error:
        prepare(str(what), here(), **options)  # type: ignore[arg-type]
    assert all(problem.remedy for problem in error.value.problems)
    assert pack_dir.used([]) == []
    return str(error.value)


def strong(tmp_path: Path, name: str = "tennis", version: str = "0.1.0") -> Path:
    """A pack that changes what comes out."""
    return shelves.pack(
        tmp_path / f"strong-{name}",
        name,
        version,
        content=CONTENT.format(name=name, text="x") + EVIDENCE.format(name=name) + FLAG.format(name=name),
    )


# --- what is shown -------------------------------------------------------------------------


def test_an_offer_says_what_is_in_a_pack(tennis: Path) -> None:
    with offered(tennis) as offer:
        info = offer.info
        assert (info.name, info.version, info.licence, info.authors) == (
            "tennis pack",
            "0.1.0",
            "CC0-1.0",
            ("tests",),
        )
        assert info.counts == {"source": 1, "tip": 1}
        assert [(source.title, source.sure) for source in offer.sources] == [
            ("A book about tennis", "estimate")
        ]
        assert {(change.kind, change.id) for change in offer.difference.added} == {
            ("tip", "tennis-grip"),
            ("source", "tennis-book"),
        }
        assert offer.difference.removed == offer.difference.changed == ()
        assert (offer.outcomes.cases, offer.outcomes.changed) == (3, ())
        assert (offer.before_version, offer.older, offer.same, offer.edited) == ("", False, False, ())
        assert offer.signature.startswith("unsigned")
    assert not offer.folder.exists()
    assert pack_dir.used([]) == []


def test_an_offer_says_which_cases_come_out_otherwise(tmp_path: Path) -> None:
    with offered(strong(tmp_path)) as offer:
        changed = {changed_case.case: changed_case for changed_case in offer.outcomes.changed}
    assert set(changed) == {"A1", "A3"}
    assert (changed["A1"].before.first, changed["A1"].after.first) == ("kneecap", "meniscus")
    assert (changed["A1"].other_cause, changed["A1"].higher, changed["A1"].lower) == (True, False, False)
    assert (changed["A3"].before.urgency, changed["A3"].after.urgency) == ("self-care", "urgent")
    assert offer.outcomes.count("higher") == 1
    assert {("flag", "tennis-slight"), ("evidence", "meniscus/tennis-slight")} <= {
        (change.kind, change.id) for change in offer.difference.added
    }


def test_an_update_that_makes_cases_less_urgent_says_so_first(tmp_path: Path) -> None:
    installed(strong(tmp_path))
    with offered(shelves.pack(tmp_path / "new", version="0.2.0", text="Harder.")) as offer:
        assert [(changed_case.case, changed_case.lower) for changed_case in offer.outcomes.changed] == [
            ("A3", True),
            ("A1", False),
        ]
        assert {change.id for change in offer.difference.removed} == {
            "tennis-slight",
            "meniscus/tennis-slight",
        }
        assert [change.id for change in offer.difference.changed] == ["tennis-grip"]
        assert offer.before_version == "0.1.0"


def test_the_cases_of_the_pack_itself_count_too(tmp_path: Path) -> None:
    cases = (
        '[[case]]\nid = "T1"\nsource = "x"\nstory = "x"\n[case.answers]\nswelling = "slight"\n'
        '"tennis.ball" = true\n[case.expect]\ncause = "meniscus"\nurgency = "urgent"\n'
    )
    question = '[[question]]\nid = "tennis.ball"\nkind = "yes-no"\ntext = "A ball?"\nwhy = "It decides."\ntopic = "sport"\n'
    folder = strong(tmp_path)
    (folder / "cases.toml").write_text(cases)
    (folder / "questions.toml").write_text(question)
    with offered(folder) as offer:
        assert offer.outcomes.cases == 4
        changed = {changed_case.case: changed_case for changed_case in offer.outcomes.changed}
        assert (changed["T1"].before.urgency, changed["T1"].after.urgency) == ("self-care", "urgent")
        assert ("case", "T1") in {(change.kind, change.id) for change in offer.difference.added}


# --- where it comes from -------------------------------------------------------------------


def test_every_kind_of_place(tennis: Path, tmp_path: Path) -> None:
    archive, wheel = shelves.archive(tennis, tmp_path / "out"), shelves.wheel(tennis, tmp_path)
    expected = install_record.hashes(tennis)
    places = {
        str(tennis): "folder",
        str(archive): "archive",
        str(wheel): "wheel",
    }
    for place, kind in places.items():
        folder = installed(place)
        record = install_record.read(pack_dir.user(), "tennis")
        assert record is not None
        assert (record.came.kind, record.came.place) == (kind, place)
        assert install_record.hashes(folder) == record.files == expected
        assert bool(record.came.sha256) == (kind != "folder")


def test_a_relative_path_is_kept_as_a_whole_one(tennis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tennis.parent)
    installed("tennis")
    record = install_record.read(pack_dir.user(), "tennis")
    assert record is not None
    assert record.came.place == str(tennis)


def test_the_project_of_a_pack_holds_it_somewhere(tennis: Path, tmp_path: Path) -> None:
    inside = tmp_path / "project/src/kneetui_tennis/content"
    inside.parent.mkdir(parents=True)
    tennis.rename(inside)
    installed(tmp_path / "project")
    record = install_record.read(pack_dir.user(), "tennis")
    assert record is not None
    assert record.came.place == str(inside)


def test_only_an_index_has_versions_to_choose_from(tennis: Path) -> None:
    assert "only be chosen from an index" in refused(tennis, version="0.1.0")


def test_a_hash_that_was_given_must_fit(tennis: Path, tmp_path: Path) -> None:
    archive = shelves.archive(tennis, tmp_path / "out")
    right = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert "not the one that was promised" in refused(archive, sha256="0" * 64)
    assert "no SHA-256" in refused(archive, sha256="abc")
    assert "a folder has no hash" in refused(tennis, sha256=right)
    with offered(archive, sha256=right) as offer:
        assert offer.signature == "unsigned: only the hash you gave was checked"


# --- what is refused -----------------------------------------------------------------------


def test_a_bad_pack_is_refused_with_every_problem_where_it_is(tmp_path: Path) -> None:
    bad = '[[tip]]\nid = "a"\nkind = "load"\n[[tip]]\nid = "b"\nkind = "lode"\ntitle = "x"\ntext = "x"\nsource = "none"\n'
    folder = shelves.pack(tmp_path / "tennis", tips=bad)
    with pytest.raises(PackError) as error:
        prepare(str(folder), here())
    assert {problem.file for problem in error.value.problems} == {str(folder / "tips.toml")}
    assert {problem.line for problem in error.value.problems} >= {1, 6}
    assert len(error.value.problems) >= 4


def test_a_pack_with_a_case_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    case = '[[case]]\nid = "T1"\nsource = "x"\nstory = "x"\n[case.answers]\n[case.expect]\ncause = "elbow"\nurgency = "soon"\n'
    assert "elbow" in refused(shelves.pack(tmp_path / "tennis", cases=case))


def test_nothing_can_take_the_place_of_the_core(tmp_path: Path) -> None:
    assert "core" in refused(shelves.pack(tmp_path / "core-2", "core"))


@pytest.mark.parametrize(
    "what",
    ["", "nowhere", "https://", "tennis@", "/dev/null", "~nobody-at-all/x", "x" * 5000, "a\0b", "\x1b[2J"],
    ids=["empty", "missing", "scheme", "half", "device", "home", "long", "null", "escape"],
)
def test_what_is_no_pack_at_all(what: str) -> None:
    message = refused(what)
    assert len(message) < 1000
    assert "\x1b" not in message


def test_a_folder_without_a_pack(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "no pack.toml" in refused(tmp_path / "empty")


def test_a_link_in_a_folder_is_refused(tennis: Path) -> None:
    (tennis / "more.toml").symlink_to("/etc/hostname")
    assert "link" in refused(tennis)


def test_only_files_of_a_pack_are_taken(tennis: Path) -> None:
    (tennis / "run.py").write_text("raise SystemExit")
    (tennis / "README.md").write_text("Hello.")
    assert {path.name for path in installed(tennis).iterdir()} == {"pack.toml", "content.toml", "README.md"}


def test_a_pack_that_breaks_another_is_refused_and_says_what_to_do(tmp_path: Path) -> None:
    installed(shelves.pack(tmp_path / "tennis"))
    installed(shelves.pack(tmp_path / "golf", "golf", more='[requires]\ntennis = "<0.2"'))
    with pytest.raises(PackError, match="the pack golf would no longer work") as error:
        prepare(str(shelves.pack(tmp_path / "tennis", version="0.2.0")), here())
    assert "kneetui pack disable golf" in str(error.value)
    enable_pin.switch("golf", [], on=False)
    installed(tmp_path / "tennis")


def test_what_a_pack_needs_must_be_there(tmp_path: Path) -> None:
    golf = shelves.pack(tmp_path / "golf", "golf", more='[requires]\ntennis = ">=0.1"')
    assert "needs the pack “tennis”" in refused(golf)
    installed(shelves.pack(tmp_path / "tennis"))
    installed(golf)
    assert list(load(pack_dir.used([])).packs) == ["core", "tennis", "golf"]


# --- installing ----------------------------------------------------------------------------


def test_an_older_version_needs_a_word(tmp_path: Path) -> None:
    installed(shelves.pack(tmp_path / "tennis", version="0.10.0"))
    shelves.pack(tmp_path / "tennis", version="0.9.0")
    with offered(tmp_path / "tennis") as offer:
        assert offer.older
        assert "0.9.0 is older than 0.10.0" in str(offer.hindrances()[0])
        with pytest.raises(PackError, match="--downgrade"):
            install(offer)
    installed(tmp_path / "tennis", downgrade=True)
    record = install_record.read(pack_dir.user(), "tennis")
    assert record is not None
    assert record.version == "0.9.0"


def test_edits_need_a_word_and_are_kept(tennis: Path) -> None:
    folder = installed(tennis)
    (folder / "content.toml").write_text("# mine")
    with offered(tennis) as offer:
        assert offer.edited == ("content.toml",)
        with pytest.raises(PackError, match=r"edited \(content.toml\)"):
            install(offer)
        assert (folder / "content.toml").read_text() == "# mine"
        done = install(offer, replace=True)
    assert done.backup is not None
    assert (done.backup / "content.toml").read_text() == "# mine"
    assert "Softer." in (folder / "content.toml").read_text()


def test_the_same_again_is_known_and_a_pin_stays(tennis: Path) -> None:
    installed(tennis)
    enable_pin.pin("tennis", pinned=True)
    with offered(tennis) as offer:
        assert offer.same
        install(offer)
    record = install_record.read(pack_dir.user(), "tennis")
    assert record is not None
    assert record.pinned


def test_for_all_users_and_for_one(tennis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert installed(tennis, shared=True) == pack_dir.system().folder / "tennis"
    with offered(shelves.pack(tennis, version="0.2.0")) as offer:
        assert "installed for all users, too" in " ".join(offer.notes)
        install(offer)
    assert [origin for _, origin in pack_dir.used([])] == ["this user"]
    with offered(tennis, shared=True) as offer:
        assert "yours goes before" in " ".join(offer.notes)
    monkeypatch.setenv("KNEETUI_HOME", str(tmp_path / "somebody-else"))
    assert [origin for _, origin in pack_dir.used([])] == ["all users"]


def test_a_shelf_of_all_users_that_is_not_ours(tennis: Path, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        (tmp_path / "file").write_text("")
        place, words = tmp_path / "file/packs", "cannot be changed"
    else:
        place, words = Path("/kneetui-packs"), "without --system"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KNEETUI_SYSTEM_PACKS", str(place))
        with offered(tennis, shared=True) as offer, pytest.raises(PackError, match=words):
            install(offer)


def test_what_gives_way_and_what_is_off_is_said(tennis: Path, tmp_path: Path) -> None:
    plugin = (shelves.pack(tmp_path / "plugin"), "tennis (kneetui-tennis 1.0)")
    enable_pin.switch("tennis", [plugin], on=False)
    with offered(tennis, plugin) as offer:
        notes = " ".join(offer.notes)
        assert "installed as tennis (kneetui-tennis 1.0), too" in notes
        assert "kneetui pack enable tennis" in notes
        install(offer)
    assert pack_dir.used([plugin]) == []
    enable_pin.switch("tennis", [plugin], on=True)
    assert pack_dir.used([plugin]) == [(pack_dir.user().folder / "tennis", "this user")]


def test_a_refused_pack_leaves_no_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    refused(shelves.pack(tmp_path / "tennis", tips="[[tip]]"))
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_disk_that_is_full_is_said(tennis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("tempfile.mkdtemp", full)
        with pytest.raises(PackError, match="No space left on device"):
            prepare(str(tennis), here())


def test_what_is_prepared_elsewhere_can_be_installed_here(tennis: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    place = here()
    with ThreadPoolExecutor(1) as pool, pool.submit(prepare, str(tennis), place).result() as offer:
        done = pool.submit(install, offer).result()
    assert pack_dir.used([]) == [(done.folder, "this user")]


def test_what_was_not_closed_is_deleted_at_the_end(tmp_path: Path) -> None:
    from kneetui.packs.install import install_plan as offer

    offering = offered(shelves.pack(tmp_path / "tennis"))
    assert offering.folder.is_dir()
    offer._delete_all()
    assert not offering.folder.parent.exists()
