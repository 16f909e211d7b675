"""Atom feeds: what is in them, and that they keep to RFC 4287 whatever stands in an article."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest

from onrecord import addresses, write
from onrecord.model import Archive, Correction, Rights
from onrecord.write import Site, feeds
from onrecord.write.catalogue import Catalogue
from tests.write.county import BRIDGE, Said, county, linked, record, with_rights

HOST = "https://county.example/archive/"
ATOM = "{http://www.w3.org/2005/Atom}"
ONCE = {"title", "id", "updated"}
"""What a feed and an entry have exactly once."""
KNOWN = {
    "feed": ONCE | {"author", "link", "generator", "entry", "subtitle"},
    "entry": ONCE | {"author", "link", "category", "content", "published"},
}
EVIL = "]]> <script>alert(1)</script> &amp; \x07 “\ufffe” <!-- --"


def made(archive: Archive | None = None, url: str | None = HOST, name: str = "County") -> dict[str, ET.Element]:
    """The feeds of an archive by their paths; that they can be parsed is the first thing that must hold."""
    catalogue = Catalogue(archive or county(), Site(Path(), Path("docs"), name, url))
    return {path: ET.fromstring(content.encode()) for path, content in feeds.files(catalogue)}


def texts(element: ET.Element, name: str) -> list[str]:
    """What the children of a name say."""
    return [child.text or "" for child in element.findall(f"{ATOM}{name}")]


def lasting(count: int, days: int = 28) -> Archive:
    """An archive in which Ada Lane says something on each of many days."""
    told = []
    for number in range(count):
        words = f"Sentence number {number} of a long year."
        said = [Said(words, "Ada Lane")]
        date = f"2031-{number // days + 1:02}-{number % days + 1:02}"
        told.append((record(f"day-{number:03}", f"“{words}” Lane said.", said, "Post", date), said))
    return linked(told)


def test_there_is_a_feed_of_all_and_of_each_outlet_topic_and_speaker() -> None:
    """But for a speaker with so few statements that hardly anybody waits for the next."""
    assert sorted(made()) == [
        "feeds/all.xml",
        "feeds/outlets/harrow-courier.xml",
        "feeds/outlets/the-ferryman.xml",
        "feeds/outlets/wend-valley-post.xml",
        "feeds/speakers/ada-lane.xml",
        "feeds/topics/bridges.xml",
        "feeds/topics/transport.xml",
    ]


@pytest.mark.parametrize("url", [HOST, None])
@pytest.mark.parametrize("rights", ["full", "quotations", "metadata"])
def test_feeds_keep_to_the_standard(url: str | None, rights: Rights) -> None:
    """Required elements once, only known ones, ids that are whole and differ, times of RFC 3339, links of one kind."""
    archive = write.published(with_rights(county(), "bridge-opens-early", rights))
    for path, feed in made(archive, url).items():
        entries = feed.findall(f"{ATOM}entry")
        ids = [id_ for one in (feed, *entries) for id_ in texts(one, "id")]
        assert len(set(ids)) == len(entries) + 1, path
        assert feed.findall(f"{ATOM}author/{ATOM}name"), path
        for kind, one in [("feed", feed), *(("entry", entry) for entry in entries)]:
            names = Counter(child.tag.removeprefix(ATOM) for child in one)
            assert set(names) <= KNOWN[kind], path
            assert all(names[name] == 1 for name in ONCE), path
            assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", texts(one, "id")[0])
            for moment in texts(one, "updated") + texts(one, "published"):
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", moment), path
            links = [(link.get("rel"), link.get("type")) for link in one.findall(f"{ATOM}link")]
            assert len(links) == len(set(links)), path
            assert all(link.get("href") for link in one.findall(f"{ATOM}link")), path
            assert [content.get("type") for content in one.findall(f"{ATOM}content")] in ([], ["html"])


def test_ids_stay_when_the_site_moves() -> None:
    """Feeds and entries are known by the same ids wherever the archive is published."""

    def ids(url: str | None) -> list[list[str]]:
        return [[one.text or "" for one in feed.iter(f"{ATOM}id")] for feed in made(url=url).values()]

    assert ids(HOST) == ids(None) == ids("https://elsewhere.example/")


def test_links_lead_to_the_archive_with_and_without_its_address() -> None:
    """Whole where the site's address is known; else relative to the feed, which comes to the same."""
    whole, relative = made(), made(url=None)
    for path, feed in whole.items():
        targets = [link.get("href", "") for link in feed.iter(f"{ATOM}link") if link.get("rel") == "alternate"]
        others = [link.get("href", "") for link in relative[path].iter(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert targets == [urljoin(f"{HOST}{path}", other) for other in others]
        assert all(target.startswith(HOST) for target in targets)
        assert [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")] == [f"{HOST}{path}"]
        assert not relative[path].findall(f"{ATOM}link[@rel='self']")


def test_an_article_comes_with_who_is_quoted_in_it() -> None:
    """An entry of the archive's feed has the headline, the authors, the original, the topics and the quotations."""
    entries = made()[addresses.FEED].iter(f"{ATOM}entry")
    (entry,) = [one for one in entries if "a year early" in texts(one, "title")[0]]
    assert [one.text for one in entry.findall(f"{ATOM}author/{ATOM}name")] == ["Mia Holt", "Jo Park"]
    assert (
        entry.findall(f"{ATOM}link[@rel='via']")[0].get("href")
        == county().entries["bridge-opens-early"].record.article.url
    )
    (content,) = texts(entry, "content")
    assert f"“{BRIDGE}” — Ada Lane" in content
    assert "— nobody named" in content


def test_a_speakers_feed_has_the_newest_statements_and_no_more() -> None:
    """Fifty, newest first; the feed's own time is that of the newest."""
    feed = made(lasting(60))["feeds/speakers/ada-lane.xml"]
    entries = feed.findall(f"{ATOM}entry")
    times = [texts(entry, "published")[0] for entry in entries]
    assert len(entries) == feeds.LENGTH
    assert times == sorted(times, reverse=True)
    assert texts(feed, "updated") == times[:1] == ["2031-03-04T00:00:00Z"]
    assert texts(entries[0], "title") == ["Ada Lane: “Sentence number 59 of a long year.”"]


def test_what_has_no_date_is_in_no_feed() -> None:
    """Nobody could say whether it is new; an outlet of which all is undated has a feed without entries."""
    feed = made()["feeds/outlets/the-ferryman.xml"]
    assert not feed.findall(f"{ATOM}entry")
    assert texts(feed, "updated") == ["1970-01-01T00:00:00Z"]


def test_a_correction_makes_an_entry_new() -> None:
    """`updated` is the day of the editor's word where that is later; `published` stays."""
    archive = county()
    bridge = archive.renderings[archive.statements["bridge"].renderings[0]]
    word = Correction("x", "The bridge", "disputed", (), "She denies it.", date="2031-06-01")
    renderings = {**archive.renderings, bridge.id: replace(bridge, corrections=(word,))}
    for path in ("feeds/speakers/ada-lane.xml", addresses.FEED):
        feed = made(replace(archive, renderings=renderings))[path]
        (entry,) = [one for one in feed.iter(f"{ATOM}entry") if "2031-06-01T00:00:00Z" in texts(one, "updated")]
        assert texts(entry, "published") == ["2031-05-04T00:00:00Z"]
        assert texts(feed, "updated") == ["2031-06-01T00:00:00Z"]


def test_hostile_text_is_text() -> None:
    """Whatever stands in names, headlines and words, the feed is XML, and a reader of it sees the characters."""
    said = [Said(f"We read {EVIL} aloud.", f"Ada {EVIL}")]
    told = [(record("evil", f"{said[0].words} she said.", said, f"Post {EVIL}", "2031-05-04"), said)]
    (entry, *_) = made(linked(told), name=EVIL)[addresses.FEED].iter(f"{ATOM}entry")
    (content,) = texts(entry, "content")
    assert "<script>" not in content
    assert "We read ]]&gt; &lt;script&gt;alert(1)" in content


def test_a_feed_that_is_no_longer_made_goes(tmp_path: Path) -> None:
    """So does a list of references of a year that has no article any more."""
    site = Site(tmp_path, tmp_path / "docs", "County")
    write.write(county(), site, {})
    assert (site.docs / "feeds" / "topics" / "bridges.xml").is_file()
    assert (site.docs / "data" / "citations" / "2031.bib").is_file()
    done = write.write(linked([]), site, {})
    assert "docs/feeds/topics/bridges.xml" in done.removed
    assert [path.name for path in (site.docs / "feeds").rglob("*.xml")] == ["all.xml"]
    assert not list((site.docs / "data").rglob("*.bib"))
