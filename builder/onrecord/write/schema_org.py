"""JSON-LD: what a page is about, in the words of schema.org, for search engines and harvesters.

Addresses of the archive begin with `HOME`, for which the theme's template puts the site's address.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any
from urllib.parse import quote

from onrecord import addresses
from onrecord.model import Entry, Outlet, Rendering, Speaker, Statement, Story, Topic
from onrecord.write import escape
from onrecord.write.catalogue import Catalogue, joined, spoken
from onrecord.write.cite import HOME, Noun, outside, safe
from onrecord.write.watch import those

Thing = dict[str, object]

QUOTED = 30
"""Quotations of an article that its page's head has; the data files have them all."""
LISTED = 100
"""Articles that a story's page names in its head."""
_ROLES = 4
_IPTC = "https://cv.iptc.org/newscodes/mediatopic/"
_WIKIDATA = "https://www.wikidata.org/entity/"
_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_CONTEXT = "https://schema.org"


def script(thing: Mapping[str, object]) -> str:
    """JSON-LD for the inside of a `<script>`: nothing in it can end that."""
    text = _ENCODED(thing).encode(errors="replace").decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def thing(catalogue: Catalogue, noun: Noun) -> Thing:
    """What the page of a noun is about."""
    makers: dict[type, Callable[[Catalogue, Any], Thing]] = {
        Entry: _article,
        Statement: _statement,
        Speaker: _speaker,
        Topic: _topic,
        Outlet: _outlet,
        Story: _story,
    }
    return {"@context": _CONTEXT, **makers[noun.__class__](catalogue, noun)}


def local(address: str, anchor: str = "") -> str:
    """An address of the archive, with the place in it, for the template to complete."""
    return HOME + escape.encoded(address) + (f"#{anchor}" if anchor else "")


def _article(catalogue: Catalogue, entry: Entry) -> Thing:
    archive, article = catalogue.archive, entry.record.article
    address = addresses.article(entry.id)
    said = those(archive.renderings, entry.renderings)
    in_marks = (rendering for rendering in said if not rendering.reported)
    return _kept({
        "@type": "NewsArticle",
        "@id": local(address, "article"),
        "headline": safe(article.headline),
        "alternativeHeadline": safe(article.deck or ""),
        "author": [{"@type": "Person", "name": safe(author)} for author in article.authors],
        "publisher": _outlet_of(catalogue, entry),
        "datePublished": entry.record.date,
        "inLanguage": safe(article.language),
        "url": outside(article.url) or local(address),
        "mainEntityOfPage": local(address),
        "archivedAt": local(address) if outside(article.url) else None,
        "about": [_term(catalogue, i) for i in entry.topics if i in archive.topics],
        "mentions": [_person(catalogue, i) for i in dict.fromkeys(s for r in said for s in r.speakers)],
        "hasPart": [_quoted(catalogue, rendering) for rendering in islice(in_marks, QUOTED)],
    })  # fmt: skip


def _quoted(catalogue: Catalogue, rendering: Rendering) -> Thing:
    """One quotation of an article."""
    return _kept({
        "@type": "Quotation",
        "@id": local(addresses.rendering(rendering)),
        "text": safe(joined(catalogue.archive.words(rendering))),
        "creator": [{"@id": local(addresses.speaker(i), "person")} for i in rendering.speakers],
    })  # fmt: skip


def _statement(catalogue: Catalogue, statement: Statement) -> Thing:
    archive = catalogue.archive
    address = addresses.statement(archive, statement)
    return _kept({
        "@type": "Quotation",
        "@id": local(address, "statement"),
        "text": safe(spoken(statement.wording)),
        "creator": [_person(catalogue, i) for i in statement.speakers if i in archive.speakers],
        "dateCreated": statement.said,
        "datePublished": statement.first,
        "url": local(address),
        "mainEntityOfPage": local(address),
        "about": [_term(catalogue, i) for i in statement.topics if i in archive.topics],
        "isPartOf": [_reference(catalogue, i) for i in statement.articles if i in archive.entries],
    })  # fmt: skip


