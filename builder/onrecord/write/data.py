"""The data files: the archive as JSON Lines and as CSV, one noun a file, for people who count rather than read.

Articles, quotations, statements, stories, speakers and topics are referred to by id, outlets by name.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from onrecord import addresses
from onrecord.model import (
    Applied,
    Archive,
    Correction,
    Entry,
    Outlet,
    Rendering,
    Role,
    Speaker,
    Statement,
    Story,
    Topic,
)
from onrecord.write import datapackage, escape
from onrecord.write.site import Site

Line = Mapping[str, object]


def files(archive: Archive, site: Site) -> Iterator[tuple[str, str]]:
    """The path within docs and the content of each data file; lines in the order of their ids.

    Corrections have none: theirs is the order of the editor's file. The last file describes the others.
    """
    written: dict[str, str] = {}
    for table in datapackage.tables():
        lines = list(_LINES[table.name](archive))
        columns = [column.name for column in table.columns]
        written[f"{addresses.DATA}/{table.name}.jsonl"] = "".join(f"{_json(line)}\n" for line in lines)
        written[f"{addresses.DATA}/{table.name}.csv"] = _csv(columns, lines)
    yield from written.items()
    yield datapackage.described(archive, site, written)


def _articles(archive: Archive) -> Iterable[Line]:
    return (_article(archive, entry) for entry in archive.entries.values())


def _article(archive: Archive, entry: Entry) -> Line:
    article = entry.record.article
    known = archive.renderings
    speakers = {speaker for i in entry.renderings if i in known for speaker in known[i].speakers}
    return {
        "id": entry.id,
        "source": article.source,
        "title": article.headline,
        "outlet": archive.outlets[entry.outlet].name if entry.outlet else None,
        "date": entry.record.date,
        "authors": article.authors,
        "url": article.url if escape.url(article.url) else None,
        "speakers": sorted(speakers),
        "topics": entry.topics,
        "story": entry.story,
        "path": addresses.article(entry.id),
    }


def _quotations(archive: Archive) -> Iterable[Line]:
    return (_quotation(archive, rendering) for rendering in archive.renderings.values())


def _quotation(archive: Archive, rendering: Rendering) -> Line:
    quotation = rendering.quotation
    article = archive.entries[rendering.article].record.article
    return {
        "id": rendering.id,
        "article": rendering.article,
        "source": article.source,
        "start": quotation.content.start,
        "end": quotation.content.end,
        "text": quotation.content.of(article.text),
        "kind": quotation.kind,
        "speaker": rendering.speaker,
        "speakers": rendering.speakers,
        "confidence": quotation.confidence,
        "rule": quotation.rule,
        "mention": quotation.mention.of(article.text) if quotation.mention else None,
        "cue": quotation.cue.of(article.text) if quotation.cue else None,
        "statement": rendering.statement,
        "corrections": _deeds(rendering.corrections),
    }


def _deeds(corrections: Iterable[Correction]) -> list[str]:
    """What the editor did, each action once."""
    return list(dict.fromkeys(correction.action for correction in corrections))


def _statements(archive: Archive) -> Iterable[Line]:
    return (_statement(archive, statement) for statement in archive.statements.values())


def _statement(archive: Archive, statement: Statement) -> Line:
    return {
        "id": statement.id,
        "speakers": statement.speakers,
        "text": statement.wording,
        "quotations": statement.renderings,
        "articles": statement.articles,
        "outlets": [archive.outlets[outlet].name for outlet in statement.outlets],
        "first": statement.first,
        "said": statement.said,
        "disputed": statement.disputed,
        "corrections": _deeds(archive.corrections(statement)),
        "topics": statement.topics,
        "path": addresses.statement(archive, statement),
    }


def _stories(archive: Archive) -> Iterable[Line]:
    return (_story(story) for story in archive.stories.values())


def _story(story: Story) -> Line:
    return {
        "id": story.id,
        "title": story.title,
        "articles": story.articles,
        "first": story.first,
        "last": story.last,
    }


def _speakers(archive: Archive) -> Iterable[Line]:
    return (_speaker(speaker) for speaker in archive.speakers.values())


def _speaker(speaker: Speaker) -> Line:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "aliases": speaker.aliases,
        "roles": [role.name for role in speaker.roles],
        "roles_used": [_role(role) for role in speaker.roles],
        "names": [{"form": n.form, "reason": n.reason, "like": n.like, "articles": n.articles} for n in speaker.names],
        "unresolved": speaker.unresolved,
        "candidates": speaker.candidates,
        "path": addresses.speaker(speaker.id),
    }


def _role(role: Role) -> Line:
    return {
        "role": role.name,
        "outlets": role.outlets,
        "first": role.first,
        "last": role.last,
        "articles": role.articles,
    }


def _topics(archive: Archive) -> Iterable[Line]:
    return (_topic(topic) for topic in archive.topics.values())


def _topic(topic: Topic) -> Line:
    return {
        "id": topic.id,
        "label": topic.label,
        "query": topic.query,
        "broader": topic.broader,
        "narrower": topic.narrower,
        "iptc": topic.iptc,
        "cap": topic.cap,
        "articles": topic.articles,
        "statements": topic.statements,
        "reported": topic.reported,
        "path": addresses.topic(topic.id),
    }


def _outlets(archive: Archive) -> Iterable[Line]:
    return (_outlet(outlet) for outlet in archive.outlets.values())


def _outlet(outlet: Outlet) -> Line:
    return {
        "id": outlet.id,
        "name": outlet.name,
        "articles": outlet.articles,
        "domains": outlet.domains,
        "wire": outlet.wire,
        "path": addresses.outlet(outlet.id),
    }


def _corrections(archive: Archive) -> Iterable[Line]:
    return (_correction(applied) for applied in archive.applied)


def _correction(applied: Applied) -> Line:
    word = applied.correction
    return {
        "action": word.action,
        "quotations": applied.quotations,
        "articles": applied.articles,
        "speakers": word.speakers,
        "why": word.why,
        "date": word.date,
        "said": word.said,
        "by": word.by or None,
        "response": word.response or None,
        "link": word.link if escape.url(word.link) else None,
    }


_LINES: dict[str, Callable[[Archive], Iterable[Line]]] = {
    "articles": _articles,
    "quotations": _quotations,
    "statements": _statements,
    "stories": _stories,
    "speakers": _speakers,
    "topics": _topics,
    "outlets": _outlets,
    "corrections": _corrections,
}


def _json(line: Line) -> str:
    return json.dumps(line, ensure_ascii=False, separators=(", ", ": ")).encode(errors="replace").decode()


def _csv(columns: Sequence[str], lines: Iterable[Line]) -> str:
    """The lines as CSV (RFC 4180); a list is its JSON, what is not known is empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(line[column]) for column in columns] for line in lines)
    return out.getvalue().replace("\0", "\ufffd").encode(errors="replace").decode()


def _cell(value: object) -> object:
    if value is None or (isinstance(value, str | int) and not isinstance(value, bool)):
        return value
    return json.dumps(value, ensure_ascii=False)  # lists, and true and false
