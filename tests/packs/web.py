"""A web server on this computer, for one test: what it says, and what it was asked."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Answer = Callable[[BaseHTTPRequestHandler], None]


class Web:
    """``url`` is where it is; ``pages`` maps a path to bytes, or to what answers."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.pages: dict[str, bytes | Answer] = {}
        self.asked: list[str] = []
        self.done = threading.Event()

    def offer(self, folder: Path) -> None:
        """Every file of a folder, under its name."""
        self.pages |= {f"/{path.name}": path.read_bytes() for path in folder.iterdir() if path.is_file()}


def sent_on(to: str) -> Answer:
    """An answer that leads elsewhere."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", to)
        request.end_headers()

    return answer


@contextmanager
def serving(certificate: tuple[Path, Path] | None = None) -> Iterator[Web]:
    """A server until the end of the block; with a certificate and its key it speaks https."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append(self.path)
            page = web.pages.get(self.path)
            if callable(page):
                page(self)
                return
            self.send_response(404 if page is None else 200)
            self.send_header("Content-Length", str(len(page or b"")))
            self.end_headers()
            self.wfile.write(page or b"")

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of clients that hang up."""

    server = Server(("127.0.0.1", 0), Handler)
    scheme = "http"
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    web = Web(f"{scheme}://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield web
    finally:
        web.done.set()
        server.shutdown()
        server.server_close()
        thread.join()
