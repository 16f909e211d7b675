"""An article's text as words and signs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract import load_rules
from onrecord.extract.tokens import LONG, tokens

RULES = load_rules()
PIECES = (
    "J.",
    "Sen.",
    "U.S.",
    "Odell",
    "Odell's",
    "76-year-old",
    "3,000",
    "then-Gov.",
    "“No,”",
    "a",
    "…",
    "\u00e9t\u00e9",
    "¶" * LONG * 2,
)


def _told(text: str, start: int, end: int) -> list[str]:
    return [text[token.start : token.end] for token in tokens(text, start, end, RULES)]


@given(st.lists(st.sampled_from(PIECES)), st.sampled_from((" ", "\n", "\xa0", " \t ")))
def test_tokens_are_those_that_the_rules_tell(pieces: list[str], space: str) -> None:
    """Pieces of text that were met before give the same tokens as a search of the whole, and at the same places."""
    text = space.join(pieces)
    for start, end in ((0, len(text)), (len(text) // 3, 2 * len(text) // 3)):
        found = [(m.start() + start, m.end() + start) for m in RULES.syntax.token.finditer(text[start:end])]
        assert [(token.start, token.end) for token in tokens(text, start, end, RULES)] == found


def test_an_initial_needs_something_after_it() -> None:
    """The stop belongs to the letter before white space, not at the end of what is looked at."""
    text = "Ask J. Odell"
    assert _told(text, 0, len(text)) == ["Ask", "J.", "Odell"]
    assert _told(text, 0, len("Ask J.")) == ["Ask", "J", "."]
