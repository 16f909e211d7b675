"""What lines have by the dozen, as Markdown: links, names, days. A template's macro would take five times as long.

Templates call these as filters: `{{ story | link }}`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from onrecord.write import dates, escape
from onrecord.write.items import Link

if TYPE_CHECKING:
    from onrecord.write.filters import Choice
    from onrecord.write.timeline import Timeline


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
    named = links(speakers, " and ")
    return named + ", jointly" if len(speakers) > 1 else named


def unsure(explained: Markup) -> Markup:
    """A label for an attribution that may well be wrong; `explained` is where that is."""
    return Markup(f"[uncertain attribution]({markdown(explained)}){{: .or-unsure }}")  # noqa: S704  # escaped


@lru_cache(maxsize=2**12)
def time(date: str | None) -> Markup:
    """A day, or that nobody knows it."""
    if not date:
        return Markup("undated")
    return Markup(f'<time datetime="{escape.attribute(date)}">{markdown(dates.day(date))}</time>')  # noqa: S704  # escaped


def chips(many: Iterable[Link]) -> Markup:
    """Some links in a row, each with how much is there."""
    return Markup("".join([_chip(one, "{: .or-chip }\n") for one in many]))  # noqa: S704  # escaped


def _chip(to: Link, attributes: str, count: str = "") -> str:
    if to.count is not None:
        count = f" <small>{count or to.count}</small>"
    return "".join(("[", markdown(to.label), count, "](", markdown(to.target), ")", attributes))


def choices(many: Iterable[Choice], facet: str) -> Markup:
    """Ways to narrow a list, a line for each."""
    return Markup("".join([_choice(one, facet) for one in many]))  # noqa: S704  # escaped


def _choice(one: Choice, facet: str) -> str:
    current = ' aria-current="true"' if one.current else ""
    attributes = f'{{: .or-chip id="{facet}={_attribute(one.key)}"{current} }}\n'
    return _chip(one.link, attributes, "" if one.link.count is None else f"{one.link.count:,}")


_attribute = lru_cache(maxsize=2**10)(escape.attribute)


def bars(drawn: Timeline, height: int) -> Markup:
    """The bars of a timeline, as SVG."""
    made = [
        f'<rect x="{bar.x}" y="{height - bar.height}" width="32" height="{bar.height}"'
        f"{'' if bar.filled else _EMPTY}><title>{markdown(bar.label)}: {bar.count}</title></rect>"
        for bar in drawn.bars
    ]
    return Markup("".join(made))  # noqa: S704  # numbers, and labels that are escaped


_EMPTY = ' class="or-empty"'


def figures(drawn: Timeline) -> Markup:
    """A timeline in figures: "May 2031 3 · June 2031 1"."""
    return Markup(" · ").join(Markup(f"{markdown(label)} {count}") for label, count in drawn.figures)  # noqa: S704  # escaped


FILTERS: Mapping[str, Callable[..., Any]] = {
    "link": link,
    "links": links,
    "bold": bold,
    "together": together,
    "unsure": unsure,
    "time": time,
    "chips": chips,
    "choices": choices,
    "bars": bars,
    "figures": figures,
}
