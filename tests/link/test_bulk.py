"""Nouns that are made when they are asked for are the very ones that would have been made at once."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.bulk import Made, ordered
from onrecord.model import Span

IDS = ("c", "a", "b")
NOUNS = {"a": Span(1, 1), "b": Span(2, 2), "c": Span(0, 0)}


class Maker:
    """Makes a noun of each place, and remembers which were asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, places: Sequence[int]) -> list[Span]:
        """The nouns at some places."""
        self.asked += places
        return [Span(place, place) for place in places]


@pytest.mark.parametrize(
    "look",
    [
        dict,
        lambda found: dict(found.items()),
        lambda found: dict(zip(found, found.values(), strict=True)),
        lambda found: {id_: found[id_] for id_ in found},
        lambda found: pickle.loads(pickle.dumps(found)),
    ],
)
def test_they_are_a_mapping_in_the_order_of_the_ids(look: Callable[[Mapping[str, Span]], dict[str, Span]]) -> None:
    """However they are looked at, all are there, in order, each made once, also where one was looked at before."""
    maker = Maker()
    found = Made(IDS, maker)
    assert found["b"] == NOUNS["b"]
    assert list(look(found).items()) == list(NOUNS.items())
    assert list(look(found).items()) == list(NOUNS.items())
    assert sorted(maker.asked) == [0, 1, 2]
    assert found == NOUNS
    assert len(found) == len(NOUNS)


def test_none_is_made_that_nobody_looks_at() -> None:
    """Their number, their ids and whether there is one tell nothing of any; one that is not there is an error."""
    maker = Maker()
    found = Made(IDS, maker)
    assert (len(found), list(found), "a" in found, "x" in found, found.get("x")) == (
        3,
        ["a", "b", "c"],
        True,
        False,
        None,
    )
    assert maker.asked == []
    with pytest.raises(KeyError):
        found["x"]
    assert found["b"] is found["b"]
    assert maker.asked == [0, 1, 2]
    assert not Made((), maker)


def test_those_beside_it_are_made_with_it() -> None:
    """Of many, one makes no more than a handful."""
    maker = Maker()
    found = Made([f"{number:03}" for number in range(300)], maker)
    assert found["150"] == Span(150, 150)
    assert 150 in maker.asked
    assert len(maker.asked) < 30


def test_a_change_is_made_of_what_is_asked_for() -> None:
    """The nouns after a change are others; those before stay as they were."""
    maker = Maker()
    found = Made(IDS, maker)
    after = found.then(lambda nouns: [Span(noun.start, 9) for noun in nouns])
    assert after["b"] == Span(2, 9)
    assert dict(after) == {"a": Span(1, 9), "b": Span(2, 9), "c": Span(0, 9)}
    assert dict(found) == NOUNS


@given(st.sets(st.text(st.characters(codec="utf-8", exclude_characters="\0") | st.sampled_from("abz-27"))))
def test_ids_are_ordered_as_strings_are(ids: set[str]) -> None:
    """Short and long ones, one the beginning of another, and letters of any script."""
    given_ = list(ids)
    assert [given_[place] for place in ordered(given_)] == sorted(given_)
