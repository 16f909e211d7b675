"""What somebody said is narrowed by links that lead to pages, and by the script on the page itself."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, _built, _served
from tests.publish import harbour

SYLLABLES = ("ka", "lo", "mi", "ter", "ban", "dor", "wes", "sel", "hur", "pen", "tal", "rim")
SUBJECTS = ("the ferry", "our taxes", "the old gymnasium")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An archive in which one person says 36 things: in two outlets, in two years, about two topics and about none."""
    root = tmp_path_factory.mktemp("talkative")
    harbour.write(root)
    shutil.rmtree(root / "articles")
    for number in range(36):
        _article(root / "articles", number)
    topics = "- {id: ferries, label: Ferries, query: ferry}\n- {id: taxes, label: Taxes, query: taxes}\n"
    (root / "authority").mkdir(exist_ok=True)
    (root / "authority" / "topics.yml").write_text(topics, encoding="utf-8")
    yield from _served(_built(root), "talkative")


def _article(folder: Path, number: int) -> None:
    """The statement of a number: its subject changes from one to the next, its outlet every third, its year halfway."""
    folder.mkdir(exist_ok=True)
    outlet = ("Wend Valley Post", "Harrow Courier")[number // 3 % 2]
    date = f"203{1 + number // 18}-0{1 + number // 2 % 9}-1{number % 2}"
    names = [SYLLABLES[(number * 5 + n * n) % 12] + SYLLABLES[(number // 12 + n * 7) % 12] for n in range(9)]
    said = f"We speak of {SUBJECTS[number % 3]} to {' '.join(names)}"
    title = f"Lane on {SUBJECTS[number % 3]}, {names[0]} {names[1]}"
    text = f"{title}.\n\n“{said},” said Ada Lane, the mayor of Harrow.\n"
    header = f'---\ntitle: "{title}"\noutlet: "{outlet}"\ndate: "{date}"\n---\n\n'
    (folder / f"meeting-{number:02}.txt").write_text(header + text, encoding="utf-8")


def _ready(page: Page) -> Page:
    """The page once its script runs: until then a link leads to the page that it names."""
    expect(page.locator(".or-status")).to_be_attached()
    return page


def _shown(page: Page) -> int:
    return page.locator(".or-item:visible").count()


def test_facets_narrow_together_on_the_page(open_page: OpenPage, address: str) -> None:
    """Topic and outlet together show what has both; numbers follow; Back and the link itself undo."""
    page = _ready(open_page(f"{address}speakers/ada-lane/"))
    assert _shown(page) == 36
    page.get_by_role("link", name="Ferries 12").click()
    expect(page.get_by_role("status")).to_have_text("12 of 36 shown")
    expect(page).to_have_url(re.compile(r"/speakers/ada-lane/\?topic=ferries$"))
    page.get_by_role("link", name="Harrow Courier 6").click()
    assert _shown(page) == 6
    assert page.locator(".or-day:visible").count() == 6
    expect(page.get_by_role("link", name="Ferries 6")).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("12 of 36 shown")
    page.get_by_role("link", name="Ferries 12").click()
    assert _shown(page) == 36


def test_an_address_with_a_choice_shows_it(open_page: OpenPage, address: str) -> None:
    """Who is sent a narrowed page sees it narrowed."""
    page = open_page(f"{address}speakers/ada-lane/topic/taxes/?year=2032")
    expect(page.get_by_role("status")).to_have_text("6 of 12 shown")
    page.locator('[data-facet="year"]').get_by_role("link", name="All").click()
    assert _shown(page) == 12


def test_without_the_script_each_link_leads_to_its_page(open_page: OpenPage, address: str) -> None:
    """The same links lead to pages that list what they promise; what needs the script is not there."""
    page = open_page(f"{address}speakers/ada-lane/", javascript=False)
    page.get_by_role("link", name="Harrow Courier 18").click()
    expect(page).to_have_url(re.compile(r"/speakers/ada-lane/outlet/harrow-courier/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Ada Lane in Harrow Courier"))
    assert _shown(page) == 18
    assert page.locator(".or-row.or-live:visible").count() == 0


def test_what_needs_the_script_is_there_with_it(open_page: OpenPage, address: str) -> None:
    """Where scripts run, a narrowed page can be narrowed further, by what it is not narrowed by already."""
    page = open_page(f"{address}speakers/ada-lane/topic/ferries/")
    rows = page.locator(".or-row.or-live:visible")
    assert [row.get_attribute("data-facet") for row in rows.all()] == ["outlet", "year"]
