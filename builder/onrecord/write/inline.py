"""What lines have by the dozen, as Markdown: links, names, days. A template's macro would take five times as long.

Templates call these as filters: `{{ story | link }}`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from onrecord.write import dates, escape
from onrecord.write.items import Link


def markdown(value: object) -> Markup:
    """Any value as Markdown for the middle of a line: escaped, unless the code says that it is Markdown already."""
    if isinstance(value, Markup):
        return value
    return _inline("" if value is None else str(value))


_inline = lru_cache(maxsize=2**13)(escape.inline)
"""Escaping with a memory: names, outlets and days come again and again."""


def link(to: Link) -> Markup:
    """A link."""
    pieces = ("[", markdown(to.label), "](", markdown(to.target), ")")
    return Markup("".join(pieces))  # noqa: S704  # both are escaped


def links(many: Collection[Link], between: str = ", ") -> Markup:
    """Some links in a line."""
    return Markup(str.join(markdown(between), map(link, many)))  # noqa: S704  # escaped


def bold(many: Collection[Link]) -> Markup:
    """Those whose words they are: "**Ada Lane** and **Ned Cole**"."""
    return Markup(" and ").join(Markup(f"**{link(one)}**") for one in many)  # noqa: S704  # escaped


def together(speakers: Collection[Link]) -> Markup:
    """Several people who said something together."""
    return links(speakers, " and ") + (", jointly" if len(speakers) > 1 else "")


def unsure(explained: Markup) -> Markup:
    """A label for an attribution that may well be wrong; `explained` is where that is."""
    return Markup(f"[uncertain attribution]({markdown(explained)}){{: .or-unsure }}")  # noqa: S704  # escaped


@lru_cache(maxsize=2**12)
def time(date: str | None) -> Markup:
    """A day, or that nobody knows it."""
    if not date:
        return Markup("undated")
    return Markup(f'<time datetime="{escape.attribute(date)}">{markdown(dates.day(date))}</time>')  # noqa: S704  # escaped


FILTERS: Mapping[str, Callable[..., Any]] = {
    "link": link,
    "links": links,
    "bold": bold,
    "together": together,
    "unsure": unsure,
    "time": time,
}
