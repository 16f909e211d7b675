"""An article's page: its text with each quotation marked, and the evidence in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord import addresses
from onrecord.model import Entry, Rendering, Story
from onrecord.text import normalise
from onrecord.write import dates, escape, marks
from onrecord.write.catalogue import Catalogue, Link, counted, tally
from onrecord.write.editorial import Word, words
from onrecord.write.render import Page

_ALSO = 4
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


@dataclass(frozen=True, slots=True)
class NoteLine:
    """What the margin says about one quotation: who else carries it, and the link to it.

    Attributes:
        words: its opening words, where the note holds several quotations; else "".
        reported: it stands without marks, so none are put around its words.
        uncertain: where that is explained, if somebody is named who may well not have said it.
        also: the other articles that carry it; `more` counts those not named, `relation` says how they do.
        statement: the page that sets the cuts side by side, if there is one.
        editor: what the editor says of it.
        clause: the place of the reported clause that it stands in, if there is one.
    """

    words: str
    anchor: Markup
    reported: bool
    uncertain: Markup | None
    relation: str
    also: tuple[Link, ...]
    more: int
    statement: Markup | None
    disputed: bool
    editor: tuple[Word, ...]
    clause: Markup | None

    @property
    def remarks(self) -> tuple[str, ...]:
        """What there is to say about the quotation, in this order."""
        said = {
            "clause": self.clause,
            "also": self.also,
            "disputed": self.disputed,
            "corrected": self.editor,
            "compare": self.statement,
        }
        return tuple(name for name, value in said.items() if value)


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin for one speaker, for those who spoke jointly, or for nobody (`nobody` says why).

    Where the editor has `withheld` the words, `nobody` says why that is.
    """

    speakers: tuple[Link, ...]
    role: str
    nobody: str
    lines: tuple[NoteLine, ...]
    withheld: bool = False

    @property
    def uncertain(self) -> Markup | None:
        """Where uncertainty is explained, if all of it is uncertain: that need be said only once."""
        return self.lines[0].uncertain if all(line.uncertain for line in self.lines) else None

    @property
    def reported(self) -> bool:
        """Whether nothing of it stands in marks: that, too, need be said only once."""
        return all(line.reported for line in self.lines)

    @property
    def plain(self) -> bool:
        """Whether there is nothing to say beyond the name."""
        return len(self.lines) == 1 and not self.lines[0].remarks


def page(catalogue: Catalogue, entry: Entry) -> Page:
    """The page of one article, as far as its rights allow."""
    archive, record = catalogue.archive, entry.record
    article = record.article
    rights = archive.rights(entry, catalogue.site.rights)
    renderings = [archive.renderings[i] for i in entry.renderings if i in archive.renderings]
    notices = [r for r in archive.withheld.values() if r.article == entry.id and (rights == "full" or not r.reported)]
    speakers = list(dict.fromkeys(speaker for r in renderings for speaker in r.speakers))
    story = archive.stories.get(entry.story or "")
    return Page("article.md.j2", _meta(catalogue, entry, speakers), {
        "article": article,
        "outlet": catalogue.outlet(entry.outlet) if entry.outlet in archive.outlets else None,
        "date": record.date,
        "byline": _byline(entry),
        "original": escape.url(article.url),
        "domain": escape.domain(article.url),
        "counts": _counts(renderings, speakers),
        "rights": rights,
        "blocks": _blocks(catalogue, list(marks.paragraphs(article.text, [*renderings, *notices], rights))),
        "topics": catalogue.topics(entry.topics),
        "story": story,
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


def _blocks(catalogue: Catalogue, shown: Sequence[marks.Paragraph]) -> list[tuple[marks.Paragraph, tuple[Note, ...]]]:
    """The paragraphs, each with what stands in the margin."""
    introduced = _introductions(shown)
    return [(paragraph, _notes(catalogue, paragraph.begins, introduced)) for paragraph in shown]


def _introductions(shown: Iterable[marks.Paragraph]) -> frozenset[str]:
    """The quotations by which a speaker first appears: only there does the margin tell the role."""
    first: dict[tuple[str, ...], str] = {}
    for paragraph in shown:
        for rendering in paragraph.begins:
            first.setdefault(rendering.speakers, rendering.id)
    return frozenset(first.values())


def _notes(catalogue: Catalogue, begins: Iterable[Rendering], introduced: frozenset[str]) -> tuple[Note, ...]:
    """The margin notes of a paragraph, one for each speaker, in the order of their words."""
    here = {rendering.id: rendering for rendering in begins}
    groups: dict[tuple[tuple[str, ...], str, bool], list[Rendering]] = {}
    for rendering in here.values():
        told = here.get(rendering.holds or "", rendering)  # a clause is told with the words in marks that it holds
        key = (told.speakers, catalogue.nobody(told), told.id in catalogue.archive.withheld)
        groups.setdefault(key, []).append(rendering)
    return tuple(
        _note(catalogue, nobody, found, introduce=bool(introduced.intersection(one.id for one in found)))
        for (_, nobody, _), found in groups.items()
    )


def _note(catalogue: Catalogue, nobody: str, found: Sequence[Rendering], *, introduce: bool) -> Note:
    here = {one.id for one in found}
    clauses = {one.holds: one for one in found if one.holds in here}
    told = [one for one in found if one not in clauses.values()]
    several = len(told) > 1
    return Note(
        speakers=catalogue.speakers(told[0].speakers),
        role=_role(catalogue, told[0]) if introduce else "",
        nobody=nobody,
        lines=tuple(_line(catalogue, one, clauses.get(one.id), several=several) for one in told),
        withheld=told[0].id in catalogue.archive.withheld,
    )


def _role(catalogue: Catalogue, rendering: Rendering) -> str:
    """The role the article gives the speaker, the first one it prints; "" where several speak."""
    if len(rendering.speakers) != 1:
        return ""
    speaker = catalogue.archive.speakers[rendering.speakers[0]]
    return next((role.name for role in speaker.roles if rendering.article in role.articles), "")


def _line(catalogue: Catalogue, rendering: Rendering, clause: Rendering | None, *, several: bool) -> NoteLine:
    """What the margin says about one quotation; `clause` is the reported one that holds it, and is told with it."""
    archive = catalogue.archive
    statement = archive.statements.get(rendering.statement or "")
    printed = archive.words(rendering)
    others: dict[str, Rendering] = {}
    for other in catalogue.renderings(statement) if statement else ():
        if other.article != rendering.article:
            others.setdefault(other.article, other)
    also = [catalogue.rendering(other) for other in others.values()]
    same = all(normalise(archive.words(other)) == normalise(printed) for other in others.values())
    paged = statement is not None and archive.has_page(statement)
    return NoteLine(
        words=_opening(printed) if several else "",
        anchor=_anchor(rendering),
        reported=rendering.reported,
        uncertain=catalogue.unsure if rendering.uncertain else None,
        relation="also carried by" if same else "also carried, cut differently, by",
        also=tuple(also[:_ALSO]),
        more=max(0, len(also) - _ALSO),
        statement=catalogue.file(addresses.statement(archive, statement)) if statement and paged else None,
        disputed=statement is not None and statement.disputed,
        editor=words(catalogue, () if rendering.id in archive.withheld else rendering.corrections),
        clause=_anchor(clause) if clause else None,
    )


def _anchor(rendering: Rendering) -> Markup:
    return Markup("#q-") + escape.attribute(rendering.id)


def _opening(words: str, limit: int = 5) -> str:
    tokens = words.split()
    return " ".join(tokens[:limit]).rstrip(",;:") + ("…" if len(tokens) > limit else "")
