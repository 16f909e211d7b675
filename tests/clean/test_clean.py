"""What a saved page becomes. Every text here is invented."""

import pytest

from onrecord.clean import CleanOptions, article_id, clean
from onrecord.model import Article, Given, Problem, Source

LEDE = "The harbor council voted on Monday to close the old bridge before winter, after a year of arguments about it."
SECOND = "Mayor Ann Lee said she would not sign the order. “Not this year,” she told reporters on the bridge itself."


def article(body: str, *, given: Given | None = None, media_type: str = "text/plain", uri: str = "x.txt") -> Article:
    """The article that `body` makes."""
    found = clean(Source(uri, media_type, body, given or Given(), "ab" * 32))
    assert isinstance(found, Article), found
    return found


def dropped(found: Article) -> list[tuple[str, str]]:
    """(line, reason) for each dropped line."""
    return [(line.text, line.reason) for line in found.dropped]


# --- headline -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headline",
    [
        "Council votes to close old bridge",
        "Council Votes To Close The Old Bridge.",
        "Council votes to close old bridge.",
        "Who will pay for bridge?",
        "Council: Old bridge must go",
        "‘Not This Year,’ Mayor Says Of The Bridge",
    ],
)
def test_a_headline_in_the_body(headline: str) -> None:
    """A short line that stands apart and is no sentence is the headline."""
    found = article(f"{headline}\n\n{LEDE}\n\n{SECOND}")
    assert (found.headline, found.headline_source) == (headline, "text")
    assert found.text == f"{LEDE}\n\n{SECOND}"


@pytest.mark.parametrize(
    "first",
    [
        "The bridge is closed.",
        "He's back.",
        "It was the bridge that did it.",
        "“Not this year,” the mayor said.",
        "The mayor said on Monday:",
        "Bridge,",
        "A",
        LEDE,
    ],
)
def test_a_sentence_is_no_headline(first: str) -> None:
    """In doubt the first line is text: a heading is made from it, and it stays."""
    found = article(f"{first}\n\n{LEDE}\n\n{SECOND}")
    assert found.headline_source == "lede"
    assert found.text.startswith(first)


@pytest.mark.parametrize(
    "again",
    [
        "Council votes to close “old” bridge",
        "Council votes to close 'old' bridge.",
        "COUNCIL VOTES TO CLOSE ‘OLD’ BRIDGE",
        "Council votes to close old bridge",
        "Council votes to close old bridge - Harbor Times",
    ],
)
def test_the_given_headline_is_dropped_from_the_body(again: str) -> None:
    """The given headline standing again on top goes, whatever its quotes, case and full stop."""
    found = article(f"{again}\n\n{LEDE}", given=Given(title="Council votes to close “old” bridge"))
    assert (found.headline, found.headline_source) == ("Council votes to close “old” bridge", "given")
    assert found.text == LEDE
    assert dropped(found) == [(again, "repeated headline")]


def test_a_given_headline_leaves_another_first_line_alone() -> None:
    """Only the headline itself is dropped."""
    found = article(f"The bridge is closed.\n\n{LEDE}", given=Given(title="Council votes to close bridge"))
    assert found.text == f"The bridge is closed.\n\n{LEDE}"


def test_a_heading_is_cut_where_it_makes_sense() -> None:
    """The heading from a long lede ends at a clause, with an ellipsis; one from a short lede is the whole sentence."""
    assert article(LEDE).headline == "The harbor council voted on Monday to close the old bridge before winter…"
    assert article("Sen. Bo Ray left the harbor. He was glad.").headline == "Sen. Bo Ray left the harbor"
    assert len(article("word " * 1000).headline) <= 91


def test_headline_byline_and_date_without_blank_lines() -> None:
    """A head set in single lines is taken apart all the same."""
    found = article(f"Council closes bridge\nBy Ann Lee and Bo Ray\nJan. 7, 2031, 10:30 a.m.\n\n{LEDE}\n\n{SECOND}")
    assert (found.headline, found.byline) == ("Council closes bridge", "By Ann Lee and Bo Ray")
    assert found.authors == ("Ann Lee", "Bo Ray")
    assert dropped(found) == [("Jan. 7, 2031, 10:30 a.m.", "publication date")]
    assert found.text == f"{LEDE}\n\n{SECOND}"


