"""What holds for every body: nothing is lost, nothing is changed, and nothing takes long."""

import re

from hypothesis import given
from hypothesis import strategies as st

from onrecord.clean import CleanOptions, clean, reasons
from onrecord.model import Article, Given, Source

KEEP_ALL = CleanOptions(min_words=0)

MEDIA_TYPES = st.sampled_from(["text/plain", "text/markdown"])

FURNITURE = (
    "Watch Harbor News",
    "By Ann Lee and Bo Ray",
    "HARBOR CITY (AP) — The bridge is closed, the mayor said on Monday.",
    "A boat leaves the harbor on Monday. REUTERS/Ann Lee",
    "FILE - In this Jan. 5, 2031, file photo, a boat leaves. (AP Photo/Bo Ray)",
    "Photo: Ann Lee",
    "ABSTRACT.",
    "FULL TEXT.",
    "Related:",
    "The Bridge That Nobody Wanted",
    "Harbor traffic at a standstill 01:32",
    "CORRECTION:",
    "Updated: Jan. 7, 2031, 10:30 a.m.",
    "Ann Lee contributed to this report.",
    "Twitter: @annlee",
    "___",
    ".image { width: 100% }",
    "}",
    "<tweet id='1'>I love this bridge</tweet>.",
    "Mayor opens the bridge;",
    "“I will not go,” she said. “Not today.”",
    "The council met on Monday to talk about the bridge, and it did not agree about anything at",
    "all before the evening came, when the mayor went home without a word to the reporters who",
)

lines = st.one_of(
    st.sampled_from(FURNITURE),
    st.just(""),
    st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=60),
    st.text("“”\"'’‘ aA.,:;-—()[]{}<>#*_@/01", max_size=40),
)
bodies = st.lists(lines, max_size=14).map("\n".join)


def article(body: str, media_type: str = "text/plain", title: str | None = None) -> Article:
    """The article that `body` makes, short as it may be."""
    found = clean(Source("x.txt", media_type, body, Given(title=title), "0" * 64), KEEP_ALL)
    assert isinstance(found, Article)
    return found


def letters(text: str) -> str:
    """The letters and figures of `text`."""
    return re.sub(r"[\W_]", "", text)


def everything(found: Article) -> str:
    """Every word of an article, wherever it went."""
    pieces = [found.headline, found.deck, found.byline, found.dateline, found.text]
    pieces += [line.text for line in found.dropped]
    # A credit on a line of its own is dropped, and stands with its caption too.
    alone = {line.text.rstrip(". ") for line in found.dropped if line.reason == "photo credit"}
    for caption in found.captions:
        pieces += [caption.text] if caption.credit in alone else [caption.text, caption.credit]
    return "\0".join(letters(piece or "") for piece in pieces)


@given(bodies.filter(str.isascii))
def test_every_line_is_somewhere(body: str) -> None:
    """Each line of a body is in the text, in a field, in a caption, or dropped with a reason.

    A line may be parted (dateline and text, caption and credit, tag and words), so its words are looked for.
    """
    found = article(body)
    whole = everything(found)
    for line in body.split("\n"):
        words = [letters(word) for word in re.split(r"[<>()—\s]+", line)]
        assert all(word in whole for word in words), line
    assert {dropped.reason for dropped in found.dropped} <= reasons().keys()


@given(st.lists(st.sampled_from(FURNITURE), max_size=10), st.integers(0, 3), MEDIA_TYPES)
def test_no_words_more_and_none_less(chosen: list[str], blanks: int, media_type: str) -> None:
    """The words of a body come out as often as they went in, if its headline is its own."""
    body = ("\n" * (1 + blanks)).join(chosen)
    found = article(body, media_type, "A headline that nobody wrote in the body")
    assert sorted(everything(found).replace("\0", "")) == sorted(letters(body + found.headline))


@given(bodies)
def test_text_is_paragraphs_of_the_body(body: str) -> None:
    """The text has no blank ends, no empty paragraphs, and holds only characters of the body."""
    found = article(body)
    paragraphs = found.text.split("\n\n")
    assert found.text == "" or all(paragraph == paragraph.strip() != "" for paragraph in paragraphs)
    assert found.headline
    assert found.id == "x"


@given(bodies)
def test_cleaning_is_a_function(body: str) -> None:
    """The same source gives the same article."""
    assert article(body) == article(body)


@given(bodies)
def test_any_markdown(body: str) -> None:
    """Whatever a Markdown body holds, an article comes out of it."""
    assert article(body, "text/markdown").headline


HOSTILE = (
    "a",
    '"',
    "“",
    "''",
    "A ",
    "Ab ",
    "By Al ",
    "Al, ",
    "Al and ",
    "contributed to ",
    "Al/AP/",
    "(AP",
    "[x](",
    "![",
    "**a ",
    "_a ",
    "`",
    "\\*",
    "<tweet ",
    "{",
    "a:b;",
    "> ",
    "# ",
    "Ã©",
    "â€",
    "\u202e\u200b",
    "\0",
    "An article on ",
    "The ",
    "Follow a on Twitter @",
    "01:3",
    "AB, Cd., ",
)


def test_one_endless_line() -> None:
    """A line without end passes as it is, whatever it repeats: no pattern tries it over and over.

    (Where one did, this test would not end.)
    """
    for piece in HOSTILE:
        line = (piece * (200_000 // len(piece))).strip()
        found = article(line)
        assert len(found.text) + len(found.dateline or "") >= len(line) * 0.3
        assert article(line, "text/markdown").headline


def test_lines_just_below_the_limits() -> None:
    """Nor does a pattern explode on a line as long as it looks at."""
    for piece in HOSTILE:
        for length in (150, 290, 395, 1150, 1990):
            line = (piece * (length // len(piece))).strip()
            body = "\n\n".join([line, line + " x", line + " 01:32", "Text of the article."] * 5)
            assert article(body).headline
