"""The blocks in the editor's own pages: made anew by each build, while every other character stays as it was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord import write
from onrecord.write import Site, Written
from onrecord.write.blocks import fill
from onrecord.write.front import BLOCKS
from tests.conftest import REPOSITORY
from tests.write.county import Said, county, linked, record

KNOWN = ("numbers", "topics")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site without pages."""
    (tmp_path / "docs").mkdir()
    return Site(tmp_path, tmp_path / "docs", "County", search="search.md")


def made(name: str, number: int | None) -> str:
    """What a block of these tests holds."""
    return f"{name} {number}"


def home(site: Site, text: str) -> Written:
    """Writes the archive with a front page."""
    (site.docs / "index.md").write_text(text, encoding="utf-8")
    return write.write(county(), site, {})


def front(site: Site) -> str:
    """The front page."""
    return (site.docs / "index.md").read_text(encoding="utf-8")


def test_only_what_stands_between_the_comments_changes() -> None:
    """The editor's text is kept to the letter, with odd spaces, line ends and all; the number is passed on."""
    before = "---\ntitle:  Mine\n---\n\n#  Home  \n\n\n<!-- onrecord: numbers 7 -->\n<!-- /onrecord -->\n\tEnd.  "
    filled = fill(before, KNOWN, made)
    assert filled.wrong == ()
    start, end = before.split("<!-- onrecord: numbers 7 -->\n<!-- /onrecord -->")
    assert filled.text.startswith(start) and filled.text.endswith(end)
    assert "<!-- onrecord: numbers 7 -->\n\nnumbers 7\n\n<!-- /onrecord " in filled.text
    windows = fill(before.replace("\n", "\r\n"), KNOWN, made).text
    assert windows == filled.text.replace("\n", "\r\n")


def test_a_block_is_made_anew_and_then_stays() -> None:
    """The second time nothing changes; when the archive does, what was there goes."""
    once = fill("<!-- onrecord: topics -->\n<!-- /onrecord -->", KNOWN, made).text
    assert fill(once, KNOWN, made).text == once
    again = fill(once, KNOWN, lambda *_: "other").text
    assert "topics None" not in again and "\n\nother\n\n" in again
    assert fill(again, KNOWN, lambda *_: "").text.count("\n") == 1


@pytest.mark.parametrize("inside", ["My own words.", "topics None\n\nand mine"])
def test_a_persons_work_inside_a_block_is_kept(inside: str) -> None:
    """Written there before the first build, or added to what stood there: it stays, and the build says so."""
    once = fill("<!-- onrecord: topics -->\n<!-- /onrecord -->", KNOWN, made).text
    edited = once.replace("topics None", inside)
    filled = fill(edited, KNOWN, lambda *_: "new")
    assert filled.text == edited
    ((line, what, hint),) = filled.wrong
    assert line == 1 and "“topics”" in what and "by hand" in what and "delete it" in hint


def test_an_unknown_block_is_reported_with_those_there_are() -> None:
    """By its line; the page is as it was, and the blocks after it are filled."""
    text = "Hello.\n\n<!-- onrecord: topicz -->\n<!-- /onrecord -->\n<!-- onrecord: topics -->\n<!-- /onrecord -->"
    filled = fill(text, KNOWN, made)
    ((line, what, hint),) = filled.wrong
    assert (line, what) == (3, "there is no block “topicz”, so nothing was put there.")
    assert hint == "There are: numbers, topics."
    assert filled.text.startswith(
        "Hello.\n\n<!-- onrecord: topicz -->\n<!-- /onrecord -->\n<!-- onrecord: topics -->\n\n"
    )


@pytest.mark.parametrize("after", ["", "\n\nMy text.", "\n<!-- onrecord: topics -->\n<!-- /onrecord -->"])
def test_a_block_without_an_end_takes_nothing(after: str) -> None:
    """It is reported; the text after it is the editor's, and the next block is its own."""
    filled = fill("<!-- onrecord: numbers -->" + after, KNOWN, made)
    ((line, what, hint),) = filled.wrong
    assert line == 1 and "does not end" in what and "<!-- /onrecord -->" in hint
    assert filled.text.startswith("<!-- onrecord: numbers -->" + after.split("\n<!--", maxsplit=1)[0])
    assert ("topics None" in filled.text) == ("topics" in after)


@pytest.mark.parametrize(
    "shown",
    [
        "```html\n<!-- onrecord: topics -->\n<!-- /onrecord -->\n```",
        "~~~~\n```\n<!-- onrecord: nonsense -->\n~~~~",
        "Write `<!-- onrecord: topics -->` where it is to stand.",
        "    <!-- onrecord: topics -->",
        "<!-- onrecord is good -->",
    ],
)
def test_what_is_shown_as_code_is_no_block(shown: str) -> None:
    """A guide may explain blocks."""
    assert fill(shown, KNOWN, made) == fill(shown, (), made)
    assert fill(shown, KNOWN, made).text == shown


def test_a_page_without_blocks_is_not_touched(site: Site) -> None:
    """Not even read as text: its bytes may be anything."""
    (site.docs / "notes.md").write_bytes(b"caf\xe9 \xff")
    write.write(county(), site, {})
    assert (site.docs / "notes.md").read_bytes() == b"caf\xe9 \xff"


