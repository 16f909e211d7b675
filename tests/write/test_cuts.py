"""A cut shows an outlet's own words, and which of the fullest wording it left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.write.cuts import cut, share

VOCABULARY = ("we", "will", "build", "the", "bridge", "and", "nobody", "pays", "a", "toll", "for", "it")
words = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=80).map(" ".join)


@given(words, words)
def test_the_outlets_words_are_all_there_and_its_own(printed: str, fullest: str) -> None:
    """What is not marked as omitted is exactly what the outlet printed, in its order."""
    pieces = cut(printed, fullest)
    assert " ".join(piece.words for piece in pieces if piece.kind != "omitted") == printed


def test_an_omission_is_shown_where_it_was() -> None:
    """Words that the outlet left out stand between those it kept, as the fullest wording has them."""
    found = cut("We will build it", "We will, I promise, build it.")
    assert [(piece.kind, piece.words) for piece in found] == [
        ("kept", "We will"),
        ("omitted", "I promise,"),
        ("kept", "build it"),
    ]


def test_other_words_are_marked_as_other() -> None:
    """A word the outlet prints in place of another is marked."""
    found = cut("We shall build it", "We will build it")
    assert [piece.kind for piece in found] == ["kept", "other", "omitted", "kept"]


def test_another_dash_is_no_other_word() -> None:
    """A sign that stands between words by itself is the same sign, whatever it looks like."""
    found = cut("We will - I promise - build", "We will — I promise — build it.")
    assert [(piece.kind, piece.words) for piece in found] == [
        ("kept", "We will - I promise - build"),
        ("omitted", "it."),
    ]


def test_the_same_words_in_other_marks_are_one_piece() -> None:
    """Case and punctuation make no difference."""
    assert [piece.kind for piece in cut("we will build it,", "We will build it.")] == ["kept"]


def test_a_long_omission_is_abridged_and_counted() -> None:
    """Many words left out are not printed in full; the gap says how many."""
    fullest = " ".join(f"w{i}" for i in range(200))
    pieces = cut("w0 w199", fullest)
    assert pieces[1].kind == "omitted"
    assert "[… 174 words …]" in pieces[1].words
    assert share("w0 w199", fullest) == 1
