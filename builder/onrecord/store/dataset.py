"""The published dataset: the whole archive as one SQLite file, `docs/data/onrecord.sqlite`.

People download it; the command line searches and shows what is in it (`opened`). Its tables and columns are the
documented interface of both, described in the guide.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import addresses, reasons
from onrecord.errors import StoreError
from onrecord.store.opened import VERSION, Row

if TYPE_CHECKING:  # so that who reads a dataset need not wait for all nouns to be loaded
    from onrecord.model import Archive, Correction, Entry, Rendering, Rights, Span, Speaker, Statement

_SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, headline TEXT NOT NULL, headline_source TEXT NOT NULL, deck TEXT,
    byline TEXT, authors TEXT NOT NULL, outlet TEXT, outlet_name TEXT, date TEXT, date_source TEXT, url TEXT,
    language TEXT NOT NULL, rights TEXT NOT NULL, text TEXT, digest TEXT NOT NULL, story TEXT, path TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE quotations (
    id TEXT PRIMARY KEY, article TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    sentence TEXT, sentence_start INTEGER, kind TEXT NOT NULL, speaker TEXT, speaker_name TEXT, speakers TEXT NOT NULL,
    confidence TEXT NOT NULL, rule TEXT NOT NULL, mention TEXT, mention_start INTEGER, cue TEXT, cue_start INTEGER,
    statement TEXT, holds TEXT, correction TEXT, path TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE statements (
    id TEXT PRIMARY KEY, text TEXT NOT NULL, first TEXT, said TEXT, disputed INTEGER NOT NULL, outlets TEXT NOT NULL,
    path TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE speakers (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, aliases TEXT NOT NULL, party TEXT, wikidata TEXT,
    unresolved INTEGER NOT NULL, path TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE topics (
    id TEXT PRIMARY KEY, label TEXT NOT NULL, query TEXT NOT NULL, broader TEXT, iptc TEXT, cap TEXT, path TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE outlets (id TEXT PRIMARY KEY, name TEXT NOT NULL, wire INTEGER NOT NULL, path TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE corrections (
    n INTEGER PRIMARY KEY, action TEXT NOT NULL, speakers TEXT NOT NULL, why TEXT NOT NULL, date TEXT, said TEXT,
    "by" TEXT, response TEXT, link TEXT
);
CREATE TABLE quotation_corrections (
    quotation TEXT, correction INTEGER, PRIMARY KEY (quotation, correction)
) WITHOUT ROWID;
CREATE TABLE stories (id TEXT PRIMARY KEY, title TEXT NOT NULL, first TEXT, last TEXT) WITHOUT ROWID;
CREATE TABLE roles (speaker TEXT, role TEXT, article TEXT, PRIMARY KEY (speaker, role, article)) WITHOUT ROWID;
CREATE TABLE names (
    speaker TEXT, form TEXT, reason TEXT, "like" TEXT, why TEXT NOT NULL, articles INTEGER NOT NULL,
    PRIMARY KEY (speaker, form, reason)
) WITHOUT ROWID;
CREATE TABLE candidates (
    speaker TEXT, n INTEGER, candidate TEXT, name TEXT NOT NULL, PRIMARY KEY (speaker, n)
) WITHOUT ROWID;
CREATE TABLE statement_speakers (statement TEXT, speaker TEXT, PRIMARY KEY (statement, speaker)) WITHOUT ROWID;
CREATE TABLE quotation_speakers (quotation TEXT, speaker TEXT, PRIMARY KEY (quotation, speaker)) WITHOUT ROWID;
CREATE TABLE quotation_topics (quotation TEXT, topic TEXT, PRIMARY KEY (quotation, topic)) WITHOUT ROWID;
CREATE TABLE statement_topics (statement TEXT, topic TEXT, PRIMARY KEY (statement, topic)) WITHOUT ROWID;
CREATE TABLE article_topics (article TEXT, topic TEXT, PRIMARY KEY (article, topic)) WITHOUT ROWID;
CREATE TABLE captions (article TEXT, n INTEGER, text TEXT, credit TEXT, PRIMARY KEY (article, n)) WITHOUT ROWID;
CREATE INDEX quotations_article ON quotations (article);
CREATE INDEX quotations_speaker ON quotations (speaker);
CREATE INDEX quotation_speakers_speaker ON quotation_speakers (speaker);
CREATE INDEX quotations_statement ON quotations (statement);
"""

_ENCODED = json.JSONEncoder(ensure_ascii=False).encode

Sentences = Callable[[Iterable["Rendering"]], Mapping[str, "Span"]]
"""Gives the place of the sentence that each of some renderings stands in, by its id."""


