"""Captions and photo credits: what was printed beneath a picture."""

from __future__ import annotations

import re
from functools import cache

from onrecord.clean.page import Line, Page
from onrecord.clean.vocabulary import credit_forms

_PERSON = r"[^\W\d_a-z][\w.'’-]*(?: (?:(?:de|da|del|van|von|bin|al|la|le) )?[^\W\d_a-z][\w.'’-]*){0,3}"
_OPENING = re.compile(
    r"(?:FILE(?: PHOTO)?(?: ?[-–—:]|, )|File photo ?[-–—:]|PHOTO ?:|Photo ?:|Image ?:|Pictured ?:|Caption ?:)\s*\S"
)
_ALT_WORDS = 12
_LONGEST = 1200
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")


@cache
def _credits() -> tuple[re.Pattern[str], ...]:
    """How credits stand at the end of a caption, the surest first; each begins at the group `credit`."""
    forms = credit_forms()
    agency = rf"(?:{forms})(?:,? (?:Photo|Photos|file photo|file|File|Pool|via (?:{forms})))*"
    chain = rf"(?:(?:{_PERSON}) ?/ ?)?{agency}(?: ?/ ?(?:{agency}|{_PERSON}))*"
    made = "(?:Photo|Photograph|Image|Picture|Credit|Foto)"
    via = rf"(?:{_PERSON}(?:, | |/)?)?via (?:{forms})"
    return tuple(
        re.compile(form)
        for form in (
            rf"(?P<credit>\(?(?:(?:{_PERSON}) ?/ ?{chain}|{agency} ?/ ?{_PERSON}|{via})\.?\)?)\.?$",
            rf"(?P<credit>\((?:{made}(?:s| by|:)+ ?)?[^()]{{0,60}}(?:/|, )? ?{agency}\.?\))\.?$",
            rf"(?P<credit>\(?{made}(?: credit)?s?(?: by|:|/) ?{_PERSON}[^.\"“”]{{0,80}}\)?)\.?$",
            rf"(?P<credit>\(?(?:{forms})(?: [Pp]hoto)\)?)\.?$",
        )
    )


_HINTS = re.compile(r"/|\bvia\b|[Pp]hoto|[Ii]mage|PHOTO|[Pp]icture|Credit|Foto|Getty|AP|\)\.?$")


def captions(page: Page) -> None:
    """Gives captions their role and their credit, and drops what stands for the picture itself right above one."""
    for index, line in enumerate(page.lines):
        if line.role != "body" or len(line.text) > _LONGEST or line.heading:
            continue
        credit = _credit(line.key)
        if credit is None and not _OPENING.match(line.key):
            continue
        if credit is not None and len(credit) >= len(line.key.rstrip(". ")):
            line.drop("photo credit")
            continue
        if credit is not None and not _is_caption(line, credit):
            continue
        line.role, line.detail = "caption", credit or ""
        _drop_alt_text(page.lines, index)


def _credit(key: str) -> str | None:
    """The credit that the line ends in, as printed, or None."""
    tail = key[-200:]
    if not _HINTS.search(tail):
        return None
    for pattern in _credits():
        match = pattern.search(tail)
        if match:
            return match["credit"]
    return None


def _is_caption(line: Line, credit: str) -> bool:
    """Whether what stands before the credit is words beneath a picture: a sentence that ends, or no sentence at all.

    A paragraph that merely ends with an agency's name runs on into it ("told Reuters").
    """
    before = line.key[: line.key.rindex(credit)].rstrip()
    if not before:
        return False
    return credit.startswith("(") or bool(re.search(r"[.!?…:|—–-][\"'”’)\]]*$", before)) or "/" in credit


def _drop_alt_text(lines: list[Line], index: int) -> None:
    """Drops the picture's alternative text or file name: a short line right above its caption, that is no sentence."""
    if index == 0:
        return
    above = lines[index - 1]
    if above.role != "body" or above.block != lines[index].block or above.heading:
        return
    if len(above.key.split()) <= _ALT_WORDS and not _ENDS_SENTENCE.search(above.key) and not above.holds_marks:
        above.drop("alt text")


def split(line: Line) -> tuple[str, str | None]:
    """(words, credit) of a caption line."""
    if not line.detail:
        return line.text, None
    place = line.text.rfind(line.detail)
    if place < 0:
        return line.text, line.detail.strip("()")
    words = (line.text[:place] + line.text[place + len(line.detail) :].lstrip(". ")).strip()
    return words or line.text, line.detail.strip("() ")
