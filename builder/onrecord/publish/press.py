"""The making of many pages at once.

They are made in processes that branch off from MkDocs when it has read the navigation, by MkDocs' own page, engine and
template, so that they come out the same. A page whose text is known, since only its template has changed, is not
rendered again (`recall`).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from onrecord import branches
from onrecord.publish import partials, recall
from onrecord.publish.fingerprint import own_templates, text_fingerprint
from onrecord.publish.lanes import Lane
from onrecord.publish.recall import Told
from onrecord.publish.render import Renderer

Said = tuple[int, str]
"""A message of MkDocs, with its level."""


@dataclass(frozen=True, slots=True)
class _Job:
    """What pages are made with.

    Attributes:
        key: of all that their text depends on besides the source; "" where that is not known.
    """

    config: MkDocsConfig
    lane: Lane
    nav: Navigation
    env: jinja2.Environment
    renderer: Renderer
    key: str


class _Made(NamedTuple):
    """A page that was made.

    Attributes:
        said: what MkDocs had to say of it.
        moved: it is an old address's, which leads on.
        stands: it is in the site as it is.
        record: what templates are told of it, where that is new.
    """

    said: list[Said]
    moved: bool
    stands: bool
    record: bytes | None


def make(
    pages: Sequence[File], config: MkDocsConfig, lane: Lane, nav: Navigation, env: jinja2.Environment, jobs: int
) -> list[Said]:
    """Make `pages` of a lane in so many processes; what MkDocs had to say of them.

    Raises:
        BuildError: a page could not be made.
    """
    env.get_template("main.html")
    partials.keep(env, {"config": config, "nav": nav}, own_templates(config))
    lane.stage.set_apart(file.dest_uri for file in pages)
    said: list[Said] = []
    work = partial(_made, _Job(config, lane, nav, env, Renderer(config, lane), text_fingerprint(config, lane)))
    for file in {file.src_uri.partition("/")[0]: file for file in pages}.values():
        work(file)  # what one page of each kind needs is then at hand wherever others are made
    for file, made in zip(pages, branches.spread(work, pages, jobs), strict=True):
        said += made.said
        lane.made(file, moved=made.moved, stands=made.stands)
        if made.record:
            lane.stage.keep(file.dest_uri, made.record)
    return sorted(said)


class _Listener(logging.Handler):
    """Collects what MkDocs says."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.said: list[Said] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.said.append((record.levelno, record.getMessage()))


def _made(job: _Job, file: File) -> _Made:
    """Make one page."""
    log, listener = logging.getLogger(Page.__module__.partition(".")[0]), _Listener()
    handlers, log.handlers = log.handlers, [listener]
    try:
        made = _make_one(file, job)
    except Exception as error:
        raise BuildError(f"Error building page '{file.src_uri}': {error!r}") from error
    finally:
        log.handlers = handlers
        file.page = None
    return made._replace(said=listener.said, record=None if listener.said else made.record)


def _make_one(file: File, job: _Job) -> _Made:
    """Make one page, whatever is said meanwhile."""
    standing, record = job.lane.stage.standing(file.dest_uri), None
    page = _recalled(file, job, standing) if standing and job.key else None
    if page is None:
        page = Page(None, file, job.config)
        page.read_source(job.config)
        job.renderer.render(page)
        if job.key and "title" in page.meta and page.content:  # without, MkDocs looks for it in the text
            record = recall.record(file.dest_uri, job.key, page.content, page.toc, page.meta)
    moved = "redirect" in page.meta
    page.active = True
    context = get_context(job.nav, (), job.config, page)
    output = job.env.get_template(page.meta.get("template", "main.html")).render(context)
    output = job.config.plugins.on_post_page(output, page=page, config=job.config)
    made = output.encode("utf-8", errors="xmlcharrefreplace")
    if made != standing:
        _write(job.lane.stage.path(file.dest_uri), made)
    return _Made([], moved, made == standing, record)


class _Recalled(Page):
    """A page whose text is known. Its source is read if a template asks for it."""

    def __init__(self, file: File, config: MkDocsConfig, told: Told) -> None:
        super().__init__(told.meta["title"], file, config)
        self._config = config
        self.content, self.toc, self.meta = told.content, get_toc(told.toc), told.meta
        del self.markdown

    def __getattr__(self, name: str) -> Any:
        if name != "markdown":
            raise AttributeError(name)
        read = Page(None, self.file, self._config)
        self.file.page = self
        read.read_source(self._config)
        self.markdown = read.markdown
        return self.markdown


def _recalled(file: File, job: _Job, standing: bytes) -> Page | None:
    """The page as it stands in the site, ready for a template."""
    told = job.lane.told(file, job.key, standing)
    return _Recalled(file, job.config, told) if told else None


def _write(path: str, content: bytes) -> None:
    """Write a file, in a folder that there may not be yet."""
    try:
        file = open(path, "wb")  # noqa: SIM115, PTH123 - below; and a Path for each page costs as much as the writing
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - as above
        file = open(path, "wb")  # noqa: SIM115, PTH123 - as above
    with file:
        file.write(content)
