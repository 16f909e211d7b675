"""5. The linked archive -> pages: Markdown with front matter, cross-linked indexes, data files.

    written = write.write(archive, Site(root, docs, "Name", None), stamps)

Only what changed is written; a page that a person has edited is left alone, and reported. In pages that the editor
writes, the blocks between onrecord's comments are made, and nothing else is touched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from onrecord import branches, code
from onrecord.model import Archive, Rendering, Span, Stamp
from onrecord.write import blocks, datapackage, front, ledger, render, sheets, tables
from onrecord.write.catalogue import ROOT, Catalogue, clauses
from onrecord.write.front_matter import untouched
from onrecord.write.marks import sentences_around
from onrecord.write.output import Output, put
from onrecord.write.pages import Planner
from onrecord.write.rights import published
from onrecord.write.site import Progress, Site, Written
from onrecord.write.units import Files, Notes, Unit, Units
from onrecord.write.watch import Narrowed, Recall, Watch, narrowings, telling, versions, watched
from onrecord.write.watch import told as found_out

__all__ = ["Notes", "Progress", "Site", "Written", "published", "put", "sentences", "untouched", "write"]

_TELL_EVERY = 50
_LARGE, _FEW = 1000, 2
"""Of an archive of so many articles, so few units are worth a second process: lists of all there is are among them."""
_UNWRITTEN = ("narrowed ", "block ")
"""How the names of units begin whose files are none: what they give is wanted elsewhere."""


def write(
    archive: Archive,
    site: Site,
    stamps: Mapping[str, Stamp],
    notes: Notes | None = None,
    *,
    jobs: int = 1,
    report: Progress | None = None,
) -> Written:
    """Brings the pages and data files below `site.docs` up to date with `archive`, and says what that took.

    `stamps` and `notes` are those of the last write (none if unknown): they spare reading files that nobody has
    touched, and making those that would come out the same. Many are made in so many `jobs`. `report` is told "pages",
    how many units of them are done, and how many there are to be made.
    """
    shown, watch = published(archive, site.rights), Watch()
    output, told = Output(site, stamps), versions(shown, site.rights)
    units = Units(notes or Notes(), _key(site), told.of, watch)
    render.compiled(units.compiled)
    seen = Catalogue(watched(shown, watch, told), site, ROOT, clauses=clauses(shown), recall=Recall(watch))
    if _is_as_before(units, output):
        units.take_over()
        pieces, made = units.pieces, 0
    else:
        with branches.uncollected():
            plain, seen = _figures(Catalogue(shown, site), seen, units, watch)
            made = _pages(Planner(plain, seen, told), units, output, jobs, report or (lambda *_: None))
            pieces = tables.written(shown, told, units, output)
    written = {path: (one.size, one.sha256) for path, one in pieces.items()}
    output.data(*datapackage.described(shown, site, written))
    output.sweep()
    _fill_blocks(output, seen, units)
    if report:
        report("pages", made, made)
    notes = units.notes(pieces, render.compiled())
    return replace(output.account(), notes=notes, changed=units.changed, versions=told)


def _is_as_before(units: Units, output: Output) -> bool:
    """Whether nothing that pages are made of has changed, and all that was written is there as it was."""
    noted = units.as_before()
    if noted is None:
        return False
    paths = [path for name, one in noted.items() if not name.startswith(_UNWRITTEN) for path in one.files]
    paths += units.pieces
    return len(paths) == len(set(paths)) and output.keep(paths)


def _pages(planner: Planner, units: Units, output: Output, jobs: int, report: Progress) -> int:
    """Bring all pages up to date; how many units of them had to be made."""
    planned = [unit for unit in planner.units() if not _is_kept(unit, units, output)]
    render.compiled(every=jobs > 1 and len(planned) >= branches.MANY)
    many = _FEW if len(planner.plain.archive.entries) >= _LARGE else branches.MANY
    made = branches.spread(units.made, planned, jobs, many)
    for number, (unit, one) in enumerate(zip(planned, made, strict=True)):
        if number % _TELL_EVERY == 0:
            report("pages", number, len(planned))
        units.take(unit, one)
        _put(one.files, output)
    return len(planned)


def _figures(plain: Catalogue, seen: Catalogue, units: Units, watch: Watch) -> tuple[Catalogue, Catalogue]:
    """The catalogues with what pages tell of the whole archive, so that none of them looks at all of it."""
    archive = plain.archive
    known = _narrowed(archive, seen, units)
    most = {id_: sheets.quoted(plain, topic.statements)[: sheets.MOST] for id_, topic in archive.topics.items()}
    standings = ledger.standings(archive)
    units.learn(found_out("h", most) | found_out("o", standings))
    return (
        replace(plain, narrowed=known, heard=most, standings=standings),
        replace(
            seen,
            narrowed=Narrowed(known, watch),
            heard=telling("h", most, watch),
            standings=telling("o", standings, watch),
        ),
    )


def _narrowed(archive: Archive, seen: Catalogue, units: Units) -> frozenset[str]:
    """The addresses of all sheets by topic or outlet. Each speaker's are found again where they might be others."""
    found: dict[str, tuple[str, ...]] = {}
    for id_, speaker in archive.speakers.items():
        if sheets.narrows(speaker):
            unit = Unit(f"narrowed {id_}", partial(_sheets, seen, id_))
            found[id_] = _paths(unit, units)
    units.learn(narrowings(found))
    return frozenset(address for addresses in found.values() for address in addresses)


def _paths(unit: Unit, units: Units) -> tuple[str, ...]:
    """What the files of a unit are called, which is all that is wanted of them."""
    known = units.kept(unit)
    return units.take(unit, units.made(unit)) if known is None else known


def _sheets(seen: Catalogue, id_: str) -> Files:
    return ((address, "") for address in sheets.known(seen, seen.archive.speakers[id_]))


def _is_kept(unit: Unit, units: Units, output: Output) -> bool:
    """Whether a unit would come out as it did, and its files are there as they were written: then they stay."""
    files = units.kept(unit)
    return files is not None and output.keep(files)


def _put(files: Iterable[tuple[str, str]], output: Output) -> None:
    for path, content in files:
        if path.endswith(".md"):
            output.page(path, content)
        else:
            output.data(path, content)


def _key(site: Site) -> str:
    """A digest of what every page depends on: the site, and onrecord itself."""
    shown = (site.name, site.url, site.rights, site.search, site.directories)
    return hashlib.sha256(f"{shown!r} {code.digest('write')}".encode()).hexdigest()


def _fill_blocks(output: Output, seen: Catalogue, units: Units) -> None:
    """Brings the blocks in the editor's own pages up to date."""
    for path, text in blocks.pages(seen.site.docs):
        catalogue = replace(seen, up="../" * path.count("/"))
        filled = blocks.fill(text, front.BLOCKS, partial(_block, catalogue, units))
        output.editors(path, filled.text, blocks.problems(path, filled))


def _block(catalogue: Catalogue, units: Units, name: str, number: int | None) -> str:
    """The Markdown of a block."""
    unit = Unit(f"block {catalogue.up}{name} {number}", lambda: [(front.make(catalogue, name, number), "")])
    return _paths(unit, units)[0]


def sentences(archive: Archive, renderings: Iterable[Rendering]) -> dict[str, Span]:
    """The sentence, or sentences, that each rendering stands in, as a place in its article's text, by its id."""
    found = {}
    for rendering in renderings:
        text = archive.entries[rendering.article].record.article.text
        found[rendering.id] = sentences_around(text, rendering.quotation.content)
    return found
