"""Cue links: which words attribute, and who their subject is.

A link joins a cue ("said") to the words that are its subject ("Lane", "he", "a senior adviser"): before it, after it
("said Lane"), as the agent of a passive, or named by an opening ("according to Lane").
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.phrases import is_adverb, is_owner, phrase_after
from onrecord.extract.pointers import Link, Pointer, Row
from onrecord.extract.subjects import subject_before
from onrecord.extract.tokens import Token
from onrecord.extract.vocabulary import Cue, Rules


def links(row: Row, rules: Rules) -> list[Link]:
    """Every cue of a sentence with its subject, in order; cues whose subject cannot be told are left out."""
    out: list[Link] = []
    triggers, begin = rules.triggers, 0
    for i in [n for n, token in enumerate(row) if token.key in triggers]:
        if i < begin:
            continue
        introduces = row[i].key in rules.openings or row[i].key in rules.opening_in
        opening = _opening(row, i, rules) if introduces else None
        link = opening or _saying(row, i, rules) or _verb_link(row, i, out, rules)
        if link:
            out.append(link)
        begin = opening.end if opening else i + 1
    return out


def _saying(row: Row, i: int, rules: Rules) -> Link | None:
    """`X's claim that …`, `her promise to …`: a noun for what somebody says, and whose it is."""
    if not i or row[i].key not in rules.sayings or row[i].kind != "word":
        return None
    following = row[i + 1] if i + 1 < len(row) else None
    if not following or (following.kind != "quote" and following.key not in rules.saying_links):
        return None
    owner = _owner(row, i, rules)
    return Link(Cue("saying", row[i].key, "finite"), i, i + 1, owner, "owned") if owner else None


def _owner(row: Row, noun: int, rules: Rules) -> Pointer | None:
    """Whose the noun at token `noun` is: a name with its "'s", or "his" and "her", a few adjectives between."""
    for k in range(noun - 1, max(-1, noun - 1 - ADJECTIVES), -1):
        if is_owner(row[k]):
            name = row[k - 1] if k else None
            return Pointer("name", k - 1, k, name.index) if name and name.kind == "name" else None
        if row[k].key in rules.possessives:
            return Pointer("pronoun", k, k + 1)
        if row[k].kind != "word" or row[k].key in rules.prepositions or row[k].key in rules.determiners:
            return None
    return None


ADJECTIVES = 4
"""Words from a noun back to its owner's mark."""


def _opening(row: Row, i: int, rules: Rules) -> Link | None:
    known = rules.openings.get(row[i].key, ())
    here = tuple([t.key for t in row[i : i + max(map(len, known))]]) if known else ()
    for words in known:
        if here[: len(words)] == words:
            subject = phrase_after(row, i + len(words), rules)
            return Link(None, i, i + len(words), subject, "opening") if subject else None
    if row[i].key in rules.opening_in:
        for k in range(i + 2, min(i + 2 + ADJECTIVES, len(row))):
            if row[k].key in rules.own_words and (owner := _owner(row, k, rules)) and owner.first == i + 1:
                return Link(None, i, k + 1, owner, "opening")
    return None


def _verb_link(row: Row, i: int, earlier: Sequence[Link], rules: Rules) -> Link | None:
    cue, end = _cue_at(row, i, rules)
    if not cue:
        return None
    left = _before_verb(row, i, rules)
    if not _is_verb(row, left, i, end, cue, rules):
        return None
    if caller := _agent_after_words(row, i, end, cue, rules):
        return caller
    if _passive(row, left, i, cue, rules):
        stop = next((k for k in range(end, min(end + 25, len(row))) if row[k].kind == "quote"), min(end + 25, len(row)))
        agent = next((k for k in range(end, stop) if row[k].key in rules.syntax.passive_agents), -1)
        subject = phrase_after(row, agent + 1, rules) if agent > 0 else None
        return Link(cue, i, end, subject, "agent") if subject else None
    if _inverts(row, end, left, cue, rules) and (subject := phrase_after(row, end, rules)):
        return Link(cue, i, end, subject, "inverted")
    found = subject_before(row, left, i, cue, earlier, rules)
    return Link(cue, i, end, found[0], found[1]) if found else None


def _is_verb(row: Row, left: int, i: int, end: int, cue: Cue, rules: Rules) -> bool:
    """Whether the form at `i`, whose auxiliaries begin at token `left`, is a verb here, and no noun or adjective."""
    noun_too = row[i].key in rules.verb_nouns
    if i and is_owner(row[i - 1]) and (cue.form == "plain" or noun_too):
        return False
    if i and cue.form == "participle" and row[i - 1].key in rules.articles:  # "a warning"
        return False
    if cue.form == "perfect" and not {t.key for t in row[left:i]} & rules.syntax.perfect_auxiliaries:
        return False
    if cue.form == "plain" and not _plural_or_helped(row, left, i, rules):
        return False
    return not (noun_too and left == i) or _after_person(row, i, rules) or _has_object(row, i, end, rules)


