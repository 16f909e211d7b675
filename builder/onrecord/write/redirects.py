"""Old addresses: of articles that were withdrawn or moved, of speakers, outlets and statements that were merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord import addresses
from onrecord.model import Archive, Registered, RegisteredKind
from onrecord.write.catalogue import Catalogue
from onrecord.write.render import Page


@dataclass(frozen=True, slots=True)
class Move:
    """An old address (`path` of its page) and the address, relative to the site's root, that has taken its place."""

    path: str
    kind: RegisteredKind
    target: str
    withdrawn: bool


def moves(archive: Archive) -> Iterator[Move]:
    """Every old address that no longer has a page of its own."""
    known = {(line.kind, line.id): line for line in archive.registry}
    for line in archive.registry:
        if _has_page(archive, line.kind, line.id):
            continue
        target = _address(archive, line.kind, _end(known, line))
        if target is None and line.moved_to is None and line.kind == "statement":
            continue  # it never was more than a quotation, so it never had a page
        path = addresses.file(addresses.page(line.kind, line.id))
        yield Move(path, line.kind, target or addresses.hub(line.kind), target is None)


def page(catalogue: Catalogue, move: Move) -> Page:
    """The page at an old address: it says what happened, and leads on."""
    if move.withdrawn:
        heading, label = f"This {move.kind} was withdrawn", f"All {move.kind}s"
        sentence = f"This {move.kind} is no longer part of the archive."
    else:
        heading, label = f"This {move.kind} has moved", "Its page is here"
        sentence = f"This {move.kind} has a new address."
    meta = {"title": heading, "redirect": move.target}
    return Page("moved.md.j2", meta, {
        "heading": heading,
        "sentence": sentence,
        "label": label,
        "target": catalogue.file(move.target),
    })  # fmt: skip


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
    }
    return nouns[kind]
