"""What is fuzzed: any bytes as a file of a pack, and any bytes as an archive. Each is done in a second, or fails."""

from __future__ import annotations

import shutil
from pathlib import Path

from kneetui.content.loading.invisible_chars import hidden
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import build
from kneetui.content.loading.pack import Pack
from kneetui.content.loading.pack_files import belongs
from kneetui.packs.archive import archive
from kneetui.packs.errors import PackError
from kneetui.triage.assessment import assess
from kneetui.triage.evaluation.cases import BadCases, read_cases
from kneetui.triage.interview.next_question import suggest
from tests.cli.small import write_core
from tests.content.packs import PACK, QUESTIONS
from tests.effort import at_most

MOST_CALLS = 1_000_000
"""Of functions, for one input."""

ID = "tennis"
HEAD, LOCALE = b"\0", b"\1"
"""First byte of what is no content: the head of the pack, or a translation."""


class Bench:
    """A folder to fuzz in, with a small core."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.core: Pack = load_pack(write_core(folder / "core"), "built in")
        self.pack = folder / ID
        self.outside = folder / "outside"
        for folder in (self.pack, self.outside):
            folder.mkdir(exist_ok=True)

    @at_most(MOST_CALLS)
    def file(self, data: bytes) -> bool:
        """Any bytes as a file of a pack: told what is wrong, or taken and then of use. Whether it was taken."""
        kind, rest = data[:1], data[1:]
        locale = self.pack / "locale"
        locale.mkdir(exist_ok=True)
        (self.pack / "pack.toml").write_bytes(rest if kind == HEAD else PACK.format(id=ID).encode())
        (self.pack / "questions.toml").write_text(QUESTIONS.format(id=ID))
        (self.pack / "more.toml").write_bytes(data if kind not in (HEAD, LOCALE) else b"")
        (locale / "de.toml").write_bytes(rest if kind == LOCALE else b"")
        pack = load_pack(self.pack, "fuzzing")
        library = build([self.core, pack], "de" if kind == LOCALE else "")
        assert not self.core.problems
        messages: list[str] = []
        for problem in (*library.problems, *library.warnings):
            assert problem.remedy
            messages.append(str(problem))
        if len(library.packs) == 1:
            assert library.problems
        else:
            assess(library, {"age": 30.0})
            suggest(library, {})
            try:
                read_cases(self.pack, library)
            except BadCases as error:
                messages += map(str, error.problems)
        for line in messages:
            assert not any(hidden(line)), repr(line)
            assert "\n" not in line, repr(line)
        return len(library.packs) > 1

    @at_most(MOST_CALLS)
    def archive(self, data: bytes) -> bool:
        """Any bytes as an archive: refused, or unpacked into its folder and nowhere else. Whether it was taken."""
        path, into = self.outside / "a.zip", self.outside / "out" / "in"
        shutil.rmtree(into.parent, ignore_errors=True)
        path.write_bytes(data)
        try:
            manifest = archive.unpack(path, into)
        except PackError:
            taken = False
            assert not into.parent.exists()
        else:
            unpacked = {path.relative_to(into).as_posix() for path in into.rglob("*") if not path.is_dir()}
            assert unpacked == {file.name for file in manifest.files}
            assert all(map(belongs, unpacked))
            assert not any(path.is_symlink() for path in into.rglob("*"))
            taken = True
        above = {path.name for path in self.outside.iterdir()}
        assert above <= {"a.zip", "out"}
        assert {path.name for path in self.folder.iterdir()} == {"core", ID, "outside"}
        return taken
