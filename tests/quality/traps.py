"""Invented articles with one trap each (tests/articles/*.yml), and what extraction makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

from onrecord import clean
from onrecord.extract import Ranker, Rules, extract, load_ranker, load_rules
from onrecord.model import Article, Given, Quotation, Record, Source
from onrecord.text import words
from tests.quality.figures import Figure, f1, share

ARTICLES = Path(__file__).parents[1] / "articles"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One quotation as a careful reader of the article notes it.

    Attributes:
        words: what is quoted, without the marks, as it stands in the text.
        speaker: the fullest name the article gives, without title; None where nobody is named.
        kind: "direct", "partial" or "indirect".
        others: further speakers of a joint statement.
        mention: words that the mention holds, where it matters.
    """

    words: str
    speaker: str | None
    kind: Literal["direct", "partial", "indirect"]
    others: Sequence[str] = ()
    mention: str | None = None


@dataclass(frozen=True, slots=True)
class Trap:
    """One article and what stands in it.

    Attributes:
        name: the file's name without suffix.
        trap: the one trap it sets.
        text: its text; for a `saved` one, the whole body of a saved file, with headline, captions and furniture.
        quotations: all of them, in order.
        people: everybody who is named, in order of their first mention, where it matters.
        roles: name -> the roles printed with it, where it matters.
        indirect: whether indirect quotations are listed; elsewhere they are not looked at.
        headline: the article's headline, where it matters.
        saved: the text goes through cleaning first.
        fails: why extraction cannot do it yet. Once it can, the test says so.
    """

    name: str
    trap: str
    text: str
    quotations: tuple[Wanted, ...]
    people: Sequence[str] | None = None
    roles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    indirect: bool = False
    headline: str = "A headline"
    saved: bool = False
    fails: str | None = None


def load(path: Path) -> Trap:
    """The trap in a file; TypeError where the file has a key that means nothing, or lacks one."""
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["text"] = data["text"].rstrip("\n")
    data["quotations"] = tuple(Wanted(**wanted) for wanted in data["quotations"])
    data.setdefault("indirect", path.stem.startswith("indirect-"))
    return Trap(name=path.stem, **data)


def traps() -> tuple[Trap, ...]:
    """All of them, by name."""
    return tuple(load(path) for path in sorted(ARTICLES.glob("*.yml")))


def record_of(trap: Trap, rules: Rules, ranker: Ranker | None = None) -> Record:
    """What is extracted from a trap's article: by the rules alone, or with their ranker."""
    return extract(_article(trap), rules, ranker)


def _article(trap: Trap) -> Article:
    if not trap.saved:
        return Article("a", "a.txt", "0", trap.headline, "given", trap.text)
    article = clean.clean(Source("a.txt", "text/plain", trap.text, Given(), "0"))
    assert isinstance(article, Article), article
    return article


def listed(trap: Trap, record: Record) -> tuple[Quotation, ...]:
    """The quotations found, without the indirect ones where the trap does not list them."""
    return tuple(q for q in record.quotations if trap.indirect or q.kind != "indirect")


# --- one trap ---------------------------------------------------------------------------------------------------------


def differences(trap: Trap, record: Record) -> list[str]:
    """What came out otherwise than the trap's author noted it, in words; nothing where all is right."""
    text, found = record.article.text, listed(trap, record)
    out = [fault for wanted, got in pairs(trap, record) for fault in _faults(wanted, got, text)]
    if not out and [q.content.of(text) for q in found] != [wanted.words for wanted in trap.quotations]:
        out.append("the quotations are right, their marks or their order are not")
    named = [person.name for person in record.people]
    if trap.people is not None and named != list(trap.people):
        out.append(f"people: {', '.join(named)}")
    roles = {person.name: person.roles for person in record.people}
    out += [
        f"roles of {name}: {roles.get(name)}" for name, given in trap.roles.items() if roles.get(name) != tuple(given)
    ]
    return out


def pairs(trap: Trap, record: Record) -> Iterator[tuple[Wanted | None, Quotation | None]]:
    """Each quotation that is wanted with the one found that has its words; those that have no partner alone."""
    text, left = record.article.text, list(listed(trap, record))
    for wanted in trap.quotations:
        partner = next((q for q in left if _same(wanted, q, text)), None)
        if partner:
            left.remove(partner)
        yield wanted, partner
    yield from ((None, q) for q in left)


def _same(wanted: Wanted, found: Quotation, text: str) -> bool:
    """The same words, and both in marks or both without."""
    kinds = {wanted.kind == "indirect", found.kind == "indirect"}
    return len(kinds) == 1 and words(wanted.words) == words(found.content.of(text))


