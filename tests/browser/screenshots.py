"""Take the pictures of the sample site that the README and the guide show.

Usage: python -m tests.browser.screenshots   (after `make site`; `make screenshots` does both)
"""

from __future__ import annotations

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

from playwright.sync_api import ViewportSize, sync_playwright

REPOSITORY = Path(__file__).parents[2]
OUT = REPOSITORY / "docs" / "assets" / "screenshots"
PAGES = {
    "statement": "statements/d4j6vqqfjo/",
    "article": "articles/quillan-ledger-2025-03-13-ferreira-letter/",
    "speaker": "speakers/ana-ferreira/",
    "search": "search/?q=levee&speaker=ana-ferreira",
}
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a line for each request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


def main() -> None:
    """Write a picture of each page, wide and narrow, light and dark."""
    OUT.mkdir(parents=True, exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(REPOSITORY / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, path in PAGES.items():
            address = f"http://127.0.0.1:{server.server_port}/{path}"
            for size, (width, height) in SIZES.items():
                for scheme in SCHEMES:
                    viewport: ViewportSize = {"width": width, "height": height}
                    page = chromium.new_page(viewport=viewport, color_scheme=scheme)
                    page.goto(address, wait_until="networkidle")
                    page.screenshot(path=OUT / f"{name}-{size}-{scheme}.png")
                    page.close()
        chromium.close()
    server.shutdown()


if __name__ == "__main__":
    main()
