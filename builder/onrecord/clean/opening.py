"""Byline and dateline: who reports, and from where."""

from __future__ import annotations

import re
from functools import cache

from onrecord.clean.page import Page
from onrecord.clean.vocabulary import NAME, agency_names, byline_roles, credit_forms, no_places, outlet_words

_LONGEST_BYLINE = 200
_TOP = 8
_PLAIN_WORDS = 3
"""More words in lower case after the names make a sentence of a byline."""

_BYLINE = re.compile(
    r"(?:(?:(?:Co-)?[Aa]uthored |[Ww]ritten |[Ss]tory |[Rr]eported )?by|By|BY)[: ]+(?:the )?"
    rf"(?P<names>{NAME}(?:(?:, and |, | and | & | AND ){NAME}){{0,5}})"
    r"(?P<rest>(?:\s*[,|/·•–—-]\s*.{2,100}|,? (?:of|for|in) .{2,60}|\s*\(?@\w+\)?|\s+\S+@\S+)?)"
)
_CLAUSE_WORDS = frozenset(("he", "she", "they", "was", "were", "had", "the", "it"))


def byline_of(key: str) -> tuple[str, ...] | None:
    """The names in a line that says who wrote the article ("By A and B"), or None where it is no such line."""
    if len(key) > _LONGEST_BYLINE:
        return None
    match = _BYLINE.fullmatch(key.rstrip(". "))
    if not match or _is_clause(match["rest"]):
        return None
    names = [name.strip(" .,") for name in re.split(r",? (?:and|&|AND) |, ", match["names"])]
    return tuple(name for i, name in enumerate(names) if name and not (i and _is_post(name)))


def _is_post(name: str) -> bool:
    """Whether what stands in a row of names is a role or an outlet."""
    last = name.rsplit(maxsplit=1)[-1].lower()
    return last in byline_roles() or last in outlet_words()


def _is_clause(rest: str) -> bool:
    """Whether what follows the names goes on like a sentence ("By Monday, he had left")."""
    plain = [word for word in re.findall(r"[^\W\d_]+", rest) if word[0].islower()]
    return len(plain) > _PLAIN_WORDS or bool(_CLAUSE_WORDS & set(plain))


def byline(page: Page) -> tuple[str, ...]:
    """Finds the byline at the top (or as the last line), and the names in it."""
    body = page.body()
    for line in (*body[:_TOP], *body[-1:]):
        names = byline_of(line.key)
        if names:
            line.role = "byline"
            return names
    return ()


# --- dateline -----------------------------------------------------------------------------------------------------

_AFTER = 20
"""Characters of text that must follow a dateline."""


@cache
def _dateline() -> re.Pattern[str]:
    """A place in capitals (or with an agency in brackets), a state, a date, an agency; then a dash.

    Capitals that are a label ("EXCLUSIVE –") are no place.
    """
    state = r"(?:[A-Z][A-Za-z.]{1,12}\.?(?: [A-Z][A-Za-z.]{1,10})?)"
    capitals = r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]*){0,4}"
    place = rf"{capitals}(?:, {state}){{0,2}}"
    mixed = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}" + rf"(?:, {state}){{0,2}}"
    day = r"(?:, ?(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?))?"
    agency = rf"\((?:{credit_forms()}|[A-Z][\w.&’ -]{{1,30}})\)"
    only_day = r"[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?"
    dash = r"(?: --| ?[—–―]| -(?= ))\s*"
    label = "|".join(map(re.escape, no_places()))
    return re.compile(
        rf"(?!(?:{label})\b)"
        rf"(?P<dateline>{place}{day}(?: {agency})?|{mixed}{day} {agency}|{only_day} {agency}|{agency}){dash}(?=\S)"
    )


def dateline_of(text: str) -> tuple[str, int] | None:
    """(the dateline that `text` opens with, where the text after it begins), or None."""
    match = _dateline().match(text[:200])
    if not match or len(text) <= match.end() + _AFTER:
        return None
    return match["dateline"], match.end()


def dateline(page: Page) -> None:
    """Takes the dateline off the first paragraph: it is nobody's words, and no part of the sentence after it.

    The second paragraph is tried too: the first may be a headline that was not known as one.
    """
    for line in page.body()[:2]:
        found = None if line.heading else dateline_of(line.text)
        if found:
            page.dateline, start = found
            page.agency = agency_in(page.dateline) or _bracketed(page.dateline) or page.agency
            line.text = line.text[start:]
            return


def _bracketed(dateline: str) -> str | None:
    """What stands in brackets after a dateline's place: an agency, though nobody may know it. A date is none."""
    _, opened, inside = dateline.rpartition("(")
    return inside.rstrip(")") if opened and not any(c.isdigit() for c in inside) else None


@cache
def _wires() -> re.Pattern[str]:
    forms = [form for form, agency in agency_names().items() if agency.wire]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})(?!\w)")


def agency_in(text: str) -> str | None:
    """The wire agency credited in a dateline, a byline or an author's name, or None."""
    match = _wires().search(text)
    return agency_names()[match[0]].name if match else None
