"""Old addresses: of what was withdrawn or moved, merged or renamed, rejected or withheld."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord import addresses
from onrecord.model import Archive, Correction, Registered, RegisteredKind
from onrecord.write.catalogue import Catalogue
from onrecord.write.editorial import words
from onrecord.write.render import Page


@dataclass(frozen=True, slots=True)
class Move:
    """An old address, and where it leads.

    Attributes:
        path: of its page.
        kind: of what had it.
        target: the address, relative to the site's root, that has taken its place, or is of use instead.
        withdrawn: nothing has taken its place.
        word: the editor's, that took it away; then the page says so, and stays.
    """

    path: str
    kind: addresses.Kind
    target: str
    withdrawn: bool
    word: Correction | None = None


def moves(archive: Archive) -> Iterator[Move]:
    """Every old address that no longer has a page of its own."""
    known = {(line.kind, line.id): line for line in archive.registry}
    taken = _taken_away(archive)
    for line in archive.registry:
        if _has_page(archive, line.kind, line.id):
            continue
        target = _address(archive, line.kind, _end(known, line))
        path = addresses.file(addresses.page(line.kind, line.id))
        word = next((taken[i] for i in (line.id, *line.names) if i in taken), None) if target is None else None
        if word and line.kind == "statement":
            yield Move(path, line.kind, word[1], withdrawn=True, word=word[0])
        elif target is None and line.kind == "story" and (left := next(filter(archive.entries.get, line.names), None)):
            yield Move(path, line.kind, addresses.article(left), withdrawn=False)
        else:
            yield Move(path, line.kind, target or addresses.hub(line.kind), target is None)
    for old, topic in archive.moved_topics.items():
        if old not in archive.topics:
            target = addresses.topic(topic) if topic in archive.topics else None
            yield Move(addresses.file(addresses.topic(old)), "topic", target or addresses.hub("topic"), target is None)


def _taken_away(archive: Archive) -> dict[str, tuple[Correction, str]]:
    """The quotations that the editor rejected or withheld: by which correction, and where they stood."""
    found = {}
    for applied in archive.applied:
        if applied.correction.action == "reject":
            articles = [id_ for id_ in applied.articles if id_ in archive.entries]
            place = addresses.article(articles[0]) if articles else addresses.CORRECTIONS
            found.update(dict.fromkeys(applied.quotations, (applied.correction, place)))
    for id_, notice in archive.withheld.items():
        found[id_] = (notice.corrections[0], addresses.rendering(notice))
    return found


def page(catalogue: Catalogue, move: Move) -> Page:
    """The page at an old address: it says what happened, and leads on."""
    word = move.word
    if word:
        heading = "This statement is withheld" if word.action == "withhold" else "This is no statement"
        sentence = "The editor of this archive has withheld it." if word.action == "withhold" else _REJECTED
        label = "Where it stood"
    elif move.withdrawn:
        heading, label = f"This {move.kind} was withdrawn", f"All {addresses.hub(move.kind).removesuffix('/')}"
        sentence = f"This {move.kind} is no longer part of the archive."
    else:
        alone = move.kind == "story" and not move.target.startswith(addresses.hub("story"))
        heading, label = f"This {move.kind} has moved", "Its article is here" if alone else "Its page is here"
        sentence = _ALONE if alone else f"This {move.kind} has a new address."
    meta = {"title": heading} if word else {"title": heading, "redirect": move.target}
    return Page("moved.md.j2", meta, {
        "heading": heading,
        "sentence": sentence,
        "word": words(catalogue, [word])[0] if word else None,
        "label": label,
        "target": catalogue.file(move.target),
        "log": catalogue.file(addresses.CORRECTIONS),
    })  # fmt: skip


def outgrown(catalogue: Catalogue, target: str) -> Page:
    """The page at the address of a list that has grown too long for one page: it leads on to the newest of it."""
    return Page("moved.md.j2", {"title": "This list has moved", "redirect": target}, {
        "heading": "This list has moved",
        "sentence": "It has grown too long for one page, and goes on from there.",
        "word": None,
        "label": "Its newest part is here",
        "target": catalogue.file(target),
    })  # fmt: skip


_ALONE = "Its articles are not about one event any more, as far as this archive can tell."
_REJECTED = "What stood here is nobody’s words: so the editor of this archive decided."


def _end(known: Mapping[tuple[RegisteredKind, str], Registered], line: Registered) -> str | None:
    """The id at the end of a chain of moves; None where it was withdrawn, or the chain runs in a circle."""
    seen = {line.id}
    while line.moved_to is not None:
        if line.moved_to == "" or line.moved_to in seen:
            return None
        seen.add(line.moved_to)
        following = known.get((line.kind, line.moved_to))
        if following is None:
            return line.moved_to
        line = following
    return line.id


def _has_page(archive: Archive, kind: RegisteredKind, name: str) -> bool:
    if kind == "statement":
        return name in archive.statements and archive.has_page(archive.statements[name])
    return name in _nouns(archive, kind)


def _address(archive: Archive, kind: RegisteredKind, name: str | None) -> str | None:
    if name is None or name not in _nouns(archive, kind):
        return None
    if kind == "statement":
        return addresses.statement(archive, archive.statements[name])
    return addresses.page(kind, name)


def _nouns(archive: Archive, kind: RegisteredKind) -> Mapping[str, object]:
    nouns: dict[RegisteredKind, Mapping[str, object]] = {
        "article": archive.entries,
        "speaker": archive.speakers,
        "statement": archive.statements,
        "outlet": archive.outlets,
        "story": archive.stories,
    }
    return nouns[kind]
