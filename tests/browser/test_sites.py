"""Several sites searched as one: the search page of each finds in the others, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import OpenPage, built
from tests.browser.serving import Packing, served
from tests.publish import harbour

pytestmark = pytest.mark.browser


class Open(Packing):
    """Serves to the pages of other sites as well, as public hosts do."""

    def end_headers(self) -> None:
        """Say so."""
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


def made(root: Path, name: str, articles: str, also: str = "", *, directories: bool = True) -> Path:
    """The site of those of the harbour's articles whose text has some words."""
    settings = harbour.write(root, directories=directories)
    for path in (root / "articles").iterdir():
        if not re.search(articles, path.read_text(encoding="utf-8")):
            path.unlink()
    text = settings.read_text(encoding="utf-8").replace("Harbour record", name)
    settings.write_text(text.replace("  - onrecord\n", f"  - onrecord:\n      also: [{also}]\n"), encoding="utf-8")
    return built(root)


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, str]]:
    """The sites of 2024, of 2023 and of what is undated, the last on another server; each has the others along."""
    place = tmp_path_factory.mktemp("sites")
    top = place / "top" / "news"
    top.mkdir(parents=True)
    with served(top.parent) as near:
        away = made(place / "away", "Away", "The lighthouse stays", f"{near}news/2024/", directories=False)
        with served(away, Open) as far:
            also = f"../2023/, ../2024/, {far}"
            made(place / "then", "Then", "date: 2023", also).rename(top / "2023")
            made(place / "now", "Now", "date: 2024", also).rename(top / "2024")
            yield f"{near}news/2024/", f"{near}news/2023/", far


def status(page: Page) -> Locator:
    """What the page says was found."""
    return page.get_by_role("status")


def links(page: Page) -> list[str]:
    """Where the words of results lead."""
    hrefs = page.locator(".or-hit__words > a").evaluate_all("all => all.map((one) => one.href)")
    return [str(href) for href in hrefs]


def test_words_are_found_in_all_sites(addresses: tuple[str, str, str], open_page: OpenPage) -> None:
    """What three sites hold comes in one list; results of others lead there, and say whose they are."""
    now, then, away = addresses
    page = open_page(f"{now}search/?q=ferry")
    expect(status(page)).to_have_text(re.compile("^5 matches"))
    homes = {next(home for home in addresses if link.startswith(home)) for link in links(page)}
    assert homes == {now, then, away}
    assert f"{away}articles/lighthouse.html#" in " ".join(links(page))
    expect(page.locator(".or-hit__site").get_by_text("Then").first).to_have_attribute("href", then)
    expect(page.locator(".or-search__lost")).to_have_count(0)
    for link in links(page):
        page.goto(link)
        expect(page.locator(f"[id='{link.partition('#')[2]}']")).to_be_visible()


def test_filters_hold_for_all_sites(addresses: tuple[str, str, str], open_page: OpenPage) -> None:
    """Speakers, topics, outlets and years of all are offered, those of one name as one; each narrows what is found."""
    now, then, away = addresses
    page = open_page(f"{now}search/?q=ferry")
    expect(status(page)).to_have_text(re.compile("^5 matches"))
    assert page.locator("#or-year option").all_inner_texts() == ["Any year", "2024", "2023", "Undated"]
    outlets = page.locator("#or-outlet option").all_inner_texts()
    assert len([text for text in outlets if text.startswith("Ellery Post")]) == 1
    for query, count, homes in (
        ("q=ferry&speaker=ida-brandt", "^4 matches", {now, then}),
        ("q=ferry&speaker=tomas-vell", "^1 match", {away}),
        ("q=ferry&year=2023", "^3 matches", {then}),
        ("q=boat&topic=transport&outlet=coast-courier", "^6 matches", {now}),
        ("q=ferry&outlet=ellery-post", "^3 matches", {now, then, away}),
        ("q=ferry&year=undated", "^1 match", {away}),
    ):
        page.goto(f"{now}search/?{query}")
        expect(status(page)).to_have_text(re.compile(count))
        assert {next(home for home in addresses if link.startswith(home)) for link in links(page)} == homes, query


