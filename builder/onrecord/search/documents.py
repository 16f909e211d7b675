"""What can be found: each quotation and each article of a published dataset, as a document."""

from __future__ import annotations

import json
import marshal
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Literal, Protocol

from onrecord.store import Dataset

Row = Mapping[str, object]
"""A row of the dataset, by column."""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found: a quotation, whose text is the words said, or an article.

    Attributes:
        type: what it is.
        id: of the quotation (`Rendering.id`) or of the article.
        text: the words of the quotation; the article's deck and body.
        title: the article's headline.
        path: its address on the site, relative to its root.
        article: the id of its article.
        speakers: the names of those whose words they are; none for articles, and where nobody is named.
        names: other names the speakers are found by.
        topics: ids of its topics, the broader ones included; a quotation has its article's, too, since its words alone
            seldom say what they are about.
        subjects: the labels of these.
    """

    type: Literal["quotation", "article"]
    id: str
    text: str
    title: str
    path: str
    article: str
    speakers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    outlet: str | None = None
    date: str | None = None
    kind: str | None = None
    confidence: str | None = None
    statement: str | None = None
    topics: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()

    @property
    def speaker(self) -> str | None:
        """The name of whose words they are: of a joint statement, the speaker named first."""
        return self.speakers[0] if self.speakers else None

    @property
    def key(self) -> str:
        """Unique among the documents of an archive; stays the same while the thing does."""
        return f"{self.type}:{self.id}"


class Library(Protocol):
    """Documents in lots, one for each article: itself and its quotations. An index follows it lot by lot."""

    @property
    def version(self) -> str:
        """Equal only where all documents are."""

    def digests(self) -> Mapping[str, str]:
        """By article, what is equal only where its documents are: told without making any."""

    def lot(self, article: str) -> Sequence[Document]:
        """An article and its quotations."""

    def documents(self, keys: Iterable[str]) -> Iterator[Document]:
        """The documents of these keys, in this order; what is not there is left out."""


class Published:
    """The library that a published dataset is."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._people: dict[str, Row] = {}
        self._subjects = _Subjects(dataset)

    @property
    def version(self) -> str:
        """The dataset's digest: that of everything the archive was made of."""
        return self._dataset.digest

    def digests(self) -> dict[str, str]:
        """By article, a digest of all that its documents are made of: rows as they are, names and topics included."""
        from hashlib import blake2b  # noqa: PLC0415 - who only searches need not wait for it

        about, credited = self._subjects.rows(), _Credits(self._dataset)
        found = {}
        for row in self._dataset.columns("articles", *_ARTICLE):
            found[row[0]] = blake2b(_plain((row, about.get(("article", row[0])))), digest_size=12)
        for row in self._dataset.columns("quotations", *_QUOTATION):
            article, id_, speakers, statement, *_ = row
            digest = found[article]
            digest.update(_plain(row))
            digest.update(credited[speakers])
            if topics := about.get(("statement", statement) if statement else ("quotation", id_)):
                digest.update(_plain(topics))
        return {str(article): digest.hexdigest() for article, digest in found.items()}

    def lot(self, article: str) -> list[Document]:
        """The article, and its quotations in the order of the text."""
        row = next(self._dataset.rows("articles", id=article))
        quotations = sorted(self._dataset.rows("quotations", article=article), key=itemgetter("start", "end", "id"))
        return [self._article(row), *(self._quotation(found, row) for found in quotations)]

    def documents(self, keys: Iterable[str]) -> Iterator[Document]:
        """Those of the dataset."""
        for key in keys:
            sort, _, id_ = key.partition(":")
            row = next(self._dataset.rows(f"{sort}s", id=id_), None)
            if row is None:
                continue
            if sort == "article":
                yield self._article(row)
            else:
                yield self._quotation(row, next(self._dataset.rows("articles", id=str(row["article"]))))

    def _quotation(self, row: Row, article: Row) -> Document:
        own = ("statement", str(row["statement"])) if row["statement"] else ("quotation", str(row["id"]))
        topics = self._subjects.of(own, ("article", str(row["article"])))
        speakers = [self._speaker(id_) for id_ in json.loads(str(row["speakers"]))]
        return Document(
            "quotation",
            id=str(row["id"]),
            text=_text(row["text"]) or "",
            title=str(article["headline"]),
            path=str(row["path"]),
            article=str(row["article"]),
            speakers=tuple(str(speaker["name"]) for speaker in speakers),
            names=tuple(alias for speaker in speakers for alias in json.loads(str(speaker["aliases"]))),
            outlet=_text(article["outlet_name"]),
            date=_text(article["date"]),
            kind=str(row["kind"]),
            confidence=_text(row["confidence"]),
            statement=_text(row["statement"]),
            topics=topics,
            subjects=self._subjects.labels(topics),
        )

    def _article(self, row: Row) -> Document:
        topics = self._subjects.of(("article", str(row["id"])))
        return Document(
            "article",
            id=str(row["id"]),
            text="\n\n".join(part for part in (_text(row["deck"]), _text(row["text"])) if part),
            title=str(row["headline"]),
            path=str(row["path"]),
            article=str(row["id"]),
            outlet=_text(row["outlet_name"]),
            date=_text(row["date"]),
            topics=topics,
            subjects=self._subjects.labels(topics),
        )

    def _speaker(self, id_: str) -> Row:
        if id_ not in self._people:
            self._people[id_] = next(self._dataset.rows("speakers", id=id_))
        return self._people[id_]


