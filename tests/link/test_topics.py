"""Topics as saved queries."""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

import pytest

import onrecord
from onrecord.config import load_authority
from onrecord.link.matching import FIELDS, Texts
from onrecord.model import Archive, Authority, Correction, TopicEntry
from onrecord.query import parse
from onrecord.text import words
from tests.link.making import linked, record

SCAFFOLD = Path(onrecord.__file__).parent / "scaffold" / "authority"
TEXTS = ["The river rose.", "A ferry on the river.", "Ferries and ferrymen; no water", "River ferry"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("river", {0, 1, 3}),
        ("River", {0, 1, 3}),
        ("ferr*", {1, 2, 3}),
        ('"river rose"', {0}),
        ('"ferry river"', set()),
        ("river ferry", {1, 3}),
        ("river AND NOT ferry", {0}),
        ("rose OR water", {0, 2}),
        ("(rose OR ferry) river", {0, 1, 3}),
        ("title:rose", {0}),
        ("title:ferr*", {2, 3}),
        ('title:"river ferry"', {3}),
        ('absent OR abs* OR "not there"', set()),
    ],
)
def test_queries(query: str, found: set[int]) -> None:
    """Words, prefixes, phrases, fields and their combinations match the texts that hold them."""
    titles = ["Rose", "River", "Ferries", "River ferry"]
    wanted = parse(query, FIELDS)
    texts = Texts([{"text": words(text), "title": words(t)} for text, t in zip(TEXTS, titles, strict=True)], [wanted])
    assert texts.matching(wanted) == found


def _archive(*entries: TopicEntry) -> Archive:
    long = "\n\n".join(["Nothing of note happened in the town hall on that quiet day."] * 50)
    return linked(
        record(
            "a.txt", "The ferry sank.\n\n“We will raise her by spring,” Lane said.", "Ada Lane", headline="Ferry sinks"
        ),
        record("b.txt", f"The council met.\n\n{long}\n\nSomebody named a ferry.", headline="Council meets"),
        record(
            "c.txt",
            f"The council met.\n\n{long}\n\nBy boat, “the ferry fare must fall,” said Lane.\n\nFerry, ferry, ferry.",
            "Ada Lane",
        ),
        authority=Authority(topics=entries),
    )


def test_an_article_is_about_what_it_says_more_than_once_or_at_once() -> None:
    """A word in the opening, or often enough for the length, makes a topic; a passing mention does not."""
    assert _archive(TopicEntry("ferry", "Ferry", "ferry")).topics["ferry"].articles == ("a", "c")


def test_a_statement_is_about_its_own_sentence() -> None:
    """A statement has the topics of its sentence, or else those its headline tells."""
    archive = _archive(TopicEntry("ferry", "Ferry", "ferry"), TopicEntry("fares", "Fares", "fare", broader="ferry"))
    by_words = {statement.wording: statement.topics for statement in archive.statements.values()}
    assert by_words == {"We will raise her by spring,": ("ferry",), "the ferry fare must fall,": ("fares", "ferry")}


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("It is late. The ferry broke down. “We are tired,” Lane said.", ("ferry",)),
        ("The ferry broke down. Lane was brief: “We are tired,” she said.", ()),
        ("The ferry broke down.\n\n“We are tired,” Lane said.", ()),
        ("“We are tired,” Lane said. The ferry had broken down.", ()),
        ("The ferry, Mr. Poe of St. Paul said, is late: “We are tired.”", ("ferry",)),
    ],
)
def test_the_sentence_before_tells_what_opening_words_are_about(text: str, topics: tuple[str, ...]) -> None:
    """Words that open a sentence have the topics of the one before them in their paragraph, and of no other."""
    archive = linked(
        record("a.txt", text, "Ada Lane"), authority=Authority(topics=(TopicEntry("ferry", "Ferry", "ferry"),))
    )
    assert [statement.topics for statement in archive.statements.values()] == [topics]


def test_one_rendering_is_enough() -> None:
    """A statement is about what the sentence of one of its quotations tells; headlines tell only where none does."""
    words = "“We will raise her from the river bed before the spring floods return,” Lane"
    told = record("a.txt", f"{words} said of the ferry.", "Ada Lane", headline="Fares rise", date="2025-03-04")
    silent = record("b.txt", f"{words} said.", "Ada Lane", headline="Taxes rise", date="2025-03-04")
    topics = tuple(TopicEntry(word, word, word) for word in ("ferry", "fares", "taxes"))
    (both,) = linked(told, silent, authority=Authority(topics=topics)).statements.values()
    assert (both.articles, both.topics) == (("a", "b"), ("ferry",))
    (both,) = linked(told, silent, authority=Authority(topics=topics[1:])).statements.values()
    assert both.topics == ("fares", "taxes")


