"""What may be shown: the archive without what the rights of its articles keep back."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Archive, Entry, Rendering, Rights, Statement
from onrecord.model.archive import disagree


def published(archive: Archive, default: Rights = "full") -> Archive:
    """The archive without what the rights of its articles keep back.

    Captions are published with the full text only, a deck with an excerpt too; an article of which only the metadata is
    published keeps no words. What is reported without marks is the outlet's own prose: it goes with the full text.
    Statements known from closed articles alone are left out; others lose those renderings, and, where it was one of
    them that had the fullest wording, take the fullest that may be shown.
    """
    rights = {i: archive.rights(entry, default) for i, entry in archive.entries.items()}
    if all(right == "full" for right in rights.values()):
        return archive
    hidden = {i for i, r in archive.renderings.items() if _is_hidden(r, rights[r.article])}
    statements = {i: _without(archive, found, hidden) for i, found in archive.statements.items()}
    kept = {i: found for i, found in statements.items() if found is not None}
    return replace(
        archive,
        entries={i: _restricted(entry, rights[i], hidden) for i, entry in archive.entries.items()},
        renderings={i: r for i, r in archive.renderings.items() if i not in hidden},
        statements={i: replace(s, recurs=tuple(r for r in s.recurs if r in kept)) for i, s in kept.items()},
        speakers={
            i: replace(s, renderings=tuple(r for r in s.renderings if r not in hidden))
            for i, s in archive.speakers.items()
        },
        topics={
            i: replace(
                t,
                statements=tuple(s for s in t.statements if s in kept),
                reported=tuple(r for r in t.reported if r not in hidden),
            )
            for i, t in archive.topics.items()
        },
    )


def _is_hidden(rendering: Rendering, rights: Rights) -> bool:
    return rights == "metadata" or (rendering.reported and rights != "full")


def _restricted(entry: Entry, rights: Rights, hidden: set[str]) -> Entry:
    """The entry with the words around its text that may be shown."""
    article = entry.record.article
    if rights == "full":
        return entry
    article = replace(article, captions=(), deck=article.deck if rights == "excerpt" else None)
    if rights != "excerpt" and article.headline_source == "lede":  # made from the text, so it is text
        article = replace(article, headline="Untitled article")
    shown = tuple(i for i in entry.renderings if i not in hidden)
    return replace(entry, renderings=shown, record=replace(entry.record, article=article))


def _without(archive: Archive, statement: Statement, hidden: set[str]) -> Statement | None:
    left = [archive.renderings[i] for i in statement.renderings if i not in hidden]
    if len(left) == len(statement.renderings):
        return statement
    if not left:
        return None
    outlets = (archive.entries[rendering.article].outlet for rendering in left)
    return replace(
        statement,
        wording=max((archive.words(rendering) for rendering in left), key=len),
        speakers=tuple(dict.fromkeys(speaker for rendering in left for speaker in rendering.speakers)),
        renderings=tuple(rendering.id for rendering in left),
        articles=tuple(dict.fromkeys(rendering.article for rendering in left)),
        outlets=tuple(dict.fromkeys(outlet for outlet in outlets if outlet)),
        disputed=disagree(rendering.speakers for rendering in left),
    )