def test_the_database_form() -> None:
    """A press database's semicolon, abstract and marks become headline, deck and dropped lines."""
    found = article(f"Old bridge to close; \nMayor vows to fight on.\n\n{LEDE}")
    assert (found.headline, found.deck, found.text) == ("Old bridge to close", "Mayor vows to fight on.", LEDE)
    found = article(f"Old Bridge To Close.\n\nABSTRACT.\n\nMayor vows to fight on.\n\nFULL TEXT.\n\n{LEDE}")
    assert (found.deck, found.text) == ("Mayor vows to fight on.", LEDE)
    assert [reason for _, reason in dropped(found)] == ["database mark", "database mark"]


@pytest.mark.parametrize(("masthead", "outlet"), [("THE PORT LEE GAZETTE", None), ("Gull & Co", "Gull & Co")])
def test_a_masthead_is_no_headline(masthead: str, outlet: str | None) -> None:
    """The outlet's own name on top is dropped, and the headline is the line below it."""
    found = article(f"{masthead}\n\nCouncil closes bridge\n\n{LEDE}", given=Given(outlet=outlet))
    assert (found.headline, found.text) == ("Council closes bridge", LEDE)
    assert dropped(found) == [(masthead, "masthead")]
    found = article(
        f"{masthead}\n\nMonday, January 7, 2031\n\nCouncil closes bridge\nPORT LEE -- {LEDE}",
        given=Given(outlet=outlet),
    )
    assert (found.headline, found.dateline, found.text) == ("Council closes bridge", "PORT LEE", LEDE)


def test_a_deck() -> None:
    """A line without a full stop between headline and text is the deck; a given one goes before it."""
    body = f"Council closes bridge\n\nMayor vows to fight the order in court\n\nBy Ann Lee\n\n{LEDE}"
    assert article(body).deck == "Mayor vows to fight the order in court"
    found = article(body, given=Given(deck="Given deck"))
    assert found.deck == "Given deck"
    assert ("Mayor vows to fight the order in court", "repeated deck") in dropped(found)


# --- byline, dateline, agency -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("BY ANN LEE AND BO RAY", ("ANN LEE", "BO RAY")),
        ("By Ann Lee, Bo Ray and Cy de la Cruz", ("Ann Lee", "Bo Ray", "Cy de la Cruz")),
        ("By Ann Lee, Harbor Times", ("Ann Lee",)),
        ("By Ann Lee, Staff Writer, and Bo Ray", ("Ann Lee", "Bo Ray")),
        ("By Ann Lee | January 7, 2031", ("Ann Lee",)),
        ("By Ann Lee alee@harbor.example", ("Ann Lee",)),
    ],
)
def test_bylines(line: str, authors: tuple[str, ...]) -> None:
    """A line that says who wrote it is the byline, and its names are the authors where none are given."""
    found = article(f"Council closes bridge\n\n{line}\n\n{LEDE}")
    assert (found.byline, found.authors, found.text) == (line, authors, LEDE)


@pytest.mark.parametrize(
    "line", ["By Monday, he had left the town.", "By Harbor Street the road was shut.", "By far the best."]
)
def test_a_sentence_is_no_byline(line: str) -> None:
    """A sentence that begins with "By" is text."""
    assert line in article(f"{line}\n\n{LEDE}").text


@pytest.mark.parametrize(
    ("opening", "dateline", "agency"),
    [
        ("HARBOR CITY (AP) — ", "HARBOR CITY (AP)", "Associated Press"),
        ("Harbor City (AFP) – ", "Harbor City (AFP)", "Agence France-Presse"),
        ("PORT LEE, N.H., Jan. 7 (UPI) -- ", "PORT LEE, N.H., Jan. 7 (UPI)", "United Press International"),
        ("PORT LEE, Calif. - ", "PORT LEE, Calif.", None),
        ("LONDON—", "LONDON", None),
        ("Jan 7 (Reuters) - ", "Jan 7 (Reuters)", "Reuters"),
        ("PORT LEE (Harbor Wire) — ", "PORT LEE (Harbor Wire)", "Harbor Wire"),
    ],
)
def test_datelines(opening: str, dateline: str, agency: str | None) -> None:
    """The dateline is kept, and taken off the first paragraph: it is nobody's words."""
    found = article(opening + LEDE)
    assert (found.dateline, found.agency, found.text) == (dateline, agency, LEDE)


@pytest.mark.parametrize("opening", ["EXCLUSIVE – ", "Ann Lee — ", "The BBC - ", "UPDATE: ", "A-"])
def test_no_datelines(opening: str) -> None:
    """A label or a name before a dash stays text."""
    found = article(opening + LEDE)
    assert (found.dateline, found.text) == (None, opening + LEDE)


