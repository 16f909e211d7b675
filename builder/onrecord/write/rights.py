"""What may be shown: the archive without what the rights of its articles keep back."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Archive, Entry, Rendering, Rights


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
    open_ = archive.without(hidden)
    return replace(open_, entries={i: _restricted(entry, rights[i]) for i, entry in open_.entries.items()})


def _is_hidden(rendering: Rendering, rights: Rights) -> bool:
    return rights == "metadata" or (rendering.reported and rights != "full")


def _restricted(entry: Entry, rights: Rights) -> Entry:
    """The entry with the words around its text that may be shown."""
    article = entry.record.article
    if rights == "full":
        return entry
    article = replace(article, captions=(), deck=article.deck if rights == "excerpt" else None)
    if rights != "excerpt" and article.headline_source == "lede":  # made from the text, so it is text
        article = replace(article, headline="Untitled article")
    return replace(entry, record=replace(entry.record, article=article))
