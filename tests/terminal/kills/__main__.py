"""Ends the app at random moments under random keys, and looks whether all that it had shown as saved is there afterwards.

Run it with: uv run python -m tests.terminal.kills [ROUNDS [MINUTES [FIRST]]]. It stops after that many rounds or minutes,
tells each fault with the number of its round, and sums up in its last line. Exit code 1 if there was a fault.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.terminal.kills.rounds import play

if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:4]]
    rounds, minutes, first = [*numbers, *(1000, 600, 0)[len(numbers) :]]
    with tempfile.TemporaryDirectory() as folder:
        result = play(Path(folder), range(first, first + rounds), minutes * 60, print)
    sys.exit(1 if result.faults else 0)