def _agent_after_words(row: Row, i: int, end: int, cue: Cue, rules: Rules) -> Link | None:
    """`called "a danger" by X`: the words stand between the cue and who said them."""
    if cue.group != "judgement" or cue.form not in {"finite", "perfect"} or end + 2 >= len(row):
        return None
    if row[end].kind != "quote" or row[end + 1].key not in rules.syntax.passive_agents:
        return None
    subject = phrase_after(row, end + 2, rules)
    return Link(cue, i, end, subject, "agent") if subject else None


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
    if before is None:
        return False
    if head := _head_before(row, left, rules):
        before = head
    if before.kind != "word":
        return False
    syntax = rules.syntax
    plural = before.key.endswith(syntax.plural_endings) and not before.key.endswith(syntax.singular_endings)
    plural = plural and before.key not in rules.prepositions and not is_owner(before)
    return before.key in syntax.plural_subjects or (
        plural and before.key not in rules.pronouns and before.key not in rules.auxiliaries
    )


def _head_before(row: Row, left: int, rules: Rules) -> Token | None:
    """The noun that opens the phrase before token `left`, where a preposition follows it ("critics of X say")."""
    for k in range(left - 1, max(0, left - REACH_BACK), -1):
        if row[k].kind not in {"word", "name"}:
            return None
        if row[k].key in rules.prepositions:
            return row[k - 1] if row[k - 1].key in rules.role_nouns or row[k - 1].key in rules.body_nouns else None
    return None


REACH_BACK = 8
"""How many tokens before a verb the noun may stand that its subject opens with."""


def _after_person(row: Row, i: int, rules: Rules) -> bool:
    """Whether a person, "who", a comma or the like stands right before token `i`."""
    before = row[i - 1] if i else None
    if before is None or before.kind in {"name", "sign", "quote"}:
        return before is not None and not is_owner(before)
    return (
        before.key in rules.relatives or before.key in rules.conjunctions or before.key in rules.syntax.subject_pronouns
    )


def _has_object(row: Row, i: int, end: int, rules: Rules) -> bool:
    """Whether a noun stands before a form like "attacks" and an object after it: `The ad attacks Holt`."""
    if not i or end >= len(row) or row[i - 1].kind != "word" or row[i - 1].capital:
        return False
    if row[i - 1].key in rules.determiners or row[i - 1].key in rules.prepositions or is_adverb(row[i - 1], rules):
        return False
    noun = any(row[i - 1].key in words for words in (rules.role_nouns, rules.body_nouns, rules.documents))
    plural = row[i - 1].key.endswith(rules.syntax.plural_endings)
    if row[end].key in rules.syntax.complementizers and (noun or plural):
        return True
    return noun and (row[end].kind == "name" or row[end].key in rules.pronouns)


def _before_verb(row: Row, i: int, rules: Rules) -> int:
    """The token after the last one that is neither auxiliary nor adverb before the verb at `i`."""
    j = i
    while j and row[j - 1].kind == "word" and (row[j - 1].key in rules.auxiliaries or is_adverb(row[j - 1], rules)):
        if is_owner(row[j - 1]) and j > 1 and row[j - 2].kind == "name" and i - j > 0 and not is_adverb(row[j], rules):
            break
        j -= 1
    return j


def _passive(row: Row, left: int, i: int, cue: Cue, rules: Rules) -> bool:
    """Whether the verb at `i` is a past participle after a form of "be"."""
    if cue.form not in {"finite", "perfect"} or row[i].key.endswith(rules.syntax.third_endings):
        return False
    between = {t.key for t in row[left:i]} | ({row[left - 1].key} & rules.syntax.passive_hints if left else set())
    return bool(between & rules.light_verbs)


def _inverts(row: Row, end: int, left: int, cue: Cue, rules: Rules) -> bool:
    """`"…," said X` and `Said X:`; the verb stands right after the quotation."""
    if cue.form != "finite" or cue.group not in {"speech", "address"}:
        return False
    k = left - 1
    while k >= 0 and row[k].kind == "sign" and row[k].key in ",—–-":
        k -= 1
    if (
        k >= 0
        and row[k].kind != "quote"
        and not (k < left - 1 and (_colon_follows(row, end) or _stands_after(row, end, cue, rules)))
    ):
        return False
    following = row[end] if end < len(row) else None
    if end + 1 < len(row) and row[end + 1].key == ":" and row[end].kind == "word":
        return False
    if not following or following.key in rules.prepositions or following.key in rules.calendar:
        return False
    return (
        following.kind == "name"
        or following.capital
        or any(following.key in words for words in (rules.determiners, rules.pronouns, rules.role_nouns))
        or _stands_after(row, end, cue, rules)
    )


def _stands_after(row: Row, i: int, cue: Cue, rules: Rules) -> bool:
    """`The mill is lost, said Lane, …`: nothing but the subject stands between the verb and the next stop."""
    if cue.lemma not in rules.syntax.inverting or (i < len(row) and row[i].key in rules.syntax.complementizers):
        return False
    subject = phrase_after(row, i, rules)
    if not subject or (subject.kind not in {"name", "role", "joint"} and row[i].key not in rules.syntax.singular):
        return False
    if any(t.key in rules.auxiliaries and not is_owner(t) for t in row[i : subject.last]):
        return False
    return subject.last >= len(row) or row[subject.last].key in {",", "."}


def _colon_follows(row: Row, i: int) -> bool:
    """Whether the next sign after token `i` is a colon: `In short, said X: "…"`."""
    return next((t.key for t in row[i : i + 9] if t.kind in {"sign", "quote"}), "") == ":"