def test_a_page_of_another_encoding_keeps_its_bytes(site: Site) -> None:
    """A block is filled between what stands around it."""
    (site.docs / "old.md").write_bytes(b"caf\xe9\n<!-- onrecord: outlets -->\n<!-- /onrecord -->\n")
    write.write(county(), site, {})
    content = (site.docs / "old.md").read_bytes()
    assert content.startswith(b"caf\xe9\n<!-- onrecord: outlets -->\n\n") and b"Harrow Courier" in content


def test_blocks_are_part_of_the_account(site: Site) -> None:
    """The page counts as written, once; what is wrong is a problem with file, line and what to do."""
    text = "<!-- onrecord: numbers -->\n<!-- /onrecord -->\n<!-- onrecord: no -->"
    first = home(site, text)
    assert "docs/index.md" in first.written and "docs/index.md" not in first.removed
    (problem,) = (one for one in first.problems if one.uri.startswith("docs/index.md"))
    assert problem.uri == "docs/index.md:3" and problem.level == "warning"
    again = write.write(county(), site, first.stamps)
    assert again.written == ()


@pytest.mark.parametrize("folder", ["articles", "timeline", "data"])
def test_generated_pages_have_no_blocks(site: Site, folder: str) -> None:
    """What an article says there is no block, whatever it looks like."""
    said = [Said("<!-- onrecord: numbers -->", "Ada Lane")]
    text = "He wrote: “<!-- onrecord: numbers -->”\n\n<!-- onrecord: numbers -->\n\n<!-- /onrecord -->"
    written = write.write(linked([(record("evil", text, said), said)]), site, {})
    assert not [one for one in written.problems if folder in one.uri]


def test_the_numbers_are_those_of_the_archive(site: Site) -> None:
    """Each leads to where they are; the days are those of the newest article and the latest correction, not today."""
    home(site, "<!-- onrecord: numbers -->\n<!-- /onrecord -->")
    text = front(site)
    for hub, said in (("statements", "5 statements"), ("speakers", "3 speakers"), ("articles", "3 articles")):
        assert f"[{said}]({hub}/index.md)" in text
    assert 'The newest article is of <time datetime="2031-05-05">5 May 2031</time>.' in text


def test_the_most_quoted_have_their_number_and_role(site: Site) -> None:
    """Those with most statements first, as many as the comment says, and the way to all."""
    home(site, "<!-- onrecord: most-quoted 1 -->\n<!-- /onrecord -->")
    text = front(site)
    assert "- [Ada Lane](speakers/ada-lane.md)" in text and "County Commissioner" in text
    assert text.count("\n- ") == 1 and "[All 3 speakers](speakers/index.md)" in text


def test_the_latest_stories_show_what_most_carry(site: Site) -> None:
    """The title, its figures, and the beginning of the statement that most articles share."""
    home(site, "<!-- onrecord: latest-stories -->\n<!-- /onrecord -->")
    text = front(site)
    assert "[The bridge over the Wend](stories/bridge.md)" in text and "3 articles · 3 outlets" in text
    assert "> “The bridge will open in May. Nobody will pay a toll" in text


def test_the_downloads_name_every_field(site: Site) -> None:
    """Each data file with its lines and each of its fields with what it means; the files are there."""
    home(site, "<!-- onrecord: downloads -->\n<!-- /onrecord -->")
    text = front(site)
    for name in ("articles", "quotations", "statements", "stories", "speakers", "topics", "outlets", "corrections"):
        for ending in ("csv", "jsonl"):
            assert f"(data/{name}.{ending})" in text and (site.docs / f"data/{name}.{ending}").is_file()
    assert "<dt><code>speaker</code>" in text and "3 lines" in text


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_every_block_of_an_empty_archive_says_so(site: Site, name: str) -> None:
    """No list of nothing: a sentence, or figures of nought."""
    (site.docs / "index.md").write_text(f"<!-- onrecord: {name} -->\n<!-- /onrecord -->", encoding="utf-8")
    assert write.write(linked([]), site, {}).problems == ()
    inside = front(site).split("-->")[1]
    assert "\n- " not in inside and inside.strip()


def test_links_of_a_page_in_a_folder_lead_up(site: Site) -> None:
    """Blocks stand in any page of the editor's, however deep."""
    (site.docs / "more" / "deep").mkdir(parents=True)
    (site.docs / "more/deep/page.md").write_text("<!-- onrecord: outlets -->\n<!-- /onrecord -->", encoding="utf-8")
    write.write(county(), site, {})
    assert "](../../outlets/harrow-courier.md)" in (site.docs / "more/deep/page.md").read_text()


def test_the_guide_names_every_block() -> None:
    """Its table has those that there are, and no other."""
    guide = (REPOSITORY / "docs" / "guide" / "publishing.md").read_text(encoding="utf-8")
    table = guide.split("| block | shows |")[1].split("\n\n")[0]
    assert set(re.findall(r"^\| `([\w-]+)` \|", table, re.M)) == set(BLOCKS)
