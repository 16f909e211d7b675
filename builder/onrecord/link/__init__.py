"""4. link: records in, the linked archive out: speakers, statements, stories, topics and outlets with lasting ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.link import assembly, headings, ids, outlets, references, speakers, statements, stories, topics, withheld
from onrecord.link.addressing import Addressed, addressed
from onrecord.link.bulk import Made
from onrecord.link.columns import Places
from onrecord.link.corrections import AFTER, BEFORE, Corrections, Sayings
from onrecord.link.linked import Linked
from onrecord.link.memo import Changes, Memo
from onrecord.link.prepared import VERSION as PREPARED_VERSION
from onrecord.link.prepared import Prepared, prepare
from onrecord.link.quoted import Quotations, quoted
from onrecord.model import (
    Archive,
    Authority,
    Record,
    Registered,
    RegisteredKind,
    Speaker,
    Statement,
)

VERSION = 12
"""Raised whenever the same records, authority and registry give another archive."""

__all__ = ["PREPARED_VERSION", "VERSION", "Changes", "Memo", "Prepared", "link", "prepare"]

_KINDS: tuple[RegisteredKind, ...] = ("article", "speaker", "statement", "outlet", "story")
_Found = tuple[dict[str, Speaker], Quotations, Places, Made[Statement]]


def link(
    records: Sequence[Record],
    authority: Authority,
    registry: Sequence[Registered] = (),
    *,
    prepared: Sequence[Prepared] | None = None,
    memo: Memo | None = None,
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
    memo = Memo() if memo is None else memo
    ledgers = ids.ledgers(_KINDS, registry)
    articles = addressed(records, prepared, ledgers["article"])
    extracted = quoted(articles.records, {id_: part.wordings for id_, part in articles.parts.items()})
    editor = Corrections(articles.records, extracted, authority.corrections, articles.former)
    linked = _linked(articles, extracted, editor, authority, ledgers, memo)
    every, about, unread = topics.find(articles, linked, authority.topics, memo)
    by_topic, about, moved = headings.shown(every, about, authority.topics)
    dead = references.dead(articles.records, linked.outlets, ledgers["speaker"].lines, authority)
    archive = replace(
        assembly.archive(articles, linked, about, editor),
        topics=by_topic,
        registry=ids.updated(registry, ledgers),
        problems=(*editor.problems, *dead, *unread),
        moved_topics=moved,
    )
    return withheld.withhold(archive, editor.withheld())


def _linked(
    articles: Addressed,
    extracted: Quotations,
    editor: Corrections,
    authority: Authority,
    ledgers: Mapping[RegisteredKind, ids.Ledger],
    memo: Memo,
) -> Linked:
    """Outlets, stories, speakers and statements, in this order: each leans on those before."""
    records = articles.records
    by_outlet, outlet_of = outlets.find(records, authority.outlets, ledgers["outlet"])
    accounts = {id_: part.account for id_, part in articles.parts.items()}
    by_story = stories.lasting(stories.find(records, accounts, memo), ledgers)
    story_of = {article: story.id for story in by_story.values() for article in story.articles}
    by_speaker, found, places, said = _joined(articles, editor, authority, ledgers, story_of, outlet_of, memo)
    return Linked(
        by_outlet, outlet_of, by_story, story_of, by_speaker, said, extracted, editor.added, places, found
    )  # fmt: skip


def _joined(
    articles: Addressed,
    editor: Corrections,
    authority: Authority,
    ledgers: Mapping[RegisteredKind, ids.Ledger],
    story_of: Mapping[str, str],
    outlet_of: Mapping[str, str],
    memo: Memo,
) -> _Found:
    """The speakers, the quotations told theirs, where each is now, and the statements; every correction applied."""
    entries = references.placed(articles.records, authority.speakers)
    named = {id_: part.people for id_, part in articles.parts.items()}

    def joined(people: ids.Ledger, statement: ids.Ledger) -> _Found:
        quotations, places = editor.quotations()
        by_speaker, spoken = speakers.find(quotations, entries, story_of, outlet_of, people, parts=named, memo=memo)
        said, found = statements.find(articles, spoken, story_of, outlet_of, statement, memo)
        return by_speaker, found, places, said

    if editor.relinks:  # which quotations a statement has is known only once they are linked; it keeps its id with them
        _, found, _, said = joined(ledgers["speaker"].copy(), ledgers["statement"])
        editor.apply_to_statements(Sayings(found, said), ledgers["statement"].living, BEFORE)
    by_speaker, found, places, said = joined(ledgers["speaker"], ledgers["statement"])
    sayings = Sayings(found, said)
    editor.apply_to_statements(sayings, ledgers["statement"].living, AFTER)
    editor.check_days(sayings)
    corrected = {id_: statement.renderings for id_, statement in editor.about(sayings).items()}
    ids.keep(ledgers["statement"], corrected)  # they have an address
    return by_speaker, found, places, said
