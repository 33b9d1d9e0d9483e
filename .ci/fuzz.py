"""Fuzz the reading of packs and archives, guided by which code is reached: ``.ci/fuzz.py [SECONDS]`` for each.

Needs atheris (dependency group ``fuzz``), which not every platform has. Without it this is said, and
Hypothesis alone tries many more examples than in the tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = "30"
EXAMPLES = "1500"
TARGETS = ("file", "archive")
LONGEST = 4096


def seeds(target: str, corpus: Path) -> None:
    """Good inputs to begin with."""
    from tests.cli.small import CASES, CONTENT, PACK
    from tests.content.packs import write_pack
    from tests.fuzz.test_fuzz import GOOD
    from tests.packs.zipping import zipped

    if target == "file":
        tables = [GOOD, CASES, "\0" + PACK, *(f"[[{table}" for table in CONTENT.split("[["))]
        for number, text in enumerate(tables):
            (corpus / str(number)).write_text(text, encoding="utf-8")
        return
    from kneetui_pack_authoring.write_archive import build

    with tempfile.TemporaryDirectory() as folder:
        made = [build(write_pack(Path(folder) / "tennis"), corpus), zipped(corpus / "a.zip")]
        assert all(path.stat().st_size < LONGEST for path in made)


def fuzz(target: str, seconds: str) -> None:
    """Fuzz one target until the time is over; ends the process, with an error if something was found."""
    import atheris

    with atheris.instrument_imports(include=["kneetui.content", "kneetui.packs", "tomllib", "zipfile"]):
        from tests.fuzz.targets import Bench
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        seeds(target, corpus)
        run = getattr(Bench(Path(folder) / "bench"), target)
        options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=10", "-verbosity=0"]
        options += [
            f"-artifact_prefix={tempfile.gettempdir()}/kneetui-fuzz-{target}-",
            "-print_final_stats=1",
        ]
        atheris.Setup([sys.argv[0], *options, str(corpus)], lambda data: run(data) and None)
        atheris.Fuzz()


def main() -> int:
    """Both targets, each in a process of its own."""
    seconds = sys.argv[1] if len(sys.argv) > 1 else SECONDS
    there = subprocess.run(
        [sys.executable, "-c", "import atheris"], capture_output=True, text=True, check=False
    )
    if there.returncode:
        reason = (there.stderr.strip().splitlines() or ["it ends at once"])[-1]
        print(f"atheris cannot be used here ({reason}): Hypothesis alone, {EXAMPLES} examples of each kind.")
        command = [sys.executable, "-m", "pytest", "-q", "--hypothesis-profile=hunt", "tests/fuzz"]
        return subprocess.run(
            command, cwd=ROOT, env=os.environ | {"FUZZ_EXAMPLES": EXAMPLES}, check=False
        ).returncode
    for target in TARGETS:
        print(f"atheris: {target}, {seconds} s", flush=True)
        path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        command = [sys.executable, __file__, seconds, target]
        if subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": path}, check=False).returncode:
            print(f"atheris found something in the target {target}; see above.", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    if len(sys.argv) > 2:
        fuzz(sys.argv[2], sys.argv[1])
    else:
        sys.exit(main())
