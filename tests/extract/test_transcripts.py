"""Transcripts: the lines of a text, by which turns, tweets, signatures and blocks are told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.transcripts import lines


@given(st.lists(st.text(" \t\u00a0\r\nLane:.?", max_size=12)).map("\n".join))
def test_a_line_stands_where_its_offsets_say(text: str) -> None:
    """Every line that has more than space is found, in order, without the space around it."""
    found = lines(text)
    assert [text[start:end] for start, end in found] == [line for row in text.split("\n") if (line := row.strip())]
    ends = [0, *(end for _, end in found)]
    assert all(text[end:start].isspace() or not start for end, (start, _) in zip(ends, found, strict=False))
