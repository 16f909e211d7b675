"""How an article carries a statement: its cut, the sentences its words stand in, whom it credits, who copied it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from onrecord.model import Correction, Rendering, Span, Statement
from onrecord.text import normalise
from onrecord.write import escape, marks
from onrecord.write.catalogue import LONGEST_SIDE, Catalogue, Link, joined, spoken
from onrecord.write.cuts import Cut, cut, quoted, signature
from onrecord.write.editorial import Word, words

_OPENING = re.compile(r"[\"“‘'«„]+$")
_CLOSING = re.compile(r"^(?:[,.]?[\"”’'»“]+)?")
_WHOLE = 9
"""Words of a quotation that is named whole in its sentence; a longer one is named by its first and last words."""
_EDGE = 4


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of a sentence: text around the words, the cue, or the words themselves, which lead to their place."""

    kind: Literal["text", "cue", "words"]
    words: str
    target: Markup | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article that prints the same cut, of the same report: one more place, but no second witness."""

    outlet: Link
    date: str | None


@dataclass(frozen=True, slots=True)
class Carried:
    """How one article carries the statement, in one piece or several.

    Attributes:
        cut: its words, all pieces together, laid on the fullest wording.
        sentences: what stands around its words.
        credited: whom it credits; none: `nobody` says why.
        differs: whether it credits others than the statement as a whole does.
        editor: what the editor says of these renderings alone.
        place: the link to its place in the article here; `original` to its place at the outlet.
        copies: the articles of the same report that print the same.
    """

    outlet: Link | None
    headline: Link
    date: str | None
    cut: Cut
    sentences: tuple[tuple[Bit, ...], ...]
    credited: tuple[Link, ...]
    nobody: str
    differs: bool
    uncertain: Markup | None
    place: Markup
    original: Markup | None
    domain: str
    editor: tuple[Word, ...]
    copies: tuple[Copy, ...]


def carried(catalogue: Catalogue, statement: Statement, common: Sequence[Correction]) -> list[Carried]:
    """Each cut once for each report that carries it, in the order of the renderings.

    `common` is what the editor says of all of them: that stands above.
    """
    return [_carried(catalogue, statement, group, common) for group in _groups(catalogue, statement)]


def by_article(renderings: Iterable[Rendering]) -> dict[str, list[Rendering]]:
    """The renderings of each article, in their order."""
    found: dict[str, list[Rendering]] = {}
    for rendering in renderings:
        found.setdefault(rendering.article, []).append(rendering)
    return found


def printed(catalogue: Catalogue, renderings: Sequence[Rendering], wording: str) -> list[str]:
    """What one article quotes of the wording, each piece once, in the order of the wording."""
    return quoted([joined(catalogue.archive.words(rendering)) for rendering in renderings], wording)


def credit(renderings: Iterable[Rendering]) -> tuple[str, ...]:
    """Whom one article credits with its renderings."""
    return tuple(dict.fromkeys(speaker for rendering in renderings for speaker in rendering.speakers))


def _groups(catalogue: Catalogue, statement: Statement) -> list[list[list[Rendering]]]:
    """The articles' renderings, those together that are one report and print and credit the same."""
    report = {article: number for number, found in enumerate(statement.reports) for article in found}
    groups: dict[object, list[list[Rendering]]] = {}
    for article, found in by_article(catalogue.renderings(statement)).items():
        pieces = printed(catalogue, found, spoken(statement.wording))
        key = (report.get(article, article), signature(pieces), credit(found))
        groups.setdefault(key, []).append(found)
    return list(groups.values())


