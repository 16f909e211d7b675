"""The search page in a real browser, as its readers use it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.publish.harbour import TIDES

pytestmark = pytest.mark.browser


def _results(page: Page) -> Locator:
    """The results, once the search has ended."""
    expect(page.locator(".or-search__status")).not_to_have_text(re.compile("^$|…"))
    return page.locator(".or-search__results > li")


def _says(page: Page, *expected: str) -> None:
    """Wait until the results quote just that, and the search has ended: on the way others may come and go."""
    expect(page.locator(".or-hit__words")).to_contain_text(expected)
    expect(page.locator(".or-search__results > li")).to_have_count(len(expected))
    _results(page)


def _words(page: Page) -> list[str]:
    """What each result quotes, of a search that has ended."""
    expect(_results(page).first).to_be_visible()
    return [text.strip("“”") for text in page.locator(".or-hit__words").all_inner_texts()]


# --- what is found ----------------------------------------------------------------------------------------------------


def test_results_show_the_words_of_speakers(harbour_address: str, open_page: OpenPage) -> None:
    """A word finds what people said with it: the quotation, the word marked, who said it, where and when."""
    page = open_page(f"{harbour_address}search/?q=fractions")
    result = _results(page)
    expect(result).to_have_count(1)
    expect(result.locator(".or-hit__words")).to_have_text("“We have taught fractions by counting buckets,”")
    expect(result.locator("mark")).to_have_text(["fractions"])
    expect(result.locator(".or-hit__by")).to_have_text(
        re.compile("Tomas Vell.*Ellery Post, 15 January 2024.*School roof")
    )
    expect(page.get_by_role("status")).to_have_text("1 match.")


def test_a_speaker_and_a_word(harbour_address: str, open_page: OpenPage) -> None:
    """A speaker's name, typed as it is written, leaves that speaker's own words only."""
    page = open_page(f"{harbour_address}search/?q=ferry")
    page.get_by_label("Speaker").fill("tomas vell")
    page.get_by_label("Speaker").press("Tab")
    expect(page.get_by_role("status")).to_have_text("1 match.")
    _says(page, "The ferry finds its own way home,")
    expect(page).to_have_url(re.compile(r"\?q=ferry&speaker=tomas-vell$"))


def test_part_of_a_name_asks_who_is_meant(harbour_address: str, open_page: OpenPage) -> None:
    """A name that fits several speakers gives a choice of them, and the choice searches."""
    page = open_page(f"{harbour_address}search/?q=ferry&speaker=a")
    expect(page.get_by_role("status")).to_have_text("Which speaker do you mean by “a”?")
    page.get_by_role("button", name="Ida Brandt").click()
    expect(page.get_by_role("status")).to_have_text(re.compile("^4 matches"))


def test_a_topic_holds_its_narrower_ones(harbour_address: str, open_page: OpenPage) -> None:
    """Under the broader topic, what is about the narrower is found as well."""
    page = open_page(f"{harbour_address}search/?q=home")
    page.get_by_label("Topic").select_option("transport")
    _says(page, "The ferry finds its own way home,")
    page.get_by_label("Topic").select_option("schools")
    expect(page.get_by_role("status")).to_have_text("Nothing found.")


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ("outlet=coast-courier", 2),
        ("year=2024", 1),
        ("year=undated", 1),
        ("kind=direct&year=2023", 2),
        ("kind=partial", 0),
    ],
)
def test_filters_narrow(harbour_address: str, open_page: OpenPage, filters: str, count: int) -> None:
    """Outlet, year (or undated) and kind, alone and together, keep what fits all of them."""
    page = open_page(f"{harbour_address}search/?q=ferry&{filters}")
    expected = re.compile(rf"^{count} match" if count else "^Nothing found")
    expect(page.get_by_role("status")).to_have_text(expected)


def test_unnamed_sources(harbour_address: str, open_page: OpenPage) -> None:
    """The words of nobody named can be asked for, and say why nobody is."""
    page = open_page(f"{harbour_address}search/?q=winter&kind=unnamed")
    _says(page, "one winter from the breakers.")
    expect(page.locator(".or-hit__who")).to_have_text("Nobody named: the text credits “A harbor official”")


def test_what_is_reported_without_marks_is_told_from_words(harbour_address: str, open_page: OpenPage) -> None:
    """A report is found with a label and without marks, and its kind can be asked for alone."""
    report = "Reported, not in marks: Port Ellery will keep its ferry"
    page = open_page(f"{harbour_address}search/?q=ferry")
    expect(page.get_by_role("status")).to_have_text(re.compile("match"))
    shown = page.locator(".or-hit__words").all_inner_texts()
    assert [text for text in shown if not text.startswith("“")] == [report]
    page = open_page(f"{harbour_address}search/?q=ferry&kind=indirect")
    expect(page.locator(".or-hit__words")).to_have_text([report])


def test_one_statement_is_shown_once(harbour_address: str, open_page: OpenPage) -> None:
    """The same words in two outlets are one result, with a link to the other outlet and to the comparison."""
    page = open_page(f"{harbour_address}search/?q=paved")
    expect(_results(page)).to_have_count(1)
    also = page.locator(".or-hit__also a")
    expect(also).to_have_count(2)
    expect(also.nth(1)).to_have_text("compare the wordings")
    also.nth(1).click()
    expect(page).to_have_url(re.compile(r"/town/archive/statements/[0-9a-z]+/$"))


def test_whole_articles(harbour_address: str, open_page: OpenPage) -> None:
    """Words that nobody is quoted with are found in articles: the page offers it, and shows the headline."""
    page = open_page(f"{harbour_address}search/?q=pension")
    expect(page.get_by_role("status")).to_have_text("Nothing found.")
    page.get_by_role("button", name="1 article").click()
    page.get_by_role("link", name="A pension for the keeper").click()
    expect(page).to_have_url(f"{harbour_address}articles/pension/")


def test_a_phrase(harbour_address: str, open_page: OpenPage) -> None:
    """Words in quotation marks are found side by side only."""
    assert len(_words(open_page(f'{harbour_address}search/?q="own way home"'))) == 1
    page = open_page(f'{harbour_address}search/?q="home way own"')
    expect(page.get_by_role("status")).to_have_text("Nothing found.")


def test_a_name_among_the_words_leads_to_its_page(harbour_address: str, open_page: OpenPage) -> None:
    """Who types a name as words is shown the way to that speaker's page."""
    page = open_page(f"{harbour_address}search/?q=brandt")
    page.get_by_role("list", name="Pages").get_by_role("link", name="Ida Brandt").click()
    expect(page).to_have_url(f"{harbour_address}speakers/ida-brandt/")


