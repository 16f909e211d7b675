"""Markdown bodies: the syntax goes, the words stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.clean.markdown import words_of
from tests.clean.test_clean import LEDE, SECOND, article, dropped


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("**bold** and *it* and __b__ and _i_", "bold and it and b and i"),
        ('[a bridge](https://h.example/a_(b) "title") ends', "a bridge ends"),
        ("a ![boat](boat.jpg) leaves", "a boat leaves"),
        ("`code` <https://h.example> ~~gone~~", "code https://h.example gone"),
        (r"5 \* 3 \_ \[x\] 2 * 3 * 4", "5 * 3 _ [x] 2 * 3 * 4"),
        ("this [sic] is snake_case_name", "this [sic] is snake_case_name"),
        ("“[He] was here,” [she said]", "“[He] was here,” [she said]"),
        ("a * lone star, ** two", "a * lone star, ** two"),
        ("**[*nested*](x)**", "nested"),
    ],
)
def test_inline(written: str, words: str) -> None:
    """Marks of emphasis, links, pictures and code go; brackets in quotations stay."""
    assert words_of(written) == words


def test_blocks() -> None:
    """Headings, quoted lines, items and soft line ends become paragraphs; rules and the like are dropped."""
    body = (
        f"# The *old* bridge\n\n{LEDE}\n\n## Costs\n\nOne line\nand the next of **it**.\n\n"
        "> Quoted words,\n> two lines.\n\n- first item\n- second item\n  goes on\n\n1. numbered\n\n"
        "Setext\n------\n\n***\n\n![boat](b.jpg)\n\n[1]: https://h.example\n"
    )
    found = article(body, media_type="text/markdown")
    assert (found.headline, found.headline_source) == ("The old bridge", "text")
    assert found.text.split("\n\n") == [
        LEDE,
        "Costs",
        "One line and the next of it.",
        "Quoted words, two lines.",
        "first item",
        "second item goes on",
        "1. numbered",
        "Setext",
    ]
    assert [reason for _, reason in dropped(found)] == ["separator", "picture", "link address"]


def test_marks_within_a_line_stay() -> None:
    """What makes an item or a quoted line at its beginning is a character like any other within it."""
    found = article("The bridge - old as it is - stands > 90 years.", media_type="text/markdown")
    assert found.text == "The bridge - old as it is - stands > 90 years."


def test_furniture_and_captions_in_markdown() -> None:
    """What is furniture in plain text is furniture here, its marks aside."""
    head = "# Bridge\n\n**Watch Harbor News**\n\n*A boat leaves. Ann Lee/Getty Images*"
    body = f"{head}\n\n{LEDE}\n\n[Read more: costs](x)\n\n{SECOND}"
    found = article(body, media_type="text/markdown")
    assert found.text == f"{LEDE}\n\n{SECOND}"
    assert [caption.credit for caption in found.captions] == ["Ann Lee/Getty Images"]
    assert dropped(found) == [("Watch Harbor News", "site furniture"), ("Read more: costs", "related link")]


@given(st.text(max_size=100))
def test_words_without_marks_are_untouched(text: str) -> None:
    """Text without Markdown's characters comes out as it went in."""
    plain = text.translate(dict.fromkeys(map(ord, "\\`*_[]<>~!"), "x"))
    assert words_of(plain) == plain
