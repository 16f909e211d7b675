"""What is printed fits the terminal."""

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.words import paragraph

WORDS = st.lists(st.text("abcdeé“”", min_size=1, max_size=12), min_size=1, max_size=40)


@given(words=WORDS, indent=st.integers(0, 6), hanging=st.integers(0, 6))
def test_a_paragraph_keeps_its_words_and_its_width(words: list[str], indent: int, hanging: int) -> None:
    """No word is lost or broken, and no line is wider than the terminal; later lines hang."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "40")
        lines = paragraph(" ".join(words), indent, hanging)
    assert " ".join(lines).split() == words
    assert max(map(len, lines)) <= 40
    assert lines[0].startswith(" " * indent)
    assert all(line.startswith(" " * (indent + hanging)) for line in lines[1:])


def test_styles_take_no_width() -> None:
    """A word in bold is as wide as it looks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "20")
        plain = paragraph("one two three four five six")
        styled = paragraph(f"one {click.style('two', bold=True)} three four five six")
    assert [click.unstyle(line) for line in styled] == plain
