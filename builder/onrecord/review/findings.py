"""What deserves an editor's eye: the nouns of a review."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Kind = Literal["correction", "disputed", "speakers", "surname", "unnamed", "unsure", "date", "outlet"]
"""What may be wrong. The same words name them at the command line."""

KINDS: dict[Kind, str] = {
    "correction": "a correction that no longer matches anything",
    "disputed": "outlets name different speakers for the same words",
    "speakers": "two names that may be one person's",
    "surname": "a surname alone, and nobody knows whose",
    "unnamed": "words that one outlet credits to nobody, and another to somebody",
    "unsure": "words that may well be somebody else's",
    "date": "an article without a date, in a story whose other articles have one",
    "outlet": "articles without an outlet",
}
"""Each kind, and what it is, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look: an article and, where it is about words, the sentence they stand in.

    Attributes:
        article: its id.
        source: its file, relative to the folder of articles.
        sentence: what the words stand in, or None where the archive does not publish it.
        words: the words in question, or None.
        credit: whom the article credits them to; "" for nobody, or where there are no words.
        path: the address on the site.
    """

    article: str
    source: str
    headline: str
    outlet: str | None
    date: str | None
    path: str
    quotation: str | None = None
    sentence: str | None = None
    words: str | None = None
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """One decision, ready to be pasted.

    Attributes:
        when: what must be true for it to be right: "if they are one person".
        file: "authority/corrections.yml"; for what an article's file must say, that file: "articles/ferry.txt".
        paste: the lines, YAML. Of an authority file: entries of its list. Of an article's file: lines of its header.
        replaces: the entry of the file that it takes the place of ("authority/speakers.yml:12"), if there is one.
    """

    when: str
    file: str
    paste: str
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should look at.

    Attributes:
        kind: what may be wrong.
        key: tells it from the others of its kind; the same as long as the archive is.
        title: what it is about, in a line.
        value: how much a decision is worth (see `worth`); the greatest comes first.
        why: the reasons why it is listed, each a line.
        day: the newest date of publication among its articles, or None.
    """

    kind: Kind
    key: str
    title: str
    value: float
    why: tuple[str, ...]
    places: tuple[Place, ...]
    remedies: tuple[Remedy, ...]
    day: str | None = None

    @property
    def order(self) -> tuple[float, int, str]:
        """Sorts the most valuable first."""
        return (-self.value, list(KINDS).index(self.kind), self.key)


def worth(doubt: float, articles: int, quoted: int) -> float:
    """How much it is worth to decide something.

    Args:
        doubt: how likely what is published is wrong, 0 to 1.
        articles: how many carry it.
        quoted: how often those are quoted whom it concerns: the well known are read more, though not in proportion.
    """
    return round(doubt * articles * math.log2(2 + quoted), 2)
