"""Which cue of a sentence the words in marks belong to, where several stand around them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from onrecord.extract.pointers import STRONG, Link
from onrecord.extract.scene import Scene
from onrecord.extract.tokens import Token
from onrecord.extract.vocabulary import Rules


def attributes(link: Link, row: Sequence[Token]) -> bool:
    """Whether a cue after the marks may be theirs: one of speech, or any that has nothing else to say."""
    if link.cue is None or (
        link.last < len(row) and link.cue.group == "judgement" and row[link.last].key in {".", ","}
    ):
        return True
    return link.cue.group in {"speech", "address"} and link.relation in {
        "subject",
        "inverted",
        "apposition",
        "relative",
    }


def yields(link: Link, before: Link, row: Sequence[Token], quote: int, rules: Rules) -> bool:
    """A cue before the marks wins over one after them that names a body, or that has words of its own to introduce."""
    if link.subject.kind == "body" and before.subject.kind in {"name", "pronoun"} and row[quote - 1].kind != "sign":
        return True
    retold = link.cue is not None and link.cue.lemma in rules.syntax.retelling
    if retold and surely_speaks(before) and _touches(row, before, quote, rules.slight):
        return True
    return _introduces(row, link, before, rules.slight)


def _introduces(row: Sequence[Token], link: Link, before: Link, slight: Collection[str]) -> bool:
    """Whether a cue after the marks has words of its own: at once, or after a few small words where `before` speaks."""
    if link.last >= len(row):
        return False
    if row[link.last].kind == "quote" or row[link.last].key == ":":
        return True
    following = next((k for k in range(link.last, len(row)) if row[k].kind == "quote"), -1)
    return following > 0 and _touches(row, link, following, slight) and surely_speaks(before)


def skip_signs(row: Sequence[Token], i: int) -> int:
    """The token from `i` on that is no comma or dash."""
    while i < len(row) and row[i].kind == "sign" and row[i].key in ",—–-":
        i += 1
    return i


def governing(scene: Scene, quote: int) -> Link | None:
    """The cue before the marks that they belong to: the nearest, unless it is weak and inside what somebody said."""
    at = scene.places[quote]
    row = scene.sentences[at.sentence].tokens
    found = [
        k
        for k in scene.links[at.sentence]
        if k.end <= at.token and (k.subject.first < at.token or k.relation == "agent") and _reaches(row, k, at.token)
    ]
    if not found:
        return None
    nearest = found[-1]
    planned = any(t.key in scene.rules.syntax.modals for t in row[nearest.subject.last : nearest.at])
    if not planned and (surely_speaks(nearest) or _touches(row, nearest, at.token, scene.rules.slight)):
        return nearest
    for earlier in reversed(found[:-1]):
        if (surely_speaks(earlier) or _reports(earlier, nearest)) and not _contrasted(
            row, earlier.end, nearest, scene.rules.syntax.contrasts
        ):
            return earlier
    return nearest


def _reaches(row: Sequence[Token], link: Link, quote: int) -> bool:
    """Whether what a link introduces may hold the marks: a noun ("his claim that …") only governs its own clause."""
    if link.relation != "owned":
        return True
    return quote - link.end <= CLAUSE and not any(
        t.kind == "quote" or t.key in {",", ";"} for t in row[link.end : quote]
    )


CLAUSE = 12
"""Tokens from a noun of saying to the marks that it introduces."""


def surely_speaks(link: Link) -> bool:
    """Its subject surely speaks, and is a person."""
    return link.subject.kind in {"name", "pronoun", "joint"} and (link.cue is None or link.cue.group in STRONG)


def _reports(earlier: Link, nearest: Link) -> bool:
    """`The union said that X supports "…"`: what X thinks is told by whoever speaks."""
    if nearest.cue is None or nearest.cue.group != "thought" or nearest.relation == "shared":
        return False
    told = earlier.cue is not None and earlier.cue.group == "speech"
    return told and 0 <= nearest.subject.first - earlier.last <= CLOSE


def _touches(row: Sequence[Token], link: Link, quote: int, slight: Collection[str]) -> bool:
    """Whether a cue of speech stands right before the marks, whoever its subject is."""
    if link.cue and link.cue.group not in {"speech", "address"}:
        return False
    between = row[link.last : quote]
    return len(between) <= CLOSE and all(t.kind == "sign" or t.key in slight for t in between)


CLOSE = 4
"""How many small words may stand between a cue and the marks it stands right before."""


def _contrasted(row: Sequence[Token], start: int, link: Link, contrasts: Collection[str]) -> bool:
    """Whether a new clause begins between token `start` and the subject of `link`: what it reports stands by itself."""
    if link.relation == "shared" or link.subject.first < start:
        return False
    between = row[start : link.subject.first]
    return any(t.kind == "quote" or t.key in contrasts or t.key == ";" for t in between)
