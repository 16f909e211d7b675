"""Cues whose subject is no person and no body that the links know: numbers, polls' respondents, long descriptions.

`About 9 percent said …`, `others say …`, `people close to the mayor say …`: somebody said it, whoever it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.phrases import is_adverb, is_owner, noun_phrase
from onrecord.extract.pointers import Link, Pointer, Row
from onrecord.extract.subjects import Found, subject_before
from onrecord.extract.tokens import Token
from onrecord.extract.vocabulary import Cue, Rules

LONG = 40
"""Tokens of the longest description of a source."""


def plain(row: Row, links: Sequence[Link], rules: Rules) -> list[Link]:
    """`those briefed on the plan say that …`: the links of verbs that have none though a clause follows."""
    taken = {k.at for k in links}
    out: list[Link] = []
    for i in range(1, len(row) - 1):
        if row[i].kind != "word" or i in taken:
            continue
        found: Link | None = None
        if row[i].key in rules.reporting.plain:
            found = _saying(row, i, links, rules)
        elif row[i - 1].key in rules.reporting.things:
            found = _finding(row, i, rules)
        if found:
            out.append(found)
    return out


def _saying(row: Row, i: int, links: Sequence[Link], rules: Rules) -> Link | None:
    """The link of the verb at token `i`, whatever its source is."""
    cue = rules.cues.get(row[i].key) or rules.findings.get(row[i].key)
    left = _before(row, i, rules)
    if cue is None or not left or not _told(row, i, left, cue, rules):
        return None
    found = _source(row, left, i, cue, [k for k in links if k.at < i], rules)
    if found and cue.group == "findings" and not _is_thing(row[found[0].first : left], rules):
        return None
    return Link(cue, i, i + 1, *found) if found else None


def _is_thing(subject: Row, rules: Rules) -> bool:
    """Whether a subject holds a word for a thing that finds something."""
    return any(t.key in rules.reporting.things for t in subject)


def _finding(row: Row, i: int, rules: Rules) -> Link | None:
    """`polls showing that …`: what is found by the thing right before it."""
    cue = rules.findings.get(row[i].key)
    if cue is None or cue.form != "participle":
        return None
    return Link(cue, i, i + 1, Pointer("body", i - 1, i), "subject")


def _before(row: Row, i: int, rules: Rules) -> int:
    """The token after the subject of the verb at `i`: auxiliaries, adverbs and "both" between them left out."""
    k = i
    while k and row[k - 1].kind == "word" and not is_owner(row[k - 1]):
        known = row[k - 1].key in rules.syntax.perfect_auxiliaries or row[k - 1].key in rules.reporting.between
        if not known and not is_adverb(row[k - 1], rules):
            break
        k -= 1
    return k


def _told(row: Row, i: int, left: int, cue: Cue, rules: Rules) -> bool:
    """Whether the form at `i` is a verb with a clause after it, whose subject may end before token `left`."""
    last, after = row[left - 1], row[i + 1]
    known = (rules.auxiliaries, rules.determiners, rules.prepositions, rules.reporting.modals, rules.relatives)
    if last.key in rules.reporting.things or last.key in rules.reporting.quantities:
        return after.kind in {"word", "name"}
    if last.kind == "word" and (is_owner(last) or any(last.key in words for words in known)):
        return False
    if last.kind == "quote" or last.key in rules.conjunctions or after.key == ":":
        return False
    if after.key == ",":
        return _aside(row, left, rules) >= 0
    clause = after.key in rules.reporting.complementizers or after.key in rules.reporting.clause_pronouns
    return clause or cue.lemma in rules.reporting.turning or cue.form == "finite"


def _source(row: Row, left: int, i: int, cue: Cue, earlier: Sequence[Link], rules: Rules) -> Found | None:
    """Whose words they are: what stands before token `left`, in person or as a body."""
    if cue.form == "participle":
        near = range(left - 1, max(0, left - NEAR), -1)
        first = next((k for k in near if row[k - 1].key in rules.reporting.fronts), left - 1)
        return (Pointer("body", first, left), "subject") if row[left - 1].kind == "word" else None
    if row[i + 1].key == ",":
        first = _aside(row, left, rules) + 1
        return noun_phrase(row, first, left, rules) or Pointer("body", first, left), "subject"
    if cue.group != "findings" and (found := subject_before(row, left, i, cue, earlier, rules)):
        return found
    first = _begun(row, left, rules)
    if first >= left or row[first].key in rules.reporting.asides:
        return None
    relative = next((k for k in range(first + 1, left) if row[k].key in rules.relatives), left)
    return noun_phrase(row, first, relative, rules) or Pointer("body", first, relative), "subject"


def _aside(row: Row, left: int, rules: Rules) -> int:
    """The "as" of `As the Herald reported,` and `…, as the Herald reported,`: it stands before the source; or -1."""
    for k in range(left - 1, max(-1, left - NEAR), -1):
        if row[k].key in rules.reporting.asides:
            return k if not k or row[k - 1].key == "," else -1
        if row[k].kind == "sign" and not is_owner(row[k]):
            return -1
    return -1


def _begun(row: Row, left: int, rules: Rules) -> int:
    """Where the description of a source begins that ends before token `left`: after a comma, unless one closes it."""
    first = left
    closes = row[left - 1].kind == "sign"
    while first and left - first < LONG and row[first - 1].kind != "quote" and row[first - 1].key not in PARTING:
        if row[first - 1].key in {",", "-"} and not closes:
            break
        first -= 1
    while first < left and (row[first].kind == "sign" or row[first].key in rules.reporting.leads):
        first += 1
    return first


NEAR = 12
"""Tokens from "with" to the verb of what it brings in: `with 47 percent of the farmers saying …`."""
PARTING = frozenset([";", ":", "—", "(", ")"])
"""Signs over which no description of a source goes."""


def lowered(row: Row, rules: Rules) -> Row | None:
    """A headline's tokens as those of a sentence, where every word but the small ones is capitalised; else None."""
    words = 0
    for token in row:
        if token.kind == "word" and token.key[0].isalpha():
            if not token.capital and token.key not in rules.small:
                return None
            words += token.capital
    if words < FEWEST:
        return None
    return [replace(t, capital=False) if t.kind == "word" and t.key in rules.triggers else t for t in row]


FEWEST = 4
"""Capitalised words of the shortest headline that has a cue."""


def label(row: Row, rules: Rules) -> Link | None:
    """`Ellery: The wheel will turn`: who speaks in a headline that opens with them and a colon."""
    at = next((k for k in range(1, min(LABEL, len(row) - FEW)) if row[k].key == ":"), 0)
    if not at or row[-1].key == "?" or any(t.kind == "quote" or _is_auxiliary(t, rules) for t in row[:at]):
        return None
    pointer = noun_phrase(row, 0, at, rules)
    last = row[at - 1].key
    known = (rules.reporting.things, rules.body_nouns, rules.role_nouns)
    if pointer is None or not (pointer.kind == "name" or any(last in words for words in known)):
        return None
    return Link(None, at, at + 1, pointer, "label")


def _is_auxiliary(token: Token, rules: Rules) -> bool:
    """Whether a word makes a sentence of the words before a colon: `Ellery is back:`."""
    return token.key in rules.auxiliaries and token.key not in rules.syntax.infinitive_marks and not is_owner(token)


LABEL = 7
"""Tokens of the longest label, its colon included."""
FEW = 3
"""Tokens of the shortest headline after a label."""
