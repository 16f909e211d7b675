"""Stories, the timeline, and the hubs by year and month: what they show, and that nothing is far from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord import addresses, write
from onrecord.model import Archive, Record, Registered, Story
from onrecord.write import Site
from onrecord.write.catalogue import Catalogue
from onrecord.write.chart import chart
from onrecord.write.pages import Planner
from onrecord.write.watch import versions
from tests.write.county import Said, linked, record

LINK = re.compile(r"\]\(([^)\s]+)\)")
LONG = "The ferry will run through the winter, and nobody on this island will pay more than one crown for it."


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty site."""
    return Site(tmp_path, tmp_path / "docs", "County", search="search.md")


def page(site: Site, path: str) -> str:
    """The Markdown of a page."""
    return (site.docs / path).read_text(encoding="utf-8")


def _told(name: str, outlet: str | None, date: str | None, said: Sequence[Said]) -> tuple[Record, Sequence[Said]]:
    text = " ".join(f"“{one.words}” said {one.speaker}." for one in said) or "Nothing was said."
    return record(name, text, said, outlet, date), said


def ferry() -> Archive:
    """A story of three articles: one line in two cuts, one that only one carries; a third outlet quotes nobody."""
    whole, half = Said(LONG, "Ada Lane", "winter"), Said("The ferry will run through the winter", "Ada Lane", "winter")
    alone = Said("I have packed already", "Bo Berg")
    told = [
        _told("one", "Harrow Courier", "2031-05-04", (whole, alone)),
        _told("two", "Wend Valley Post", "2031-05-05", (half,)),
        _told("three", "The Ferryman", "2031-05-06", ()),
    ]
    archive = linked(told)
    told_of = Story("one", "Ferry to run all winter", ("one", "two", "three"), "2031-05-04", "2031-05-06")
    entries = {id_: replace(entry, story="one") for id_, entry in archive.entries.items()}
    return replace(archive, entries=entries, stories={"one": told_of})


def test_a_story_sets_its_articles_side_by_side(site: Site) -> None:
    """Each article stands with its outlet, its day, whom it quotes, and how much of that it shares."""
    write.write(ferry(), site, {})
    columns = page(site, "stories/one.md").split('<div class="or-column" markdown>')[1:]
    assert [re.findall(r"\]\(\.\./articles/(\w+)\.md\)", column)[0] for column in columns] == ["one", "two", "three"]
    assert "**[Harrow Courier](../outlets/harrow-courier.md)**" in columns[0]
    assert "Quotes [Ada Lane](../speakers/ada-lane.md), [Bo Berg](../speakers/bo-berg.md)" in columns[0]
    assert "1 shared · 1 only here" in columns[0] and "1 shared\n" in columns[1]
    assert "No quotations" in columns[2]


def test_a_story_tells_who_cut_what_and_who_left_it_out(site: Site) -> None:
    """What several carry stands with each one's share of the words; what one alone carries, under its outlet."""
    write.write(ferry(), site, {})
    shared, alone = page(site, "stories/one.md").split("## What several carry")[1].split("## What one alone carries")
    assert f"> “{LONG}”" in shared and "I have packed already" not in shared
    assert re.search(r"- \[Harrow Courier\]\(\.\./articles/one\.md#q-\w+\) .*all of it", shared)
    assert re.search(r"- \[Wend Valley Post\]\(\.\./articles/two\.md#q-\w+\) .*width:35%.*35%", shared)
    assert re.search(r"The Ferryman.*not carried", shared)
    assert "### Harrow Courier" in alone and "> “I have packed already”" in alone
    assert "Wend Valley Post" not in alone


def test_articles_of_one_outlet_are_told_apart(site: Site) -> None:
    """By their day, and where that is the same by a number."""
    line = Said(LONG, "Ada Lane", "winter")
    told = [_told(name, "Harrow Courier", day, (line,)) for name, day in
            (("one", "2031-05-04"), ("two", "2031-05-05"), ("three", "2031-05-05"))]  # fmt: skip
    found = Story("one", "Ferry", ("one", "two", "three"))
    write.write(replace(linked(told), stories={"one": found}), site, {})
    labels = re.findall(r"^- \[([^\]]+)\]", page(site, "stories/one.md"), re.M)
    assert labels == [f"Harrow Courier, {day}" for day in ("4 May", "5 May (1)", "5 May (2)")]


