"""What somebody said is narrowed on the page itself: by the script, by several things at once; without it by one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, built, put_up
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
    yield from put_up(built(root), "talkative")


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
    expect(page).to_have_url(re.compile(r"/speakers/ada-lane/#topic=ferries$"))
    page.get_by_role("link", name="Harrow Courier 6").click()
    expect(page).to_have_url(re.compile(r"/speakers/ada-lane/#topic=ferries&outlet=harrow-courier$"))
    assert _shown(page) == 6
    assert page.locator(".or-day:visible").count() == 6
    expect(page.get_by_role("link", name="Ferries 6")).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("12 of 36 shown")
    page.get_by_role("link", name="Ferries 12").click()
    expect(page).to_have_url(re.compile(r"/speakers/ada-lane/$"))
    assert _shown(page) == 36


@pytest.mark.parametrize("choice", ["#topic=taxes&year=2032", "?topic=taxes&year=2032"])
def test_an_address_with_a_choice_shows_it(open_page: OpenPage, address: str, choice: str) -> None:
    """Who is sent a narrowed page sees it narrowed; addresses as they once were are understood."""
    page = open_page(f"{address}speakers/ada-lane/{choice}")
    expect(page.get_by_role("status")).to_have_text("6 of 36 shown")
    page.locator('[data-facet="year"]').get_by_role("link", name="All").click()
    assert _shown(page) == 12


def test_without_the_script_a_link_narrows_the_page(open_page: OpenPage, address: str) -> None:
    """What has the choice is shown alone, days without any are not, and the choice is marked; "All" undoes it."""
    page = open_page(f"{address}speakers/ada-lane/", javascript=False)
    assert (_shown(page), _marked(page)) == (36, ["All", "All", "All"])
    page.get_by_role("link", name="Harrow Courier 18").click()
    expect(page).to_have_url(re.compile(r"/speakers/ada-lane/#outlet=harrow-courier$"))
    assert (_shown(page), _marked(page)) == (18, ["All", "Harrow Courier 18", "All"])
    assert {item.get_attribute("data-outlet") for item in page.locator(".or-item:visible").all()} == {"harrow-courier"}
    assert page.locator(".or-day:visible").count() == page.locator(".or-day:visible:has(.or-item:visible)").count() > 0
    page.get_by_role("link", name="2032 18").click()
    assert (_shown(page), _marked(page)) == (18, ["All", "All", "2032 18"])
    page.locator('[data-facet="year"]').get_by_role("link", name="All").click()
    assert (_shown(page), _marked(page)) == (36, ["All", "All", "All"])


def test_a_link_from_elsewhere_narrows_the_page(open_page: OpenPage, address: str) -> None:
    """An outlet's page leads to what a speaker said in it, with the script and without."""
    for javascript in (True, False):
        page = open_page(f"{address}outlets/harrow-courier/", javascript=javascript)
        page.get_by_role("link", name="Ada Lane").first.click()
        expect(page.locator(".or-item:visible")).to_have_count(18)
        expect(page.locator(".or-filters")).to_be_in_viewport()


def _marked(page: Page) -> list[str]:
    """The choices that are shown as current, by their looks."""
    bold = "links => links.filter(a => +getComputedStyle(a).fontWeight >= 600).map(a => a.innerText)"
    found: list[str] = page.locator(".or-filters .or-chip").evaluate_all(bold)
    return found
