"""When an article was published, and how that is known."""

from __future__ import annotations

import datetime
import re
from typing import Literal

from onrecord.model import Article

Dated = tuple[str | None, Literal["given", "dateline", "url", "text"] | None]
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_US = re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)\b", re.I)
_WORLD = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>(?:19|20)\d\d)\b", re.I)
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
_NUMERIC = re.compile(r"\b(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)\d\d)\b")
_URL = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d{1,2}|[a-z]{3})[/-](?P<day>\d{1,2})(?=[/_.-]|$)", re.I)
_DAY = r"(?:\w+day,? )?"
_PUBLISHED = re.compile(
    r"^\W*(?:published|posted|updated|last updated|first published|created|modified|date)\b"
    rf"|^\W*{_DAY}\d|^\W*{_DAY}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.I,
)
LONGEST = 120
"""Characters of the longest line that is taken for a date line."""


def date_of(article: Article) -> Dated:
    """The day of publication in ISO form and how it is known: "given", "dateline", "url", "text", or (None, None)."""
    if article.date:
        return article.date, "given"
    if article.dateline and (date := full_date(article.dateline)):
        return date, "dateline"
    if article.url and (m := _URL.search(article.url)) and (date := _iso(m)):
        return date, "url"
    for line in article.dropped:
        if len(line.text) < LONGEST and _PUBLISHED.match(line.text) and (date := full_date(line.text)):
            return date, "text"
    return None, None


def full_date(text: str) -> str | None:
    """The first full date in `text`, in ISO form; a day and a month without a year are none."""
    for pattern in (_ISO, _US, _WORLD, _NUMERIC):
        for m in pattern.finditer(text):
            if date := _iso(m):
                return date
    return None


def _iso(m: re.Match[str]) -> str | None:
    month = m["month"].lower()[:3]
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1 if month in _MONTHS else 0
    try:
        return datetime.date(int(m["year"]), number, int(m["day"])).isoformat()
    except ValueError:
        return None
