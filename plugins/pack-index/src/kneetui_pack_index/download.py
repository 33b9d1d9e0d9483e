"""Gets one file from an address: https, http on this computer alone, or ``file:``; bounded in size and time.

Straight from the host that is named: no proxy, no cookies, no passwords, at most five redirects, and none to
a less safe scheme. What comes is bytes and stays bytes.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from kneetui import __version__
from kneetui.config import account
from kneetui.content.loading.invisible_chars import hidden
from kneetui.packs.archive.read_file import read_file, too_large
from kneetui.packs.errors import PackError

SECONDS = 60.0
"""A whole download, redirects included, may take so long."""

REDIRECTS = 5
CHUNK = 65_536
_MOVED = (301, 302, 303, 307, 308)


def fetch(address: str, most: int, seconds: float = SECONDS, hosts: Collection[str] = ()) -> bytes:
    """The bytes at an address, at most ``most``, within ``seconds``.

    ``hosts`` are those that may be asked although they stand in the network of this one.
    Raises :class:`PackError` for an address that is not allowed, and for everything that goes wrong.
    """
    end = time.monotonic() + seconds
    here = address
    for _ in range(REDIRECTS + 1):
        parts = _checked(here)
        if parts.scheme == "file":
            return read_file(Path(unquote(parts.path)), most)
        _permitted(here, parts.hostname or "", hosts)
        body = _get(here, parts, most, end)
        if isinstance(body, bytes):
            return body
        onward = urljoin(here, body)
        if parts.scheme == "https" and urlsplit(onward).scheme != "https":
            message = f"it leads on to {_short(onward)}, which is not https"
            raise PackError.of(message, "Ask whoever runs that server to mend it.", address)
        if urlsplit(onward).scheme not in ("https", "http"):
            message = f"it leads on to {_short(onward)}, which is no address on the web"
            raise PackError.of(message, "Ask whoever runs that server to mend it.", address)
        here = onward
    message = f"it leads on more than {REDIRECTS} times"
    raise PackError.of(message, "Give the address where the file is.", address)


def _permitted(address: str, host: str, hosts: Collection[str]) -> None:
    try:
        account.current().reaching(host, hosts)
    except account.ForbiddenError as error:
        raise PackError.of(error.message, error.remedy, _short(address)) from None
    except OSError as error:
        message = f"it cannot be fetched ({_short(error.strerror or str(error))})"
        raise PackError.of(message, "Check the address and the connection.", _short(address)) from None


def _short(address: str) -> str:
    return ascii(address[:200])[1:-1]


def _checked(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise PackError.of(
            "this is not an address", "Check it for typing mistakes.", _short(address)
        ) from None
    if any(sign.isspace() or ord(sign) < 32 for sign in address) or any(hidden(address)) or port == 0:
        raise PackError.of("this is not an address", "Check it for typing mistakes.", _short(address))
    if parts.scheme == "file":
        if parts.netloc not in ("", "localhost") or not parts.path.startswith("/"):
            remedy = "Write file:///path/of/the/file, or only the path."
            raise PackError.of("this is no file of this computer", remedy, address)
        return parts
    if parts.scheme not in ("https", "http"):
        message = f"“{_short(parts.scheme)}” addresses are not fetched"
        raise PackError.of(message, "Use https, or download the file and give its path.", _short(address))
    if parts.username is not None or parts.password is not None:
        remedy = "Leave them away; download the file yourself if it needs them."
        raise PackError.of("names and passwords do not belong into an address", remedy, parts.hostname or "")
    if not parts.hostname:
        raise PackError.of("this address names no host", "Check it for typing mistakes.", _short(address))
    if parts.scheme == "http" and not _here(parts.hostname):
        message = "http is not safe: anybody on the way can change what comes"
        raise PackError.of(message, "Use https.", address)
    return parts


def _here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _get(address: str, parts: SplitResult, most: int, end: float) -> bytes | str:
    """The bytes, or where the server sends us on to."""
    left = end - time.monotonic()
    if left <= 0:
        raise _slow(address)
    host = parts.hostname or ""
    connection: http.client.HTTPConnection
    try:
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connection = http.client.HTTPSConnection(host, parts.port, timeout=left, context=context)
        else:
            connection = http.client.HTTPConnection(host, parts.port, timeout=left)
        with _until(connection, end) as late:
            try:
                reply = _ask(connection, address, parts, most)
            except (OSError, http.client.HTTPException, ValueError):
                if late.is_set():
                    raise _slow(address) from None
                raise
            if late.is_set():
                raise _slow(address)
            return reply
    except TimeoutError:
        raise _slow(address) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = _short(str(getattr(error, "strerror", None) or error) or type(error).__name__)
        message = f"it cannot be fetched ({reason})"
        raise PackError.of(
            message, "Check the address and the connection, then try again.", address
        ) from None


def _slow(address: str) -> PackError:
    return PackError.of(
        "it takes too long to come", "Try again later, or download the file yourself.", address
    )


@contextmanager
def _until(connection: http.client.HTTPConnection, end: float) -> Iterator[threading.Event]:
    """Connect, and hang up when the time is over, however slowly the server goes on sending."""
    late = threading.Event()
    connection.connect()
    line = connection.sock

    def hang_up() -> None:
        late.set()
        with suppress(OSError, ValueError):
            socket.socket.shutdown(line, socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, end - time.monotonic()), hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        connection.close()


def _ask(connection: http.client.HTTPConnection, address: str, parts: SplitResult, most: int) -> bytes | str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    headers = {"User-Agent": f"kneetui/{__version__}", "Accept": "*/*", "Accept-Encoding": "identity"}
    connection.request("GET", path + query, headers=headers)
    answer = connection.getresponse()
    if answer.status in _MOVED:
        return answer.getheader("Location") or ""
    if answer.status != 200:
        reason = _short(f"{answer.status} {answer.reason}".strip())
        raise PackError.of(f"the server says {reason}", "Check the address.", address)
    length = answer.getheader("Content-Length", "")
    if length.isdigit() and int(length) > most:
        raise too_large(address, most)
    data = bytearray()
    while chunk := answer.read(min(CHUNK, most + 1 - len(data))):
        data += chunk
        if len(data) > most:
            raise too_large(address, most)
    if length.isdigit() and len(data) < int(length):
        raise http.client.IncompleteRead(bytes(data), int(length) - len(data))
    return bytes(data)
