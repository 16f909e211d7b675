"""What a correction is about: the quotation of its id and words, or, where the id is gone, of its words alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from onrecord import text
from onrecord.link.quoted import Quotations, Quoted
from onrecord.model import Article, Correction, Problem

_SHOWN = 60  # characters of a quotation in a message
_CANDIDATES = 3  # named in a message
_REACH = 80  # characters beside a quotation that are looked at for `prefix` and `suffix`, besides theirs


class Targets:
    """The quotations of an archive, as corrections look for them."""

    def __init__(
        self, articles: Mapping[str, Article], quotations: Quotations, former: Mapping[str, Sequence[str]]
    ) -> None:
        """`former` are the ids that a quotation had while its article had another address."""
        self._articles = articles
        self._quotations = quotations
        self._place = {id_: place for place, id_ in enumerate(quotations.ids)}
        self._renamed = {old: id_ for id_, before in former.items() for old in before if old not in self._place}

    def get(self, id_: str) -> Quoted | None:
        """The quotation that has an id."""
        place = self._place.get(id_)
        return None if place is None else self._quotations[place]

    def find(self, correction: Correction) -> tuple[Quoted | None, Problem | None]:
        """The quotation that a correction is about, if there is one, and what is to be said of that.

        It is the one that has the id, or had it before its article was renamed, and the words of the correction. If
        nothing has the id any more, it is the only one that has the words. An id of other words means nothing.
        """
        target = self.get(correction.quotation)
        if target and self.agrees(correction, target):
            return target, None
        renamed = self.get(self._renamed.get(correction.quotation, ""))
        if renamed and self.agrees(correction, renamed):
            return renamed, _note(correction, f"the quotation {correction.quotation} is now {renamed.id}", renamed)
        if target:
            message = f"the quotation {target.id} has other words: {shown(target.words)}."
            return None, Problem(correction.where, "link", message, self._nearest(correction))
        return self._by_words(correction, f"no quotation has the id {correction.quotation!r}")

    def agrees(self, correction: Correction, quoted: Quoted) -> bool:
        """Whether a quotation has the words of a correction, and they stand between its `prefix` and `suffix`."""
        quote = _normal(correction.quote)
        if not quote or f" {quote} " not in f" {quoted.normal} " or not self._stands_in(correction, quoted):
            return False
        if not (correction.prefix or correction.suffix):
            return True
        content, whole = quoted.quotation.content, self._articles[quoted.article].text
        before = text.normalise(whole[max(0, content.start - _REACH - 2 * len(correction.prefix)) : content.start])
        after = text.normalise(whole[content.end : content.end + _REACH + 2 * len(correction.suffix)])
        prefix, suffix = text.normalise(correction.prefix), text.normalise(correction.suffix)
        return any(
            f" {before}{words}".endswith(f" {prefix} " if prefix else " ")
            and f"{rest}{after} ".startswith(f" {suffix} " if suffix else " ")
            for words, rest in _around(quote, f" {quoted.normal} ")
        )

    def having(self, correction: Correction) -> list[Quoted]:
        """The quotations that have exactly the words of a correction; if none has, those that hold them."""
        quote = _normal(correction.quote)
        longest, of = max(quote.split(), key=len, default=""), self._quotations.words
        likely = (self._quotations[at] for at in range(len(self._quotations)) if longest in text.fold(of(at)))
        holding = [quoted for quoted in likely if self.agrees(correction, quoted)]
        return [quoted for quoted in holding if quoted.normal == quote] or holding

    def unmatched(self, correction: Correction, message: str) -> Problem:
        """That a correction matches nothing, with the quotations that are nearest to its words."""
        return Problem(correction.where, "link", f"{message}. It was looked for: {sought(correction)}.",
                       self._nearest(correction))  # fmt: skip

    def ambiguous(self, correction: Correction, message: str, found: Sequence[Quoted]) -> Problem:
        """That a correction matches more than one thing."""
        more = f" and {len(found) - _CANDIDATES} more" if len(found) > _CANDIDATES else ""
        said = f"{message}, and {len(found)} have its words: {_listed(found)}{more}."
        hint = "Write the id of the one that is meant; 'prefix' and 'suffix' tell like words apart."
        return Problem(correction.where, "link", said, hint)

    def _by_words(self, correction: Correction, message: str) -> tuple[Quoted | None, Problem | None]:
        found = self.having(correction)
        if not found:
            return None, self.unmatched(correction, message)
        if len(found) > 1:
            return None, self.ambiguous(correction, message, found)
        said = f"{message}; {found[0].id} alone has its words, so it applies there"
        return found[0], _note(correction, said, found[0])

    def _stands_in(self, correction: Correction, quoted: Quoted) -> bool:
        article = self._articles[quoted.article]
        return correction.article in ("", article.id, article.source)

    def _nearest(self, correction: Correction) -> str:
        near = nearest(correction.quote, self._quotations)
        if not near:
            return "No quotation is like it. Remove the correction if it is gone."
        return f"Nearest: {_listed(near)}."


@lru_cache(maxsize=256)
def _normal(quote: str) -> str:
    """The words of a correction, which many quotations may be asked for."""
    return text.normalise(quote)


def _note(correction: Correction, said: str, found: Quoted) -> Problem:
    """That a correction applies to what it does not name."""
    return Problem(correction.where, "link", f"{said}.", f"Write 'quotation: {found.id}'.", level="note")


def _around(quote: str, words: str) -> Iterator[tuple[str, str]]:
    """What stands before and after each occurrence of `quote` among `words`; both have a space at either end."""
    at = words.find(f" {quote} ")
    while at >= 0:
        yield words[: at + 1], words[at + 1 + len(quote) :]
        at = words.find(f" {quote} ", at + 1)


def nearest(quote: str, quotations: Iterable[Quoted]) -> list[Quoted]:
    """The quotations that share most words with `quote`, of those that share half of them: at most three."""
    wanted = set(text.words(quote))
    ranked: list[tuple[float, str, Quoted]] = []
    for quoted in quotations:
        words = set(quoted.normal.split())
        shared = len(wanted & words)
        if 2 * shared >= len(wanted) > 0:
            ranked.append((-shared / max(len(wanted), len(words), 1), quoted.id, quoted))
    return [quoted for _, _, quoted in sorted(ranked, key=lambda found: found[:2])[:_CANDIDATES]]


def sought(correction: Correction) -> str:
    """The words that a correction gives, those beside them in parentheses."""
    before = f"(after {shown(correction.prefix)}) " if correction.prefix else ""
    after = f" (before {shown(correction.suffix)})" if correction.suffix else ""
    return f"{before}{shown(correction.quote)}{after}"


def shown(words: str) -> str:
    """`words` in marks, cut short."""
    line = " ".join(words.split())
    return f"“{line}”" if len(line) <= _SHOWN else f"“{line[:_SHOWN].rstrip()} …”"


def _listed(found: Sequence[Quoted]) -> str:
    return "; ".join(f"{one.id}, {shown(one.words)}, in article {one.article}" for one in found[:_CANDIDATES])
