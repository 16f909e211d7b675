"""Words that their print shows to be somebody's, in marks or not: turns of a transcript, answers, tweets, blocks.

Only the form is looked at here: lines with a label, an author's line, a colon at the end of a paragraph. Whom a label
means is decided with the other speakers. One pass over the lines: linear in the text's length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.extract.marks import Marked
from onrecord.extract.transcripts import Turn, lines, turns
from onrecord.extract.vocabulary import Rules, key

FormKind = Literal["turn", "answer", "question", "tweet", "signed", "block"]

_AUTHOR = re.compile(
    r"[—–-]{1,2}\s?([^\n()@—]{2,60}?)\s?\(@\w{1,30}\)[^\n\w]{0,2}([^\W\d]{3,9}\.? \d{1,2}, \d{4})?\W{0,2}"
)
_HANDLE = re.compile(r"@(\w{2,30}):\s+(?=\S)")
_MARKS = re.compile(r"[“”\"„]|''|``")
TWEET = 280
"""Characters of the longest words that follow a colon within a paragraph: those of a tweet."""
BLOCK = 2_000
"""Characters of the longest paragraph that is taken as a block of somebody's words."""
_BEFORE_COLON = 10
"""Words before a colon among which the cue stands."""


@dataclass(frozen=True, slots=True)
class Form:
    """Words that their form shows to be somebody's.

    Attributes:
        kind: a "turn" of a transcript, an "answer" or "question" of an interview, a "tweet", words "signed" with
            a dash and a name, a "block" after a colon.
        start, end: the words.
        label: offsets of the words that say whose they are; None for a block, which the sentence before it introduces.
    """

    kind: FormKind
    start: int
    end: int
    label: tuple[int, int] | None


def formed(text: str, stretches: Sequence[Marked], rules: Rules) -> tuple[tuple[Marked, ...], dict[int, Form]]:
    """The stretches in marks and those without that have a form, in order, and the form of each that has one.

    A form swallows marks inside it; one whose words are just a stretch in marks is that stretch's.
    """
    found = sorted(
        _apart([*_turns(text, rules), *_tweets(text, stretches), *_signed(text, stretches), *_blocks(text, rules)]),
        key=_start,
    )
    if not found:
        return tuple(stretches), {}
    kept = [m for m in stretches if not _swallowed(m, found)]
    ours = {m.start for m in kept}
    made = [Marked(f.start, f.start, f.end, f.end) for f in found if f.start not in ours]
    out = tuple(sorted([*kept, *made], key=lambda m: m.start))
    by_start = {f.start: f for f in found}
    return out, {n: by_start[m.start] for n, m in enumerate(out) if m.start in by_start}


def _start(form: Form) -> int:
    return form.start


def _apart(found: Sequence[Form]) -> Iterator[Form]:
    """Those that overlap none before them; turns come first."""
    taken: list[tuple[int, int]] = []
    for form in found:
        at = bisect_left(taken, (form.start, form.end))
        if (at and taken[at - 1][1] > form.start) or (at < len(taken) and taken[at][0] < form.end):
            continue
        taken.insert(at, (form.start, form.end))
        yield form


def _swallowed(m: Marked, found: Sequence[Form]) -> bool:
    """Whether a stretch in marks lies in a form without being all of it."""
    at = bisect_left(found, m.close, key=_start)
    return bool(at) and found[at - 1].end > m.open and (found[at - 1].start, found[at - 1].end) != (m.start, m.end)


def _turns(text: str, rules: Rules) -> Iterator[Form]:
    """The turns of a transcript or an interview."""
    for turn in turns(text, rules):
        yield Form(turn.kind, *_unmarked(text, turn), (turn.label, turn.label_end))


def _unmarked(text: str, turn: Turn) -> tuple[int, int]:
    """The words of a turn, without marks around all of them."""
    marks = list(_MARKS.finditer(text, turn.start, turn.end))
    if marks and marks[1:] == marks[-1:] and (marks[0].start(), marks[-1].end()) == (turn.start, turn.end):
        return marks[0].end(), marks[-1].start()
    return turn.start, turn.end


def _tweets(text: str, stretches: Sequence[Marked]) -> Iterator[Form]:
    """Tweets with their author's line (`— Name (@handle) May 3, 2016`), or after his handle (`@handle: …`)."""
    if "@" not in text:
        return
    before: tuple[int, int] | None = None
    for start, end in lines(text):
        if (m := _HANDLE.match(text, start, end)) and m.end() < end:
            yield Form("tweet", m.end(), end, (start, m.end(1)))
        at = text.find("(@", start, end)
        author = _author(text, start, at, end) if at >= 0 else None
        if author and (words := _tweeted(text, start, author.start(), before, stretches)):
            yield Form("tweet", *words, author.span(1))
        before = None if author else (start, end)


