"""Records as extraction would make them, from a few words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.link import link
from onrecord.model import (
    Archive,
    Article,
    Authority,
    Kind,
    Mention,
    Person,
    Quotation,
    Record,
    Span,
    Statement,
)
from onrecord.text import slug

_MARKED = re.compile("“([^”]*)”")


def record(  # noqa: PLR0913  a test names only what its claim is about
    source: str,
    text: str,
    speakers: Sequence[str | None] | str | None = (),
    *,
    people: Mapping[str, Sequence[str]] | Sequence[str] = (),
    outlet: str | None = None,
    date: str | None = None,
    headline: str = "News of the day",
    url: str | None = None,
    digest: str | None = None,
    reported: Mapping[str, str | None] | None = None,
    behind: Mapping[str, str] | None = None,
) -> Record:
    """The record of an article whose quotations stand in curly marks.

    `source` is a file name, its slug the id; `speakers` are those of the quotations in order, or one name or None for
    all of them; `people` are named in the article, with their roles if it is a mapping; `reported` are clauses of the
    text without marks, with their speakers; `behind` are people named in front of the words it gives for each. A
    speaker "Ada Lane + Ben Holt" is both, jointly.
    """
    id_ = slug(source.rsplit(".", 1)[0])
    found = [Span(*match.span(1)) for match in _MARKED.finditer(text)]
    named = [speakers] * len(found) if isinstance(speakers, str) or speakers is None else list(speakers)
    roles = people if isinstance(people, Mapping) else dict.fromkeys(people, ())
    return Record(
        article=Article(
            id=id_,
            source=source,
            digest=digest or f"digest of {source}",
            headline=headline,
            headline_source="given",
            text=text,
            outlet=outlet,
            date=date,
            url=url,
        ),
        people=(
            *(Person(name, tuple(Mention(Span(0, 1), name, role) for role in given)) for name, given in roles.items()),
            *(Person(name, (_mention(name, text, after),)) for name, after in (behind or {}).items()),
        ),
        quotations=_quotations(id_, zip(found, named, strict=True), _clauses(text, reported or {})),
        outlet=outlet,
        date=date,
    )


def _mention(name: str, text: str, after: str) -> Mention:
    """Where somebody is named in front of some words."""
    end = text.index(name + after) + len(name)
    return Mention(Span(end - len(name), end), name)


def _clauses(text: str, reported: Mapping[str, str | None]) -> Iterator[tuple[Span, str | None]]:
    """Where the clauses stand."""
    for clause, speaker in reported.items():
        start = text.index(clause)
        yield Span(start, start + len(clause)), speaker


def _quotations(
    article: str, in_marks: Iterable[tuple[Span, str | None]], reported: Iterable[tuple[Span, str | None]]
) -> tuple[Quotation, ...]:
    kinds: tuple[Kind, Kind] = ("direct", "indirect")
    found = []
    for kind, told in zip(kinds, (in_marks, reported), strict=True):
        for span, named in told:
            speaker, *others = named.split(" + ") if named else [None]
            found.append(Quotation(article, span, kind, "test", speaker, others=tuple(filter(None, others))))
    return tuple(sorted(found, key=lambda quotation: (quotation.content.start, -quotation.content.end)))


def linked(*records: Record, authority: Authority | None = None) -> Archive:
    """The archive of `records`."""
    return link(records, authority or Authority())


def shared(archive: Archive) -> list[Statement]:
    """The statements that several articles carry."""
    return [found for found in archive.statements.values() if len(found.articles) > 1]


def spoken(archive: Archive) -> dict[str, str | None]:
    """The name of the speaker of each quotation, by its words."""
    return {
        archive.words(rendering): archive.speakers[rendering.speaker].name if rendering.speaker else None
        for rendering in archive.renderings.values()
    }
