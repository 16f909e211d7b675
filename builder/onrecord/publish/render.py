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

_NEAR = re.compile(r"((?:\.\./)*)([\w/-][\w./-]*\.md)(#[\w-]+)?\Z")
"""A link to another page, with nothing in it that an address may be told by in another way."""


class Renderer:
    """Renders the pages of a site."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._config = config
        self._files = files
        self._targets = {file.src_uri: file for file in files if file.inclusion.value > InclusionLevel.DRAFT.value}
        extensions = config.markdown_extensions
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
        folders = file.src_uri.split("/")[:-1]
        otherwise: Any = _RelativePathTreeprocessor(file, self._files, self._config)

        def lead(target: str) -> str:
            if target.startswith("#"):
                return target
            near = _NEAR.match(target)
            up = len(near[1]) // 3 if near else len(folders) + 1
            if near and up <= len(folders):
                found = self._targets.get("/".join((*folders[: len(folders) - up], near[2])))
                if found:
                    return get_relative_url(found.url, file.url) + (near[3] or "")
            known: str = otherwise.path_to_url(target)
            return known

        return lead