_ARTICLE = ("id", "headline", "deck", "text", "outlet_name", "date", "path")
_QUOTATION = ("article", "id", "speakers", "statement", "text", "kind", "confidence", "path")
"""The columns that documents are made of."""


def _plain(value: Any) -> bytes:
    """Texts, numbers and tuples of them as bytes, the same for the same value."""
    return marshal.dumps(value, 2)  # later forms tell apart what is one object and what are two equal ones


class _Credits(dict[object, bytes]):
    """By a quotation's list of speakers, as it stands in its row, what names it is found by; each is made once."""

    def __init__(self, dataset: Dataset) -> None:
        self._people = {row[0]: row for row in dataset.columns("speakers", "id", "name", "aliases")}

    def __missing__(self, listed: object) -> bytes:
        found = self[listed] = _plain([self._people[id_] for id_ in json.loads(str(listed))])
        return found


class _Subjects:
    """What articles, statements and reported quotations of a dataset are about, broader topics included."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        topics = {str(row["id"]): row for row in dataset.rows("topics")}
        self._labels = {key: str(row["label"]) for key, row in topics.items()}
        self._broader = {key: _text(row["broader"]) for key, row in topics.items()}

    def _upwards(self, topic: str | None) -> Iterator[str]:
        seen: set[str] = set()
        while topic is not None and topic not in seen:
            seen.add(topic)
            yield topic
            topic = self._broader.get(topic)

    def rows(self) -> dict[tuple[str, object], list[object]]:
        """What everything is about, told as briefly as will do to notice a change: each topic with those above it."""
        chains = {topic: [(up, self._labels[up]) for up in self._upwards(topic)] for topic in self._labels}
        found: dict[tuple[str, object], list[object]] = defaultdict(list)
        for sort in ("article", "statement", "quotation"):
            for thing, topic in self._dataset.columns(f"{sort}_topics", sort, "topic"):
                found[sort, thing].append(chains[str(topic)])
        return dict(found)

    def of(self, *things: tuple[str, str]) -> tuple[str, ...]:
        found: set[str] = set()
        for sort, id_ in things:
            for row in self._dataset.rows(f"{sort}_topics", **{sort: id_}):
                found.update(self._upwards(str(row["topic"])))
        return tuple(sorted(found))

    def labels(self, topics: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._labels.get(topic, topic) for topic in topics)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
