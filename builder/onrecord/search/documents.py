"""What can be found: each quotation and each article of a published dataset, as a document."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.store import Dataset

Row = Mapping[str, object]
"""A row of the dataset, by column."""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found: a quotation, whose text is the words said, or an article.

    Attributes:
        key: unique in the archive; stays the same while the thing does.
        type: what it is.
        id: of the quotation (`Rendering.id`) or of the article.
        text: the words of the quotation; the article's deck and body.
        title: the article's headline.
        path: its address on the site, relative to its root.
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
        """Unique among the documents of an archive."""
        return f"{self.type}:{self.id}"

    @property
    def digest(self) -> str:
        """Equal for equal documents."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:20]


def documents(dataset: Dataset) -> Iterator[Document]:
    """Everything in a published dataset that can be found: each quotation, then each article."""
    subjects = _Subjects(dataset)
    articles = {str(row["id"]): row for row in dataset.rows("articles")}
    people = {str(row["id"]): row for row in dataset.rows("speakers")}
    for row in dataset.rows("quotations"):
        speakers = [people[speaker] for speaker in json.loads(str(row["speakers"]))]
        yield _quotation(row, articles[str(row["article"])], speakers, subjects)
    for row in articles.values():
        yield _article(row, subjects)


def _quotation(row: Row, article: Row, speakers: Sequence[Row], subjects: _Subjects) -> Document:
    own = ("statement", str(row["statement"])) if row["statement"] else ("quotation", str(row["id"]))
    topics = subjects.of(own, ("article", str(row["article"])))
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
        subjects=subjects.labels(topics),
    )


def _article(row: Row, subjects: _Subjects) -> Document:
    topics = subjects.of(("article", str(row["id"])))
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
        subjects=subjects.labels(topics),
    )


class _Subjects:
    """What articles, statements and reported quotations of a dataset are about, broader topics included."""

    def __init__(self, dataset: Dataset) -> None:
        topics = {str(row["id"]): row for row in dataset.rows("topics")}
        self._labels = {key: str(row["label"]) for key, row in topics.items()}
        self._broader = {key: _text(row["broader"]) for key, row in topics.items()}
        self._of: dict[tuple[str, str], set[str]] = defaultdict(set)
        for sort in ("article", "statement", "quotation"):
            for row in dataset.rows(f"{sort}_topics"):
                self._of[sort, str(row[sort])].update(self._upwards(str(row["topic"])))

    def _upwards(self, topic: str | None) -> Iterator[str]:
        seen: set[str] = set()
        while topic is not None and topic not in seen:
            seen.add(topic)
            yield topic
            topic = self._broader.get(topic)

    def of(self, *things: tuple[str, str]) -> tuple[str, ...]:
        return tuple(sorted({topic for thing in things for topic in self._of.get(thing, ())}))

    def labels(self, topics: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._labels.get(topic, topic) for topic in topics)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
