"""How well the articles of one event are found again, with and without their dates.

Usage: python -m tests.bench.stories [ARTICLES] [--events 100] [--draws 5] [--half 0|1]

Nobody has told the articles of a folder (default: the sample archive's; or a file of pickled records) apart by events.
So events are made: the paragraphs of a long article are dealt out to three outlets, a few to two of them, and some are
lost; each outlet has half of the headline's words, and prints on one of three days. The events are spread over ten
years. All three tell the same in different sentences; but they are of one hand, and none tells it whole. With --half,
only the articles of one half are drawn from (by a hash of their ids): so that settings can be searched on one and
told of on the other.

The figures are pairs of articles: of those that are one story, how many are of one event (precision); of those of one
event, how many are one story (recall).
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from zlib import crc32

from onrecord.link import stories
from onrecord.model import Quotation, Record, Span
from tests.bench.link import SAMPLE, _known

OUTLETS = 3
LONG = 600  # words of an article that is long enough for three
PARAGRAPHS = 6
DAYS = (0, 0, 0, 1, 1, 2)  # after the first report, each as likely
FIRST_DAY, SPREAD = date(2010, 1, 1), 3600

Sources = list[tuple[str, float, float]]
"""What is drawn: a name, which share of the paragraphs two outlets have, and which an outlet loses."""

DRAWN: Sources = [("nothing in common", 0.0, 0.0), ("a little", 0.1, 0.0), ("a little, and cut", 0.1, 0.4)]


def main() -> None:
    """Print how well events are told apart, for each way to draw them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="?", default=SAMPLE)
    parser.add_argument("--events", type=int, default=100)
    parser.add_argument("--draws", type=int, default=5)
    parser.add_argument("--half", type=int, choices=(0, 1))
    given = parser.parse_args()
    known = [
        record
        for record in _known(given.articles)
        if given.half in (None, crc32(record.article.id.encode()) % 2) and len(record.article.text.split()) >= LONG
    ]
    print(f"{'paragraphs':20}{'':10}{'F1':>7}{'precision':>11}{'recall':>8}")  # noqa: T201 - a report
    for name, shared, lost in DRAWN:
        archives = [list(events(known, given.events, shared, lost, random.Random(seed))) for seed in range(given.draws)]
        for label, of in (("dated", archives), ("undated", [undated(archive) for archive in archives])):
            score = sum((counted(archive) for archive in of), Counter[str]())
            print(f"{name:20}{label:10}{told(score)}")  # noqa: T201 - a report


def events(known: Sequence[Record], many: int, shared: float, lost: float, chance: random.Random) -> Iterator[Record]:
    """Three outlets' articles on each of so many events; the id begins with that of the event."""
    for record in chance.sample(known, min(many, len(known))):
        first = FIRST_DAY + timedelta(chance.randrange(SPREAD))
        dealt = [
            {chance.randrange(OUTLETS)} | ({chance.randrange(OUTLETS)} if chance.random() < shared else set())
            for _ in record.article.text.split("\n\n")
        ]
        if len(dealt) < PARAGRAPHS:
            continue
        for outlet in range(OUTLETS):
            own = [outlet in having and chance.random() >= lost for having in dealt]
            words = [word for word in record.article.headline.split() if chance.random() < 1 / 2]
            day = first + timedelta(chance.choice(DAYS))
            yield replace(
                part(record, own, f"{record.article.id}-{outlet}", " ".join(words)),
                outlet=f"Outlet {outlet}",
                date=day.isoformat(),
            )


def part(record: Record, own: Sequence[bool], id_: str, headline: str) -> Record:
    """The article with those of its paragraphs that are `own`, and their quotations."""
    text, quotations, start = "", list[Quotation](), 0
    for paragraph, kept in zip(record.article.text.split("\n\n"), own, strict=True):
        end = start + len(paragraph)
        if kept:
            quotations += moved(record, start, end, len(text) - start, id_)
            text += f"{paragraph}\n\n"
        start = end + 2
    article = replace(record.article, id=id_, source=id_, headline=headline, text=text)
    return replace(record, article=article, people=(), quotations=tuple(quotations))


def moved(record: Record, start: int, end: int, by: int, article: str) -> Iterator[Quotation]:
    """The quotations that stand from start to end, so much further on."""
    for quotation in record.quotations:
        if start <= quotation.content.start and quotation.content.end <= end:
            content = Span(quotation.content.start + by, quotation.content.end + by)
            yield replace(quotation, article=article, content=content, cue=None, mention=None)


def undated(records: Iterable[Record]) -> list[Record]:
    """The articles without their dates."""
    return [replace(record, date=None) for record in records]


def counted(records: Sequence[Record]) -> Counter[str]:
    """How many pairs are of one event, are one story, and are both."""
    of = {record.article.id: record.article.id.rpartition("-")[0] for record in records}
    joined = [
        of[one] == of[other]
        for story in stories.find(records).values()
        for one, other in combinations(story.articles, 2)
    ]
    event = sum(many * (many - 1) // 2 for many in Counter(of.values()).values())
    return Counter(event=event, story=len(joined), both=sum(joined))


def told(score: Counter[str]) -> str:
    """F1, precision and recall."""
    precision, recall = score["both"] / max(1, score["story"]), score["both"] / max(1, score["event"])
    f1 = 2 * score["both"] / max(1, score["story"] + score["event"])
    return f"{f1:7.3f}{precision:11.3f}{recall:8.3f}"


if __name__ == "__main__":
    main()
