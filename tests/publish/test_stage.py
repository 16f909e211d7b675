"""The site while it is being built."""

from __future__ import annotations

from pathlib import Path

from onrecord.publish.stage import Stage, mark


def build(root: Path, files: dict[str, str]) -> None:
    """Build a site of these files."""
    stage = Stage(root / "site", root / "cache")
    for name, text in files.items():
        path = stage.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    stage.commit((), dict.fromkeys(files, ((1, 1), "key")))


def site(root: Path) -> dict[str, str]:
    """What is in the site."""
    return {
        path.relative_to(root / "site").as_posix(): path.read_text(encoding="utf-8")
        for path in (root / "site").rglob("*")
        if path.is_file()
    }


def test_a_site_becomes_what_was_built(tmp_path: Path) -> None:
    """First, with folders that are new, with others that are gone, and with a file where a folder was."""
    for files in (
        {"index.html": "a", "people/index.html": "b", "people/ann/index.html": "c"},
        {"index.html": "a", "people/index.html": "B", "things/one/index.html": "d"},
        {"index.html": "a", "people/bob/index.html": "e", "things": "f"},
    ):
        build(tmp_path, files)
        assert site(tmp_path) == files
        assert {path.name for path in (tmp_path / "cache").iterdir()} == {"site.json"}


def test_a_folder_that_a_killed_build_has_emptied_goes(tmp_path: Path) -> None:
    """Folders that hold nothing are none of the site, however deep, but hidden ones at the top are not ours."""
    build(tmp_path, {"index.html": "a"})
    for folder in ("people/ann/empty", ".git/refs"):
        (tmp_path / "site" / folder).mkdir(parents=True)
    build(tmp_path, {"index.html": "a"})
    assert not (tmp_path / "site/people").exists()
    assert (tmp_path / "site/.git/refs").is_dir()


def test_files_of_new_folders_are_known_to_the_next_build(tmp_path: Path) -> None:
    """What was moved with its folder is noted as any other file."""
    files = {"index.html": "a", "people/ann/index.html": "c"}
    build(tmp_path, files)
    stage = Stage(tmp_path / "site", tmp_path / "cache")
    assert all(stage.is_made(name, (1, 1), "key") for name in files)
    stage.drop()


def test_what_is_the_same_is_not_touched(tmp_path: Path) -> None:
    """A file that is there with the same bytes stays the very file, and so do hidden ones at the top."""
    build(tmp_path, {"index.html": "a", "people/index.html": "b"})
    (tmp_path / "site" / ".gitignore").write_text("*", encoding="utf-8")
    before = {name: mark(tmp_path / "site" / name) for name in ("index.html", "people/index.html", ".gitignore")}
    build(tmp_path, {"index.html": "a", "people/index.html": "b", "things/index.html": "c"})
    assert {name: mark(tmp_path / "site" / name) for name in before} == before


def test_pages_that_are_put_apart_come_where_they_belong(tmp_path: Path) -> None:
    """A page is moved to its place from wherever it was put: over another, or into a new folder."""
    build(tmp_path, {"people/ann/index.html": "a", "people/bob/index.html": "b", "people/cy": "c"})
    wanted = {"people/ann/index.html": "A", "people/new/index.html": "n", "people/cy/index.html": "C", "things/x": "x"}
    stage = Stage(tmp_path / "site", tmp_path / "cache")
    stage.set_apart([*wanted, "people/none/index.html"])
    for name, text in wanted.items():
        path = Path(stage.path(name))
        assert (path.parent == stage.folder / "things") == (name == "things/x")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "site" / "people" / "cy").unlink()
    stage.commit(["people/bob/index.html"], dict.fromkeys(wanted, ((1, 1), "key")))
    assert site(tmp_path) == {**wanted, "people/bob/index.html": "b"}
    assert {path.name for path in (tmp_path / "cache").iterdir()} == {"site.json"}


def test_a_page_that_is_put_apart_and_the_same_is_not_touched(tmp_path: Path) -> None:
    """A page that comes out as it stands keeps its file."""
    build(tmp_path, {"people/ann/index.html": "a"})
    before = mark(tmp_path / "site/people/ann/index.html")
    stage = Stage(tmp_path / "site", tmp_path / "cache")
    stage.set_apart(["people/ann/index.html"])
    Path(stage.path("people/ann/index.html")).write_text("a", encoding="utf-8")
    stage.commit((), {"people/ann/index.html": ((2, 2), "key")})
    assert mark(tmp_path / "site/people/ann/index.html") == before


def test_what_is_noted_already_is_not_noted_again(tmp_path: Path) -> None:
    """A build that leaves all files as they are leaves the notes, too; one that does not tells them anew."""
    build(tmp_path, {"index.html": "a", "people/index.html": "b"})
    notes = tmp_path / "cache" / "site.json"
    before = mark(notes)
    both = ["index.html", "people/index.html"]
    stage = Stage(tmp_path / "site", tmp_path / "cache")
    stage.commit(both, dict.fromkeys(both, ((1, 1), "key")))
    assert mark(notes) == before
    stage = Stage(tmp_path / "site", tmp_path / "cache")
    stage.commit(["index.html"], {"index.html": ((1, 1), "key")})
    assert mark(notes) != before
    stage = Stage(tmp_path / "site", tmp_path / "cache")
    assert [stage.is_made(name, (1, 1), "key") for name in both] == [True, False]
    stage.drop()
