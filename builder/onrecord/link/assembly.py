"""The archive, put together from what every stage found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from onrecord.link import reports
from onrecord.link.corrections import Corrections
from onrecord.link.quoted import Quoted
from onrecord.link.topics import About
from onrecord.model import Archive, Correction, Entry, Outlet, Record, Rendering, Speaker, Statement, Story


@dataclass(frozen=True, slots=True)
class Linked:
    """What the stages found.

    Attributes:
        outlets: by id.
        outlet_of: the outlet of each article that has one.
        stories: by id.
        story_of: the story of each article that has one.
        speakers: by id.
        quotations: as the editor would have them, with their speakers, by article and place.
        statements: by id, without topics.
    """

    outlets: dict[str, Outlet]
    outlet_of: dict[str, str]
    stories: dict[str, Story]
    story_of: dict[str, str]
    speakers: dict[str, Speaker]
    quotations: Sequence[Quoted]
    statements: dict[str, Statement]


def archive(records: Iterable[Record], linked: Linked, about: About, editor: Corrections) -> Archive:
    """The archive without topics, registry and problems."""
    said_of = editor.said_of()
    return Archive(
        entries=_entries(records, linked, about),
        renderings=_renderings(linked, about, said_of),
        speakers=linked.speakers,
        statements={id_: _told(found, about, said_of) for id_, found in linked.statements.items()},
        stories=linked.stories,
        outlets=linked.outlets,
        applied=editor.applied(),
    )


def _entries(records: Iterable[Record], linked: Linked, about: About) -> dict[str, Entry]:
    grouped = groupby(linked.quotations, key=attrgetter("quotation.article"))
    renderings = {article: tuple([quoted.id for quoted in found]) for article, found in grouped}
    found = {}
    for record in records:
        id_ = record.article.id
        outlet, story = linked.outlet_of.get(id_), linked.story_of.get(id_)
        found[id_] = Entry(id_, record, renderings.get(id_, ()), outlet, story, about.articles.get(id_, ()))
    return found


def _renderings(
    linked: Linked, about: About, said_of: Mapping[str, tuple[Correction, ...]]
) -> dict[str, Rendering]:  # fmt: skip
    statement = {id_: said.id for said in linked.statements.values() for id_ in said.renderings}.get
    held, words, topics = reports.held(linked.quotations).get, said_of.get, about.reported.get
    found = {}
    for one in linked.quotations:  # by place: names cost as much again as the objects
        id_ = one.id
        found[id_] = Rendering(
            id_, one.quotation, statement(id_), one.speakers, words(id_, ()), held(id_), topics(id_, ())
        )
    return {id_: found[id_] for id_ in sorted(found)}


def _told(said: Statement, about: About, said_of: Mapping[str, tuple[Correction, ...]]) -> Statement:
    """The statement with its topics, and the day on which it was said, if the editor knows it."""
    topics = about.statements.get(said.id, ())
    if said_of and not said_of.keys().isdisjoint(said.renderings):
        words = (word for quotation in said.renderings for word in said_of.get(quotation, ()))
        return replace(said, topics=topics, said=next((word.said for word in words if word.action == "date"), None))
    return replace(said, topics=topics) if topics else said
