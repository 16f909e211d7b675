"""Extraction as a whole: what holds for any text."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract import Rules, extract, load_rules
from tests.extract.conftest import article

RULES = load_rules()
WORDS = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "''",
        ".",
        ",",
        ":",
        "?",
        "(",
        ")",
        "said",
        "told",
        "he",
        "she",
        "who",
        "and",
        "of",
        "Ann",
        "Reed",
        "Gov.",
        "Mr.",
        "the",
        "a",
        "spokesman",
        "letter",
        "according",
        "to",
        "was",
        "called",
        "reports",
        "Paris",
        "Monday",
        "“no”",
        "Reed’s",
        "-",
        "—",
        "\n\n",
    ]
)


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_quotations_stand_in_the_text(text: str) -> None:
    """Every span lies within the text and holds something; quotations come in order, and none overlaps its like."""
    record = extract(article(text), RULES)
    ends = {"marks": 0, "indirect": 0}
    for q in record.quotations:
        like = "indirect" if q.kind == "indirect" else "marks"
        assert ends[like] <= q.content.start < q.content.end <= len(text)
        assert all(s is None or 0 <= s.start < s.end <= len(text) for s in (q.cue, q.mention))
        assert q.kind in {"direct", "partial", "indirect"} and q.rule
        ends[like] = q.content.end


@settings(max_examples=100)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_speakers_are_people_of_the_article(text: str) -> None:
    """Whoever is given as a speaker is among the people, in the same words, and each mention is where it says."""
    record = extract(article(text), RULES)
    names = [p.name for p in record.people]
    assert {q.speaker for q in record.quotations if q.speaker} <= set(names)
    assert all(m.name == p.name for p in record.people for m in p.mentions)


@settings(max_examples=50)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_the_same_article_gives_the_same_record(text: str) -> None:
    """Extraction is pure."""
    assert extract(article(text), RULES) == extract(article(text), load_rules())


HOSTILE = {
    "marks": '"',
    "pairs": "“”",
    "names": "John Smith ",
    "lists": "John Smith, ",
    "couples": "Dan and ",
    "nicknames": "Dan “",
    "capitals": "JOHN SMITH ",
    "speakers": "John Smith said. ",
    "pronouns": 'He said "a b c". ',
    "one sentence": 'he said "a" and that ',
    "titles": "Senator of ",
    "clauses": "John Smith, who ",
    "commas": "said, ",
    "paragraphs": "“a b c\n\n",
    "brackets": "(",
    "stops": ".",
    "hyphens": "a-",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_with_length(name: str, rules: Rules) -> None:
    """Twice the text takes at most some two times the calls, whatever it is made of."""
    piece = HOSTILE[name]
    small, large = (_calls(piece * (size // len(piece)), rules) for size in (8_000, 16_000))
    assert large < 2.3 * small + 1_000


def _calls(text: str, rules: Rules) -> int:
    """How many calls of functions, C functions included, extraction makes."""
    count = 0

    def step(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        extract(article(text), rules)
    finally:
        sys.setprofile(before)
    return count


def test_an_undated_article_is_noted(rules: Rules) -> None:
    """No date is a note, with what to do; a dated article has none."""
    undated, dated = extract(article("Text."), rules), extract(article("Text.", date="2025-01-02"), rules)
    assert [(p.level, bool(p.hint)) for p in undated.problems] == [("note", True)]
    assert dated.problems == ()
