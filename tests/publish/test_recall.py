"""What templates are told of pages is kept from build to build, and given only where it is true."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.toc import AnchorLink

from onrecord import branches
from onrecord.publish.recall import Recall, record
from onrecord.publish.render import Renderer
from tests.publish import harbour

KEY, OTHER = "ab" * 32, "cd" * 32
TEXT = "<p>The ferry stays – for now.</p>" * 9
META = {"title": "The ferry", "onrecord": {"kind": "article", "feeds": [{"path": "feeds/a.xml"}]}, "rank": 3}


def entries() -> list[AnchorLink]:
    """The contents of a page."""
    above = AnchorLink("What was <em>said</em>", "what-was-said", 2)
    above.children.append(AnchorLink("Elsewhere", "elsewhere", 3))
    return [above]


def kept(folder: Path, name: str = "a/index.html", text: str = TEXT) -> tuple[Recall, tuple[int, int]]:
    """A file of records with one in it."""
    recall = Recall(folder / "site.pages")
    made = record(name, KEY, text, entries(), META)
    assert made
    return recall, recall.append(made)


def test_a_page_is_told_again_as_it_was(tmp_path: Path) -> None:
    """By another process too, wherever its text stands in the page."""
    recall, place = kept(tmp_path)
    recall.close()
    page = f"<html>{TEXT[:80]}<main>{TEXT}</main></html>".encode()
    told = Recall(tmp_path / "site.pages", recall.id).read("a/index.html", place, KEY, page)
    assert told
    assert (told.content, told.meta) == (TEXT, META)
    assert told.toc[0] == {
        "name": "What was <em>said</em>",
        "id": "what-was-said",
        "level": 2,
        "children": [{"name": "Elsewhere", "id": "elsewhere", "level": 3, "children": []}],
    }


def test_nothing_is_told_of_what_is_not_the_same(tmp_path: Path) -> None:
    """Another page, another key, a text that was changed or cut, a record that is not whole, another file."""
    recall, place = kept(tmp_path)
    page = TEXT.encode()
    offset, length = place
    assert recall.read("a/index.html", place, KEY, page)
    assert recall.read("b/index.html", place, KEY, page) is None
    assert recall.read("a/index.html", place, OTHER, page) is None
    assert recall.read("a/index.html", place, KEY, page.replace(b"now", b"not")) is None
    assert recall.read("a/index.html", place, KEY, page[:-1]) is None
    for wrong in ((offset + 1, length), (offset, length - 1), (offset, length + 1), (offset + length, length)):
        assert recall.read("a/index.html", wrong, KEY, page) is None
    assert Recall(tmp_path / "site.pages", "0" * 16).read("a/index.html", place, KEY, page) is None
    assert Recall(tmp_path / "none.pages", recall.id).read("a/index.html", place, KEY, page) is None


@given(data=st.data())
def test_a_spoilt_file_tells_nothing(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whichever byte of a record is another, the page is rendered."""
    recall, (offset, length) = kept(tmp_path_factory.mktemp("spoilt"))
    path = recall._path
    at = data.draw(st.integers(offset, offset + length - 1))
    spoilt = bytearray(path.read_bytes())
    spoilt[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(spoilt)
    assert Recall(path, recall.id).read("a/index.html", (offset, length), KEY, TEXT.encode()) is None


def test_what_cannot_be_told_is_not_kept() -> None:
    """No text, one that no file holds as it is, front matter that is no plain data."""
    assert record("a", KEY, "", [], {}) is None
    assert record("a", KEY, "a \ud800 b", [], {}) is None
    assert record("a", KEY, TEXT, [], {"made": lambda: None}) is None


def test_records_that_nobody_needs_go_when_they_are_many(tmp_path: Path) -> None:
    """The others are told from their new places; a few that nobody needs stay where they are."""
    recall, place = kept(tmp_path)
    assert recall.tidied({"a/index.html": place}) == {"a/index.html": place}
    recall.append(bytes(3_000_000))
    places = recall.tidied({"a/index.html": place})
    assert recall._path.stat().st_size < 2_000
    again = Recall(recall._path, recall.id)
    assert again.read("a/index.html", places["a/index.html"], KEY, TEXT.encode())


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """The harbour's archive with its site."""
    harbour.write(tmp_path)
    made(tmp_path)
    return tmp_path


def made(root: Path) -> None:
    """Build the site as MkDocs does, and as if it were a large one."""
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(branches, "MANY", 1)
        patch.setattr(branches, "can_branch", lambda: True)  # whatever threads other tests have left running
        patch.setattr(branches, "spread", lambda work, items, *_: map(work, items))
        build(config)


def _no_rendering(*_: object) -> None:
    raise AssertionError("a page was rendered")


def test_another_template_needs_no_markdown(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All pages are made again, and none of the archive's is rendered, the second time neither."""
    monkeypatch.setattr(Renderer, "render", _no_rendering)
    assert (built / ".onrecord/site.pages").stat().st_size > 10_000
    template = built / "overrides/main.html"
    for news in ("Low tide", "High tide"):
        template.write_text(f'{{% extends "onrecord.html" %}}{{% block announce %}}{news}{{% endblock %}}', "utf-8")
        made(built)
        assert news in (built / "site/speakers/ida-brandt/index.html").read_text("utf-8")


def test_a_template_may_ask_for_the_source(built: Path) -> None:
    """A page that is not rendered again still has its Markdown, for templates that look at it."""
    main = built / "overrides/main.html"
    main.write_text(main.read_text("utf-8") + "{% block announce %}{{ page.markdown | length }}{% endblock %}", "utf-8")
    made(built)
    source = (built / "docs/speakers/ida-brandt.md").read_text("utf-8").partition("\n---\n")[2].lstrip("\n")
    assert f">{len(source)}<" in "".join((built / "site/speakers/ida-brandt/index.html").read_text("utf-8").split())
