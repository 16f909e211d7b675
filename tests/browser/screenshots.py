"""Take the pictures of the sample site that the README and the guide show.

Usage: python -m tests.browser.screenshots   (after `make site`; `make screenshots` does both)
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser.serving import FLAGS, chromium, served

REPOSITORY = Path(__file__).parents[2]
OUT = REPOSITORY / "docs" / "assets" / "screenshots"
PAGES = {
    "front": "",
    "statement": "statements/d4j6vqqfjo/",
    "article": "articles/quillan-ledger-2025-03-13-ferreira-letter/",
    "speaker": "speakers/ana-ferreira/",
    "topic": "topics/river-and-levee/",
    "outlet": "outlets/quillan-ledger/",
    "story": "stories/mvtv6-ferreira-letter-governor/",
    "search": "search/?q=levee&speaker=ana-ferreira",
}
"""A page of each type, by the name of its picture."""

Scheme = Literal["light", "dark"]
SIZES: dict[str, ViewportSize] = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
LOOKS: tuple[tuple[str, Scheme], ...] = (("desktop", "light"), ("desktop", "dark"), ("phone", "light"))


def main() -> None:
    """Write each page's pictures: wide in light and dark, narrow in light. Drop those of pages that are gone."""
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, served(REPOSITORY / "site") as home:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        wanted = [(page, *look) for page in PAGES.items() for look in LOOKS]
        taken = {_taken(browser, home, *page, size, scheme) for page, size, scheme in wanted}
        browser.close()
    for old in set(OUT.glob("*.png")) - taken:
        old.unlink()


def _taken(browser: Browser, home: str, name: str, path: str, size: str, scheme: Scheme) -> Path:
    page = browser.new_page(viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce")
    answer = page.goto(home + path, wait_until="networkidle")
    if not answer or not answer.ok:
        raise SystemExit(f"{path}: there is no such page in site/. Mend PAGES in {Path(__file__).name}.")
    out = OUT / f"{name}-{size}-{scheme}.png"
    page.screenshot(path=out)
    page.close()
    return out


if __name__ == "__main__":
    main()
