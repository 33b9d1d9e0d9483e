"""Downloads: bounded, straight, and never to another kind of address."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from kneetui.packs.archive.read_file import read_file
from kneetui.packs.errors import PackError
from kneetui_pack_index.download import fetch
from tests.packs.web import Answer, Web, sent_on, serving


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as server:
        yield server


def refused(address: str, most: int = 1000, seconds: float = 20) -> str:
    with pytest.raises(PackError) as error:
        fetch(address, most, seconds)
    (problem,) = error.value.problems
    assert problem.remedy
    return str(problem)


def test_what_is_there_comes(web: Web) -> None:
    web.pages["/a%20b.zip"] = b"x" * 1000
    assert fetch(f"{web.url}/a%20b.zip", 1000) == b"x" * 1000
    web.pages["/find?what=a&b"] = b"y"
    assert fetch(f"{web.url}/find?what=a&b", 1000) == b"y"


def test_files_of_this_computer_come_too(tmp_path: Path) -> None:
    file = tmp_path / "a b"
    file.write_bytes(b"x")
    assert fetch(file.as_uri(), 10) == b"x"
    assert fetch(f"file://localhost{file.as_uri()[7:]}", 10) == b"x"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://example.org/x", "http is not safe"),
        ("http://127.0.0.1.example.org/x", "http is not safe"),
        ("ftp://example.org/x", "not fetched"),
        ("data://text/x", "not fetched"),
        ("https://ana:secret@example.org/x", "passwords"),
        ("https:///x", "no host"),
        ("https://exa mple.org/", "not an address"),
        ("https://example.org:99999/", "not an address"),
        ("https://example.org/\r\nHost: other", "not an address"),
        ("https://[::1/", "not an address"),
        ("https://example.org/\u202egpj.zip", "not an address"),
        ("https://example.org/\x9b2J", "not an address"),
        ("file://elsewhere/etc/passwd", "no file of this computer"),
        ("file:///nowhere/at/all", "cannot be read"),
    ],
)
def test_addresses_that_are_not_fetched(address: str, words: str) -> None:
    message = refused(address)
    assert words in message
    assert message.isprintable()
    assert "secret" not in message


def test_a_page_that_is_not_there(web: Web) -> None:
    assert "404" in refused(f"{web.url}/none")


def test_a_server_that_is_not_there(web: Web) -> None:
    assert "cannot be fetched" in refused("http://127.0.0.1:1/none")


def test_being_sent_on_is_followed_a_little(web: Web) -> None:
    web.pages |= {"/a": sent_on("/b"), "/b": sent_on(f"{web.url}/c"), "/c": b"here"}
    assert fetch(f"{web.url}/a", 10) == b"here"
    web.pages["/round"] = sent_on("/round")
    assert "more than 5 times" in refused(f"{web.url}/round")
    assert web.asked.count("/round") == 6


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1/\x9b2J",
        "file:///etc/hostname",
        "ftp://127.0.0.1/x",
        "http://example.org/",
        "data:,x",
        "//example.org/x",
    ],
)
def test_being_sent_to_less_safe_places_is_refused(web: Web, to: str) -> None:
    web.pages["/a"] = sent_on(to)
    message = refused(f"{web.url}/a")
    assert any(words in message for words in ("leads on to", "not safe", "not an address"))
    assert message.isprintable()
    assert web.asked == ["/a"]


def test_too_much_is_refused_whatever_the_server_says(web: Web) -> None:
    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while not web.done.is_set():
            try:
                request.wfile.write(b"x" * 10_000)
            except OSError:
                return

    web.pages |= {"/large": b"x" * 1001, "/endless": endless}
    assert "larger than 1,000" in refused(f"{web.url}/large")
    assert "larger than 1,000" in refused(f"{web.url}/endless")


def test_a_file_that_breaks_off_is_not_taken(web: Web) -> None:
    def short(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "100")
        request.end_headers()
        request.wfile.write(b"x")

    web.pages["/short"] = short
    assert "cannot be fetched" in refused(f"{web.url}/short")


def dripping(web: Web, part: str) -> Answer:
    """An answer that never ends: its headers, its body, or nothing at all."""

    def drip(request: BaseHTTPRequestHandler) -> None:
        if part == "body":
            request.send_response(200)
            request.end_headers()
        elif part == "headers":
            request.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
        while not web.done.wait(0.02):
            try:
                request.wfile.write(b"" if part == "nothing" else b"x")
                request.wfile.flush()
            except OSError:
                return

    return drip


@pytest.mark.parametrize("part", ["headers", "body", "nothing"])
def test_a_server_that_drips_is_given_up(web: Web, part: str) -> None:
    web.pages["/slow"] = dripping(web, part)
    assert "too long" in refused(f"{web.url}/slow", 1_000_000, seconds=0.3)


def test_no_proxy_of_the_environment_is_used(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    web.pages["/a"] = b"x"
    assert fetch(f"{web.url}/a", 10) == b"x"


def test_only_files_are_read(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b"x" * 11)
    for name, words in (("pipe", "not a file"), (".", "not a file"), ("large", "larger than 10")):
        with pytest.raises(PackError, match=words):
            read_file(tmp_path / name, 10)


# --- https ---------------------------------------------------------------------------------


@pytest.fixture
def safe(tmp_path: Path) -> Iterator[tuple[Web, Path]]:
    """A server with a certificate of its own making, and the certificate."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    with serving((certificate, key)) as server:
        yield server, certificate


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the program openssl")
def test_https_asks_for_a_certificate(safe: tuple[Web, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    web, certificate = safe
    web.pages |= {"/a": b"x" * 100_000, "/back": sent_on(web.url.replace("https", "http"))}
    assert "certificate" in refused(f"{web.url}/a")
    assert web.asked == []
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert fetch(f"{web.url}/a", 100_000) == b"x" * 100_000
    assert "which is not https" in refused(f"{web.url}/back")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the program openssl")
def test_a_safe_server_that_drips_is_given_up(
    safe: tuple[Web, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    web, certificate = safe
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    web.pages["/slow"] = dripping(web, "body")
    assert "too long" in refused(f"{web.url}/slow", 1_000_000, seconds=0.5)
