"""What somebody said, narrowed: every link that narrows leads to a page, no page is heavy, and nothing is lost."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord import write
from onrecord.model import Archive, Topic
from onrecord.write import Site
from tests.write.county import Said, linked, record

CHIP = re.compile(r"\[([^\]<]+?)(?: <small>([\d,]+)</small>)?\]\(([^)\s]+)\)\{: \.or-chip data-(\w+)=\"([^\"]*)\"")
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


def test_every_link_that_narrows_leads_to_a_page_that_says_as_many(site: Site) -> None:
    """A number beside a way to narrow is what its page counts, and what it lists where it lists all."""
    write.write(boats(90), site, {})
    found = pages(site, "speakers/ada-lane")
    assert set(found) == {
        "speakers/ada-lane.md",
        "speakers/ada-lane/topic/bridges.md",
        *(f"speakers/ada-lane/outlet/{name}.md" for name in ("wend-valley-post", "harrow-courier", "the-ferryman")),
        *(f"speakers/ada-lane/{year}.md" for year in (2031, 2032, 2033)),
    }
    chips = CHIP.findall(found["speakers/ada-lane.md"])
    assert [(label, number) for label, number, *_ in chips if number] == [
        ("Bridges", "30"),
        *((name, "30") for name in sorted(OUTLETS)),
        *((str(year), "30") for year in (2033, 2032, 2031)),
    ]
    for _, number, target, *_ in chips:
        text = ((site.docs / "speakers" / target).resolve()).read_text()
        assert not number or len(SAID.findall(text)) == int(number)


def test_a_page_of_one_outlet_counts_its_articles_alone(site: Site) -> None:
    """What another outlet carries of the same statement is no part of it."""
    said = [Said(f"We counted {number} boats.", "Ada Lane", f"boats-{number}") for number in range(24)]
    text = "\n\n".join(f"“{one.words}” Lane said." for one in said)
    shared = said[:4]
    told = [
        (record("all", text, said, "Harrow Courier", "2031-05-04"), said),
        (record("four", text, shared, "The Ferryman", "2031-05-05"), shared),
    ]
    write.write(linked(told), site, {})
    assert "\n4 statements · 1 article · 1 outlet · " in page_of(site, "speakers/ada-lane/outlet/the-ferryman.md")
    assert "\n24 statements · 28 quotations · 2 articles · 2 outlets" in page_of(site, "speakers/ada-lane.md")


def test_a_page_that_holds_less_than_all_is_not_narrowed_by_the_script(site: Site) -> None:
    """Where the list goes on elsewhere, its links lead to pages; where it is whole, the script is told so."""
    write.write(boats(160, years=1), site, {})
    found = pages(site, "speakers/ada-lane")
    assert "data-whole" not in found["speakers/ada-lane.md"]
    assert 'class="or-item" markdown' in found["speakers/ada-lane.md"]
    assert "The newest 150 of 160" in found["speakers/ada-lane.md"]
    topic = found["speakers/ada-lane/topic/bridges.md"]
    assert "data-whole" in topic
    assert topic.count('data-outlet="wend-valley-post" data-year="2031" markdown') == 54
    assert '<div class="or-row or-live" data-facet="outlet" markdown>' not in topic  # all is in one outlet


def test_what_only_the_script_can_narrow_says_so(site: Site) -> None:
    """On a topic's page, outlets are narrowed by the script alone: their links lead to the same page, narrowed."""
    archive = boats(90)
    hers = (s for s in archive.statements.values() if s.speakers == ("ada-lane",))
    about = {s.id for s in sorted(hers, key=lambda s: s.articles)[:60]}
    statements = {i: replace(s, topics=("bridges",) if i in about else ()) for i, s in archive.statements.items()}
    write.write(replace(archive, statements=statements), site, {})
    text = pages(site, "speakers/ada-lane")["speakers/ada-lane/topic/bridges.md"]
    row = text.split('<div class="or-row or-live" data-facet="outlet" markdown>')[1].split("</div>\n</div>")[0]
    here = "../../../speakers/ada-lane/topic/bridges.md"
    assert [(target, int(number or 0)) for _, number, target, *_ in CHIP.findall(row)] == [
        (here, 0),
        (f"{here}?outlet=harrow-courier", 20),
        (f"{here}?outlet=the-ferryman", 20),
        (f"{here}?outlet=wend-valley-post", 20),
    ]


def test_a_year_keeps_its_page_when_it_grows(site: Site) -> None:
    """A year of more than one page still has its own, which leads to the months; those hold each statement once."""
    write.write(boats(500, years=1), site, {})
    found = pages(site, "speakers/ada-lane")
    year = found["speakers/ada-lane/2031.md"]
    months = [target for _, _, target, facet, key in CHIP.findall(year) if facet == "month" and key]
    assert len(months) == 12
    listed = Counter(
        number for target in months for number in SAID.findall((site.docs / "speakers/ada-lane" / target).read_text())
    )
    assert len(listed) == 500
    assert set(listed.values()) == {1}
    assert len(SAID.findall(year)) == 150
    assert "[Speakers](../../speakers/index.md) › [Ada Lane](../../speakers/ada-lane.md)" in year


def test_who_has_said_little_is_not_narrowed(site: Site) -> None:
    """Below twenty statements a page has no filters and no further pages; its topics are in its lines."""
    write.write(boats(19), site, {})
    found = pages(site, "speakers/ada-lane")
    assert set(found) == {"speakers/ada-lane.md"}
    assert "or-filters" not in found["speakers/ada-lane.md"]
    assert "[Bridges](../topics/bridges.md)" in found["speakers/ada-lane.md"]


def test_a_topic_leads_to_what_each_speaker_said_about_it(site: Site) -> None:
    """A name on a topic's page leads to their words about it where these have a page, else to the speaker's."""
    write.write(boats(90), site, {})
    assert (
        "- [Ada Lane](../speakers/ada-lane/topic/bridges.md) <svg" in pages(site, "topics/bridges")["topics/bridges.md"]
    )
    write.write(boats(12), site, {})
    assert "- [Ada Lane](../speakers/ada-lane.md)" in pages(site, "topics/bridges")["topics/bridges.md"]


def test_all_that_was_said_about_a_topic_is_there_by_time(site: Site) -> None:
    """The topic's own page shows the newest; the pages by year hold every statement once."""
    write.write(boats(300, years=4), site, {})
    found = pages(site, "topics/bridges")
    assert "The newest 30 of 200; all of them by year:" in found["topics/bridges.md"]
    listed = Counter(number for path, text in found.items() if "/said/" in path for number in SAID.findall(text))
    assert len(listed) == 100
    assert set(listed.values()) == {1}
