"""Which pages of a site must be made, and the making of many at once.

A page depends on its source, and on what `fingerprint` tells: one whose source and fingerprint are those of the file
that stands in the site is left alone. MkDocs never sees it, though links to it are resolved. Of those that must be
made, MkDocs makes the few itself; many are made in processes that branch off from it when it has read the navigation,
by MkDocs' own page, engine and template, so that they come out the same.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from onrecord import branches
from onrecord.addresses import FOLDERS
from onrecord.publish import partials
from onrecord.publish.fingerprint import own_templates
from onrecord.publish.render import Renderer
from onrecord.publish.stage import Mark, Stage, mark

_PAGE_EVENTS = (
    "nav", "env", "pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page",
)  # fmt: skip
"""What a plugin may do to every page, or to what pages are made with."""

Said = tuple[int, str]
"""A message of MkDocs, with its level."""


def strangers(config: MkDocsConfig) -> list[str]:
    """The other plugins, or hooks, that have a hand in each page: with them no page can be told to be the same."""
    found = {
        str(getattr(getattr(method, "__self__", None), "__class__", type(method)).__name__)
        for event in _PAGE_EVENTS
        for method in config.plugins.events[event]
        if not type(getattr(method, "__self__", None)).__module__.startswith("onrecord.")
    }
    return sorted(found)


class Lane(Files):
    """The files of a site, of which MkDocs makes only those that are not `aside`; it resolves links to all of them."""

    def __init__(self, files: Iterable[File], stage: Stage) -> None:
        super().__init__(files)
        self._stage = stage
        self.aside = {file.src_uri: file for file in files if _is_ours(file)}
        self.kept: set[str] = set()
        self.moved: set[str] = set()
        self.sources: dict[str, tuple[Mark, str]] = {}

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> Sequence[File]:
        """The pages that MkDocs has to make."""
        return [file for file in super().documentation_pages(inclusion=inclusion) if file.src_uri not in self.aside]

    def every_page(self) -> list[File]:
        """All pages, whoever makes them."""
        return list(super().documentation_pages())

    def copy_static_files(
        self,
        dirty: bool = False,
        *,
        inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included,
    ) -> None:
        """Copy those files, that are no pages, which the site does not hold yet."""
        for file in self:
            if file.is_documentation_page() or not inclusion(file.inclusion):
                continue
            source = mark(file.abs_src_path) if file.abs_src_path else None
            if source and self._stage.is_made(file.dest_uri, source):
                self.kept.add(file.dest_uri)
                continue
            file.copy_file(dirty)
            if source:
                self.sources[file.dest_uri] = (source, "")

    def part(self, key: str, nav: Navigation) -> list[File]:
        """Tell the pages set aside that are in the site as they shall be from the others: those come out.

        A page of the navigation goes back to MkDocs, which needs its title.
        """
        for page in nav.pages:
            self.aside.pop(page.file.src_uri, None)
        fresh = []
        for file in self.aside.values():
            source = mark(file.abs_src_path or "")
            if self._stage.is_made(file.dest_uri, source, key):
                self.kept.add(file.dest_uri)
                self.moved.update([file.dest_uri] if self._stage.is_moved(file.dest_uri) else [])
            else:
                fresh.append(file)
            if source:
                self.sources[file.dest_uri] = (source, key)
        return fresh

    def give_back(self, pages: Iterable[File]) -> None:
        """Let MkDocs make these."""
        for file in pages:
            self.aside.pop(file.src_uri)


_OURS = tuple(f"{folder}/" for folder in FOLDERS)


def _is_ours(file: File) -> bool:
    """Whether a file is one of the archive's pages that stand in no navigation."""
    ours = file.is_documentation_page() and file.src_uri.startswith(_OURS) and file.abs_src_path is not None
    return ours and file.inclusion == InclusionLevel.NOT_IN_NAV


@dataclass(frozen=True, slots=True)
class _Job:
    """What pages are made with."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: jinja2.Environment
    renderer: Renderer


def make(
    pages: Sequence[File], config: MkDocsConfig, files: Files, nav: Navigation, env: jinja2.Environment, jobs: int
) -> tuple[list[Said], list[str]]:
    """Make `pages` in so many processes; what MkDocs had to say of them, and which of their files are old addresses'.

    Raises:
        BuildError: a page could not be made.
    """
    env.get_template("main.html")
    partials.keep(env, {"config": config, "nav": nav}, own_templates(config))
    said: list[Said] = []
    moved: list[str] = []
    work = partial(_made, _Job(config, files, nav, env, Renderer(config, files)))
    for file, (lines, leads_on) in zip(pages, branches.spread(work, pages, jobs), strict=True):
        said += lines
        moved += [file.dest_uri] if leads_on else []
    return sorted(said), moved


class _Listener(logging.Handler):
    """Collects what MkDocs says."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.said: list[Said] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.said.append((record.levelno, record.getMessage()))


def _made(job: _Job, file: File) -> tuple[list[Said], bool]:
    """Make one page; what MkDocs had to say of it, and whether it is an old address's, which leads on."""
    log, listener = logging.getLogger(Page.__module__.partition(".")[0]), _Listener()
    handlers, log.handlers = log.handlers, [listener]
    try:
        moved = _make_one(file, job)
    finally:
        log.handlers = handlers
    return listener.said, moved


def _make_one(file: File, job: _Job) -> bool:
    try:
        page = Page(None, file, job.config)
        page.read_source(job.config)
        job.renderer.render(page)
        page.active = True
        context = get_context(job.nav, (), job.config, page)
        output = job.env.get_template(page.meta.get("template", "main.html")).render(context)
        output = job.config.plugins.on_post_page(output, page=page, config=job.config)
    except Exception as error:
        raise BuildError(f"Error building page '{file.src_uri}': {error!r}") from error
    file.page = None
    target = Path(file.abs_dest_path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(output.encode("utf-8", errors="xmlcharrefreplace"))
    return "redirect" in page.meta
