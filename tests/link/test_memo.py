"""What linking remembers is what was made from the very same, and no more than the last build used."""

from __future__ import annotations

import pickle

import pytest

from onrecord.link import Changes, Memo


def test_what_is_known_is_not_made_again() -> None:
    """A result is made once for its kind and key, in this build and the next, also if it is None or empty."""
    made: list[object] = []

    def make(result: object) -> object:
        made.append(result)
        return result

    memo = Memo()
    for _ in range(3):
        assert memo("a", 1, lambda: make(None)) is None
        assert memo("a", (1, "x"), lambda: make(())) == ()
        assert memo("b", 1, lambda: make("other")) == "other"
        memo.ended()
    assert made == [None, (), "other"]


@pytest.mark.parametrize(
    ("before", "asked", "new", "gone"),
    [
        ({}, "ab", {"k": {"a": "A", "b": "B"}}, {}),
        ({"k": {"a": "A"}}, "a", {}, {}),
        ({"k": {"a": "A"}}, "aab", {"k": {"b": "B"}}, {}),
        ({"k": {"a": "A", "b": "B"}}, "b", {}, {"k": ["a"]}),
        ({"k": {"a": "A"}, "old": {"a": 1}}, "c", {"k": {"c": "C"}}, {"k": ["a"], "old": ["a"]}),
        ({"k": {"a": "A"}}, "", {}, {"k": ["a"]}),
        ({}, "", {}, {}),
    ],
)
def test_an_ended_build_keeps_what_it_used(
    before: dict[str, dict[str, object]], asked: str, new: object, gone: object
) -> None:
    """Its changes are what it made and what it had no use for; applied to what was there they give what it used."""
    for one_by_one in (True, False):
        memo = Memo(before)
        if one_by_one:
            assert [memo("k", key, key.upper) for key in asked] == list(asked.upper())
        else:
            assert memo.together("k", list(asked), lambda keys: [key.upper() for key in keys]) == list(asked.upper())
        changes = memo.ended()
        assert (changes.new, changes.gone) == (new, gone)
        assert bool(changes) is bool(new or gone)
        memo.each("k", sorted(set(asked)), lambda key: pytest.fail(f"{key} was forgotten"))
        assert not memo.ended()


def test_what_a_build_did_not_ask_for_is_forgotten() -> None:
    """A result comes back made anew, not as it was two builds ago."""
    memo = Memo({"k": {"a": "stale"}})
    memo.ended()
    assert memo("k", "a", lambda: "fresh") == "fresh"


def test_the_known_is_not_changed() -> None:
    """What a memo begins with stays as it was: it may be another's."""
    known = {"k": {"a": 1, "b": 2}}
    memo = Memo(known)
    memo("k", "a", lambda: 0)
    memo.ended()
    assert known == {"k": {"a": 1, "b": 2}}


def test_results_made_together_are_asked_for_once_each() -> None:
    """Only what is not known is asked for, each once, in order; too few results are an error."""
    asked: list[list[int]] = []

    def squares(keys: list[int]) -> list[int]:
        asked.append(keys)
        return [key * key for key in keys]

    memo = Memo({"square": {2: 4}})
    assert memo.together("square", [3, 2, 3, 1], squares) == [9, 4, 9, 1]
    assert memo.together("square", [1, 2], squares) == [1, 4]
    assert asked == [[3, 1]]
    with pytest.raises(ValueError, match="shorter"):
        memo.together("square", [7, 8], lambda _: [49])


def test_changes_can_be_stored() -> None:
    """They survive a pickler."""
    memo = Memo({"k": {b"gone": (1,)}})
    memo("k", ("key", 1), lambda: ("result", 2.5))
    changes = memo.ended()
    assert (
        pickle.loads(pickle.dumps(changes))
        == changes
        == Changes({"k": {("key", 1): ("result", 2.5)}}, {"k": [b"gone"]})
    )
