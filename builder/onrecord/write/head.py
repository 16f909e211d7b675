"""What a page tells machines: the entry `onrecord` of its front matter, which the theme's template prints.

    onrecord:
      kind: article                 of what this is the page
      path: articles/x/             its address, relative to the site's
      work: {…}                     what reference managers save, by their names: `z:itemType`, `citation_title` …
      feeds: [{title, path}]        the feeds of this page
      jsonld: '{"@context": …}'     what it is about, for search engines
      cite: {text, csl, bibtex, ris}   its citation, ready to be copied

In `jsonld` and `cite`, addresses of the archive begin with `~/`: the template puts the site's address there. So pages
are the same wherever they are published.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from onrecord import addresses
from onrecord.model import Entry, Outlet, Speaker, Statement, Story, Topic
from onrecord.write import feeds, schema_org
from onrecord.write.catalogue import Catalogue
from onrecord.write.cite import HOME, Citation, Noun, citation, listed, safe
from onrecord.write.render import Page

KINDS: Mapping[type, addresses.Kind] = {
    Entry: "article",
    Outlet: "outlet",
    Speaker: "speaker",
    Statement: "statement",
    Story: "story",
    Topic: "topic",
}


def headed(make: Callable[..., Page], catalogue: Catalogue, noun: Noun) -> Page:
    """The page of a noun, with what it tells machines."""
    page = make(catalogue, noun)
    return replace(page, meta={**page.meta, "onrecord": head(catalogue, noun)})


def head(catalogue: Catalogue, noun: Noun) -> dict[str, object]:
    """What the page of a noun tells machines."""
    cited = citation(catalogue, noun)
    found = {
        "kind": KINDS[noun.__class__],
        "path": cited.place().removeprefix(HOME),
        "work": _work(catalogue, noun, cited),
        "feeds": [{"title": feed.title, "path": feed.path} for feed in feeds.of(catalogue, noun)],
        "jsonld": schema_org.script(schema_org.thing(catalogue, noun)),
        "cite": _forms(cited),
    }
    return {key: value for key, value in found.items() if value}


def of_sheet(catalogue: Catalogue, address: str, title: str) -> dict[str, object]:
    """What a page tells machines that narrows a speaker's, or a topic's: its own address, title and citation."""
    cited = listed(catalogue, address.strip("/").replace("/", "-"), title, address)
    work = {"z:itemType": "webpage", "citation_title": cited.title}
    return {"path": cited.place().removeprefix(HOME), "work": work, "cite": _forms(cited)}


def _forms(cited: Citation) -> dict[str, str]:
    return {"text": cited.sentence(), "csl": cited.csl(), "bibtex": cited.bibtex(), "ris": cited.ris()}


def _work(catalogue: Catalogue, noun: Noun, cited: Citation) -> dict[str, object]:
    """The metas that Zotero and its like, and search engines for papers, save a page by. Their values are texts."""
    archive = catalogue.archive
    topics = noun.topics if isinstance(noun, Entry | Statement) else ()
    found = {
        "z:itemType": "newspaperArticle" if cited.work == "article-newspaper" else "webpage",
        "citation_title": cited.title,
        "citation_author": [name.whole for name in cited.authors],
        "citation_journal_title": cited.container if isinstance(noun, Entry) else "",
        "citation_publication_date": (cited.date or "")[:10].replace("-", "/"),
        "citation_language": cited.language,
        "citation_keywords": [safe(archive.topics[i].label) for i in topics if i in archive.topics],
        "citation_public_url": cited.url or "",
    }
    return {key: value for key, value in found.items() if value}
