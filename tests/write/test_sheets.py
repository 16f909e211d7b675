"""What somebody said, narrowed: every link that narrows leads to a page, no page is heavy, and nothing is lost."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord import write
from onrecord.model import Archive, Topic
from onrecord.write import Site, narrowing
from tests.write.county import Said, linked, record

CHIP = re.compile(r"\[([^\]<]+?)(?: <small>([\d,]+)</small>)?\]\(([^)\s]+)\)\{: \.or-chip id=\"(\w+)=([^\"]*)\"")
SAID = re.compile(r"^> “We counted (\d+) boats\.”", re.M)
OUTLETS = ("Wend Valley Post", "Harrow Courier", "The Ferryman")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty site with a search page."""
    return Site(tmp_path, tmp_path / "docs", "County", search="search.md")


def boats(count: int, years: int = 3) -> Archive:
    """One speaker, one statement an article: of every three one is about bridges, outlets and years take turns."""
    told = []
    for number in range(count):
        said = [Said(f"We counted {number} boats.", "Ada Lane"), Said(f"It rained for {number} days.", "Tom Okafor")]
        date = f"20{31 + number % years}-{1 + number % 12:02}-{1 + number % 28:02}"
        text = f"“{said[0].words}” Lane said.\n\n“{said[1].words}” Okafor said."
        told.append((record(f"boats-{number:04}", text, said, OUTLETS[number % 3], date), said))
    archive = linked(told)
    about = {i for i, one in archive.statements.items() if int(one.articles[0][-4:]) % 3 == 0}
    statements = {i: replace(s, topics=("bridges",) if i in about else ()) for i, s in archive.statements.items()}
    bridges = Topic("bridges", "Bridges", "bridge*", statements=tuple(sorted(about)))
    return replace(archive, statements=statements, topics={"bridges": bridges})


def pages(site: Site, below: str) -> dict[str, str]:
    """The pages at and below an address, by path."""
    found = [*site.docs.glob(f"{below}.md"), *(site.docs / below).rglob("*.md")]
    return {path.relative_to(site.docs).as_posix(): path.read_text(encoding="utf-8") for path in found}


def page_of(site: Site, path: str) -> str:
    """One page."""
    return (site.docs / path).read_text(encoding="utf-8")


def chips(text: str) -> list[tuple[str, ...]]:
    """The ways to narrow a page: label, number, where each leads, its facet and key."""
    return CHIP.findall(text)


def of(text: str, facet: str) -> list[str]:
    """What the lines of a page's list have of a facet."""
    return re.findall(rf'<div class="or-item[^>]* data-{facet}="([^"]*)"', text)


def test_what_its_speakers_page_shows_has_no_page_but_a_great_topic(site: Site) -> None:
    """Where a page shows all, links narrow it in place; the topic with enough has a page, and its link leads there."""
    write.write(boats(90), site, {})
    found = pages(site, "speakers/ada-lane")
    assert set(found) == {"speakers/ada-lane.md", "speakers/ada-lane/topic/bridges.md"}
    text = found["speakers/ada-lane.md"]
    assert chips(text) == [
        ("All", "", "#topic=", "topic", ""),
        ("Bridges", "30", "../speakers/ada-lane/topic/bridges.md", "topic", "bridges"),
        ("All", "", "#outlet=", "outlet", ""),
        ("Harrow Courier", "30", "#outlet=harrow-courier", "outlet", "harrow-courier"),
        ("The Ferryman", "30", "#outlet=the-ferryman", "outlet", "the-ferryman"),
        ("Wend Valley Post", "30", "#outlet=wend-valley-post", "outlet", "wend-valley-post"),
        ("All", "", "#year=", "year", ""),
        *((str(year), "30", f"#year={year}", "year", str(year)) for year in (2033, 2032, 2031)),
    ]
    for _, number, _, facet, key in chips(text):
        assert not number or sum(key in values.split() for values in of(text, facet)) == int(number)


def test_whatever_a_page_is_narrowed_to_has_a_rule_in_the_style_sheet(site: Site) -> None:
    """For each key of a link that stays on its page there is one rule, which hides what has not that key."""
    write.write(boats(90), site, {})
    sheet = page_of(site, "assets/onrecord/narrowing.css")
    rule = re.compile(r'\[id="(\w+)=([^"]*)"\]:target\) .*:not\(\[data-\1~="\2"\], :has\(\[data-\1~="\2"\]\)\) \{')
    ruled = [match.groups() for line in sheet.splitlines() if (match := rule.search(line))]
    assert len(ruled) == sheet.count(":target") == len(set(ruled))
    there = {tuple(one[3:]) for one in chips(page_of(site, "speakers/ada-lane.md")) if one[4]}
    assert there == set(ruled)


