"""The archive, put together from what every stage found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from onrecord.link import bulk, reports
from onrecord.link.addressing import Addressed
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


def archive(
    articles: Addressed, extracted: Sequence[Quoted], linked: Linked, about: About, editor: Corrections
) -> Archive:
    """The archive without topics, registry and problems. `extracted` are the quotations that extraction found."""
    said_of = editor.said_of()
    speakers = {quoted.id: quoted.speakers for quoted in linked.quotations}
    clauses = [part.clauses for part in articles.parts.values()]
    held = reports.held(articles.records, clauses, extracted, editor.added, speakers)
    return Archive(
        entries=_entries(articles, linked, about),
        renderings=_renderings(linked, about, said_of, held),
        speakers=linked.speakers,
        statements=_statements(linked.statements, about, said_of),
        stories=linked.stories,
        outlets=linked.outlets,
        applied=editor.applied(),
    )


def _entries(articles: Addressed, linked: Linked, about: About) -> dict[str, Entry]:
    grouped = groupby(linked.quotations, key=attrgetter("quotation.article"))
    renderings = {article: tuple([quoted.id for quoted in found]) for article, found in grouped}
    found = {}
    for record in articles.records:
        id_ = record.article.id
        outlet, story, digest = linked.outlet_of.get(id_), linked.story_of.get(id_), articles.parts[id_].digest
        found[id_] = Entry(id_, record, renderings.get(id_, ()), outlet, story, about.articles.get(id_, ()), digest)
    return found


def _renderings(
    linked: Linked, about: About, said_of: Mapping[str, tuple[Correction, ...]], held: Mapping[str, str]
) -> dict[str, Rendering]:
    quotations = linked.quotations
    ids = [quoted.id for quoted in quotations]
    statement = {id_: said.id for said in linked.statements.values() for id_ in said.renderings}
    found = bulk.made(
        Rendering,
        len(ids),
        id=ids,
        quotation=[quoted.quotation for quoted in quotations],
        statement=[*map(statement.get, ids)],
        speakers=[quoted.speakers for quoted in quotations],
        corrections=[said_of.get(id_, ()) for id_ in ids] if said_of else (),
        holds=[*map(held.get, ids)],
        topics=[about.reported.get(id_, ()) for id_ in ids] if about.reported else (),
    )
    by_id = dict(zip(ids, found, strict=True))
    return {id_: by_id[id_] for id_ in sorted(ids)}


def _statements(
    said: dict[str, Statement], about: About, said_of: Mapping[str, tuple[Correction, ...]]
) -> dict[str, Statement]:
    """The statements with their topics, and the day on which one was said, if the editor knows it."""
    found = {**said}
    for id_, topics in about.statements.items():
        found[id_] = replace(said[id_], topics=topics)
    for id_, one in found.items() if said_of else ():
        words = [word for quotation in one.renderings for word in said_of.get(quotation, ())]
        day = next((word.said for word in words if word.action == "date"), None)
        if day:
            found[id_] = replace(one, said=day)
    return found