@dataclass(frozen=True, slots=True)
class Part:
    """What of an archive goes into the dataset, by ids."""

    entries: Collection[str]
    statements: Collection[str]
    speakers: Collection[str]

    @classmethod
    def whole(cls, archive: Archive) -> Part:
        """All of it."""
        return cls(archive.entries, archive.statements, archive.speakers)


def write_dataset(
    path: Path,
    archive: Archive,
    sentences: Sentences,
    rights: Rights,
    digest: str,
    changed: Part | None = None,
) -> None:
    """Write the archive to `path`, in place of the file there, in one step.

    Args:
        path: where it goes.
        archive: as it is published: without what the rights of its articles keep back.
        sentences: gives the places of the sentences that renderings stand in.
        rights: what is published of an article that does not say itself (`Config.rights`).
        digest: of everything the archive was made of, so that a reader can tell whether it has changed.
        changed: what is new or another than in the file at `path`, which is otherwise of this archive: the rows of all
            else are taken from there. None for all.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".onrecord-", dir=path.parent)  # its own: two builds may run at a time
    os.close(handle)
    try:
        if changed is not None:
            shutil.copyfile(path, name)
        with closing(sqlite3.connect(name)) as db:
            if changed is None:
                db.executescript(_SCHEMA)
            else:
                _remove(db, archive, changed)
            for table, rows in _tables(archive, sentences, rights, digest, changed or Part.whole(archive)):
                _insert(db, table, rows)
            db.commit()
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot be written: {error}.") from error
    finally:
        Path(name).unlink(missing_ok=True)


def _remove(db: sqlite3.Connection, archive: Archive, changed: Part) -> None:
    """Take out the rows of what has changed, of what is gone, and of all that is short."""
    for table in _SHORT:
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
    parts: tuple[tuple[str, Collection[str], Collection[str]], ...] = (
        ("articles", archive.entries, changed.entries),
        ("statements", archive.statements, changed.statements),
        ("speakers", archive.speakers, changed.speakers),
    )
    for table, known, others in parts:
        gone = {id_ for (id_,) in db.execute(f"SELECT id FROM {table}") if id_ not in known}  # noqa: S608 - as above
        for sql in _BELONGING[table]:
            db.executemany(f"DELETE FROM {sql}", [(id_,) for id_ in (*gone, *others)])  # noqa: S608 - as above


_SHORT = ("meta", "topics", "outlets", "stories", "corrections", "quotation_corrections")
"""Tables that are written anew: they have few rows."""

_OF_ARTICLE = "quotation IN (SELECT id FROM quotations WHERE article = ?)"
_BELONGING = {
    "articles": (
        f"quotation_speakers WHERE {_OF_ARTICLE}", f"quotation_topics WHERE {_OF_ARTICLE}",
        "quotations WHERE article = ?", "article_topics WHERE article = ?", "captions WHERE article = ?",
        "articles WHERE id = ?",
    ),
    "statements": (
        "statement_speakers WHERE statement = ?", "statement_topics WHERE statement = ?", "statements WHERE id = ?",
    ),
    "speakers": (
        "roles WHERE speaker = ?", "names WHERE speaker = ?", "candidates WHERE speaker = ?", "speakers WHERE id = ?",
    ),
}  # fmt: skip
"""Which rows belong to an article, a statement, a speaker: those of quotations go before the quotations."""


def _insert(db: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    width = len(db.execute(f"PRAGMA table_info({table})").fetchall())
    marks = ", ".join("?" * width)
    db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)  # noqa: S608 - a name of ours


def _tables(
    archive: Archive, sentences: Sentences, rights: Rights, digest: str, part: Part
) -> Iterator[tuple[str, Iterable[Row]]]:
    entries = [archive.entries[i] for i in part.entries]
    renderings = [one for entry in entries for one in _said(archive, entry)]
    statements = [archive.statements[i] for i in part.statements]
    people = [archive.speakers[i] for i in part.speakers]
    yield "meta", [("digest", digest), ("version", str(VERSION))]
    yield "articles", (_article(archive, entry, rights) for entry in entries)
    yield "quotations", (row for entry in entries for row in _quotations(archive, entry, sentences))
    yield "statements", (_statement(archive, s) for s in statements)
    yield "speakers", (_speaker(s) for s in people)
    yield "roles", ((s.id, role.name, a) for s in people for role in s.roles for a in role.articles)
    yield "names", (row for speaker in people for row in _names(speaker))
    yield "candidates", (row for speaker in people for row in _candidates(archive, speaker))
    yield "statement_speakers", ((s.id, speaker) for s in statements for speaker in s.speakers)
    yield "quotation_speakers", ((r.id, speaker) for r in renderings for speaker in r.speakers)
    yield "quotation_topics", ((r.id, topic) for r in renderings for topic in r.topics)
    yield "statement_topics", ((s.id, topic) for s in statements for topic in s.topics)
    yield "article_topics", ((e.id, topic) for e in entries for topic in e.topics)
    yield "captions", (row for entry in entries for row in _captions(entry))
    yield from _short_tables(archive)


def _said(archive: Archive, entry: Entry) -> list[Rendering]:
    return [archive.renderings[i] for i in entry.renderings if i in archive.renderings]


def _quotations(archive: Archive, entry: Entry, sentences: Sentences) -> list[Row]:
    """What an article quotes: sentences are looked for in one article at a time, and not kept."""
    said = _said(archive, entry)
    around = sentences(said)
    return [_quotation(archive, one, around) for one in said]


def _short_tables(archive: Archive) -> Iterator[tuple[str, Iterable[Row]]]:
    """The tables that are always written whole."""
    subjects = archive.topics.values()
    yield "topics", ((t.id, t.label, t.query, t.broader, t.iptc, t.cap, addresses.topic(t.id)) for t in subjects)
    yield "outlets", ((o.id, o.name, int(o.wire), addresses.outlet(o.id)) for o in archive.outlets.values())
    yield "stories", ((s.id, s.title, s.first, s.last) for s in archive.stories.values())
    applied = [*enumerate(archive.applied, 1)]
    yield "corrections", (_correction(number, found.correction) for number, found in applied)
    yield "quotation_corrections", ((id_, number) for number, found in applied for id_ in found.quotations)


def _speaker(found: Speaker) -> Row:
    path = addresses.speaker(found.id)
    return (found.id, found.name, _list(found.aliases), found.party, found.wikidata, int(found.unresolved), path)


def _names(speaker: Speaker) -> Iterator[Row]:
    """Each form of a speaker's name, and why it was taken for theirs."""
    for found in speaker.names:
        yield speaker.id, found.form, found.reason, found.like, reasons.naming(found), len(found.articles)


