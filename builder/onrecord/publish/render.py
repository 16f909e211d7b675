"""A page of the archive as MkDocs would render it, at a fraction of the cost where it is written as ours are."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from onrecord.publish.shapes import Shapes, fit

_NEAR = re.compile(r"((?:\.\./)*)([\w/-][\w./-]*\.md)\Z")
_ANCHOR = re.compile(r"[\w-]+\Z")
"""A link to another page, and one's anchor, with nothing in it that an address may be told by in another way."""

_Address = tuple[str, str]
_Place = tuple[str, str, bool, bool]
"""Where a page is, as far as its links tell: from there, each page but those below itself has one address."""


class Renderer:
    """Renders the pages of a site."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._config = config
        self._files = files
        self._targets = {file.src_uri: file for file in files if file.inclusion.value > InclusionLevel.DRAFT.value}
        extensions = config.markdown_extensions
        self._addresses: dict[_Place, dict[str, _Address]] = {}
        self._shapes = Shapes(extensions, config.mdx_configs or {}) if fit(extensions) else None

    def render(self, page: Page) -> None:
        """Give a page that has been read its content and its contents."""
        text = page.markdown or ""
        made = None
        if self._shapes and "title" in page.meta:  # which MkDocs otherwise takes from the text
            made = self._shapes.render(text, self._lead(page.file))
        if made is None:
            page.render(self._config, self._files)
        else:
            page.content, page.toc = made[0], get_toc(made[1])

    def _lead(self, file: File) -> Callable[[str], str]:
        """What becomes of the targets of a page's links."""
        otherwise: Any = _RelativePathTreeprocessor(file, self._files, self._config)
        folder, _, name = file.url.rstrip("/").rpartition("/")
        place = file.src_uri.rpartition("/")[0], folder, "." in name, file.url.endswith("/")
        known, own = self._addresses.setdefault(place, {}), file.url.rstrip("/")

        def lead(target: str) -> str:
            if target.startswith("#"):
                return target
            page, mark, anchor = target.partition("#")
            url, address = known.get(page) or self._near(page, file, known)
            if address and url.startswith(own):  # through this very page leads another way than from those beside it
                address = get_relative_url(url, file.url)
            if address and (not mark or _ANCHOR.match(anchor)):
                return f"{address}{mark}{anchor}"
            found: str = otherwise.path_to_url(target)
            return found

        return lead

    def _near(self, target: str, file: File, known: dict[str, _Address]) -> _Address:
        """The address of another page, below the site and relative to a file's; kept. Nothing if there is none."""
        near, folders = _NEAR.match(target), file.src_uri.split("/")[:-1]
        up = len(near[1]) // 3 if near else len(folders) + 1
        found = None
        if near and up <= len(folders):
            found = self._targets.get("/".join((*folders[: len(folders) - up], near[2])))
        if found is None:
            return "", ""
        address = found.url, get_relative_url(found.url, file.url)
        if not found.url.startswith(file.url.rstrip("/")):
            known[target] = address
        return address
