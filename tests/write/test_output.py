"""Only what changed is written, and what a person wrote is never overwritten."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord import write
from onrecord.errors import OnRecordError
from onrecord.model import Archive
from onrecord.write import Site, front_matter
from onrecord.write.output import Output
from tests.write.county import county

ARTICLE = "docs/articles/bridge-opens-early.md"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty site."""
    return Site(tmp_path, tmp_path / "docs", "County")


def everything(site: Site) -> dict[str, bytes]:
    """Every file of the site with its bytes."""
    return {
        path.relative_to(site.root).as_posix(): path.read_bytes() for path in site.docs.rglob("*") if path.is_file()
    }


def without(archive: Archive, article: str) -> Archive:
    """The archive without one article that carries no shared statement."""
    entry = archive.entries[article]
    gone = set(entry.renderings)
    kept = {i: r for i, r in archive.renderings.items() if i not in gone}
    statements = {
        i: replace(s, renderings=left, articles=tuple(a for a in s.articles if a != article))
        for i, s in archive.statements.items()
        if (left := tuple(r for r in s.renderings if r in kept))
    }
    return replace(
        archive,
        entries={i: e for i, e in archive.entries.items() if i != article},
        renderings=kept,
        statements=statements,
        outlets={
            i: replace(o, articles=tuple(a for a in o.articles if a != article)) for i, o in archive.outlets.items()
        },
        topics={},
        stories={},
    )


def test_a_second_write_writes_nothing(site: Site) -> None:
    """With stamps or without, the same archive leaves every file as it is."""
    first = write.write(county(), site, {})
    assert first.written and not first.kept and not first.problems
    for stamps in (first.stamps, {}):
        again = write.write(county(), site, stamps)
        assert (again.written, again.removed, again.kept) == ((), (), ())
        assert again.stamps == first.stamps


def test_the_same_archive_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two sites of one archive are equal, byte for byte."""
    sites = [Site(tmp_path / name, tmp_path / name / "docs") for name in "ab"]
    for site in sites:
        write.write(county(), site, {})
    assert everything(sites[0]) == everything(sites[1])


def test_stamps_spare_reading(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file whose size and time are those of its stamp is not read."""
    stamps = write.write(county(), site, {}).stamps

    def unreadable(path: Path) -> bytes:
        raise AssertionError(f"{path} was read")

    monkeypatch.setattr(Path, "read_bytes", unreadable)
    assert write.write(county(), site, stamps).written == ()


@pytest.mark.parametrize("stamped", [True, False], ids=["with stamps", "on a fresh clone"])
def test_an_edited_page_is_kept_and_reported(site: Site, stamped: bool) -> None:
    """A page that a person edited stays as edited, with or without a cache; the report says how to go on."""
    stamps = write.write(county(), site, {}).stamps
    page = site.root / ARTICLE
    page.write_text(page.read_text() + "\nA note by hand.\n")
    edited = page.read_bytes()
    written = write.write(county(), site, stamps if stamped else {})
    assert page.read_bytes() == edited
    assert written.kept == (ARTICLE,)
    assert written.written == ()
    (problem,) = written.problems
    assert (problem.uri, problem.level) == (ARTICLE, "warning")
    assert "corrections.yml" in problem.hint and "delete the page" in problem.hint
    assert ARTICLE not in written.stamps


def test_an_edit_that_keeps_size_and_digest_line_is_seen(site: Site) -> None:
    """One changed letter is an edit, even where the size stays."""
    write.write(county(), site, {})
    page = site.root / ARTICLE
    page.write_text(page.read_text().replace("walked across", "walked acroSs"))
    assert write.write(county(), site, {}).kept == (ARTICLE,)


def test_a_deleted_page_is_made_again(site: Site) -> None:
    """Deleting an edited page drops the edit."""
    stamps = write.write(county(), site, {}).stamps
    (site.root / ARTICLE).unlink()
    assert write.write(county(), site, stamps).written == (ARTICLE,)


def test_line_ends_of_another_system_are_no_edit(site: Site) -> None:
    """A clone whose line ends were converted counts as untouched."""
    write.write(county(), site, {})
    page = site.root / ARTICLE
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    written = write.write(county(), site, {})
    assert (written.kept, written.written) == ((), (ARTICLE,))


