"""What templates are told of pages, kept from build to build: with another template a page needs no Markdown.

The page that stands in the site holds its rendered text already. So what is kept of it is small: how to know that text
again, the page's contents and its front matter, in one file to which builds append. A record tells by a digest what it
was made with, and by sums that all of it is there; any doubt, and the page is rendered.
"""

from __future__ import annotations

import os
import pickle
import secrets
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.structure.toc import AnchorLink

_ID = 16
_KEY = 32
_SUM = 4
_HEAD = 64
"""Bytes of a text by which it is looked for."""
_TRIES = 4
"""Places that are looked at."""
_SPARE = 1 << 20
"""Bytes of records that nobody needs any more, that are left where they are."""

Place = tuple[int, int]
"""Where a record is: its offset and its length."""

Entry = tuple[str, str, int, tuple[Any, ...]]
"""An entry of a page's contents: title, anchor, level, entries below."""


class Told(NamedTuple):
    """What templates are told of a page: its text as HTML, its contents as MkDocs takes them, its front matter."""

    content: str
    toc: list[Any]
    meta: dict[str, Any]


class Recall:
    """The file of records. It has an id of its own, so that places in another one are none in it."""

    def __init__(self, path: Path, known: str = "") -> None:
        """Open the file at `path`, if it is the one that is `known`."""
        self._path = path
        self.id = ""
        self._file = -1
        if known:
            self._open(known)

    def read(self, name: str, place: Place, key: str, standing: bytes) -> Told | None:
        """What is known of a page; None where that is not sure.

        Args:
            name: the page's.
            place: of its record.
            key: of all that its text depends on besides the source.
            standing: the page as it stands in the site.
        """
        offset, length = place
        record = os.pread(self._file, length, offset) if self._file >= 0 else b""
        body = record[_KEY + _SUM :]
        if len(record) != length or record[: _KEY + _SUM] != _start(name, key, body):
            return None
        size, sum_, head, toc, meta = pickle.loads(zlib.decompress(body))  # noqa: S301 - our own cache
        text = _found(standing, head, size, sum_)
        return None if text is None else Told(text.decode(), [_token(entry) for entry in toc], meta)

    def append(self, record: bytes) -> Place:
        """Keep a record; where."""
        if self._file < 0:
            self._begin()
        offset = os.lseek(self._file, 0, os.SEEK_END)
        os.write(self._file, record)
        return offset, len(record)

    def tidied(self, places: Mapping[str, Place]) -> dict[str, Place]:
        """Drop what is in none of these places, if it is much; where the others are now."""
        wanted = sum(length for _, length in places.values())
        if self._file < 0 or os.fstat(self._file).st_size <= 2 * wanted + _SPARE:
            return dict(places)
        old = self._file
        self._begin()
        try:
            return {name: self.append(os.pread(old, length, offset)) for name, (offset, length) in places.items()}
        finally:
            os.close(old)

    def close(self) -> None:
        """Let go of the file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _open(self, known: str) -> None:
        try:
            self._file = os.open(self._path, os.O_RDWR)
        except OSError:
            return
        if os.pread(self._file, _ID, 0) == known.encode():
            self.id = known
        else:
            self.close()

    def _begin(self) -> None:
        """Begin a file, in place of any that is there: one that is open stays so."""
        self.id = secrets.token_hex(_ID // 2)
        self._path.unlink(missing_ok=True)
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
        os.write(self._file, self.id.encode())


def record(name: str, key: str, content: str, toc: Iterable[AnchorLink], meta: Mapping[str, Any]) -> bytes | None:
    """A page's record; None where its text is none that is found again as it was."""
    try:
        text = content.encode()
        kept = (len(text), zlib.crc32(text), text[:_HEAD], tuple(map(_entry, toc)), dict(meta))
        body = zlib.compress(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL), 1)
    except (UnicodeEncodeError, pickle.PicklingError, TypeError, AttributeError):
        return None
    return _start(name, key, body) + body if text else None


def _start(name: str, key: str, body: bytes) -> bytes:
    """What a record begins with: it is of this page, made with this key, and whole."""
    return bytes.fromhex(key) + zlib.crc32(name.encode("utf-8", "surrogatepass"), zlib.crc32(body)).to_bytes(
        _SUM, "big"
    )


def _found(page: bytes, head: bytes, size: int, sum_: int) -> bytes | None:
    """The part of a page that begins so, and has this size and sum."""
    at = page.find(head)
    for _ in range(_TRIES):
        if at < 0:
            break
        text = page[at : at + size]
        if len(text) == size and zlib.crc32(text) == sum_:
            return text
        at = page.find(head, at + 1)
    return None


def _entry(link: AnchorLink) -> Entry:
    return link.title, link.id, link.level, tuple(map(_entry, link.children))


def _token(entry: Entry) -> dict[str, Any]:
    title, anchor, level, below = entry
    return {"name": title, "id": anchor, "level": level, "children": [_token(one) for one in below]}
