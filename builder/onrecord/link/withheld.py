"""Words that the editor withholds: taken out of the linked archive, with a notice in their place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord import text
from onrecord.model import Archive, Article, Correction, Entry, Mention, Problem, Quotation, Record, Rendering, Span

NOTICE = "[withheld]"
"""What stands in the place of the words."""

_RUN = 5  # words in a row of what is withheld give it away, wherever its article has them
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MARKS = frozenset("\"“”„«»'‘’")


def withhold(archive: Archive, words: Mapping[str, Correction]) -> Archive:
    """The archive without the words of some quotations.

    They are no quotations any more, and a notice stands in the place of their words: in the text of their article, and
    wherever else it prints them. Speakers of whom nothing else is there go, too.

    Args:
        archive: as it is linked.
        words: for the id of each quotation that is withheld, the correction.
    """
    if not words:
        return archive
    masks = _masks(archive, words)
    words = {**words, **_repeated(archive, masks)}
    kept = archive.without(words)
    silent = {i for i, found in kept.speakers.items() if not found.renderings and archive.speakers[i].renderings}
    return replace(
        kept,
        entries={i: _entry(entry, masks.get(i)) for i, entry in kept.entries.items()},
        renderings={i: _rendering(found, masks.get(found.article), words) for i, found in kept.renderings.items()},
        speakers={
            i: replace(found, candidates=tuple(c for c in found.candidates if c not in silent))
            for i, found in kept.speakers.items()
            if i not in silent
        },
        statements={
            i: replace(found, wording=_masked_by(masks, found.articles, found.wording))
            for i, found in kept.statements.items()
        },
        stories={i: replace(s, title=_masked_by(masks, s.articles, s.title)) for i, s in kept.stories.items()},
        problems=(*archive.problems, *_still_said(archive, words)),
        withheld={i: _notice(archive.renderings[i], masks, words[i]) for i in sorted(words)},
    )


def _masks(archive: Archive, words: Mapping[str, Correction]) -> dict[str, Mask]:
    """For the id of each article that has words withheld, what takes them out."""
    by_article: dict[str, list[Rendering]] = {}
    for id_ in words:
        by_article.setdefault(archive.renderings[id_].article, []).append(archive.renderings[id_])
    return {id_: Mask(archive.entries[id_].record.article, found, words) for id_, found in by_article.items()}


def _repeated(archive: Archive, masks: Mapping[str, Mask]) -> dict[str, Correction]:
    """The other quotations of which nothing is left, for they repeat what is withheld; and by which correction."""
    return {
        id_: masks[article].word
        for article in masks
        for id_ in archive.entries[article].renderings
        if masks[article].covers(archive.renderings[id_].quotation.content)
    }


def _still_said(archive: Archive, words: Mapping[str, Correction]) -> Iterator[Problem]:
    """That others of a statement's quotations still have words that are withheld in one article."""
    for statement in archive.statements.values():
        gone = [id_ for id_ in statement.renderings if id_ in words]
        left = [id_ for id_ in statement.renderings if id_ not in words]
        for id_ in gone if left else ():
            said = f"{id_} is withheld, but {', '.join(left)} of the same statement can still be read."
            hint = f"To withhold all of them, write 'statement: {statement.id}' in the place of 'quotation'."
            yield Problem(words[id_].where, "link", said, hint, level="note")


