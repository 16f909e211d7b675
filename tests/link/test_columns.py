"""Columns of numbers are grouped, sorted and told as lists of them would be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.columns import Groups, distinct, in_order, packed, summed, told

SMALL = st.lists(st.integers(0, 5), max_size=30)
WORDS = st.text(st.characters(exclude_characters="\0"), max_size=30)


@given(st.lists(st.one_of(st.integers(0, 5), st.integers(0, 2**62)), max_size=30))
def test_places_come_in_the_order_of_their_numbers(keys: list[int]) -> None:
    """Small numbers or large, equal ones stay as they came."""
    assert in_order(np.array(keys, np.int64)).tolist() == sorted(range(len(keys)), key=keys.__getitem__)


@given(SMALL)
def test_groups_hold_their_places_in_order(group: list[int]) -> None:
    """Each group has the places of its number, and the first of them."""
    found = Groups(np.array(group, np.int64), 6)
    expected = [[at for at, number in enumerate(group) if number == each] for each in range(6)]
    assert [found[each] for each in range(6)] == expected
    assert found.first.tolist() == [places[0] if places else -1 for places in expected]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2**64 - 1) | st.integers(0, 2)), max_size=30))
def test_what_groups_have_is_counted_and_added_up(rows: list[tuple[int, int]]) -> None:
    """Different values of each group, and the sums of its rows."""
    group = np.array([number for number, _ in rows], np.int64)
    values = np.array([value for _, value in rows], np.uint64)
    own = [[value for number, value in rows if number == each] for each in range(6)]
    assert distinct(group, values, 6).tolist() == [len(set(found)) for found in own]
    added = summed(np.stack([values, values + np.uint64(1)], axis=1), group, 6).tolist()
    assert added == [[sum(found) % 2**64, sum(value + 1 for value in found) % 2**64] for found in own]


@given(st.lists(WORDS, max_size=8), st.lists(WORDS, max_size=8))
def test_words_have_the_same_numbers_beside_any_others(words: list[str], others: list[str]) -> None:
    """A word has two numbers of its own, whichever words are told with it."""
    found = packed(told([*words, *others]))
    assert packed(told([*reversed(words), "x" * 300])) == [*reversed(found[: len(words)]), *packed(told(["x" * 300]))]
    assert len({*found}) == len({*words, *others})


@pytest.mark.parametrize("words", [[], [""], ["", "\ud800"]])
def test_no_words_are_words_too(words: list[str]) -> None:
    """Nothing, an empty word, half a character: each has its numbers."""
    assert told(words).shape == (len(words), 2)
    assert len(packed(told(words))) == len(words)
