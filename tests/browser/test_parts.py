"""A search whose years have many parts: the answers are those of one part a year, and as few questions are asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from onrecord import build
from onrecord.addresses import BUNDLE
from onrecord.config import load
from onrecord.publish import shards
from onrecord.publish.bundle import bundle
from tests.browser.conftest import OpenPage, put_up
from tests.publish import harbour

pytestmark = pytest.mark.browser

_MADE = "export{createInstance,"
_NOTED = """
self.questions = 0;
function noted(options) {
  const engine = createInstance(options);
  return { ...engine, search: (...asked) => (self.questions++, engine.search(...asked)) };
}
export{noted as createInstance,"""


def _note(route: Route) -> None:
    """Have Pagefind count what it is asked for."""
    text = route.fetch().text()
    assert _MADE in text
    route.fulfill(body=text.replace(_MADE, _NOTED), content_type="text/javascript")


@pytest.fixture(scope="module")
def divided_address(harbour_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The harbour archive's site, its search divided as that of a large archive is."""
    root = tmp_path_factory.mktemp("divided")
    site = root / "site"
    shutil.copytree(harbour_site, site)
    archive = build.build(load(harbour.write(root / "archive"))).archive
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shards, "MOST", 1)
        bundle(archive, site / BUNDLE, work=root / "work")
    assert len(list((site / BUNDLE).glob("2024-*"))) > 6
    yield from put_up(site, "divided")


def _found(page: Page, count: int) -> list[str]:
    """The results of a search that finds so many, all of them."""
    results = page.locator(".or-search__results > li")
    for shown in range(10, count, 10):
        expect(results).to_have_count(shown)
        page.get_by_role("button", name="Show more results").click()
    expect(results).to_have_count(count)
    return results.all_inner_texts()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("q=tide&sort=date", harbour.TIDES),
        ("q=tide&sort=oldest", harbour.TIDES),
        ("q=ferry&speaker=ida-brandt", 3),  # of four, two are the same words
        ("q=ferry&kind=indirect&sort=date", 1),
        ("q=ferry&outlet=coast-courier&sort=date", 2),
        ("q=home&topic=transport&sort=date", 1),
    ],
)
def test_a_divided_year_comes_by_date(
    harbour_address: str, divided_address: str, open_page: OpenPage, query: str, count: int
) -> None:
    """Whatever is asked for, by date the results are the same, in the same order, as those of years in one part."""
    addresses = (harbour_address, divided_address)
    whole, divided = (_found(open_page(f"{address}search/?{query}"), count) for address in addresses)
    assert divided == whole


@pytest.mark.parametrize(("words", "asked"), [("tide", 1), ("tide nobody", 3)])
def test_all_parts_are_asked_at_once(divided_address: str, open_page: OpenPage, words: str, asked: int) -> None:
    """By best match there is one question, with several words one for each besides, whatever the number of parts."""
    page = open_page("about:blank")
    page.route("**/pagefind.js", _note)
    page.goto(f"{divided_address}search/?q={words}")
    expect(page.get_by_role("status")).to_have_text(f"{harbour.TIDES} matches, the first 10 shown.")
    (worker,) = page.workers
    assert worker.evaluate("self.questions") == asked


def test_a_word_must_occur_in_the_part_itself(divided_address: str, open_page: OpenPage) -> None:
    """Words that are said in parts of one year, but never together, find nothing."""
    page = open_page(f"{divided_address}search/?q=fractions+sieve")
    expect(page.get_by_role("status")).to_have_text("Nothing found.")
