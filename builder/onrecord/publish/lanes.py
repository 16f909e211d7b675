"""Which pages of a site must be made.

A page depends on its source, and on what `fingerprint` tells: one whose source and fingerprint are those of the file
that stands in the site is left alone. MkDocs never sees it, though links to it are resolved. Of those that must be
made, MkDocs makes the few itself; many are made by `press`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from onrecord.addresses import FOLDERS
from onrecord.publish.recall import Told
from onrecord.publish.stage import Mark, Stage, mark

_PAGE_EVENTS = (
    "nav", "env", "pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page",
)  # fmt: skip
"""What a plugin may do to every page, or to what pages are made with."""


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
        self.stage = stage
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
            if source and self.stage.is_made(file.dest_uri, source):
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
            if self.stage.is_made(file.dest_uri, source, key):
                self.kept.add(file.dest_uri)
                self.moved.update([file.dest_uri] if self.stage.is_moved(file.dest_uri) else [])
            else:
                fresh.append(file)
            if source:
                self.sources[file.dest_uri] = (source, key)
        return fresh

    def told(self, file: File, key: str, standing: bytes) -> Told | None:
        """What templates are told of a page that stands in the site, if its source, and the key, are as they were."""
        source, _ = self.sources.get(file.dest_uri, (None, ""))
        return self.stage.told(file.dest_uri, source, key, standing)

    def made(self, file: File, *, moved: bool, stands: bool) -> None:
        """Take note of a page that was made: whether it is an old address's, and stands in the site as it is."""
        self.moved.update([file.dest_uri] if moved else [])
        self.kept.update([file.dest_uri] if stands else [])

    def give_back(self, pages: Iterable[File]) -> None:
        """Let MkDocs make these."""
        for file in pages:
            self.aside.pop(file.src_uri)


_OURS = tuple(f"{folder}/" for folder in FOLDERS)


def _is_ours(file: File) -> bool:
    """Whether a file is one of the archive's pages that stand in no navigation."""
    ours = file.is_documentation_page() and file.src_uri.startswith(_OURS) and file.abs_src_path is not None
    return ours and file.inclusion == InclusionLevel.NOT_IN_NAV
