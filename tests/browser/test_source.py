"""From a question to the source with the keyboard alone, and the words found in the page that first printed them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, built, put_up
from tests.browser.loading import ready
from tests.browser.serving import served
from tests.publish import harbour

pytestmark = pytest.mark.browser

WORDS = "Whoever paints the boathouse green has never had to find it in a fog"
AGAIN = "Nobody will find it"
STOPS = 12
"""Presses of Tab that it may take from words to what stands beside them."""

PARAGRAPHS = (
    "The board of the harbour met about the colour of its boathouse on Thursday, and heard the pilots first.",
    f"{AGAIN}, the pilots had written to the board in the spring, and the board had laid the letter aside.",
    f"“{WORDS},” said Wanda Okoro, a pilot. “I have. It took me until noon, and I was standing on its roof.”",
    "The vote was put off, as votes in Port Ellery are, until the paint that is there already has come off.",
    f"“{AGAIN},” said Ida Brandt, the mayor, “and then they will ask me for a lamp, and a man to mind the lamp.”",
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page of the newspaper: its menu, the article, each paragraph far below the last."""
    folder = tmp_path_factory.mktemp("newspaper")
    apart = "".join(f'<p style="margin-top: 1500px">{paragraph}</p>' for paragraph in PARAGRAPHS)
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Paint</title><h1>Paint</h1>{apart}</html>'
    (folder / "paint.html").write_text(page, encoding="utf-8")
    with served(folder) as address:
        yield f"{address}paint.html"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, original: str) -> Iterator[str]:
    """The harbour archive with that article."""
    root = tmp_path_factory.mktemp("paint")
    harbour.write(root)
    header = f"---\ntitle: Green paint\noutlet: Ellery Post\ndate: 2024-05-02\nurl: {original}\n---\n"
    (root / "articles" / "paint.txt").write_text(header + "\n\n".join(PARAGRAPHS) + "\n", encoding="utf-8")
    yield from put_up(built(root), "paint")


def _tab_to(page: Page, wanted: Locator, *, back: bool = False) -> None:
    """Press Tab until something has the focus."""
    for _ in range(STOPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if wanted.evaluate("wanted => wanted === document.activeElement"):
            return
    pytest.fail(f"not reached in {STOPS} steps: {wanted}")


def test_with_the_keyboard_alone(address: str, original: str, open_page: OpenPage) -> None:
    """Words are found, the citation of the quotation is copied, and its source opens at the words."""
    page = open_page(address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("/")
    page.keyboard.type("boathouse fog")
    page.keyboard.press("Enter")
    expect(page.locator(".or-hit__words a").first).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("mark.or-q:target")).to_be_in_viewport()
    ready(page)
    note = page.locator(".or-note", has_text="Wanda Okoro")
    copies = note.get_by_role("link", name="cite").first
    _tab_to(page, copies)
    page.keyboard.press("Enter")
    expect(page.locator(".or-cite__told")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"Wanda Okoro, “{WORDS}") and "Ellery Post" in copied and "#q-" in copied
    _tab_to(page, note.get_by_role("link", name="original").first, back=True)
    page.keyboard.press("Enter")
    expect(page.locator("p", has_text=WORDS)).to_be_in_viewport()
    assert page.url.startswith(original)


@pytest.mark.parametrize(("name", "nth"), [("Wanda Okoro", 2), ("Ida Brandt", 4)])
def test_a_link_to_the_original_shows_the_words(address: str, open_page: OpenPage, name: str, nth: int) -> None:
    """The browser goes to them by the link's text fragment, also where the same words stand further up."""
    page = open_page(f"{address}articles/paint/")
    page.locator(".or-note", has_text=name).get_by_role("link", name="original").first.click()
    paragraphs = page.locator("p")
    expect(paragraphs.nth(nth)).to_be_in_viewport()
    for other in (0, 1, 3):
        expect(paragraphs.nth(other)).not_to_be_in_viewport()


def test_the_whole_citation_is_copied_by_keys(address: str, open_page: OpenPage) -> None:
    """Below the text the citation unfolds and is copied in any form, each by a button with a name of its own."""
    page = open_page(f"{address}articles/paint/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    summary = page.locator(".or-cite > summary")
    summary.focus()
    page.keyboard.press("Enter")
    copies = page.get_by_role("button", name="Copy the citation")
    expect(copies).to_be_visible()
    _tab_to(page, copies)
    page.keyboard.press("Enter")
    expect(page.locator(".or-cite__told")).to_have_text("Copied")
    assert "“Green paint,” Ellery Post, 2 May 2024" in page.evaluate("navigator.clipboard.readText()")
