"""Long files that are made of many pieces, of which a change touches few: the others are taken from the file itself."""

from __future__ import annotations

import hashlib
import os
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import BinaryIO

_AT_ONCE = 2**20
"""Bytes that are copied at a time, about."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """What is remembered of a file: plain data.

    Attributes:
        head: digest of what it begins with.
        given: of each piece, eight bytes that change when what it follows from does.
        sizes: of each piece, in bytes, as 64-bit integers in one string.
        size: of the whole file, in bytes.
        sha256: of the whole file, in hex.
    """

    head: bytes = b""
    given: tuple[bytes, ...] = ()
    sizes: bytes = b""
    size: int = 0
    sha256: str = ""


def is_same(head: str, given: tuple[bytes, ...], before: Pieces) -> bool:
    """Whether the file would come out as it is remembered, of pieces that follow from what is `given`."""
    return before.head == digest(head) and before.given == given


class Long:
    """A file that is given its content little by little.

    Attributes:
        size: of what it was given, in bytes.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._sum = file, hashlib.sha256()
        self.size = 0

    def put(self, content: bytes) -> None:
        """What comes next."""
        self._file.write(content)
        self._sum.update(content)
        self.size += len(content)

    @property
    def sha256(self) -> str:
        """Of what it was given, in hex."""
        return self._sum.hexdigest()


class Splice:
    """A file while it is made, piece by piece: never all of it is at hand."""

    def __init__(self, head: str, given: tuple[bytes, ...], before: Pieces, old: BinaryIO | None, new: Long) -> None:
        """Begin it.

        Args:
            head: what it begins with.
            given: digests of what the pieces follow from; no two are the same, but those of empty ones.
            before: what is remembered of it as it was.
            old: the file as it was; None if it is not known to be what is remembered.
            new: the file itself.
        """
        self._head, self._given, self._old, self._new = digest(head), given, old, new
        began = _encoded(head)
        whole = old is not None and before.head == self._head and old.seek(0, os.SEEK_END) == before.size
        self._places = _places(before, len(began)) if whole else {}
        self._sizes = array("Q")
        self._begin = self._end = 0  # what of the old file is to be copied yet: pieces often follow as they did
        new.put(began)

    def add(self, make: Callable[[], str]) -> None:
        """The next piece, which `make` makes if the old file does not have it."""
        begin, end = self._places.get(self._given[len(self._sizes)], (-1, -1))
        if begin != self._end or end - self._begin > _AT_ONCE:
            self._copy(begin)
        if begin >= 0:
            self._end = end
            self._sizes.append(end - begin)
            return
        made = _encoded(make())
        self._new.put(made)
        self._sizes.append(len(made))

    def ended(self) -> Pieces:
        """There is no further piece; what to remember of the file."""
        self._copy(0)
        return Pieces(self._head, self._given, self._sizes.tobytes(), self._new.size, self._new.sha256)

    def _copy(self, begin: int) -> None:
        """Take from the old file what was found there; what is to be copied next begins at `begin`."""
        if self._old is not None and self._end > self._begin:
            self._old.seek(self._begin)
            self._new.put(self._old.read(self._end - self._begin))
        self._begin = self._end = begin


def _places(before: Pieces, start: int) -> dict[bytes, tuple[int, int]]:
    """Where each piece of a file begins and ends, by what it was given."""
    ends = accumulate(array("Q", before.sizes), initial=start)
    return dict(zip(before.given, pairwise(ends), strict=True))


def _encoded(text: str) -> bytes:
    return text.encode(errors="replace")


def digest(text: str) -> bytes:
    """Eight bytes that change when a text does."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
