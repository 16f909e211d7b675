"""Sites served on loopback, and a headless Chromium that is held to them.

The browser is the system's (Debian's package); Playwright's own download is not used. Where there is none the tests
are skipped, but in CI they fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.loading import PATIENCE, ready, watched
from tests.browser.serving import FLAGS, chromium, served
from tests.publish import harbour
from tests.publish.sites import sample

expect.set_options(timeout=PATIENCE)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    found = chromium()
    if not found:
        missing = "there is no chromium on the PATH (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open a page in a fresh browser profile: `open_page(address, width=, scheme=, javascript=)`.

    It comes with its scripts at work (`ready`). Whatever the test is about, no request may leave the site, and no
    script may fail.
    """
    contexts, requests, errors = [], [], []

    def open_(address: str, *, width: int = 1440, scheme: str = "light", javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=javascript,
        )
        contexts.append(watched(context))
        context.on("request", lambda request: requests.append(request.url))
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        return ready(page) if javascript else page

    yield open_
    for context in contexts:
        context.close()
    assert {urlsplit(url).hostname for url in requests if urlsplit(url).scheme != "data"} == {"127.0.0.1"}
    assert errors == []


def built(root: Path) -> Path:
    """The site of the archive in `root`, built by `mkdocs build --strict`."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return root / "site"


def put_up(site: Path, under: str) -> Iterator[str]:
    """Serve `site` below the path `under` on loopback; its address."""
    top = site.parent / "served"
    (top / under).parent.mkdir(parents=True)
    site.rename(top / under)
    with served(top) as address:
        yield f"{address}{under}/"


@pytest.fixture(scope="session")
def harbour_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour archive's site: it has no site_url."""
    root = tmp_path_factory.mktemp("harbour")
    harbour.write(root)
    return built(root)


@pytest.fixture(scope="session")
def harbour_address(harbour_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The harbour archive, served below a path that its settings do not know."""
    copy = tmp_path_factory.mktemp("copy") / "site"
    shutil.copytree(harbour_site, copy)
    yield from put_up(copy, "town/archive")


@pytest.fixture(scope="session")
def flat_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The harbour archive with pages as files (use_directory_urls: false)."""
    root = tmp_path_factory.mktemp("flat")
    harbour.write(root, directories=False)
    yield from put_up(built(root), "flat")


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive's site."""
    return built(sample(tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="session")
def sample_address(sample_site: Path) -> Iterator[str]:
    """The sample archive, as the repository publishes it."""
    with served(sample_site) as address:
        yield address
