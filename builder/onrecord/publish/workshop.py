"""A build of the site by MkDocs, so arranged that only what has changed is made.

`stage` keeps the site's files until they are replaced, `fingerprint` tells what all pages depend on, `lanes` which
pages have to be made, and `press` makes them. Where another plugin has a hand in each page, MkDocs makes them all, and
only the stage is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from onrecord import branches
from onrecord.config import Config
from onrecord.publish import lanes, press
from onrecord.publish.fingerprint import fingerprint, looks_at_all
from onrecord.publish.lanes import Lane
from onrecord.publish.stage import Stage

log = get_plugin_logger("onrecord")


@dataclass(frozen=True, slots=True)
class Listed:
    """A page as the site map shows it."""

    canonical_url: str | None
    abs_url: str | None
    meta: Mapping[str, object] = field(default_factory=dict)
    update_date: str | None = None
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class ListedFile:
    """The file of such a page."""

    page: Listed


class Workshop:
    """One build: MkDocs' folder for it, and the pages that it need not make."""

    def __init__(self, config: MkDocsConfig, settings: Config, *, serving: bool) -> None:
        """Give MkDocs a folder beside the site. `serving`: the site is one that `mkdocs serve` shows."""
        self._site = config.site_dir
        self._settings = settings
        self._stage = Stage(Path(config.site_dir).absolute(), settings.cache, "serve" if serving else "site")
        self._lane: Lane | None = None
        config.site_dir = str(self._stage.folder)

    def files(self, files: Files, config: MkDocsConfig) -> Files:
        """The files as MkDocs shall see them."""
        others = lanes.strangers(config) or looks_at_all(config)
        if others:
            log.info("every page is made anew, since %s may look at all of them", ", ".join(others))
            return files
        self._lane = Lane(files, self._stage)
        return self._lane

    def make(self, nav: Navigation, config: MkDocsConfig) -> None:
        """Make the pages that are not in the site as they shall be, if they are many; a few are left to MkDocs."""
        if self._lane is None:
            return
        fresh = self._lane.part(fingerprint(config, nav), nav)
        if len(fresh) < branches.MANY or not branches.can_branch():
            self._lane.give_back(fresh)
            return
        from onrecord.build import workers  # noqa: PLC0415 - with all that extracts and links: else nobody needs it

        jobs = workers(self._settings, None)
        for level, message in press.make(fresh, config, self._lane, nav, config.theme.get_env(), jobs):
            log.log(level, "%s", message)

    def listed(self, config: MkDocsConfig) -> list[File | ListedFile] | None:
        """Every page, as the site map wants it; None where MkDocs knows them all."""
        if self._lane is None:
            return None
        found: list[File | ListedFile] = []
        for file in self._lane.every_page():
            if file.dest_uri in self._lane.moved:
                continue
            if file.src_uri in self._lane.aside:
                canonical = urljoin(config.site_url.rstrip("/") + "/", file.url) if config.site_url else None
                found.append(ListedFile(Listed(canonical, urlsplit(canonical).path if canonical else None)))
            else:
                found.append(file)
        return found

    def finish(self, config: MkDocsConfig) -> None:
        """Put what was built into the site."""
        config.site_dir = self._site
        if self._lane is None:
            self._stage.commit((), {})
            return
        pages = (file for file in self._lane.every_page() if file.page is not None)
        self._lane.moved.update(file.dest_uri for file in pages if file.page and "redirect" in file.page.meta)
        self._stage.commit(self._lane.kept, self._lane.sources, self._lane.moved)

    def drop(self) -> None:
        """Forget what was built."""
        self._stage.drop()
