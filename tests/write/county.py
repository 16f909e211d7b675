"""A small linked archive of an invented county, with every case a page has to show."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.model import (
    Archive,
    Article,
    Caption,
    Confidence,
    Correction,
    Dropped,
    Entry,
    Kind,
    Outlet,
    Person,
    Quotation,
    Record,
    Registered,
    Rendering,
    Rights,
    Role,
    Span,
    Speaker,
    Statement,
    Story,
    Topic,
)
from onrecord.model.archive import disagree
from onrecord.text import slug

MENDED = Correction("x", "a promise kept", "reattribute", ("Ada Lane",), "The paper corrected its story on 4 May.")
BRIDGE = "The bridge will open in May. Nobody will pay a toll, and nobody will wait for a ferry again."


@dataclass(frozen=True, slots=True)
class Said:
    """One quotation of a test article: its words, who said them (None: nobody named), and whose statement they are.

    `holds` are the words of the quotation in marks that one without marks holds.
    """

    words: str
    speaker: str | None = None
    statement: str = ""
    mention: str = ""
    correction: Correction | None = None
    kind: Kind = "direct"
    others: tuple[str, ...] = ()
    confidence: Confidence = "certain"
    rule: str = "test"
    holds: str = ""
    topics: tuple[str, ...] = ()


def quotation_id(article: str, words: str) -> str:
    """The id of a quotation, as the archive makes them."""
    return hashlib.sha256(f"{article}\0{words}".encode()).hexdigest()[:10]


def record(
    name: str, text: str, said: Sequence[Said] = (), outlet: str | None = None, date: str | None = None
) -> Record:
    """A record of one article whose quotations are where their words first stand in `text`."""
    article = Article(
        id=name,
        source=f"{name}.txt",
        digest=hashlib.sha256(text.encode()).hexdigest(),
        headline=name.replace("-", " ").capitalize(),
        headline_source="given",
        text=text,
    )
    quotations = []
    for one in said:
        start = text.index(one.words)
        at = text.find(one.mention) if one.mention else -1
        mention = Span(at, at + len(one.mention)) if at >= 0 else None
        content = Span(start, start + len(one.words))
        quotations.append(
            Quotation(name, content, one.kind, one.rule, one.speaker, None, mention, one.confidence, one.others)
        )
    people = tuple(Person(one.speaker, ()) for one in said if one.speaker)
    return Record(
        article, people, tuple(quotations), outlet, "given" if outlet else None, date, "given" if date else None
    )


def linked(told: Sequence[tuple[Record, Sequence[Said]]], **more: object) -> Archive:
    """The archive of some records: those quotations that name the same statement are joined in it."""
    entries: dict[str, Entry] = {}
    renderings: dict[str, Rendering] = {}
    for made, said in told:
        ids = [quotation_id(made.article.id, one.words) for one in said]
        for own_id, one, quotation in zip(ids, said, made.quotations, strict=True):
            speakers = tuple(map(slug, quotation.speakers))
            statement = None if one.kind == "indirect" else one.statement or own_id
            corrections = (one.correction,) if one.correction else ()
            holds = quotation_id(made.article.id, one.holds) if one.holds else None
            renderings[own_id] = Rendering(own_id, quotation, statement, speakers, corrections, holds, one.topics)
        outlet = slug(made.outlet) if made.outlet else None
        entries[made.article.id] = Entry(made.article.id, made, tuple(ids), outlet)
    names = {slug(name): name for made, _ in told for one in made.quotations for name in one.speakers}
    archive = Archive(
        entries=dict(sorted(entries.items())),
        renderings=dict(sorted(renderings.items())),
        speakers={i: _speaker(i, names[i], renderings) for i in sorted(names)},
        outlets=_outlets(entries),
    )
    archive = replace(archive, statements=_statements(archive))
    return replace(archive, **more)  # type: ignore[arg-type]  # fields by name


def _speaker(speaker: str, name: str, renderings: dict[str, Rendering]) -> Speaker:
    return Speaker(speaker, name, renderings=tuple(i for i, r in sorted(renderings.items()) if speaker in r.speakers))


def _outlets(entries: dict[str, Entry]) -> dict[str, Outlet]:
    names = {entry.outlet: entry.record.outlet for entry in entries.values() if entry.outlet and entry.record.outlet}
    return {
        i: Outlet(i, names[i], tuple(e.id for e in entries.values() if e.outlet == i))
        for i in sorted(names)
    }  # fmt: skip


def _statements(archive: Archive) -> dict[str, Statement]:
    groups: dict[str, list[Rendering]] = {}
    for rendering in archive.renderings.values():
        if rendering.statement:
            groups.setdefault(rendering.statement, []).append(rendering)
    return {i: _statement(archive, i, found) for i, found in sorted(groups.items())}


def _statement(archive: Archive, own_id: str, found: list[Rendering]) -> Statement:
    found = sorted(found, key=lambda r: (archive.entries[r.article].record.date or "9999", r.article))
    entries = [archive.entries[r.article] for r in found]
    speakers = tuple(dict.fromkeys(speaker for r in found for speaker in r.speakers))
    return Statement(
        id=own_id,
        wording=max((archive.words(r) for r in found), key=len),
        speakers=speakers,
        renderings=tuple(r.id for r in found),
        articles=tuple(dict.fromkeys(r.article for r in found)),
        outlets=tuple(dict.fromkeys(e.outlet for e in entries if e.outlet)),
        first=min((e.record.date for e in entries if e.record.date), default=None),
        disputed=disagree(r.speakers for r in found),
    )


def _told() -> list[tuple[Record, Sequence[Said]]]:
    """The articles: one statement in three cuts, one credited to two people, an unnamed source, a correction."""
    rail = "We have waited for eleven years."
    first = [
        Said(BRIDGE, "Ada Lane", "bridge"),
        Said("It is a good day for the ferrymen, too.", "Tom Okafor", "ferrymen"),
        Said("the numbers do not add up", None, "", "An official in the county’s treasury"),
    ]
    second = [Said("The bridge will open in May.", "Ada Lane", "bridge"), Said(rail, "Ada Lane", "rail")]
    third = [
        Said("Nobody will pay a toll, and nobody will wait for a ferry again", "Ada Lane", "bridge"),
        Said("It is a good day for the ferrymen, too", "Rosa Lane", "ferrymen"),
        Said("a promise kept", "Ada Lane", "", "", MENDED),
    ]  # fmt: skip
    one = (
        "County Commissioner Ada Lane walked across the new bridge on Monday, a year earlier than planned.\n\n"
        f"“{BRIDGE}” Lane said, before she thanked the engineers. “It is a good day for the ferrymen, too.” said Tom "
        "Okafor, who runs the ferry.\n\nAn official in the county’s treasury said “the numbers do not add up”.\n\n"
        "The ferry has crossed the Wend since 1871."
    )
    two = (
        f"“The bridge will open in May.” With these words Ada Lane ended a long debate. “{rail}” she added.\n\n"
        "The council had voted twice on the matter, in March and in April."
    )
    three = (
        "“Nobody will pay a toll, and nobody will wait for a ferry again,” Commissioner Lane promised. It was "
        "“a promise kept”, she said.\n\n“It is a good day for the ferrymen, too,” her sister Rosa Lane said."
    )
    return [
        (record("bridge-opens-early", one, first, "Wend Valley Post", "2031-05-04"), first),
        (record("lane-ends-debate", two, second, "Harrow Courier", "2031-05-05"), second),
        (record("no-toll-says-lane", three, third, "The Ferryman"), third),
    ]


def county() -> Archive:
    """The whole archive: three articles, their outlets, topics, story, and a registry with moved and withdrawn ids."""
    archive = linked(_told())
    entries = {
        i: replace(
            entry, topics=("transport", "bridges") if i != "lane-ends-debate" else ("transport",), story="bridge"
        )
        for i, entry in archive.entries.items()
    }
    entries["bridge-opens-early"] = _furnished(entries["bridge-opens-early"])
    statements = dict(archive.statements)
    statements["bridge"] = replace(statements["bridge"], topics=("transport", "bridges"), recurs=("rail",))
    ada = replace(
        archive.speakers["ada-lane"],
        aliases=("Lane", "A. Lane"),
        roles=(Role("County Commissioner", ("bridge-opens-early",)), Role("Commissioner", ("no-toll-says-lane",))),
        wikidata="Q0",
    )
    return replace(
        archive,
        entries=entries,
        statements=statements,
        speakers={**archive.speakers, "ada-lane": ada},
        stories={"bridge": Story("bridge", "The bridge over the Wend", tuple(entries), "2031-05-04", "2031-05-05")},
        topics=_topics(tuple(entries)),
        registry=(
            Registered("speaker", "a-lane", ("A. Lane",), "ada-lane"),
            Registered("article", "old-story", (), ""),
            Registered("article", "bridge-opens", (), "bridge-opens-early"),
            Registered("statement", "older", (), "rail"),
        ),
    )


def _topics(everything: tuple[str, ...]) -> dict[str, Topic]:
    told = ("bridge-opens-early", "no-toll-says-lane")
    return {
        "bridges": Topic("bridges", "Bridges", "bridge*", "transport", articles=told, statements=("bridge",)),
        "transport": Topic(
            id="transport",
            label="Transport",
            query="bridge* OR ferry",
            narrower=("bridges",),
            iptc="15000000",
            cap="10",
            articles=everything,
            statements=("bridge", "rail"),
        ),
    }


def _furnished(entry: Entry) -> Entry:
    article = replace(
        entry.record.article,
        headline="Bridge over the Wend opens a year early",
        deck="Commissioner Lane walks across; the treasury worries",
        authors=("Mia Holt", "Jo Park"),
        url="https://www.wendvalleypost.example/2031/05/04/bridge?ref=home&utm=1",
        captions=(Caption("Ada Lane on the bridge, 4 May.", "Sam Reed/Wend Valley Post"),),
        dropped=(Dropped("Sign up for our newsletter", "newsletter plea"), Dropped("Watch Wend TV", "site furniture")),
    )
    return replace(entry, record=replace(entry.record, article=article))


def with_rights(archive: Archive, article: str, rights: Rights) -> Archive:
    """The archive with one article's rights set."""
    entry = archive.entries[article]
    record_ = replace(entry.record, article=replace(entry.record.article, rights=rights))
    return replace(archive, entries={**archive.entries, article: replace(entry, record=record_)})
