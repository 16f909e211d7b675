"""Sentences, with quotations taken as one word each."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text import sentences


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