# --- following a result -----------------------------------------------------------------------------------------------


def test_a_result_leads_to_the_highlighted_quotation(harbour_address: str, open_page: OpenPage) -> None:
    """The result opens its article at the quotation, which is in view, and looks different from the others there."""
    page = open_page(f"{harbour_address}search/?q=paved&sort=oldest")
    page.locator(".or-hit__words a").first.click()
    expect(page).to_have_url(re.compile(r"articles/ferry-vote/#q-[0-9a-z]{10}$"))
    target = page.locator("mark.or-q:target")
    expect(target).to_have_text(re.compile("^.?The ferry is the street that this town never paved,"))
    expect(target).to_be_in_viewport()
    look = "e => { const s = getComputedStyle(e); return [s.outline, s.boxShadow, s.backgroundColor].join(' ') }"
    others = page.locator("mark.or-q:not(:target)")
    assert target.evaluate(look) != others.first.evaluate(look)


def test_links_work_where_pages_are_files(flat_address: str, open_page: OpenPage) -> None:
    """Without directory addresses, too, results, speakers and lists are found."""
    page = open_page(f"{flat_address}search.html?q=fractions")
    page.locator(".or-hit__words a").click()
    expect(page.locator("mark.or-q:target")).to_be_visible()
    page = open_page(f"{flat_address}search.html?speaker=Tomas+Vell")
    expect(page).to_have_url(f"{flat_address}speakers/tomas-vell.html")


# --- order, more, the address -----------------------------------------------------------------------------------------


