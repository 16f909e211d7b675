"""Captions and photo credits: what was printed beneath a picture."""

from __future__ import annotations

import re
from functools import cache

from onrecord.clean.opening import byline_of
from onrecord.clean.page import Line, Page
from onrecord.clean.vocabulary import agency_names, credit_forms

_WORD = r"(?:(?:[A-Z]\.){1,3}|(?:Jr|Sr|St|Dr)\.|[^\W\d_a-z][\w'’-]*)"
_PERSON = rf"{_WORD}(?: (?:(?:de|da|del|van|von|bin|al|la|le) ){{0,2}}(?:{_WORD}|[0-9]{{1,3}})){{0,3}}"
_OPENING = re.compile(
    r"(?:FILE(?: PHOTO)?(?: ?[-–—:]|, )|File photo ?[-–—:]|PHOTO ?:|Photo ?:|Image ?:|Pictured ?:|Caption ?:)\s*\S"
)
_HINTS = ("/", "|", "via", "hoto", "mage", "PHOTO", "icture", "Credit", "Courtesy", "Foto")
"""One of these is in every credit that is not in brackets at the line's end."""

_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
_BEFORE_CREDIT = re.compile(r"[.!?…:|,—–-][\"'”’)\]]*$")
_LONGEST = 1200
_TAIL = 160
"""Characters at a line's end that are looked at for a credit."""

_ALT_WORDS = 12


@cache
def _credits() -> tuple[re.Pattern[str], ...]:
    """How credits stand at the end of a caption, the surest first; each is the group `credit`.

    No part of them can be matched in two ways, so that a line of nothing but slashes costs no time.
    """
    forms = credit_forms()
    part = rf"(?:{forms}|{_PERSON})(?: (?:file )?[Pp]hoto| Pool)?"
    made = "(?:Photo(?:graph)?|Image|Picture|Foto)(?: credit|s)?|Credit"
    start = r"(?:^|(?<=[\s(|]))"
    forms_of_credit = (
        rf"(?:(?:{made}):? (?:by )?)?{part}(?: ?/ ?{part}){{1,4}}",
        rf"(?:{_PERSON},? )?via (?:{forms})",
        rf"(?:{_PERSON} ?)?\| ?(?:{forms})",
        rf"(?:{made})(?: by|:|/) ?{_PERSON}[^.()\"“”]{{0,80}}",
        rf"(?:(?:{made}):? (?:by )?)?(?:{_PERSON}, )?(?:{forms})(?: (?:file )?[Pp]hoto)",
        r"Courtesy(?: of|:|/| photo[:/]?)? ?[A-Z][^.()\"“”]{1,60}",
    )
    in_brackets = rf"\((?:(?:{made}):? (?:by )?)?(?:{_PERSON}(?:, | for ))?(?:{forms})\)"
    return (
        *(re.compile(start + rf"(?P<credit>\(?(?:{form})\.?\)?)\.?$") for form in forms_of_credit),
        re.compile(rf"(?P<credit>{in_brackets})\.?$"),
    )


def credits(page: Page) -> None:  # noqa: A001 - the field's word; the builtin is for the interpreter's prompt
    """Drops lines that are nothing but a credit; the line right above a photo's is its caption.

    A wire agency alone on a line is the whole article's credit.
    """
    for index, line in enumerate(page.lines):
        if line.role != "body" or len(line.text) > _TAIL or line.heading:
            continue
        key = line.key.rstrip(". ")
        agency = agency_names().get(key.strip("()"))
        if agency is not None and agency.wire:
            line.drop("agency credit")
            page.agency = page.agency or agency.name
        elif agency is not None or _is_all(_credit(line.key), key):
            line.drop("photo credit")
            _caption_above(page.lines, index)


def _is_all(credit: str | None, key: str) -> bool:
    return credit is not None and len(credit) >= len(key)


def _caption_above(lines: list[Line], index: int) -> None:
    """Makes the line right above a lone credit its caption."""
    above = lines[index - 1] if index else None
    if above is None or above.role != "body" or above.block != lines[index].block or above.heading:
        return
    if byline_of(above.key) is None:
        above.role, above.detail = "caption", lines[index].key.rstrip(". ")
        _drop_alt_text(lines, index - 1)


def captions(page: Page) -> None:
    """Gives captions their role and their credit, and drops what stands for the picture itself right above one."""
    for index, line in enumerate(page.lines):
        if line.role != "body" or len(line.text) > _LONGEST or line.heading:
            continue
        credit = _credit(line.key)
        if credit is not None and not _is_caption(line.key, credit):
            credit = None
        if credit is not None or _OPENING.match(line.key):
            line.role, line.detail = "caption", credit or ""
            _drop_alt_text(page.lines, index)


def _credit(key: str) -> str | None:
    """The credit that the line ends in, as printed, or None."""
    tail = key[-_TAIL:]
    if not tail.endswith((")", ").")) and not any(hint in tail for hint in _HINTS):
        return None
    for pattern in _credits():
        match = pattern.search(tail)
        if match and (_names_agency(match["credit"]) or _follows_sentence(tail, match)):
            return match["credit"]
    return None


def _follows_sentence(tail: str, match: re.Match[str]) -> bool:
    """Whether it stands as a credit does, after a full stop: then "Station/Name" is one though nobody knows it.

    Not where words in marks go before: they may be speech.
    """
    if "/" not in match["credit"] or Line(tail, 0).holds_marks:
        return False
    return bool(_ENDS_SENTENCE.search(tail[: match.start()].rstrip()))


def _names_agency(credit: str) -> bool:
    """Whether it is a picture's credit: it says so, or one of its parts is an agency.

    A wire agency alone in brackets signs a paragraph as often as a picture.
    """
    bare = credit.strip("(). ")
    agency = agency_names().get(bare)
    if agency is not None:
        return not agency.wire
    if re.match(r"(?:Photo|Image|Picture|Foto|Credit|Courtesy)", bare):
        return True
    names = re.split(r" ?/ ?|\| ?|, | for |\bvia ", re.sub(r" (?:(?:file )?[Pp]hoto|Pool)(?=$|/)", "", bare))
    return any(name.strip() in agency_names() for name in names)


def _is_caption(key: str, credit: str) -> bool:
    """Whether what stands before the credit is words beneath a picture: they end before it.

    A paragraph that merely ends with an agency's name runs on into it.
    """
    before = key[: key.rindex(credit)].rstrip()
    if not before:
        return False
    return credit.startswith("(") or "via " in credit or "|" in credit or bool(_BEFORE_CREDIT.search(before))


def _drop_alt_text(lines: list[Line], index: int) -> None:
    """Drops the picture's alternative text or file name: a short line right above its caption, that is no sentence."""
    above = lines[index - 1] if index else None
    if above is None or above.role != "body" or above.block != lines[index].block or above.heading:
        return
    if len(above.key.split()) <= _ALT_WORDS and not _ENDS_SENTENCE.search(above.key) and not above.holds_marks:
        above.drop("alt text")


def split(line: Line) -> tuple[str, str | None]:
    """(words, credit) of a caption line."""
    if not line.detail:
        return line.text, None
    place = line.text.rfind(line.detail)
    credit = line.detail.strip("()|. ")
    if place < 0:
        return line.text, credit
    words = (line.text[:place] + line.text[place + len(line.detail) :].lstrip(". ")).rstrip(" |—–")
    return words.strip() or line.text, credit
