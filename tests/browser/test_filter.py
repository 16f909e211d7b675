"""What somebody said is narrowed on the page itself: by the script, by several things at once; without it by one."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, built, put_up
from tests.browser.test_accessible import violations
from tests.publish import harbour
from tests.publish.checker import errors

SYLLABLES = ("ka", "lo", "mi", "ter", "ban", "dor", "wes", "sel", "hur", "pen", "tal", "rim")
NARROWED = ("", "topic/taxes/", "topic/taxes/#year=2033", "2033/", "2033-h1/")
SUBJECTS = ("the ferry", "our taxes", "the old gymnasium")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which one person says 36 things: in two outlets, in two years, about two topics and about none.

    Another says 24 things, 21 of them about one topic, and a third more than one page shows.
    """
    root = tmp_path_factory.mktemp("talkative")
    harbour.write(root)
    shutil.rmtree(root / "articles")
    for number in range(36):
        _article(root / "articles", number)
    for number in range(24):
        _speech(root / "articles", "Tom Okafor", number, SUBJECTS[number >= 21], 1)
    for number in range(13):
        _speech(root / "articles", "Mara Quill", 100 + number, SUBJECTS[number % 2], 20)
    topics = "- {id: ferries, label: Ferries, query: ferry}\n- {id: taxes, label: Taxes, query: taxes}\n"
    (root / "authority").mkdir(exist_ok=True)
    (root / "authority" / "topics.yml").write_text(topics, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    """Its site, served."""
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


def _speech(folder: Path, name: str, number: int, subject: str, count: int) -> None:
    """An article in which somebody says so many things about one subject, no two alike."""
    told = []
    for one in range(count):
        chance = random.Random(number * 100 + one)  # the same on each run
        words = " ".join("".join(chance.choices(SYLLABLES, k=3)) for _ in range(9))
        told.append(f"“We speak of {subject} to {words},” said {name}, the warden of Harrow.\n")
    header = f'---\ntitle: "{name} on {subject}, {number}"\ndate: "2033-{1 + number % 12:02}-07"\n---\n\n'
    (folder / f"speech-{number}.txt").write_text(header + "\n".join(told), encoding="utf-8")


def _shown(page: Page) -> int:
    return page.locator(".or-item:visible").count()


def test_facets_narrow_together_on_the_page(open_page: OpenPage, address: str) -> None:
    """Topic and outlet together show what has both; numbers follow; Back and the link itself undo."""
    page = open_page(f"{address}speakers/ada-lane/")
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


def test_a_narrowed_list_is_cited_as_it_is_narrowed(open_page: OpenPage, address: str) -> None:
    """Each form of the citation leads to what the reader sees; with everything shown again, to the page."""
    page = open_page(f"{address}speakers/ada-lane/#topic=taxes")
    page.locator('[data-facet="year"]').get_by_role("link", name="2032 6").click()
    forms = page.locator(".or-cite [data-form]").all()
    assert len(forms) == 4
    for form in forms:
        expect(form).to_contain_text("/speakers/ada-lane/#topic=taxes&year=2032")
    page.go_back()
    expect(forms[0]).to_contain_text("/speakers/ada-lane/#topic=taxes")
    page.get_by_role("link", name="Taxes 12").click()
    for form in forms:
        expect(form).to_contain_text("/speakers/ada-lane/")
        expect(form).not_to_contain_text("#topic")


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


@pytest.mark.parametrize("javascript", [True, False])
def test_on_a_phone_the_ways_to_narrow_are_folded(open_page: OpenPage, address: str, javascript: bool) -> None:
    """What was said comes first there; keys unfold the choices, with the script and without, and they narrow."""
    page = open_page(f"{address}speakers/ada-lane/", width=390, javascript=javascript)
    ferries = page.get_by_role("link", name="Ferries 12")
    expect(ferries).to_be_hidden()
    expect(page.locator(".or-item").first).to_be_in_viewport()
    page.locator(".or-narrow > summary", has_text="Narrow by topic, outlet or year").focus()
    page.keyboard.press("Enter")
    expect(ferries).to_be_visible()
    ferries.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#topic=ferries$"))
    expect(page.locator(".or-item:visible")).to_have_count(12)


@pytest.mark.parametrize("choice", ["#topic=ferries", "#topic=ferries&outlet=harrow-courier"])
@pytest.mark.parametrize("javascript", [True, False])
def test_a_narrowed_page_shows_on_a_phone_by_what(
    open_page: OpenPage, address: str, choice: str, javascript: bool
) -> None:
    """An address with a choice unfolds the choices, in which it is marked; by two things only the script narrows."""
    page = open_page(f"{address}speakers/ada-lane/{choice}", width=390, javascript=javascript)
    both = "&" in choice
    if both and not javascript:
        expect(page.locator(".or-item:visible")).to_have_count(36)
        return
    expect(page.locator(".or-item:visible")).to_have_count(6 if both else 12)
    expect(page.locator('[id="topic=ferries"]')).to_be_visible()
    assert [one.split(" ")[0] for one in _marked(page)] == ["Ferries", "Harrow" if both else "All", "All"]


def test_a_great_topic_leads_to_its_page(open_page: OpenPage, address: str) -> None:
    """With the script it narrows the list, and its page is a link away; without, its link leads there."""
    page = open_page(f"{address}speakers/tom-okafor/")
    page.get_by_role("link", name="Ferries 21").click()
    expect(page.get_by_role("status")).to_have_text("21 of 24 shown · See it on a page of its own")
    page.get_by_role("link", name="See it on a page of its own").click()
    expect(page).to_have_url(re.compile(r"/speakers/tom-okafor/topic/ferries/$"))
    page = open_page(f"{address}speakers/tom-okafor/", javascript=False)
    page.get_by_role("link", name="Ferries 21").click()
    expect(page).to_have_url(re.compile(r"/speakers/tom-okafor/topic/ferries/$"))
    assert _shown(page) == 21


def test_a_place_that_a_page_has_outgrown_leads_on(open_page: OpenPage, address: str) -> None:
    """Where a page does not show all any more, an address of old that narrows it leads to the page that does."""
    page = open_page(f"{address}speakers/mara-quill/#topic=taxes")
    expect(page).to_have_url(re.compile(r"/speakers/mara-quill/topic/taxes/$"))
    expect(page.locator(".or-item:visible")).to_have_count(120)


@pytest.mark.parametrize(
    ("lost", "there", "shown"),
    [
        ("ada-lane/outlet/harrow-courier/", "ada-lane/#outlet=harrow-courier", 18),
        ("ada-lane/topic/taxes/2032/", "ada-lane/#topic=taxes", 12),
        ("ada-lane/2031-05/", "ada-lane/#year=2031", 18),
    ],
)
def test_a_list_without_a_page_leads_to_the_speakers(
    open_page: OpenPage, address: str, lost: str, there: str, shown: int
) -> None:
    """The page for lost addresses leads on where what one asks for is on the speaker's page."""
    page = open_page(address)
    body = page.request.get(f"{address}404.html").text()
    page.route(f"**/{lost}", lambda route: route.fulfill(status=404, content_type="text/html", body=body))
    page.goto(f"{address}speakers/{lost}")
    expect(page).to_have_url(f"{address}speakers/{there}")
    expect(page.locator(".or-item:visible")).to_have_count(shown)


def test_a_link_from_elsewhere_narrows_the_page(open_page: OpenPage, address: str) -> None:
    """An outlet's page leads to what a speaker said in it, with the script and without."""
    for javascript in (True, False):
        page = open_page(f"{address}outlets/harrow-courier/", javascript=javascript)
        page.get_by_role("link", name="Ada Lane").first.click()
        expect(page.locator(".or-item:visible")).to_have_count(18)
        expect(page.locator(".or-filters")).to_be_in_viewport()


@pytest.mark.parametrize("path", NARROWED)
@pytest.mark.parametrize("width", [1440, 390])
def test_pages_that_narrow_keep_to_wcag(open_page: OpenPage, address: str, path: str, width: int) -> None:
    """axe-core finds nothing against WCAG 2.2 AA on the pages below a speaker's own."""
    assert violations(open_page(f"{address}speakers/mara-quill/{path}", width=width)) == {}


@pytest.mark.usefixtures("address")
def test_html_of_pages_that_narrow_is_valid(root: Path) -> None:
    """The Nu Html Checker has nothing to say of a speaker's pages, by topic and time, whole and in pieces."""
    speakers = root / "served" / "talkative" / "speakers"
    for path in NARROWED:
        assert (speakers / "mara-quill" / path.partition("#")[0] / "index.html").is_file()
    assert errors(speakers) == {}


def _marked(page: Page) -> list[str]:
    """The choices that are shown as current, by their looks."""
    bold = "links => links.filter(a => +getComputedStyle(a).fontWeight >= 600).map(a => a.innerText)"
    found: list[str] = page.locator(".or-filters .or-chip").evaluate_all(bold)
    return found