class Mask:
    """Takes what is withheld out of whatever one article prints."""

    def __init__(self, article: Article, withheld: Sequence[Rendering], words: Mapping[str, Correction]) -> None:
        """`withheld` are the quotations, with their places in the article as it was; `words` the corrections."""
        self.word = words[withheld[0].id]
        self._whole = article.text
        contents = [rendering.quotation.content for rendering in withheld]
        said = [text.words(content.of(article.text)) for content in contents]
        self._runs = {run for words in said for run in text.shingles(words, min(_RUN, len(words)))} - {()}
        self._gone = _joined([*contents, *self._found(article.text)])

    def covers(self, span: Span) -> bool:
        """Whether no word is left of a place in the article's text."""
        inside = [gone for gone in self._gone if gone.start < span.end and span.start < gone.end]
        kept = zip(
            [span.start, *(gone.end for gone in inside)], [*(gone.start for gone in inside), span.end], strict=True
        )
        return not any(map(str.isalnum, "".join(self._whole[start:end] for start, end in kept)))

    def place(self, span: Span) -> Span:
        """Where a place of the article's text is, once the notices are in it."""
        return Span(self._moved(span.start, end=False), self._moved(span.end, end=True))

    def _moved(self, place: int, *, end: bool) -> int:
        moved = 0
        for gone in self._gone:
            if place <= gone.start:
                break
            if place < gone.end:
                return gone.start + moved + (len(NOTICE) if end else 0)
            moved += len(NOTICE) - (gone.end - gone.start)
        return place + moved

    def text(self) -> str:
        """The article's text with the notices in it."""
        return _replaced(self._whole, self._gone)

    def line(self, words: str) -> str:
        """Any other words that the article has: its headline, a caption."""
        return _replaced(words, _joined(self._found(words)))

    def _found(self, whole: str) -> Iterator[Span]:
        """Where a telling run of what is withheld stands; one of a word or two only in marks."""
        tokens = [Span(*match.span()) for match in _TOKEN.finditer(whole)]
        folded = [text.fold(span.of(whole)) for span in tokens]
        for size in {len(run) for run in self._runs}:
            for at, run in enumerate(text.shingles(folded, size)):
                if run in self._runs:
                    span = Span(tokens[at].start, tokens[at + size - 1].end)
                    if size > 2 or _marked(whole, span):  # noqa: PLR2004  a word or two may be anybody's
                        yield span


def _marked(whole: str, span: Span) -> bool:
    """Whether marks stand on both sides."""
    return whole[span.start - 1 : span.start] in _MARKS and whole[span.end : span.end + 2].lstrip(".,!?")[:1] in _MARKS


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The stretches that some spans cover, in order; those with no word between them are one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _replaced(whole: str, gone: Iterable[Span]) -> str:
    pieces, at = [], 0
    for span in gone:
        pieces += [whole[at : span.start], NOTICE]
        at = span.end
    return "".join([*pieces, whole[at:]])


def _masked_by(masks: Mapping[str, Mask], articles: Collection[str], words: str) -> str:
    """Words without what is withheld in any of some articles."""
    for article in articles:
        words = masks[article].line(words) if article in masks else words
    return words


def _entry(entry: Entry, mask: Mask | None) -> Entry:
    return replace(entry, record=_record(entry.record, mask)) if mask else entry


def _record(record: Record, mask: Mask) -> Record:
    """The record with notices in its texts, and every place where it is now."""
    article = record.article
    line = mask.line
    return replace(
        record,
        article=replace(
            article,
            headline=line(article.headline),
            deck=line(article.deck) if article.deck else article.deck,
            text=mask.text(),
            captions=tuple(replace(caption, text=line(caption.text)) for caption in article.captions),
            dropped=tuple(replace(dropped, text=line(dropped.text)) for dropped in article.dropped),
        ),
        people=tuple(
            replace(person, mentions=tuple(_mention(mention, mask) for mention in person.mentions))
            for person in record.people
        ),
        quotations=tuple(_quotation(quotation, mask) for quotation in record.quotations),
    )


def _mention(mention: Mention, mask: Mask) -> Mention:
    return replace(mention, span=mask.place(mention.span))


def _quotation(quotation: Quotation, mask: Mask) -> Quotation:
    place = mask.place
    return replace(
        quotation,
        content=place(quotation.content),
        cue=place(quotation.cue) if quotation.cue else None,
        mention=place(quotation.mention) if quotation.mention else None,
    )


def _rendering(rendering: Rendering, mask: Mask | None, gone: Collection[str]) -> Rendering:
    if mask is None:
        return rendering
    holds = None if rendering.holds in gone else rendering.holds
    return replace(rendering, quotation=_quotation(rendering.quotation, mask), holds=holds)


def _notice(rendering: Rendering, masks: Mapping[str, Mask], word: Correction) -> Rendering:
    """The place of a notice: a rendering of nobody's words."""
    quotation = replace(
        _quotation(rendering.quotation, masks[rendering.article]), speaker=None, others=(), mention=None, cue=None
    )
    return Rendering(rendering.id, quotation, rendering.statement, corrections=(word,))
