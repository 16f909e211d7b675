"""Transcripts and interviews: lines that open with the name of who speaks (`LANE: …`), or with `Q:` and `A:`.

A colon makes no transcript: datelines, headings and lists of facts have one too. The labels must alternate, name
people that the text names elsewhere, and introduce words such as people say to each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.extract.vocabulary import Rules, key

_LABEL = re.compile(
    r"[*_]{0,2}(?P<label>[^\W\d_][\w.'’ -]{0,39}?)[*_]{0,2}\s?"  # in bold type, or not
    r"(?:\([^()\n]{1,40}\))?[*_]{0,2}(?:, [A-Z][A-Z .,'’-]{1,50})?"  # (through an interpreter), in capitals: a role
    r"(?P<sign>:|(?<=\b[A-Z])\.)[*_]{0,2}(?=\s|$)"
)
_BRACKETED = re.compile(r"[\[(][^\[\]()\n]{1,60}[\])]\.?")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OPENS = "“\"'‘"
NAME = 5
"""Words of the longest label."""
LABEL = 150
"""Characters of the longest label with its colon."""
APART = 8
"""Paragraphs without a label that may stand between two turns."""
TURN = 4_000
"""Characters of the longest run of paragraphs without a label that goes on a turn."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says in a transcript.

    Attributes:
        kind: a "turn" by name, or a "question" or "answer" of an interview.
        label, label_end: offsets of the label.
        start, end: the words, over as many paragraphs as they take.
    """

    kind: Literal["turn", "question", "answer"]
    label: int
    label_end: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph: its kind (a turn's or "" without a label), the label's offsets, and the words."""

    kind: Literal["turn", "question", "answer", ""]
    label: int
    label_end: int
    start: int
    end: int
    name: str = ""


@lru_cache(maxsize=2)
def lines(text: str) -> Sequence[tuple[int, int]]:
    """The lines of a text (start, end), empty ones left out, without the space around them."""
    found, start = [], 0
    for line in text.split("\n"):
        if kept := line.strip():
            begin = start + line.index(kept)
            found.append((begin, begin + len(kept)))
        start += len(line) + 1
    return tuple(found)


def turns(text: str, rules: Rules) -> list[Turn]:
    """The turns of a text that is a transcript or an interview, or holds one; else nothing."""
    rows = [_line(text, start, end, rules) for start, end in lines(text)]
    kinds = Counter(row.kind for row in rows)
    if kinds["question"] and kinds["answer"]:
        spoken = {"question", "answer"} if _is_interview(text, rows, rules) else set()
    else:
        spoken = {"turn"} if kinds["turn"] > 1 and _is_transcript(text, rows, rules) else set()
    if not spoken:
        return []
    return list(_joined(text, [row if row.kind in spoken else _unlabelled(row) for row in rows]))


def _line(text: str, start: int, end: int, rules: Rules) -> _Line:
    """A line with what its label says."""
    labelled = text.find(":", start, min(end, start + LABEL)) >= 0 or text.startswith(".", start + 1)
    found = _LABEL.match(text, start, end) if labelled else None
    if not found:
        return _Line("", start, start, start, end)
    label, words = found["label"], found.end()
    while words < end and text[words].isspace():
        words += 1
    word = key(label)
    at = found.start("label"), found.end("label")
    if word in rules.question_labels or (word in rules.outlets and found["sign"] == ":"):
        return _Line("question", *at, words, end, word)
    if word in rules.answer_labels:
        return _Line("answer", *at, words, end, word)
    if found["sign"] == ":" and _may_be_name(label, rules):
        return _Line("turn", *at, words, end, word.split()[-1])
    return _Line("", start, start, start, end)


def _unlabelled(row: _Line) -> _Line:
    return _Line("", row.label, row.label, row.label, row.end)


def _may_be_name(label: str, rules: Rules) -> bool:
    """A few capitalised words that are no place, day or outlet."""
    words = label.split()
    if len(words) > NAME or not all(w[0].isupper() or w in rules.particles for w in words):
        return False
    word = key(label)
    return not (word in rules.places or word in rules.nations or word in rules.calendar or word in rules.bodies)


def _is_interview(text: str, rows: Sequence[_Line], rules: Rules) -> bool:
    """Whether the text around the questions and answers says that somebody was asked."""
    return any(
        key(w) in rules.interview for row in rows if not row.kind for w in _WORDS.findall(text, row.start, row.end)
    )


def _is_transcript(text: str, rows: Sequence[_Line], rules: Rules) -> bool:
    """Whether the labels are those of at least two people, and what follows them is speech."""
    said = [row for row in rows if row.kind == "turn"]
    counts = Counter(row.name for row in said)
    loud = all(text[row.label : row.label_end].isupper() for row in said)
    around = {w for row in rows if not row.kind for w in _WORDS.findall(text, row.start, row.end)}
    named = [name for name in counts if counts[name] > 1 or name.title() in around]
    if len(counts) > 1 and all(row.start < row.end and text[row.start] in _OPENS for row in said):
        return True
    if len(named) <= 1 or not (loud or max(counts.values()) > 1):
        return False
    return 2 * sum(_is_speech(text, row, rules) for row in said) >= len(said)


def _is_speech(text: str, row: _Line, rules: Rules) -> bool:
    """Words such as people say to each other: "I", "you", a question, or words in marks."""
    if text.find("?", row.start, row.end) >= 0 or (row.start < row.end and text[row.start] in _OPENS):
        return True
    return any(key(w) in rules.talk for w in _WORDS.findall(text, row.start, row.end))


def _joined(text: str, rows: Sequence[_Line]) -> Iterator[Turn]:
    """Each turn with the paragraphs that go on with it, up to the next label."""
    for n, row in enumerate(rows):
        if not row.kind:
            continue
        start, end = row.start, row.end
        for other in _going_on(text, rows, n):
            start, end = (other.start, other.end) if start == row.end else (start, other.end)
        if start < end:
            yield Turn(row.kind, row.label, row.label_end, start, end)


def _names_itself(text: str, turn: _Line, row: _Line) -> bool:
    """Whether a paragraph names who has the turn: then it is told about that person, not said by them."""
    return turn.kind == "turn" and turn.name.title() in text[row.start : row.end]


def _going_on(text: str, rows: Sequence[_Line], n: int) -> list[_Line]:
    """The paragraphs without a label after row `n` that are still its speaker's."""
    found: list[_Line] = []
    for row in rows[n + 1 : n + 2 + APART]:
        if row.kind:
            return found
        if _BRACKETED.fullmatch(text, row.start, row.end):
            return found
        if row.end - rows[n].start > TURN or text[row.end - 1] == ":" or _names_itself(text, rows[n], row):
            break
        found.append(row)
    return found[:1] if rows[n].start == rows[n].end else []
