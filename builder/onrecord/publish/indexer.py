"""Pagefind at work: pages go in, the files of an index come out, and none of them lies on disk on the way.

Pagefind makes a file for each page. To write thousands of pages, have thousands of files made of them, read these and
remove them all takes as long as the work itself. So Pagefind runs as the service that its packages for Python and Node
talk to. Not through the one for Python: that waits a tenth of a second for each answer, though a page takes a fifth of
a thousandth, and breaks off at answers of more than two megabytes.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path
from threading import Thread
from typing import IO, Any

from onrecord.errors import OnRecordError

_CHUNK = 5000
"""Places of words in one file of the index, about: what the browser reads of each part for one word."""

_AT_ONCE = 2**16


def index(pages: Iterable[str], language: str) -> Iterator[tuple[str, bytes]]:
    """The files of the index of some pages, each with its path. A page goes by its number, the first one's being 0.

    The pages are taken, in another thread, before this returns.

    Raises:
        OnRecordError: Pagefind is missing, or fails.
    """
    command = [str(executable()), "--service"]
    settings = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(_CHUNK), **os.environ}
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, env=settings) as service,  # noqa: S603 (our own)
    ):
        feeder = _Feeder(service, _requests(pages, language))
        try:
            files = _files(service)
        finally:
            service.kill()
            feeder.ended()
        if files is None:
            raise OnRecordError(f"Pagefind could not index {feeder.fed} pages: {_last_words(said, service)}")
    return _taken(files)


def executable() -> Path:
    """Pagefind's program, from its Python package or the PATH.

    Raises:
        OnRecordError: there is none.
    """
    with suppress(ImportError, FileNotFoundError):
        found: Path = importlib.import_module("pagefind_bin").get_executable()
        return found
    for name in ("pagefind_extended", "pagefind"):
        if on_path := shutil.which(name):
            return Path(on_path)
    raise OnRecordError(
        "The browser's search needs the program pagefind, which is not installed here. "
        "Install it: pip install 'pagefind[bin]'"
    )


def version() -> str:
    """What decides how an index comes out besides its pages."""
    try:
        return f"{version_of('pagefind_bin')} {_CHUNK}"
    except PackageNotFoundError:
        return str(_CHUNK)


def _requests(pages: Iterable[str], language: str) -> Iterator[Mapping[str, object]]:
    """What the service is asked."""
    yield {"type": "NewIndex", "config": {"force_language": language}}
    for number, page in enumerate(pages):
        yield {"type": "AddFile", "index_id": 0, "url": f"/{number}", "file_contents": page}
    yield {"type": "GetFiles", "index_id": 0}


class _Feeder:
    """Asks the service, while its answers are read elsewhere: each end of a pipe may have to wait for the other."""

    def __init__(self, service: subprocess.Popen[bytes], requests: Iterable[Mapping[str, object]]) -> None:
        self.fed = 0
        self._service, self._requests = service, requests
        self._error: BaseException | None = None
        self._thread = Thread(target=self._feed, name="pages for Pagefind")
        self._thread.start()

    def ended(self) -> None:
        """Wait for the end; what went wrong with the making of pages is raised here."""
        self._thread.join()
        with suppress(BrokenPipeError):
            self._service.stdin.close()  # type: ignore[union-attr]  # a pipe
        if self._error is not None:
            raise self._error

    def _feed(self) -> None:
        pipe = self._service.stdin
        try:
            for number, request in enumerate(self._requests):
                text = json.dumps({"message_id": number, "payload": request}, ensure_ascii=False)
                pipe.write(b64encode(text.encode("utf-8", "replace")) + b",")  # type: ignore[union-attr]  # a pipe
                self.fed = number
            pipe.flush()  # type: ignore[union-attr]  # as above
        except BrokenPipeError:
            pass  # it has ended, which is seen by its answers
        except BaseException as error:  # noqa: BLE001 - raised by `ended`
            self._error = error
            self._service.kill()


def _files(service: subprocess.Popen[bytes]) -> list[dict[str, str]] | None:
    """The files that the service has made, as it answers; None if it ends before that.

    Raises:
        OnRecordError: it answers with an error.
    """
    for answer in _answers(service.stdout):  # type: ignore[arg-type]  # a pipe
        if answer["type"] == "Error":
            raise OnRecordError(f"Pagefind could not index the archive: {answer['message']}")
        if answer["type"] == "GetFiles":
            found: list[dict[str, str]] = answer["files"]
            return found
    return None


def _answers(pipe: IO[bytes]) -> Iterator[dict[str, Any]]:
    """What the service answers, one at a time: Base64, each with a comma at its end."""
    held: list[bytes] = []
    while read := pipe.read1(_AT_ONCE):  # type: ignore[attr-defined]  # it is buffered
        *ended, rest = read.split(b",")
        for one in ended:
            answer = b64decode(b"".join([*held, one]))
            held.clear()
            yield json.loads(answer)["payload"]
        held.append(rest)


def _taken(files: list[dict[str, str]]) -> Iterator[tuple[str, bytes]]:
    """The files, each let go when it is done with."""
    while files:
        file = files.pop()
        yield file["path"], b64decode(file["content"])


def _last_words(said: IO[bytes], service: subprocess.Popen[bytes]) -> str:
    said.seek(0)
    return said.read().decode("utf-8", "replace").strip() or f"exit status {service.wait()}"
