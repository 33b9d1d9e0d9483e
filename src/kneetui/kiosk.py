"""An account that is only kneetui: ``kneetui --kiosk``, and by itself when a forced command of SSH asks for something.

What a client may say of the environment is thrown away before anything reads it, so that no variable changes
what is run, where it writes or what it tells. What the client asked to be run is taken as words of kneetui's own
commands, and never given to a shell.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

KIOSK, HOME, LIMIT = "--kiosk", "--home", "--idle"

ASKED = "SSH_ORIGINAL_COMMAND"
"""What the client asked for; sshd sets it where a forced command takes its place."""

ALLOWED = frozenset((
    "HOME", "USER", "LOGNAME", "SHELL", "PATH", "TERM", "COLORTERM", "NO_COLOR", "LANG", "LANGUAGE", "TZ", "TMUX",
    "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY",
))  # fmt: skip
"""Variables that stay; and those that begin with ``LC_``."""

USAGE = f"{KIOSK} may be followed by {HOME} FOLDER, {LIMIT} MINUTES and a command of kneetui."


def enter(arguments: list[str]) -> list[str]:
    """Be only kneetui from now on; the words of the command to run, none for the app.

    Ends the process with a sentence if the client asked for another program.
    """
    _clean_start()
    words = arguments[1:] if arguments[:1] == [KIOSK] else arguments
    home, words = _home(words)
    minutes, words = _minutes(words)
    asked = os.environ.get(ASKED, "").strip()
    words = words or words_of(asked)
    for name in set(os.environ):
        if name not in ALLOWED and not name.startswith("LC_"):
            del os.environ[name]
    if home:
        os.environ["KNEETUI_HOME"] = home
    if minutes:
        os.environ["KNEETUI_IDLE"] = minutes
    os.chdir("/")
    from kneetui.config import account

    try:
        account.confine()
    except OSError as error:
        _end(f"The folders of kneetui cannot be made ({error.strerror}). Tell the administrator.")
    return words


def _clean_start() -> None:
    """Begin again where variables changed the interpreter itself."""
    changed = [name for name in os.environ if name.startswith("PYTHON")]
    if changed and sys.executable:
        for name in changed:
            del os.environ[name]
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _home(words: list[str]) -> tuple[str, list[str]]:
    if words[:1] != [HOME]:
        return "", words
    if len(words) < 2 or not words[1].startswith("/"):
        _end(f"{USAGE} FOLDER begins with /.")
    return words[1], words[2:]


def _minutes(words: list[str]) -> tuple[str, list[str]]:
    if words[:1] != [LIMIT]:
        return "", words
    if len(words) < 2 or not words[1].isdecimal():
        _end(f"{USAGE} MINUTES is a whole number.")
    return words[1], words[2:]


def words_of(asked: str) -> list[str]:
    """What the client asked for, as words of kneetui."""
    import shlex

    try:
        words = shlex.split(asked)
    except ValueError:
        _end("A quotation mark is missing in what was asked for.")
    if not words:
        return []
    if os.path.basename(words[0]) != "kneetui":  # noqa: PTH119
        _end(
            "This account is only kneetui: no shell, no file transfer, no other program.",
            "Ask for nothing, or for a command of kneetui: ssh -t HOST kneetui triage",
        )
    return words[2:] if words[1:2] == [KIOSK] else words[1:]


def _end(*lines: str) -> NoReturn:
    for line in lines:
        print(line, file=sys.stderr)
    sys.exit(2)
