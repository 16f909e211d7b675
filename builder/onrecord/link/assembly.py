"""The archive, put together from what every stage found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from itertools import repeat
from typing import Any

from onrecord.link import bulk, reports
from onrecord.link.addressing import Addressed
from onrecord.link.bulk import Made
from onrecord.link.corrections import Corrections
from onrecord.link.linked import Linked
from onrecord.link.quoted import Quotations
from onrecord.link.topics import About
from onrecord.model import Archive, Correction, Entry, Rendering, Statement


def archive(articles: Addressed, linked: Linked, about: About, editor: Corrections) -> Archive:
    """The archive without topics, registry and problems."""
    said_of = editor.said_of()
    return Archive(
        entries=_entries(articles, linked, about),
        renderings=_renderings(articles, linked, about, said_of),
        speakers=linked.speakers,
        statements=_statements(linked.statements, about, said_of),
        stories=linked.stories,
        outlets=linked.outlets,
        applied=editor.applied(),
    )


def _entries(articles: Addressed, linked: Linked, about: About) -> dict[str, Entry]:
    ids, said = list(articles.parts), linked.quotations.ids
    found = bulk.made(
        Entry,
        len(ids),
        id=ids,
        record=articles.records,
        renderings=[tuple(said[block.start : block.stop]) for block in linked.quotations.blocks],
        outlet=list(map(linked.outlet_of.get, ids)),
        story=list(map(linked.story_of.get, ids)),
        topics=list(map(about.articles.get, ids, repeat(()))),
        digest=[part.record for part in articles.parts.values()],
    )
    return dict(zip(ids, found, strict=True))


class _Rendering(Rendering):
    """A rendering that finds its quotation when it is asked for. To everybody else it is a `Rendering`."""

    __slots__ = ("_at", "_told")
    __class__ = property(lambda _: Rendering)  # for replace(), and to be equal
    _told: Quotations
    _at: int

    quotation = property(lambda self: self._told.quotation(self._at))
    article = property(lambda self: self._told.article_of(self._at))
    reported = property(lambda self: bool(self._told.reported[self._at]))

    def __reduce__(self) -> tuple[Any, ...]:
        return Rendering, tuple(getattr(self, field.name) for field in fields(Rendering))


def _renderings(
    articles: Addressed, linked: Linked, about: About, said_of: Mapping[str, tuple[Correction, ...]]
) -> Made[_Rendering]:
    told = linked.quotations
    held = reports.Held(articles.records, (part.clauses for part in articles.parts.values()), linked)

    def make(places: Sequence[int]) -> list[_Rendering]:
        ids = [told.ids[place] for place in places]
        holds = held.within(set(told.article[places].tolist()) if places else ())
        found = bulk.made(
            _Rendering,
            len(ids),
            id=ids,
            statement=[told.statement(place) for place in places],
            speakers=[told.speakers(place) for place in places],
            corrections=[said_of.get(id_, ()) for id_ in ids] if said_of else (),
            holds=list(map(holds.get, ids)),
            topics=[about.reported.get(id_, ()) for id_ in ids] if about.reported else (),
        )
        bulk.told(found, _told=repeat(told), _at=places)
        return found

    return Made(told.ids, make)


def _statements(
    said: Made[Statement], about: About, said_of: Mapping[str, tuple[Correction, ...]]
) -> Made[Statement]:  # fmt: skip
    """The statements with their topics, and the day on which one was said, if the editor knows it."""

    def change(found: Sequence[Statement]) -> Sequence[Statement]:
        bulk.told(found, topics=[about.statements.get(one.id, ()) for one in found])
        return [_dated(one, said_of) for one in found] if said_of else found

    return said.then(change)


def _dated(statement: Statement, said_of: Mapping[str, tuple[Correction, ...]]) -> Statement:
    words = [word for quotation in statement.renderings for word in said_of.get(quotation, ())]
    day = next((word.said for word in words if word.action == "date"), None)
    return replace(statement, said=day) if day else statement
