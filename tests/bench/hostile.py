"""Texts that nobody would write and somebody might send: each strains one mechanism, at any length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, takewhile

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda length: (unit * (length // len(unit) + 1))[:length]


def _numbered(pattern: str) -> Callable[[int], str]:
    """A pattern over and over, each time with a name that was not there before."""
    return lambda length: "".join(_until(length, (pattern.format(_name(n)) for n in count())))


def _name(n: int) -> str:
    """A capitalised word for each number: no two are alike."""
    digits = []
    for _ in range(4):
        n, digit = divmod(n, len(_LETTERS))
        digits.append(_LETTERS[digit])
    return "Q" + "".join(digits)


def _until(length: int, pieces: Iterator[str]) -> Iterator[str]:
    """The pieces, until they are `length` characters together."""
    so_far = 0

    def fits(piece: str) -> bool:
        nonlocal so_far
        so_far += len(piece)
        return so_far <= length

    return takewhile(fits, pieces)


def _nested(length: int) -> str:
    """Marks within marks within marks, all opened before any is closed."""
    return "“a ‘b " * (length // 12) + " b’ a”" * (length // 12)


def _chain(length: int) -> str:
    """Somebody said that somebody said that …, in one sentence."""
    return "".join(_until(length, (f"Ada {_name(n)} said that " for n in count())))


SHAPES: dict[str, Callable[[int], str]] = {
    "straight marks": _repeated('"'),
    "opening marks": _repeated("“"),
    "empty quotations": _repeated("“”"),
    "marks and spaces": _repeated('" '),
    "apostrophes": _repeated("'"),
    "single marks": _repeated("‘a’ "),
    "nested marks": _nested,
    "unclosed marks": _repeated("“a b c\n\n"),
    "unclosed mark": lambda length: "“" + _repeated("a b c d. ")(length),
    "one endless quotation": lambda length: "“" + _repeated("the sea is wide and ")(length) + "” said Ada Lane.",
    "fragments": _repeated('He said "a" and "b" and '),
    "quotations and cues": _repeated('"a b" said '),
    "the same name": _repeated("John Smith "),
    "names in one sentence": _repeated("John Smith and "),
    "names that speak": _repeated("John Smith said. "),
    "ever new people": _numbered("Ada {} said. "),
    "namesakes": _numbered("{} Smith said. "),
    "ever new surnames": _numbered("Mr. {} spoke. "),
    "relative clauses": _repeated("John Smith, who "),
    "capitals": _repeated("Aa "),
    "shouting": _repeated("AA BB "),
    "titles": _repeated("Senator of "),
    "roles": _repeated("a senior adviser to the mayor of "),
    "initials": _repeated("J. "),
    "possessives": _repeated("Smith's mother's "),
    "he said": _repeated('He said "a b c". '),
    "he and she": _repeated("She told him that he said she "),
    "endless sentence": _repeated("the man and "),
    "endless saying": _repeated("he said that "),
    "turns": _repeated("LANE: You?\n\nPIKE: I.\n\n"),
    "ever new turns": _numbered("{}: I told you.\n\n"),
    "questions and answers": lambda length: "An interview.\n\n" + _repeated("Q: Why?\n\nA: I do.\n\n")(length),
    "tweets": _numbered("The sea is wide — Ada {0} (@{0}) May 3, 2016\n\n"),
    "handles": _numbered("@{}: the sea is wide\n\n"),
    "digest": _repeated("“The sea is wide.” [Courier] "),
    "words after a colon": _repeated("Ada Lane said:\n\nThe sea is wide.\n\n"),
    "signed": _numbered("“The sea is wide.” — Ada {}\n\n"),
    "chain of indirect speech": _chain,
    "indirect speech": _numbered("Mr. {} said the boat would sink. "),
    "openings": _repeated("according to "),
    "commas": _repeated("said, "),
    "only commas": _repeated(","),
    "dashes": _repeated("—"),
    "passives": _repeated("was called "),
    "brackets": _repeated("("),
    "ellipses": _repeated("... "),
    "dots": _repeated("."),
    "colons": _repeated("Lane: "),
    "question and answer": _numbered("Q: Was it {}?\n\nA: It was.\n\n"),
    "one long word": _repeated("a"),
    "hyphens": _repeated("a-"),
    "spaces": _repeated(" "),
    "line ends": _repeated("\n"),
    "short lines": _repeated("Share\n"),
    "short paragraphs": _repeated("ab\n\n"),
    "lists of titles": _repeated("More From The Paper:\nOne Two Three\n"),
    "slashes": _repeated("Ab/"),
    "credits": _repeated("(Ab Cd/Reuters)\n\n"),
    "style sheets": _repeated(".a{b:c;}\n"),
    "open braces": _repeated("a{"),
    "tags": _repeated("<tweet "),
    "mojibake": _repeated("â€œa â€"),
    "header lines": lambda length: "---\n" + _repeated("a: b\n")(length),
    "open header": lambda length: "---\n" + _repeated("- [{")(length),
    "stars": _repeated("*a "),
    "links": _repeated("[a]("),
    "pictures": _repeated("![a](b) "),
    "figures": _repeated("1:2,3."),
    "dates": _repeated("Jan. 1, 2016 "),
    "addresses": _repeated("@a http://a.b/c "),
}
"""Name -> the text of about so many characters."""
