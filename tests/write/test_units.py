"""What is remembered of a write spares the next one work, and never shows."""

from __future__ import annotations

import gc
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from onrecord import branches, write
from onrecord.model import Archive, Outlet
from onrecord.write import Site, front_matter, ledger, pages, render
from onrecord.write.catalogue import ROOT, Catalogue
from onrecord.write.units import Made, Notes, Unit, Units
from onrecord.write.watch import Near, Recall, Watch, those, watched
from tests.write.county import county


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty site."""
    return Site(tmp_path, tmp_path / "docs", "County")


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def retold(archive: Archive, article: str) -> Archive:
    """The archive with another record of an article, in which nothing that is shown of it elsewhere has changed."""
    entry = archive.entries[article]
    return replace(archive, entries={**archive.entries, article: replace(entry, digest=b"another")})


def test_what_is_shared_counts_as_looked_at_by_each() -> None:
    """What is made once is noted for everybody who asks for it; and no more is kept than may be."""
    watch, asked = Watch(), list[str]()
    recall = Recall(watch, most=1)

    def make() -> str:
        asked.append("x")
        watch.note("a x")
        return "X"

    for _ in range(2):
        with watch.noting() as seen:
            assert recall("x", make) == "X"
        assert seen == {"a x"}
    assert asked == ["x"]
    recall("y", lambda: "Y")
    recall("x", make)
    assert asked == ["x", "x"]


def test_a_line_is_noted_for_every_page_that_has_it() -> None:
    """A statement's line, made for one page, makes the next page depend on its articles and its speakers, too."""
    archive, watch = county(), Watch()
    seen = Catalogue(watched(archive, watch), Site(Path(), Path("docs")), ROOT, recall=Recall(watch))
    statement = next(one for one in archive.statements.values() if one.speakers and len(one.articles) > 1)
    noted = []
    for _ in range(2):
        with watch.noting() as found:
            item = seen.item(statement)
        noted.append(found)
    assert noted[0] == noted[1]
    assert {f"a {id_}" for id_ in statement.articles} | {f"speakers {id_}" for id_ in statement.speakers} <= noted[1]
    assert all(link.target.startswith(ROOT) for link in item.carriers)


def test_no_page_has_the_mark_of_a_way(site: Site) -> None:
    """The sign that stands for the way to the root of docs is in no file."""
    write.write(county(), site, {})
    assert not [name for name, content in everything(site.docs).items() if ROOT.encode() in content]


def test_nothing_is_planned_where_nothing_changed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what the last write remembered, the same archive is known as such before any unit is thought of."""
    first = write.write(county(), site, {})

    def unplanned(_: pages.Planner) -> None:
        raise AssertionError("units were planned")

    monkeypatch.setattr(pages.Planner, "units", unplanned)
    again = write.write(county(), site, first.stamps, first.notes)
    assert (again.written, again.removed, again.changed) == ((), (), frozenset())
    assert again.notes is first.notes
    assert again.stamps == first.stamps


@pytest.mark.parametrize("gone", ["data/quotations.csv", "feeds/all.xml", "speakers/index.md"])
def test_a_file_that_is_gone_is_made_again_though_nothing_changed(site: Site, gone: str) -> None:
    """What is remembered never stands for a file."""
    first = write.write(county(), site, {})
    before = everything(site.docs)
    (site.docs / gone).unlink()
    assert write.write(county(), site, first.stamps, first.notes).written == (f"docs/{gone}",)
    assert everything(site.docs) == before


def test_an_outlets_page_is_made_again_only_for_what_it_shows(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another record of one article has its own outlet's page made again, not those of outlets it has no part in."""
    archive, made = county(), list[str]()
    archive = replace(archive, outlets={**archive.outlets, "far-post": Outlet("far-post", "The Far Post")})
    first = write.write(archive, site, {})
    article = next(id_ for id_, entry in archive.entries.items() if entry.outlet)
    real = Units.made

    def noted(units: Units, unit: Unit) -> Made:
        made.append(unit.name)
        return real(units, unit)

    monkeypatch.setattr(Units, "made", noted)
    write.write(retold(archive, article), site, first.stamps, first.notes)
    assert f"outlet {archive.entries[article].outlet}" in made
    assert "outlet far-post" not in made


def test_the_standing_of_outlets_is_found_at_once_or_one_by_one() -> None:
    """A page that is made by itself tells the same of the whole archive."""
    archive = county()
    alone = Catalogue(archive, Site(Path(), Path("docs")))
    given = replace(alone, standings=ledger.standings(archive))
    for outlet in archive.outlets.values():
        assert ledger.shared(alone, outlet) == ledger.shared(given, outlet)
        entries = alone.articles(outlet.articles)
        assert ledger.quoted(alone, outlet, entries, []) == ledger.quoted(given, outlet, entries, [])