def _author(text: str, start: int, handle: int, end: int) -> re.Match[str] | None:
    """The author's line that ends the line from `start` to `end`, whose handle stands at `handle`."""
    dash = max(text.rfind(sign, max(start, handle - 64), handle) for sign in ("—", "–", " -", "--"))
    if dash < 0:
        dash = start
    while dash < handle and text[dash] == " ":
        dash += 1
    found = _AUTHOR.match(text, dash, end)
    return found if found and found.end() == end and (found[2] or found.start() == start) else None


def _tweeted(
    text: str, start: int, author: int, before: tuple[int, int] | None, stretches: Sequence[Marked]
) -> tuple[int, int] | None:
    """The words of the tweet whose author's line begins at `author` in the line from `start`."""
    if author > start:
        first, last = start, start + len(text[start:author].rstrip())
    elif before:
        first, last = before
    else:
        return None
    at = bisect_left(stretches, last, key=_close)
    if at < len(stretches) and stretches[at].close == last:
        return stretches[at].start, stretches[at].end
    return (first, last) if last - first <= BLOCK else None


def _signed(text: str, stretches: Sequence[Marked]) -> Iterator[Form]:
    """Words in marks with a dash and a name after them that end the paragraph (`"…" — Ada Lane`)."""
    before = 0
    for start, end in lines(text):
        dash = max(text.rfind(sign, max(start, end - SIGNATURE), end) for sign in "—–")
        found = _SIGNATURE.match(text, dash, end) if dash >= 0 else None
        if found and found.end() == end:
            close = len(text[start:dash].rstrip()) + start if dash > start else before
            at = bisect_left(stretches, close, key=_close)
            if at < len(stretches) and stretches[at].close == close > stretches[at].end:
                yield Form("signed", stretches[at].start, stretches[at].end, found.span(1))
        before = end


def _close(m: Marked) -> int:
    return m.close


SIGNATURE = 90
"""Characters of the longest signature with its dash, name and role."""
_SIGNATURE = re.compile(r"[—–]\s?([A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){1,3})(?:, [^\n—–“”\"]{2,60})?")


def _blocks(text: str, rules: Rules) -> Iterator[Form]:
    """Words without marks after a cue and a colon: the rest of a paragraph, or the next one."""
    introduced = False
    for start, end in lines(text):
        at = text.find(": ", start, end)
        plain = (introduced or at >= 0) and not _MARKS.search(text, start, end)
        if introduced and plain and end - start <= BLOCK and text[start].isupper():
            yield Form("block", start, end, None)
        introduced = text[end - 1] == ":" and _cued(text, start, end - 1, rules)
        if plain and at >= 0 and end - at <= TWEET and text[at + 2].isupper() and _cued(text, start, at, rules, 1):
            yield Form("block", at + 2, end, None)


def _cued(text: str, start: int, colon: int, rules: Rules, near: int = _BEFORE_COLON) -> bool:
    """Whether a verb of speech stands right before the colon, or with a few words of place or kind between."""
    words = [key(w) for w in text[max(start, colon - 80) : colon].split()[-near - 1 :]]
    for n in range(len(words) - 1, 0, -1):
        cue = rules.cues.get(words[n])
        if (
            cue
            and cue.group in {"speech", "address"}
            and cue.form in {"finite", "participle"}
            and words[n] not in rules.verb_nouns
        ):
            return all(w in rules.block_words for w in words[n + 1 :])
    return False


def digest(text: str) -> tuple[int, ...]:
    """Where the items of a digest end, each with its outlet in brackets (`… [Courier]`); nothing if it is none."""
    ends = tuple(m.end() for m in _OUTLET.finditer(text)) if "[" in text else ()
    return ends if len(ends) > 1 else ()


_OUTLET = re.compile(r"(?<=[.!?”\"'’)]\s)\[(?:[^\W\d_a-z][\w.&'’-]{1,24}[ ]?){1,5}\]\.?(?=\s|$)")


def ends_item(ends: Sequence[int], at: int) -> bool:
    """Whether an item of the digest ends at offset `at`."""
    n = bisect_left(ends, at)
    return n < len(ends) and ends[n] == at


def item(ends: Sequence[int], at: int) -> int:
    """The number of the digest's item that offset `at` is in."""
    return bisect_left(ends, at)
