"""Every type of page of the sample archive, in both colour schemes, on a desk and on a phone: WCAG 2.2 AA."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.loading import ready

pytestmark = pytest.mark.browser

HUBS = ("articles/", "speakers/", "statements/", "topics/", "outlets/", "stories/", "timeline/", "corrections/")
NARROWED = ("speakers/ana-ferreira/#topic=river-and-levee", "speakers/ana-ferreira/#outlet=county-line")
THINGS = ("articles/*", "speakers/*", "statements/*", "topics/*", "outlets/*", "stories/*")
REST = ("", "search/", "search/?q=levee", "about/", "guide/", "404.html")
PAGES = (*HUBS, *THINGS, *NARROWED, "speakers/ana-ferreira/", *REST)
WIDTHS = (1440, 390)
SCHEMES = ("light", "dark")
STANDARD = {"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"}
"""axe-core's tags of the rules of WCAG 2.2 AA."""
ALL_RULES = {"rules": {"target-size": {"enabled": True}}}
"""Its rule of WCAG 2.2 is off unless it is asked for."""
GRAVE = {"serious", "critical"}
"""What must not be found of its other rules, those of good practice."""

UNFOLD = "document.querySelectorAll('main details').forEach(details => { details.open = true; })"
"""What is folded away is looked at as well."""


def _address(page: Page, site: str, path: str) -> str:
    """The address of a page; `*` stands for the first that the hub links to."""
    if not path.endswith("*"):
        return site + path
    hub = site + path.removesuffix("*")
    page.goto(hub)
    found: list[str] = page.eval_on_selector_all("main article a", "links => links.map(a => a.href.split('#')[0])")
    return next(address for address in found if address.startswith(hub) and address != hub)


def _visit(page: Page, site: str, path: str) -> None:
    page.goto(_address(page, site, path))
    ready(page)
    if "q=" in path:
        expect(page.locator(".or-hit").first).to_be_visible()
    page.evaluate(UNFOLD)


def violations(page: Page) -> dict[str, object]:
    """What axe-core finds against WCAG 2.2 AA, and of its other rules what is grave."""
    found = Axe().run(page, options=ALL_RULES).response["violations"]
    held = [one for one in found if STANDARD & set(one["tags"]) or one["impact"] in GRAVE]
    return {one["id"]: (one["help"], [node["html"][:200] for node in one["nodes"][:3]]) for one in held}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_keeps_to_wcag_and_fits(sample_address: str, open_page: OpenPage, path: str) -> None:
    """axe-core finds no violation, whatever the colours and the width; at 390 pixels nothing scrolls sideways."""
    page = open_page(sample_address)
    _visit(page, sample_address, path)
    page.add_style_tag(content="*, ::before, ::after { transition: none !important }")
    found: dict[tuple[str, int, str, str], object] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            expect(page.locator("body")).to_have_attribute(
                "data-md-color-scheme", "slate" if scheme == "dark" else "default"
            )
            found |= {(page.url, width, scheme, rule): what for rule, what in violations(page).items()}
    assert found == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
