from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.rank import forest
from onrecord.extract.rank.forest import Forest, Tree

MEASURES = 3


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Any tree of up to twenty nodes, its leaves numbered from the left."""
    measures: list[int] = []
    thresholds: list[float] = []
    left: list[int] = []
    right: list[int] = []
    leaves: list[int] = []

    def grow(depth: int) -> int:
        if measures and (depth > 4 or len(measures) >= 20 or draw(st.booleans())):
            leaves.append(draw(st.integers(-9_000, 9_000)))
            return -len(leaves)
        at = len(measures)
        measures.append(draw(st.integers(0, MEASURES - 1)))
        thresholds.append(draw(st.sampled_from([-1.0, 0.0, 0.5, 2.0])))
        left.append(0)
        right.append(0)
        left[at], right[at] = grow(depth + 1), grow(depth + 1)
        return at

    grow(0)
    return Tree(measures, thresholds, left, right, [0] * len(measures), leaves)


ROWS = st.lists(
    st.lists(st.sampled_from([-9.0, -1.0, 0.0, 0.5, 1.0, 3.0]), min_size=MEASURES, max_size=MEASURES), min_size=1
)


@given(st.lists(trees(), min_size=1, max_size=5), ROWS)
def test_all_rows_at_once_come_to_the_same_leaves_as_one_after_another(
    grown: list[Tree], rows: list[list[float]]
) -> None:
    """What arrays compute is what following each tree from its root gives."""
    expected = [sum(t.nodes[0] + sum(added for _, added in t.path(row)) for t in grown) for row in rows]
    assert Forest(grown).values(np.array(rows, dtype=np.float32)).tolist() == expected


@given(st.lists(trees(), min_size=1, max_size=3))
def test_a_forest_survives_its_file(grown: list[Tree]) -> None:
    """What is written is read as the same trees."""
    assert forest.read(forest.written(Forest(grown))).trees == tuple(grown)


def test_a_tree_without_a_node_is_refused() -> None:
    """A single leaf adds the same to every row, and has no mask: it has no place in a forest."""
    with pytest.raises(ValueError, match="leaves"):
        Forest([Tree([], [], [], [], [], [1])])
