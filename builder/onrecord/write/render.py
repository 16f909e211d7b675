"""Templates: compiled once, and safe by default.

Whatever a template puts out is escaped for Markdown, unless the code says that it is Markdown already (`Markup`). So a
template cannot forget to escape.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame

from onrecord.write import dates, escape, front_matter, inline, lines
from onrecord.write.catalogue import ROOT, counted

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is rendered: its template, its front matter, and what the template shows."""

    template: str
    meta: Mapping[str, object]
    values: Mapping[str, object] = field(default_factory=dict)


def render(page: Page, path: str) -> str:
    """The page as it is written to a path within docs: front matter with its own digest, then Markdown."""
    meta = {**page.meta, "hide": ["navigation", "toc"]}
    return front_matter.page(meta, fragment(page).replace(ROOT, "../" * path.count("/")))


def fragment(page: Page) -> str:
    """The page's Markdown alone."""
    body = _environment().get_template(page.template).render(page.values)
    return _BLANK_LINES.sub("\n\n", body).replace("\n\n{: ", "\n{: ")  # attributes follow their paragraph


class _Compiled(jinja2.BytecodeCache):
    """The code of templates that were compiled, by template and version of Jinja, with a digest of their source."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - as its base has it
        """What a template's code is kept under."""
        return f"{name} {jinja2.__version__}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template's code from what is known, if its source is still the same."""
        if found := self.known.get(bucket.key):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        self.known[bucket.key] = bucket.bytecode_to_string()


class _Generator(CodeGenerator):
    """Has templates put out what `finalize` made as it is: it is escaped by then, which takes as long to see."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if finalize.src is None or frame.eval_ctx.volatile:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if finalize.src is None or frame.eval_ctx.volatile:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(")")


class _Environment(jinja2.Environment):
    code_generator_class = _Generator
    getattr = staticmethod(getattr)  # type: ignore[assignment]  # nothing that templates are given is a mapping


@cache
def _compiled() -> _Compiled:
    return _Compiled()


def compiled(before: Mapping[str, bytes] | None = None, *, every: bool = False) -> dict[str, bytes]:
    """The code of all templates that were compiled up to now, for the next process to know `before` it compiles any.

    Args:
        before: what another process compiled, with the same code of onrecord.
        every: compile those that no page has asked for yet, too: processes that branch off then have them all.
    """
    _compiled().known = {**(before or {}), **_compiled().known}
    for name in _environment().list_templates() if every else ():
        _environment().get_template(name)
    return dict(sorted(_compiled().known.items()))


@cache
def _environment() -> jinja2.Environment:
    environment = _Environment(
        loader=jinja2.PackageLoader("onrecord.write"),
        autoescape=True,
        finalize=inline.markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        bytecode_cache=_compiled(),
    )
    environment.filters.update(block=escape.block, attribute=escape.attribute, day=dates.day, counted=counted)
    environment.filters.update(inline.FILTERS, **lines.FILTERS, shortened=escape.shortened, number="{:,}".format)
    return environment
