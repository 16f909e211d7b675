"""An article and a statement in a real browser: speakers are named where the reader points, and omissions are told."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

ARTICLE, UNNAMED = "articles/ferry-vote/", "one winter from the breakers"
STREET = "I will not close a street."


def _words(page: Page, words: str = STREET) -> Locator:
    return page.locator("mark.or-q", has_text=words)


def _note(page: Page, name: str = "Ida Brandt") -> Locator:
    return page.locator(".or-note", has_text=name)


def test_pointing_at_words_lights_the_note_beside_them(harbour_address: str, open_page: OpenPage) -> None:
    """On a desk the note that names the speaker lights up with the words, and no label covers the text."""
    page = open_page(harbour_address + ARTICLE)
    _words(page).hover()
    expect(_note(page)).to_have_class(re.compile("or-lit"))
    expect(_words(page)).to_have_class(re.compile("or-lit"))
    expect(_note(page, "Nobody named")).not_to_have_class(re.compile("or-lit"))
    expect(page.locator(".or-tag")).to_be_hidden()
    page.locator("h1").hover()
    expect(page.locator(".or-lit")).to_have_count(0)


def test_words_that_a_pointer_passes_over_stay_as_they_are(harbour_address: str, open_page: OpenPage) -> None:
    """Only who stays on the words points at them; one who left the text at once lights nothing afterwards."""
    page = open_page(harbour_address + ARTICLE)
    page.clock.install()
    for event, place in (("pointerover", _words(page)), ("pointerleave", page.locator(".or-article"))):
        place.dispatch_event(event, {"pointerType": "mouse"})
    page.clock.run_for(2_000)
    expect(page.locator(".or-lit")).to_have_count(0)
    _words(page).dispatch_event("pointerover", {"pointerType": "mouse"})
    page.clock.run_for(2_000)
    expect(_words(page)).to_have_class(re.compile("or-lit"))


@pytest.mark.parametrize(("words", "named"), [(STREET, "Ida Brandt"), (UNNAMED, "Nobody named")])
def test_a_tap_names_the_speaker_at_the_words(
    harbour_address: str, open_page: OpenPage, words: str, named: str
) -> None:
    """On a phone a tap on the words says whose they are and links to the place; Escape or a tap elsewhere ends it."""
    page = open_page(harbour_address + ARTICLE, width=390)
    tag = page.locator(".or-tag")
    _words(page, words).click()
    expect(tag).to_contain_text(named)
    expect(tag.get_by_role("link", name="link")).to_have_attribute("href", re.compile("#q-"))
    box = tag.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    page.keyboard.press("Escape")
    expect(tag).to_be_hidden()
    _words(page, words).click()
    expect(tag).to_be_visible()
    page.locator("h1").click()
    expect(tag).to_be_hidden()


def test_who_comes_for_words_is_told_whose_they_are(harbour_address: str, open_page: OpenPage) -> None:
    """A permalink opened on a phone shows the words, lit and in view, and who said them."""
    page = open_page(harbour_address + ARTICLE, width=390)
    place = page.locator(".or-note a[href^='#q-']", has_text="I will not close").first.get_attribute("href")
    found = open_page(f"{harbour_address}{ARTICLE}{place}", width=390)
    expect(_words(found)).to_be_in_viewport()
    expect(_words(found)).to_have_class(re.compile("or-lit"))
    expect(found.locator(".or-tag")).to_contain_text("Ida Brandt")


def test_the_keyboard_lights_the_words_of_a_note(harbour_address: str, open_page: OpenPage) -> None:
    """A note's link that has the focus lights the words that it leads to."""
    page = open_page(harbour_address + ARTICLE)
    page.locator(".or-note a[href^='#q-']", has_text="I will not close").first.focus()
    expect(_words(page)).to_have_class(re.compile("or-lit"))
    expect(page.locator("mark.or-lit")).to_have_count(1)


def test_without_scripts_the_notes_name_everybody(harbour_address: str, open_page: OpenPage) -> None:
    """Nothing is lost without JavaScript: each quotation's speaker stands beside it or below it."""
    for width in (1440, 390):
        page = open_page(harbour_address + ARTICLE, width=width, javascript=False)
        expect(_note(page)).to_be_visible()
        expect(_note(page, "Nobody named")).to_be_visible()


def _shorter_cut(page: Page, address: str) -> Locator:
    page.goto(f"{address}statements/")
    page.goto(page.locator("a", has_text="2 outlets").first.evaluate("link => link.href"))
    return page.locator(".or-printed", has=page.locator("del"))


def test_omitted_words_are_announced_and_not_copied(harbour_address: str, open_page: OpenPage) -> None:
    """What a cut leaves out is a deletion with words around it that say so, and is never copied with the cut."""
    page = open_page(harbour_address)
    cut = _shorter_cut(page, harbour_address)
    told = cut.locator("del").evaluate("del => getComputedStyle(del, '::before').content")
    assert "left out" in told
    assert "deletion" in cut.aria_snapshot() and "never floods" in cut.aria_snapshot()
    copied = cut.evaluate("cut => (getSelection().selectAllChildren(cut), getSelection().toString())")
    assert "this town never paved" in copied and "never floods" not in copied


def test_omitted_words_are_struck_on_paper(harbour_address: str, open_page: OpenPage) -> None:
    """On paper, where fading is not to be relied on, words that a cut leaves out are struck through."""
    page = open_page(harbour_address)
    left_out = _shorter_cut(page, harbour_address).locator("del")
    expect(left_out).to_have_css("text-decoration-line", "none")
    page.emulate_media(media="print")
    expect(left_out).to_have_css("text-decoration-line", "line-through")
