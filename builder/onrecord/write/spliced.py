"""Long files that are made of many pieces, of which a change touches few: the others are taken from the file itself."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a file: a digest of what it follows from, and what makes it."""

    given: bytes
    make: Callable[[], str]


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


def is_same(head: str, pieces: Sequence[Piece], before: Pieces) -> bool:
    """Whether the file would come out as it is remembered."""
    return before.head == digest(head) and before.given == tuple(piece.given for piece in pieces)


def spliced(head: str, pieces: Sequence[Piece], before: Pieces, old: bytes) -> tuple[bytes, Pieces]:
    """The whole file, and what to remember of it.

    Args:
        head: what it begins with.
        pieces: in order; no two of the same `given`, but those that are empty.
        before: what is remembered of it as it was.
        old: the file as it was; nothing if it is not known to be what is remembered.
    """
    began, sizes = _encoded(head), array("Q", before.sizes)
    whole = digest(head) == before.head and before.size == len(old)
    places = dict(zip(before.given, _places(len(began), sizes), strict=True)) if whole else {}
    keys: list[bytes] = []
    parts: list[bytes] = [began]
    for piece in pieces:
        known = places.get(piece.given)
        parts.append(old[known[0] : known[1]] if known else _encoded(piece.make()))
        keys.append(piece.given)
    lengths, content = array("Q", map(len, parts[1:])), b"".join(parts)
    told = before.sha256 if whole and content == old else hashlib.sha256(content).hexdigest()
    return content, Pieces(digest(head), tuple(keys), lengths.tobytes(), len(content), told)


def _places(start: int, sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Where each piece begins and ends."""
    ends = list(accumulate(sizes, initial=start))
    return list(pairwise(ends))


def _encoded(text: str) -> bytes:
    return text.encode(errors="replace")


def digest(text: str) -> bytes:
    """Eight bytes that change when a text does."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