def test_the_style_sheet_holds_no_key_that_could_end_its_rule() -> None:
    """An id that is no plain word has no rule; letters of any script are plain."""
    ((path, sheet),) = narrowing.files([("topic", 'x"],*{}'), ("topic", "мост"), ("outlet", "</style>")])
    assert path == "assets/onrecord/narrowing.css"
    assert sheet.count("{") == 1
    assert '[id="topic=мост"]:target' in sheet


def test_every_link_that_narrows_leads_to_a_page_that_says_as_many(site: Site) -> None:
    """Where a page can't show all, a number beside a link is what its page counts, and lists where it lists all."""
    write.write(boats(270), site, {})
    found = pages(site, "speakers/ada-lane")
    assert set(found) == {
        "speakers/ada-lane.md",
        "speakers/ada-lane/topic/bridges.md",
        *(f"speakers/ada-lane/outlet/{name}.md" for name in ("wend-valley-post", "harrow-courier", "the-ferryman")),
        *(f"speakers/ada-lane/{year}.md" for year in (2031, 2032, 2033)),
    }
    there = chips(found["speakers/ada-lane.md"])
    assert [(label, number) for label, number, *_ in there if number] == [
        ("Bridges", "90"),
        *((name, "90") for name in sorted(OUTLETS)),
        *((str(year), "90") for year in (2033, 2032, 2031)),
    ]
    for _, number, target, *_ in there:
        text = ((site.docs / "speakers" / target).resolve()).read_text()
        assert not number or len(SAID.findall(text)) == int(number)


def test_a_page_of_one_outlet_counts_its_articles_alone(site: Site) -> None:
    """What another outlet carries of the same statement is no part of it."""
    said = [Said(f"We counted {number} boats.", "Ada Lane", f"boats-{number}") for number in range(260)]
    text = "\n\n".join(f"“{one.words}” Lane said." for one in said)
    shared = said[:4]
    told = [
        (record("all", text, said, "Harrow Courier", "2031-05-04"), said),
        (record("four", text, shared, "The Ferryman", "2031-05-05"), shared),
    ]
    write.write(linked(told), site, {})
    assert "\n4 statements · 1 article · 1 outlet · " in page_of(site, "speakers/ada-lane/outlet/the-ferryman.md")
    assert "\n260 statements · 264 quotations · 2 articles · 2 outlets" in page_of(site, "speakers/ada-lane.md")


def test_a_page_that_holds_less_than_all_is_not_narrowed_in_place(site: Site) -> None:
    """Where the list goes on elsewhere, its links lead to pages; where it is whole, the script is told so."""
    write.write(boats(260, years=1), site, {})
    found = pages(site, "speakers/ada-lane")
    assert "data-whole" not in found["speakers/ada-lane.md"]
    assert 'class="or-item" markdown' in found["speakers/ada-lane.md"]
    assert "The newest 250 of 260" in found["speakers/ada-lane.md"]
    half = found["speakers/ada-lane/2031-h1.md"]
    assert "data-whole" in half
    assert half.count('data-outlet="wend-valley-post" data-year="2031" markdown') == 44
    topic = found["speakers/ada-lane/topic/bridges.md"]  # all is in one outlet and one year
    assert "data-whole" not in topic
    assert topic.count('class="or-item" markdown') == 87


def test_a_narrowed_page_can_be_narrowed_further(site: Site) -> None:
    """On a topic's page the other facets narrow it in place; the topic's own links lead to the pages beside it."""
    archive = boats(90)
    hers = (s for s in archive.statements.values() if s.speakers == ("ada-lane",))
    about = {s.id for s in sorted(hers, key=lambda s: s.articles)[:60]}
    statements = {i: replace(s, topics=("bridges",) if i in about else ()) for i, s in archive.statements.items()}
    write.write(replace(archive, statements=statements), site, {})
    there = chips(pages(site, "speakers/ada-lane")["speakers/ada-lane/topic/bridges.md"])
    assert [(target, int(number or 0)) for _, number, target, facet, _ in there if facet != "year"] == [
        ("../../../speakers/ada-lane.md", 0),
        ("../../../speakers/ada-lane/topic/bridges.md", 60),
        ("#outlet=", 0),
        ("#outlet=harrow-courier", 20),
        ("#outlet=the-ferryman", 20),
        ("#outlet=wend-valley-post", 20),
    ]