def test_a_large_story_shows_a_part_of_what_each_alone_carries(site: Site) -> None:
    """The page stays light, says how much there is, and leads to the rest."""
    told = [
        _told(f"a{number:02}", f"Outlet {number}", "2031-05-04",
              [Said(f"We counted {number} times {count} boats", "Ada Lane") for count in range(8)])
        for number in range(60)
    ]  # fmt: skip
    archive = linked(told)
    found = Story("a00", "Boats", tuple(archive.entries))
    write.write(replace(archive, stories={"a00": found}), site, {})
    text = page(site, "stories/a00.md")
    assert text.count("> “We counted") == 60 * 3
    assert "[5 more statements in the article](../articles/a07.md)" in text
    assert "480 statements" in text


def test_the_old_address_of_a_story_leads_on(site: Site) -> None:
    """Merged into another: to that; its articles told apart now: to the first of them; all gone: to all stories."""
    archive = ferry()
    lines = (
        Registered("story", "merged", ("two",), "one"),
        Registered("story", "apart", ("gone", "three"), ""),
        Registered("story", "lost", ("gone",), ""),
    )
    write.write(replace(archive, registry=lines), site, {})
    assert "redirect: stories/one/" in page(site, "stories/merged.md")
    assert "redirect: articles/three/" in page(site, "stories/apart.md")
    assert "redirect: stories/\n" in page(site, "stories/lost.md")
    assert "[All stories](index.md)" in page(site, "stories/lost.md").replace("../stories/", "")


def test_the_hubs_lead_to_each_month(site: Site) -> None:
    """The calendar counts each month and leads to its place; empty months lead nowhere; the undated have a place."""
    days = ("2031-05-04", "2031-05-04", "2031-03-01", "2030-12-31", "2030", None)
    write.write(linked([_told(f"n{n}", None, day, ()) for n, day in enumerate(days)]), site, {})
    text = page(site, "articles/index.md")
    assert "[2031](#in-2031) <small>3</small>" in text and "[2030](#in-2030) <small>2</small>" in text
    assert re.search(r"- \[May\]\(#in-2031-05\)\{: title=\"May 2031\" \} <small>2</small>", text)
    assert "- Apr\n" in text and "[Undated](#in-undated) <small>1</small>" in text
    for anchor in re.findall(r"\]\(#([\w-]+)\)", text):
        assert text.count(f'id="{anchor}"') == 1, anchor


def test_an_archive_of_one_month_has_no_calendar(site: Site) -> None:
    """It would lead to one place only: the page itself."""
    write.write(ferry(), site, {})
    assert "or-calendar" not in page(site, "articles/index.md")


def test_a_year_keeps_its_address_when_it_is_cut_into_months(site: Site) -> None:
    """A year on one page has an address; when it outgrows that page, the same one leads to its months."""

    def built(count: int) -> str:
        told = [_told(f"n{n:04}", None, f"2031-{1 + n % 12:02}-07", ()) for n in range(count)]
        old = [_told(f"o{n:04}", None, "2030-01-07", ()) for n in range(200)]
        write.write(linked([*told, *old]), site, {})
        return page(site, "articles/by/2031.md")

    assert built(240).count("](../../articles/n") == 240
    text = built(300)
    assert "](../../articles/n" not in text and "300 articles" in text
    assert "[Mar](../../articles/by/2031-03.md)" in text


def test_the_timeline_tells_each_month(site: Site) -> None:
    """Statements, articles, who was quoted most and the stories that began, with links to where the hubs have them."""
    write.write(ferry(), site, {})
    text = page(site, "timeline/index.md")
    assert '<div class="or-day or-month" id="in-2031-05" markdown>' in text
    assert "**2 statements** in [3 articles](../articles/index.md#in-2031-05)" in text
    assert "[1 on pages of their own](../statements/index.md#in-2031-05)" in text
    assert "Most quoted: [Ada Lane](../speakers/ada-lane.md) 1, [Bo Berg](../speakers/bo-berg.md) 1" in text
    assert "- [Ferry to run all winter](../stories/one.md) <small>3 articles</small>" in text


