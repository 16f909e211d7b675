"""An article's page: its text with each quotation marked, and the evidence in the margin."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Entry, Rendering, Story
from onrecord.write import dates, escape, marks, said
from onrecord.write.catalogue import Catalogue, Link, counted, tally
from onrecord.write.margin import blocks
from onrecord.write.originals import original
from onrecord.write.render import Page
from onrecord.write.watch import those

_NAMED = 3
_TITLE = 120
"""Characters of a page's title in browsers; the heading above the text is always whole."""
_HEADLINES = {
    "given": "came with the saved file",
    "text": "recognised in the text",
    "lede": "heading made from the first sentence",
}
_KNOWN = {
    "given": "came with the saved file",
    "url": "read from the address",
    "dateline": "read from the dateline",
    "text": "read from the text",
}


def page(catalogue: Catalogue, entry: Entry) -> Page:
    """The page of one article, as far as its rights allow."""
    archive, record = catalogue.archive, entry.record
    article = record.article
    rights = archive.rights(entry, catalogue.site.rights)
    renderings = those(archive.renderings, entry.renderings)
    notices = [r for r in archive.withheld.values() if r.article == entry.id and (rights == "full" or not r.reported)]
    speakers = list(dict.fromkeys(speaker for r in renderings for speaker in r.speakers))
    story = archive.stories.get(entry.story or "")
    return Page("article.md.j2", _meta(catalogue, entry, speakers), {
        "article": article,
        "outlet": catalogue.outlet(entry.outlet) if entry.outlet in archive.outlets else None,
        "date": record.date,
        "byline": _byline(entry),
        "original": original(article.url, record.date),
        "counts": _counts(renderings, speakers),
        "language": article.language,
        "voices": said.voices(catalogue, renderings),
        "rights": rights,
        "blocks": blocks(catalogue, list(marks.paragraphs(article.text, [*renderings, *notices], rights))),
        "topics": catalogue.topics(entry.topics),
        "story": catalogue.story(story.id) if story else None,
        "others": _others(catalogue, entry, story),
        "sources": _sources(entry),
        "dropped": article.dropped if rights == "full" else (),
        "dropped_count": len(article.dropped),
    })  # fmt: skip


def _summary(catalogue: Catalogue, entry: Entry, speakers: Sequence[str]) -> str:
    """One sentence for search engines and previews."""
    names = [catalogue.archive.speakers[i].name for i in speakers[:_NAMED]]
    more = f" and {len(speakers) - _NAMED} more" if len(speakers) > _NAMED else ""
    said = f" Quotes {', '.join(names)}{more}." if names else ""
    return f"{catalogue.outlet_name(entry)}, {dates.day(entry.record.date)}.{said}"


def _byline(entry: Entry) -> str:
    article = entry.record.article
    if article.byline:
        return article.byline
    return "By " + _listed(article.authors) if article.authors else ""


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]


def _counts(renderings: Sequence[Rendering], speakers: Sequence[str]) -> str:
    people = [counted(len(speakers), "speaker")] if speakers else []
    return ", ".join([*people, *tally(renderings)]) or "no quotations"


def _others(catalogue: Catalogue, entry: Entry, story: Story | None) -> list[tuple[Link, str, str | None]]:
    """The story's other articles: link, outlet, date."""
    found = catalogue.articles(story.articles if story else ())
    return [
        (catalogue.article(other.id), catalogue.outlet_name(other), other.record.date)
        for other in found
        if other.id != entry.id
    ]


def _sources(entry: Entry) -> list[tuple[str, str]]:
    """What is known of where the page comes from: label and value."""
    record, article = entry.record, entry.record.article
    said = [
        ("Saved file", article.source),
        ("SHA-256 of the file", article.digest),
        ("Headline", _HEADLINES[article.headline_source]),
        ("Outlet", _KNOWN[record.outlet_source] if record.outlet_source else "unknown"),
        ("Date", _KNOWN[record.date_source] if record.date_source else "unknown"),
        ("Dateline", article.dateline),
        ("Agency credited", article.agency),
        ("Retrieved", article.retrieved),
    ]
    return [(label, value) for label, value in said if value]


def _meta(catalogue: Catalogue, entry: Entry, speakers: Sequence[str]) -> dict[str, object]:
    archive, article = catalogue.archive, entry.record.article
    outlet = archive.outlets.get(entry.outlet or "")
    story = archive.stories.get(entry.story or "")
    return {
        "title": escape.heading(escape.shortened(article.headline, _TITLE)),
        "description": escape.heading(entry.record.article.deck or _summary(catalogue, entry, speakers)),
        "date": entry.record.date,
        "outlet": escape.plain(outlet.name if outlet else ""),
        "authors": [escape.plain(author) for author in article.authors],
        "source": escape.url(article.url) and escape.plain(article.url or "").strip(),
        "speakers": [archive.speakers[i].name for i in speakers],
        "topics": [archive.topics[i].label for i in entry.topics if i in archive.topics],
        "story": escape.plain(story.title) if story else None,
    }
