"""Why words and names are whose they are, in a line: what each rule sees, and why nobody is named where nobody is.

One place, for pages, data and the command line. The guide's tables of rules say the same; a test holds them to it.
A rule's name is a base, perhaps with an ending ("before-pronoun"). Names that are not known here are told as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # so that who needs a reason need not wait for all nouns to be loaded
    from onrecord.model import NameReason, Naming

BASES = {
    "transcript": (
        "A label opens the words of a transcript's turn, with or without marks: the name of somebody, or nobody's."
    ),
    "answer": "A: opens the answer in a printed interview, and the text says who was interviewed.",
    "tweet": "The author's line follows the words of a tweet, or the handle opens them.",
    "block": "Words without marks follow a cue and a colon, in the same paragraph or as the next.",
    "after": "The cue and its subject follow the marks at once.",
    "inverted": "The cue and its subject follow the marks at once, the verb first.",
    "labelled": "A name and a colon stand before the marks.",
    "before": "The nearest cue before the marks, in the same sentence.",
    "later": "The first cue after the marks, in the same sentence.",
    "split": "A sentence that is all marks goes on with the speaker before it in its paragraph.",
    "introduced": "The sentence before a sentence that is all marks has a cue.",
    "continued": (
        "A sentence that opens with the marks, and has no cue, goes on with the speaker of the sentence before."
    ),
    "followed": "A paragraph that is all marks goes on with the speaker of the one before.",
    "reported": (
        "A cue of statement and what follows it without marks: "
        "a clause, a question, a promise, a demand, an accusation."
    ),
    "trailing": "The cue follows the words, which have no marks.",
    "inserted": "The cue stands inside the words, which have no marks.",
    "according": "An opening names the source of what follows.",
    "signed": "A dash and a name follow the marks and end the paragraph.",
    "gesture": "The sentence before a sentence that is all marks has no cue, and somebody is its subject.",
    "weighed": "The likeliest of all candidates, as the trained ranker weighs them, where no rule has named them.",
    "nobody": "No words near it attribute it. Kept only if it is longer than four words and not written like a title.",
    "editor": "The editor's correction, which wins over every rule.",
}
"""What each rule sees."""

ENDINGS = {
    "pronoun": "a pronoun, and a person for it was found",
    "role": 'a noun such as "the mayor", and a person for it was found',
    "document": 'a text such as "the letter", which was somebody\'s a few sentences before: that person',
    "unnamed": "a pronoun or a noun, and no person was found: nobody named",
    "body": 'an organization or a thing, such as "the office" or "the report": nobody named',
    "joint": (
        'several people at once ("Lane and Tran", "the two senators", "the Holts"): '
        'all of them, where all can be named; of "Lane and her staff", Lane'
    ),
    "weak": "too weak as evidence for any one person, as the ranker weighs it: nobody named",
}
"""What the words are that point at the speaker, by the ending of a rule's name."""

NAME = "a name"
"""The same, where there is no ending."""

LONGEST_SOURCE = 10
"""Words of a source that nobody named; more are a clause, which shows that the source was not recognised."""

SURE = {
    "certain": "of those called certain at least 98 in 100 are right",
    "likely": "of those called likely at least 85 in 100 are right",
    "unsure": "it may well be somebody else",
}
"""What each band of confidence promises."""

NAMINGS: dict[NameReason, str] = {
    "own": "the name as it is shown",
    "editor": "the editor says so",
    "spelling": "another spelling of {like}",
    "middle": "{like} with or without middle names",
    "nickname": "a short form in {like}, and nobody else fits",
    "initial": "initials of {like}, and nobody else fits",
    "suffix": "{like} with or without “Jr.” or the like",
    "surnames": "a part of the name {like}",
    "stray": "{like} behind a word that is nobody’s name",
    "misspelt": "one letter off {like}, and nothing tells two people apart",
    "article": "its article names {like} in full, and nobody else of that name",
    "words": "another article credits the same words to {like}",
    "story": "another article on the same event names {like}",
    "role": "it is given a role that is nearly always {like}’s",
    "usual": "its outlet nearly always means {like} in those weeks",
    "unresolved": "nothing tells whose it is",
}
"""Why a printed name was taken for a speaker's."""

_AROUND = ' ,;:“”"'
"""Signs that may stick to the words of a source."""

_NO_WORDS = frozenset({"nobody", "weighed", "editor"})
"""Rules that decide without any words that point at somebody."""


def explained(rule: str) -> str:
    """What a rule sees, and what its ending means, in sentences; "" for a rule that is not known here."""
    base, _, ending = rule.partition("-")
    pointing = ENDINGS.get(ending, "") if ending else NAME
    if not pointing or base in _NO_WORDS:
        return BASES.get(base, "")
    return f"{BASES.get(base, '')} The words that point at the speaker are {pointing}.".strip()


def naming(found: Naming) -> str:
    """Why a printed name was taken for a speaker's, as a clause: "another spelling of “Ada Lane”"."""
    return NAMINGS[found.reason].format(like=f"“{found.like}”")


def source(mention: str) -> str:
    """An article's words for a source that nobody named, "" where they tell of no one: a whole clause is no word."""
    words = mention.strip(_AROUND)
    return words if len(words.split()) <= LONGEST_SOURCE else ""


def nobody(rule: str, mention: str = "") -> str:
    """Why a quotation has no speaker, as the end of a sentence: "nobody named: …".

    Args:
        rule: the rule that decided.
        mention: the article's words that point at the source, if there are any.
    """
    base, ending = rule.partition("-")[0], rule.rpartition("-")[2]
    credited = source(mention)
    if base == "editor":
        return "so the editor decided"
    if ending == "weak":
        return "the evidence for any one person is too weak"
    if ending == "body":
        return f"the text credits a body, “{credited}”" if credited else "the text credits a body"
    if ending == "joint" and not credited:
        return "the text credits several people at once"
    if credited:
        return f"the text credits “{credited}”"
    if mention:
        return "the text credits a source that it does not name"
    return "no words near it attribute it"
