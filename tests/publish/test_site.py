"""The published site, as any host and any browser gets it: MkDocs' and Zensical's."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest

from onrecord.config import load
from onrecord.model import Archive
from onrecord.publish import prepare
from tests.publish import harbour

HOME = "https://town.example/archive/"


class _Links(HTMLParser):
    """Where a page leads, and the places in it that can be led to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep links and ids."""
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.targets.append(given["href"] or "")
        if given.get("id"):
            self.anchors.append(given["id"] or "")


def _reached(site: Path) -> dict[str, _Links]:
    """Every page that links lead to from the front page, by its address."""
    pages: dict[str, _Links] = {}
    ahead = [HOME]
    while ahead:
        address = ahead.pop()
        path = site / address.removeprefix(HOME) / "index.html"
        if address in pages or not address.startswith(HOME) or not path.is_file():
            continue
        pages[address] = _Links(path.read_text(encoding="utf-8"))
        ahead += [urldefrag(urljoin(address, target)).url for target in pages[address].targets]
    return pages


def _away(pages: dict[str, _Links]) -> dict[str, int]:
    """How many links each page is away from the front page, at least."""
    found, ahead = {HOME: 0}, [HOME]
    for address in ahead:
        for target in pages[address].targets:
            there = urldefrag(urljoin(address, target)).url
            if there in pages and there not in found:
                found[there] = found[address] + 1
                ahead.append(there)
    return found


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, Path]:
    """The harbour archive and its folder, prepared for any engine. An article of it was withdrawn since."""
    root = tmp_path_factory.mktemp("site")
    settings = harbour.write(root, site_url=HOME)
    (root / "articles" / "gone.txt").write_text(harbour.ARTICLES["pension.txt"].replace("keeper", "cook"), "utf-8")
    prepare(load(settings))
    (root / "articles" / "gone.txt").unlink()
    return prepare(load(settings)).archive, root


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def site(request: pytest.FixtureRequest, archive: tuple[Archive, Path]) -> Path:
    """Its site, by each engine."""
    root = archive[1]
    done = subprocess.run(
        [sys.executable, "-m", request.param, "build"], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return (root / "site").rename(root / request.param)


def test_every_statement_is_reached_by_links(archive: tuple[Archive, Path], site: Path) -> None:
    """Without JavaScript: from the front page, links alone lead to the page and place of every quotation."""
    pages = _reached(site)
    places = {f"{address}#{anchor}" for address, page in pages.items() for anchor in page.anchors}
    wanted = {f"{HOME}articles/{r.article}/#q-{r.id}" for r in archive[0].renderings.values()}
    assert wanted - places == set()
    statements = {s.id for s in archive[0].statements.values() if archive[0].has_page(s)}
    assert {f"{HOME}statements/{statement}/" for statement in statements} <= pages.keys()


def test_no_statement_is_further_than_four_links_away(archive: tuple[Archive, Path], site: Path) -> None:
    """Without JavaScript, from the front page: its article, and its own page if it has one."""
    away = _away(_reached(site))
    articles = {f"{HOME}articles/{r.article}/" for r in archive[0].renderings.values()}
    statements = {f"{HOME}statements/{s.id}/" for s in archive[0].statements.values() if archive[0].has_page(s)}
    assert max(away[address] for address in articles) <= 3
    assert max(away[address] for address in statements) <= 4


def test_no_link_leads_nowhere(site: Path) -> None:
    """Whatever a page links to within the site is there: the page or file, and the place in it."""
    pages = {
        path.relative_to(site).as_posix(): _Links(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")
    }
    broken = []
    for name, page in pages.items():
        for target in page.targets:
            address, anchor = urldefrag(urljoin(f"{HOME}{name}", target))
            if not address.startswith(HOME):
                continue
            path = address.removeprefix(HOME).partition("?")[0]
            path += "index.html" if path == "" or path.endswith("/") else ""
            if not (site / path).is_file() or (anchor and anchor not in pages[path].anchors):
                broken.append((name, target))
    assert broken == []


def test_the_header_searches_from_every_page(site: Path) -> None:
    """The header's form leads to the search page from any depth, and from the page that stands for a lost address."""
    for page in site.rglob("index.html"):
        found = re.search(r'<form class="or-find[^"]*" action="([^"]*)"', page.read_text(encoding="utf-8"))
        assert found, page
        here = urljoin(HOME, f"{page.parent.relative_to(site).as_posix()}/")
        assert urljoin(here, found[1]) == f"{HOME}search/", page
    lost = (site / "404.html").read_text(encoding="utf-8")
    assert re.search(r'<form class="or-find[^"]*" action="(https://town\.example)?/archive/search/"', lost)


def test_a_lost_address_helps_on(site: Path) -> None:
    """The page that stands for a lost address says so, and leads to the search and to the front page."""
    lost = (site / "404.html").read_text(encoding="utf-8")
    assert "<h1>Page not found</h1>" in lost
    assert "<title>Page not found - " in lost
    targets = [urljoin(f"{HOME}no/such/page/", target) for target in _Links(lost.partition("<h1>")[2]).targets[:2]]
    assert [target.removesuffix("./").removesuffix(".") for target in targets] == [f"{HOME}search/", HOME]


def test_an_old_address_leads_on(site: Path) -> None:
    """The page of a withdrawn article sends readers and search engines to what took its place, with the place in it."""
    page = unescape((site / "articles" / "gone" / "index.html").read_text(encoding="utf-8"))
    assert re.search(r'<meta http-equiv="refresh" content="0; url=(\.\./?|/archive/articles/)">', page)
    assert re.search(r'location\.replace\("(\.\./?|/archive/articles/)" \+ location\.hash\)', page)
    assert re.findall(r'rel="canonical" href="([^"]*)"', page) == [f"{HOME}articles/"]
    assert '<meta name="robots" content="noindex">' in page


def test_the_search_bundle_is_published_whole(archive: tuple[Archive, Path], site: Path) -> None:
    """The site has the bundle byte for byte."""
    made = archive[1] / "docs" / "assets" / "search"
    files = [path.relative_to(made) for path in made.rglob("*") if path.is_file()]
    assert files
    assert [f for f in files if (site / "assets/search" / f).read_bytes() != (made / f).read_bytes()] == []


def test_scripts_and_styles_are_loaded_once(site: Path) -> None:
    """Each page loads the search script, as a module, and both style sheets."""
    page = (site / "search" / "index.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<script[^>]* src="[^"]*assets/onrecord/search\.js"[^>]*>', page)) == 1
    assert re.search(r'<script[^>]*search\.js"[^>]* type="?module', page)
    assert [
        len(re.findall(rf'href="[^"]*{name}\.css"', page)) for name in ("onrecord/onrecord", "onrecord/search")
    ] == [1, 1]
