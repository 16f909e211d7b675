"""Whole columns of numbers at a time: what an archive has in common is found from scratch by grouping these.

All numbers are of 64 bits and are made of words by a digest, so that they are the same on every machine. A set of rows
is told by the sum of two such numbers of each, whatever their order.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.uint64]
Places: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Number = TypeVar("Number", bound=np.integer[Any])

WIDE = 2
"""Numbers by which a row, or a sum of rows, is told: 128 bits."""

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_ROUNDS = ((np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)), (np.uint64(27), np.uint64(0x94D049BB133111EB)))
_LAST = np.uint64(31)


@lru_cache(1 << 17)
def hashed(word: str) -> int:
    """A number that stands for a word."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def digest(*told: object) -> bytes:
    """16 bytes that stand for plain values: strings, numbers, tuples of these."""
    return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=8 * WIDE).digest()


def numbers(packed: bytes) -> Numbers:
    """Numbers that were packed into bytes."""
    return np.frombuffer(packed, "<u8")


def packed(values: Numbers) -> list[bytes]:
    """Each row of numbers as a key."""
    size = values.itemsize * values.shape[1]
    flat = np.ascontiguousarray(values).tobytes()
    return [flat[at : at + size] for at in range(0, len(flat), size)]


def mixed(values: Numbers) -> Numbers:
    """Each number as another one: sums of these tell what they are sums of (the finaliser of SplitMix64)."""
    found = values + _SPREAD
    for shift, factor in _ROUNDS:
        found = (found ^ (found >> shift)) * factor
    return found ^ (found >> _LAST)


def weighted(words: Numbers, factors: Numbers) -> Numbers:
    """A number for each run of as many neighbouring words as there are factors: their numbers times these, added up."""
    found = np.zeros(max(0, len(words) - len(factors) + 1), np.uint64)
    for at, factor in enumerate(factors):
        found += words[at : at + len(found)] * factor
    return found


def within(runs: NDArray[Number], owners: Places, size: int) -> tuple[NDArray[Number], Places]:
    """The runs of `size` words whose words are all of one owner, and whose; `owners` has the owner of each word."""
    firsts = owners[: len(runs)]
    whole = firsts == owners[size - 1 : size - 1 + len(runs)]
    return runs[whole], firsts[whole]


def paired(values: Numbers, owners: Places) -> tuple[Numbers, Places]:
    """The different values of each owner, in order, owner by owner; and whose each is."""
    order = np.lexsort((values, owners))
    values, owners = values[order], owners[order]
    new = np.ones(len(order), bool)
    new[1:] = (owners[1:] != owners[:-1]) | (values[1:] != values[:-1])
    return values[new], owners[new]


def summed(values: Numbers, group: Places, size: int) -> Numbers:
    """The sums of the rows of each of `size` groups; `group` has the number of the group of each row."""
    found = np.zeros((size, *values.shape[1:]), np.uint64)
    np.add.at(found, group, values)
    return found


class Groups:
    """The places in a column at which each of its groups stands."""

    def __init__(self, group: Places, size: int, places: Places | None = None) -> None:
        """`group` has the number, below `size`, of the group of each of `places` (of all, if not given), in order."""
        order = np.argsort(group, kind="stable")
        self.places: Places = order if places is None else places[order]
        self.sizes: Places = np.bincount(group, minlength=size)
        self._ends: list[int] = [0, *np.cumsum(self.sizes).tolist()]

    def __getitem__(self, number: int) -> list[int]:
        """The places of one group, in order."""
        found: list[int] = self.places[self._ends[number] : self._ends[number + 1]].tolist()
        return found

    @property
    def first(self) -> Places:
        """The first place of each group; -1 of an empty one."""
        found = np.full(len(self.sizes), -1)
        found[self.sizes > 0] = self.places[np.array(self._ends[:-1], np.int64)[self.sizes > 0]]
        return found


def different(values: NDArray[Number]) -> NDArray[Number]:
    """The different ones of some numbers, in order. Of many, `np.unique` takes a hundred times as long: it hashes."""
    ordered = np.sort(values)
    new = np.ones(len(ordered), bool)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new]


def distinct(group: Places, values: Numbers, size: int) -> Places:
    """How many different values there are in each of `size` groups."""
    order = np.lexsort((values, group))
    ordered, sorted_ = group[order], values[order]
    new = np.ones(len(order), bool)
    new[1:] = (ordered[1:] != ordered[:-1]) | (sorted_[1:] != sorted_[:-1])
    return np.bincount(ordered[new], minlength=size)


def gathered(start: Places, size: Places) -> Places:
    """The places of some stretches, one after the other: `size` from each `start` on."""
    before = np.cumsum(size) - size
    found: Places = np.repeat(start - before, size) + np.arange(int(size.sum()))
    return found
