"""A statement's page: who cut what, who credits whom, and which reports are copies of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord import write
from onrecord.model import Archive
from onrecord.write import Site
from tests.write.county import Said, linked, quotation_id, record

FIRST = "The pump is old, and nobody will mend it"
SECOND = "We will buy another in May"
WHOLE = f"{FIRST}. {SECOND}."


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty site with a search page."""
    return Site(tmp_path, tmp_path / "docs", "County", search="search.md")


def told(*articles: tuple[str, str, Sequence[Said]], date: str = "2031-05-04") -> Archive:
    """The archive of some articles (outlet, text, what is quoted in it)."""
    return linked([
        (record(outlet.lower(), text, said, outlet, date), said) for outlet, text, said in articles
    ])  # fmt: skip


def page(site: Site, archive: Archive, path: str = "statements/pump.md") -> str:
    """The statement's page, after writing the archive."""
    write.write(archive, site, {})
    return (site.docs / path).read_text(encoding="utf-8")


def rows(text: str) -> list[str]:
    """The parts of the page on how each article carried it."""
    return text.split('<div class="or-cut" markdown>')[1:]


def pump(words: str, speaker: str | None = "Ada Lane", **more: str) -> Said:
    """A quotation of the statement."""
    return Said(words, speaker, "pump", **more)  # type: ignore[arg-type]  # fields by name


WHOLE_STORY = ("Post", f"“{WHOLE}” Lane said.", [pump(WHOLE)])
PIECES = (
    "Courier",
    f"“{SECOND},” the engineer Ada Lane said on Monday. She had said that “{FIRST}”.",
    [pump(SECOND), pump(FIRST)],
)


HERALD = (
    "Herald",
    "Lane said they “will buy another” soon. “The pump is old,” she said, and “We will buy another”.",
    [pump("will buy another"), pump("The pump is old,"), pump("We will buy another")],
)


def test_the_pieces_of_one_article_are_one_cut(site: Site) -> None:
    """What an article quotes in several places is laid on the wording together, each piece in its own marks."""
    found = rows(page(site, told(WHOLE_STORY, HERALD)))
    assert len(found) == 2
    assert "“The pump is old,”<del> and nobody will mend it. </del>“We will buy another”<del> in May.</del>" in found[0]
    assert "8 of 15 words" in found[0]


def test_a_piece_that_another_holds_is_shown_within_it(site: Site) -> None:
    """Words that an article quotes twice are in its cut once; both places are led to."""
    row = rows(page(site, told(WHOLE_STORY, HERALD)))[0]
    printed = row.split("{: .or-printed")[0].split('<div class="or-words" markdown>')[1]
    assert printed.count("will buy another") == 1
    for words in ("will buy another", "The pump is old,", "We will buy another"):
        assert f"](../articles/herald.md#q-{quotation_id('herald', words)})" in row


def test_pieces_stand_in_the_order_of_the_wording(site: Site) -> None:
    """Where an article quotes the end before the beginning, its cut is told in the statement's order."""
    found = rows(page(site, told(WHOLE_STORY, PIECES)))[0]
    assert f"“{FIRST}” … “{SECOND}”" in found
    assert "all 15 words" in found


def test_the_words_stand_in_their_sentence(site: Site) -> None:
    """The sentence around the words is there, its cue marked, the words by name; they lead to their place."""
    found = rows(page(site, told(WHOLE_STORY, PIECES)))[0]
    place = f"../articles/courier.md#q-{quotation_id('courier', SECOND)}"
    assert f"[“<bdi>{SECOND},</bdi>”]({place})" not in found
    assert f"[“<bdi>{SECOND}</bdi>”]({place}) the engineer Ada Lane said on Monday." in found
    assert "She had said that [“<bdi>The pump is old, and nobody will mend it</bdi>”](" in found


def test_long_words_are_named_by_their_ends(site: Site) -> None:
    """In its sentence a long quotation is called by its first and its last words."""
    post = ("Post", f"Lane said: “{WHOLE}”", [pump(WHOLE)])
    found = rows(page(site, told(post, PIECES)))[1]
    assert "[“<bdi>The pump is old, … buy another in May.</bdi>”](../articles/post.md#q-" in found


