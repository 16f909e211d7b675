"""Which documents of a segment hold a word, how often, and where: gathered word by word, kept and read whole.

Whoosh writes and reads a posting at a time, in Python, which is what its index costs. Here all postings of a word are
three arrays, filled by the document and written at once; a search reads them at once. Of a word that is everywhere
there is also a map of the segment, a bit for each place: two such maps tell at once where one word follows another.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from operator import add

from onrecord.text import words

APART = 100
"""Places left free between the values of a field, so that no phrase reaches from one into the next."""

_HEAD = struct.Struct("=IIccI")
_DENSE, _LARGE = 1 / 128, 1 << 16
"""A map is worth it where a word takes that part of a segment's places, and there are so many."""
_SHORT = 1 << 16
_PLACES = 32  # bits


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents that hold a word.

    Attributes:
        ids: their numbers, ascending.
        counts: how often each does.
        places: where, one document after the other.
        packed: the map of the places, packed; empty but for words that are everywhere.
    """

    ids: array[int]
    counts: array[int]
    places: array[int]
    packed: bytes = b""

    def __len__(self) -> int:
        return len(self.ids)

    def mapped(self, starts: Sequence[int]) -> int:
        """The places as the bits of one number. `starts`: where each document begins, and where the last one ends."""
        if self.packed:
            return int.from_bytes(zlib.decompress(self.packed), "little")
        return int.from_bytes(self._map(starts), "little")

    def _map(self, starts: Sequence[int]) -> bytearray:
        bits = bytearray(starts[-1] // 8 + 1)
        bases = chain.from_iterable(map(repeat, (starts[id_] for id_ in self.ids), self.counts))
        for place in map(add, bases, self.places):
            bits[place >> 3] |= 1 << (place & 7)
        return bits

    def to_bytes(self, starts: Sequence[int] = (0,)) -> bytes:
        """All in one piece, small numbers in two bytes; with a map, if the word is everywhere."""
        counts, places = _packed(self.counts), _packed(self.places)
        dense = starts[-1] > _LARGE and len(places) > starts[-1] * _DENSE
        bits = zlib.compress(self._map(starts), 1) if dense else b""
        codes = counts.typecode.encode(), places.typecode.encode()
        head = _HEAD.pack(len(self.ids), len(self.places), *codes, len(bits))
        return b"".join((head, self.ids.tobytes(), counts.tobytes(), places.tobytes(), bits))

    @classmethod
    def from_bytes(cls, data: bytes) -> Postings:
        """What `to_bytes` made."""
        size, total, *codes, length = _HEAD.unpack_from(data)
        parts, at = [], _HEAD.size
        for code, many in zip(("I", *(code.decode() for code in codes)), (size, size, total), strict=True):
            part = array(code)
            part.frombytes(data[at : at + many * part.itemsize])
            at += many * part.itemsize
            parts.append(part)
        ids, counts, places = parts
        return cls(ids, counts, places, data[at : at + length])

    def by_document(self, among: Collection[int]) -> Iterator[tuple[int, Sequence[int]]]:
        """Each document `among` these, and where it holds the word."""
        for id_, count, end in zip(self.ids, self.counts, accumulate(self.counts), strict=True):
            if id_ in among:
                yield id_, self.places[end - count : end].tolist()

    def starts(self, nth: int) -> Iterator[int]:
        """Where a phrase would begin whose `nth` word this is, as one number for document and place."""
        bases = [(id_ << _PLACES) - nth for id_ in self.ids]
        return map(add, chain.from_iterable(map(repeat, bases, self.counts)), self.places)


def starts_of(ends: Iterable[int]) -> list[int]:
    """Where each document begins in a segment, and where the last one ends."""
    return list(accumulate(ends, initial=0))


def document_of(start: int) -> int:
    """The document of one of `Postings.starts`."""
    return start >> _PLACES


def _packed(numbers: array[int]) -> array[int]:
    return array("H" if max(numbers, default=0) < _SHORT else "I", numbers)


class Gathered:
    """The postings of new documents, by field and word, while they come in."""

    def __init__(self) -> None:
        self.fields: dict[str, dict[str, Postings]] = {}
        self.ends: dict[str, array[int]] = {}
        self.size = 0

    def take(self, field: str, texts: Iterable[str], id_: int) -> int:
        """Take in what a document's field holds; the number of its words. Documents come in ascending order."""
        where: dict[str, list[int]] = {}
        at = total = 0
        for text in texts:
            found = words(text)
            for place, word in enumerate(found, at):
                if word in where:
                    where[word].append(place)
                else:
                    where[word] = [place]
            at += len(found) + APART
            total += len(found)
        self.put_end(field, max(at - APART, 0) + 1)
        held = self.fields.setdefault(field, {})
        for word, places in where.items():
            _add(held, word, id_, places)
        self.size += total
        return total

    def put_end(self, field: str, end: int) -> None:
        """Take in how many places the field of the next document takes, with one that stays free behind it."""
        self.ends.setdefault(field, array("I")).append(end)

    def starts(self, field: str) -> list[int]:
        """Where the field of each document begins, and where the last one ends."""
        return starts_of(self.ends.get(field, ()))

    def put(self, field: str, word: str, id_: int, places: Sequence[int]) -> None:
        """Take in where a document's field holds one word."""
        _add(self.fields.setdefault(field, {}), word, id_, places)
        self.size += len(places)


def _add(held: dict[str, Postings], word: str, id_: int, places: Sequence[int]) -> None:
    found = held.get(word)
    if found is None:
        found = held[word] = Postings(array("I"), array("I"), array("I"))
    found.ids.append(id_)
    found.counts.append(len(places))
    found.places.extend(places)
