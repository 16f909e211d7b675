"""What of an article's quotations is compared with those of all others, as numbers: made once for each article.

A run of words is kept as a number made of its words. So what an archive has in common is found by sorting numbers, and
words are looked at only where two quotations may be of one utterance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from onrecord.link import contexts, days
from onrecord.link.columns import Numbers, Places, different, hashed, hashes, mixed, within
from onrecord.link.cuts import NOTHING, Cut, cut
from onrecord.model import Article, Quotation, Record
from onrecord.model.common import Packed

WORDS = 8
"""Words in a row from which two quotations are surely found."""

RUN = 3
"""Words that two quotations without gaps have in a row in common wherever they can be of one utterance."""

DIGEST = 16
"""Bytes that stand for the words of one quotation, and for when and on which occasion they were said."""

_KEPT = 6  # words of a run that is kept as a fingerprint
_WINDOW = WORDS - _KEPT + 1
_UNKNOWN = -1
_unseen = hashed.__wrapped__  # for what hardly comes twice, and so is not worth remembering

ROW = np.dtype(
    [
        ("key", "<u8"),  # of all its words
        ("size", "<i4"),  # words
        ("gaps", "<i4"),
        ("telling", "<i4"),  # different words of content
        ("start", "<i4"),  # of its words in the article's text
        ("end", "<i4"),  # of the sentence it stands in
        ("paragraph", "<i4"),  # where in the article's text that begins
        ("occasions", "<u4"),  # as `contexts.occasions` has them
        ("back", "<i2"),  # days from the weekday that its sentence names to the article's; -1: it names none
        ("recalls", "?"),  # it is told looking back: its words may be older than the article
        ("pairs", "<u4"),  # how many of `Traits.pairs` are its own
        ("runs", "<u4"),
        ("marks", "<u4"),
        ("copies", "<u4"),
    ]
)
"""What is known of one quotation; of one without marks nothing but its place."""


@dataclass(frozen=True, slots=True)
class Traits(Packed):
    """The quotations of one article. Each attribute is an array in bytes: those of an archive are one when joined.

    Attributes:
        rows: of each quotation, in the order of the article's, a `ROW`.
        pairs: of each, its pairs of neighbouring words of content.
        runs: its runs of `RUN` words with two of content among them, if it has no gaps.
        marks: its fingerprints: who shares `WORDS` words in a row has one in common (winnowing: Schleimer, Wilkerson
            and Aiken 2003).
        copies: its words with those before them, and with those after: who shares one copies.
        digests: of `DIGEST` bytes each.
    """

    rows: bytes
    pairs: bytes
    runs: bytes
    marks: bytes
    copies: bytes
    digests: bytes


def prepared(record: Record, spoken: Sequence[Sequence[str]] | None = None) -> Traits:
    """The quotations of an article; `spoken` are the words of each, folded."""
    return traits(record.article, record.quotations, record.date, spoken or contexts.spoken(record))


def traits(
    article: Article, quotations: Sequence[Quotation], date: str | None, spoken: Iterable[Sequence[str]]
) -> Traits:
    """Some quotations of an article that is of a `date`; `spoken` are the words of each, folded."""
    told: list[_Told] = []
    cuts: list[Cut] = []
    copies: list[int] = []
    digests: list[bytes] = []
    day = days.number(date)
    for quotation, words in zip(quotations, spoken, strict=True):
        said = quotation.content.of(article.text)
        found = NOTHING if quotation.reported else cut(said)
        copied = [] if quotation.reported else contexts.surroundings(article, quotation, " ".join(words))
        row = _unmarked(quotation) if quotation.reported else _told(article, quotation, found, day, len(copied))
        cuts.append(found)
        told.append(row)
        copies += map(_unseen, copied)
        key = repr((said, day, *map(int, row[_OCCASION])))
        digests.append(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest())
    rows = np.array(told, ROW)
    pairs, runs, marks = _numbers(cuts, rows)
    return Traits(rows.tobytes(), pairs, runs, marks, np.array(copies, "<u8").tobytes(), b"".join(digests))


_Told = tuple[int | bool, ...]
"""A `ROW`, its pairs, runs and marks not yet counted."""
_OCCASION = slice(7, 10)
"""Where it has "occasions", "back" and "recalls"."""


def _unmarked(quotation: Quotation) -> _Told:
    """What is known of a quotation without marks."""
    return (0, 0, 0, 0, quotation.content.start, 0, 0, 0, _UNKNOWN, False, 0, 0, 0, 0)


def _told(article: Article, quotation: Quotation, found: Cut, day: int | None, copies: int) -> _Told:
    """What is known of a quotation in marks."""
    around = contexts.sentence(article, quotation)
    outside = contexts.outside(article, quotation, around)
    paragraph = article.text.rfind("\n\n", 0, quotation.content.start) + 1
    said = contexts.said_on(outside, day)
    back = day - said if day is not None and said is not None else _UNKNOWN
    recalls = contexts.looks_back((*contexts.leading(article, quotation, paragraph), *outside))
    sizes = (len(found.tokens), len(found.gaps), len(found.telling))
    places = (quotation.content.start, around.end, paragraph)
    return (_unseen(found.key), *sizes, *places, contexts.occasions(outside), back, recalls, 0, 0, 0, copies)


def _numbers(cuts: Sequence[Cut], rows: NDArray[np.void]) -> tuple[bytes, bytes, bytes]:
    """The pairs, runs and marks of some cuts, each once for each cut; how many are written into `rows`."""
    sizes = np.array([len(found.tokens) for found in cuts], np.int64)
    words = hashes(chain.from_iterable(found.tokens for found in cuts), int(sizes.sum()))
    owners, begins = np.repeat(np.arange(len(cuts)), sizes), np.cumsum(sizes) - sizes
    placed = zip(begins.tolist(), cuts, strict=True)
    content = np.array([begin + at for begin, found in placed for at in sorted(found.content)], np.int64)
    pairs, pair_of = within(_hashes(words[content], 2), owners[content], 2)
    short = _hashes(words, RUN)
    kept, kept_of = within(_hashes(words, _KEPT, short, RUN), owners, _KEPT)
    whole = kept_of[: -_WINDOW + 1] == kept_of[_WINDOW - 1 :]
    marks = np.minimum.reduce([kept[at : at + len(whole)] for at in range(_WINDOW)])
    runs, run_of = _telling_runs(words, short, owners, content)
    ungapped = ~np.array([bool(found.gaps) for found in cuts], bool)[run_of]
    return (
        _packed("pairs", pairs, pair_of, rows),
        _packed("runs", runs[ungapped], run_of[ungapped], rows),
        _packed("marks", marks[whole], kept_of[: len(whole)][whole], rows),
    )


def _telling_runs(words: Numbers, runs: Numbers, owners: Places, content: Places) -> tuple[Numbers, Places]:
    """The `runs` of `RUN` words with two of content among them; and where these stand farther apart, what begins so."""
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(content, minlength=len(words)))])
    places = np.arange(len(runs))
    telling = (before[RUN:] - before[:-RUN] > 1) & (owners[places] == owners[places + RUN - 1])
    first, second = content[:-1], content[1:]
    far = (owners[first] == owners[second]) & (second - first >= RUN)
    found = np.concatenate([runs[telling], mixed(runs[first[far]] + words[second[far]])])
    return found, np.concatenate([owners[places[telling]], owners[first[far]]])


def _hashes(words: Numbers, size: int, known: Numbers | None = None, done: int = 0) -> Numbers:
    """Every run of so many neighbouring words as a number; `known` are those of the runs of the first `done` words."""
    count = max(0, len(words) - size + 1)
    found = np.zeros(count, np.uint64) if known is None else known[:count]
    for at in range(done, size):
        found = mixed(found + words[at : at + count])
    return found


def _packed(name: str, values: Numbers, owners: Places, rows: NDArray[np.void]) -> bytes:
    """The upper halves of some numbers in bytes, of each owner each once; how many is written into its row."""
    pairs = different((owners.astype(np.uint64) << np.uint64(32)) | (values >> np.uint64(32)))
    rows[name] = np.bincount((pairs >> np.uint64(32)).astype(np.int64), minlength=len(rows))
    return pairs.astype("<u4").tobytes()
