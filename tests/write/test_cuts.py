"""A cut shows an outlet's own words, and which of the fullest wording it left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.write.cuts import Piece, Stripe, cut, place, shared

VOCABULARY = ("we", "will", "build", "the", "bridge", "and", "nobody", "pays", "a", "toll", "for", "it")
words = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=80).map(" ".join)


def told(printed: str, fullest: str) -> list[tuple[str, str]]:
    """Each piece of a cut as its kind and its words, the spaces around them apart."""
    return [(one.kind, one.words.strip()) for one in cut([printed], fullest).pieces if one.words not in "“”"]


def own(pieces: tuple[Piece, ...]) -> str:
    """What the outlet printed, by the pieces."""
    return "".join(piece.words for piece in pieces if piece.kind in ("kept", "other"))


@given(words, words)
def test_the_outlets_words_are_all_there_and_its_own(printed: str, fullest: str) -> None:
    """What is not marked as omitted is exactly what the outlet printed, in its order."""
    assert own(cut([printed], fullest).pieces) == printed


@given(st.text("ab -—…,'“", max_size=30), st.text("ab -—…,'“", max_size=30))
def test_whatever_stands_between_the_words_is_there_too(printed: str, fullest: str) -> None:
    """Marks, dashes and stops are printed as the outlet has them."""
    assert own(cut([printed], fullest).pieces) == " ".join(printed.split())


@given(words, words)
def test_the_stripes_are_apart_and_within_the_wording(printed: str, fullest: str) -> None:
    """Stripes come in order, never overlap, and count the words that the cut has."""
    found = cut([printed], fullest)
    at = 0
    for stripe in found.stripes:
        assert at <= stripe.start and stripe.width > 0
        at = stripe.start + stripe.width
    assert at <= found.of == len(fullest.split())
    assert found.words == sum(stripe.width for stripe in found.stripes)


def test_an_omission_is_shown_where_it_was() -> None:
    """Words that the outlet left out stand between those it kept, as the fullest wording has them."""
    found = cut(["We will build it"], "We will, I promise, build it.")
    assert told("We will build it", "We will, I promise, build it.") == [
        ("kept", "We will"),
        ("omitted", "I promise,"),
        ("kept", "build it"),
    ]
    assert found.stripes == (Stripe(0, 2), Stripe(4, 2))
    assert (found.words, found.of, found.whole) == (4, 6, False)


def test_an_omission_never_touches_the_words_beside_it() -> None:
    """There is a space on either side, at the end of the cut and within a pair joined by a dash too."""
    assert "".join(piece.words for piece in cut(["We build"], "We build it at once").pieces) == "“We build” it at once"
    assert "".join(piece.words for piece in cut(["one—two"], "one and two").pieces) == "“one— and two”"


def test_other_words_are_marked_as_other() -> None:
    """A word the outlet prints in place of another is marked, and the other stands behind it as left out."""
    assert told("We shall build it", "We will build it") == [
        ("kept", "We"), ("other", "shall"), ("omitted", "will"), ("kept", "build it"),
    ]  # fmt: skip
    assert cut(["We shall build it"], "We will build it").stripes[1] == Stripe(1, 1, other=True)


def test_several_quotations_are_one_cut_each_in_its_own_marks() -> None:
    """What is left out between two quotations of one article stands outside the marks of both."""
    wording = "We will build it, and nobody will pay for it."
    pieces = cut(["We will build", "nobody will pay"], wording).pieces
    assert "".join(piece.words for piece in pieces) == "“We will build” it, and “nobody will pay” for it."
    assert [piece.words for piece in pieces if piece.kind == "omitted"] == [" it, and ", " for it."]


def test_quotations_that_follow_each_other_are_told_apart() -> None:
    """Where nothing is left out between two quotations, they are two all the same."""
    found = cut(["We will build it.", "Nobody will pay."], "We will build it. … Nobody will pay.")
    assert "".join(piece.words for piece in found.pieces) == "“We will build it.” … “Nobody will pay.”"
    assert found.whole


def test_what_is_left_out_at_either_end_stands_outside_the_marks() -> None:
    """The marks are around the outlet's own words."""
    pieces = cut(["will build"], "We will build it").pieces
    assert "".join(piece.words for piece in pieces) == "We “will build” it"


def test_another_dash_is_no_other_word() -> None:
    """A sign that stands between words is printed as the outlet has it, and makes no difference."""
    assert told("We will - I promise - build", "We will — I promise — build it.") == [
        ("kept", "We will - I promise - build"),
        ("omitted", "it."),
    ]


def test_the_same_words_in_other_marks_are_one_piece() -> None:
    """Case and punctuation make no difference."""
    assert told("we will build it,", "We will build it.") == [("kept", "we will build it,")]
    assert cut(["we will build it,"], "We will build it.").whole


def test_a_long_omission_is_abridged_and_counted() -> None:
    """Many words left out are not printed in full; the gap says how many."""
    fullest = " ".join(f"w{i}" for i in range(200))
    pieces = cut(["w0 w199"], fullest).pieces
    assert ["[… 174 words …]" in piece.words for piece in pieces if piece.kind == "omitted"] == [True]


def test_the_place_of_words_in_the_wording() -> None:
    """Pieces of a wording are known by where the longest run of their words stands in it; strange ones go last."""
    wording = "The lock opens in May, and nobody pays."
    found = ["nobody pays anything", "something else", "the lock opens"]
    assert sorted(found, key=lambda words: place(words, wording)) == ["the lock opens", *found[:2]]


def test_the_words_that_two_wordings_share() -> None:
    """It is the longest run, as the first has it."""
    assert shared("We pay, for the Lock itself", "they said for the lock, we pay") == "for the Lock"
