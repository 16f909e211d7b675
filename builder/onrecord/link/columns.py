"""Whole columns of numbers at a time: what an archive has in common is found from scratch by grouping these.

All numbers are of 64 bits and are made of words by a digest, so that they are the same on every machine. A set of rows
is told by the sum of two such numbers of each, whatever their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
_WORD = 8  # bytes of a number
_LONG = 200  # bytes of a word
_SIGNED = 63  # bits of a number that is not below 0


@lru_cache(1 << 17)
def hashed(word: str) -> int:
    """A number that stands for a word."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def hashes(words: Iterable[str], count: int) -> Numbers:
    """The numbers that stand for so many words."""
    return np.fromiter(map(hashed, words), np.uint64, count)


def digest(*told: object) -> bytes:
    """16 bytes that stand for plain values: strings, numbers, tuples of these."""
    return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=8 * WIDE).digest()


def numbers(packed: bytes) -> Numbers:
    """Numbers that were packed into bytes."""
    return np.frombuffer(packed, "<u8")


def told(words: Sequence[str]) -> Numbers:
    """Two numbers that stand for each of some words, none of which ends in a null character.

    Of many at once they take a tenth of the time of digests; of a long one it is the digest that they are made of, for
    all take as much memory as the longest.
    """
    encoded = (word.encode("utf-8", "surrogatepass") for word in words)
    packed = np.array([one if len(one) <= _LONG else b"\xff" + blake2b(one).digest() for one in encoded], "S")
    size = -(-packed.itemsize // _WORD)
    found = np.tile(np.arange(WIDE, dtype=np.uint64), (len(words), 1))
    for at, part in enumerate(packed.astype(f"S{size * _WORD}").view("<u8").reshape(-1, size).T):
        there = part[:, None] != 0  # a word's numbers are the same however long the others are
        found = np.where(there, mixed(found + part[:, None] + np.uint64(at)), found)
    return found


def packed(values: Numbers) -> list[bytes]:
    """Each row of numbers as a key."""
    found: list[bytes] = np.ascontiguousarray(values).view(f"V{values.itemsize * values.shape[1]}").ravel().tolist()
    return found


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
    found = np.zeros((size, values.shape[1]), np.uint64)
    for column in range(values.shape[1]):  # of both at once it takes ten times as long
        np.add.at(found[:, column], group, values[:, column])
    return found


def in_order(keys: Places) -> Places:
    """The places of some numbers, none of them below 0, in their order; of equal ones, as they came.

    With each number and its place in one, all that is left to do is to sort numbers: a tenth of `np.argsort`'s time.
    """
    bits = len(keys).bit_length()
    if int(keys.max(initial=0)).bit_length() + bits > _SIGNED:
        return np.argsort(keys, kind="stable")
    return np.sort(keys << bits | np.arange(len(keys))) & ((1 << bits) - 1)


class Groups:
    """The places in a column at which each of its groups stands."""

    def __init__(self, group: Places, size: int, places: Places | None = None) -> None:
        """`group` has the number, below `size`, of the group of each of `places` (of all, if not given), in order."""
        order = in_order(group)
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
    _, rank = np.unique(values, return_inverse=True)
    many = max(len(values), 1)
    return np.bincount(different(group * many + rank) // many, minlength=size)


def gathered(start: Places, size: Places) -> Places:
    """The places of some stretches, one after the other: `size` from each `start` on."""
    before = np.cumsum(size) - size
    found: Places = np.repeat(start - before, size) + np.arange(int(size.sum()))
    return found
