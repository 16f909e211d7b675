"""The editor's desk: a published archive, read into memory, and the editor's word so far."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from onrecord.errors import StoreError
from onrecord.model import Authority, Problem, Record
from onrecord.review.findings import Place
from onrecord.store import Dataset, Store
from onrecord.text import fold

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Paper:
    """An article as it is published."""

    id: str
    source: str
    headline: str
    outlet: str | None
    date: str | None
    url: str | None
    story: str | None
    path: str
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation as it is published; `speakers` are ids, `start` and `end` places in the article's text."""

    id: str
    article: str
    text: str
    sentence: str | None
    kind: str
    speakers: tuple[str, ...]
    confidence: str
    rule: str
    mention: str | None
    statement: str | None
    corrected: bool
    path: str
    start: int
    end: int

    @property
    def reported(self) -> bool:
        """Whether it stands without marks."""
        return self.kind == "indirect"


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker as published: `roles` has for each role the articles that give it, `said` the ids of quotations.

    Of an unresolved surname, `candidates` are those who may be meant, likeliest first: id, or None for somebody who has
    no words in the archive, and name.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    roles: Mapping[str, frozenset[str]]
    said: tuple[str, ...]
    path: str
    unresolved: bool = False
    candidates: tuple[tuple[str | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a review looks at.

    Attributes:
        statements: for each statement, the ids of its renderings in the order of their dates.
        disputed: the ids of the disputed ones.
        authority: the editor's word as it stands in the files now.
        folder: where those files are.
        decided: the ids of quotations and statements that the editor has corrected, be it since the last build.
        entries: what speakers.yml says of people, by their folded names, with all keys.
        lost: what the last build said of corrections that took no effect.
        records: of the articles, under the ids that they have in the archive.
    """

    papers: Mapping[str, Paper]
    said: Mapping[str, Said]
    people: Mapping[str, Person]
    statements: Mapping[str, tuple[str, ...]]
    disputed: frozenset[str]
    authority: Authority
    folder: Path
    today: str
    decided: frozenset[str] = frozenset()
    entries: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    lost: tuple[Problem, ...] = ()
    records: tuple[Record, ...] = ()

    def named(self, said: Said) -> str:
        """Whom a quotation is credited to; "" for nobody."""
        return " and ".join(self.people[speaker].name for speaker in said.speakers)

    def place(self, id_: str) -> Place:
        """Where a quotation stands."""
        said = self.said[id_]
        place = self.whole(said.article)
        return replace(
            place,
            path=said.path,
            quotation=said.id,
            sentence=said.sentence,
            words=said.text,
            credit=self.named(said),
        )

    def whole(self, article: str) -> Place:
        """Where an article stands."""
        paper = self.papers[article]
        return Place(paper.id, paper.source, paper.headline, paper.outlet, paper.date, paper.path)

    def newest(self, articles: Iterable[str]) -> str | None:
        """The newest date of publication among some articles."""
        return max((date for article in articles if (date := self.papers[article].date)), default=None)

    def quoted(self, speakers: Iterable[str]) -> int:
        """How many quotations some speakers have together."""
        return sum(len(self.people[speaker].said) for speaker in speakers)

    def corrected(self, id_: str) -> bool:
        """Whether the editor has decided on a quotation already, be it since the last build."""
        said = self.said[id_]
        return said.corrected or id_ in self.decided or said.statement in self.decided


def open_desk(dataset: Dataset, cache: Path, authority: Authority, folder: Path, today: str) -> Desk:
    """The desk of an archive that has been built.

    Args:
        dataset: what is published.
        cache: the folder of the build's store, whose records tell what the dataset leaves out.
        authority: the editor's word.
        folder: where it stands.
        today: the day, for corrections.

    Raises:
        StoreError: the archive has to be built first.
    """
    papers, said = _papers(dataset), _said(dataset)
    by_article, by_speaker, by_statement = _grouped(papers, said)
    records, problems = remembered(cache, {paper.source: paper.id for paper in papers.values()})
    return Desk(
        papers={id_: replace(paper, said=tuple(by_article.get(id_, ()))) for id_, paper in papers.items()},
        said=said,
        people=_people(dataset, by_speaker),
        statements={id_: tuple(found) for id_, found in by_statement.items()},
        disputed=frozenset(str(row["id"]) for row in dataset.rows("statements") if row["disputed"]),
        authority=authority,
        folder=folder,
        today=today,
        decided=frozenset(id_ for one in authority.corrections for id_ in (one.quotation, one.statement) if id_),
        entries={fold(str(entry["name"])): entry for entry in raw_entries(folder / "speakers.yml")},
        lost=tuple(p for p in problems if p.uri.startswith(f"{folder.name}/corrections.yml") and p.level == "warning"),
        records=records,
    )


_Groups = dict[str, list[str]]


def _grouped(papers: Mapping[str, Paper], said: Mapping[str, Said]) -> tuple[_Groups, _Groups, _Groups]:
    """The ids of the quotations by article, by speaker and by statement, in the order of their dates."""
    by_article: _Groups = {}
    by_speaker: _Groups = {}
    by_statement: _Groups = {}
    for one in sorted(said.values(), key=lambda one: _order(papers[one.article], one)):
        by_article.setdefault(one.article, []).append(one.id)
        for speaker in one.speakers:
            by_speaker.setdefault(speaker, []).append(one.id)
        if one.statement:
            by_statement.setdefault(one.statement, []).append(one.id)
    return by_article, by_speaker, by_statement


def raw_entries(path: Path) -> list[dict[str, object]]:
    """The entries of an authority file with all their keys, as YAML has them; those that are none are left out.

    What is wrong in them, `load_authority` has told. Dates come out as text, as its parser takes them.
    """
    if not path.is_file():
        return []
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
    return [
        {key: value.isoformat() if isinstance(value, date) else value for key, value in entry.items()}
        for entry in found or ()
    ]


def remembered(cache: Path, ids: Mapping[str, str]) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """The records that the last build made, ordered by the `ids` that the archive has for their sources, and what
    linking had to say.

    Raises:
        StoreError: they are not there, or not all of them.
    """
    path = cache / "store.sqlite"
    if not path.is_file():
        raise StoreError(f"{path}: is not there. Build the archive first: onrecord build")
    with Store(path) as memory:
        made = [one for harvest in memory.harvests() for one in harvest.results if isinstance(one, Record)]
        problems = memory.linked()
    records = {ids[record.article.source]: record for record in made if record.article.source in ids}
    if len(records) < len(ids):
        raise StoreError(f"{path}: does not hold all that is published. Build the archive first: onrecord build")
    return tuple(_placed(record, id_) for id_, record in sorted(records.items())), problems


def _placed(record: Record, id_: str) -> Record:
    if record.article.id == id_ and all(quotation.article == id_ for quotation in record.quotations):
        return record
    quotations = tuple(replace(quotation, article=id_) for quotation in record.quotations)
    return replace(record, article=replace(record.article, id=id_), quotations=quotations)


def _order(paper: Paper, said: Said) -> tuple[bool, str, str, str]:
    return (paper.date is None, paper.date or "", paper.id, said.id)


def _papers(dataset: Dataset) -> dict[str, Paper]:
    return {
        str(row["id"]): Paper(
            id=str(row["id"]),
            source=str(row["source"]),
            headline=str(row["headline"]),
            outlet=_text(row["outlet_name"]),
            date=_text(row["date"]),
            url=_text(row["url"]),
            story=_text(row["story"]),
            path=str(row["path"]),
        )
        for row in dataset.rows("articles")
    }


def _said(dataset: Dataset) -> dict[str, Said]:
    return {
        str(row["id"]): Said(
            id=str(row["id"]),
            article=str(row["article"]),
            text=str(row["text"]),
            sentence=_text(row["sentence"]),
            kind=str(row["kind"]),
            speakers=_texts(row["speakers"]),
            confidence=str(row["confidence"]),
            rule=str(row["rule"]),
            mention=_text(row["mention"]),
            statement=_text(row["statement"]),
            corrected=row["correction"] is not None,
            path=str(row["path"]),
            start=int(str(row["start"])),
            end=int(str(row["end"])),
        )
        for row in dataset.rows("quotations")
    }


def _people(dataset: Dataset, said: Mapping[str, Sequence[str]]) -> dict[str, Person]:
    roles: dict[str, dict[str, set[str]]] = {}
    for row in dataset.rows("roles"):
        given = roles.setdefault(str(row["speaker"]), {})
        given.setdefault(str(row["role"]), set()).add(str(row["article"]))
    candidates: dict[str, list[tuple[str | None, str]]] = {}
    for row in dataset.rows("candidates"):
        candidates.setdefault(str(row["speaker"]), []).append((_text(row["candidate"]), str(row["name"])))
    return {
        str(row["id"]): Person(
            id=str(row["id"]),
            name=str(row["name"]),
            aliases=_texts(row["aliases"]),
            roles={role: frozenset(found) for role, found in roles.get(str(row["id"]), {}).items()},
            said=tuple(said.get(str(row["id"]), ())),
            path=str(row["path"]),
            unresolved=bool(row["unresolved"]),
            candidates=tuple(candidates.get(str(row["id"]), ())),
        )
        for row in dataset.rows("speakers")
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(json.loads(str(value)))