@pytest.mark.parametrize(
    ("count", "pieces"),
    [
        (480, ["2031-h1", "2031-h2"]),
        (740, ["2031-q1", "2031-q2", "2031-q3", "2031-q4"]),
        (1500, [f"2031-{month:02}" for month in range(1, 13)]),
    ],
)
def test_a_year_keeps_its_page_when_it_grows(site: Site, count: int, pieces: list[str]) -> None:
    """A year of more than one page still has its own, which leads to the fewest pieces: each statement once."""
    write.write(boats(count, years=1), site, {})
    found = pages(site, "speakers/ada-lane")
    year = found["speakers/ada-lane/2031.md"]
    listed: Counter[str] = Counter()
    for label, number, target, facet, key in chips(year):
        if facet == "month" and key:
            text = page_of(site, f"speakers/ada-lane/{key}.md")
            assert target == f"../../speakers/ada-lane/{key}.md"
            assert f"# Ada Lane: {label}" in text
            assert len(SAID.findall(text)) == int(number) <= 250
            listed.update(SAID.findall(text))
    assert [key for *_, facet, key in reversed(chips(year)) if facet == "month" and key] == pieces
    assert len(listed) == count
    assert set(listed.values()) == {1}
    assert len(SAID.findall(year)) == 250
    assert "[Speakers](../../speakers/index.md) › [Ada Lane](../../speakers/ada-lane.md)" in year


def test_a_piece_of_a_year_that_grew_leads_on(site: Site) -> None:
    """Whoever comes to a half that is in quarters now is led to its newest quarter; of what is about a topic, too."""
    write.write(boats(740, years=1), site, {})
    for half, quarter in (("h1", "q2"), ("h2", "q4")):
        text = page_of(site, f"speakers/ada-lane/2031-{half}.md")
        assert f"\nredirect: speakers/ada-lane/2031-{quarter}/\n" in text
        assert f"](../../speakers/ada-lane/2031-{quarter}.md)" in text
    assert not list(site.docs.glob("topics/bridges/said/2031-q*.md"))  # 494 in two halves
    write.write(boats(1110, years=1), site, {})
    text = page_of(site, "topics/bridges/said/2031-h1.md")
    assert "\nredirect: topics/bridges/said/2031-q2/\n" in text
    assert "](../../../topics/bridges/said/2031-q2.md)" in text


def test_who_has_said_little_is_not_narrowed(site: Site) -> None:
    """Below twenty statements a page has no filters and no further pages; its topics are in its lines."""
    write.write(boats(19), site, {})
    found = pages(site, "speakers/ada-lane")
    assert set(found) == {"speakers/ada-lane.md"}
    assert "or-filters" not in found["speakers/ada-lane.md"]
    assert "[Bridges](../topics/bridges.md)" in found["speakers/ada-lane.md"]


def test_a_topic_leads_to_what_each_speaker_said_about_it(site: Site) -> None:
    """A name on a topic's page leads to their words about it: to a page, or to the speaker's narrowed; else to all."""
    write.write(boats(90), site, {})
    for count, target in ((90, "ada-lane/topic/bridges.md"), (40, "ada-lane.md#topic=bridges"), (12, "ada-lane.md")):
        write.write(boats(count), site, {})
        assert f"- [Ada Lane](../speakers/{target})" in page_of(site, "topics/bridges.md")


def test_an_outlet_leads_to_what_each_speaker_said_in_it(site: Site) -> None:
    """To the speaker's page, where it is narrowed to that outlet."""
    write.write(boats(90), site, {})
    assert "[Ada Lane](../speakers/ada-lane.md#outlet=the-ferryman)" in page_of(site, "outlets/the-ferryman.md")


def test_all_that_was_said_about_a_topic_is_there_by_time(site: Site) -> None:
    """The topic's own page shows the newest; the pages by year hold every statement once."""
    write.write(boats(300, years=4), site, {})
    found = pages(site, "topics/bridges")
    assert "The newest 30 of 200; all of them by year:" in found["topics/bridges.md"]
    listed = Counter(number for path, text in found.items() if "/said/" in path for number in SAID.findall(text))
    assert len(listed) == 100
    assert set(listed.values()) == {1}


def test_pages_that_narrow_are_cited_as_themselves(site: Site) -> None:
    """Each has its own title and address in each form of its citation, also where it is about a topic's year."""
    write.write(boats(900), site, {})
    for path, title in (
        ("speakers/ada-lane/topic/bridges/2031", "Ada Lane on Bridges: 2031"),
        ("speakers/ada-lane/outlet/the-ferryman", "Ada Lane in The Ferryman"),
        ("speakers/ada-lane/2032", "Ada Lane: 2032"),
        ("topics/bridges/said/2031", "Bridges: 2031"),
    ):
        text = page_of(site, f"{path}.md")
        assert f"“{title},” County, ~/{path}/" in text
        assert text.count(f"~/{path}/") == 4
        assert f"citation_title: {title}" in text.replace('"', "").replace("'", "")
