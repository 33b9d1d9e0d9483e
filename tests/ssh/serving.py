"""A real OpenSSH server on the loopback, with two keys: one for a shell, one for an account that is only kneetui."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ACCEPTED = "TZ LANG COLORTERM NO_COLOR"
"""What docs/ssh.md lets a client say."""

CONFIG = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
PidFile none
AuthorizedKeysFile {folder}/authorized_keys
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
AcceptEnv {accepted}
PermitUserEnvironment no
PermitUserRC no
DisableForwarding yes
Subsystem sftp internal-sftp
"""


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server that is up. ``home`` is the folder of the account that is only kneetui."""

    folder: Path
    port: int
    home: Path

    def client(self, key: str, *options: str) -> tuple[str, ...]:
        """The command line of a client with this key, up to what it asks for."""
        settings = (
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "IdentitiesOnly=yes",
            "BatchMode=yes",
            "LogLevel=ERROR",
            f"SendEnv={ACCEPTED} PYTHONPATH KNEETUI_HOME LD_PRELOAD",
        )
        named = [word for setting in settings for word in ("-o", setting)]
        where = ("-i", str(self.folder / key), "-p", str(self.port))
        return ("ssh", "-F", "none", *named, *where, *options, f"{getpass.getuser()}@127.0.0.1")

    def run(self, key: str, *words: str, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        """Ask for something without a terminal."""
        command = [*self.client(key, *options), *words]
        return subprocess.run(
            command, capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL
        )


def _key(file: Path) -> str:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file], check=True)
    return file.with_suffix(".pub").read_text().strip()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class NoServerError(Exception):
    """There is no OpenSSH server here, or none that lets us in."""


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A server on the loopback, with all its files in a folder. Raises :class:`NoServerError`."""
    sshd = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if sshd is None or shutil.which("ssh") is None:
        raise NoServerError("there is no sshd here: install openssh-server to run this")
    made = Server(folder=folder, port=_free_port(), home=folder / "ana")
    _key(folder / "host")
    kiosk = f"{sys.executable} -m kneetui --kiosk --home {made.home}"
    lines = [_key(folder / "shell"), f'restrict,pty,command="{kiosk}" {_key(folder / "kiosk")}']
    (folder / "authorized_keys").write_text("\n".join(lines) + "\n")
    config = folder / "config"
    config.write_text(CONFIG.format(port=made.port, folder=folder, accepted=ACCEPTED))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([sshd, "-D", "-e", "-f", config], stdout=log, stderr=log)
    try:
        end = time.monotonic() + 30
        answer = made.run("shell", "echo", "up")
        while answer.returncode and process.poll() is None and time.monotonic() < end:
            answer = made.run("shell", "echo", "up")
        if answer.stdout != "up\n":
            raise NoServerError(
                f"no login on the loopback: {answer.stderr}{(folder / 'log').read_text()[-500:]}"
            )
        yield made
    finally:
        process.terminate()
        process.wait()
