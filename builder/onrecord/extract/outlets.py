"""Who published an article: as given, by its address, or by what its own text tells."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

from onrecord.extract.vocabulary import Rules, key
from onrecord.model import Article

Known = tuple[str | None, Literal["given", "url", "text"] | None]
_NAME = r"(?P<outlet>[A-Z][\w.&'’ -]{1,40}?)"
_TELLING = (
    re.compile(rf"^(?:Watch|View|Get|Download|Follow|Open) (?:the )?{_NAME}(?: (?:In|in|App|Live|Now|on)\b.*)?$"),
    re.compile(rf"^{_NAME} App(?: Open)?$"),
    re.compile(rf"^{_NAME}(?:['’]s|['’]) .{{2,120}} contributed (?:to|reporting)\b"),
    re.compile(rf"\b(?:[Cc]opyright|©)(?: \d{{4}})? (?:by )?{_NAME}(?:[.,;]|$)"),
    re.compile(rf"^(?:By )?.{{0,60}}(?:,| for| of) {_NAME}$"),
)


LONGEST = 200
"""Characters of a line that are looked at."""


def outlet_of(article: Article, rules: Rules) -> Known:
    """The outlet and how it is known: "given", "url", "text", or (None, None)."""
    if article.outlet:
        return rules.outlets.get(key(article.outlet), article.outlet), "given"
    if name := _by_url(article.url, rules):
        return name, "url"
    if name := _by_text(article, rules):
        return name, "text"
    return None, None


def _by_url(url: str | None, rules: Rules) -> str | None:
    """The outlet whose domain the address belongs to, subdomains included."""
    if not url:
        return None
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower()
    except ValueError:
        return None
    labels = host.split(".")
    return next(
        (rules.outlets[d] for i in range(len(labels) - 1) if (d := ".".join(labels[i:])) in rules.outlets), None
    )


def _by_text(article: Article, rules: Rules) -> str | None:
    """The first known outlet that a line outside the body names as its own."""
    for line in (*(d.text for d in article.dropped), article.byline or ""):
        plain = " ".join(line.split())[:LONGEST]
        if name := rules.outlets.get(key(plain.strip(" |*#-"))):
            return name
        for pattern in _TELLING:
            found = pattern.search(plain)
            if found and (name := rules.outlets.get(key(found["outlet"].strip()))):
                return name
    return rules.outlets.get(key(article.agency), article.agency) if article.agency else None
