"""The data files: the archive as JSON Lines and as CSV, one noun a file, for people who count rather than read.

Articles, quotations, statements, stories, speakers and topics are referred to by id, outlets by name.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

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
from onrecord.write import escape, spliced
from onrecord.write.watch import Versions

Line = Mapping[str, object]

_ENCODED = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines of some nouns, which stand together in the file of their table.

    Attributes:
        given: a digest of the versions of all that they follow from.
        lines: makes them.
    """

    given: bytes
    lines: Callable[[], Iterable[Line]]


def stretches(archive: Archive, versions: Versions) -> dict[str, Callable[[], list[Stretch]]]:
    """What gives the lines of each table, in order: by id, of quotations and statements by the article they are in.

    Of several articles, that is the first. Corrections have no ids: theirs is the order of the editor's file.
    """
    outlets = hashlib.sha256(repr([(one.id, one.name) for one in archive.outlets.values()]).encode()).hexdigest()
    told, of, entries = versions.told, versions.of, archive.entries.values()

    def stretch(given: str, line: Callable[..., Line], nouns: Sequence[object]) -> Stretch:
        return Stretch(spliced.digest(given), lambda: [line(archive, noun) for noun in nouns])

    def statements() -> list[Stretch]:
        said = _by_article(archive)
        return [stretch(f"{told([one, *said[one.id]])} {outlets}", _statement, said[one.id]) for one in entries]

    def nouns(kind: str, line: Callable[..., Line], known: Mapping[str, object]) -> Callable[[], list[Stretch]]:
        return lambda: [stretch(f"{id_} {of[f'{kind}+ {id_}'].hex()}", line, [one]) for id_, one in known.items()]

    return {
        "articles": lambda: [stretch(f"{told([one])} {outlets}", _article, [one]) for one in entries],
        "quotations": lambda: [Stretch(spliced.digest(told([one])), _quotations(archive, one)) for one in entries],
        "statements": statements,
        "stories": lambda: [stretch(told([one]), _story, [one]) for one in archive.stories.values()],
        "corrections": lambda: [stretch(of["*applied"].hex(), _correction, archive.applied)],
        "speakers": nouns("speakers", _speaker, archive.speakers),
        "topics": nouns("topics", _topic, archive.topics),
        "outlets": nouns("outlets", _outlet, archive.outlets),
    }


def texts(ending: str, columns: Sequence[str]) -> tuple[str, Callable[[Iterable[Line]], str]]:
    """What a file of an ending ("jsonl" or "csv") begins with, and what turns lines into its text."""
    if ending == "csv":
        return _csv([dict(zip(columns, columns, strict=True))], columns), lambda lines: _csv(lines, columns)
    return "", lambda lines: "".join(f"{_json(line)}\n" for line in lines)


def _quotations(archive: Archive, entry: Entry) -> Callable[[], list[Line]]:
    """What makes the lines of what an article quotes: nothing of that is looked at before."""
    known = archive.renderings
    return lambda: [_quotation(archive, known[i]) for i in entry.renderings if i in known]


def _by_article(archive: Archive) -> dict[str, list[Statement]]:
    """The statements by the article that carries them first."""
    found: dict[str, list[Statement]] = {id_: [] for id_ in archive.entries}
    for statement in archive.statements.values():
        found[statement.articles[0]].append(statement)
    return found


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


def _story(_: Archive, story: Story) -> Line:
    return {
        "id": story.id,
        "title": story.title,
        "articles": story.articles,
        "first": story.first,
        "last": story.last,
    }


def _speaker(_: Archive, speaker: Speaker) -> Line:
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


def _topic(_: Archive, topic: Topic) -> Line:
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


def _outlet(_: Archive, outlet: Outlet) -> Line:
    return {
        "id": outlet.id,
        "name": outlet.name,
        "articles": outlet.articles,
        "domains": outlet.domains,
        "wire": outlet.wire,
        "path": addresses.outlet(outlet.id),
    }


def _correction(_: Archive, applied: Applied) -> Line:
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


def _json(line: Line) -> str:
    return _ENCODED(line).encode(errors="replace").decode()


def _csv(lines: Iterable[Line], columns: Sequence[str]) -> str:
    """Lines as CSV (RFC 4180); a list is its JSON, what is not known is empty."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_cell(line[column]) for column in columns] for line in lines)
    return out.getvalue().replace("\0", "\ufffd").encode(errors="replace").decode()


def _cell(value: object) -> object:
    if value is None or value.__class__ in (str, int):
        return value
    if value.__class__ in (tuple, list):
        return _list(value)
    return _ENCODED(value)  # true and false


def _list(value: Sequence[object]) -> str:
    """A list as JSON."""
    if all(one.__class__ is str for one in value):
        return f"[{', '.join(map(_ENCODED, value))}]"  # which takes a third of the time
    return _ENCODED(value)