@pytest.mark.parametrize(
    ("last", "unit", "marks"),
    [
        ("2031-08-20", "week", ["February 2031", "April 2031", "June 2031"]),
        ("2032-12-01", "month", ["March 2031", "August 2031", "January 2032", "June 2032"]),
        ("2036-05-01", "month", ["2031", "2033", "2035"]),
        ("2099-01-01", "year", ["2031", "2045", "2059", "2073"]),
    ],
)
def test_a_chart_has_the_unit_of_time_that_fits(last: str, unit: str, marks: list[str]) -> None:
    """Weeks for a year, months for ten, years for a lifetime; few words below it, so that a phone has room for them."""
    drawn = chart(["2031-03-01", last])
    assert drawn is not None
    assert (drawn.unit, [mark.label for mark in drawn.marks], len(drawn.bars)) == (unit, marks, 2)


def test_a_chart_says_what_it_shows() -> None:
    """In words: the unit, from when to when, the most, and what is left out for want of a day."""
    drawn = chart(["2031-03-01", "2031-03-02", "2031-06-09", "2031", None])
    assert drawn is not None
    assert drawn.said == (
        "Statements by month; most: March 2031, 2 statements; from March 2031 to June 2031. "
        "1 without a known month is left out."
    )
    assert chart([]) is None and chart(["2031-03-01", "2031-03-02"]) is None


def _distances(docs: dict[str, str], start: str) -> dict[str, int]:
    """How many links each page is away from one of them, at least."""
    found, ahead = {start: 0}, [start]
    for source in ahead:
        for target in LINK.findall(docs.get(source, "")):
            path = target.partition("#")[0].partition("?")[0]
            if path.endswith(".md"):
                where = str((Path("/") / Path(source).parent / path).resolve()).lstrip("/")
                if where not in found:
                    found[where] = found[source] + 1
                    ahead.append(where)
    return found


HUB = "articles/"


@pytest.mark.parametrize("spread", [1, 40, 4000])
def test_every_article_of_ten_thousand_is_two_links_from_its_hub(site: Site, spread: int) -> None:
    """However the days lie, the hub leads to a part, and the part to the article; no page lists more than it may.

    So a statement is at most four links from a front page that leads to the hub: hub, part, article, and its own page.
    """
    told = []
    for number in range(10_000):
        day = number % spread
        date = f"{2010 + day // 336}-{1 + day // 28 % 12:02}-{1 + day % 28:02}"
        told.append(_told(f"n{number:05}", "Harrow Courier", date, ()))
    catalogue = Catalogue(linked(told), site)
    planned = Planner(catalogue, catalogue, versions(catalogue.archive, "full")).units()
    made = (file for unit in planned if unit.name.startswith("hub ") for file in unit.make())
    hubs = {path: content for path, content in made if path.startswith((f"{HUB}by/", f"{HUB}index"))}
    away = _distances(hubs, f"{HUB}index.md")
    assert max(away[addresses.file(addresses.article(one.article.id))] for one, _ in told) == 2
    assert max(map(len, hubs.values())) < 60_000


def test_every_statement_is_at_most_four_links_from_the_front_page(site: Site) -> None:
    """Where it stands in its article, and its own page if it has one: counted on a whole archive."""
    archive = ferry()
    write.write(archive, site, {})
    (site.docs / "index.md").write_text("[Articles](articles/index.md)", encoding="utf-8")
    away = _distances({path.relative_to(site.docs).as_posix(): path.read_text() for path in site.docs.rglob("*.md")},
                      "index.md")  # fmt: skip
    for statement in archive.statements.values():
        places = [addresses.article(archive.renderings[i].article) for i in statement.renderings]
        if archive.has_page(statement):
            places.append(addresses.statement(archive, statement))
        assert all(away[addresses.file(place)] <= 4 for place in places)


def test_the_letters_lead_to_the_names(site: Site) -> None:
    """Each letter says how many names it has, and leads to its place in the page, or to its own page."""
    names = ("Ada Lane", "Bo Berg", "Cy Lund", "Di Moor", "Ed Nash", "Flo Orr")
    archive = linked([_told(f"n{n}", None, None, (Said(f"Line {n}", name),)) for n, name in enumerate(names)])
    write.write(archive, site, {})
    text = page(site, "speakers/index.md")
    for letter, count in (("b", 1), ("l", 2), ("o", 1)):
        assert f"[{letter.upper()} <small>{count}</small>](#letter-{letter})" in text
        assert text.count(f'id="letter-{letter}"') == 1
