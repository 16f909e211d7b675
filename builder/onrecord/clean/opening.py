"""How an article opens: headline, deck, byline, dateline, and the labels around them."""

from __future__ import annotations

import re
from functools import cache

from onrecord.clean.page import Line, Page
from onrecord.clean.vocabulary import DATE, NAME, agency_names, credit_forms, sections
from onrecord.text import normalise, words

_LONGEST_HEADLINE = 160
_LONGEST_BYLINE = 200
_TOP = 8
"""Lines of text that may stand before the first paragraph: section, headline, deck, byline, date."""

_SMALL = frozenset(
    "a an the and but or nor for of in on at to by from with as is vs via over up out off into than that it its be".split()
)
_SENTENCE_WORDS = frozenset(
    "a an the he she it they we i his her their our its this these those there was were had".split()
)
_STOP = re.compile(r"[.;][\"'”’)\]]*$")
_SIMILAR = 0.85


def labels(page: Page) -> None:
    """Drops section labels that stand above everything else."""
    for line in page.body()[:_TOP]:
        if line.heading or line.key.rstrip(" :|›»").lower() not in sections():
            return
        line.drop("section label")


def headline(page: Page) -> None:
    """Finds the headline: the given one standing again in the body is dropped; without one, the body's is taken."""
    top = page.body()[:_TOP]
    if not top:
        return
    if page.given.title:
        _repeated(page.given.title, top)
        return
    marked = next((line for line in top[:3] if line.heading == 1), None)
    if marked:
        marked.role = "headline"
    elif top[0].heading or _is_headline(top[0], top[1] if len(top) > 1 else None):
        top[0].role = "headline"


def _repeated(title: str, top: list[Line]) -> None:
    """Drops the lines at the top that say the given headline again: in one line, or in two with the deck."""
    wanted = normalise(title)
    for line in top[:3]:
        if _same(normalise(line.text), wanted) and len(line.text) <= 2 * len(title) + 20:
            line.drop("repeated headline")
            return
    for first, second in zip(top[:2], top[1:3], strict=False):
        if wanted and normalise(f"{first.text} {second.text}") == wanted:
            first.drop("repeated headline")
            second.drop("repeated headline")
            return


def _same(one: str, other: str) -> bool:
    """Whether two normalised headlines are one: equal, or one the other with a site's name or a cut at its end."""
    if not one or not other:
        return False
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter + " ") and len(shorter) >= _SIMILAR * 0.7 * len(longer):
        return len(shorter.split()) > 3
    a, b = set(one.split()), set(other.split())
    return min(len(a), len(b)) > 3 and len(a & b) >= _SIMILAR * len(a | b)


def _is_headline(line: Line, following: Line | None) -> bool:
    """Whether the first line of a body is its headline.

    It stands alone before a blank line, is short, and no sentence: it ends without a full stop, or its words are
    capitalised, or it does without the small words that a sentence has. A wrong headline takes the lede out of the
    text; a missed one only leaves the headline in it. So in doubt it is none.
    """
    key = line.key
    tokens = words(key)
    if following is None or following.block == line.block or not 2 <= len(tokens) <= 24:
        return False
    if len(key) > _LONGEST_HEADLINE or re.search(r"[:,–—-]$", key) or byline_of(line.key) or _dateline().match(key):
        return False
    if re.match(r"[\"“‘'].*[,.!?][”\"’'] [a-z]|.*\bsaid\b", key):
        return False
    longer = len(following.key) >= len(key) or following.role != "body"
    if not _STOP.search(key):
        return longer or _capitals(key) > 0.6
    if key.endswith(";"):
        return True
    return _capitals(key) > 0.8 or (longer and len(tokens) <= 14 and not _SENTENCE_WORDS & set(tokens))


def _capitals(key: str) -> float:
    """The share of capitalised words among those that a headline's style would capitalise, the first left out."""
    tokens = [t for t in re.findall(r"[^\W\d_][\w'’]*", key)[1:] if t.lower() not in _SMALL]
    return sum(token[0].isupper() for token in tokens) / len(tokens) if len(tokens) > 1 else 0.0


# --- byline -------------------------------------------------------------------------------------------------------

_BYLINE = re.compile(
    rf"(?:By|BY|by)[: ]+(?:the )?(?P<names>{NAME}(?:(?:, and |, | and | & | AND ){NAME}){{0,5}})"
    r"(?P<rest>(?:\s*[,|/·•–—-]\s*.{2,100}|,? (?:of|for|in) .{2,60}|\s*\(?@\w+\)?|\s+\S+@\S+)?)"
)


