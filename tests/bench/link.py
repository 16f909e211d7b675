"""How fast records are linked, at several sizes of archive, and again after one article has changed.

Usage: python -m tests.bench.link [FOLDER] [--sizes 1000 5000 20000] [--stages]

The articles of a folder (default: the sample archive's) are extracted once and resampled: each round gives new letters
to all names and to half of the other words, the same to the same, and moves the dates by a year. So no round is a copy
of another, while the density of the news, the words in common and the people of each event stay as they were. CPU
seconds of this process; machines are noisy: compare figures of one call. Linear means: as many articles a second at
every size.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zlib import crc32

from onrecord.build import extract, uncollected
from onrecord.link import link
from onrecord.model import Archive, Authority, Person, Quotation, Record, Registered

SAMPLE = Path(__file__).parents[2] / "articles"
YEAR = 365
LETTERS = ("aeiou", "bcdfghjklmnpqrstvwxyz")
_WORD = re.compile(r"[^\W\d_]{4,}")


def main() -> None:
    """Print a table: articles, seconds, articles a second; then the second build after one change."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLE)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 20000])
    parser.add_argument("--stages", action="store_true", help="what takes longest, at the first size")
    given = parser.parse_args()
    known = [found for found in extract([given.folder], jobs=1) if isinstance(found, Record)]
    print(f"{'articles':>9}{'quotations':>12}{'CPU s':>9}{'a second':>10}{'one changed, s':>16}")  # noqa: T201 - a report
    for size in given.sizes:
        records = list(resampled(known, size))
        if given.stages:
            profile(records)
            return
        report(records)


def report(records: Sequence[Record]) -> None:
    """Print a row of the table."""
    first, archive = timed(records, ())
    middle = len(records) // 2
    changed = [*records[:middle], edited(records[middle]), *records[middle + 1 :]]
    again, _ = timed(changed, archive.registry)
    print(  # noqa: T201 - a report
        f"{len(records):9}{len(archive.renderings):12}{first:9.1f}{len(records) / first:10.0f}{again:16.1f}", flush=True
    )


def timed(records: Sequence[Record], registry: Sequence[Registered]) -> tuple[float, Archive]:
    """CPU seconds of linking, and what came out."""
    start = time.process_time()
    with uncollected():
        archive = link(records, Authority(), registry)
    return time.process_time() - start, archive


def profile(records: Sequence[Record]) -> None:
    """Print the functions that take longest."""
    with cProfile.Profile() as seen, uncollected():
        link(records, Authority())
    pstats.Stats(seen).sort_stats("cumulative").print_stats(45)


# --- articles that are no copies --------------------------------------------------------------------------------------


def resampled(known: Sequence[Record], size: int) -> Iterator[Record]:
    """So many records: the known ones, and again with other names, words and dates in each further round."""
    for number in range(size):
        turn, place = divmod(number, len(known))
        yield disguised(known[place], turn) if turn else known[place]


def disguised(record: Record, turn: int) -> Record:
    """The record with other letters in names and half of its words, all places unmoved, and its date years later."""
    article = record.article
    id_ = f"{article.id}-{turn}"
    return replace(
        record,
        article=replace(
            article,
            id=id_,
            source=f"{turn}/{article.source}",
            digest=f"{article.digest}{turn}",
            headline=lettered(article.headline, turn),
            text=lettered(article.text, turn),
        ),
        people=tuple(_person(person, turn) for person in record.people),
        quotations=tuple(_quotation(quotation, id_, turn) for quotation in record.quotations),
        date=later(record.date, turn),
    )


def _person(person: Person, turn: int) -> Person:
    mentions = tuple(replace(found, name=lettered(found.name, turn)) for found in person.mentions)
    return Person(lettered(person.name, turn), mentions)


def _quotation(quotation: Quotation, article: str, turn: int) -> Quotation:
    others = tuple(lettered(name, turn) for name in quotation.others)
    speaker = quotation.speaker and lettered(quotation.speaker, turn)
    return replace(quotation, article=article, speaker=speaker, others=others)


def lettered(text: str, turn: int) -> str:
    """`text` with other letters in all words that have a capital, and in every second other one."""
    table = {
        ord(letter): shape(group[(at + turn) % len(group)])
        for group in LETTERS
        for at, letter in enumerate(group)
        for shape, letter in ((str.lower, letter), (str.upper, letter.upper()))
    }

    def other(found: re.Match[str]) -> str:
        word = found.group()
        kept = word.islower() and crc32(f"{turn} {word}".encode()) % 2
        return word if kept else word.translate(table)

    return _WORD.sub(other, text)


def later(day: str | None, turn: int) -> str | None:
    """The day so many years later; a date that is no whole day stays."""
    try:
        return (date.fromisoformat(day) + timedelta(YEAR * turn)).isoformat() if day else None
    except ValueError:
        return day


def edited(record: Record) -> Record:
    """The record as it is after somebody added a sentence to the article."""
    article = record.article
    text = f"{article.text}\n\nOne more paragraph stands here now."
    return replace(record, article=replace(article, text=text, digest=f"{article.digest} edited"))


if __name__ == "__main__":
    main()
