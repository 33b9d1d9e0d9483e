"""What the one file does first: say so in a sentence if this Python is not the kind it was made for."""

import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

made_for = Path(__file__).resolve().parent.parent.glob("pydantic_core/_pydantic_core.*")
if not any(f"_pydantic_core{suffix}" == file.name for file in made_for for suffix in EXTENSION_SUFFIXES):
    sys.exit(
        "kneetui: this file was made for another version of Python, or another kind of computer.\n"
        "Start it with that Python (python3.11 kneetui.pyz), or make one here: make onefile"
    )
