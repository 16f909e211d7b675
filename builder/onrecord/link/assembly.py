"""Articles, renderings and statements of the archive, put together from what every stage found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.link import reports
from onrecord.link.corrections import Corrections
from onrecord.link.quoted import Quoted
from onrecord.model import Entry, Record, Rendering, Statement

_Topics = Mapping[str, tuple[str, ...]]


def entries(
    records: Iterable[Record],
    quotations: Iterable[Quoted],
    outlet_of: Mapping[str, str],
    story_of: Mapping[str, str],
    topics_of: _Topics,
) -> dict[str, Entry]:
    """The articles' entries by id."""
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


def renderings(
    quotations: Sequence[Quoted], said: Iterable[Statement], topics_of: _Topics, editor: Corrections
) -> dict[str, Rendering]:
    """The quotations as they stand in the archive, by id."""
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


def statements(said: Mapping[str, Statement], topics_of: _Topics, editor: Corrections) -> dict[str, Statement]:
    """The statements by id, with their topics, and the day on which each was said, if the editor knows it."""
    return {id_: _told(statement, editor, topics_of.get(id_, ())) for id_, statement in said.items()}


def _told(statement: Statement, editor: Corrections, about: tuple[str, ...]) -> Statement:
    if not editor.about(statement):
        return replace(statement, topics=about)
    words = (word for quotation in statement.renderings for word in editor.of(quotation))
    day = next((word.said for word in words if word.action == "date"), None)
    return replace(statement, topics=about, said=day)
