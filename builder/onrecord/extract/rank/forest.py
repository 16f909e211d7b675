"""Regression trees, evaluated for many rows at once.

After Lucchese et al., "QuickScorer" (SIGIR 2015): each node whose test fails crosses out the leaves to its left, and
the leftmost leaf that is left is the tree's. That takes a fixed number of array operations, whatever the trees. Values
are whole numbers, so that sums are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

LEAVES = 32
"""Most leaves of a tree: one bit each. Small numbers keep an article's arrays within the processor's cache."""
SCALE = 10_000
"""What a value of 1.0 (a factor of e between two candidates) is as a whole number."""

Numbers = npt.NDArray[np.float32]
_ALL = np.uint32(2**LEAVES - 1)


@dataclass(frozen=True, slots=True)
class Tree:
    """One tree: nodes from the root on, left before right.

    Attributes:
        measures: the number of the measure that each node tests.
        thresholds: a row goes left where its measure is at most this.
        left, right: the node that follows, or -1 - n for leaf n (leaves are numbered from the left).
        nodes: the mean value of the rows that came to each node in training.
        leaves: the value of each leaf.
    """

    measures: Sequence[int]
    thresholds: Sequence[float]
    left: Sequence[int]
    right: Sequence[int]
    nodes: Sequence[int]
    leaves: Sequence[int]

    def path(self, row: Sequence[float]) -> Iterator[tuple[int, int]]:
        """The measures tested on a row's way to its leaf, each with what the answer adds to the value."""
        at, value = 0, self.nodes[0]
        while at >= 0:
            measure = self.measures[at]
            at = self.left[at] if row[measure] <= self.thresholds[at] else self.right[at]
            reached = self.nodes[at] if at >= 0 else self.leaves[-1 - at]
            yield measure, reached - value
            value = reached


class Forest:
    """Trees whose values are added up."""

    def __init__(self, trees: Sequence[Tree]) -> None:
        if not all(0 < len(t.measures) < LEAVES for t in trees):
            raise ValueError(f"each tree needs 2 to {LEAVES} leaves")
        self.trees = tuple(trees)
        asked = [list(zip(t.measures, np.array(t.thresholds, np.float32).tolist(), strict=True)) for t in trees]
        tests = {test: number for number, test in enumerate(dict.fromkeys(chain.from_iterable(asked)))}
        self._measures = np.array([measure for measure, _ in tests], dtype=np.intp)
        self._thresholds = np.array([[threshold] for _, threshold in tests], dtype=np.float32)
        self._depth = max(map(len, asked), default=0)
        self._tests = np.zeros((self._depth, len(trees)), dtype=np.intp)
        self._masks = np.full((self._depth, len(trees), 1), _ALL)  # what a tree has no node for crosses nothing out
        self._leaves = np.zeros((len(trees), LEAVES), dtype=np.int64)
        for n, tree in enumerate(trees):
            self._tests[: len(asked[n]), n] = [tests[test] for test in asked[n]]
            self._masks[: len(asked[n]), n, 0] = _masks(tree)
            self._leaves[n, : len(tree.leaves)] = tree.leaves
        self._first_leaves = np.arange(0, self._leaves.size, LEAVES)[:, np.newaxis]

    def values(self, rows: Numbers) -> npt.NDArray[np.int64]:
        """The value of each row (rows x measures), times SCALE.

        Each test is made once, whichever nodes ask for it. Rows stand side by side, so that what is done to one is
        done to its neighbours in the same stroke.
        """
        columns = np.ascontiguousarray(rows.T)
        holds = (columns.take(self._measures, axis=0) <= self._thresholds).astype(np.uint32)
        np.negative(holds, out=holds)  # all leaves where the test holds
        masks = holds.take(self._tests, axis=0)
        masks |= self._masks
        left = np.bitwise_and.reduce(masks, axis=0)
        lowest = left & (~left + np.uint32(1))
        leaf = np.frexp(lowest.astype(np.float32))[1] - 1
        total: npt.NDArray[np.int64] = self._leaves.take(leaf + self._first_leaves).sum(axis=0)
        return total


def _masks(tree: Tree) -> list[int]:
    """For each node, all leaves but those below it on the left."""
    out = [0] * len(tree.measures)
    for node, left in enumerate(tree.left):
        first, last = _reach(tree, left)
        out[node] = (2**32 - 1) ^ ((1 << (last + 1)) - (1 << first))
    return out


def _reach(tree: Tree, at: int) -> tuple[int, int]:
    """The first and the last leaf below a node (or the leaf itself)."""
    first = last = at
    while first >= 0:
        first = tree.left[first]
    while last >= 0:
        last = tree.right[last]
    return -1 - first, -1 - last


def read(trees: Sequence[Mapping[str, Any]]) -> Forest:
    """The forest of a model file, as `written` puts it there."""
    return Forest([Tree(**tree) for tree in trees])


def written(forest: Forest) -> list[dict[str, Sequence[float]]]:
    """A forest as lists of numbers, for a model file."""
    return [{name: list(getattr(tree, name)) for name in Tree.__slots__} for tree in forest.trees]
