"""Templates: compiled once, and safe by default.

Whatever a template puts out is escaped for Markdown, unless the code says that it is Markdown already (`Markup`). So a
template cannot forget to escape.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

import jinja2
from markupsafe import Markup

from onrecord.write import dates, escape, front_matter
from onrecord.write.catalogue import counted

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+(?=(\{: )?)")
"""Blank lines, one or many; the attributes of a paragraph (`{: .class }`) must follow it on the next line."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is rendered: its template, its front matter, and what the template shows."""

    template: str
    meta: Mapping[str, object]
    values: Mapping[str, object] = field(default_factory=dict)


def render(page: Page) -> str:
    """The page as it is written: front matter with its own digest, then Markdown."""
    meta = {**page.meta, "hide": ["navigation", "toc"]}
    return front_matter.page(meta, fragment(page))


def fragment(page: Page) -> str:
    """The page's Markdown alone."""
    body = _environment().get_template(page.template).render(page.values)
    return _BLANK_LINES.sub(lambda found: "\n" if found[1] else "\n\n", body)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("onrecord.write"),
        autoescape=True,
        finalize=_markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
    )
    environment.filters.update(block=escape.block, attribute=escape.attribute, day=dates.day, counted=counted)
    environment.filters.update(shortened=escape.shortened, number="{:,}".format)
    return environment


def _markdown(value: Any) -> Markup:
    if isinstance(value, Markup):
        return value
    return _inline("" if value is None else str(value))


_inline = lru_cache(maxsize=2**13)(escape.inline)
"""Escaping with a memory: names, outlets and days come again and again."""
