"""Quotation marks are paired as a reader pairs them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract import load_rules
from onrecord.extract.marks import marked

ELISION = load_rules().syntax.elision


def stretches(text: str) -> list[str]:
    """The words in marks."""
    return [text[m.start : m.end] for m in marked(text, ELISION)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“One,” he said.", ["One,"]),
        ('"One," he said. "Two."', ["One,", "Two."]),
        ('“One," he said. "Two.”', ["One,", "Two."]),
        ("``One,'' he said. ''Two.''", ["One,", "Two."]),
        ("”One,“ he said.", ["One,"]),
        ("He said “she said “no” to me” again.", ["she said “no” to me"]),
        ("“One.\n\n“Two.\n\n“Three,” he said.", ["One.\n\n“Two.\n\n“Three,"]),
        ("“One.\n\nTwo.” he said.", ["One."]),
        ("“One. “Two,” he said.", ["Two,"]),
        ('A 6\'2" man and a 12" record.', []),
        ("‘We go home,’ said Ann. ‘It’s the drivers’ day.’", ["We go home,", "It’s the drivers’ day."]),
        ("‘’Twas late, an’ dark,’ he said.", ["’Twas late, an’ dark,"]),
        ("The drivers’ union met in the ’90s.", []),
        ("", []),
    ],
)
def test_pairs(text: str, words: list[str]) -> None:
    """Each text gives just these stretches, outer marks left out."""
    assert stretches(text) == words


@given(st.text(alphabet="ab ,.\n“”\"'‘’`6", max_size=80))
def test_order(text: str) -> None:
    """Stretches lie within the text, in order, apart from each other, whatever the marks."""
    last = 0
    for m in marked(text, ELISION):
        assert last <= m.open < m.start <= m.end <= m.close <= len(text)
        last = m.close