def _carried(
    catalogue: Catalogue, statement: Statement, group: Sequence[Sequence[Rendering]], common: Sequence[Correction]
) -> Carried:
    found, *copies = group
    wording = spoken(statement.wording)
    entry = catalogue.archive.entries[found[0].article]
    article, who = entry.record.article, credit(found)
    uncertain = any(rendering.uncertain for rendering in found)
    said = dict.fromkeys(word for rendering in found for word in rendering.corrections if word not in common)
    return Carried(
        outlet=catalogue.outlet(entry.outlet) if entry.outlet in catalogue.archive.outlets else None,
        headline=catalogue.article(entry.id),
        date=entry.record.date,
        cut=cut(printed(catalogue, found, wording), wording),
        sentences=tuple(_sentences(catalogue, article.text, found)),
        credited=catalogue.speakers(who),
        nobody="" if who else catalogue.nobody(found[0]),
        differs=set(who) != set(statement.speakers),
        uncertain=catalogue.unsure if uncertain else None,
        place=catalogue.rendering(found[0]).target,
        original=escape.passage(article.url, article.text, found[0].quotation.content),
        domain=escape.domain(article.url),
        editor=words(catalogue, said),
        copies=tuple(_copy(catalogue, copy) for copy in copies),
    )


def _copy(catalogue: Catalogue, found: Sequence[Rendering]) -> Copy:
    return Copy(catalogue.rendering(found[0]), catalogue.date(found[0]))


def _sentences(catalogue: Catalogue, text: str, found: Sequence[Rendering]) -> Iterator[tuple[Bit, ...]]:
    """What stands around the words, sentence by sentence; where one piece is a whole sentence there is nothing."""
    ordered = sorted(found, key=lambda one: (one.quotation.content, one.id))
    groups: list[tuple[Span, list[Rendering]]] = []
    for rendering in ordered:
        around = marks.sentences_around(text, rendering.quotation.content)
        if groups and around.start < groups[-1][0].end:
            whole, members = groups.pop()
            groups.append((Span(whole.start, max(whole.end, around.end)), [*members, rendering]))
        else:
            groups.append((around, [rendering]))
    for around, members in groups:
        bits = tuple(_bits(catalogue, text, around, members))
        if len(groups) > 1 or any(bit.kind != "words" and normalise(bit.words) for bit in bits):
            yield bits


def _bits(catalogue: Catalogue, text: str, around: Span, members: Sequence[Rendering]) -> Iterator[Bit]:
    """The sentence in bits; the marks around its quotations are left out, for they are set anew."""
    cues = [cue for one in members if (cue := one.quotation.cue)]
    at = around.start
    for nth, one in enumerate(members):
        content = one.quotation.content
        if content.start < at and nth:
            continue  # within the piece before
        start = at + len(_OPENING.sub("", text[at : content.start]))
        yield from _around(text, Span(at, start), cues, opens=nth == 0)
        yield Bit("words", _named(joined(content.of(text))), catalogue.rendering(one).target)
        closing = _CLOSING.match(text[content.end : around.end])
        at = content.end + (closing.end() if closing else 0)
    yield from _around(text, Span(at, around.end), cues, closes=True)


def _around(text: str, span: Span, cues: Iterable[Span], *, opens: bool = False, closes: bool = False) -> Iterator[Bit]:
    """The text of a span, the cues in it apart; cut where it is far from the words."""
    cue = next((cue for cue in cues if span.start <= cue.start < cue.end <= span.end), None)
    pieces = [(span, "text")]
    if cue:
        pieces = [(Span(span.start, cue.start), "text"), (cue, "cue"), (Span(cue.end, span.end), "text")]
    for number, (piece, kind) in enumerate(pieces):
        words_ = piece.of(text)
        if opens and number == 0 and len(words_) > LONGEST_SIDE:
            words_ = "… " + words_[-LONGEST_SIDE:].partition(" ")[2]
        if closes and number == len(pieces) - 1 and len(words_) > LONGEST_SIDE:
            words_ = words_[:LONGEST_SIDE].rpartition(" ")[0] + " …"
        if words_:
            yield Bit("cue" if kind == "cue" else "text", words_)


def _named(words_: str) -> str:
    """A quotation by its words, or by the first and the last of them."""
    tokens = words_.split()
    if len(tokens) <= _WHOLE:
        return " ".join(tokens)
    return f"{' '.join(tokens[:_EDGE])} … {' '.join(tokens[-_EDGE:])}"
