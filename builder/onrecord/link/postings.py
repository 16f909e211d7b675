"""Who has what in common: numbers with their owners, grouped, and pairs of owners of one group."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.link.columns import Flags, Numbers, Places

_HALF, _LOWER = np.uint64(32), np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Postings:
    """Numbers that several have, in groups of equal ones.

    Attributes:
        owners: all owners of the first number, in their order, then those of the next.
        starts: where each group begins in `owners`.
        sizes: of the groups.
        values: the number that each group has.
    """

    owners: Places
    starts: Places
    sizes: Places
    values: Numbers

    @property
    def group(self) -> Places:
        """For each place in `owners`, its group."""
        return np.repeat(np.arange(len(self.starts)), self.sizes)

    def members(self, group: int) -> list[int]:
        """The owners of one group."""
        start = self.starts[group]
        found: list[int] = self.owners[start : start + self.sizes[group]].tolist()
        return found

    def groups_of(self, owners: Collection[int]) -> dict[int, list[int]]:
        """For each of some owners the groups that it is in, if there are any."""
        wanted = np.zeros(max(owners, default=-1) + 1, bool)
        wanted[list(owners)] = True
        within = np.flatnonzero(self.owners < len(wanted))
        places = within[wanted[self.owners[within]]]
        found: dict[int, list[int]] = {}
        groups = np.searchsorted(self.starts, places, side="right") - 1
        for owner, group in zip(self.owners[places].tolist(), groups.tolist(), strict=True):
            found.setdefault(owner, []).append(group)
        return found

    def of(self, chosen: NDArray[np.bool_]) -> Postings:
        """Those of some groups alone."""
        sizes = self.sizes[chosen]
        kept = self.owners[np.repeat(chosen, self.sizes)]
        return Postings(kept, np.cumsum(sizes) - sizes, sizes, self.values[chosen])


def postings(values: Numbers, owners: Places) -> Postings:
    """What several have in common.

    Args:
        values: the numbers, of 32 bits; nobody has one twice.
        owners: who has each, in 32 bits. Those of a group come in order.
    """
    codes = np.sort(values.astype(np.uint64) << _HALF | owners.astype(np.uint64))
    codes = codes[_shared(codes >> _HALF)]
    return _grouped(codes >> _HALF, (codes & _LOWER).astype(np.int64))


def wide_postings(values: Numbers, owners: Places) -> Postings:
    """What several have in common, where the numbers have 64 bits: what is the same is hardly so by chance."""
    upper = postings(values >> _HALF, np.arange(len(values))).owners
    by = upper[np.lexsort((owners[upper], values[upper]))]
    by = by[_shared(values[by])]
    return _grouped(values[by], owners[by])


def _shared(values: Numbers) -> Flags:
    """Which of some numbers in order are there more than once."""
    again = values[1:] == values[:-1]
    return np.append(again, False) | np.append(False, again) if len(values) else np.zeros(0, bool)


def _grouped(values: Numbers, owners: Places) -> Postings:
    """Numbers in order, each of them there more than once."""
    starts = np.flatnonzero(np.append(True, values[1:] != values[:-1])) if len(values) else np.zeros(0, np.int64)
    return Postings(owners, starts, np.diff(np.append(starts, len(values))), values[starts])


def ranges(lefts: Places, starts: Places, counts: Places) -> tuple[Places, Places]:
    """Each of `lefts` with each of the so many numbers from its start on."""
    before = np.cumsum(counts) - counts
    return np.repeat(lefts, counts), np.repeat(starts - before, counts) + np.arange(counts.sum())


def pairs(found: Postings, crowd: int, next_: int) -> tuple[Places, Places]:
    """The pairs of owners of one group, some more than once, the first of the two before the other in it.

    In a group of more than `crowd` each is paired with the `next_` after it alone: there are no more pairs than a
    fixed number for each.
    """
    at = np.arange(len(found.owners))
    after = np.repeat(found.starts + found.sizes, found.sizes) - 1 - at
    reach = np.where(np.repeat(found.sizes, found.sizes) > crowd, np.minimum(after, next_), after)
    one, other = ranges(at, at + 1, reach)
    return found.owners[one], found.owners[other]
