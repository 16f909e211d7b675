"""Where an article can be read outside the archive: at its outlet, and in the Internet Archive's copy of it.

They are links: nothing is fetched, neither when the archive is built nor when a page is read.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from onrecord.write import escape

_WEB_ARCHIVE = "https://web.archive.org/web"
_ALL_COPIES = "2*"
"""In place of a day: the calendar of all copies."""


@dataclass(frozen=True, slots=True)
class Original:
    """An article outside: the page at its outlet, the outlet's domain, and the web archive's copy of the page."""

    target: Markup
    domain: str
    archived: Markup | None


def original(address: str | None, date: str | None) -> Original | None:
    """Where the article at `address` can be read, or None: nothing but http and https leads out of the archive.

    Of the web archive's copies it is the one made nearest to `date`; where that is unknown, the list of them.
    """
    target = escape.url(address)
    if target is None or address is None:
        return None
    when = (date or "")[:10].replace("-", "")
    copies = Markup(f"{_WEB_ARCHIVE}/{when if when.isdigit() else _ALL_COPIES}/")  # noqa: S704  # digits, or a star
    page = escape.url(escape.plain(address).strip().partition("#")[0])
    return Original(target, escape.domain(address), copies + page if page else None)