def test_by_date_across_years(harbour_address: str, open_page: OpenPage) -> None:
    """Newest first means just that, over all the parts of the bundle and all pages of results; undated last."""
    page = open_page(f"{harbour_address}search/?q=tide&sort=date")
    expect(_results(page)).to_have_count(10)
    expect(page.get_by_role("status")).to_have_text(f"{TIDES} matches, the first 10 shown.")
    page.get_by_role("button", name="Show more results").click()
    expect(_results(page)).to_have_count(TIDES)
    tables = [
        int(number) for number in re.findall(r"Tide table (\d+)", page.locator(".or-search__results").inner_text())
    ]
    odd, even = range(TIDES - 1, 0, -2), range(TIDES, 0, -2)  # odd months are of 2024, even ones of 2023
    assert tables == [*odd, *even]
    page = open_page(f"{harbour_address}search/?q=ferry&sort=date")
    assert _words(page)[-1] == "The ferry finds its own way home,"
    page = open_page(f"{harbour_address}search/?q=tide&sort=oldest")
    expect(_results(page).first).to_contain_text("Tide table 2")


def test_more_results_move_the_focus_to_the_first_new_one(harbour_address: str, open_page: OpenPage) -> None:
    """Who asks for more goes on reading where the new results begin."""
    page = open_page(f"{harbour_address}search/?q=tide")
    page.get_by_role("button", name="Show more results").click()
    expect(page.locator(".or-search__results > li").nth(10).locator("a").first).to_be_focused()
    expect(page.get_by_role("button", name="Show more results")).to_be_hidden()


def test_the_address_carries_the_search(harbour_address: str, open_page: OpenPage) -> None:
    """What is typed and chosen is in the address; opened elsewhere it gives the same results; back goes back."""
    page = open_page(f"{harbour_address}search/")
    page.get_by_label("Words").fill("ferry")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("status")).to_have_text(re.compile("^5 matches"))
    page.get_by_label("Outlet").select_option("ellery-post")
    page.get_by_label("Order").select_option("oldest")
    expect(page.get_by_role("status")).to_have_text(re.compile("^3 matches"))
    expect(page).to_have_url(re.compile("q=ferry&outlet=ellery-post&sort=oldest"))
    assert _words(open_page(page.url)) == _words(page)
    page.go_back()
    page.go_back()
    expect(page.get_by_role("status")).to_have_text(re.compile("^5 matches"))
    expect(page.get_by_label("Outlet")).to_have_value("")


def test_typing_searches_without_a_history_of_letters(harbour_address: str, open_page: OpenPage) -> None:
    """Results come while one types, and the letters on the way leave no entries to go back through."""
    page = open_page(f"{harbour_address}search/")
    page.get_by_label("Words").press_sequentially("buckets", delay=20)
    expect(page).to_have_url(re.compile(r"\?q=buckets$"))
    expect(_results(page)).to_have_count(1)
    assert page.evaluate("history.length") == 2  # the empty tab, and this page


# --- without words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("speaker=ida-brandt", "speakers/ida-brandt/"),
        ("speaker=Ida+Brandt", "speakers/ida-brandt/"),
        ("topic=ferries", "topics/ferries/"),
        ("topic=Ferries", "topics/ferries/"),
        ("outlet=ellery-post", "outlets/ellery-post/"),
    ],
)
def test_one_filter_and_no_word_leads_to_its_page(
    harbour_address: str, open_page: OpenPage, query: str, target: str
) -> None:
    """A speaker, topic or outlet alone, by its id or its name, leads to its page."""
    page = open_page(f"{harbour_address}search/?{query}")
    expect(page).to_have_url(harbour_address + target)
    expect(page.locator("h1")).to_be_visible()


def test_an_empty_q_stays_to_be_filled(harbour_address: str, open_page: OpenPage) -> None:
    """A link may lead to the form with a speaker filled in: it says so by an empty `q`, and the words are next."""
    page = open_page(f"{harbour_address}search/?speaker=ida-brandt&q=")
    expect(page.get_by_role("status")).to_have_text("Add a word to search for.")
    expect(page.get_by_label("Words")).to_be_focused()
    page.keyboard.type("sieve")
    _says(page, "A school is not a sieve, and the ferry fund can wait a month,")


