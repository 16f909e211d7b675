"""What it takes a browser to show a page: bytes over the wire, requests, and how far things move while it loads.

Usage: python -m tests.browser.loading SITE [PATH…] [--search WORDS [--speaker ID]]

It measures pages of a built site, and a search, until its first result.
"""

from __future__ import annotations

import argparse
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote_plus, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, sync_playwright

from tests.browser.serving import FLAGS, chromium, served

_WATCH = """
window.moved = [];
window.whole = Infinity;
const note = entries => entries.forEach(one => one.hadRecentInput || window.moved.push([one.value, [...one.sources]
  .map(({ node }) => node && (node.className || node.nodeName)).join(", "), one.startTime]));
const shifts = new PerformanceObserver(list => note(list.getEntries()));
shifts.observe({ type: "layout-shift", buffered: true });
window.found = () => {
  note(shifts.takeRecords());
  return window.moved.filter(([, , time]) => time >= window.whole).map(([value, what]) => [value, what]);
};
new MutationObserver((_, observer) => {
  if (!document.querySelector("body > script[src]")) return;
  observer.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => { window.whole = performance.now(); }));
}).observe(document, { childList: true, subtree: true });
"""
"""Notes what moves, and when the page was first painted with all that it says: its scripts come after that. Before, a
browser may have painted a table of which it had read the first rows only, whose columns then get wider; when it
paints is its own affair, and nothing of the page's."""
_PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_READY = """addEventListener("DOMContentLoaded", () => {
  const ready = () => { window.isReady = true; };
  (window.onrecordReady ?? Promise.resolve()).then(ready, ready);
});"""
"""Notes when a page's scripts are at work. They are modules, so they have run by the time of this event."""
_SCRIPT = re.compile(r"\.js$")

PATIENCE = 60_000
"""Milliseconds that a page has until it must show what is expected: on a busy machine a search engine starts slowly."""


@dataclass(slots=True)
class Load:
    """A page as it was loaded.

    Attributes:
        size: bytes over the wire, headers included.
        asked: the address of each request.
        lost: the addresses that were answered with an error.
        moved: how far each thing moved by itself (https://web.dev/cls) once the page was whole, and what it was.
        seconds: from the request until what was waited for was seen.
    """

    size: int = 0
    asked: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    moved: list[tuple[float, str]] = field(default_factory=list)
    seconds: float = 0.0


def watched(context: BrowserContext) -> BrowserContext:
    """A browser profile whose pages note when their scripts are at work."""
    context.add_init_script(_READY)
    context.set_default_timeout(PATIENCE)
    return context


def ready(page: Page) -> Page:
    """The page, once its scripts are at work: keys and taps before that may go nowhere."""
    page.wait_for_function("window.isReady")
    return page


def load(browser: Browser, address: str, *, width: int = 1440, until: str = "h1", late: bool = False) -> Load:
    """Open a page in a fresh profile, until something is seen and all has come that is asked for.

    `late`: scripts come when all else has been painted.
    """
    context = watched(browser.new_context(viewport={"width": width, "height": 900}))
    try:
        page = context.new_page()
        page.add_init_script(_WATCH)
        return _measured(page, address, until, _Held(page) if late else None)
    finally:
        context.close()


class _Held:
    """The scripts of a page, held back until they are let go."""

    def __init__(self, page: Page) -> None:
        self._held: list[Route] | None = []
        page.route(_SCRIPT, self._asked)

    def go(self) -> None:
        """Let them come, and those that are asked for later."""
        held, self._held = self._held or [], None
        for script in held:
            script.continue_()

    def _asked(self, script: Route) -> None:
        if self._held is None:
            script.continue_()
        else:
            self._held.append(script)


def _measured(page: Page, address: str, until: str, scripts: _Held | None) -> Load:
    found, answered = Load(), list[Request]()
    page.on("requestfinished", lambda request: answered.extend([request]))  # of the search's worker too
    page.on("request", lambda request: found.asked.append(request.url))
    page.on("response", lambda response: found.lost.extend([response.url] if response.status >= 400 else []))
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function("window.whole < Infinity")
    if scripts:
        scripts.go()
    page.locator(until).first.wait_for()
    found.seconds = time.perf_counter() - began
    ready(page).wait_for_load_state("networkidle")
    page.evaluate(_PAINTED)
    sizes = [request.sizes() for request in answered]
    found.size = sum(size["responseHeadersSize"] + size["responseBodySize"] for size in sizes)
    found.moved = [(value, what) for value, what in page.evaluate("window.found()")]
    return found


def main() -> None:
    """Print what each page takes at two widths, and the search for some words."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument("paths", nargs="*", default=[""], help="pages of it, such as speakers/ada-lane/")
    parser.add_argument("--search", metavar="WORDS", help="measure a search for these words, until its first result")
    parser.add_argument("--speaker", metavar="ID", default="", help="of what this speaker said")
    given = parser.parse_args()
    with sync_playwright() as playwright, served(given.site) as home:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for path in given.paths:
            for width in (1440, 390):
                _tell(f"{path or 'front page'} at {width}", load(browser, home + path, width=width))
        if given.search:
            address = f"{home}search/?q={quote_plus(given.search)}&speaker={quote_plus(given.speaker)}"
            _tell(f"search for {given.search}", load(browser, address, until=".or-hit"))
        browser.close()


def _tell(what: str, found: Load) -> None:
    moved = sum(value for value, _ in found.moved)
    print(f"{what}: {found.size:,} bytes, {len(found.asked)} requests, {found.seconds:.2f} s, moved {moved:.4f}")  # noqa: T201 - a report
    for value, name in found.moved:
        print(f"    {value:.4f} {name}")  # noqa: T201 - a report
    for address in found.asked:
        print(f"    {urlsplit(address).path}")  # noqa: T201 - a report


if __name__ == "__main__":
    main()
