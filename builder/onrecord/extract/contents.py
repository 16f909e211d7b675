"""Where the words are that a cue reports: after it, before it, or around it.

All numbers are those of tokens of one sentence; an end is the token after the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.bridges import infinitive, is_quantity, past_phrase, past_settings
from onrecord.extract.endings import end_of
from onrecord.extract.phrases import is_adverb, is_owner, is_verbal
from onrecord.extract.pointers import Link, Row
from onrecord.extract.tokens import Token
from onrecord.extract.vocabulary import Rules

REACH = 30
"""How many tokens are looked at for what decides."""
CLAUSES = frozenset(["clause", "loose"])
"""Frames in which a clause may follow."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue reports.

    Attributes:
        first, last: its tokens (last is the one after).
        frame: what follows the cue ("clause", "question", …), or where the words stand ("before", "around", "opening").
    """

    first: int
    last: int
    frame: str


def after(row: Row, link: Link, links: Sequence[Link], rules: Rules) -> Content | None:
    """What follows a cue that stands before the words it reports."""
    if link.cue is None or link.relation == "inverted":
        return None
    frames = rules.reporting.frames.get(link.cue.lemma, frozenset())
    i = link.last if link.relation == "agent" else link.end
    while i < len(row) and row[i].kind == "word" and row[i].key not in rules.determiners and is_adverb(row[i], rules):
        i += 1
    if i >= len(row):
        return None
    opened = (
        _directed(row, i, frames, rules) or _predicate(row, link, i, frames, rules) or _clause(row, i, frames, rules)
    )
    if opened is None or (link.relation == "agent" and opened[1] != "question"):
        return None
    first, frame = opened
    if row[first].key in rules.reporting.complementizers and row[link.at].key in rules.verb_nouns:
        return None
    introduced = row[first - 1].key in rules.reporting.complementizers and first - 1 == i
    if frame == "clause" and not introduced and _taken(row, link, rules):
        return None
    while first < len(row) and row[first].kind == "sign" and row[first].key == ",":
        first += 1
    last = end_of(row, first, link, links, rules)
    if frame == "predicate" and row[max(0, link.subject.first - 2)].key == ",":
        last = next((k for k in range(first, last) if row[k].key == ","), last)
    return Content(link.at if frame == "denial" else first, last, frame) if last > first else None


def _taken(row: Row, link: Link, rules: Rules) -> bool:
    """Whether a cue belongs to words in marks before it, or is an aside ("as X said"): then no bare clause follows."""
    first = link.at if link.relation == "shared" else link.first
    if link.cue is None or link.cue.form == "participle" or not first:
        return False
    if row[first - 1].key in rules.reporting.asides:
        return True
    return row[first - 1].kind == "quote" or (
        first > 1 and row[first - 1].key == "," and row[first - 2].kind == "quote"
    )


def _directed(row: Row, i: int, frames: frozenset[str], rules: Rules) -> tuple[int, str] | None:
    """`promised to …`, `accused X of …`, `urged X to …`: the words from token `i` on, where they are such."""
    if "intent" in frames and _infinitive(row, i, rules):
        return i, "intent"
    if row[i].key in rules.prepositions or row[i].key in rules.auxiliaries:
        return None
    if "naming" in frames and _names(row, i, rules):
        return i, "naming"
    return _addressed(row, i, frames, rules)


def _infinitive(row: Row, i: int, rules: Rules) -> bool:
    """Whether an infinitive begins at token `i`, "not" before it or none."""
    to = i + (row[i].key in rules.reporting.negations)
    return to < len(row) and row[to].key in rules.syntax.infinitive_marks and infinitive(row, to, rules)


def _addressed(row: Row, i: int, frames: frozenset[str], rules: Rules) -> tuple[int, str] | None:
    """The words from token `i` on, where they name somebody and what they are charged with, called, or told to do."""
    words = rules.reporting
    for k in range(i, min(len(row), i + REACH)):
        key = row[k].key
        if row[k].kind in {"sign", "quote"} or key in words.complementizers or key in words.questions:
            return None
        if k == i:
            continue
        if "order" in frames and _infinitive(row, k, rules):
            return i, "order"
        for frame, prepositions in (("charge", words.charges), ("portrayal", words.portrayals)):
            if frame in frames and key in prepositions:
                return i, frame
        if key in words.clause_pronouns or _is_auxiliary(row[k], rules):
            return None
    return None


def _is_auxiliary(token: Token, rules: Rules) -> bool:
    """Whether a word is an auxiliary, "to" and what is joined to the word before it left out."""
    return token.key in rules.auxiliaries and token.key not in rules.syntax.infinitive_marks and token.key[0].isalpha()


def _names(row: Row, i: int, rules: Rules) -> bool:
    """`called him a kind man`, `called the fire a reason to rebuild`: who or what is called something, and what."""
    if row[i].key in rules.reporting.complementizers or any(t.kind == "quote" for t in row[i : i + SHORT]):
        return False
    if row[i].key in rules.determiners:
        shorter = range(i + 2, min(len(row) - 1, i + SHORT))
        end = next((k for k in shorter if row[k].kind != "word" or row[k].key in rules.prepositions), len(row))
        return any(row[k].key in rules.determiners for k in shorter if k < end)
    if i + 1 >= len(row) or (row[i].kind != "name" and row[i].key not in rules.pronouns):
        return False
    after = row[i + 1]
    known = (rules.prepositions, rules.auxiliaries, rules.conjunctions, rules.relatives, rules.calendar)
    plain = after.kind == "word" and not is_owner(after) and not is_adverb(after, rules)
    return plain and not any(after.key in words for words in known)


SHORT = 7
"""Tokens of the longest noun phrase that is called something."""


def _clause(row: Row, i: int, frames: frozenset[str], rules: Rules) -> tuple[int, str] | None:
    """The clause that a cue introduces, past where, when and to whom it was said."""
    words = rules.reporting
    colon = row[i].key == ":"
    start = i + 1 if colon else past_settings(row, i, "order" in frames, rules)
    while start < len(row) and row[start].key in words.restrictions:
        start += 1
    if start >= len(row) or (colon and row[start].kind == "quote"):
        return None
    key = row[start].key
    if key in words.complementizers and _demonstrative(row, start, rules):
        return (start, "clause") if start == i and "clause" in frames else None
    if key in words.complementizers:
        if "denial" in frames:
            return start, "denial"
        return (start + 1, "clause") if frames & CLAUSES and start + 1 < len(row) else None
    if key in words.questions and not colon:
        explained = "explanation" in frames and key in words.explanations
        return (start, "question") if explained or "question" in frames else None
    return _unmarked(row, i, start, frames, rules)


def _unmarked(row: Row, i: int, start: int, frames: frozenset[str], rules: Rules) -> tuple[int, str] | None:
    """What a cue introduces without "that" or a question word, `start` being past where and when it was said."""
    here = start == i
    if "gerund" in frames and here and is_verbal(row[i], ("ing",)):
        return i, "gerund"
    inserted = row[start].key == "," and ("clause" in frames or ("loose" in frames and here))
    if inserted and (that := _past_insertion(row, start, rules)):
        return that, "clause"
    if "object" in frames and here and row[start].kind in {"word", "name"}:
        return start, "object"
    bare = frames & CLAUSES and _bare(row, start, "loose" in frames, start > i, rules)
    return (start, "clause") if bare else None


def _predicate(row: Row, link: Link, i: int, frames: frozenset[str], rules: Rules) -> tuple[int, str] | None:
    """`the wheel, which she said was safe`: what is said of something that stands before the subject."""
    if "clause" not in frames or not link.subject.first or link.subject.last > link.at or row[i].kind != "word":
        return None
    told = row[link.subject.first - 1].key in rules.relatives
    verb = _is_auxiliary(row[i], rules)
    return (i, "predicate") if told and (verb or is_verbal(row[i], ("ed",))) else None


def _past_insertion(row: Row, comma: int, rules: Rules) -> int:
    """`said on Monday, when the mill stood still, that …`: the token after "that", or 0."""
    for k in range(comma + 2, min(len(row) - 1, comma + REACH)):
        if row[k].kind == "quote":
            return 0
        if row[k].key in rules.reporting.complementizers and row[k - 1].key == ",":
            return k + 1
    return 0


def _demonstrative(row: Row, i: int, rules: Rules) -> bool:
    """`that was enough`, `a list that included`: "that" right before a verb stands for a thing."""
    following = row[i + 1] if i + 1 < len(row) else None
    if following is None or following.kind != "word":
        return False
    return following.key in rules.auxiliaries or is_verbal(following, ("ed",))


def _bare(row: Row, i: int, loose: bool, moved: bool, rules: Rules) -> bool:
    """Whether a clause without "that" begins at token `i`, to which one `moved` over where and when it was said."""
    token, words = row[i], rules.reporting
    if token.key in words.articles and i + 1 < len(row) and row[i + 1].key in words.nothings:
        return False
    if token.kind == "sign" or i + 1 >= len(row) or token.key == "to":
        return False
    if token.key in words.clause_pronouns:
        return True
    known = (rules.prepositions, rules.auxiliaries, rules.subordinators - words.complementizers, words.nothings)
    if is_quantity(row, i, rules):
        return not loose
    if token.kind == "word" and any(token.key in group for group in known):
        return token.key in words.conditional and any(t.key == "," for t in row[i:])
    if loose:
        return _holds_verb(row, i, rules) and not moved
    return not moved or _holds_verb(row, i, rules, ("ed",))


def _holds_verb(row: Row, i: int, rules: Rules, endings: tuple[str, ...] = ()) -> bool:
    """Whether an auxiliary, or a word with one of the endings, stands in the clause from token `i`."""
    for k in range(i, min(len(row), i + REACH)):
        key = row[k].key
        if (row[k].kind == "sign" and not is_owner(row[k])) or key in rules.relatives or key in rules.subordinators:
            return False
        if (key in rules.auxiliaries and key not in {"to", "not", "never", "'s"}) or (
            endings and is_verbal(row[k], endings)
        ):
            return True
    return False


def before(row: Row, link: Link, rules: Rules, floor: int) -> Content | None:
    """What an attribution reports that stands after it, or in the middle of it; nothing before token `floor` counts."""
    comma = attribution(row, link, floor, rules) - 1
    end = _past_attribution(row, link, rules)
    if comma < floor or end is None:
        return None
    marked = row[comma].kind == "quote"
    if not marked and row[comma].key != "," and link.cue is not None:
        return None
    stop = comma if row[comma].key == "," else comma + 1
    begin = _begun(row, floor, stop, rules)
    hung = begin >= stop or _hangs(row[stop - 1], rules) or _opens_only(row, begin, stop, False, rules)
    said = link.cue is not None and "clause" in rules.reporting.frames.get(link.cue.lemma, ())
    rest = None if marked else _rest(row, link, end, hung and said and begin < stop, rules)
    if rest is not None:
        if hung and _is_auxiliary(row[rest], rules):
            return Content(begin, end_of(row, rest, link, (), rules), "around")
        return Content(rest if hung else begin, end_of(row, rest, link, (), rules), "around")
    quoted = end + 1 < len(row) and row[end + 1].kind == "quote"
    if begin >= stop or _opens_only(row, begin, stop, quoted, rules):
        return None
    if marked and any(t.key in rules.cues and rules.cues[t.key].form == "finite" for t in row[begin:stop]):
        return None
    return Content(begin, stop, "before")


def attribution(row: Row, link: Link, floor: int, rules: Rules) -> int:
    """The token at which an attribution begins: an "as" before it, or what its speaker is, belongs to it."""
    first = link.first
    if row[first].key in rules.reporting.asides:
        return first
    beside = first - 1 > floor and row[first - 1].key == "," and row[first - 2].key in rules.role_nouns
    at = first - 1 if beside else first
    while at > floor and first - at < PREFIX and row[at - 1].kind == "word" and _describes(row[at - 1], rules):
        at -= 1
    if at < first and not (
        at > floor
        and row[at - 1].key == ","
        and any(t.key in rules.role_nouns or t.key in rules.body_nouns for t in row[at:first])
    ):
        at = first
    return at - 1 if at > floor and row[at - 1].key in rules.reporting.asides else at


PREFIX = 10
"""Tokens of the longest description before a name."""


def _describes(token: Token, rules: Rules) -> bool:
    """Whether a word may be part of a description before a name: `county health department spokesman X`."""
    known = (rules.auxiliaries, rules.prepositions, rules.subordinators, rules.relatives, rules.cues)
    return token.key in rules.reporting.linking or not any(token.key in words for words in known)


def _begun(row: Row, floor: int, stop: int, rules: Rules) -> int:
    """Where the words before an attribution begin: past what ties them to the sentence before."""
    begin = floor
    while begin < stop and (row[begin].kind == "sign" or row[begin].key in rules.reporting.leads):
        begin += 1
    return begin


def _hangs(token: Token, rules: Rules) -> bool:
    """Whether an attribution right after this word cuts a clause that has only begun: `when, he said, …`."""
    return any(token.key in group for group in (rules.subordinators, rules.relatives, rules.conjunctions))


def _past_attribution(row: Row, link: Link, rules: Rules) -> int | None:
    """The token after a cue, its subject and where, when and to whom it was said; None where a clause follows."""
    end = link.last
    if link.cue is not None and end < len(row) and row[end].key in rules.reporting.topics:
        return None
    if link.cue is None or link.relation == "inverted":
        if end < len(row) and row[end].kind == "word":
            end = past_phrase(row, end, rules)
            return None if end < len(row) and row[end].key == ":" else end
    else:
        frames = rules.reporting.frames.get(link.cue.lemma, frozenset())
        end = past_settings(row, end, "order" in frames, rules)
    if end < len(row) and (row[end].kind != "sign" or row[end].key == ":"):
        return None
    return end


def _rest(row: Row, link: Link, end: int, opened: bool, rules: Rules) -> int | None:
    """Where the words go on after the comma at token `end`, or None where what follows hangs on the attribution."""
    if end + 1 >= len(row) or row[end].key != "," or row[end + 1].kind == "quote":
        return None
    key, words = row[end + 1].key, rules.reporting
    hangs = (rules.relatives - words.complementizers, words.coordinators, rules.prepositions - {"to"}, words.articles)
    if not (opened and key in words.conditional) and (any(key in group for group in hangs) or key.endswith("ing")):
        return None
    if (link.cue is None or link.relation == "inverted") and _describes_who(row, end + 1, rules):
        return None
    return end + 1


def _describes_who(row: Row, i: int, rules: Rules) -> bool:
    """Whether words that say what somebody is begin at token `i`: `the mayor`, `director of …`, `X's brother`."""
    owner = row[i].kind == "name" and i + 1 < len(row) and is_owner(row[i + 1])
    return owner or row[i].key in rules.determiners or row[i].key in rules.role_nouns


def _opens_only(row: Row, begin: int, stop: int, quoted: bool, rules: Rules) -> bool:
    """Whether the words before an attribution only open its sentence: `In a statement, X said`."""
    first, inside = row[begin], row[begin:stop]
    if all(t.kind != "word" for t in inside):
        return True
    known = first.key in rules.prepositions or first.key in rules.subordinators or first.key.endswith("ing")
    if first.kind != "word" or not known or is_quantity(row, begin, rules):
        return False
    return quoted or not any(t.key in rules.auxiliaries or is_verbal(t, ("ed",)) for t in inside)


def opening(row: Row, link: Link, rules: Rules) -> Content | None:
    """What `According to X, …` and `As X noted, …` at the beginning of a sentence report."""
    comma = _comma(row, link.last)
    if comma < 0:
        return None
    if _explains(row, comma + 1, rules) and (second := _comma(row, comma + 1)) > 0:
        comma = second
    if row[comma + 1].kind == "quote":
        return None
    return Content(comma + 1, end_of(row, comma + 1, link, (), rules), "opening")


def _comma(row: Row, i: int) -> int:
    """The next comma within reach that words follow, or -1."""
    return next((k for k in range(i, min(len(row) - 1, i + REACH)) if row[k].key == ","), -1)


def _explains(row: Row, i: int, rules: Rules) -> bool:
    """Whether the words from token `i` to the next comma say who somebody is."""
    first, comma = row[i], _comma(row, i)
    if comma < 0 or first.kind == "quote":
        return False
    if first.key in rules.relatives:
        return True
    described = first.key in rules.determiners or first.key in rules.role_nouns
    return described and not any(t.key in rules.auxiliaries and not is_owner(t) for t in row[i:comma])
