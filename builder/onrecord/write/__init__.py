"""5. The linked archive -> pages: Markdown with front matter, cross-linked indexes, data files.

    written = write.write(archive, Site(root, docs, "Name", None), stamps)

Only what changed is written; a page that a person has edited is left alone, and reported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from onrecord import code
from onrecord.model import Archive, Span, Stamp
from onrecord.write import data, feeds, references, sheets
from onrecord.write.catalogue import Catalogue
from onrecord.write.front_matter import untouched
from onrecord.write.marks import sentences_around
from onrecord.write.output import Output, put
from onrecord.write.pages import Planner
from onrecord.write.rights import published
from onrecord.write.site import Progress, Site, Written
from onrecord.write.units import Notes, Unit, Units
from onrecord.write.watch import Narrowed, Watch, versions, watched

__all__ = ["Notes", "Progress", "Site", "Written", "published", "put", "sentences", "untouched", "write"]

_TELL_EVERY = 50


def write(
    archive: Archive,
    site: Site,
    stamps: Mapping[str, Stamp],
    notes: Notes | None = None,
    *,
    report: Progress | None = None,
) -> Written:
    """Brings the pages and data files below `site.docs` up to date with `archive`, and says what that took.

    `stamps` and `notes` are those of the last write (none if unknown): they spare reading files that nobody has
    touched, and making those that would come out the same. `report` is told "pages", how many units of them are done,
    and how many there are.
    """
    shown = published(archive, site.rights)
    output, watch = Output(site, stamps), Watch()
    known = sheets.known(Catalogue(shown, site))
    told = versions(shown, site.rights, known)
    plain = Catalogue(shown, site, narrowed=known)
    seen = Catalogue(watched(shown, watch), site, narrowed=Narrowed(known, watch))
    units = Units(notes or Notes(), _key(site), told.of, watch)
    planned = list(Planner(plain, seen, told).units())
    for number, unit in enumerate(planned):
        if report and number % _TELL_EVERY == 0:
            report("pages", number, len(planned))
        _bring(unit, units, output)
    for files in (data.files(shown, site), feeds.archive_feed(plain), references.files(plain)):
        for path, content in files:
            output.data(path, content)
    output.sweep()
    if report:
        report("pages", len(planned), len(planned))
    return replace(output.account(), notes=units.notes())


def _bring(unit: Unit, units: Units, output: Output) -> None:
    """Bring the files of a unit up to date; it is made only where it would come out otherwise than it did."""
    files = units.kept(unit)
    if files is not None and output.keep(files):
        return
    for path, content in units.made(unit):
        if not path.endswith(".md"):
            output.data(path, content)
        else:
            output.page(path, content)


def _key(site: Site) -> str:
    """A digest of what every page depends on: the site, and onrecord itself."""
    shown = (site.name, site.url, site.rights, site.search)
    return hashlib.sha256(f"{shown!r} {code.digest()}".encode()).hexdigest()


def sentences(archive: Archive) -> dict[str, Span]:
    """The sentence, or sentences, that each rendering stands in, as a place in its article's text, by its id."""
    found = {}
    for rendering in archive.renderings.values():
        text = archive.entries[rendering.article].record.article.text
        found[rendering.id] = sentences_around(text, rendering.quotation.content)
    return found