def test_the_agency_of_an_author() -> None:
    """An agency given as the author, or alone on a line, is the agency."""
    assert article(LEDE, given=Given(authors=("AP",))).agency == "Associated Press"
    found = article(f"Council closes bridge\n\nAssociated Press\n\n{LEDE}")
    assert (found.agency, found.text) == ("Associated Press", LEDE)


# --- captions -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "credit"),
    [
        ("REUTERS/Ann Lee", "REUTERS/Ann Lee"),
        ("Ann Lee/Getty Images", "Ann Lee/Getty Images"),
        ("(AP Photo/Ann Lee)", "AP Photo/Ann Lee"),
        ("(ANN LEE/AFP/Getty Images)", "ANN LEE/AFP/Getty Images"),
        ("Ann Lee via Getty Images", "Ann Lee via Getty Images"),
        ("Photo by Ann Lee", "Photo by Ann Lee"),
        ("Harbor 6/Ann Lee", "Harbor 6/Ann Lee"),
        ("(Photo: Ann Lee, Harbor Times)", "Photo: Ann Lee, Harbor Times"),
        ("| Getty Images", "Getty Images"),
        ("(Getty Images)", "Getty Images"),
        ("Ann Lee, AP photo", "Ann Lee, AP photo"),
        ("Courtesy of Harbor Historical Society", "Courtesy of Harbor Historical Society"),
        ("Courtesy Ann Lee", "Courtesy Ann Lee"),
    ],
)
def test_captions(printed: str, credit: str) -> None:
    """A line that ends with a picture's credit is its caption, and no text."""
    found = article(f"{LEDE}\n\nA boat leaves the harbor on Monday. {printed}\n\n{SECOND}")
    (caption,) = found.captions
    assert (caption.text, caption.credit) == ("A boat leaves the harbor on Monday.", credit)
    assert found.text == f"{LEDE}\n\n{SECOND}"


@pytest.mark.parametrize(
    "line",
    [
        "The mayor denied it, she told Reuters.",
        "The number was first reported by Bloomberg/AP.",
        "The bridge will close (a plan first reported by Reuters).",
        "“I have seen the bridge,” she told the AP.",
        "He posted a photo of it on Monday, and said it was his.",
        "The council rejected the order, officials said. (Reuters)",
    ],
)
def test_no_captions(line: str) -> None:
    """A paragraph that names an agency is text."""
    found = article(f"{LEDE}\n\n{line}\n\n{SECOND}")
    assert found.captions == ()
    assert line in found.text


def test_a_caption_with_its_opening() -> None:
    """A caption that says what it is needs no credit."""
    found = article(f"{LEDE}\n\nFILE - In this Jan. 5, 2031, file photo, a boat leaves the harbor.")
    assert [caption.text[:6] for caption in found.captions] == ["FILE -"]


def test_alt_text_and_a_credit_on_its_own_line() -> None:
    """Of a picture's three lines, the middle one is the caption."""
    found = article(f"harbor-boat-2031\nA boat leaves the harbor on Monday.\nAnn Lee/Getty Images\n\n{LEDE}")
    assert [(c.text, c.credit) for c in found.captions] == [
        ("A boat leaves the harbor on Monday.", "Ann Lee/Getty Images")
    ]
    assert dropped(found) == [("harbor-boat-2031", "alt text"), ("Ann Lee/Getty Images", "photo credit")]
    assert (found.text, found.headline_source) == (LEDE, "lede")


# --- whole articles -----------------------------------------------------------------------------------------------


def test_mojibake_is_mended_and_nothing_else() -> None:
    """Wrongly decoded characters are mended, in the header too, and noted; curly quotes and entities stay."""
    good = "“It’s Jos\u00e9’s bridge,” she said, &amp; left — ﬁnally… ½ ① ＡＢ"
    bad = "â€œIt is JosÃ©â€™s bridge,â€\x9d she said."
    found = article(f"{good}\n\n{bad}", given=Given(title="JosÃ©â€™s bridge", authors=("JosÃ© Ray",)))
    assert found.text == f"{good}\n\n“It is José’s bridge,” she said."
    assert (found.headline, found.authors) == ("José’s bridge", ("José Ray",))
    (note,) = found.problems
    assert (note.level, "mojibake" in note.message) == ("note", True)


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("PeA\u0303\xb1a", "Peña"),
        ("PeÃ\x83Â±a", "Peña"),
        ("naÃ ̄vetÃ©", "naïveté"),
        ("GÃ1⁄4len", "Gülen"),
        ("RaÃ\x83Âol", "Raúl"),
        ("Iâ€™m", "I’m"),
        ("SÃO PAULO", "SÃO PAULO"),
        ("Ångström, naïve", "Ångström, naïve"),
    ],
)
def test_mojibake_made_twice_or_taken_apart(broken: str, mended: str) -> None:
    """Text decoded wrongly twice, or normalised after it was, is mended; what only looks odd is not touched."""
    assert article(f"{LEDE} So says {broken} today.").text == f"{LEDE} So says {mended} today."