def byline_of(key: str) -> tuple[str, ...] | None:
    """The names in a line that says who wrote the article ("By A and B"), or None where it is no such line."""
    if len(key) > _LONGEST_BYLINE:
        return None
    match = _BYLINE.fullmatch(key.rstrip(". "))
    if not match or _is_clause(match["rest"]):
        return None
    names = re.split(r",? (?:and|&|AND) |, ", match["names"])
    return tuple(name.strip(" .,") for name in names if name.strip(" .,"))


def _is_clause(rest: str) -> bool:
    """Whether what follows the names goes on like a sentence ("By Monday, he had left")."""
    plain = [t for t in re.findall(r"[^\W\d_]+", rest) if t[0].islower()]
    return len(plain) > 3 or bool({"he", "she", "they", "was", "were", "had", "the", "it"} & set(plain))


def byline(page: Page) -> tuple[str, ...]:
    """Finds the byline at the top (or as the last line), and the names in it."""
    body = page.body()
    for line in (*body[:_TOP], *body[-1:]):
        names = byline_of(line.key)
        if names and not any(other.role == "byline" for other in page.lines):
            line.role = "byline"
            return names
    return ()


# --- deck ---------------------------------------------------------------------------------------------------------


def deck(page: Page) -> None:
    """Finds the deck: a press database's abstract, or a line without a full stop between headline and byline or text."""
    if _abstract(page):
        return
    top = [line for line in page.lines if line.role in ("body", "headline", "byline", "dropped")][: _TOP * 2]
    after = next((i for i, line in enumerate(top) if _is_title(line)), None)
    if after is None:
        return
    rest = [line for line in top[after + 1 :] if line.role in ("body", "byline")]
    if len(rest) < 2 or rest[0].role != "body" or rest[0].heading > 2:
        return
    first, second = rest[0], rest[1]
    if _is_deck(first, second) and first.block != second.block:
        first.role = "deck"


def _is_title(line: Line) -> bool:
    return line.role == "headline" or (line.role == "dropped" and line.detail == "repeated headline")


def _is_deck(line: Line, following: Line) -> bool:
    key = line.key
    if len(key) > 2 * _LONGEST_HEADLINE or line.holds_marks or len(words(key)) < 4 or key.endswith((":", ",", "-")):
        return False
    if following.role == "byline":
        return True
    return not re.search(r"[.!?…][\"'”’)\]]*$", key) and len(following.key) > len(key)


def _abstract(page: Page) -> bool:
    """Takes what stands between the marks "ABSTRACT" and "FULL TEXT" as the deck; a second paragraph stays text."""
    marks = [i for i, line in enumerate(page.lines[:20]) if line.detail == "database mark"]
    if len(marks) < 2 or "ABSTRACT" not in page.lines[marks[0]].key.upper():
        return False
    between = [line for line in page.lines[marks[0] : marks[1]] if line.role == "body"]
    if len(between) != 1:
        return False
    between[0].role = "deck"
    return True


# --- dateline -----------------------------------------------------------------------------------------------------


@cache
def _dateline() -> re.Pattern[str]:
    """A place in capitals (or with an agency in brackets), a state, a date, an agency; then a dash."""
    state = r"(?:[A-Z][A-Za-z.]{1,12}\.?(?: [A-Z][A-Za-z.]{1,10})?)"
    capitals = r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]*){0,4}"
    place = rf"{capitals}(?:, {state}){{0,2}}"
    mixed = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}" + rf"(?:, {state}){{0,2}}"
    day = r"(?:, ?(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?))?"
    agency = rf"\((?:{credit_forms()}|[A-Z][\w.& ]{{1,30}})\)"
    only_day = r"[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?"
    dash = r" ?(?:--|[—–―]|-(?= )| - )\s*"
    return re.compile(
        rf"(?P<dateline>(?:{place}{day}(?: {agency})?|{mixed}{day} {agency}|{only_day} {agency}|{agency}))(?P<dash>{dash})(?=\S)"
    )


def dateline(page: Page) -> None:
    """Takes the dateline off the first paragraph: it is nobody's words, and no part of the sentence after it."""
    for line in page.body()[:2]:
        match = _dateline().match(line.text[:200])
        if match and not line.heading and len(line.text) > match.end() + 20:
            page.dateline = match["dateline"]
            page.agency = page.agency or agency_in(match["dateline"])
            line.text = line.text[match.end() :]
            return


def agency_in(text: str) -> str | None:
    """The wire agency credited in a dateline, byline or author's name, or None."""
    for form, agency in agency_names().items():
        if agency.wire and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            return agency.name
    return None
