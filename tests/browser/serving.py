"""The system's Chromium, and a server on loopback: what the browser's tests, measures and pictures share."""

from __future__ import annotations

import gzip
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
]

_PACKED = {".png", ".jpg", ".gz", ".woff2", ".pagefind", ".pf_index", ".pf_meta", ".pf_fragment", ".pf_filter"}
"""What is compressed as it lies there."""


def chromium() -> str | None:
    """The program, if there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a line for each request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Say nothing."""


class Packing(Quiet):
    """Serves as hosts do: text goes over the wire compressed."""

    def do_GET(self) -> None:
        """Answer with the packed file."""
        path = Path(self.translate_path(urlsplit(self.path).path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or path.suffix in _PACKED:
            super().do_GET()
            return
        body = _pack(path, path.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Halves(Packing):
    """Serves a page in two halves, the second when a browser has mostly painted the first."""

    def do_GET(self) -> None:
        """Answer, a page in halves."""
        if not urlsplit(self.path).path.endswith("/"):
            return super().do_GET()
        first, mark, second = Path(self.directory, "index.html").read_bytes().partition(b"<!-- half -->")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(first + mark)
        self.wfile.flush()
        time.sleep(0.4)
        self.wfile.write(second)
        return None


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that goes on to another page before this one has come."""


@cache
def _pack(path: Path, _changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


@contextmanager
def served(folder: Path, handler: type[Quiet] = Packing) -> Iterator[str]:
    """The address of a folder on loopback, while it is served."""
    server = _Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
