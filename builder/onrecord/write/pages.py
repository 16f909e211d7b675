"""Which pages there are: every one by its path within docs, with what makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from onrecord import addresses
from onrecord.write import article, hubs, outlet, redirects, speaker, statement, topic
from onrecord.write.catalogue import AnyPart, Beside, Catalogue
from onrecord.write.render import Page

Make = Callable[[], Page]


def pages(catalogue: Catalogue) -> Iterator[tuple[str, Make]]:
    """Every page of the archive: its path, and what makes it when called."""
    archive = catalogue.archive
    yield from _hubs(catalogue)
    for entry in archive.entries.values():
        yield addresses.file(addresses.article(entry.id)), partial(article.page, catalogue, entry)
    for found in archive.statements.values():
        if archive.has_page(found):
            yield addresses.file(addresses.statement(archive, found)), partial(statement.page, catalogue, found)
    yield from _speakers(catalogue)
    yield from _topics(catalogue)
    yield from _outlets(catalogue)
    for move in redirects.moves(archive):
        yield move.path, partial(redirects.page, catalogue, move)


def _speakers(catalogue: Catalogue) -> Iterator[tuple[str, Make]]:
    deeper = catalogue.deeper()
    for one in catalogue.archive.speakers.values():
        address = addresses.speaker(one.id)
        yield addresses.file(address), partial(speaker.page, catalogue, one)
        make = partial(speaker.part_page, deeper, one)
        yield from _further(deeper, address, speaker.parts(catalogue, one), make)


def _topics(catalogue: Catalogue) -> Iterator[tuple[str, Make]]:
    deeper = catalogue.deeper()
    for one in catalogue.archive.topics.values():
        address = addresses.topic(one.id)
        yield addresses.file(address), partial(topic.page, catalogue, one)
        make = partial(topic.part_page, deeper, one)
        yield from _further(deeper, address, topic.parts(catalogue, one), make)


def _outlets(catalogue: Catalogue) -> Iterator[tuple[str, Make]]:
    deeper = catalogue.deeper()
    for one in catalogue.archive.outlets.values():
        address = addresses.outlet(one.id)
        yield addresses.file(address), partial(outlet.page, catalogue, one)
        make = partial(outlet.part_page, deeper, one)
        yield from _further(deeper, address, outlet.parts(catalogue, one), make)


def _hubs(catalogue: Catalogue) -> Iterator[tuple[str, Make]]:
    deeper = catalogue.deeper()
    hub_of: dict[addresses.Kind, Callable[[Catalogue], Page]] = {
        "article": hubs.articles,
        "speaker": hubs.speakers,
        "statement": hubs.statements,
        "topic": hubs.topics,
        "outlet": hubs.outlets,
    }
    for kind, make in hub_of.items():
        yield addresses.file(addresses.hub(kind)), partial(make, catalogue)
    article_parts, statement_parts = hubs.article_parts(catalogue), hubs.statement_parts(catalogue)
    letters = hubs.letters(catalogue) if hubs.many_speakers(catalogue) else []
    yield from _further(deeper, addresses.parts("article"), article_parts, partial(hubs.article_part, deeper))
    yield from _further(deeper, addresses.parts("statement"), statement_parts, partial(hubs.statement_part, deeper))
    yield from _further(deeper, addresses.parts("speaker"), letters, partial(hubs.letter_page, deeper))


def _further(
    deeper: Catalogue, address: str, found: Sequence[AnyPart], make: Callable[[AnyPart, Beside], Page]
) -> Iterator[tuple[str, Make]]:
    """The further pages of a long list, which stand below `address`; each leads to those beside it."""
    for one, beside in deeper.beside(address, found):
        yield addresses.file(addresses.part(address, one.key)), partial(make, one, beside)
