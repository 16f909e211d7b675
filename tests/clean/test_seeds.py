"""Four real articles, as they were saved. They lie outside the repository, so nothing of their text stands here."""

from pathlib import Path

import pytest

from onrecord import read
from onrecord.clean import clean
from onrecord.model import Article, Source

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is absent: the real articles are not in git"),
]


def seed(number: str) -> tuple[Source, Article]:
    """The seed whose file name begins with `number`, as read and as cleaned."""
    (path,) = SEEDS.glob(f"{number}_*.txt")
    (source,) = read.read(path, SEEDS)
    assert isinstance(source, Source)
    article = clean(source)
    assert isinstance(article, Article)
    return source, article


def paragraphs(source: Source) -> list[str]:
    """The blocks of the source between blank lines."""
    return [block for block in source.body.split("\n\n") if block.strip()]


@pytest.mark.parametrize(
    ("number", "credit", "alt"), [("000", "REUTERS/Mike Blake", 5), ("002", "Andrew Burton/Getty Images", 1)]
)
def test_a_picture_is_no_headline(number: str, credit: str, alt: int) -> None:
    """The picture's alternative text and caption leave the text; the heading is made from the lede."""
    source, article = seed(number)
    first, second = paragraphs(source)[0].split("\n")
    (caption,) = article.captions
    assert (caption.credit, f"{caption.text} {credit}") == (credit, second)
    assert [(line.text, line.reason) for line in article.dropped] == [(first, "alt text")]
    assert len(first.split()) == alt
    assert article.text == "\n\n".join(paragraphs(source)[1:]).strip()
    assert article.headline_source == "lede"
    assert article.text.startswith(article.headline.removesuffix("…"))


def test_a_contributor_line() -> None:
    """The last line, which tells the outlet, is dropped and kept; all else is text."""
    source, article = seed("001")
    (line,) = article.dropped
    assert (line.text, line.reason) == (paragraphs(source)[-1].strip(), "contributor line")
    assert line.text.startswith("Fox News’ ")
    assert article.text == "\n\n".join(paragraphs(source)[:-1])
    assert (article.headline_source, article.captions) == ("lede", ())


def test_furniture_and_headline() -> None:
    """The headline is found below the broadcaster's bar, and bar, video and buttons are dropped."""
    source, article = seed("003")
    blocks = paragraphs(source)
    assert article.headline == blocks[1].strip()
    assert article.headline_source == "text"
    assert [line.reason for line in article.dropped] == [
        "site furniture",
        "related video",
        "site furniture",
        "site furniture",
        "site furniture",
        "app or notification plea",
        "app or notification plea",
    ]
    expected = [block for block in blocks[2:-1] if not block.endswith("01:32")]
    assert article.text == "\n\n".join(expected)
