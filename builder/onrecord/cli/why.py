"""Why a quotation is whose it is: the words that decided, marked in their sentences, and the rule in a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import click

from onrecord import build, reasons
from onrecord.build import Options
from onrecord.cli import candidates
from onrecord.cli.facts import Facts, rows_of
from onrecord.cli.words import plain, spaced
from onrecord.config import Config, load_authority
from onrecord.model import Record, Span
from onrecord.store import Dataset
from onrecord.text import sentences_around

_SIGNS = {"quotation": ("⟦", "⟧"), "cue": ("[cue: ", "]"), "mention": ("[mention: ", "]")}
_SIGN = re.compile(r"⟦|⟧|\[(?:cue|mention):")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article that had a part in the decision: "quotation", "cue" or "mention"."""

    what: str
    span: Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is published of an article, around a quotation: `text` begins at the place `start` of the article's."""

    text: str
    start: int
    pieces: tuple[Piece, ...]

    @property
    def visible(self) -> list[Piece]:
        """The pieces that stand in what is published."""
        end = self.start + len(self.text)
        return [piece for piece in self.pieces if self.start <= piece.span.start and piece.span.end <= end]


def why(dataset: Dataset, found: Facts, config: Config) -> Facts:
    """What decided whose a quotation is. `found` are its facts.

    Offsets of "pieces" count in the article's text. "passage" has the sentences with the pieces marked. "candidates"
    are all who were weighed; none where the article's text is not at hand.
    """
    text = _text(dataset, found, config)
    evidence = _evidence(found, text)
    content = Span(_number(found["start"]), _number(found["end"]))
    return {
        "passage": passage(evidence),
        "pieces": [
            {"what": piece.what, "start": piece.span.start, "end": piece.span.end, "text": found[_COLUMNS[piece.what]]}
            for piece in evidence.pieces
        ],
        "rule": found["rule"],
        "explanation": reasons.explained(str(found["rule"])) or None,
        "confidence": found["confidence"],
        "nobody": found["nobody"],
        "candidates": candidates.candidates(config, text, content) if text else [],
    }


def lines(told: Facts) -> Iterator[str]:
    """The same for people to read."""
    yield _SIGN.sub(lambda sign: click.style(sign[0], bold=True, fg="yellow"), str(told["passage"]))
    rule = plain(str(told["rule"]))
    yield f"  {'rule':<8} {rule}" + (f": {told['explanation']}" if told["explanation"] else "")
    if told["nobody"]:
        yield f"  {'nobody':<8} nobody named: {plain(str(told['nobody']))}"
    sure = str(told["confidence"])
    yield f"  {'sure':<8} {sure}" + (f": {reasons.SURE[sure]}" if sure in reasons.SURE and not told["nobody"] else "")
    yield from candidates.lines(list(rows_of(told, "candidates")))


_COLUMNS = {"quotation": "text", "cue": "cue", "mention": "mention"}


def _text(dataset: Dataset, found: Facts, config: Config) -> str | None:
    """The article's text as published; else that of the saved file, if it is there and has not changed."""
    (article,) = dataset.rows("articles", id=str(found["article"]))
    if article["text"] is not None:
        return str(article["text"])
    path = config.articles / str(article["source"]).partition("#")[0]
    options = Options(config.language, config.attribution, outlets=load_authority(config.authority).outlets)
    for record in build.extract([path], options, jobs=1) if path.is_file() else ():
        if isinstance(record, Record) and record.article.digest == article["digest"]:
            return record.article.text
    return None


def _evidence(found: Facts, text: str | None) -> Evidence:
    """What the pieces stand in: the whole text, or else the sentence of the quotation."""
    pieces = tuple(_pieces(found))
    if text is not None:
        return Evidence(text, 0, pieces)
    return Evidence(str(found["sentence"]), _number(found["sentence_start"]), pieces)


def _pieces(found: Facts) -> Iterator[Piece]:
    yield Piece("quotation", Span(_number(found["start"]), _number(found["end"])))
    for what in ("mention", "cue"):
        if found[what] is not None:
            start = _number(found[f"{what}_start"])
            yield Piece(what, Span(start, start + len(str(found[what]))))


def passage(evidence: Evidence) -> str:
    """The sentences of the pieces, in the order of the text, with the pieces marked by name."""
    shown = []
    for stretch in _sentences(evidence):
        inside = [p for p in evidence.visible if stretch.start <= p.span.start and p.span.end <= stretch.end]
        shown.append(_marked(evidence, stretch, inside))
    return " … ".join(shown)


def _sentences(evidence: Evidence) -> list[Span]:
    """The sentences that hold the pieces, in order, those that touch joined."""
    (quotation, *_), at = evidence.pieces, evidence.start
    opaque = (quotation.span.start - 1 - at, quotation.span.end + 1 - at)
    found: list[Span] = []
    for piece in sorted(evidence.visible, key=lambda piece: piece.span):
        start, end = sentences_around(evidence.text, piece.span.start - at, piece.span.end - at, opaque)
        if found and start + at <= found[-1].end + 1:
            found[-1] = Span(found[-1].start, max(found[-1].end, end + at))
        else:
            found.append(Span(start + at, end + at))
    return found


def _marked(evidence: Evidence, stretch: Span, pieces: Sequence[Piece]) -> str:
    """A stretch of the text with the signs of its pieces set into it; one within another stays within."""
    out, at = [], stretch.start
    for place, sign in _signs(pieces):
        out += [spaced(evidence.text[at - evidence.start : place - evidence.start]), sign]
        at = place
    return "".join([*out, spaced(evidence.text[at - evidence.start : stretch.end - evidence.start])])


def _signs(pieces: Iterable[Piece]) -> Iterator[tuple[int, str]]:
    """Where each piece opens and closes, in order: at one place, what closes first, and the longer one outside."""
    events: list[tuple[int, bool, int, str]] = []
    for piece in pieces:
        opening, closing = _SIGNS[piece.what]
        events.append((piece.span.start, True, -piece.span.end, opening))
        events.append((piece.span.end, False, -piece.span.start, closing))
    return ((place, sign) for place, _, _, sign in sorted(events))


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value
