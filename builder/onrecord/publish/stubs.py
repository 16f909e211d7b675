"""What the browser's search can find: the archive as small HTML pages for Pagefind, which nobody else ever sees.

Pagefind's filters belong to a page, so each page here is the smallest thing worth filtering: what one speaker said in
one article, one article, one statement. What a result needs to be shown (address, outlet, date …) must not be found by
its words, so it stays beside the page: `records` gives it to the browser.

A browser that filters fetches all values of that filter, with their pages. So what most pages are needs none, and
speakers, who are thousands, are divided among several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from onrecord import addresses, reasons
from onrecord.model import Archive, Entry, Rendering, Rights, Statement
from onrecord.text import words
from onrecord.write import published

UNDATED = "undated"
"""The year of what has no known date."""

SPEAKERS = 16
"""Filters that the speakers are divided among: `speaker0`, `speaker1` …"""


@dataclass(frozen=True, slots=True)
class Stub:
    """One page for the indexer.

    Attributes:
        year: four digits, or "undated": also the part of the bundle it goes into.
        html: the whole page.
        kind: of thing: "said", "article" or "statement".
        kinds: of quotations, as the filter of that name has them.
        speakers: whom it is found by.
        shown: what a result is shown with.
        passages: the texts that can be found, each with its anchor ("" for none), in order.
    """

    year: str
    html: str
    kind: str
    shown: Mapping[str, object]
    passages: tuple[tuple[str, str], ...] = ()
    kinds: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Page:
    """A stub before it is HTML: its title (found by its words), filters, body, and what a result is shown with."""

    kind: str
    title: str
    date: str | None
    filters: Mapping[str, Iterable[str]]
    shown: Mapping[str, object]
    quotations: Sequence[tuple[str, str]] = ()
    paragraphs: Sequence[str] = field(default=())


def stubs(archive: Archive, rights: Rights = "full", language: str = "en") -> Iterator[Stub]:
    """Every stub of `archive`, in an order that depends on the archive alone.

    `rights` is what counts where neither the article nor its outlet says. What is not published cannot be found: of an
    article that is published as "metadata", only the headline; as "quotations" or "excerpt", no body but quotations.
    """
    archive = published(archive, rights)
    for id_ in archive.entries:
        yield from of_article(archive, id_, rights, language)
    for id_, statement in archive.statements.items():
        if archive.has_page(statement):
            yield of_statement(archive, id_, language)


def of_article(archive: Archive, id_: str, rights: Rights, language: str) -> Iterator[Stub]:
    """The stubs of an article of a published archive."""
    entry = archive.entries[id_]
    yield from (_html(page, language) for page in _said(archive, entry))
    yield _html(_article(archive, entry, archive.rights(entry, rights)), language)


def of_statement(archive: Archive, id_: str, language: str) -> Stub:
    """The stub of a statement that has a page."""
    return _html(_statement(archive, archive.statements[id_]), language)


def _said(archive: Archive, entry: Entry) -> Iterator[_Page]:
    """What each speaker said in one article, in marks and without; the words of unnamed sources together."""
    groups: dict[tuple[tuple[str, ...], bool], list[Rendering]] = {}
    for rendering_id in entry.renderings:
        rendering = archive.renderings[rendering_id]
        groups.setdefault((rendering.speakers, rendering.reported), []).append(rendering)
    for (who, reported), renderings in groups.items():
        names = [archive.speakers[speaker].name for speaker in who]
        kinds = {r.quotation.kind for r in renderings}
        yield _Page(
            kind="said",
            title=" and ".join(names),
            date=entry.record.date,
            filters={
                "kind": [*sorted(kinds), *([] if who else ["unnamed"])],
                "speaker": who,
                "topic": _with_broader(archive, {t for r in renderings for t in _topics(archive, r)} | {*entry.topics}),
                "outlet": [entry.outlet] if entry.outlet else [],
            },
            shown={
                **_shown(archive, entry),
                "speakers": [list(pair) for pair in zip(who, names, strict=True)],
                "reported": reported,
                "quotes": _quotes(archive, renderings),
            },
            quotations=[(f"q-{r.id}", archive.words(r)) for r in renderings],
        )


def _topics(archive: Archive, rendering: Rendering) -> tuple[str, ...]:
    """What a quotation is about: what its statement is, if it renders one."""
    return archive.statements[rendering.statement].topics if rendering.statement else rendering.topics


def _article(archive: Archive, entry: Entry, allowed: Rights) -> _Page:
    article = entry.record.article
    speakers = dict.fromkeys(speaker for r in entry.renderings for speaker in archive.renderings[r].speakers)
    deck = [article.deck] if article.deck and allowed in ("full", "excerpt") else []
    paragraphs = [*deck, *(article.text.split("\n\n") if allowed == "full" else ())]
    return _Page(
        kind="article",
        title=article.headline,
        date=entry.record.date,
        filters={
            "is": ["article"],
            "speaker": list(speakers),
            "topic": _with_broader(archive, entry.topics),
            "outlet": [entry.outlet] if entry.outlet else [],
        },
        shown=_shown(archive, entry),
        # Pagefind fails where no page has words, and nothing but signs are no words to it.
        paragraphs=next((told for told in (paragraphs, [article.headline]) if any(map(words, told))), [entry.id]),
    )


def _statement(archive: Archive, statement: Statement) -> _Page:
    names = [archive.speakers[s].name for s in statement.speakers]
    return _Page(
        kind="statement",
        title=" and ".join(names),
        date=statement.first,
        filters={
            "is": ["statement"],
            "speaker": statement.speakers,
            "topic": _with_broader(archive, statement.topics),
            "outlet": statement.outlets,
        },
        shown={
            "url": addresses.statement(archive, statement),
            "date": statement.first,
            "outlets": [archive.outlets[o].name for o in statement.outlets],
            "speakers": [[s, archive.speakers[s].name] for s in statement.speakers],
            "disputed": statement.disputed,
        },
        quotations=[("q-" + statement.renderings[0], statement.wording)],
    )


def _shown(archive: Archive, entry: Entry) -> dict[str, object]:
    return {
        "url": addresses.article(entry.id),
        "headline": entry.record.article.headline,
        "outlet": archive.outlets[entry.outlet].name if entry.outlet else None,
        "date": entry.record.date,
    }


def _quotes(archive: Archive, renderings: Iterable[Rendering]) -> dict[str, dict[str, object]]:
    """What is worth saying of single quotations: why nobody is named, how sure it is, which other outlets carry it."""
    found: dict[str, dict[str, object]] = {}
    for rendering in renderings:
        about: dict[str, object] = {}
        if not rendering.speakers:
            mention, text = rendering.quotation.mention, archive.entries[rendering.article].record.article.text
            about["nobody"] = reasons.nobody(rendering.quotation.rule, mention.of(text) if mention else "")
        if rendering.uncertain:
            about["unsure"] = True
        statement = archive.statements[rendering.statement] if rendering.statement else None
        if statement and archive.has_page(statement):
            others = [o for o in statement.outlets if o != archive.entries[rendering.article].outlet]
            about["statement"] = addresses.statement(archive, statement)
            about["also"] = [archive.outlets[o].name for o in others]
        if about:
            found[f"q-{rendering.id}"] = about
    return found


def _with_broader(archive: Archive, topics: Iterable[str]) -> list[str]:
    """Some topics with all that are broader."""
    found: set[str] = set()
    for topic in topics:
        above: str | None = topic
        while above in archive.topics and above not in found:
            found.add(above)
            above = archive.topics[above].broader
    return sorted(found | {*topics})


def _html(page: _Page, language: str) -> Stub:
    marked = [_marked("meta", "title", page.title)] if page.title else []
    for name, values in page.filters.items():
        marked += [_marked("filter", speakers(value) if name == "speaker" else name, value) for value in values]
    weight = ' data-pagefind-weight="0.5"' if page.shown.get("reported") else ""  # words in marks weigh more
    body = [f'<p id="{anchor}"{weight}>{escape(words)}</p>' for anchor, words in page.quotations]
    body += [f"<p>{escape(paragraph)}</p>" for paragraph in page.paragraphs if paragraph.strip()]
    html = (
        f'<!doctype html><html lang="{escape(language)}"><meta charset="utf-8">'
        f"<body data-pagefind-body>{''.join(marked)}{''.join(body)}</body></html>"
    )
    kinds, who = (tuple(page.filters.get(name, ())) for name in ("kind", "speaker"))
    return Stub(year(page.date), html, page.kind, page.shown, tuple(page.quotations), kinds, who)


def year(date: str | None) -> str:
    """The year of a date, if it is known."""
    return date[:4] if date else UNDATED


def speakers(id_: str) -> str:
    """The filter that a speaker is in; search-engine.js works it out alike."""
    return f"speaker{sum(id_.encode()) % SPEAKERS}"


def _marked(what: str, name: str, value: str) -> str:
    """An empty element that gives Pagefind a title, a filter or a sort key."""
    return f'<i data-pagefind-{what}="{name}[data-v]" data-v="{escape(value)}"></i>'
