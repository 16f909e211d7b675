"""4. link: records in, the linked archive out: speakers, statements, stories, topics and outlets with lasting ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord import text
from onrecord.link import assembly, headings, ids, outlets, references, speakers, statements, stories, topics, withheld
from onrecord.link.addressing import Addressed, addressed
from onrecord.link.corrections import AFTER, BEFORE, Corrections
from onrecord.link.memo import Changes, Memo
from onrecord.link.prepared import VERSION as PREPARED_VERSION
from onrecord.link.prepared import Prepared, prepare
from onrecord.link.quoted import Quoted, quoted
from onrecord.model import (
    Archive,
    Authority,
    Record,
    Registered,
    RegisteredKind,
    Speaker,
    Statement,
)

VERSION = 8
"""Raised whenever the same records, authority and registry give another archive."""

__all__ = ["PREPARED_VERSION", "VERSION", "Changes", "Memo", "Prepared", "link", "prepare"]

_KINDS: tuple[RegisteredKind, ...] = ("article", "speaker", "statement", "outlet")
_Statements = dict[str, Statement]


def link(
    records: Sequence[Record],
    authority: Authority,
    registry: Sequence[Registered] = (),
    *,
    prepared: Sequence[Prepared] | None = None,
    memo: Memo | None = None,  # noqa: ARG001  no stage looks anything up yet
) -> Archive:
    """The archive that `records` make, as the editor would have it.

    Pure and independent of the order of `records`. The registry that comes out, put in again, gives the same archive.

    Args:
        records: one for each article; their ids are made unique here.
        authority: the editor's word.
        registry: the ids given so far, in file order.
        prepared: what `prepare` made of each record, in their order; made here if not given.
        memo: what the build before remembers: it changes how long this takes, never what comes out. Once the archive is
            made, it is for the caller to end it (`Memo.ended`).
    """
    ledgers = {kind: ids.Ledger(kind, registry) for kind in _KINDS}
    articles = addressed(records, prepared, ledgers["article"])
    records = articles.records
    editor = Corrections(records, quoted(records), authority.corrections, articles.former)
    by_outlet, outlet_of = outlets.find(records, authority.outlets, ledgers["outlet"])
    words = {record.article.id: text.words(record.article.text) for record in records}
    by_story = stories.find(records, words, _quoted_words(editor.quotations()))
    story_of = {article: story.id for story in by_story.values() for article in story.articles}
    by_speaker, found, said = _linked(articles, editor, authority, ledgers, story_of, outlet_of)
    every, unread = topics.find(records, words, {q.id: q for q in found}, said, authority.topics)
    by_topic, moved, about = headings.shown(every, authority.topics)
    archive = Archive(
        assembly.entries(records, found, outlet_of, story_of, about.articles),
        assembly.renderings(found, said.values(), about.reported, editor),
        by_speaker,
        assembly.statements(said, about.statements, editor),
        by_story,
        by_topic,
        by_outlet,
        ids.updated(registry, ledgers.values()),
        problems=(*editor.problems, *references.dead(records, by_outlet, ledgers["speaker"].lines, authority), *unread),
        applied=editor.applied(),
        moved_topics=moved,
    )
    return withheld.withhold(archive, editor.withheld())


def _linked(
    articles: Addressed,
    editor: Corrections,
    authority: Authority,
    ledgers: Mapping[RegisteredKind, ids.Ledger],
    story_of: Mapping[str, str],
    outlet_of: Mapping[str, str],
) -> tuple[dict[str, Speaker], list[Quoted], dict[str, Statement]]:
    """The speakers, the quotations with their speakers, and the statements; every correction applied."""
    records, former = articles.records, articles.former
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


def _quoted_words(quotations: Iterable[Quoted]) -> dict[str, list[str]]:
    """The words, normalised, of the quotations in marks of each article."""
    found: dict[str, list[str]] = {}
    for quotation in quotations:
        if not quotation.reported:
            found.setdefault(quotation.article, []).append(quotation.normal)
    return found
