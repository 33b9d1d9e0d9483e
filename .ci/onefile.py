"""Makes the app in one file, and uses it with an empty home, no environment and no network."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.terminal.pty_app import PtyApp

ROOT = Path(__file__).resolve().parent.parent
LARGEST = 10_000_000
PACKS = ["core", "cycling", "running", "weightlifting"]
DEAD = "http://127.0.0.1:9"


def without_network() -> tuple[str, ...]:
    """What runs a command without a network, if a person may do that here."""
    for command in (("unshare", "-n"), ("unshare", "-r", "-n")):
        try:
            if not subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
                return command
        except OSError:
            break
    return ()


class OneFile:
    """The file, and how it is started."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "kneetui.pyz"
        subprocess.run(["make", "--silent", "onefile", f"ONEFILE={self.path}"], cwd=ROOT, check=True)
        home = folder / "home"
        home.mkdir()
        self.unpacked = home / ".shiv"
        names = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
        variables = [f"{name}={DEAD}" for name in names]
        variables += [f"HOME={home}", "PATH=/usr/bin:/bin", "TERM=xterm-256color", "LANG=C.UTF-8"]
        python = Path(sys.executable).resolve()
        self.command = (*without_network(), "env", "-i", *variables, str(python), str(self.path))

    def run(self, *arguments: str) -> str:
        """Run a command of it; its output, or the end of everything with what it said."""
        done = subprocess.run([*self.command, *arguments], capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"kneetui.pyz {' '.join(arguments)}\n{done.stdout}{done.stderr}")
        return done.stdout


def main() -> None:
    """Size, commands, the first screen, and what another Python is told."""
    with tempfile.TemporaryDirectory() as folder:
        file = OneFile(Path(folder))
        size = file.path.stat().st_size
        assert size <= LARGEST, f"{size} bytes"
        assert file.run("--version").startswith("kneetui"), "no version"
        assert list(file.unpacked.rglob("kneetui/__pycache__/*.pyc")), "it is not compiled"
        listing = json.loads(file.run("pack", "list", "--json"))
        assert not listing["problems"], listing["problems"]
        assert sorted(pack["id"] for pack in listing["packs"]) == sorted(PACKS), listing["packs"]
        assert "GPX" in file.run("formats"), "no importers"
        answers = Path(folder) / "answers.toml"
        answers.write_text('activity = "running"\nlocation = ["kneecap"]\n', encoding="utf-8")
        assert json.loads(file.run("triage", "--answers", str(answers), "--json"))["causes"], "no causes"
        with PtyApp(folder, command=file.command) as app:
            app.wait("Welcome to kneetui")
            app.send("ctrl+q")
            code, _ = app.end()
            assert code == 0, app.picture()
        for compiled in file.unpacked.rglob("_pydantic_core.*"):
            compiled.rename(compiled.with_name("_pydantic_core.another-kind.so"))
        other = subprocess.run([*file.command, "--version"], capture_output=True, text=True, check=False)
        assert other.returncode, other.stdout
        assert "another version of Python" in other.stderr, other.stderr
        assert "Traceback" not in other.stderr, other.stderr
        print(f"one file of {size / 1e6:.1f} MB works without a network")


if __name__ == "__main__":
    main()