def test_filters_without_a_word_load_no_index(harbour_address: str, open_page: OpenPage) -> None:
    """Two filters and no word: the page says what to do, leads to both pages, and leaves the index alone."""
    page, asked = open_page("about:blank"), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{harbour_address}search/?speaker=ida-brandt&topic=ferries")
    expect(page.get_by_role("status")).to_have_text("Add a word to search for.")
    expect(page.locator(".or-search__help a")).to_have_text(["Ida Brandt", "Ferries"])
    read = {url.partition("/assets/search/")[2] for url in asked if "/assets/search/" in url}
    assert read == {"archive.json", "speakers.json"}


def test_choosing_a_filter_does_not_carry_the_reader_off(harbour_address: str, open_page: OpenPage) -> None:
    """The page is left when the reader says so, not when a list is changed on the way to somewhere."""
    page = open_page(f"{harbour_address}search/")
    page.get_by_label("Topic").select_option("ferries")
    expect(page.get_by_role("status")).to_have_text("Add a word to search for.")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page).to_have_url(f"{harbour_address}topics/ferries/")


# --- keys, phones, no JavaScript --------------------------------------------------------------------------------------


def test_with_the_keyboard_alone(harbour_address: str, open_page: OpenPage) -> None:
    """From any page to a quotation without a mouse: "/", words, Enter, down, up, Escape, Enter."""
    page = open_page(f"{harbour_address}speakers/ida-brandt/")
    page.keyboard.press("/")
    page.keyboard.type("ferry")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{harbour_address}search/?q=ferry")
    assert len(_words(page)) == 4
    page.keyboard.press("/")
    expect(page.get_by_label("Words")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    links = page.locator(".or-hit__words a")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Words")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("mark.or-q:target")).to_be_in_viewport()


def test_on_a_phone_the_header_has_a_link(harbour_address: str, open_page: OpenPage) -> None:
    """Where there is no room for a box, an icon leads to the search page."""
    page = open_page(harbour_address, width=390)
    expect(page.locator(".or-find input")).to_be_hidden()
    page.locator(".or-find a").click()
    expect(page).to_have_url(f"{harbour_address}search/")


def test_without_javascript(harbour_address: str, open_page: OpenPage) -> None:
    """The header's box still leads to the search page, which says what is missing and links to every list."""
    page = open_page(f"{harbour_address}articles/ferry-vote/", javascript=False)
    page.locator(".or-find input").fill("ferry")
    page.locator(".or-find input").press("Enter")
    expect(page).to_have_url(f"{harbour_address}search/?q=ferry")
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("noscript p")).to_contain_text("Searching needs JavaScript")
    expect(page.locator(".or-search__form")).to_be_hidden()
    for kind in ("speakers", "topics", "outlets", "statements", "articles"):
        expect(page.locator(f"article a[href='../{kind}/']")).to_be_visible()


# --- trouble ----------------------------------------------------------------------------------------------------------


def test_hostile_text_stays_text(harbour_address: str, open_page: OpenPage) -> None:
    """Markup in quotations, headlines and outlets is shown as the characters it is, in results and in the form."""
    page = open_page(f"{harbour_address}search/?q=whole")
    expect(_results(page).first).to_contain_text("<script>window.hurt=3</script> and <img src=x onerror=window.hurt=4>")
    expect(_results(page).first).to_contain_text("<img src=x onerror=window.hurt=1> & [x](javascript:window.hurt=2)")
    expect(page.get_by_label("Outlet")).to_contain_text("<b>Gazette</b> {{ 7*7 }}")
    assert page.evaluate("window.hurt") is None
    page = open_page(
        f"{harbour_address}search/?q=%3Cimg+src%3Dx+onerror%3Dwindow.hurt%3D5%3E&speaker=%3Cb%3Ex%3C%2Fb%3E"
    )
    expect(page.get_by_role("status")).to_have_text("No speaker here is called “<b>x</b>”.")
    assert page.evaluate("window.hurt") is None


