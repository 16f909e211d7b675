"""The cue links around a quotation, each in the slot that tells where it stands, and whom its subject means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.extract import pronouns
from onrecord.extract.documents import owner
from onrecord.extract.joint import together
from onrecord.extract.pointers import Link, Pointer, Row
from onrecord.extract.rank.board import Board
from onrecord.extract.scene import person_of

SLOTS = ("after", "before", "outer", "later", "last", "ahead")
"""Right after the marks; the nearest before them in the sentence; the one before that; the first further on in the
sentence; the last of the sentence before; the first of the sentence after."""
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Slot:
    """A cue link near a quotation.

    Attributes:
        sentence: the number of its sentence.
        link: the cue and its subject.
        distance: tokens between it and the quotation (or the end of its sentence that faces it).
        person: whom its subject means, or -1.
        scores: for a pronoun, how well each person of its gender fits.
        within: the people named in the words of its subject.
    """

    sentence: int
    link: Link
    distance: int
    person: int
    scores: Mapping[int, float]
    within: frozenset[int]


Slots = dict[str, Slot]


def slots(board: Board, quote: int) -> Slots:
    """The filled slots of a quotation."""
    scene = board.scene
    at = scene.places[quote]
    out = _within(board, quote)
    if at.sentence and (links := scene.links[at.sentence - 1]):
        away = len(scene.sentences[at.sentence - 1].tokens) - links[-1].last
        out["last"] = _slot(board, quote, at.sentence - 1, links[-1], away)
    if at.sentence + 1 < len(scene.sentences) and (links := scene.links[at.sentence + 1]):
        out["ahead"] = _slot(board, quote, at.sentence + 1, links[0], links[0].first)
    return out


def _within(board: Board, quote: int) -> Slots:
    """The slots in the quotation's own sentence."""
    scene = board.scene
    at = scene.places[quote]
    begin = after_marks(scene.sentences[at.sentence].tokens, at.token)
    out: Slots = {}
    earlier: list[Link] = []
    for link in scene.links[at.sentence]:
        if link.first == begin and "after" not in out:
            out["after"] = _slot(board, quote, at.sentence, link, 0)
        elif link.first > at.token and "later" not in out:
            out["later"] = _slot(board, quote, at.sentence, link, link.first - at.token)
        if link.end <= at.token and (link.subject.first < at.token or link.relation == "agent"):
            earlier.append(link)
    for name, link in zip(("before", "outer"), reversed(earlier), strict=False):
        out[name] = _slot(board, quote, at.sentence, link, at.token - link.last)
    return out


def after_marks(row: Row, token: int) -> int:
    """The token after a quotation and the commas and dashes that follow it."""
    i = token + 1
    while i < len(row) and row[i].kind == "sign" and row[i].key in ",—–-":
        i += 1
    return i


def _slot(board: Board, quote: int, sentence: int, link: Link, distance: int) -> Slot:
    person, scores = _meant(board, quote, sentence, link.subject)
    subject = link.subject
    within = frozenset(n.person for n in board.named[sentence] if subject.first <= n.token < subject.last)
    return Slot(sentence, link, distance, person, scores, within)


def _meant(board: Board, quote: int, sentence: int, pointer: Pointer) -> tuple[int, Mapping[int, float]]:
    """Whom a pointer means, and for a pronoun how well each candidate fits; remembered, since slots share links."""
    key = (sentence, pointer.first, pointer.last, quote if pointer.kind == "pronoun" else -1)
    if key not in board.resolved:
        board.resolved[key] = _resolve(board, quote, sentence, pointer)
    return board.resolved[key]


def _resolve(board: Board, quote: int, sentence: int, pointer: Pointer) -> tuple[int, Mapping[int, float]]:
    scene, memory = board.scene, board.memory
    if several := together(scene, memory, sentence, pointer):
        return several[0], {}
    if pointer.kind == "name":
        return person_of(scene, pointer), {}
    if pointer.kind == "role":
        return pronouns.resolve(scene, memory, sentence, pointer, quote), {}
    if pointer.kind == "body":
        return owner(scene, memory, sentence, pointer), {}
    scores = pronouns.fit(scene, memory, sentence, pointer, quote)
    return pronouns.best(scores), scores
