"""Builds the wheels of the app, the packs and the plugins, and uses them in an environment of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.terminal.pty_app import PtyApp

ROOT = Path(__file__).resolve().parent.parent
UV = os.environ.get("UV") or shutil.which("uv") or str(ROOT / ".python-tools/bin/uv")
PACKS = ("cycling", "running", "weightlifting")


class Place:
    """A folder with the wheels, an environment and a home."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = folder / "env/bin/kneetui"
        dropped = ("VIRTUAL_ENV", "PYTHONPATH", "KNEETUI_PLUGINS", "UV_PROJECT_ENVIRONMENT")
        self.environment = {name: value for name, value in os.environ.items() if name not in dropped}
        self.environment["KNEETUI_HOME"] = str(folder / "home")

    def run(self, *command: object) -> str:
        """Run a command; its output, or the end of everything with what it said."""
        done = subprocess.run(
            [str(word) for word in command],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            env=self.environment,
        )
        if done.returncode:
            sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
        return done.stdout

    def build(self) -> list[str]:
        """Build every wheel; the names of the distributions."""
        parts = [ROOT, *sorted((ROOT / "packs").iterdir()), *sorted((ROOT / "plugins").iterdir())]
        for part in parts:
            if (part / "pyproject.toml").is_file():
                self.run(UV, "build", "--quiet", "--wheel", "--out-dir", self.folder / "wheels", part)
        names = sorted(wheel.name.split("-")[0] for wheel in (self.folder / "wheels").glob("*.whl"))
        print(f"built: {', '.join(names)}")
        return names

    def prepare(self) -> None:
        """An empty environment, and the versions that the project pins."""
        self.run(UV, "venv", "--quiet", "--python", sys.executable, self.folder / "env")
        table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        pins = "\n".join(table["tool"]["uv"]["constraint-dependencies"])
        (self.folder / "pins.txt").write_text(pins, encoding="utf-8")

    def install(self, *names: str) -> None:
        """Install wheels by the names of their distributions."""
        wheels = [next((self.folder / "wheels").glob(f"{name}-*.whl")) for name in names]
        python = self.folder / "env/bin/python"
        pins = ("--constraint", self.folder / "pins.txt")
        self.run(UV, "pip", "install", "--quiet", "--python", python, *pins, *wheels)

    def packs(self) -> list[str]:
        """The packs that the installed program has; none may have a problem."""
        listing = json.loads(self.run(self.program, "pack", "list", "--json"))
        assert not listing["problems"], listing["problems"]
        return sorted(pack["id"] for pack in listing["packs"])

    def new_pack(self) -> None:
        """A pack that “pack new --wheel” makes: its wheel is found once it is installed, and it is good."""
        self.run(self.program, "pack", "new", "table-tennis", "--yes", "--wheel")
        self.run(
            UV, "build", "--quiet", "--wheel", "--out-dir", self.folder / "own", self.folder / "table-tennis"
        )
        wheel = next((self.folder / "own").glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            assert not [name for name in archive.namelist() if ".kneetui" in name], archive.namelist()
        python = self.folder / "env/bin/python"
        self.run(UV, "pip", "install", "--quiet", "--no-deps", "--python", python, wheel)
        assert self.packs() == ["core", "table-tennis"], self.packs()
        self.run(self.program, "pack", "test", self.folder / "table-tennis")
        self.run(UV, "pip", "uninstall", "--quiet", "--python", python, "kneetui-table-tennis")
        assert self.packs() == ["core"], self.packs()

    def start(self) -> None:
        """Start the installed app: its style sheets are in the wheel too."""
        with PtyApp(self.folder / "fresh", command=(str(self.program),)) as app:
            app.wait("Welcome to kneetui")
            app.send("ctrl+q")
            code, _ = app.end()
            assert code == 0, app.picture()


def main() -> None:
    """Core alone first, then with a pack, then with everything."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder))
        names = place.build()
        place.prepare()
        place.install("kneetui")
        assert place.packs() == ["core"], place.packs()
        place.start()
        print("the core works alone")
        place.install("kneetui_pack_authoring")
        place.new_pack()
        print("a new pack is a wheel at once")
        place.install("kneetui_running")
        assert place.packs() == ["core", "running"], place.packs()
        print("a pack is found once it is installed")
        place.install(*names)
        assert place.packs() == sorted(["core", *PACKS]), place.packs()
        place.start()
        place.run(place.program, "doctor")
        answers = place.folder / "answers.toml"
        answers.write_text('activity = "running"\nlocation = ["kneecap"]\n', encoding="utf-8")
        assessment = json.loads(place.run(place.program, "triage", "--answers", answers, "--json"))
        assert assessment["causes"], assessment
        summary = json.loads(place.run(place.program, "evaluate", "--json"))
        assert summary["cases"], summary
        print(f"everything works together, {summary['cases']} cases came with the packs")


if __name__ == "__main__":
    main()