def _faults(wanted: Wanted | None, found: Quotation | None, text: str) -> Iterator[str]:
    if wanted is None or found is None:
        shown = wanted.words if wanted else found.content.of(text) if found else ""
        who = f" (given to {found.speaker})" if found and found.speaker else ""
        yield f"{'not found' if wanted else 'no quotation'}: {_short(shown)}{who}"
        return
    if not _speaker_right(wanted, found):
        right = _named(_speakers(wanted))
        yield f"{_short(wanted.words)} went to {_named(found.speakers)} by {found.rule}, not to {right}"
    if wanted.kind != found.kind:
        yield f"{_short(wanted.words)} was taken for {found.kind}, and is {wanted.kind}"
    mention = found.mention.of(text) if found.mention else None
    if wanted.mention and wanted.mention not in (mention or ""):
        yield f"{_short(wanted.words)} was put to “{mention}”, not to “{wanted.mention}”"


def _speakers(wanted: Wanted) -> tuple[str, ...]:
    return (wanted.speaker, *wanted.others) if wanted.speaker else ()


def _speaker_right(wanted: Wanted, found: Quotation) -> bool:
    return found.speakers == _speakers(wanted)


def _named(speakers: Sequence[str]) -> str:
    return " and ".join(speakers) or "nobody"


def _short(quoted: str) -> str:
    cut = 40
    flat = " ".join(quoted.split())
    return f"“{flat}”" if len(flat) <= cut else f"“{flat[:cut]}…”"


# --- all of them ------------------------------------------------------------------------------------------------------


def figures() -> list[Figure]:
    """The traps' figures: how many are passed, by the rules alone too, and what became of their quotations."""
    rules, ranker = load_rules(), load_ranker()
    alone = [(trap, record_of(trap, rules)) for trap in traps()]
    results = [(trap, record_of(trap, rules, ranker)) for trap, _ in alone] if ranker else alone
    return [
        _passed("traps.passed", results),
        *_in_marks([pair for pair in _paired(results) if not _is_indirect(pair)]),
        *_indirect(results),
        _passed("traps.passed_by_rules", alone),
    ]


def _passed(name: str, results: Sequence[tuple[Trap, Record]]) -> Figure:
    failed = {trap.name: found for trap, record in results if (found := differences(trap, record))}
    faults = [f"{name}: {'; '.join(found)}" for name, found in failed.items()]
    return share(name, len(results) - len(failed), len(results), faults)


Paired = tuple[Trap, Wanted | None, Quotation | None]


def _paired(results: Sequence[tuple[Trap, Record]]) -> list[Paired]:
    return [(trap, wanted, found) for trap, record in results for wanted, found in pairs(trap, record)]


def _is_indirect(pair: Paired) -> bool:
    either = pair[1] or pair[2]
    return either is not None and either.kind == "indirect"


def _in_marks(pairs: Sequence[Paired]) -> Iterator[Figure]:
    """The figures over what stands in marks."""
    both = [(trap, wanted, found) for trap, wanted, found in pairs if wanted and found]
    wanted_all, found_all = sum(bool(p[1]) for p in pairs), sum(bool(p[2]) for p in pairs)
    right = sum(_speaker_right(wanted, found) for _, wanted, found in both)
    unnamed = [(trap, wanted, found) for trap, wanted, found in both if not wanted.speaker]
    false = [f"{trap.name}: {_short(w.words)} went to {found.speaker}" for trap, w, found in unnamed if found.speaker]
    yield f1("traps.found", len(both), found_all, wanted_all)
    yield share("traps.speaker", right, len(both))
    yield share("traps.kind", sum(wanted.kind == found.kind for _, wanted, found in both), len(both))
    yield share("traps.false_attribution", len(false), len(unnamed), false, small=True)


def _indirect(results: Sequence[tuple[Trap, Record]]) -> Iterator[Figure]:
    """Token F1 of what is said without marks, over the traps that list it, and the speakers of those found alike."""
    both = found_all = wanted_all = 0
    for trap, record in results:
        if trap.indirect:
            wanted, found = _tokens_wanted(trap, record.article.text), _tokens_found(record)
            both, found_all, wanted_all = both + len(wanted & found), found_all + len(found), wanted_all + len(wanted)
    pairs = [(w, q) for _, w, q in _paired(results) if w and q and w.kind == "indirect"]
    yield f1("traps.indirect", both, found_all, wanted_all)
    yield share("traps.indirect_speaker", sum(_speaker_right(w, q) for w, q in pairs), len(pairs))


def _tokens_wanted(trap: Trap, text: str) -> set[int]:
    """The places in `text` of the words that are said without marks."""
    places = ((text.find(w.words), len(w.words)) for w in trap.quotations if w.kind == "indirect")
    return {at for start, length in places if start >= 0 for at in _tokens(text, start, start + length)}


def _tokens_found(record: Record) -> set[int]:
    spans = (q.content for q in record.quotations if q.kind == "indirect")
    return {at for span in spans for at in _tokens(record.article.text, span.start, span.end)}


def _tokens(text: str, start: int, end: int) -> Iterator[int]:
    """The offset of each word of `text[start:end]`."""
    return (i for i in range(start, end) if text[i].isalnum() and not (i > start and text[i - 1].isalnum()))
