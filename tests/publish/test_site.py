"""The published site, as any host and any browser gets it: by each engine."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest

from onrecord.build import check
from onrecord.config import load
from onrecord.model import Archive
from onrecord.publish import prepare
from tests.publish import harbour
from tests.publish.sites import ENGINES, HOME, Site, build


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, Path]:
    """The harbour archive and its folder, prepared for any engine. An article of it was withdrawn since."""
    root = tmp_path_factory.mktemp("site")
    settings = harbour.write(root, site_url=HOME)
    (root / "articles" / "gone.txt").write_text(harbour.ARTICLES["pension.txt"].replace("keeper", "cook"), "utf-8")
    prepare(load(settings))
    (root / "articles" / "gone.txt").unlink()
    prepare(load(settings))
    return check(load(settings)).archive, root


@pytest.fixture(scope="module", params=ENGINES)
def site(request: pytest.FixtureRequest, archive: tuple[Archive, Path]) -> Path:
    """Its site, by each engine."""
    return build(archive[1], request.param)


def test_no_statement_is_further_than_four_links_away(archive: tuple[Archive, Path], site: Path) -> None:
    """Without JavaScript, from the front page: the place of its words in their article, and its own page."""
    published = Site(site)
    steps = published.steps()
    for rendering in archive[0].renderings.values():
        address = f"{HOME}articles/{rendering.article}/"
        assert steps[address] <= 3, address
        assert f"q-{rendering.id}" in published.pages[address].anchors, address
    statements = [f"{HOME}statements/{s.id}/" for s in archive[0].statements.values() if archive[0].has_page(s)]
    assert statements
    assert [address for address in statements if steps[address] > 4] == []


def test_no_link_leads_nowhere(site: Path) -> None:
    """Whatever a page links to or loads within the site is there: the page or file, and the place in it."""
    assert list(Site(site).broken()) == []


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
    targets = [
        urljoin(f"{HOME}no/such/page/", target)
        for target in re.findall(r'<a href="([^"]*)"', lost.partition("<h1>")[2])[:2]
    ]
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