def test_nothing_found_is_no_dead_end(harbour_address: str, open_page: OpenPage) -> None:
    """Where filters are in the way the page offers to drop them."""
    page = open_page(f"{harbour_address}search/?q=fractions&outlet=coast-courier")
    page.get_by_role("button", name="Search without filters").click()
    _says(page, "We have taught fractions by counting buckets,")


@pytest.mark.parametrize("query", ["q=fractions", "q=fractions&speaker=tomas-vell", "q=fractions&topic=Schools"])
def test_a_search_waits_for_nothing_of_the_theme(harbour_address: str, open_page: OpenPage, query: str) -> None:
    """Its results are there while the theme's script is on its way, and nothing is asked for twice."""
    page, held, asked = open_page("about:blank"), list[Route](), list[str]()
    page.route("**/bundle.*.js", lambda route: held.extend([route]))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{harbour_address}search/?{query}", wait_until="commit")
    _says(page, "We have taught fractions by counting buckets,")
    (route,) = held
    route.continue_()
    page.wait_for_load_state("networkidle")
    read = [url for url in asked if "/assets/search/" in url]
    assert len(read) == len(set(read)) > 6
    assert len([url for url in read if url.endswith("/pagefind.js")]) == 1


@pytest.mark.parametrize(
    "lost", ["archive.json", "pagefind.js", "pf_meta", "wasm.en.pagefind", "search-worker.js", "search-engine.js"]
)
def test_a_bundle_that_cannot_be_loaded_is_said(harbour_address: str, open_page: OpenPage, lost: str) -> None:
    """When the index is out of reach the page says so, and trying again works once it is back."""
    page = open_page(harbour_address)

    def refuse(route: Route) -> None:
        route.fulfill(status=503, body="busy")

    page.route(f"**/*{lost}", refuse)
    page.context.route(f"**/*{lost}", refuse)
    page.goto(f"{harbour_address}search/?q=ferry")
    expect(page.get_by_role("status")).to_have_text("The search could not be loaded.")
    page.unroute(f"**/*{lost}")
    page.context.unroute(f"**/*{lost}")
    page.get_by_role("button", name="Try again").click()
    assert len(_words(page)) == 4


@pytest.mark.parametrize("path", ["speakers/ida-brandt/", "topics/ferries/", "outlets/ellery-post/"])
def test_pages_lead_to_a_search_within(harbour_address: str, open_page: OpenPage, path: str) -> None:
    """The page of a speaker, topic or outlet links to the form with itself filled in, which does not lead back."""
    page = open_page(harbour_address + path)
    page.locator(".or-search-link a").click()
    expect(page.get_by_role("status")).to_have_text("Add a word to search for.")
    page.get_by_label("Words").fill("ferry")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d match"))


@pytest.mark.parametrize("words", ["ferry fractions", "fractions ferry", "buckets boat"])
def test_all_words_must_occur_whatever_the_year(harbour_address: str, open_page: OpenPage, words: str) -> None:
    """A part of the bundle that lacks one of the words gives nothing, though the indexer there would pass over it."""
    page = open_page(f"{harbour_address}search/?q={words}")
    expect(page.get_by_role("status")).to_have_text("Nothing found.")


def test_a_word_that_occurs_nowhere_is_named(harbour_address: str, open_page: OpenPage) -> None:
    """It is not passed over in silence: nothing is found, and the page offers to search without it."""
    page = open_page(f"{harbour_address}search/?q=fractions+zeppelin")
    expect(page.get_by_role("status")).to_have_text("Nothing found: “zeppelin” occurs nowhere in the archive.")
    page.get_by_role("button", name="Search without “zeppelin”").click()
    _says(page, "We have taught fractions by counting buckets,")


def test_words_of_two_years_are_found_in_both(harbour_address: str, open_page: OpenPage) -> None:
    """Several words that do occur together are found in every part that has them."""
    page = open_page(f"{harbour_address}search/?q=tide+nobody")
    expect(page.get_by_role("status")).to_have_text(f"{TIDES} matches, the first 10 shown.")
