"""Which pages there are: every one by its path within docs, with what makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from onrecord import addresses
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
    for person in archive.speakers.values():
        yield addresses.file(addresses.speaker(person.id)), partial(headed, speaker.page, catalogue, person)
        yield from speaker.further(catalogue, person)
    for subject in archive.topics.values():
        yield addresses.file(addresses.topic(subject.id)), partial(headed, topic.page, catalogue, subject)
        yield from topic.further(catalogue, subject)
    for house in archive.outlets.values():
        yield addresses.file(addresses.outlet(house.id)), partial(headed, outlet.page, catalogue, house)
        yield from outlet.further(catalogue, house)
    for told in archive.stories.values():
        yield addresses.file(addresses.story(told.id)), partial(headed, story.page, catalogue, told)
    for move in redirects.moves(archive):
        yield move.path, partial(redirects.page, catalogue, move)


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
