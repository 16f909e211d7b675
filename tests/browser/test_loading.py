"""How light pages are, and how still while they load: what goes over the wire, compressed as hosts do it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.loading import load
from tests.browser.serving import Halves, served

pytestmark = pytest.mark.browser

PAGES = (
    *("", "search/", "timeline/", "articles/", "speakers/", "articles/quillan-ledger-2025-03-13-ferreira-letter/"),
    *("speakers/ana-ferreira/", "statements/d4j6vqqfjo/", "topics/river-and-levee/", "stories/"),
    *("guide/", "guide/data/"),
)
LIGHT, SEARCHED = 150_000, 500_000
"""Bytes: of any page at first load; of a search, with its page, until its results are there."""
STILL = 0.001
"""How far a page may move in all: less than anybody can see. (0.1 counts as good.)"""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light_and_still(sample_address: str, browser: Browser, path: str) -> None:
    """At first load, with all that it asks for; it asks for nothing that is not there, and nothing moves.

    Its scripts come late: a browser may paint the page before they have run, or not, and must show it alike.
    """
    for width in (1440, 390):
        found = load(browser, sample_address + path, width=width, late=True)
        assert found.size <= LIGHT, (found.size, found.asked)
        assert sum(distance for distance, _ in found.moved) <= STILL, (width, found.moved)
        assert found.lost == []


def test_a_page_loads_no_search_that_nobody_asked_for(sample_address: str, browser: Browser) -> None:
    """The search's program and index come with the search page alone."""
    found = load(browser, sample_address + "speakers/ana-ferreira/")
    asked = [urlsplit(address).path for address in found.asked]
    assert len(asked) <= 12
    assert [path for path in asked if "assets/search/" in path or "search-" in path or "sitemap" in path] == []


def test_a_search_is_light_and_still(sample_address: str, browser: Browser) -> None:
    """From nothing to its results, with the page, the program and the parts of the index that it needs."""
    found = load(browser, f"{sample_address}search/?q=levee", until=".or-hit")
    assert any("assets/search/" in address for address in found.asked)
    assert found.size <= SEARCHED
    assert sum(distance for distance, _ in found.moved) <= STILL, found.moved


_TABLE = """<!doctype html><title>A table</title><h1>Levees</h1>
<table><tr><th>Reach</th><th>Height</th></tr><!-- half -->
<tr><td>From the mill to the old railway bridge, and on to the weir</td><td>Nine feet</td></tr></table>
<script src="late.js"></script>"""
_PUSH = "document.querySelector('h1').insertAdjacentHTML('beforebegin', '<p>A notice that comes late.</p>');"


def test_only_what_moves_in_a_whole_page_counts(browser: Browser, tmp_path: Path) -> None:
    """What a script pushes away does; a table whose last row is on its way does not."""
    (tmp_path / "index.html").write_text(_TABLE, encoding="utf-8")
    with served(tmp_path, Halves) as address:
        for script, moves in (("", False), (_PUSH, True)):
            (tmp_path / "late.js").write_text(script, encoding="utf-8")
            assert bool(load(browser, address, late=True).moved) is moves
