"""Which pages there are: every one by its path within docs, with what makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from onrecord.write import article, hubs, outlet, redirects, speaker, statement, topic
from onrecord.write.catalogue import Catalogue
from onrecord.write.render import Page

Make = Callable[[], Page]


def pages(catalogue: Catalogue) -> Iterator[tuple[str, Make]]:
    """Every page of the archive: its path, and what makes it when called."""
    archive = catalogue.archive
    yield from _hubs(catalogue)
    for entry in archive.entries.values():
        yield f"articles/{entry.id}.md", partial(article.page, catalogue, entry)
    for found in archive.statements.values():
        if archive.has_page(found):
            yield f"statements/{found.id}.md", partial(statement.page, catalogue, found)
    yield from _speakers(catalogue)
    yield from _topics(catalogue)
    yield from _outlets(catalogue)
    for move in redirects.moves(archive):
        yield move.path, partial(redirects.page, catalogue, move)


def _speakers(catalogue: Catalogue) -> Iterator[tuple[str, Make]]:
    deeper = catalogue.deeper()
    for one in catalogue.archive.speakers.values():
        yield f"speakers/{one.id}.md", partial(speaker.page, catalogue, one)
        for part in speaker.parts(catalogue, one):
            yield f"speakers/{one.id}/{part.key}.md", partial(speaker.part_page, deeper, one, part)


def _topics(catalogue: Catalogue) -> Iterator[tuple[str, Make]]:
    deeper = catalogue.deeper()
    for one in catalogue.archive.topics.values():
        yield f"topics/{one.id}.md", partial(topic.page, catalogue, one)
        for part in topic.parts(catalogue, one):
            yield f"topics/{one.id}/{part.key}.md", partial(topic.part_page, deeper, one, part)


def _outlets(catalogue: Catalogue) -> Iterator[tuple[str, Make]]:
    deeper = catalogue.deeper()
    for one in catalogue.archive.outlets.values():
        yield f"outlets/{one.id}.md", partial(outlet.page, catalogue, one)
        for part in outlet.parts(catalogue, one):
            yield f"outlets/{one.id}/{part.key}.md", partial(outlet.part_page, deeper, one, part)


def _hubs(catalogue: Catalogue) -> Iterator[tuple[str, Make]]:
    deeper = catalogue.deeper()
    for kind in (hubs.articles, hubs.speakers, hubs.statements, hubs.topics, hubs.outlets):
        yield f"{kind.__name__}/index.md", partial(kind, catalogue)
    for articles in hubs.article_parts(catalogue):
        yield f"articles/by/{articles.key}.md", partial(hubs.article_part, deeper, articles)
    for statements in hubs.statement_parts(catalogue):
        yield f"statements/by/{statements.key}.md", partial(hubs.statement_part, deeper, statements)
    if hubs.many_speakers(catalogue):
        for letter in hubs.letters(catalogue):
            yield f"speakers/by/{letter.key}.md", partial(hubs.letter_page, deeper, letter)
