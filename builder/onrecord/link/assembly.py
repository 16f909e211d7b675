"""The archive, put together from what every stage found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

import numpy as np

from onrecord.link import bulk, reports
from onrecord.link.addressing import Addressed
from onrecord.link.corrections import Corrections
from onrecord.link.linked import Linked
from onrecord.link.topics import About
from onrecord.model import Archive, Correction, Entry, Rendering, Statement


def archive(articles: Addressed, linked: Linked, about: About, editor: Corrections) -> Archive:
    """The archive without topics, registry and problems."""
    said_of = editor.said_of()
    clauses = [part.clauses for part in articles.parts.values()]
    held = reports.held(articles.records, clauses, linked)
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
        outlet, story, digest = linked.outlet_of.get(id_), linked.story_of.get(id_), articles.parts[id_].record
        found[id_] = Entry(id_, record, renderings.get(id_, ()), outlet, story, about.articles.get(id_, ()), digest)
    return found


def _renderings(
    linked: Linked, about: About, said_of: Mapping[str, tuple[Correction, ...]], held: Mapping[str, str]
) -> dict[str, Rendering]:
    quotations = linked.quotations
    ids = [quoted.id for quoted in quotations]
    found = bulk.made(
        Rendering,
        len(ids),
        id=ids,
        quotation=[quoted.quotation for quoted in quotations],
        statement=[quoted.statement for quoted in quotations],
        speakers=[quoted.speakers for quoted in quotations],
        corrections=[said_of.get(id_, ()) for id_ in ids] if said_of else (),
        holds=[*map(held.get, ids)],
        topics=[about.reported.get(id_, ()) for id_ in ids] if about.reported else (),
    )
    return {ids[at]: found[at] for at in np.argsort(np.array(ids, str)).tolist()}


def _statements(
    said: Mapping[str, Statement], about: About, said_of: Mapping[str, tuple[Correction, ...]]
) -> dict[str, Statement]:
    """The statements with their topics, and the day on which one was said, if the editor knows it."""
    found = {**said}
    bulk.told([found[id_] for id_ in about.statements], topics=list(about.statements.values()))
    for id_, one in found.items() if said_of else ():
        words = [word for quotation in one.renderings for word in said_of.get(quotation, ())]
        day = next((word.said for word in words if word.action == "date"), None)
        if day:
            found[id_] = replace(one, said=day)
    return found
