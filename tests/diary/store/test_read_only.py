"""A diary on a disk that is mounted to be read: it is read and exported, also one of an older kneetui."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from kneetui.diary.entries import Entry
from kneetui.diary.store.sqlite import open_diary
from kneetui.testing import NOW

OLD = Path(__file__).parents[1] / "made_by_0_1" / "diary.db"
MOUNTED = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"'
READS = """
import json, sys
from pathlib import Path
from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.diary.export.toml_file import export_toml
from kneetui.diary.store.sqlite import open_diary
from kneetui.testing import NOW

seen = []
for name in sys.argv[1:]:
    store = open_diary(Path(name))
    exported = export_toml(store)
    try:
        store.add(Entry(NOW, "right", pain_morning=1))
    except DiaryError as error:
        refused = error.message
    seen.append((store.count(), exported.count("[[entry]]"), refused))
print(json.dumps(seen))
"""


@cache
def mounts() -> bool:
    """Whether a folder can be mounted here without being the administrator."""
    unshare = shutil.which("unshare")
    return unshare is not None and not subprocess.run([unshare, "-rm", "true"], check=False).returncode


def test_it_is_read_and_exported_and_says_why_nothing_is_written(tmp_path: Path) -> None:
    if not mounts():
        pytest.skip("nothing can be mounted here")
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    with closing(open_diary(new)) as store:
        store.add_all([Entry(NOW, "left", note="one"), Entry(NOW, "right", note="two")])
    shutil.copy(OLD, old)
    before = old.read_bytes()
    program = [sys.executable, "-c", READS, str(new), str(old)]
    command = ["unshare", "-rm", "sh", "-c", MOUNTED, "sh", str(tmp_path), *program]
    seen = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    assert [(entries, exported) for entries, exported, _ in seen] == [(2, 2), (7, 7)]
    assert all("cannot be written" in refused for _, _, refused in seen)
    assert old.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.db", "old.db"]