def test_templates_are_compiled_once_for_all_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code that was kept is taken for the same template, and makes the same page."""
    before = render.compiled(every=True)
    page = render.Page("block_search.md.j2", {}, {"search": "search.md"})
    shown = render.fragment(page)
    render._environment.cache_clear()
    render._compiled.cache_clear()
    assert render.compiled(before) == before

    def uncompiled(*_: object, **__: object) -> None:
        raise AssertionError("a template was compiled")

    monkeypatch.setattr(render._Environment, "compile", uncompiled)
    assert render.fragment(page) == shown


@pytest.mark.parametrize(
    "meta",
    [
        {"title": "Ada Lane: “yes”", "date": "2031-05-04", "speakers": ("Ada Lane", "no"), "topics": []},
        {"on": "~", "a": " b", "c": "d #e", "f": "g\nh\n\n  i", "j": "'\"", "k": "<<", "l": "=", "m": "\x85\u2028"},
        {"hide": ["navigation"], "onrecord": {"feeds": [{"title": "1e3", "path": "-"}], "of": 3, "is": True}},
    ],
)
def test_front_matter_is_what_yaml_would_write(meta: dict[str, object]) -> None:
    """Written a shorter way, it is the text that the library gives, and reads as the same."""
    plain = {key: list(value) if isinstance(value, tuple) else value for key, value in meta.items()}
    told = yaml.dump(plain, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=2**20)
    assert front_matter._dumped(meta) == told
    assert yaml.safe_load(told) == plain


def test_a_copy_of_the_site_is_not_trusted_by_its_notes_alone(site: Site, tmp_path: Path) -> None:
    """Where the files have other times, they are compared, and nothing is written."""
    first = write.write(county(), site, {})
    copied = replace(site, root=tmp_path / "copy", docs=tmp_path / "copy" / "docs")
    shutil.copytree(site.docs, copied.docs, copy_function=shutil.copyfile)
    assert write.write(county(), copied, first.stamps, first.notes).written == ()


def test_the_notes_of_another_onrecord_are_not_looked_into() -> None:
    """They may lack what this one notes: their key tells, and nothing else of them is asked for."""
    older = object.__new__(Notes)
    for name in ("versions", "units", "spliced"):
        object.__setattr__(older, name, {})
    object.__setattr__(older, "key", "older")
    with pytest.raises(AttributeError):
        _ = older.compiled
    units = Units(older, "this", {}, Watch())
    assert units.changed is None
    assert units.notes({}) == Notes("this")


def test_pages_leave_nothing_behind_that_has_to_be_looked_for(site: Site) -> None:
    """Writing leaves no cycles, however many pages it makes: so nobody need look for them meanwhile."""
    everything, some = county(), without_most(county())
    write.write(some, replace(site, docs=site.root / "warm"), {})
    found = []
    for number, archive in enumerate((some, everything)):
        gc.collect()
        with branches.uncollected():
            write.write(archive, replace(site, docs=site.root / str(number)), {})
            found.append(gc.collect())
    assert found[0] == found[1]


def without_most(archive: Archive) -> Archive:
    """The archive with one of its topics and no stories."""
    topics = dict(list(archive.topics.items())[:1])
    return replace(archive, topics=topics, stories={})


def test_what_is_not_there_is_looked_at_too() -> None:
    """Those of some ids that there are come in their order; all are noted, each time they are asked for."""
    archive, watch = county(), Watch()
    seen = watched(archive, watch)
    ids = [*archive.renderings][:3]
    for _ in range(2):
        with watch.noting() as noted:
            assert those(seen.renderings, [ids[1], "none", ids[0]]) == [archive.renderings[i] for i in (ids[1], ids[0])]
        assert noted == {"*renderings", *(f"a {archive.renderings[i].article}" for i in ids[:2])}
    assert those(archive.renderings, [ids[2], "none"]) == [archive.renderings[ids[2]]]


def test_what_was_looked_up_lately_can_be_forgotten() -> None:
    """No more is kept at hand than may be; what was let go is found again."""
    asked: list[str] = []

    def ready(one: str) -> str:
        asked.append(one)
        return one.upper()

    near = Near({"a": "x", "b": "y"}, ready, most=1)
    assert [near[i] for i in ("a", "a", "b", "a")] == ["X", "X", "Y", "X"]
    assert asked == ["x", "y", "x"]
    with pytest.raises(KeyError):
        near["c"]
