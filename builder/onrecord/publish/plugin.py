"""The MkDocs plugin `onrecord`: hooks only. What they do is in `prepare` and `watch`."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, cast

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils.templates import TemplateContext

from onrecord import addresses
from onrecord import config as settings
from onrecord.errors import OnRecordError, of_disk
from onrecord.model import Report
from onrecord.publish import markup, watch
from onrecord.publish.prepare import prepare
from onrecord.publish.workshop import Workshop

log = get_plugin_logger("onrecord")

_EXTENSIONS = ("attr_list", "md_in_html")
"""What our pages need of Markdown besides what MkDocs has by itself."""


class _Unseen(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves __init_subclass__ untyped
    """MkDocs' idea of our options: none, since `config.from_options` knows them."""


class OnRecordPlugin(BasePlugin[_Unseen]):  # type: ignore[no-untyped-call]  # as above
    """Runs the builder ahead of MkDocs, so that the pages it writes are collected like any others."""

    def __init__(self) -> None:
        self._options: Mapping[str, object] = {}
        self._settings: settings.Config | None = None
        self._told: frozenset[str] = frozenset()
        self._command, self._dirty = "build", False
        self._workshop: Workshop | None = None

    def load_config(
        self,
        options: Mapping[str, object],
        config_file_path: str | None = None,  # noqa: ARG002 (MkDocs passes it)
    ) -> tuple[list[Any], list[Any]]:
        """Takes the options unseen: `config.from_options` validates them, for the command line as for MkDocs."""
        self._options = dict(options or {})
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Asks MkDocs to keep this object from build to build, so that `serve` says a note once only."""
        self._command, self._dirty = command, dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Validates the options, and puts our style sheets, script and Markdown extensions among the site's."""
        overrides = config.theme.custom_dir
        try:
            self._settings = settings.from_options(
                Path(config.config_file_path or "mkdocs.yml"),
                self._options,
                folders=(config.docs_dir, config.site_dir),
                site_name=config.site_name,
                site_url=_told(config, "site_url"),
                overrides=overrides,
                directories=config.use_directory_urls,
            )
        except OnRecordError as error:
            raise PluginError(str(error)) from error
        config.extra_css.extend(style for style in addresses.STYLES if style not in config.extra_css)
        if addresses.SCRIPT not in map(str, config.extra_javascript):
            config.extra_javascript.append(_module(config, addresses.SCRIPT))
        known = {name.rpartition(".")[2] for name in config.markdown_extensions}
        if "extra" not in known:  # which holds them both
            config.markdown_extensions.extend(name for name in _EXTENSIONS if name not in known)
        if not self._dirty:
            with _told_of_the_disk():
                self._workshop = Workshop(config, self._settings, serving=self._command == "serve")
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002 (MkDocs passes it)
        """Builds the archive: early enough for its pages to be collected, late enough for `--strict` to count."""
        if self._settings is None:
            raise PluginError("onrecord: MkDocs did not run the event on_config.")
        try:
            with _told_of_the_disk():
                self._tell(prepare(self._settings))
        except OnRecordError as error:
            raise PluginError(str(error)) from error

    def on_post_page(self, output: str, **_: object) -> str:
        """The page as valid HTML: what the theme gets wrong is mended."""
        return markup.mended(output)

    def on_post_template(self, output_content: str, **_: object) -> str:
        """The same of the page for lost addresses."""
        return markup.mended(output_content)

    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keeps the archive's pages from MkDocs, until it is known which of them have to be made."""
        return self._workshop.files(files, config) if self._workshop else files

    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002 (as above)
        """Leaves the pages alone that are as they shall be, and makes the others, if they are many."""
        if self._workshop:
            self._workshop.make(nav, config)
        return nav

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Lists every page in the site map, whoever made it."""
        if self._workshop and template_name == "sitemap.xml":
            context["pages"] = cast("Sequence[File]", self._workshop.listed(config) or context["pages"])
        return context

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Puts what was built into the site."""
        if self._workshop:
            with _told_of_the_disk():
                self._workshop.finish(config)
            self._workshop = None

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 (as above)
        """Leaves the site as it was."""
        if self._workshop:
            self._workshop.drop()
            self._workshop = None

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,  # noqa: ARG002 (MkDocs passes it)
        builder: Callable[..., Any],  # noqa: ARG002 (MkDocs passes it)
    ) -> LiveReloadServer:
        """Watches what the archive is made of, and stops watching what it makes."""
        if self._settings is not None:
            watch.watch(server, self._settings)
        return server

    def _tell(self, report: Report) -> None:
        """Logs the problems, each note once in a session of `serve`, and one line on what was done."""
        for problem in report.problems:
            if problem.level == "warning":
                log.warning("%s", problem)
            elif str(problem) not in self._told:
                log.info("%s", problem)
        self._told |= {str(problem) for problem in report.problems}
        held = report.holdings
        log.info(
            "%s, %s, %s; %d extracted, %s written, %d removed",
            _counted(held.articles, "article"),
            _counted(held.quotations, "quotation"),
            _counted(held.speakers, "speaker"),
            report.extracted,
            _counted(len(report.written), "file"),
            len(report.removed),
        )


@contextmanager
def _told_of_the_disk() -> Iterator[None]:
    """What the disk refuses, as MkDocs tells errors: a line, no traceback."""
    try:
        yield
    except OSError as error:
        raise PluginError(of_disk(error)) from error


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _told(config: MkDocsConfig, key: str) -> Any:
    """What mkdocs.yml says, whatever MkDocs has made of it: `mkdocs serve` puts its own address for the site's."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "is never used in MkDocs": nothing else tells
        given = config.user_configs
    return next((told[key] for told in reversed(given) if key in told), None)


def _module(config: MkDocsConfig, path: str) -> Any:
    """`path` as an entry of `extra_javascript` that is loaded as a module, of the host's own class."""
    option: Any = type(config).extra_javascript
    return option.option_type.validate({"path": path, "type": "module"})
