"""The articles of an archive under their ids there, each with what is prepared of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord import text
from onrecord.link import ids
from onrecord.link.prepared import Prepared, prepare
from onrecord.model import Record


@dataclass(frozen=True, slots=True)
class Addressed:
    """What all stages link.

    Attributes:
        records: in order of their ids in the archive, which article and quotations carry.
        parts: by article id, what is prepared of each.
        former: for the quotations of renamed articles, the ids they had under the former names.
    """

    records: list[Record] = field(default_factory=list)
    parts: dict[str, Prepared] = field(default_factory=dict)
    former: dict[str, list[str]] = field(default_factory=dict)


def addressed(records: Sequence[Record], prepared: Sequence[Prepared] | None, ledger: ids.Ledger) -> Addressed:
    """The records under the ids that `ledger`, of kind "article", has for them or now gives them.

    `prepared` is what was prepared of each, in their order; made here if not given.
    """
    ready = [prepare(record) for record in records] if prepared is None else prepared
    given = ids.settle_articles(ledger, records)
    placed, parts = [], {}
    for id_, record, part in sorted(zip(given, records, ready, strict=True), key=lambda found: found[0]):
        placed.append(record if id_ == part.wordings.article else record.under(id_))
        parts[id_] = part
    return Addressed(placed, parts, _former_ids(placed, ledger))


def _former_ids(records: Iterable[Record], articles: ids.Ledger) -> dict[str, list[str]]:
    moved = ids.former_ids(articles)
    former: dict[str, list[str]] = {}
    if not moved:
        return former
    for record in (record for record in records if record.article.id in moved):
        contents = [(text.normalise(q.content.of(record.article.text)), q.reported) for q in record.quotations]
        now = list(ids.rendering_ids(record.article.id, contents))
        for old in moved[record.article.id]:
            for id_, before in zip(now, ids.rendering_ids(old, contents), strict=True):
                former.setdefault(id_, []).append(before)
    return former
