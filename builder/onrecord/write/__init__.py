"""5. The linked archive -> pages: Markdown with front matter, cross-linked indexes, data files.

    written = write.write(archive, Site(root, docs, "Name", None), stamps)

Only what changed is written; a page that a person has edited is left alone, and reported.
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.model import Archive, Span, Stamp
from onrecord.write import data, feeds, references
from onrecord.write.catalogue import Catalogue
from onrecord.write.front_matter import untouched
from onrecord.write.marks import sentences_around
from onrecord.write.output import Output, put
from onrecord.write.pages import Make, pages
from onrecord.write.render import render
from onrecord.write.rights import published
from onrecord.write.site import Progress, Site, Written

__all__ = ["Progress", "Site", "Written", "published", "put", "sentences", "untouched", "write"]

_TELL_EVERY = 50


def write(archive: Archive, site: Site, stamps: Mapping[str, Stamp], *, report: Progress | None = None) -> Written:
    """Brings the pages and data files below `site.docs` up to date with `archive`, and says what that took.

    `stamps` are those of the last write ({} if unknown): they spare reading files that nobody has touched. `report`
    is told "pages", how many are done, and how many there are.
    """
    shown = published(archive, site.rights)
    output = Output(site, stamps)
    planned: dict[str, Make] = {}
    catalogue = Catalogue(shown, site)
    for path, make in pages(catalogue):
        if planned.setdefault(path, make) is not make:
            output.refuse(path)
    for number, (path, make) in enumerate(planned.items()):
        if report and number % _TELL_EVERY == 0:
            report("pages", number, len(planned))
        output.page(path, render(make()))
    for files in (data.files(shown, site), feeds.files(catalogue), references.files(catalogue)):
        for path, content in files:
            output.data(path, content)
    output.sweep()
    if report:
        report("pages", len(planned), len(planned))
    return output.account()


def sentences(archive: Archive) -> dict[str, Span]:
    """The sentence, or sentences, that each rendering stands in, as a place in its article's text, by its id."""
    found = {}
    for rendering in archive.renderings.values():
        text = archive.entries[rendering.article].record.article.text
        found[rendering.id] = sentences_around(text, rendering.quotation.content)
    return found