def _candidates(archive: Archive, speaker: Speaker) -> Iterator[Row]:
    """Who may be meant by a surname: speakers first, then people who have no words in the archive."""
    known = [(id_, archive.speakers[id_].name) for id_ in speaker.candidates if id_ in archive.speakers]
    for number, (id_, name) in enumerate([*known, *((None, name) for name in speaker.unheard)]):
        yield speaker.id, number, id_, name


def _correction(number: int, word: Correction) -> Row:
    reply = (word.by or None, word.response or None, word.link)
    return (number, word.action, _list(word.speakers), word.why, word.date, word.said, *reply)


def _captions(entry: Entry) -> Iterator[Row]:
    for number, caption in enumerate(entry.record.article.captions):
        yield entry.id, number, caption.text, caption.credit


def _article(archive: Archive, entry: Entry, default: Rights) -> Row:
    record, article = entry.record, entry.record.article
    outlet = archive.outlets[entry.outlet].name if entry.outlet else None
    rights = archive.rights(entry, default)
    return (
        entry.id, article.source, article.headline, article.headline_source, article.deck, article.byline,
        _list(article.authors), entry.outlet, outlet, record.date, record.date_source, article.url, article.language,
        rights, article.text if rights == "full" else None, article.digest, entry.story, addresses.article(entry.id),
    )  # fmt: skip


def _quotation(archive: Archive, found: Rendering, sentences: Mapping[str, Span]) -> Row:
    quotation, text = found.quotation, archive.entries[found.article].record.article.text
    speaker = archive.speakers[found.speaker].name if found.speaker else None
    correction = "; ".join(f"{one.action}: {one.why}" for one in found.corrections) or None
    return (
        found.id, found.article, quotation.content.start, quotation.content.end, archive.words(found),
        *_placed(sentences.get(found.id), text), quotation.kind, found.speaker, speaker, _list(found.speakers),
        quotation.confidence, quotation.rule, *_placed(quotation.mention, text), *_placed(quotation.cue, text),
        found.statement, found.holds, correction, addresses.rendering(found),
    )  # fmt: skip


def _placed(span: Span | None, text: str) -> tuple[str | None, int | None]:
    """The words of a place, and where it begins."""
    return (span.of(text), span.start) if span else (None, None)


def _statement(archive: Archive, found: Statement) -> Row:
    path = addresses.statement(archive, found)
    return (found.id, found.wording, found.first, found.said, int(found.disputed), _list(found.outlets), path)


def _list(values: Iterable[str]) -> str:
    return _ENCODED(list(values))
