"""Every type of page of the sample archive, in both colour schemes, on a desk and on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

HUBS = ("articles/", "speakers/", "statements/", "topics/", "outlets/")
PAGES = ["", *HUBS, *(f"{hub}*" for hub in HUBS), "search/", "search/?q=levee", "guide/", "about/"]
WIDTHS = (1440, 390)
SCHEMES = ("light", "dark")


def _visit(page: Page, site: str, path: str) -> None:
    """Go to the page; `*` stands for one that the hub links to."""
    page.goto(site + path.removesuffix("*"))
    if path.endswith("*"):
        hub = site + path.removesuffix("*")
        found = page.eval_on_selector_all("main article a", "links => links.map(a => a.href.split('#')[0])")
        page.goto(next(address for address in found if address.startswith(hub) and address != hub))
    if "q=" in path:
        expect(page.locator(".or-hit").first).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_no_serious_violation(sample_address: str, open_page: OpenPage, path: str) -> None:
    """axe-core finds nothing serious or critical, whatever the colours and the width."""
    found = {}
    for scheme in SCHEMES:
        for width in WIDTHS:
            page = open_page(sample_address, width=width, scheme=scheme)
            _visit(page, sample_address, path)
            page.emulate_media(reduced_motion="reduce")
            for violation in Axe().run(page).response["violations"]:
                if violation["impact"] in ("serious", "critical"):
                    nodes = [node["html"][:200] for node in violation["nodes"][:3]]
                    found[scheme, width, violation["id"]] = (page.url, violation["help"], nodes)
    assert found == {}


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_phone(sample_address: str, open_page: OpenPage, path: str) -> None:
    """At 390 pixels no page scrolls sideways."""
    page = open_page(sample_address, width=390)
    _visit(page, sample_address, path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
