"""4. link: records in, the linked archive out: speakers, statements, stories, topics and outlets with lasting ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord import text
from onrecord.link import headings, ids, outlets, references, reports, speakers, statements, stories, topics, withheld
from onrecord.link.corrections import AFTER, BEFORE, Corrections
from onrecord.link.quoted import Quoted, quoted
from onrecord.model import (
    Archive,
    Authority,
    Entry,
    Record,
    Registered,
    RegisteredKind,
    Rendering,
    Speaker,
    Statement,
)

VERSION = 9
"""Raised whenever the same records, authority and registry give another archive."""

__all__ = ["VERSION", "link"]

_KINDS: tuple[RegisteredKind, ...] = ("article", "speaker", "statement", "outlet", "story")
_Statements = dict[str, Statement]


def link(records: Sequence[Record], authority: Authority, registry: Sequence[Registered] = ()) -> Archive:
    """The archive that `records` make, as the editor would have it.

    Pure and independent of the order of `records`. The registry that comes out, put in again, gives the same archive.

    Args:
        records: one for each article; their ids are made unique here.
        authority: the editor's word.
        registry: the ids given so far, in file order.
    """
    ledgers = {kind: ids.Ledger(kind, registry) for kind in _KINDS}
    records = _addressed(records, ledgers["article"])
    editor = Corrections(records, quoted(records), authority.corrections, _former_ids(records, ledgers["article"]))
    by_outlet, outlet_of = outlets.find(records, authority.outlets, ledgers["outlet"])
    words = {record.article.id: text.words(record.article.text) for record in records}
    by_story = stories.lasting(stories.find(records, words, _quoted_words(editor.quotations())), ledgers)
    story_of = {article: story.id for story in by_story.values() for article in story.articles}
    by_speaker, found, said = _linked(records, editor, authority, ledgers, story_of, outlet_of)
    every, unread = topics.find(records, words, {q.id: q for q in found}, said, authority.topics)
    by_topic, moved_topics = headings.shown(every, authority.topics)
    about = topics.by_member(list(by_topic.values()))
    archive = Archive(
        entries=_entries(records, found, outlet_of, story_of, about.articles),
        renderings=_renderings(found, said.values(), about.reported, editor),
        speakers=by_speaker,
        statements={id_: _told(s, editor, about.statements.get(id_, ())) for id_, s in said.items()},
        stories=by_story,
        topics=by_topic,
        outlets=by_outlet,
        registry=ids.updated(registry, ledgers.values()),
        problems=(*editor.problems, *references.dead(records, by_outlet, ledgers["speaker"].lines, authority), *unread),
        applied=editor.applied(),
        moved_topics=moved_topics,
    )
    return withheld.withhold(archive, editor.withheld())


def _linked(
    records: Sequence[Record],
    editor: Corrections,
    authority: Authority,
    ledgers: Mapping[RegisteredKind, ids.Ledger],
    story_of: Mapping[str, str],
    outlet_of: Mapping[str, str],
) -> tuple[dict[str, Speaker], list[Quoted], dict[str, Statement]]:
    """The speakers, the quotations with their speakers, and the statements; every correction applied."""
    former = _former_ids(records, ledgers["article"])
    entries = references.placed(records, authority.speakers)

    def joined(people: ids.Ledger, statement: ids.Ledger) -> tuple[dict[str, Speaker], list[Quoted], _Statements]:
        by_speaker, found = speakers.find(records, editor.quotations(), entries, story_of, outlet_of, people)
        in_marks = [quotation for quotation in found if not quotation.reported]
        return by_speaker, found, statements.find(records, in_marks, story_of, outlet_of, statement, former)

    if editor.relinks:  # which quotations a statement has is known only once they are linked; it keeps its id with them
        _, _, said = joined(ledgers["speaker"].copy(), ledgers["statement"])
        editor.apply_to_statements(said, ledgers["statement"].living, BEFORE)
    by_speaker, found, said = joined(ledgers["speaker"], ledgers["statement"])
    editor.apply_to_statements(said, ledgers["statement"].living, AFTER)
    editor.check_days(said)
    ids.keep(ledgers["statement"], _corrected(said, editor))
    return by_speaker, found, said


def _corrected(said: Mapping[str, Statement], editor: Corrections) -> dict[str, tuple[str, ...]]:
    """The statements of which the editor says something, and so have an address: their quotations."""
    return {id_: statement.renderings for id_, statement in said.items() if editor.about(statement)}


def _told(statement: Statement, editor: Corrections, about: tuple[str, ...]) -> Statement:
    """The statement with its topics, and the day on which it was said, if the editor knows it."""
    if not editor.about(statement):
        return replace(statement, topics=about)
    words = (word for quotation in statement.renderings for word in editor.of(quotation))
    day = next((word.said for word in words if word.action == "date"), None)
    return replace(statement, topics=about, said=day)


def _addressed(records: Sequence[Record], ledger: ids.Ledger) -> list[Record]:
    """The records in order of their ids in the archive, which article and quotations now carry."""
    given = ids.settle_articles(ledger, records)
    placed = []
    for id_, record in zip(given, records, strict=True):
        if id_ == record.article.id and all(quotation.article == id_ for quotation in record.quotations):
            placed.append(record)
            continue
        quotations = tuple(replace(quotation, article=id_) for quotation in record.quotations)
        placed.append(replace(record, article=replace(record.article, id=id_), quotations=quotations))
    return sorted(placed, key=lambda record: record.article.id)


def _quoted_words(quotations: Iterable[Quoted]) -> dict[str, list[str]]:
    """The words, normalised, of the quotations in marks of each article."""
    found: dict[str, list[str]] = {}
    for quotation in quotations:
        if not quotation.reported:
            found.setdefault(quotation.article, []).append(quotation.normal)
    return found


def _former_ids(records: Iterable[Record], articles: ids.Ledger) -> dict[str, list[str]]:
    """For the quotations of renamed articles, the ids they had under the former names."""
    moved = ids.former_ids(articles)
    former: dict[str, list[str]] = {}
    for record in (record for record in records if record.article.id in moved):
        contents = [(text.normalise(q.content.of(record.article.text)), q.reported) for q in record.quotations]
        now = list(ids.rendering_ids(record.article.id, contents))
        for old in moved[record.article.id]:
            for id_, before in zip(now, ids.rendering_ids(old, contents), strict=True):
                former.setdefault(id_, []).append(before)
    return former


def _entries(
    records: Iterable[Record],
    quotations: Iterable[Quoted],
    outlet_of: Mapping[str, str],
    story_of: Mapping[str, str],
    topics_of: Mapping[str, tuple[str, ...]],
) -> dict[str, Entry]:
    renderings: dict[str, list[str]] = {}
    for quotation in quotations:
        renderings.setdefault(quotation.article, []).append(quotation.id)
    return {
        record.article.id: Entry(
            id=record.article.id,
            record=record,
            renderings=tuple(renderings.get(record.article.id, ())),
            outlet=outlet_of.get(record.article.id),
            story=story_of.get(record.article.id),
            topics=topics_of.get(record.article.id, ()),
        )
        for record in records
    }


def _renderings(
    quotations: Sequence[Quoted],
    said: Iterable[Statement],
    topics_of: Mapping[str, tuple[str, ...]],
    editor: Corrections,
) -> dict[str, Rendering]:
    statement_of = {id_: statement.id for statement in said for id_ in statement.renderings}
    held = reports.held(quotations)
    found = {
        q.id: Rendering(
            id=q.id,
            quotation=q.quotation,
            statement=statement_of.get(q.id),
            speakers=q.speakers,
            corrections=editor.of(q.id),
            holds=held.get(q.id),
            topics=topics_of.get(q.id, ()),
        )
        for q in quotations
    }
    return dict(sorted(found.items()))
