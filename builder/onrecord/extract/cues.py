"""Cue links: which words attribute, and who their subject is.

A link joins a cue ("said") to the words that are its subject ("Sanders", "he", "a senior adviser"): before it, after it
("said Sanders"), as the agent of a passive, or named by an opening ("according to Sanders").
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.phrases import is_adverb, is_owner, phrase_after
from onrecord.extract.pointers import Link, Row
from onrecord.extract.subjects import subject_before
from onrecord.extract.vocabulary import Cue, Rules

PERFECT = frozenset(["has", "have", "had", "'s", "'ve", "'d", "having"])
"""Auxiliaries that a perfect form ("written") needs to be a verb."""


def links(row: Row, rules: Rules) -> list[Link]:
    """Every cue of a sentence with its subject, in order; cues whose subject cannot be told are left out."""
    out: list[Link] = []
    i = 0
    while i < len(row):
        opening = _opening(row, i, rules)
        link = opening or _verb_link(row, i, out, rules)
        if link:
            out.append(link)
        i = opening.end if opening else i + 1
    return out


def _opening(row: Row, i: int, rules: Rules) -> Link | None:
    for words in rules.openings:
        if row[i].key == words[0] and tuple(t.key for t in row[i : i + len(words)]) == words:
            subject = phrase_after(row, i + len(words), rules)
            return Link(None, i, i + len(words), subject, "opening") if subject else None
    return None


def _verb_link(row: Row, i: int, earlier: Sequence[Link], rules: Rules) -> Link | None:
    cue, end = _cue_at(row, i, rules)
    if not cue:
        return None
    left = _before_verb(row, i, rules)
    if i and is_owner(row[i - 1]) and (cue.form == "plain" or row[i].key in rules.verb_nouns):
        return None
    if cue.form == "perfect" and not {t.key for t in row[left:i]} & PERFECT:
        return None
    if cue.form == "plain" and not _plural_or_helped(row, left, i, rules):
        return None
    if row[i].key in rules.verb_nouns and left == i and not _after_person(row, i, rules):
        return None
    if _passive(row, left, i, cue, rules):
        agent = next((k for k in range(end, min(end + 25, len(row))) if row[k].key == "by"), -1)
        subject = phrase_after(row, agent + 1, rules) if agent > 0 else None
        return Link(cue, i, end, subject, "agent") if subject and subject.kind in {"name", "pronoun"} else None
    if _inverts(row, end, left, cue, rules) and (subject := phrase_after(row, end, rules)):
        return Link(cue, i, end, subject, "inverted")
    found = subject_before(row, left, i, cue, earlier, rules)
    return Link(cue, i, end, found[0], found[1]) if found else None


def _cue_at(row: Row, i: int, rules: Rules) -> tuple[Cue | None, int]:
    """The cue that begins at token `i` (a phrase before a single word), and the token after it."""
    token = row[i]
    if token.kind != "word" or (token.key not in rules.cues and i + 1 >= len(row)):
        return None, i
    if i + 1 < len(row) and (cue := rules.cues.get(f"{token.key} {row[i + 1].key}")):
        return cue, i + 2
    cue = rules.cues.get(token.key)
    return (cue, i + 1) if cue and not (token.capital and i) else (None, i)


def _plural_or_helped(row: Row, left: int, i: int, rules: Rules) -> bool:
    """A plain form is a verb after an auxiliary or a plural ("critics say"); else it is most likely a noun."""
    if left < i and any(t.key in rules.auxiliaries for t in row[left:i]):
        return True
    before = row[left - 1] if left else None
    if before is None or before.kind != "word":
        return False
    plural = before.key.endswith("s") and not before.key.endswith("ss") and before.key not in rules.prepositions
    plural = plural and not is_owner(before)
    return before.key in {"i", "we", "you", "they", "who", "people", "men", "women", "police", "some", "many"} or (
        plural and before.key not in rules.pronouns and before.key not in rules.auxiliaries
    )


def _after_person(row: Row, i: int, rules: Rules) -> bool:
    """Whether a person, "who", a comma or the like stands right before token `i`."""
    before = row[i - 1] if i else None
    if before is None or before.kind in {"name", "sign", "quote"}:
        return before is not None and not is_owner(before)
    return before.key in rules.relatives or before.key in rules.conjunctions or before.key in {"he", "she"}


def _before_verb(row: Row, i: int, rules: Rules) -> int:
    """The token after the last one that is neither auxiliary nor adverb before the verb at `i`."""
    j = i
    while j and row[j - 1].kind == "word" and (row[j - 1].key in rules.auxiliaries or is_adverb(row[j - 1], rules)):
        if (
            row[j - 1].key == "'s"
            and j > 1
            and row[j - 2].kind == "name"
            and i - j > 0
            and not is_adverb(row[j], rules)
        ):
            break
        j -= 1
    return j


def _passive(row: Row, left: int, i: int, cue: Cue, rules: Rules) -> bool:
    """Whether the verb at `i` is a past participle after a form of "be"."""
    if cue.form not in {"finite", "perfect"} or row[i].key.endswith("s"):
        return False
    between = {t.key for t in row[left:i]} | ({row[left - 1].key} & {"when", "if", "as"} if left else set())
    return bool(between & rules.light_verbs)


def _inverts(row: Row, end: int, left: int, cue: Cue, rules: Rules) -> bool:
    """`"…," said X` and `Said X:`; the verb stands right after the quotation."""
    if cue.form != "finite" or cue.group not in {"speech", "address"}:
        return False
    k = left - 1
    while k >= 0 and row[k].kind == "sign" and row[k].key in ",—–-":
        k -= 1
    if k >= 0 and row[k].kind != "quote" and not (k < left - 1 and _colon_follows(row, end)):
        return False
    following = row[end] if end < len(row) else None
    if not following or following.key in rules.prepositions or following.key in rules.calendar:
        return False
    return (
        following.kind == "name"
        or following.capital
        or any(following.key in words for words in (rules.determiners, rules.pronouns, rules.role_nouns))
    )


def _colon_follows(row: Row, i: int) -> bool:
    """Whether the next sign after token `i` is a colon: `In short, said X: "…"`."""
    return next((t.key for t in row[i : i + 9] if t.kind in {"sign", "quote"}), "") == ":"
