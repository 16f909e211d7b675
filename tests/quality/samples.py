"""Samples of what linking joined, for a person to read.

`python -m tests.quality.samples FOLDER --kind merges --seed 4`: FOLDER is an archive. It is linked, no page is written.
First come the archive's figures, then the items drawn, each with its evidence and a line to judge it by. Which items
are drawn depends on nothing but the seed and what there is to draw from.

merges  a name in an article that was taken for a speaker whom other articles call something else: one draw for each
        speaker, form, and reason, so that somebody named a thousand times is drawn no more often than others
joins   two renderings of one statement from different articles: the fullest, and another at random; one a statement
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord import build, config, text
from onrecord.link import names
from onrecord.model import Archive, Rendering, Speaker
from onrecord.text import sentences_around

_WIDEST = 300


@dataclass(frozen=True, slots=True)
class Merge:
    """A form of a name in an article, the speaker it was taken for, and why."""

    speaker: str
    form: str
    article: str
    reason: str
    like: str | None


@dataclass(frozen=True, slots=True)
class Join:
    """Two renderings of a statement: the fullest, and another article's."""

    statement: str
    fullest: str
    other: str


def merges(archive: Archive, rng: random.Random) -> list[Merge]:
    """All that could be drawn: for each speaker, form and reason one article, but for the speaker's own name."""
    return [
        Merge(speaker.id, naming.form, rng.choice(naming.articles), naming.reason, naming.like)
        for speaker in archive.speakers.values()
        for naming in speaker.names
        if naming.reason not in ("own", "unresolved") and naming.articles and len(_articles(speaker)) > 1
    ]


def _articles(speaker: Speaker) -> set[str]:
    return {article for naming in speaker.names for article in naming.articles}


def joins(archive: Archive, rng: random.Random) -> list[Join]:
    """All that could be drawn: of each statement in several articles, the fullest rendering and one elsewhere."""
    found = []
    for statement in archive.statements.values():
        renderings = [archive.renderings[id_] for id_ in statement.renderings]
        fullest = max(renderings, key=lambda one: (len(archive.words(one)), one.id))
        others = [one for one in renderings if one.article != fullest.article]
        if others:
            found.append(Join(statement.id, fullest.id, rng.choice(others).id))
    return found


def drawn(population: Sequence[Merge] | Sequence[Join], count: int, rng: random.Random) -> list[Merge | Join]:
    """At most `count` of them, in random order."""
    return rng.sample(list(population), min(count, len(population)))


def figures(archive: Archive) -> Iterator[str]:
    """How much there is."""
    shared = sum(len(found.articles) > 1 for found in archive.statements.values())
    unresolved = [one for one in archive.speakers.values() if one.unresolved]
    bare = [one for one in archive.speakers.values() if not names.parse(one.name).is_full]
    yield f"articles {len(archive.entries)}"
    yield f"speakers {len(archive.speakers) - len(unresolved)}, and unresolved surnames {len(unresolved)}"
    yield f"speakers of one word {len(bare)}, with {sum(len(one.renderings) for one in bare)} quotations"
    yield f"statements {len(archive.statements)}, in more than one article {shared}"
    yield f"disputed {sum(found.disputed for found in archive.statements.values())}"


def told(archive: Archive, item: Merge | Join) -> Iterator[str]:
    """An item with its evidence."""
    if isinstance(item, Join):
        yield f"statement {item.statement}"
        yield from _rendering(archive, archive.renderings[item.fullest])
        yield from _rendering(archive, archive.renderings[item.other])
        return
    speaker = archive.speakers[item.speaker]
    like = f", like {item.like}" if item.like else ""
    yield f"“{item.form}” taken for {speaker.name} ({item.reason}{like})"
    yield f"  roles: {'; '.join(role.name for role in speaker.roles[:4])}"
    yield from _named(archive, item.article, item.form)
    elsewhere = sorted(_articles(speaker) - {item.article})
    for naming in speaker.names[:1]:
        yield from _named(archive, next(iter(sorted(set(naming.articles) - {item.article})), elsewhere[0]), naming.form)


def _named(archive: Archive, article: str, form: str) -> Iterator[str]:
    """Where an article first says a name."""
    record = archive.entries[article].record
    yield f"  {record.outlet} · {record.date} · {record.article.headline}"
    for person in record.people:
        if person.name == form:
            span = person.mentions[0].span
            start, end = sentences_around(record.article.text, span.start, span.end, (span.start, span.end))
            yield f"    {_line(record.article.text[start:end])}"


def _rendering(archive: Archive, rendering: Rendering) -> Iterator[str]:
    record = archive.entries[rendering.article].record
    who = ", ".join(archive.speakers[one].name for one in rendering.speakers) or "nobody named"
    yield f"  {record.outlet} · {record.date} · {record.article.headline} · {who}"
    yield f"    “{_line(archive.words(rendering))}”"


def _line(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _WIDEST else f"{line[:_WIDEST]} …"


def main() -> None:
    """Print a sample."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", choices=("merges", "joins"), required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=100)
    given = parser.parse_args()
    archive = build.check(config.load(given.folder / "mkdocs.yml"), jobs=1).archive
    rng = random.Random(text.normalise(f"{given.kind} {given.seed}"))
    population = merges(archive, rng) if given.kind == "merges" else joins(archive, rng)
    lines = [*figures(archive), f"drawn from {len(population)} {given.kind}, seed {given.seed}", ""]
    for number, item in enumerate(drawn(population, given.count, rng), 1):
        lines += [f"{number}. " + "\n".join(told(archive, item)), "  right [ ]  wrong [ ], because:", ""]
    print("\n".join(lines))  # noqa: T201 - a report


if __name__ == "__main__":
    main()
