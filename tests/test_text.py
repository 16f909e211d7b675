"""What is known about text: folding, words, slugs, shingles, and sentences, with quotations taken as one word each."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text import fold, normalise, sentences, sentences_around, shingles, slug, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One day. Another day.", 2),
        ("Sen. Ann Reed met Dr. J. R. Poe in St. Paul. They ate.", 2),
        ("He came at 5 p.m. and left.", 1),
        ("She voted no. He voted yes.", 2),
        ("One paragraph\n\nanother one", 2),
        ("What? Why! Where…", 3),
        ("The U.S. Navy sailed. It sank.", 2),
        ("The dog was ill. She wept.", 2),
        ("She is No. 2 in the house. He is No. 3.", 2),
        ("", 0),
    ],
)
def test_boundaries(text: str, count: int) -> None:
    """Stops after abbreviations and initials end nothing; blank lines always do."""
    assert len(sentences(text)) == count


def test_opaque() -> None:
    """No sentence ends inside an opaque stretch, and one that goes on in lower case after it does not end there."""
    text = 'He asked "Who? Me?" and left. "No. Never." She stayed.'
    quotes = [(9, 19), (30, 42)]
    assert [text[a:b] for a, b in sentences(text, quotes)] == [
        'He asked "Who? Me?" and left.',
        '"No. Never."',
        "She stayed.",
    ]


@given(st.text(alphabet="aB .?!\n\"”'", max_size=100))
def test_nothing_is_lost(text: str) -> None:
    """Sentences are in order, apart, trimmed, and hold every character that is not white space."""
    spans = sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b and text[a:b] == text[a:b].strip() for a, b in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))


def around(text: str, quoted: str) -> str:
    """The sentences around the words, which stand in marks."""
    start = text.index(quoted)
    a, b = sentences_around(text, start, start + len(quoted), (start - 1, start + len(quoted) + 1))
    return text[a:b]


def test_a_quotation_is_found_in_its_whole_sentences() -> None:
    """Stops within the marks and after abbreviations end nothing; a neighbour's words and paragraph stay out."""
    text = 'Early days.\n\nIt rained. "We wait. We hope," Mr. Poe of St. Paul said. She left.\n\nLate days.'
    assert around(text, "We wait. We hope,") == '"We wait. We hope," Mr. Poe of St. Paul said.'


def test_a_quotation_of_several_paragraphs_keeps_all_of_them() -> None:
    """What is said over a blank line has its sentences on both sides."""
    text = 'Before. She said: "One thing.\n\n"Another thing," and left. After.'
    assert around(text, 'One thing.\n\n"Another thing,') == 'She said: "One thing.\n\n"Another thing," and left.'


def test_a_text_without_stops_is_not_looked_at_whole() -> None:
    """Around a quotation in an endless line there is no more than a long sentence's worth."""
    text = "word " * 5000 + '"we wait" ' + "word " * 5000
    assert "we wait" in around(text, "we wait")
    assert len(around(text, "we wait")) < 10_000


@given(st.text(alphabet='aB .?!\n"', max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_what_is_around_a_stretch_holds_it(text: str, one: int, other: int) -> None:
    """Nothing of the stretch is left out but white space at its ends."""
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    a, b = sentences_around(text, start, end, (start - 1, end + 1))
    kept = text[max(a, start) : min(b, end)]
    assert "".join(kept.split()) == "".join(text[start:end].split())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élan", "elan"),
        ("O’Neill", "o'neill"),
        ("Øster", "oster"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ﬁn", "fin"),
    ],
)
def test_folding_hides_case_accents_and_apostrophes(text: str, folded: str) -> None:
    """Two spellings of one name fold to the same."""
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_folding_once_is_enough(text: str) -> None:
    """What is folded stays as it is: so words are equal whichever of two texts they were folded in."""
    assert words(normalise(text)) == words(text)


def test_words_keep_inner_apostrophes_alone() -> None:
    """Marks, dashes and hyphens part words; an apostrophe within one does not."""
    assert words("‘Don’t—the mayor's well-known “plan”…’") == ["don't", "the", "mayor's", "well", "known", "plan"]
    assert normalise("A  “Plan”,\nB") == "a plan b"


@given(st.text(st.sampled_from("ab1Zé’'‘_-. …—ß½ﬁİ\u0301\u2011\n"), max_size=16))
def test_words_are_the_same_whatever_letters_stand_beside_them(text: str) -> None:
    """Without letters beyond ASCII words are told quickly, and are those that a search for words finds."""
    assert words(text) == re.findall(r"[^\W_]+(?:['’][^\W_]+)*", fold(text))
    assert words(f"{text} é") == [*words(text), "e"]


def test_shingles_are_neighbours() -> None:
    """Every run of neighbours is there, in order; none where there are too few."""
    assert list(shingles(["a", "b", "c"], 2)) == [("a", "b"), ("b", "c")]
    assert list(shingles(["a"], 2)) == []


@pytest.mark.parametrize(
    ("text", "limit", "address"),
    [
        ("Ada O’Neill, Mayor", 80, "ada-oneill-mayor"),
        ("one two three", 9, "one-two"),
        ("incomprehensibilities", 5, "incom"),
        ("—!?", 80, ""),
        ("Москва, 2025", 80, "москва-2025"),
    ],
)
def test_slugs_are_cut_between_words(text: str, limit: int, address: str) -> None:
    """An address holds whole words, no longer than the limit; other scripts stay as they are."""
    assert slug(text, limit) == address
