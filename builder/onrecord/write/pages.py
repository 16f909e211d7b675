"""Which pages there are: every one by its path within docs, with what makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from onrecord import addresses
from onrecord.model import Outlet, Speaker, Topic
from onrecord.write import (
    article,
    chronicle,
    dated,
    editorial,
    hubs,
    outlet,
    redirects,
    sheets,
    speaker,
    statement,
    story,
    topic,
)
from onrecord.write.catalogue import AnyPart, Beside, Catalogue
from onrecord.write.head import headed
from onrecord.write.render import Page

Make = Callable[[], Page]
Noun = TypeVar("Noun", Speaker, Topic, Outlet)


def pages(catalogue: Catalogue) -> Iterator[tuple[str, Make]]:
    """Every page of the archive: its path, and what makes it when called."""
    archive = catalogue.archive
    catalogue = replace(catalogue, narrowed=sheets.known(catalogue))
    yield from _hubs(catalogue)
    for entry in archive.entries.values():
        yield addresses.file(addresses.article(entry.id)), partial(headed, article.page, catalogue, entry)
    for found in archive.statements.values():
        if archive.has_page(found):
            yield addresses.file(addresses.statement(archive, found)), partial(headed, statement.page, catalogue, found)
    for one in archive.speakers.values():
        yield addresses.file(addresses.speaker(one.id)), partial(headed, speaker.page, catalogue, one)
        yield from speaker.further(catalogue, one)
    yield from _listed(catalogue, archive.topics, addresses.topic, topic.page, topic.parts, topic.part_page)
    yield from _listed(catalogue, archive.outlets, addresses.outlet, outlet.page, outlet.parts, outlet.part_page)
    for told in archive.stories.values():
        yield addresses.file(addresses.story(told.id)), partial(headed, story.page, catalogue, told)
    for move in redirects.moves(archive):
        yield move.path, partial(redirects.page, catalogue, move)


def _listed(
    catalogue: Catalogue,
    nouns: Mapping[str, Noun],
    address_of: Callable[[str], str],
    page: Callable[[Catalogue, Noun], Page],
    parts: Callable[[Catalogue, Noun], Sequence[AnyPart]],
    part_page: Callable[[Catalogue, Noun, AnyPart, Beside], Page],
) -> Iterator[tuple[str, Make]]:
    """The pages of one kind of noun that lists what belongs to it, and their further pages."""
    deeper = catalogue.deeper()
    for id_, noun in nouns.items():
        address = address_of(id_)
        yield addresses.file(address), partial(headed, page, catalogue, noun)
        yield from _further(deeper, address, parts(catalogue, noun), partial(part_page, deeper, noun))


def _hubs(catalogue: Catalogue) -> Iterator[tuple[str, Make]]:
    hub_of: dict[addresses.Kind, Callable[[Catalogue], Page]] = {
        "speaker": hubs.speakers,
        "topic": hubs.topics,
        "outlet": hubs.outlets,
    }
    for kind, make in hub_of.items():
        yield addresses.file(addresses.hub(kind)), partial(make, catalogue)
    for listing in (dated.articles(catalogue), dated.statements(catalogue), dated.stories(catalogue)):
        yield from _dated(catalogue, listing)
    yield addresses.file(addresses.TIMELINE), partial(chronicle.page, catalogue)
    yield addresses.file(addresses.CORRECTIONS), partial(editorial.log, catalogue)
    letters = hubs.letters(catalogue) if hubs.many_speakers(catalogue) else []
    deeper = catalogue.deeper()
    yield from _further(deeper, addresses.parts("speaker"), letters, partial(hubs.letter_page, deeper))


def _dated(catalogue: Catalogue, listing: dated.Listing[Any]) -> Iterator[tuple[str, Make]]:
    """The hub of what has a date, and its parts."""
    yield addresses.file(addresses.hub(listing.kind)), partial(dated.hub, catalogue, listing)
    deeper = catalogue.deeper()
    for found, beside in dated.further(deeper, listing):
        address = addresses.part(addresses.parts(listing.kind), found.key)
        yield addresses.file(address), partial(dated.part, deeper, found, beside)


def _further(
    deeper: Catalogue, address: str, found: Sequence[AnyPart], make: Callable[[AnyPart, Beside], Page]
) -> Iterator[tuple[str, Make]]:
    """The further pages of a long list, which stand below `address`; each leads to those beside it."""
    for one, beside in deeper.beside(address, found):
        yield addresses.file(addresses.part(address, one.key)), partial(make, one, beside)