def test_what_the_editor_takes_out_is_in_no_topic_and_what_is_added_is() -> None:
    """A rejected quotation is about nothing any more, with marks or without; an added one is like any other."""
    text = "“The ferry sank,” Lane said. She told them that the ferry was old. Later the ferry was raised."
    article = record("a.txt", text, "Ada Lane", reported={"the ferry was old": "Ada Lane"})
    topics = (TopicEntry("ferry", "Ferry", "ferry"),)
    before = linked(article, authority=Authority(topics=topics))
    added = Correction("", "the ferry was raised", "add", ("Ada Lane",), article="a")
    rejected = [Correction(id_, before.words(one), "reject") for id_, one in before.renderings.items()]
    after = linked(article, authority=Authority(topics=topics, corrections=(added, *rejected)))
    assert (len(before.topics["ferry"].statements), len(before.topics["ferry"].reported)) == (1, 1)
    assert after.topics["ferry"].statements == ()
    assert after.topics["ferry"].reported == tuple(after.renderings)
    assert [one.topics for one in after.renderings.values()] == [("ferry",)]


def test_broader_topics_hold_what_narrower_ones_hold() -> None:
    """What is about a narrower topic is about all broader ones, and each knows the other."""
    archive = _archive(
        TopicEntry("traffic", "Traffic", "nosuchword"),
        TopicEntry("boats", "Boats", "nosuchword", broader="traffic"),
        TopicEntry("ferry", "Ferry", "ferry", broader="boats", iptc="medtop:1", cap="10"),
    )
    assert archive.topics["traffic"].articles == archive.topics["ferry"].articles == ("a", "c")
    assert (archive.topics["traffic"].narrower, archive.topics["boats"].narrower) == (("boats",), ("ferry",))
    assert (archive.topics["ferry"].iptc, archive.topics["ferry"].cap) == ("medtop:1", "10")


def test_a_query_that_cannot_be_read_is_reported() -> None:
    """The topic stays, empty, and a warning says where it stands and what is wrong."""
    archive = _archive(TopicEntry("ferry", "Ferry", "(ferry", where="topics.yml:3"))
    assert archive.topics["ferry"].articles == ()
    assert [problem.uri for problem in archive.problems] == ["topics.yml:3"]


class TestVocabulary:
    """The topics that a new archive starts with."""

    topics: ClassVar = {entry.id: entry for entry in load_authority(SCAFFOLD).topics}

    def test_major_topics(self) -> None:
        """All 21 major topics of the Comparative Agendas Project are there, and nothing has a code beyond them."""
        majors = {str(n) for n in (*range(1, 11), *range(12, 22), 23)}
        assert {entry.cap for entry in self.topics.values() if not entry.broader} == majors
        assert {entry.cap for entry in self.topics.values()} == majors

    def test_narrower_topics_share_the_code(self) -> None:
        """A narrower topic falls under the major topic of the broader one."""
        assert all(entry.cap == self.topics[entry.broader].cap for entry in self.topics.values() if entry.broader)

    def test_codes(self) -> None:
        """IPTC codes are written as the vocabulary writes them."""
        assert all(re.fullmatch(r"medtop:\d{8}", entry.iptc) for entry in self.topics.values() if entry.iptc)

    @pytest.mark.parametrize(
        ("sentence", "expected", "not_expected"),
        [
            (
                "Agents deported the family before its asylum claim was heard.",
                {"deportation", "asylum", "immigration"},
                {"refugees"},
            ),
            (
                "She would raise the minimum wage and tax cuts would end.",
                {"minimum-wage", "labor", "taxes", "economy"},
                {"unions"},
            ),
            ("The choir traded its piano for a harmonium.", set(), {"foreign-trade", "culture"}),
            ("A gunman in a film is no matter of gun control.", {"gun-policy", "law-and-crime"}, {"policing"}),
        ],
    )
    def test_sentences(self, sentence: str, expected: set[str], not_expected: set[str]) -> None:
        """Sentences find their topics and those above them, not their neighbors."""
        archive = linked(record("a.txt", sentence), authority=load_authority(SCAFFOLD))
        found = set(archive.entries["a"].topics)
        assert expected <= found
        assert not found & not_expected
