"""How fast records are linked, at several sizes of archive, and again after one article has changed.

Usage: python -m tests.bench.link [ARTICLES] [--sizes 1000 5000 20000] [--stages] [--profile]

The articles of a folder (default: the sample archive's; or a file of pickled records) are extracted once and resampled:
each round gives new letters to all names and to half of the other words, the same to the same, and moves the dates by a
year. So no round is a copy of another, while the density of the news, the words in common and the people of each event
stay as they were. Each size has a process of its own. CPU seconds; machines are noisy: compare figures of one call.

prepare    what is made of each article alone, in parallel with its extraction
link       all the rest, with nothing remembered; linear means: as many articles a second at every size
load       reading what the build before remembers: what is prepared of each article, and the memo
changed    linking again after one article has changed, with what was loaded
peak       the most memory the process took up to then, in MB
"""

from __future__ import annotations

import argparse
import cProfile
import pickle
import pstats
import re
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import wraps
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zlib import crc32

from onrecord import link as linking
from onrecord.build import extract, uncollected
from onrecord.link import (
    Memo,
    Prepared,
    assembly,
    corrections,
    headings,
    ids,
    link,
    outlets,
    prepare,
    references,
    speakers,
    statements,
    stories,
    topics,
    withheld,
)
from onrecord.model import Archive, Authority, Person, Quotation, Record, Registered, TopicEntry

SAMPLE = Path(__file__).parents[2] / "articles"
YEAR = 365
LETTERS = ("aeiou", "bcdfghjklmnpqrstvwxyz")
TOPICS = ("war OR army OR troops", "court OR judge OR lawsuit", "school* OR teacher*", '"climate change" OR emissions',
          "(budget OR tax*) AND NOT film")  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{4,}")

STAGES: list[tuple[Any, tuple[str, ...]]] = [
    (linking, ("addressed", "quoted")),
    (corrections.Corrections, ("__init__", "quotations", "apply_to_statements")),
    (outlets, ("find",)),
    (stories, ("find",)),
    (speakers, ("find",)),
    (statements, ("find",)),
    (topics, ("find",)),
    (headings, ("shown",)),
    (references, ("placed", "dead")),
    (assembly, ("archive",)),
    (withheld, ("withhold",)),
    (ids, ("settle", "keep", "updated")),
]


@dataclass(slots=True)
class Stopwatch:
    """CPU seconds by the name of what took them."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def over(self, name: str) -> Iterator[None]:
        """Add what happens meanwhile."""
        start = time.process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0) + time.process_time() - start

    @contextmanager
    def stages(self) -> Iterator[None]:
        """Add each stage of linking under its own name."""
        with ExitStack() as stack:
            for place, names in STAGES:
                for name in names:
                    label = f"{place.__name__.removeprefix('onrecord.')}.{name}"
                    stack.enter_context(patch.object(place, name, self._timed(label, getattr(place, name))))
            yield

    def _timed(self, label: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def timed(*args: object, **named: object) -> object:
            with self.over(label):
                return call(*args, **named)

        return timed


def main() -> None:
    """Print a table with a row for each size; with --stages or --profile more for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="?", default=SAMPLE)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 20000])
    parser.add_argument("--stages", action="store_true", help="what each stage takes, at first and after the change")
    parser.add_argument("--profile", action="store_true", help="what takes longest after the change")
    given = parser.parse_args()
    known = _known(given.articles)
    print(  # noqa: T201 - a report
        f"{'articles':>9}{'quotations':>12}{'prepare':>9}{'link':>8}{'a second':>10}{'peak':>7}"
        f"{'stored MB':>11}{'load':>7}{'changed':>9}{'peak':>7}"
    )
    for size in given.sizes:
        process = get_context("fork").Process(target=report, args=(known, size, given.stages, given.profile))
        process.start()
        process.join()


def _known(articles: Path) -> list[Record]:
    if articles.is_file():
        return list(pickle.loads(articles.read_bytes()))
    return [found for found in extract([articles], jobs=1) if isinstance(found, Record)]


def report(known: Sequence[Record], size: int, stages: bool, profiled: bool) -> None:
    """Print a row of the table."""
    clock, changes, memo = Stopwatch(), Stopwatch(), Memo()
    records = list(resampled(known, size))
    with clock.over("prepare"), uncollected():
        prepared = [prepare(record) for record in records]
    archive = _linked(records, prepared, (), memo, clock)
    print(  # noqa: T201 - a report
        f"{len(records):9}{len(archive.renderings):12}{clock.seconds['prepare']:9.1f}{clock.seconds['link']:8.1f}"
        f"{len(records) / clock.seconds['link']:10.0f}{_peak():7.0f}",
        end="", flush=True,
    )  # fmt: skip
    registry = archive.registry
    stored = [*(pickle.dumps(part, -1) for part in prepared), pickle.dumps(memo.ended().new, -1)]
    del archive, prepared, memo
    with changes.over("load"), uncollected():
        *loaded, rows = map(pickle.loads, stored)
        memory = Memo(rows)
    middle = len(records) // 2
    records[middle] = edited(records[middle])
    loaded[middle] = prepare(records[middle])
    with cProfile.Profile() if profiled else ExitStack() as seen:
        _linked(records, loaded, registry, memory, changes)
    stored_mb = sum(map(len, stored)) / 1e6
    print(  # noqa: T201 - a report
        f"{stored_mb:11.0f}{changes.seconds['load']:7.2f}{changes.seconds['link']:9.2f}{_peak():7.0f}",
        flush=True,
    )
    for name in clock.seconds if stages else ():
        print(f"{clock.seconds[name]:12.2f}{changes.seconds.get(name, 0):9.3f}  {name}")  # noqa: T201 - a report
    if isinstance(seen, cProfile.Profile):
        pstats.Stats(seen).sort_stats("cumulative").print_stats(45)


def _linked(
    records: Sequence[Record],
    prepared: Sequence[Prepared],
    registry: Sequence[Registered],
    memo: Memo,
    clock: Stopwatch,
) -> Archive:
    authority = Authority(topics=tuple(TopicEntry(f"topic-{n}", wanted, wanted) for n, wanted in enumerate(TOPICS)))
    with clock.stages(), clock.over("link"), uncollected():
        return link(records, authority, registry, prepared=prepared, memo=memo)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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