def test_the_stripes_show_which_words_are_there(site: Site) -> None:
    """A drawing beside each cut has a stripe for each stretch; the words beside it say how much it is."""
    found = rows(page(site, told(WHOLE_STORY, ("Courier", f"“{SECOND},” Lane said.", [pump(SECOND)]))))
    assert (
        'viewBox="0 0 15 1" preserveAspectRatio="none" aria-hidden="true"><rect x="9" width="6" height="1"/></svg>'
        in found[0]
    )
    assert "6 of 15 words" in found[0] and "all 15 words" in found[1]


def test_copies_of_one_report_are_one_row(site: Site) -> None:
    """Articles of one report that print the same are counted once, and named; another report has a row of its own."""
    archive = told(
        WHOLE_STORY,
        ("Courier", f"Lane told reporters: “{WHOLE}”", [pump(WHOLE)]),
        ("Herald", f"“{WHOLE}” Lane said.", [pump(WHOLE)]),
    )
    statement = replace(archive.statements["pump"], reports=(("courier",), ("herald", "post")))
    text = page(site, replace(archive, statements={**archive.statements, "pump": statement}))
    assert "3 outlets · 2 reports, counting copies once · the same words" in text
    assert len(rows(text)) == 2
    copy = f"[Post](../articles/post.md#q-{quotation_id('post', WHOLE)})"
    assert f"The same report is also in {copy} (" in rows(text)[1]


def test_one_report_is_no_agreement(site: Site) -> None:
    """Copies of one report agree with nobody: that outlets agree is said of reports of their own alone."""
    archive = told(WHOLE_STORY, ("Courier", f"“{WHOLE}” Lane said.", [pump(WHOLE)]))
    assert "both outlets agree" in page(site, archive)
    statement = replace(archive.statements["pump"], reports=(("courier", "post"),))
    assert "agree" not in page(site, replace(archive, statements={**archive.statements, "pump": statement}))


def test_outlets_that_differ_are_told_apart(site: Site) -> None:
    """A dispute says which outlet credits whom, above and in each row; silence is no dispute, and is said too."""
    other = ("Courier", f"“{WHOLE}” Berg said.", [pump(WHOLE, "Max Berg")])
    text = page(site, told(WHOLE_STORY, other))
    assert "Courier credits **[Max Berg](../speakers/max-berg.md)**; Post credits **[Ada Lane]" in text
    assert [row.count("credited to [") for row in rows(text)] == [1, 1]
    silent = page(site, told(WHOLE_STORY, ("Courier", f"“{WHOLE}” it said.", [pump(WHOLE, None)])))
    assert '<span class="or-agreed">Courier names nobody</span>' in silent
    assert [row.count("credited to nobody by name") for row in rows(silent)] == [1, 0]


def test_the_first_outlet_is_named_if_it_was_alone(site: Site) -> None:
    """Who carried it first is said only where one outlet was a day ahead."""
    courier = ("Courier", f"“{WHOLE}” Lane said.", [pump(WHOLE)])
    assert "4 May 2031</time> ·" in page(site, told(WHOLE_STORY, courier))
    one, two = (
        (record(outlet.lower(), text, said, outlet, date), said)
        for (outlet, text, said), date in ((WHOLE_STORY, "2031-05-04"), (courier, "2031-05-03"))
    )
    assert "3 May 2031</time> by Courier ·" in page(site, linked([one, two]))


def test_words_that_come_back_are_named(site: Site) -> None:
    """Statements that repeat words of this one stand under these words."""
    again = "I said it before: nobody will mend it, and I say it again"
    said = [pump(WHOLE), Said(again, "Ada Lane", "again")]
    archive = told(WHOLE_STORY, ("Courier", f"“{WHOLE}” Lane said. “{again},” she said.", said))
    statement = replace(archive.statements["pump"], recurs=("again",))
    text = page(site, replace(archive, statements={**archive.statements, "pump": statement}))
    assert "The words “<bdi>nobody will mend it</bdi>” again:" in text
    assert f"> “{again}”" in text.split("again:\n")[1]


def test_other_words_are_insertions(site: Site) -> None:
    """Words that an outlet prints in place of others are marked up as its own, the others as left out."""
    other = WHOLE.replace("another", "a better one")
    text = page(site, told(WHOLE_STORY, ("Courier", f"“{other}” Lane said.", [pump(other)]), HERALD))
    assert "will buy <ins>another</ins> <del>a better one </del>in May" in text
    assert "Underlined words are that outlet’s own." in text
