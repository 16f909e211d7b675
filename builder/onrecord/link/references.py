"""What the editor's files name and the archive does not have: articles, outlets, people."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord import text
from onrecord.link.outlets import key
from onrecord.model import Alias, Article, Authority, Outlet, Problem, Record, SpeakerEntry


def article_named(
    name: str, articles: Mapping[str, Article], where: str
) -> tuple[Article | None, Problem | None]:  # fmt: skip
    """The article of an id or a source (`name`), or that there is none."""
    found = articles.get(name) or next((one for one in articles.values() if one.source == name), None)
    if found:
        return found, None
    known = [*articles, *(article.source for article in articles.values())]
    return None, Problem(where, "link", f"no article has the id or the file name {name!r}.", _meant(name, known))


def dead(
    records: Sequence[Record], outlets: Mapping[str, Outlet], speaker_ids: Collection[str], authority: Authority
) -> Iterator[Problem]:
    """The articles, outlets and people that entries and corrections name in vain, in the order of the files.

    `speaker_ids` are all that were ever given.
    """
    yield from _dead_scopes(records, outlets, authority)
    named = {name for one in authority.corrections if one.action in ("reattribute", "add") for name in one.speakers}
    if not named and not any(entry.merge for entry in authority.speakers):
        return
    people = {text.normalise(name): name for name in sorted(set(_people(records, authority)), reverse=True)}
    for entry in authority.speakers:
        for other in entry.merge:
            if other not in speaker_ids and text.normalise(other) not in people:
                said = f"'merge' of {entry.name!r}: nobody has the id or the name {other!r}."
                near = _meant(other, [*speaker_ids, *people.values()])
                yield Problem(entry.where, "link", said, near)
    for correction in authority.corrections:
        for name in correction.speakers if correction.action in ("reattribute", "add") else ():
            if text.normalise(name) not in people:
                said = f"nobody in the articles or in speakers.yml is called {name!r}: a new speaker was made."
                yield Problem(correction.where, "link", said, _near(name, people), level="note")


def _dead_scopes(records: Sequence[Record], outlets: Mapping[str, Outlet], authority: Authority) -> Iterator[Problem]:
    """The articles and outlets that aliases and splits name in vain."""
    if not any(entry.scoped or entry.split for entry in authority.speakers):
        return
    articles = {record.article.id: record.article for record in records}
    known = {key(name) for name in set(_outlets(records, outlets, authority))}
    for entry in authority.speakers:
        for alias in (*entry.scoped, *entry.split):
            yield from _dead_scope(alias, entry.where, articles, known, outlets)


def placed(records: Sequence[Record], entries: Sequence[SpeakerEntry]) -> tuple[SpeakerEntry, ...]:
    """The editor's people, the articles of their aliases told by id where they were told by file name."""
    if not any(alias.article for entry in entries for alias in (*entry.scoped, *entry.split)):
        return tuple(entries)
    ids = {record.article.source: record.article.id for record in records}
    ids.update((record.article.id, record.article.id) for record in records)

    def of(aliases: Iterable[Alias]) -> tuple[Alias, ...]:
        return tuple(replace(a, article=ids.get(a.article, a.article)) if a.article else a for a in aliases)

    return tuple(replace(entry, scoped=of(entry.scoped), split=of(entry.split)) for entry in entries)


def _dead_scope(
    alias: Alias, where: str, articles: Mapping[str, Article], known: Iterable[str], outlets: Mapping[str, Outlet]
) -> Iterator[Problem]:
    if alias.article:
        _, problem = article_named(alias.article, articles, where)
        if problem:
            yield problem
    if alias.outlet and key(alias.outlet) not in known:
        names = [outlet.name for outlet in outlets.values()]
        yield Problem(where, "link", f"no outlet is called {alias.outlet!r}.", _meant(alias.outlet, names))


def _outlets(records: Iterable[Record], outlets: Mapping[str, Outlet], authority: Authority) -> Iterator[str]:
    """Everything that outlets are called."""
    yield from (record.outlet for record in records if record.outlet)
    yield from (outlet.name for outlet in outlets.values())
    for entry in authority.outlets:
        yield from (entry.name, *entry.aliases)


def _people(records: Iterable[Record], authority: Authority) -> Iterator[str]:
    """Everything that people are called."""
    for record in records:
        yield from (person.name for person in record.people)
        yield from (name for quotation in record.quotations for name in quotation.speakers)
    for entry in authority.speakers:
        yield from (entry.name, *entry.aliases, *(alias.name for alias in entry.scoped))


def _near(name: str, people: Mapping[str, str]) -> str:
    near = difflib.get_close_matches(text.normalise(name), people, n=1)
    return f"Was {people[near[0]]!r} meant?" if near else "If that is right, nothing is to be done."


def _meant(word: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    return f"Did you mean {near[0]!r}?" if near else "Mend it, or leave it out."
