"""An article's page: where it can be read outside, who is quoted in it, and in which direction it runs."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord import write
from onrecord.model import Archive, Article
from onrecord.write import Site
from onrecord.write.originals import original
from tests.write.county import Said, county, linked, quotation_id, record

VALVE = "We opened the valve"
LATE = "It was late, and we were tired"
ADDRESS = "https://ledger.example/valve?a=1&b=2#top"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty site with a search page."""
    return Site(tmp_path, tmp_path / "docs", "County", search="search.md")


def page(site: Site, archive: Archive, path: str) -> str:
    """One page of an archive, after writing it."""
    write.write(archive, site, {})
    return (site.docs / path).read_text(encoding="utf-8")


def changed(archive: Archive, id_: str, **more: object) -> Archive:
    """The archive with other facts of one article."""
    entry = archive.entries[id_]
    article: Article = replace(entry.record.article, **more)  # type: ignore[arg-type]  # fields by name
    entry = replace(entry, record=replace(entry.record, article=article))
    return replace(archive, entries={**archive.entries, id_: entry})


def test_the_web_archives_copy_is_that_of_the_day() -> None:
    """The copy nearest the article's date is asked for; of an article of any day, the list of all copies."""
    copies = "https://web.archive.org/web"
    for date, when in (("2031-05-04", "20310504"), ("2031-05", "203105"), (None, "2*"), ("soon", "2*")):
        found = original(ADDRESS, date)
        assert found is not None
        assert found.archived == f"{copies}/{when}/https://ledger.example/valve?a=1&amp;b=2"
        assert found.domain == "ledger.example"


@pytest.mark.parametrize("address", [None, "", "javascript:alert(1)", "ftp://ledger.example/valve", "https://"])
def test_only_the_web_is_led_to(address: str | None) -> None:
    """What is no address of a web page has no original, and so no copy."""
    assert original(address, "2031-05-04") is None


def test_a_page_leads_to_the_original_and_to_its_copy(site: Site) -> None:
    """Both links stand under the headline; without an address there is neither."""
    text = page(site, county(), "articles/bridge-opens-early.md")
    assert "[Original at wendvalleypost.example](https://www.wendvalleypost.example/2031/05/04/bridge?ref" in text
    assert "[copy in the Web Archive](https://web.archive.org/web/20310504/https://www.wendvalley" in text
    assert "web.archive.org" not in page(site, county(), "articles/lane-ends-debate.md")


def test_each_quotation_leads_to_its_place_in_the_original(site: Site) -> None:
    """Beside each quotation stands the link to its words in the outlet's page, if the address is known."""
    text = page(site, county(), "articles/bridge-opens-early.md")
    assert len(re.findall(r"\[original\]\(https://[^)]*#:~:text=[^)]+\)", text)) == 3
    assert "[original](" not in page(site, county(), "articles/lane-ends-debate.md")


def test_who_is_quoted_is_listed_with_the_words(site: Site) -> None:
    """Every speaker with each quotation, nobody last, and how many outlets carry it; the counts lead there."""
    text = page(site, county(), "articles/bridge-opens-early.md")
    listed = text.split('id="said"')[1].split("</div>")[0]
    assert re.findall(r"^\*\*(?:\[([^]]+)\]|(Nobody named))", listed, re.M) == [
        ("Ada Lane", ""),
        ("Tom Okafor", ""),
        ("", "Nobody named"),
    ]
    ferrymen = quotation_id("bridge-opens-early", "It is a good day for the ferrymen, too.")
    assert f"”](#q-{ferrymen}){{: .or-quoted }} · [2 outlets](../statements/ferrymen.md)" in listed
    assert "[2 speakers, 3 quotations](#said)" in text


def test_few_quotations_are_not_listed(site: Site) -> None:
    """Two quotations are seen at a glance: no list repeats them, and no link leads to one."""
    said = [Said(VALVE, "Ada Lane"), Said(LATE, "Ada Lane")]
    archive = linked([(record("valve", f"“{VALVE}. {LATE},” Lane said.", said), said)])
    assert "#said" not in page(site, archive, "articles/valve.md")


def test_a_clause_is_listed_by_the_words_in_it(site: Site) -> None:
    """A report that holds words in marks is no line of its own; one that holds none is, and says what it is."""
    said = [
        Said("they had “opened the valve” at last", "Ada Lane", kind="indirect", holds="opened the valve"),
        Said("opened the valve", "Ada Lane"),
        Said("the night was long", "Ada Lane", kind="indirect"),
        Said(LATE, "Ada Lane"),
    ]
    text = f"Lane said they had “opened the valve” at last, and that the night was long. “{LATE},” she said."
    found = page(site, linked([(record("valve", text, said), said)]), "articles/valve.md")
    listed = found.split('id="said"')[1].split("</div>")[0]
    assert re.findall(r"<bdi>(.*?)</bdi>", listed) == ["opened the valve", "the night was long", LATE]
    assert listed.count('<span class="or-label">Reported</span>') == 1


def test_a_statement_in_pieces_is_told_of_once(site: Site) -> None:
    """Where a note has several pieces of one statement, who else carries it stands behind the last of them."""
    said = [Said(VALVE, "Ada Lane", "valve"), Said(LATE, "Ada Lane", "valve")]
    one = record("one", f"“{VALVE},” Lane said. “{LATE}.”", said, "Post")
    other = [Said(f"{VALVE}. {LATE}", "Ada Lane", "valve")]
    two = record("two", f"“{VALVE}. {LATE},” Lane said.", other, "Courier")
    text = page(site, linked([(one, said), (two, other)]), "articles/one.md")
    assert text.count("also carried, cut differently, by [Courier]") == 1
    assert text.count("[compare](") == 1


def test_the_text_has_its_language_and_runs_its_own_way(site: Site) -> None:
    """Headline and text take their direction from their own words; a byline from another script stays in one piece."""
    archive = changed(county(), "lane-ends-debate", language="ar", byline="ليلى حداد", headline="الجسر يفتح")
    text = page(site, archive, "articles/lane-ends-debate.md")
    assert '# الجسر يفتح {: dir="auto" }' in text
    assert '<div class="or-article" lang="ar" dir="auto" markdown>' in text
    assert "<bdi>ليلى حداد</bdi>" in text


def test_the_storys_articles_stand_below(site: Site) -> None:
    """The story's other articles are listed, and its page is led to."""
    text = page(site, county(), "articles/bridge-opens-early.md")
    below = text.split("## More on this story")[1]
    assert "[The bridge over the Wend](../stories/bridge.md)" in below
    assert "(../articles/lane-ends-debate.md)" in below and "(../articles/bridge-opens-early.md)" not in below
