"""The subject of a verb that stands after it in the sentence's own order.

Directly before it, across an apposition or a relative clause, shared with an earlier verb, or blamed for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.lists import list_ending, with_company
from onrecord.extract.phrases import (
    CHUNK_SIGNS,
    chunks,
    is_adverb,
    is_owner,
    is_verbal,
    leads_in,
    main_subject,
    noun_phrase,
    verb_in,
)
from onrecord.extract.pointers import REACH, STRONG, Link, Pointer, Row
from onrecord.extract.tokens import Token
from onrecord.extract.vocabulary import Cue, Rules

Found = tuple[Pointer, str]
"""A subject and how it was found."""
NEAR = 8
"""How many tokens a noun phrase before "who" may be long."""
INNER_SIGNS = frozenset([".", "%", "$", "/", "&", "#", "@"])
"""Signs that part nothing."""


def subject_before(row: Row, left: int, i: int, cue: Cue, earlier: Sequence[Link], rules: Rules) -> Found | None:
    """The subject of the verb at `i`, whose auxiliaries begin at token `left`, and how it was found."""
    infinitive = next((k for k in range(i - 1, left - 1, -1) if row[k].key in rules.syntax.infinitive_marks), -1)
    if infinitive >= 0:
        return _prompted(row, infinitive, rules) or _shared(row, infinitive, earlier, rules)
    start = _segment(row, left, rules)
    if start < left:
        return _from_segment(row, start, left, cue, earlier, rules)
    before = row[left - 1] if left else None
    if before is None:
        return _shared(row, left, earlier, rules) if cue.form == "participle" else None
    if before.key in rules.relatives and (
        before.key not in rules.syntax.complementizers or (left > 1 and _is_source(row[left - 2], rules))
    ):
        return _antecedent(row, left - 1, rules)
    if before.kind == "quote" and _is_fragment(row, left - 1, rules) and (found := _across(row, left, rules)):
        return found
    if before.key in rules.conjunctions or before.kind == "quote":
        return _shared(row, left - 1, earlier, rules)
    if before.key in rules.prepositions:
        return _blamed(row, left - 1, earlier, rules) if cue.form == "participle" else None
    if cue.form == "participle":
        return _shared(row, left, earlier, rules)
    return _across(row, left, rules) or _shared(row, left, earlier, rules)


def _prompted(row: Row, infinitive: int, rules: Rules) -> Found | None:
    """`X was prompted to say`, `X went on to say`: the subject of the clause that the infinitive is in."""
    start = _segment(row, infinitive, rules)
    while start < infinitive and leads_in(row[start], rules):
        start += 1
    pointer = noun_phrase(row, start, infinitive, rules) if infinitive - start > 1 else None
    opens = pointer and pointer.first == start and pointer.kind in {"name", "pronoun"} and not pointer.document
    return (pointer, "subject") if pointer and opens else None


def _is_source(token: Token, rules: Rules) -> bool:
    """A noun for a person, a body, a writing or a printed thing: "that" after it stands for it ("a sign that said")."""
    return token.kind == "word" and any(
        token.key in words for words in (rules.things, rules.documents, rules.body_nouns, rules.role_nouns)
    )


def _segment(row: Row, left: int, rules: Rules) -> int:
    """The first token of the run before `left` that holds no comma, quotation, conjunction or relative word."""
    j = left
    while j and left - j < REACH:
        token = row[j - 1]
        if token.kind in {"sign", "quote"} and not is_owner(token) and token.key not in INNER_SIGNS:
            break
        if j < left and _reports(token, rules):
            break
        if token.key in rules.relatives or (
            token.key in rules.subordinators and token.key not in rules.syntax.light_subordinators
        ):
            break
        j -= 1
    return j


def _reports(token: Token, rules: Rules) -> bool:
    """Whether a token is a finite verb of speech, so that what follows it is another clause."""
    verb = rules.cues.get(token.key)
    if verb is None or verb.form != "finite" or verb.group != "speech":
        return False
    return not token.capital and token.key not in rules.verb_nouns


def _from_segment(row: Row, start: int, left: int, cue: Cue, earlier: Sequence[Link], rules: Rules) -> Found | None:
    """The subject in the run of words right before the verb, or the one it shares or refers back to."""
    if beside := _beside(row, start, left, rules) or _acting(row, start, left, cue, rules):
        return beside, "subject"
    first, run = row[start], row[start:left]
    before = row[start - 1].key if start else ""
    named = any(t.kind == "name" or t.key in rules.pronouns for t in run)
    if before in rules.syntax.personal_relatives and not named:
        return _antecedent(row, start - 1, rules)
    if before in rules.syntax.and_or and not named and not any(t.key in rules.own_subjects for t in run):
        return _shared(row, start - 1, earlier, rules)
    if is_verbal(first, rules.syntax.verbal_endings if cue.form == "participle" else rules.syntax.progressive_endings):
        return _shared(row, start, earlier, rules)
    if cue.form == "participle" and row[left - 1].key in rules.things:
        return Pointer("body", left - 1, left), "subject"
    pointer = noun_phrase(row, start, left, rules)
    if pointer and pointer.kind == "name" and pointer.first == start:
        pointer = list_ending(row, start, rules) or pointer
    elif pointer and (several := with_company(row, start, left, rules)):
        pointer = several
    return (pointer, "subject") if pointer else None


def _beside(row: Row, start: int, left: int, rules: Rules) -> Pointer | None:
    """`in a way X slammed`, `the videos he calls`: a name or pronoun right before the verb, in a clause of its own."""
    last, before = row[left - 1], row[left - 2]
    if left - start <= 1 or before.kind != "word" or before.capital or before.key in rules.prepositions:
        return None
    if last.key in rules.syntax.subject_pronouns:
        return Pointer("pronoun", left - 1, left)
    nouns = (rules.role_nouns, rules.body_nouns, rules.role_modifiers, rules.determiners, rules.cues)
    if last.kind != "name" or is_owner(before) or any(before.key in words for words in nouns):
        return None
    return Pointer("name", left - 1, left, last.index)


def _acting(row: Row, start: int, left: int, cue: Cue, rules: Rules) -> Pointer | None:
    """`remember X declaring`, `a video of X saying`: a name right before a participle is its subject."""
    last = row[left - 1]
    if cue.form != "participle" or last.kind != "name" or left - start <= 1 or is_owner(row[left - 2]):
        return None
    if row[left - 2].key in rules.prepositions and row[left - 2].key not in rules.syntax.absolutes:
        return None
    return Pointer("name", left - 1, left, last.index)


def _antecedent(row: Row, relative: int, rules: Rules) -> Found | None:
    """What "who" stands for: the noun phrase that ends right before it."""
    end = relative
    while end and row[end - 1].kind == "sign" and row[end - 1].key not in {";", ":"}:
        end -= 1
    if not end or row[end - 1].kind == "quote":
        return None
    last = row[end - 1]
    if last.kind == "name":
        return Pointer("name", end - 1, end, last.index), "relative"
    if last.key not in rules.role_nouns:
        for k in range(end - 1, max(0, end - NEAR), -1):
            if row[k].kind == "word" and row[k].key in rules.prepositions and row[k - 1].kind == "name":
                return Pointer("name", k - 1, k, row[k - 1].index), "relative"
    begin = end - 1
    if begin > 1 and (found := _named_before(row, begin, rules)):
        return found, "relative"
    while begin and end - begin < NEAR and row[begin].key not in rules.determiners and row[begin - 1].kind == "word":
        begin -= 1
    person = last.key in rules.role_nouns or row[relative].key in rules.syntax.personal_relatives
    return Pointer("role" if person else "body", begin, end), "relative"


def _named_before(row: Row, noun: int, rules: Rules) -> Pointer | None:
    """`Ada Lane, the ferry expert who …`: the name that the noun at `noun` explains."""
    k = noun
    while k and noun - k < NEAR and row[k].kind == "word" and row[k].key not in rules.prepositions:
        k -= 1
    if k and row[k].key == "," and row[k - 1].kind == "name" and row[k + 1].key in rules.determiners:
        return Pointer("name", k - 1, k, row[k - 1].index)
    return None


def _shared(row: Row, left: int, earlier: Sequence[Link], rules: Rules) -> Found | None:
    """The subject of the clause before, of the last cue that surely speaks, or of the sentence."""
    if pointer := _clause_subject(row, left, rules):
        return pointer, "shared"
    strong = next((k for k in reversed(earlier) if k.cue is None or k.cue.group in STRONG), None)
    if strong:
        return strong.subject, "shared"
    pointer = main_subject(row, len(row), rules)
    if pointer and not pointer.first <= left < pointer.last:
        return pointer, "shared"
    return (earlier[-1].subject, "shared") if earlier else None


def _clause_subject(row: Row, left: int, rules: Rules) -> Pointer | None:
    """The subject of the chunk that ends before token `left`, where it opens with a name or pronoun and a verb."""
    end = left
    while end and row[end - 1].kind == "sign" and row[end - 1].key == ",":
        end -= 1
    start = end
    while start and end - start < REACH and row[start - 1].kind != "quote" and row[start - 1].key not in CHUNK_SIGNS:
        start -= 1
    while start < end and leads_in(row[start], rules):
        start += 1
    if (
        start + 2 < end
        and row[start].key in rules.syntax.absolutes
        and row[start + 1].kind == "name"
        and row[start + 2].key.endswith(rules.syntax.progressive_endings)
    ):
        start += 1
    if end - start <= 1:
        return None
    if not (row[start].kind == "name" or row[start].key in rules.syntax.subject_pronouns):
        return _of_clause(row, start, end, rules)
    pointer = noun_phrase(row, start, end, rules)
    return pointer if pointer and pointer.kind in {"name", "pronoun"} and pointer.first == start else None


def _of_clause(row: Row, start: int, end: int, rules: Rules) -> Pointer | None:
    """`where protesters had gathered, chanting`: people or a body that are the subject of a clause right before."""
    if row[start].key in rules.syntax.places_of:
        start += 1
    if row[start].key in rules.prepositions and row[start + 1 : start + 2] and row[start + 1].key[:1].isdigit():
        start += 1  # "about 50 protesters"
    verb = verb_in(row, start, end, rules)
    pointer = noun_phrase(row, start, verb, rules) if verb < end else None
    if not pointer or pointer.kind not in {"role", "body"} or pointer.first > start + 1:
        return None
    bodies = (rules.role_nouns, rules.body_nouns)
    return pointer if any(row[pointer.last - 1].key in words for words in bodies) else None


def _blamed(row: Row, preposition: int, earlier: Sequence[Link], rules: Rules) -> Found | None:
    """`criticized Okafor for saying`: the one who is criticised spoke; else the subject of the sentence."""
    if preposition and row[preposition].key in rules.syntax.blames and row[preposition - 1].kind == "name":
        return Pointer("name", preposition - 1, preposition, row[preposition - 1].index), "blamed"
    return _shared(row, preposition, earlier, rules)


def _across(row: Row, left: int, rules: Rules) -> Found | None:
    """The subject before a comma: across an apposition, a relative clause or an inserted phrase."""
    start = left
    while start and left - start < REACH and row[start - 1].key not in {";", ":"}:
        if row[start - 1].kind == "quote" and not _is_fragment(row, start - 1, rules):
            break
        start -= 1
    runs = [c for c in chunks(row, start, left) if not all(is_adverb(t, rules) for t in row[c[0] : c[1]])]
    if len(runs) > 1 and _explained(row, runs[-2], runs[-1], rules):
        return Pointer("name", runs[-1][1] - 1, runs[-1][1], row[runs[-1][1] - 1].index), "apposition"
    for a, b in reversed(runs[:-1] if len(runs) > 1 else runs):
        first, last = row[a], row[b - 1]
        if first.key in rules.relatives or (
            first.kind == "word" and first.key.endswith(rules.syntax.progressive_endings)
        ):
            continue
        if last.kind == "name" and (several := list_ending(row, b - 1, rules)):
            return several, "apposition"
        if last.kind == "name" and not (first.key in rules.syntax.indefinites and b - a > 1):
            return Pointer("name", b - 1, b, last.index), "apposition"
        if b - a == 1 and last.key in rules.syntax.subject_pronouns:
            return Pointer("pronoun", a, b), "apposition"
    pointer = main_subject(row, left, rules, start)
    return (pointer, "apposition") if pointer else None


def _is_fragment(row: Row, quote: int, rules: Rules) -> bool:
    """Whether words in marks are a part of the phrase around them (`wearing a "…" badge`, `author of "…",`)."""
    before = row[quote - 1] if quote > 1 else None
    if before is None or before.kind != "word" or before.capital:
        return False
    return before.key in rules.prepositions or before.key in rules.determiners or before.key in rules.syntax.and_or


def _explained(row: Row, described: tuple[int, int], named: tuple[int, int], rules: Rules) -> bool:
    """`the assailant, John McGraw,`: a description, then a name alone."""
    if named[1] - named[0] != 1 or row[named[0]].kind != "name":
        return False
    first, last = row[described[0]], row[described[1] - 1]
    return last.key in rules.role_nouns or (first.key in rules.determiners and last.kind != "name")
