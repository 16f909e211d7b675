"""Who has what in common: numbers with their owners, grouped, and pairs of owners of one group."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.link.columns import Numbers, Places

_BINS = 4  # for each number, at least: the more, the fewer that nobody shares are sorted in vain


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


def postings(values: Numbers, owners: Places, order: Places | None = None) -> Postings:
    """What several have in common.

    Args:
        values: the numbers.
        owners: who has each; nobody has one twice.
        order: by which the owners of a group are to be sorted; if not given, by their own numbers.
    """
    values, owners = shared(values, owners)
    by = np.lexsort((owners if order is None else order[owners], values))
    values, owners = values[by], owners[by]
    begins = np.flatnonzero(np.concatenate([np.ones(min(1, len(values)), bool), values[1:] != values[:-1]]))
    sizes = np.diff(np.append(begins, len(values)))
    return Postings(owners, begins, sizes, values[begins]).of(sizes > 1)


def shared(values: Numbers, owners: Places) -> tuple[Numbers, Places]:
    """The numbers that may be there more than once, with their owners: nearly all others are left out."""
    size = 1 << (_BINS * len(values)).bit_length()
    bins = (values & np.uint64(size - 1)).astype(np.int64)
    held = np.bincount(bins, minlength=1)[bins] > 1
    return values[held], owners[held]


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