def test_pages_of_people_stay(site: Site) -> None:
    """A page that onrecord never wrote stays, and is reported where it takes the place of the archive's."""
    beside, instead = site.docs / "articles" / "notes.md", site.root / ARTICLE
    beside.parent.mkdir(parents=True)
    beside.write_text("# My notes\n")
    instead.write_text("# My own page\n")
    written = write.write(county(), site, {})
    assert beside.read_text() == "# My notes\n"
    assert instead.read_text() == "# My own page\n"
    assert written.kept == (ARTICLE,)


def test_a_page_no_longer_needed_goes_and_an_edited_one_stays(site: Site) -> None:
    """Pages of what left the archive are removed, with their empty folders, unless a person edited them."""
    write.write(county(), site, {})
    speaker = site.docs / "speakers" / "rosa-lane.md"
    topic = site.docs / "topics" / "bridges.md"
    topic.write_text(topic.read_text() + "\nBy hand.\n")
    archive = county()
    speakers = {i: s for i, s in archive.speakers.items() if i != "rosa-lane"}
    smaller = replace(without(archive, "no-toll-says-lane"), speakers=speakers)
    written = write.write(smaller, site, {})
    assert "docs/speakers/rosa-lane.md" in written.removed and not speaker.exists()
    assert "docs/articles/no-toll-says-lane.md" in written.removed
    assert written.kept == ("docs/topics/bridges.md",) and topic.exists()


def test_one_changed_article_rewrites_only_what_shows_it(site: Site) -> None:
    """A change of one article's words leaves the pages alone that do not show it."""
    stamps = write.write(county(), site, {}).stamps
    archive = county()
    entry = archive.entries["lane-ends-debate"]
    article = replace(entry.record.article, text=entry.record.article.text + "\n\nThe vote was open.")
    changed = replace(entry, record=replace(entry.record, article=article))
    written = write.write(replace(archive, entries={**archive.entries, entry.id: changed}), site, stamps)
    assert written.written == ("docs/articles/lane-ends-debate.md",)


def test_an_address_never_leaves_the_folder(site: Site) -> None:
    """An id that would lead out of docs/ is refused."""
    for path in ("../x.md", "articles/../../x.md", "/etc/x.md", "articles/c:x.md", "articles\\x.md"):
        with pytest.raises(OnRecordError, match="would leave"):
            Output(site, {}).page(path, "text")


def test_two_pages_of_one_address_are_reported(site: Site) -> None:
    """A noun whose id is a hub's address never takes the hub's place."""
    archive = county()
    outlet = replace(archive.outlets["harrow-courier"], id="index", name="Index")
    written = write.write(replace(archive, outlets={**archive.outlets, "index": outlet}), site, {})
    assert [problem.uri for problem in written.problems] == ["docs/outlets/index.md"]
    assert "title: Outlets" in (site.docs / "outlets" / "index.md").read_text()


def test_what_a_killed_build_left_goes(site: Site) -> None:
    """A file that was half written when its build was killed is removed by the next one, and by no name else."""
    write.write(county(), site, {})
    left, own = site.docs / "speakers" / ".onrecord-x1y2", site.docs / "speakers" / ".own"
    for path in (left, own):
        path.write_text("half a pa")
    write.write(county(), site, {})
    assert (left.exists(), own.exists()) == (False, True)


def test_put_is_atomic_and_writes_changes_only(tmp_path: Path) -> None:
    """`put` says whether it wrote, makes folders, leaves no temporary file, and an old file intact if it fails."""
    target = tmp_path / "a" / "b.md"
    assert write.put(target, "wörds") is True
    assert write.put(target, "wörds") is False
    assert write.put(target, b"other") is True
    assert [path.name for path in target.parent.iterdir()] == ["b.md"]
    assert target.stat().st_mode & 0o444 == 0o444


def test_a_failed_put_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the last step fails, the old content stands and no temporary file stays."""
    target = tmp_path / "b.md"
    write.put(target, "old")

    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="disk full"):
        write.put(target, "new")
    assert os.listdir(tmp_path) == ["b.md"]  # noqa: PTH208  # the names alone
    assert target.read_text() == "old"


def test_a_page_carries_its_own_digest() -> None:
    """The digest fits the page it stands in, and no other."""
    page = front_matter.page({"title": "A"}, "Body")
    assert front_matter.untouched(page)
    assert front_matter.claims(page)
    assert not front_matter.untouched(page.replace("Body", "body"))
    assert not front_matter.claims("# A page\n\ngenerated: '0123456789ab'\n")
    assert not front_matter.untouched("---\ntitle: A\n---\n")
