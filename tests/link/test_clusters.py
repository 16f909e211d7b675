"""Groups whose pairs are, on average, close enough."""

from __future__ import annotations

import random
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.clusters import clusters

AGAINST = 5


def _any(_: list[int]) -> bool:
    return True


def test_the_closest_join_first() -> None:
    """A member that is close to one of two close ones, and far from the other, stays out."""
    assert clusters([(1, 2, 9), (2, 3, 1)], AGAINST, _any) == [[1, 2]]
    assert clusters([(1, 2, 9), (2, 3, 6)], AGAINST, _any) == [[1, 2, 3]]
    assert clusters([(1, 2, 9), (2, 3, 6), (1, 3, -4)], AGAINST, _any) == [[1, 2, 3]]


def test_a_pair_that_is_less_close_than_asked_is_no_group() -> None:
    """Nothing but pairs that are close enough begins a group; just enough is enough."""
    assert clusters([(1, 2, -1)], AGAINST, _any) == []
    assert clusters([(1, 2, 0)], AGAINST, _any) == [[1, 2]]
    assert clusters([], AGAINST, _any) == []


def test_what_may_not_be_one_group_is_not() -> None:
    """However close they are, and whatever they might have joined by way of others."""
    links = [(1, 2, 9), (2, 3, 9), (1, 3, 9)]
    assert clusters(links, AGAINST, lambda members: not {1, 3} <= set(members)) == [[1, 2]]


LINKS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), st.integers(-4, 9)
)


@given(LINKS, st.integers(0, 99))
def test_no_two_groups_are_left_that_should_have_joined(links: dict[tuple[int, int], int], seed: int) -> None:
    """What comes out is apart, far enough on average, and the same in whichever order the links come."""
    listed = [(*pair, beyond) for pair, beyond in links.items()]
    found = clusters(listed, AGAINST, _any)
    random.Random(seed).shuffle(listed)
    assert clusters(listed, AGAINST, _any) == found
    members = [member for group in found for member in group]
    assert len(members) == len(set(members))
    groups = [*found, *([member] for member in range(10) if member not in members)]
    for one, other in product(groups, groups):
        if one < other:
            pairs = [links.get((min(pair), max(pair)), -AGAINST) for pair in product(one, other)]
            assert sum(pairs) < 0