def test_what_is_given_arrives() -> None:
    """Metadata and what reading had to say pass through."""
    given = Given(
        "T", "Harbor Times", "2031-01-07", ("Ann Lee",), "https://h.example", "2031-01-08", "D", "de", "excerpt"
    )
    note = Problem("x.txt", "read", "decoded as cp1252.", level="note")
    found = clean(Source("x.txt", "text/plain", LEDE, given, "0" * 64, problems=(note,)))
    assert isinstance(found, Article)
    assert (found.outlet, found.date, found.authors) == ("Harbor Times", "2031-01-07", ("Ann Lee",))
    assert (found.url, found.retrieved, found.deck) == ("https://h.example", "2031-01-08", "D")
    assert (found.language, found.rights, found.problems) == ("de", "excerpt", (note,))
    assert article(LEDE).language == "en"


def test_no_text_is_a_problem() -> None:
    """An article of captions alone is a problem that says what was found, and how to keep it."""
    body = "A boat leaves the harbor. REUTERS/Ann Lee\n\nRead more: The bridge"
    found = clean(Source("a/x.txt", "text/plain", body, Given(), "0" * 64))
    assert isinstance(found, Problem)
    assert str(found) == (
        "a/x.txt: no article text (1 captions, 0 paragraphs, 1 lines dropped). Keep short pieces with min_words: 0."
    )
    kept = clean(Source("a/x.txt", "text/plain", body, Given(), "0" * 64), CleanOptions(min_words=0))
    assert isinstance(kept, Article)
    assert (kept.text, kept.headline) == ("", "A boat leaves the harbor")


def test_min_words() -> None:
    """The least number of words is the editor's."""
    source = Source("x.txt", "text/plain", "One two three.", Given(), "0" * 64)
    assert isinstance(clean(source, CleanOptions(min_words=3)), Article)
    assert isinstance(clean(source, CleanOptions(min_words=4)), Problem)


def test_hard_wrapped_text_is_joined() -> None:
    """Text set to a width, as in a mail, becomes paragraphs again."""
    body = (
        "The harbor council voted on Monday to close the old bridge before the\n"
        "winter, after a year of arguments about what it would cost the town and\n"
        "who would pay. The mayor, who had promised to keep it open, would not\n"
        "sign the order, and called the vote a long-\nterm mistake.\n"
    )
    found = article(body.replace("a long-\nterm", "a long-term"))
    assert "\n" not in found.text
    assert found.text.startswith("The harbor council voted on Monday to close the old bridge before the winter, after")


def test_single_lines_are_paragraphs() -> None:
    """Lines that do not look set to a width are a paragraph each, with or without blank lines."""
    assert article(f"{LEDE}\n{SECOND}").text == f"{LEDE}\n\n{SECOND}"
    poem = "Roses are red.\nBoats are blue, mostly.\nShort."
    assert article(f"{LEDE}\n\n{poem}").text == f"{LEDE}\n\n" + poem.replace("\n", "\n\n")


def test_plain_text_keeps_every_character() -> None:
    """In plain text nothing is markup."""
    body = "# One *two* [three](four) > <b>five</b> {{ 6 }} &amp; _seven_  eight\u00a0nine \u202e\u200b"
    assert article(f"{LEDE}\n\n{body}.").text == f"{LEDE}\n\n{body}."


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("2016/foo bar.txt", "2016-foo-bar"),
        ("a.b.txt", "a-b"),
        ("feed.jsonl#12", "feed-12"),
        ("no-suffix", "no-suffix"),
        ("….txt", "abababababab"),
        ("index.md", "index-article"),
        ("Été 2016.txt", "ete-2016"),
        ("x" * 300 + ".jsonl#7", "x" * 78 + "-7"),
    ],
)
def test_ids(uri: str, expected: str) -> None:
    """An article's address is made of its path."""
    assert article_id(uri, "ab" * 32) == expected