def test_results_of_all_sites_come_by_date(addresses: tuple[str, str, str], open_page: OpenPage) -> None:
    """In order of dates, whichever site they are from; undated ones last."""
    page = open_page(f"{addresses[1]}search/?q=ferry&sort=oldest")
    expect(status(page)).to_have_text(re.compile("^5 matches"))
    dates = re.findall(r"\d+ \w+ 20\d\d|undated", " ".join(page.locator(".or-hit__by").all_inner_texts()))
    assert dates == sorted(dates, key=lambda day: (day == "undated", day[-4:], day)), dates
    assert dates[-1] == "undated"


def test_pages_of_a_name_are_named_in_each_site(addresses: tuple[str, str, str], open_page: OpenPage) -> None:
    """Who is called by the words has a page in each site: all are linked. A filter alone opens one of them."""
    now, then, _ = addresses
    page = open_page(f"{now}search/?q=brandt")
    pages = page.get_by_role("list", name="Pages").get_by_role("link")
    expect(pages).to_have_count(2)
    hrefs = [link.get_attribute("href") for link in pages.all()]
    assert hrefs == [f"{site}speakers/ida-brandt/" for site in (now, then)]
    page.goto(f"{now}search/?speaker=tomas-vell")
    page.wait_for_url(f"{now}speakers/tomas-vell/")
    page.goto(f"{then}search/?speaker=tomas-vell")
    page.wait_for_url(re.compile(".*/speakers/tomas-vell"))


def test_a_lost_site_is_told_and_the_rest_is_found(addresses: tuple[str, str, str], open_page: OpenPage) -> None:
    """One that does not answer and one whose part is gone are named; what this site holds is found all the same."""
    now, then, away = addresses
    page = open_page("about:blank")
    page.route(f"{away}**", lambda route: route.abort())
    page.route(f"{then}assets/search/*/said/pagefind.all.pf_meta", lambda route: route.fulfill(status=404))
    page.goto(f"{now}search/?q=ferry")
    expect(status(page)).to_have_text(re.compile("^1 match"))
    lost = page.locator(".or-search__lost")
    expect(lost).to_have_count(2)
    assert {link.get_attribute("href") for link in lost.get_by_role("link").all()} == {then, away}
    assert {link[: len(now)] for link in links(page)} == {now}
    page.goto(f"{now}search/?q=ferry&year=2023")
    expect(status(page)).to_have_text("Nothing found.")
    expect(lost).to_have_count(2)


def test_a_site_of_another_version_is_told(addresses: tuple[str, str, str], open_page: OpenPage) -> None:
    """Parts that another onrecord or Pagefind has made are not misread: that site is named as lost."""
    now, then, away = addresses
    page = open_page("about:blank")

    def older(route: Route) -> None:
        told = route.fetch().json()
        assert told.pop("format")
        route.fulfill(json=told)

    page.route(f"{then}assets/search/archive.json", older)
    page.goto(f"{now}search/?q=ferry")
    expect(status(page)).to_have_text(re.compile("^2 matches"))
    lost = page.locator(".or-search__lost")
    expect(lost).to_contain_text("its search is of another version")
    expect(lost.get_by_role("link")).to_have_attribute("href", then)
    assert {home for home in addresses for link in links(page) if link.startswith(home)} == {now, away}


def test_a_server_that_refuses_other_sites_is_told(addresses: tuple[str, str, str], open_page: OpenPage) -> None:
    """Another server must allow it: without its word a browser hands nothing out, and that site is told as lost."""
    now, _, away = addresses
    page = open_page(f"{away}search.html?q=ferry")
    expect(status(page)).to_have_text(re.compile("^1 match"))
    expect(page.locator(".or-search__lost").get_by_role("link")).to_have_attribute("href", now)
