"""What every published page tells machines, by each engine: metas, JSON-LD, feeds, and the citation below its text."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from onrecord.config import load
from onrecord.publish import prepare
from tests.publish import harbour

HOME = "https://town.example/archive/"

THING = {"@id", "@type", "name", "url", "sameAs", "mainEntityOfPage"}
WORK = THING | {"about", "creator", "datePublished", "hasPart", "inLanguage", "isPartOf", "publisher", "text"}
PROPERTIES = {
    "NewsArticle": WORK | {"headline", "alternativeHeadline", "author", "archivedAt", "mentions"},
    "Quotation": WORK | {"dateCreated"},
    "Person": THING | {"alternateName", "jobTitle", "affiliation"},
    "Organization": THING,
    "NewsMediaOrganization": THING,
    "DefinedTerm": THING | {"termCode", "inDefinedTermSet"},
    "ProfilePage": WORK | {"mainEntity"},
    "CollectionPage": WORK | {"mainEntity"},
    "WebSite": WORK,
    "Dataset": WORK | {"description", "isAccessibleForFree", "temporalCoverage", "dateModified", "distribution"},
    "DataDownload": WORK | {"encodingFormat", "contentUrl"},
}
"""The properties that schema.org gives the types we use, as far as we use them."""


@dataclass(slots=True)
class Page:
    """What stands in the head of a page, and in its citation."""

    metas: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    data: list[dict[str, object]] = field(default_factory=list)
    cited: dict[str, str] = field(default_factory=dict)

    def meta(self, name: str) -> list[str]:
        """The contents of the metas of a name."""
        return [content for key, content in self.metas if key == name]


class _Reader(HTMLParser):
    """Reads a page as a machine does."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.page = Page()
        self._form = ""
        self._taken: list[str] | None = None
        self._ends = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Metas, links, and where something begins that is read as text."""
        given = {key: value or "" for key, value in attrs}
        if tag == "meta":
            self.page.metas.append((given.get("name") or given.get("property", ""), given.get("content", "")))
        elif tag == "link":
            self.page.links.append((given.get("rel", ""), given.get("type", ""), given.get("href", "")))
        self._form = given.get("data-form", self._form)
        reads = {"script": given.get("type") == "application/ld+json", "code": bool(self._form)}
        reads["p"] = self._form == "text" and "text" not in self.page.cited
        if reads.get(tag):
            self._taken, self._ends = [], tag

    def handle_data(self, data: str) -> None:
        """The text of what is read."""
        if self._taken is not None:
            self._taken.append(data)

    def handle_endtag(self, tag: str) -> None:
        """What was read is whole."""
        if self._taken is None or tag != self._ends:
            return
        text, self._taken = "".join(self._taken), None
        if tag == "script":
            self.page.data.append(json.loads(text))
        else:
            self.page.cited[self._form] = text
            self._form = "" if tag == "code" else self._form


def built(root: Path, engine: str) -> dict[str, Page]:
    """The pages of an archive's site, by an engine, by their addresses."""
    command = [sys.executable, "-m", engine, "build"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (root / "site").rename(root / engine)
    found = sorted((root / engine).rglob("index.html"))
    return {
        path.parent.relative_to(root / engine).as_posix(): _Reader(path.read_text(encoding="utf-8")).page
        for path in found
    }


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour archive, prepared for any engine, at an address that its settings tell without its last slash.

    An article of it was withdrawn since.
    """
    folder = tmp_path_factory.mktemp("head")
    settings = harbour.write(folder, site_url=HOME.rstrip("/"))
    about = '---\ntitle: The "town" & <we>\n---\n\n# About\n\n'
    about += '<div class="or-download" markdown>\n\n[All articles](articles/index.md)\n\n</div>\n'
    (folder / "docs" / "about.md").write_text(about, encoding="utf-8")
    (folder / "articles" / "gone.txt").write_text(harbour.ARTICLES["pension.txt"].replace("keeper", "cook"), "utf-8")
    prepare(load(settings))
    (folder / "articles" / "gone.txt").unlink()
    prepare(load(settings))
    return folder


@pytest.fixture(scope="module")
def sites(root: Path) -> dict[str, dict[str, Page]]:
    """Its pages by each engine."""
    return {engine: built(root, engine) for engine in ("mkdocs", "properdocs", "zensical")}


@pytest.fixture(scope="module")
def site(sites: dict[str, dict[str, Page]]) -> dict[str, Page]:
    """Its pages by MkDocs."""
    return sites["mkdocs"]


def feeds(name: str, page: Page) -> list[str]:
    """The addresses of the feeds that a page names."""
    here = f"{HOME}{name}/" if name != "." else HOME
    return [urljoin(here, href) for _, kind, href in page.links if kind == "application/atom+xml"]


def test_every_engine_tells_the_same(sites: dict[str, dict[str, Page]]) -> None:
    """MkDocs, ProperDocs and Zensical print the same metas, JSON-LD, feeds and citations on the same pages."""
    first, *others = sites.values()
    for other in others:
        assert set(other) == set(first)
        for name, page in first.items():
            ours = {(key, value) for key, value in page.metas if key != "generator"}
            assert {(key, value) for key, value in other[name].metas if key != "generator"} == ours, name
            assert other[name].data == page.data, name
            assert other[name].cited == page.cited, name
            assert feeds(name, other[name]) == feeds(name, page), name


def test_every_page_can_be_shown_on_a_card(site: dict[str, Page]) -> None:
    """Title, kind, site and, but for what the editor wrote without one, a description; the canonical address once."""
    for name, page in site.items():
        if page.meta("robots"):  # an old address that leads on
            continue
        assert all(len(page.meta(f"og:{key}")) == 1 for key in ("title", "type", "site_name")), name
        address = f"{HOME}{name}/" if name != "." else HOME
        assert page.meta("og:url") == [address]
        assert [href for rel, _, href in page.links if rel == "canonical"] == [address]
        assert page.meta("og:description") == page.meta("description")


def test_a_card_shows_its_title_and_not_its_escapes(site: dict[str, Page]) -> None:
    """Whatever a title is made of, and whoever wrote it, the card says what the heading says."""
    assert site["articles/hostile"].meta("og:title") == [
        "<img src=x onerror=window.hurt=1> & [x](javascript:window.hurt=2)"
    ]
    assert site["outlets/b-gazette-b-7-7"].meta("og:title") == ["<b>Gazette</b> {{ 7*7 }}"]
    assert site["about"].meta("og:title") == ['The "town" & <we>']


def test_reference_managers_save_an_article_as_the_newspapers(site: dict[str, Page]) -> None:
    """Zotero's item type, the Highwire Press metas and Dublin Core's, each with what the article says."""
    page = site["articles/school-roof"]
    for key, value in {
        "z:itemType": ["newspaperArticle"],
        "citation_title": ["School roof leaks again"],
        "citation_journal_title": ["Ellery Post"],
        "citation_publication_date": ["2024/01/15"],
        "citation_keywords": ["Ferries", "Schools", "Transport"],
        "DC.title": ["School roof leaks again"],
        "DC.publisher": ["Ellery Post"],
        "DC.date": ["2024-01-15"],
        "og:type": ["article"],
    }.items():
        assert sorted(page.meta(key)) == value, key


def test_and_a_statement_as_its_speakers(site: dict[str, Page]) -> None:
    """It is a page of the archive whose author is who said it."""
    (page,) = (page for name, page in site.items() if name.startswith("statements/") and page.meta("citation_author"))
    assert page.meta("z:itemType") == ["webpage"]
    assert page.meta("citation_author") == ["Ida Brandt"]
    assert page.meta("citation_journal_title") == []


def things(value: object) -> list[dict[str, object]]:
    """Each thing within some JSON-LD, the outermost first."""
    if isinstance(value, list):
        return [thing for one in value for thing in things(one)]
    if not isinstance(value, dict):
        return []
    return [value, *(thing for one in value.values() for thing in things(one))]


def test_json_ld_keeps_to_the_vocabulary(site: dict[str, Page]) -> None:
    """Each thing has a type of schema.org's and only properties of it; each id and address is a whole one."""
    kinds = set()
    for name, page in site.items():
        for outer in page.data:
            assert outer["@context"] == "https://schema.org"
            for thing in things({key: value for key, value in outer.items() if key != "@context"}):
                if set(thing) == {"@id"}:  # a reference
                    continue
                kinds.add(str(thing["@type"]))
                assert set(thing) <= PROPERTIES[str(thing["@type"])], name
                for key in {"@id", "url", "mainEntityOfPage", "archivedAt", "contentUrl"} & set(thing):
                    assert str(thing[key]).startswith("https://"), (name, key)
    assert kinds >= {"NewsArticle", "Quotation", "Person", "DefinedTerm", "NewsMediaOrganization", "WebSite"}


def test_a_statements_json_ld_says_whose_it_is_and_where_it_stands(site: dict[str, Page]) -> None:
    """Quotation with its creator, the articles it is part of, and its topics; ids are those of their own pages."""
    (quotation,) = (page.data[0] for page in site.values() if page.data and page.data[0]["@type"] == "Quotation")
    creator, parts, about = quotation["creator"], quotation["isPartOf"], quotation["about"]
    assert isinstance(creator, dict) and isinstance(parts, list) and isinstance(about, list)
    (person,) = things(site["speakers/ida-brandt"].data[0]["mainEntity"])
    assert creator["@id"] == person["@id"] == f"{HOME}speakers/ida-brandt/#person"
    articles = {
        str(page.data[0].get("@id")) for name, page in site.items() if name.startswith("articles/") and page.data
    }
    assert {str(part["@id"]) for part in parts} <= articles
    terms = {str(things(site[f"topics/{name}"].data[0]["mainEntity"])[0]["@id"]) for name in ("ferries", "transport")}
    assert {str(term["@id"]) for term in about} == terms


def test_every_citation_has_its_forms_and_whole_addresses(site: dict[str, Page]) -> None:
    """A sentence, BibTeX, RIS and CSL-JSON, with the address at which the page is published."""
    kinds = ("articles/", "speakers/ida", "statements/", "topics/", "outlets/")
    cited = {name: page for name, page in site.items() if page.cited}
    assert all(any(name.startswith(kind) for name in cited) for kind in kinds)
    for name, page in cited.items():
        assert set(page.cited) == {"text", "bibtex", "ris", "csl"}, name
        assert all(f"{HOME}{name}/" in text and "~/" not in text for text in page.cited.values()), name
        (item,) = json.loads(page.cited["csl"])
        assert f"{HOME}{name}/" in (item["URL"], item.get("archive_location"))


def test_feeds_are_found_from_the_page_they_are_of(root: Path, site: dict[str, Page]) -> None:
    """Each page leads to the archive's feed, a speaker's to its own besides; all that are named are published."""
    for name, page in site.items():
        if page.meta("robots"):
            continue
        targets = feeds(name, page)
        assert targets[-1] == f"{HOME}feeds/all.xml", name
        assert all((root / "mkdocs" / target.removeprefix(HOME)).is_file() for target in targets), name
    own = feeds("speakers/wanda-okoro", site["speakers/wanda-okoro"])
    assert own == [f"{HOME}feeds/speakers/wanda-okoro.xml", f"{HOME}feeds/all.xml"]


def test_the_page_of_the_downloads_is_that_of_the_data_set(root: Path, site: dict[str, Page]) -> None:
    """Wherever they are listed: JSON-LD names each data file that is published, and no other."""
    (found,) = [one for page in site.values() for one in page.data if one["@type"] == "Dataset"]
    assert site["about"].data == [found]
    named = {str(one["contentUrl"]).removeprefix(f"{HOME}data/") for one in things(found["distribution"])}
    published = {path.name for path in (root / "mkdocs" / "data").iterdir() if path.is_file()}
    assert named == published - {"datapackage.json"}


def test_the_site_map_has_every_page_but_old_addresses(root: Path, sites: dict[str, dict[str, Page]]) -> None:
    """For each engine: each page's canonical address once, none that leads on, and no day of a build."""
    for engine, pages in sites.items():
        urls = list(ElementTree.fromstring((root / engine / "sitemap.xml").read_bytes()))
        assert {one.tag.rpartition("}")[2] for url in urls for one in url} == {"loc"}, engine
        shown = [f"{HOME}{name}/" if name != "." else HOME for name, page in pages.items() if not page.meta("robots")]
        assert sorted(one.text or "" for url in urls for one in url) == sorted(shown), engine
        assert f"{HOME}articles/gone/" not in shown and "articles/gone" in pages


def test_hostile_words_end_no_tag(site: dict[str, Page]) -> None:
    """A headline and words full of markup are metas, JSON-LD and citations like any others."""
    (page,) = (page for name, page in site.items() if name == "articles/hostile")
    (headline,) = page.meta("citation_title")
    assert headline == "<img src=x onerror=window.hurt=1> & [x](javascript:window.hurt=2)"
    assert page.data[0]["headline"] == headline
    (item,) = json.loads(page.cited["csl"])
    assert item["title"] == headline
    (part,) = things(page.data[0]["hasPart"])[:1]
    assert "<script>window.hurt=3</script>" in str(part["text"])


def test_a_site_that_does_not_know_its_address_or_has_no_folders(tmp_path: Path) -> None:
    """Addresses are relative to the site, and those of the page's own file; nothing is left to be filled in."""
    harbour.write(tmp_path, directories=False)
    prepare(load(tmp_path / "mkdocs.yml"))
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "site" / "speakers" / "ida-brandt.html").read_text(encoding="utf-8")
    page = _Reader(html).page
    assert page.data[0]["url"] == "../speakers/ida-brandt.html"
    assert page.cited["text"].endswith(", speakers/ida-brandt.html")
    assert "~/" not in html
    feed = (tmp_path / "site" / "feeds" / "speakers" / "ida-brandt.xml").read_text(encoding="utf-8")
    assert 'href="../../speakers/ida-brandt.html"' in feed
