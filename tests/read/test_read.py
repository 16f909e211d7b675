"""Files on the disk to sources."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import read
from onrecord.model import Problem, Source
from onrecord.read import files


def save(folder: Path, name: str, content: str | bytes) -> Path:
    """`content` in the file `name`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def source(folder: Path, name: str, content: str | bytes) -> Source:
    """The one source that `content` makes."""
    (found,) = read.read(save(folder, name, content), folder)
    assert isinstance(found, Source), found
    return found


def problem(folder: Path, name: str, content: str | bytes) -> Problem:
    """The one problem that `content` makes."""
    (found,) = read.read(save(folder, name, content), folder)
    assert isinstance(found, Problem), found
    return found


# --- discover -----------------------------------------------------------------------------------------------------


def test_discover_finds_what_a_reader_exists_for_in_order(tmp_path: Path) -> None:
    """Articles in all folders, sorted by uri; sidecars, READMEs and hidden files are passed over in silence."""
    for name in ("b.txt", "a/z.md", "a/Y.TXT", "a/z.yml", "README.md", ".hidden.txt", ".git/x.txt", "c.markdown"):
        save(tmp_path, name, "text")
    found, problems = read.discover(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a/Y.TXT", "a/z.md", "b.txt", "c.markdown"]
    assert problems == []


def test_discover_notes_what_nobody_can_read(tmp_path: Path) -> None:
    """A file of an unknown kind, or a sidecar without its article, is a note that names it."""
    for name in ("photo.jpg", "alone.yml", "bare"):
        save(tmp_path, name, "x")
    found, problems = read.discover(tmp_path)
    assert found == []
    assert [(p.uri, p.level) for p in problems] == [("alone.yml", "note"), ("bare", "note"), ("photo.jpg", "note")]


def test_discover_says_that_the_folder_is_missing(tmp_path: Path) -> None:
    """A missing folder is one warning, no crash."""
    found, (complaint,) = read.discover(tmp_path / "nowhere")
    assert found == []
    assert complaint.level == "warning"


def test_discover_is_not_trapped_by_links(tmp_path: Path) -> None:
    """A link to a folder is noted, not followed: a loop of links ends."""
    save(tmp_path, "a/x.txt", "text")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    found, problems = read.discover(tmp_path)
    assert [path.name for path in found] == ["x.txt"]
    assert [p.uri for p in problems] == ["a/loop"]


def test_discover_names_a_file_whose_name_is_no_utf8(tmp_path: Path) -> None:
    """A name that cannot be an address is a warning, and printable."""
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("text")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    found, (complaint,) = read.discover(tmp_path)
    assert found == []
    assert str(complaint).encode()
    assert complaint.level == "warning"


# --- bodies, encodings --------------------------------------------------------------------------------------------


def test_a_bare_text(tmp_path: Path) -> None:
    """Without a header the whole file is the body, line ends are unified, and the uri is relative."""
    found = source(tmp_path, "2031/a b.txt", "One.\r\nTwo.\rThree.")
    assert (found.uri, found.media_type, found.body) == ("2031/a b.txt", "text/plain", "One.\nTwo.\nThree.")
    assert (found.encoding, found.problems) == ("utf-8", ())
    assert source(tmp_path, "x.md", "# One").media_type == "text/markdown"


TEXT = "The mayor said: “It’s a naïve café plan — no more.”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_any_encoding(tmp_path: Path, encoding: str) -> None:
    """The same text comes out of every usual encoding; a guessed one is a note."""
    found = source(tmp_path, "x.txt", TEXT.encode(encoding))
    assert found.body == TEXT
    guessed = encoding in ("cp1252", "utf-16-le", "utf-16-be")
    assert [p.level for p in found.problems] == (["note"] if guessed else [])
    assert not guessed or found.encoding in str(found.problems[0])


def test_an_eastern_encoding(tmp_path: Path) -> None:
    """A longer text in a code page of its own is recognised."""
    text = "Мэр города заявила в понедельник, что новый мост откроют весной, а старый закроют навсегда. " * 5
    assert source(tmp_path, "x.txt", text.encode("cp1251")).body == text


@pytest.mark.parametrize("data", [b"", b" \n\t\n"])
def test_an_empty_file(tmp_path: Path, data: bytes) -> None:
    """A file with nothing in it is a problem."""
    assert "empty" in str(problem(tmp_path, "x.txt", data))


@pytest.mark.parametrize("data", [b"a\0b", b"%PDF-1.4 text", b"\x01\x02\x03\x04 text", b"PK\x03\x04rest", bytes(50)])
def test_a_binary_file(tmp_path: Path, data: bytes) -> None:
    """What is no text is a problem that says what to do."""
    found = problem(tmp_path, "x.txt", data)
    assert "no text" in found.message
    assert found.hint


def test_a_huge_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the limit is a problem and is not read."""
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    assert "too large" in str(problem(tmp_path, "x.txt", "more than ten bytes"))


def test_a_link_out_of_the_folder(tmp_path: Path) -> None:
    """A link cannot publish what lies outside the folder of articles; one within is read."""
    save(tmp_path, "secret.txt", "not for print")
    root = tmp_path / "articles"
    save(root, "in.txt", "for print")
    (root / "out.txt").symlink_to(tmp_path / "secret.txt")
    (root / "link.txt").symlink_to(root / "in.txt")
    (outside,) = read.read(root / "out.txt", root)
    (inside,) = read.read(root / "link.txt", root)
    assert isinstance(outside, Problem)
    assert isinstance(inside, Source)


def test_what_cannot_be_read(tmp_path: Path) -> None:
    """A file that is gone, a folder, and a loop of links are problems."""
    (tmp_path / "dir.txt").mkdir()
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    for name in ("gone.txt", "dir.txt", "loop.txt"):
        (found,) = read.read(tmp_path / name, tmp_path)
        assert isinstance(found, Problem), name


def test_the_digest_covers_file_and_sidecar(tmp_path: Path) -> None:
    """Changing either changes the digest; changing neither does not."""
    digests = [source(tmp_path, "x.txt", "one").digest, source(tmp_path, "x.txt", "two").digest]
    path = save(tmp_path, "x.yml", "title: A")
    digests.append(source(tmp_path, "x.txt", "two").digest)
    path.write_text("title: B")
    digests.append(source(tmp_path, "x.txt", "two").digest)
    assert len(set(digests)) == 4
    assert source(tmp_path, "x.txt", "two").digest == digests[-1]


def test_parts(tmp_path: Path) -> None:
    """A source is made of its file and its sidecar, with either suffix."""
    one, two = save(tmp_path, "a.txt", "x"), save(tmp_path, "b.c.txt", "x")
    assert read.parts(one) == (one,)
    assert read.parts(two) == (two,)
    beside, also = save(tmp_path, "a.yaml", ""), save(tmp_path, "b.c.yml", "")
    assert read.parts(one) == (one, beside)
    assert read.parts(two) == (two, also)


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever a file holds, reading gives sources and problems and never raises."""
    folder = tmp_path_factory.mktemp("any")
    for found in read.read(save(folder, "x.txt", data), folder):
        assert isinstance(found, Source | Problem)
        assert str(found).encode()
