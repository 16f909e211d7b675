"""What is written: every unit of files, with what makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from onrecord import addresses
from onrecord.write import (
    article,
    chronicle,
    dated,
    editorial,
    feeds,
    hubs,
    narrowing,
    outlet,
    redirects,
    references,
    speaker,
    statement,
    story,
    topic,
)
from onrecord.write.catalogue import Catalogue
from onrecord.write.head import headed
from onrecord.write.render import Page, render
from onrecord.write.units import Files, Unit
from onrecord.write.watch import Versions

Paged = Iterator[tuple[str, Callable[[], Page] | str]]
"""Paths of files, each with what makes its page when called, or with what it holds."""


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans the units of an archive.

    Attributes:
        plain: the archive to plan by: what there is.
        seen: the same, which tells what units look at: to make them with.
        versions: of everything that can be looked at.
    """

    plain: Catalogue
    seen: Catalogue
    versions: Versions

    def units(self) -> Iterator[Unit]:
        """Every unit, no two of one name."""
        archive = self.plain.archive
        yield from self._hubs()
        for id_ in archive.entries:
            yield Unit(f"article {id_}", partial(_rendered, _article, self.seen, id_))
        for id_, found in archive.statements.items():
            if archive.has_page(found):
                yield Unit(f"statement {id_}", partial(_rendered, _statement, self.seen, id_))
        for id_ in archive.speakers:
            yield Unit(f"speaker {id_}", partial(_rendered, _speaker, self.seen, id_))
        for id_ in archive.topics:
            yield Unit(f"topic {id_}", partial(_rendered, _topic, self.seen, id_))
        for id_ in archive.outlets:
            yield Unit(f"outlet {id_}", partial(_rendered, _outlet, self.seen, id_))
        for id_ in archive.stories:
            yield Unit(f"story {id_}", partial(_rendered, _story, self.seen, id_))
        for year, ids in references.years(archive).items():
            yield Unit(f"citations {year}", partial(references.files, self.seen, year, ids), " ".join(ids))
        keys = narrowing.keys(archive)
        yield Unit("narrowing", partial(narrowing.files, keys), repr(keys))
        yield Unit("feed", partial(feeds.archive_feed, self.seen))
        for move in redirects.moves(archive):
            yield Unit(f"moved {move.path}", partial(_rendered, _moved, self.seen, move), repr(move))

    def _hubs(self) -> Iterator[Unit]:
        hub_of: dict[addresses.Kind, Callable[[Catalogue], Page]] = {
            "speaker": hubs.speakers,
            "topic": hubs.topics,
            "outlet": hubs.outlets,
        }
        for kind, make in hub_of.items():
            yield Unit(f"hub {kind}", partial(_rendered, _one, self.seen, addresses.hub(kind), make))
        yield Unit("timeline", partial(_rendered, _one, self.seen, addresses.TIMELINE, chronicle.page))
        yield Unit("corrections", partial(_rendered, _corrections, self.seen))
        yield Unit("letters", partial(_rendered, _letters, self.seen))
        for listing in (dated.articles, dated.statements, dated.stories):
            yield from self._dated(listing(self.plain), listing)

    def _dated(self, plain: dated.Listing[Any], listing: Callable[[Catalogue], dated.Listing[Any]]) -> Iterator[Unit]:
        """The hub of what has a date, and each of its parts."""

        def hub(seen: Catalogue) -> Page:
            return dated.hub(seen, listing(seen))

        yield Unit(f"hub {plain.kind}", partial(_rendered, _one, self.seen, addresses.hub(plain.kind), hub))
        deeper = self.seen.deeper()
        for found, beside in dated.further(deeper, plain):
            address = addresses.part(addresses.parts(plain.kind), found.key)
            make = partial(dated.part, found=found, beside=beside)
            items = [*found.items, *(item for one in found.within for item in one.items)]
            given = f"{beside} {[one.key for one in found.within]} {self.versions.told(items)}"
            yield Unit(f"hub {address}", partial(_rendered, _one, deeper, address, make), given)


def _rendered(pages: Callable[..., Paged], catalogue: Catalogue, *of: Any) -> Files:
    """The files of a unit: its pages, rendered, and its feeds."""
    for path, made in pages(catalogue, *of):
        yield path, made if isinstance(made, str) else render(made(), path)


def _one(catalogue: Catalogue, address: str, make: Callable[[Catalogue], Page]) -> Paged:
    yield addresses.file(address), partial(make, catalogue)


def _article(catalogue: Catalogue, id_: str) -> Paged:
    found = catalogue.archive.entries[id_]
    yield addresses.file(addresses.article(id_)), partial(headed, article.page, catalogue, found)


def _statement(catalogue: Catalogue, id_: str) -> Paged:
    found = catalogue.archive.statements[id_]
    yield (
        addresses.file(addresses.statement(catalogue.archive, found)),
        partial(headed, statement.page, catalogue, found),
    )


def _speaker(catalogue: Catalogue, id_: str) -> Paged:
    found = catalogue.archive.speakers[id_]
    yield from speaker.pages(catalogue, found)
    yield from feeds.files_of(catalogue, found)


def _topic(catalogue: Catalogue, id_: str) -> Paged:
    found = catalogue.archive.topics[id_]
    yield addresses.file(addresses.topic(id_)), partial(headed, topic.page, catalogue, found)
    yield from topic.further(catalogue, found)
    yield from feeds.files_of(catalogue, found)


def _outlet(catalogue: Catalogue, id_: str) -> Paged:
    found = catalogue.archive.outlets[id_]
    yield addresses.file(addresses.outlet(id_)), partial(headed, outlet.page, catalogue, found)
    yield from outlet.further(catalogue, found)
    yield from feeds.files_of(catalogue, found)


def _story(catalogue: Catalogue, id_: str) -> Paged:
    yield addresses.file(addresses.story(id_)), partial(headed, story.page, catalogue, catalogue.archive.stories[id_])


def _moved(catalogue: Catalogue, move: redirects.Move) -> Paged:
    yield move.path, partial(redirects.page, catalogue, move)


def _corrections(catalogue: Catalogue) -> Paged:
    """The log of corrections, and its parts."""
    yield addresses.file(addresses.CORRECTIONS), partial(editorial.log, catalogue)
    for found, beside in catalogue.beside(addresses.CORRECTIONS, editorial.parts(catalogue)):
        yield (
            addresses.file(addresses.part(addresses.CORRECTIONS, found.key)),
            partial(editorial.part, catalogue, found, beside),
        )


def _letters(catalogue: Catalogue) -> Paged:
    """The pages of speakers under each letter, where they are too many for one."""
    found = hubs.letters(catalogue) if hubs.many_speakers(catalogue) else []
    deeper = catalogue.deeper()
    below = addresses.parts("speaker")
    for letter, beside in deeper.beside(below, found):
        yield addresses.file(addresses.part(below, letter.key)), partial(hubs.letter_page, deeper, letter, beside)
