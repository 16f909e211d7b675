"""One docs/, three engines: the sample archive as MkDocs, ProperDocs and Zensical publish it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from onrecord.build import check
from onrecord.config import load
from onrecord.model import Archive
from onrecord.publish import prepare
from tests.publish.checker import errors
from tests.publish.sites import ENGINES, Page, Site, build, sample

OWN_ANCHORS = {"__toc", "__skip", "__drawer", "__search", "__palette", "__palette_0", "__palette_1", "__palette_2"}
"""What themes put into pages for their own use."""
OWN_FILES = {"search.json", "sitemap.xml.gz", "objects.inv"}
"""Zensical's index for a search that we leave out, MkDocs' packed site map."""
ZENSICALS = re.compile(r'<input class="md-toggle"|<label class="md-(nav|overlay)|<label [^>]*for="__')
"""Tags that Zensical's templates print."""
MAKERS = {"squidfunk.github.io", "zensical.org"}
"""Whom themes name in the footer."""

Published = tuple[Archive, Mapping[str, Site]]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The sample archive, and its site by each engine."""
    root = sample(tmp_path_factory.mktemp("sample"))
    prepare(load(root / "mkdocs.yml"))
    archive = check(load(root / "mkdocs.yml")).archive
    return archive, {engine: Site(build(root, engine)) for engine in ENGINES}


@pytest.fixture(scope="module")
def site(published: Published) -> Site:
    """MkDocs' site."""
    return published[1]["mkdocs"]


def _anchors(page: Page) -> set[str]:
    return {anchor for anchor in page.anchors if anchor not in OWN_ANCHORS and not anchor.startswith("__nav")}


def _links(page: Page) -> set[str]:
    """Where it leads, but for itself and a theme's own links."""
    targets = {target for target in page.targets if target != page.address and urlsplit(target).hostname not in MAKERS}
    return {target for target in targets if urlsplit(target).fragment not in OWN_ANCHORS}


def test_the_same_pages_anchors_and_links(published: Published) -> None:
    """Each engine publishes every page, with the same places in it, leading to the same addresses."""
    first, *others = published[1].values()
    assert len(first.pages) > 100
    for other in others:
        assert other.pages.keys() == first.pages.keys(), other.folder.name
        for address, page in first.pages.items():
            assert _anchors(other.pages[address]) == _anchors(page), (other.folder.name, address)
            assert _links(other.pages[address]) == _links(page), (other.folder.name, address)


def _files(site: Site) -> dict[str, bytes]:
    """What is published besides pages and what a theme brings."""
    brought = ("assets/images/", "assets/javascripts/", "assets/stylesheets/", "assets/_")
    names = {path.relative_to(site.folder).as_posix(): path for path in site.folder.rglob("*") if path.is_file()}
    return {
        name: path.read_bytes()
        for name, path in names.items()
        if not name.endswith((".html", "sitemap.xml")) and name not in OWN_FILES and not name.startswith(brought)
    }


def test_the_same_files(published: Published) -> None:
    """Data, feeds, the search, scripts and styles are published byte for byte by each."""
    first, *others = (_files(site) for site in published[1].values())
    assert {name.split("/")[0] for name in first} == {"assets", "data", "feeds"}
    assert [other == first for other in others] == [True, True]


def test_no_link_leads_nowhere(published: Published) -> None:
    """In the whole site, with the guide, whichever engine made it."""
    assert {engine: broken for engine, site in published[1].items() if (broken := list(site.broken()))} == {}


def test_no_place_is_there_twice(published: Published) -> None:
    """An anchor names one place of a page."""
    for site in published[1].values():
        twice = {(page.address, name) for page in site.pages.values() for name, n in page.anchors.items() if n > 1}
        assert twice == set(), site.folder.name


def test_every_statement_within_four_links(published: Published, site: Site) -> None:
    """Without JavaScript, from the front page that an editor wrote: the place of its words, and its own page."""
    archive, steps = published[0], site.steps()
    for statement in archive.statements.values():
        for id_ in statement.renderings:
            address = f"{site.home}articles/{archive.renderings[id_].article}/"
            assert steps[address] <= 3, address
            assert f"q-{id_}" in site.pages[address].anchors, address
        if archive.has_page(statement):
            assert steps[f"{site.home}statements/{statement.id}/"] <= 4


def test_every_page_is_reached(site: Site) -> None:
    """Links lead from the front page to every page but the one for lost addresses and those that lead on."""
    lost = {address for address, page in site.pages.items() if not page.redirects} - site.steps().keys()
    assert lost == {f"{site.home}404.html"}


class _Filters(HTMLParser):
    """The links that narrow a list."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Links within a row of filters."""
        given = dict(attrs)
        if self._depth or given.get("class") == "or-row":
            self._depth += tag == "div"
            if tag == "a" and given.get("href"):
                self.targets.append(given["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        """The row ends with its box."""
        self._depth -= tag == "div" and self._depth > 0


def test_every_filter_leads_to_what_is_there(published: Published) -> None:
    """Who narrows a list gets a page of its own, or the place that makes this page show just that, by each engine."""
    for engine, site in published[1].items():
        kinds, rules = set(), (site.folder / "assets/onrecord/narrowing.css").read_text(encoding="utf-8")
        for address, page in site.pages.items():
            html = site.path(address).read_text(encoding="utf-8")
            for target in _Filters(html).targets:
                there, place = urldefrag(urljoin(address, target))
                assert "/search/?" in there or there in site.pages, (engine, address, target)
                if place:
                    assert place in page.anchors, (engine, address, target)
                    kinds.add(place.split("=")[0])
                    assert "onrecord/narrowing.css" in html.partition("</head>")[0], (engine, address)
                    assert place.endswith("=") or f'[id="{place}"]:target' in rules, (engine, address, target)
        assert kinds == {"topic", "outlet", "year"}, engine


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_html_is_valid(published: Published, engine: str) -> None:
    """The Nu Html Checker has nothing to say of any page. (What it says of Zensical's, Zensical's templates say.)"""
    assert errors(published[1][engine].folder) == {}


def test_html_of_zensical_is_valid_but_for_its_own(published: Published) -> None:
    """What the checker finds there stands in tags that Zensical's templates print: nothing in what we write."""
    found = errors(published[1]["zensical"].folder)
    assert [one for one in found.items() if not ZENSICALS.search(one[1][2])] == []


def test_json_ld_can_be_read(site: Site) -> None:
    """On every page that has it, one object of schema.org's."""
    count = 0
    for path in site.folder.rglob("index.html"):
        _, opening, rest = path.read_text(encoding="utf-8").partition('<script type="application/ld+json">')
        if opening:
            count += 1
            assert json.loads(rest.partition("</script>")[0])["@context"] == "https://schema.org", path
    assert count > 100
