"""Links to words in another page: what they name, and how it is encoded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.write.fragments import _CONTEXT, WHOLE, directive, within


def place(text: str, words: str, nth: int = 1) -> str:
    """The directive of the nth place at which words stand in a text."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return within(text, Span(start, start + len(words)))


def test_a_few_words_are_named_whole() -> None:
    """Without the marks at their ends, in which outlets and archives differ."""
    assert directive("“The ferry stays,”") == ":~:text=The%20ferry%20stays"


def test_a_long_passage_is_named_by_its_ends() -> None:
    """Five words at either end, which never overlap."""
    words = [f"w{number}" for number in range(12)]
    assert directive(" ".join(words)) == ":~:text=w0%20w1%20w2%20w3%20w4,w7%20w8%20w9%20w10%20w11"
    assert directive(" ".join(words[:11])).endswith(",w6%20w7%20w8%20w9%20w10")


def test_no_end_reaches_over_a_paragraph() -> None:
    """Browsers look for each end within one paragraph; the marks that reopen a quotation are no part of it."""
    assert directive("Yes.\n\n“And no,\n\n“said the pilot of us") == ":~:text=Yes,said%20the%20pilot%20of%20us"


def test_what_has_a_meaning_of_its_own_is_encoded() -> None:
    """Commas, hyphens, ampersands, percent signs and whatever else is no plain word."""
    assert directive("R&D, 5%-10% up") == ":~:text=R%26D%2C%205%25%2D10%25%20up"
    assert directive("naïve 田中") == ":~:text=na%C3%AFve%20%E7%94%B0%E4%B8%AD"


@pytest.mark.parametrize("words", ["", " … ", "“”", "\n\n"])
def test_no_words_no_directive(words: str) -> None:
    """Where there is nothing to look for, the link leads to the page."""
    assert directive(words) == ""


TEXT = "“Not me,” Lane said. Asked again: “not me, ever”.\n\nThe board met. “Not me” was all Lane would say."


def test_the_first_of_the_same_words_needs_no_context() -> None:
    """A browser finds it first by itself."""
    assert place(TEXT, "Not me") == ":~:text=Not%20me"


def test_the_second_is_told_by_what_stands_before_it() -> None:
    """Up to three words, with the mark between, but nothing of another paragraph."""
    assert place(TEXT, "Not me", 2) == ":~:text=board%20met.%20%E2%80%9C-,Not%20me"
    assert place("It is so. Then it is so, he said.", "it is so") == ":~:text=is%20so.%20Then-,it%20is%20so"


def test_or_by_what_stands_after_it() -> None:
    """Where it opens its paragraph."""
    text = "“Not me,” Lane said.\n\n“Not me,” said Okafor, who left."
    assert place(text, "Not me", 2) == ":~:text=Not%20me,-%2C%E2%80%9D%20said%20Okafor%2C"


def test_where_nothing_stands_beside_them_the_same_words_are_the_same_place() -> None:
    """A paragraph that is nothing but words printed before, as what is set large, has no context to be told by."""
    assert place("“Not me.”\n\n“Not me.”", "Not me.", 2) == ":~:text=Not%20me"


@given(st.text(alphabet="aAßi. \n“", max_size=40), st.data())
def test_words_further_up_are_found_however_they_are_spaced_and_spelled(text: str, data: st.DataObject) -> None:
    """Only where the words stand before the place, told without case and spacing, is anything more named."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end].strip(" .\n“").split("\n\n")[0]
    if len(words.split()) > WHOLE or not words:
        return
    stands = " ".join(words.split()).casefold() in " ".join(text[:start].split()).casefold()
    if not stands:
        assert within(text, Span(start, end)) == directive(text[start:end])
        return
    begin = text.index(text[start:end].strip(" .\n“"), start)  # which may be in a later paragraph
    beside = text[text.rfind("\n\n", 0, begin) + 1 : begin].split()[-_CONTEXT:]
    if any(one.isalnum() for one in "".join(beside)):
        assert "-," in within(text, Span(start, end))