def _reference(catalogue: Catalogue, article_id: str) -> Thing:
    """An article, as far as a page that is not its own names it."""
    entry = catalogue.archive.entries[article_id]
    article = entry.record.article
    return _kept({
        "@type": "NewsArticle",
        "@id": local(addresses.article(entry.id), "article"),
        "headline": safe(article.headline),
        "publisher": _outlet_of(catalogue, entry),
        "datePublished": entry.record.date,
        "url": outside(article.url) or local(addresses.article(entry.id)),
    })  # fmt: skip


def _speaker(_: Catalogue, speaker: Speaker) -> Thing:
    address = addresses.speaker(speaker.id)
    if speaker.unresolved:
        return {"@type": "CollectionPage", "@id": local(address), "name": safe(speaker.name), "url": local(address)}
    person = {
        "@type": "Person",
        "@id": local(address, "person"),
        "name": safe(speaker.name),
        "alternateName": [safe(alias) for alias in speaker.aliases if alias != speaker.name],
        "jobTitle": [safe(role.name) for role in speaker.roles[:_ROLES]],
        "affiliation": {"@type": "Organization", "name": safe(speaker.party)} if speaker.party else None,
        "sameAs": _WIKIDATA + quote(speaker.wikidata, safe="") if speaker.wikidata else None,
        "url": local(address),
    }
    return {"@type": "ProfilePage", "@id": local(address), "url": local(address), "mainEntity": _kept(person)}


def _topic(catalogue: Catalogue, topic: Topic) -> Thing:
    address = addresses.topic(topic.id)
    term = {
        **_term(catalogue, topic.id),
        "termCode": topic.iptc,
        "sameAs": _IPTC + quote(topic.iptc[-8:], safe="") if topic.iptc else None,
        "inDefinedTermSet": local(addresses.hub("topic")),
    }
    return {"@type": "CollectionPage", "@id": local(address), "url": local(address), "mainEntity": _kept(term)}


def _outlet(_: Catalogue, outlet: Outlet) -> Thing:
    address = addresses.outlet(outlet.id)
    house = _kept({
        "@type": "NewsMediaOrganization",
        "@id": local(address, "outlet"),
        "name": safe(outlet.name),
        "url": local(address),
        "sameAs": [found for domain in outlet.domains if (found := outside(f"https://{domain}/"))],
    })  # fmt: skip
    return {"@type": "CollectionPage", "@id": local(address), "url": local(address), "mainEntity": house}


def _story(catalogue: Catalogue, story: Story) -> Thing:
    address = addresses.page("story", story.id)
    entries = catalogue.archive.entries
    return _kept({
        "@type": "CollectionPage",
        "@id": local(address),
        "name": safe(story.title),
        "url": local(address),
        "hasPart": [_reference(catalogue, i) for i in story.articles[:LISTED] if i in entries],
    })  # fmt: skip


def _outlet_of(catalogue: Catalogue, entry: Entry) -> Thing | None:
    outlet = catalogue.archive.outlets.get(entry.outlet or "")
    if outlet is None:
        return None
    identity = local(addresses.outlet(outlet.id), "outlet")
    return {"@type": "NewsMediaOrganization", "@id": identity, "name": safe(outlet.name)}


def _person(catalogue: Catalogue, speaker_id: str) -> Thing:
    speaker = catalogue.archive.speakers[speaker_id]
    if speaker.unresolved:
        return {"@type": "Person", "name": safe(speaker.name)}
    return {"@type": "Person", "@id": local(addresses.speaker(speaker_id), "person"), "name": safe(speaker.name)}


def _term(catalogue: Catalogue, topic_id: str) -> Thing:
    topic = catalogue.archive.topics[topic_id]
    return {"@type": "DefinedTerm", "@id": local(addresses.topic(topic_id), "topic"), "name": safe(topic.label)}


def _kept(thing: Mapping[str, object]) -> Thing:
    """A thing without what is not known of it; a list of one is that one."""
    found = {}
    for key, value in thing.items():
        if value in (None, "", [], {}):
            continue
        found[key] = value[0] if isinstance(value, list) and len(value) == 1 else value
    return found
