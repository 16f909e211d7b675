"""What each page says, where it leads, and that what it leads to is there."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from onrecord import write
from onrecord.addresses import FOLDERS
from onrecord.model import Archive, Dropped, Registered, Rights, Role
from onrecord.write import Site
from tests.write.county import BRIDGE, Said, county, linked, quotation_id, record, with_rights

LINK = re.compile(r"\]\(([^)\s]+)\)")
ANCHOR = re.compile(r'id="([^"]+)"')


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty site with a search page."""
    return Site(tmp_path, tmp_path / "docs", "County", search="search.md")


def page(site: Site, path: str) -> str:
    """The Markdown of a page."""
    return (site.docs / path).read_text(encoding="utf-8")


def meta(site: Site, path: str) -> dict[str, object]:
    """The front matter of a page."""
    found = yaml.safe_load(page(site, path).split("---\n")[1])
    assert isinstance(found, dict)
    return found


def lines(site: Site, name: str) -> list[dict[str, object]]:
    """The lines of a data file."""
    return [json.loads(line) for line in page(site, f"data/{name}.jsonl").splitlines()]


def test_every_link_leads_to_a_page_and_every_anchor_is_there(site: Site) -> None:
    """Each relative link of each page names a Markdown file that was written, and an anchor in it."""
    write.write(county(), site, {})
    (site.docs / "search.md").write_text("# Search\n")
    checked = 0
    for source in site.docs.rglob("*.md"):
        for target in LINK.findall(source.read_text()):
            if target.startswith("https://"):
                continue
            path, _, anchor = target.partition("#")
            path = path.partition("?")[0]
            found = (source.parent / path).resolve() if path else source
            assert found.is_file(), f"{source.name} links to {target}"
            assert not anchor or f'id="{anchor}"' in found.read_text(), f"{source.name} links to {target}"
            checked += 1
    assert checked > 80


def test_each_quotation_is_marked_once_in_its_article(site: Site) -> None:
    """Every quotation has one anchor, its words inside; those of nobody named are marked as such."""
    archive = county()
    write.write(archive, site, {})
    for rendering in archive.renderings.values():
        text = page(site, f"articles/{rendering.article}.md")
        kind = "or-q" if rendering.speaker else "or-q or-unnamed"
        assert text.count(f'<mark class="{kind}" id="q-{rendering.id}">{archive.words(rendering)}</mark>') == 1


def test_the_margin_says_who_and_who_else(site: Site) -> None:
    """Beside a quotation stand its speaker with the role the article gives, the other outlets, and disagreement."""
    write.write(county(), site, {})
    text = page(site, "articles/bridge-opens-early.md")
    assert "**[Ada Lane](../speakers/ada-lane.md)** <bdi>County Commissioner</bdi>" in text
    assert "also carried, cut differently, by [Harrow Courier](../articles/lane-ends-debate.md#q-" in text
    assert "**Nobody named**: the text credits “An official in the county’s treasury”" in text
    assert "outlets disagree on who said it" in text
    assert "corrected: The paper corrected its story" in page(site, "articles/no-toll-says-lane.md")


def test_an_article_says_where_it_comes_from(site: Site) -> None:
    """The page tells what was dropped and why, its file, and how outlet, date and headline are known."""
    write.write(county(), site, {})
    text = page(site, "articles/bridge-opens-early.md")
    assert "- “Sign up for our newsletter” · newsletter plea" in text
    assert "- Saved file: bridge-opens-early.txt" in text
    assert "- Date: came with the saved file" in text
    found = meta(site, "articles/bridge-opens-early.md")
    assert found["title"] == "Bridge over the Wend opens a year early"
    assert found["source"] == "https://www.wendvalleypost.example/2031/05/04/bridge?ref=home&utm=1"
    assert found["speakers"] == ["Ada Lane", "Tom Okafor"]
    assert (found["date"], found["outlet"], found["story"]) == (
        "2031-05-04",
        "Wend Valley Post",
        "The bridge over the Wend",
    )
    assert found["hide"] == ["navigation", "toc"]


def test_a_heading_made_by_us_says_so(site: Site) -> None:
    """Where the article had no headline, its page says that the heading was made."""
    archive = county()
    entry = archive.entries["no-toll-says-lane"]
    article = replace(entry.record.article, headline_source="lede")
    entry = replace(entry, record=replace(entry.record, article=article))
    write.write(replace(archive, entries={**archive.entries, entry.id: entry}), site, {})
    assert "heading made from the first sentence" in page(site, "articles/no-toll-says-lane.md")


def test_a_speaker_page_lists_statements_newest_first_undated_last(site: Site) -> None:
    """Dates in order, each statement with its outlets, and links to topics, outlets and the search."""
    write.write(county(), site, {})
    text = page(site, "speakers/ada-lane.md")
    assert re.findall(r"^(?:<time[^>]*>)?(5 May 2031|4 May 2031|undated)", text, re.M) == [
        "5 May 2031",
        "4 May 2031",
        "undated",
    ]
    assert "3 statements · 5 quotations · 3 articles · 3 outlets" in text
    assert "- County Commissioner <small>1 article · Wend Valley Post</small>" in text
    assert "Also printed as “Lane”, “A. Lane”." in text
    assert "**[3 outlets, 3 cuts](../statements/bridge.md)**" in text
    assert "(../search.md?speaker=ada-lane&q=)" in text


def test_a_statement_page_sets_the_cuts_side_by_side(site: Site) -> None:
    """The fullest wording heads the page; under it each outlet's cut, what it left out, and links to both places."""
    write.write(county(), site, {})
    text = page(site, "statements/bridge.md")
    assert f"# “{BRIDGE}” {{: .or-statement #statement" in text
    assert "<del>The bridge will open in May. </del>“Nobody will pay a toll" in text
    assert (
        'first carried <time datetime="2031-05-04">4 May 2031</time> by Wend Valley Post · 3 outlets · 3 cuts' in text
    )
    assert "#:~:text=The%20bridge%20will%20open" in text
    assert "## Said again" in text and "We have waited for eleven years." in text


def test_a_dispute_is_said_in_a_sentence(site: Site) -> None:
    """Where outlets credit the same words to different people, the page says who credits whom."""
    write.write(county(), site, {})
    sentence = (
        "Wend Valley Post credits **[Tom Okafor](../speakers/tom-okafor.md)**; The Ferryman credits **[Rosa Lane]"
    )
    assert sentence in page(site, "statements/ferrymen.md")
    assert "## Outlets disagree on who said it" in page(site, "statements/index.md")


def test_a_corrected_quotation_has_a_page_and_others_of_one_article_have_none(site: Site) -> None:
    """Statements get a page for several renderings or a correction."""
    write.write(county(), site, {})
    written = {path.stem for path in (site.docs / "statements").glob("*.md")}
    corrected = quotation_id("no-toll-says-lane", "a promise kept")
    assert written == {"bridge", "ferrymen", corrected, "index", "older"}


def test_old_addresses_lead_on(site: Site) -> None:
    """Merged, moved and withdrawn ids keep a page that says so; statements without a page lead to their quotation."""
    write.write(county(), site, {})
    assert meta(site, "speakers/a-lane.md")["redirect"] == "speakers/ada-lane/"
    assert "(../speakers/ada-lane.md)" in page(site, "speakers/a-lane.md")
    assert meta(site, "articles/bridge-opens.md")["redirect"] == "articles/bridge-opens-early/"
    assert meta(site, "articles/old-story.md")["redirect"] == "articles/"
    assert "withdrawn" in page(site, "articles/old-story.md")
    assert "/a-lane.md" not in page(site, "speakers/index.md")


@pytest.mark.parametrize("end", ["ada-lane", ""])
def test_moves_are_followed_to_their_end(site: Site, end: str) -> None:
    """A chain of merges leads to where it ends; a circle or a withdrawal leads to the hub."""
    registry = (
        Registered("speaker", "one", (), "two"),
        Registered("speaker", "two", (), "three"),
        Registered("speaker", "three", (), end),
        Registered("speaker", "round", (), "about"),
        Registered("speaker", "about", (), "round"),
    )
    write.write(replace(county(), registry=registry), site, {})
    assert meta(site, "speakers/one.md")["redirect"] == (f"speakers/{end}/" if end else "speakers/")
    assert meta(site, "speakers/round.md")["redirect"] == "speakers/"


def test_rights_decide_how_much_of_the_text_is_published(site: Site) -> None:
    """Full, the excerpt, the sentences with quotations, or nothing: each shows less than the one before."""
    shown = {}
    rights: Rights
    for rights in ("full", "excerpt", "quotations", "metadata"):
        write.write(with_rights(county(), "bridge-opens-early", rights), site, {})
        shown[rights] = page(site, "articles/bridge-opens-early.md")
    assert "The ferry has crossed the Wend since 1871." in shown["full"] and "newsletter" in shown["full"]
    assert "The ferry has crossed" not in shown["excerpt"] and "newsletter plea" not in shown["excerpt"]
    assert "walked across" in shown["excerpt"] and "walked across the new" not in shown["quotations"]
    assert BRIDGE in shown["quotations"] and "the numbers do not add up" in shown["quotations"]
    assert BRIDGE not in shown["metadata"] and "<mark" not in shown["metadata"]


def test_words_that_may_not_be_shown_are_nowhere(site: Site) -> None:
    """An article of which only the metadata is published leaves no word in any page or data file."""
    archive = with_rights(county(), "bridge-opens-early", "metadata")
    write.write(archive, site, {})
    everything = "".join(path.read_text() for path in site.docs.rglob("*.*"))
    assert "the numbers do not add up" not in everything
    assert "It is a good day for the ferrymen, too." not in everything
    assert "It is a good day for the ferrymen, too" in everything, "another outlet's words stay"
    assert BRIDGE not in everything
    assert "the treasury worries" not in everything, "the deck is text too"
    assert all(line["article"] != "bridge-opens-early" for line in lines(site, "quotations"))
    assert {line["id"] for line in lines(site, "articles")} == set(archive.entries)


def test_data_files_hold_the_archive(site: Site) -> None:
    """One line for each noun, by id or by article, quotations verbatim, each with the address of its page."""
    archive = county()
    write.write(archive, site, {})
    nouns: dict[str, Iterable[str]] = {
        "articles": archive.entries,
        "quotations": archive.renderings,
        "statements": archive.statements,
        "stories": archive.stories,
        "speakers": archive.speakers,
        "topics": archive.topics,
        "outlets": archive.outlets,
    }
    for name, found in nouns.items():
        listed = [line["id"] for line in lines(site, name)]
        by_article = name in ("quotations", "statements")
        assert (sorted(map(str, listed)) if by_article else listed) == sorted(found), name
    told = [str(line["article"]) for line in lines(site, "quotations")]
    assert told == sorted(told)
    for line in lines(site, "quotations"):
        text = archive.entries[str(line["article"])].record.article.text
        assert text[int(str(line["start"])) : int(str(line["end"]))] == line["text"]
    for line in [*lines(site, "articles"), *lines(site, "speakers"), *lines(site, "topics"), *lines(site, "outlets")]:
        assert (site.docs / (str(line["path"]).rstrip("/") + ".md")).is_file()


def test_hubs_lead_to_everything(site: Site) -> None:
    """From the hubs, by links alone, one reaches every page but the old addresses."""
    write.write(county(), site, {})
    seen, waiting = set[Path](), [site.docs / hub / "index.md" for hub in FOLDERS]
    while waiting:
        source = waiting.pop().resolve()
        if source in seen or not source.is_file():
            continue
        seen.add(source)
        waiting += [
            source.parent / link.partition("#")[0] for link in LINK.findall(source.read_text()) if ".md" in link
        ]
    old = {"a-lane", "old-story", "bridge-opens", "older"}
    assert {p.stem for p in site.docs.rglob("*.md")} - {p.stem for p in seen} == old


def many(count: int) -> Archive:
    """An archive of many one-quotation articles of one speaker, over several years."""
    told = []
    for number in range(count):
        said = [Said(f"We counted {number} boats.", "Ada Lane")]
        date = f"20{31 + number % 3}-{1 + number % 12:02}-{1 + number % 28:02}"
        told.append(
            (record(f"boats-{number:04}", f"“{said[0].words}” Lane said.", said, "Wend Valley Post", date), said)
        )
    return linked(told)


def test_no_page_grows_with_the_archive(site: Site) -> None:
    """Of a thousand articles by one outlet quoting one speaker, every page stays light, and none is lost."""
    archive = many(1000)
    write.write(archive, site, {})
    pages = {path.relative_to(site.docs).as_posix(): path.read_text() for path in site.docs.rglob("*.md")}
    assert max(map(len, pages.values())) < 70_000
    parts = [text for path, text in pages.items() if path.startswith("speakers/ada-lane/")]
    counts = Counter(target for text in parts for target in re.findall(r"articles/(boats-\d+)\.md#", text))
    assert len(counts) == 1000
    hub = [text for path, text in pages.items() if path.startswith("articles/by/")]
    assert sum(len(re.findall(r"^- \[.*/boats-\d+\.md\)", text, re.M)) for text in hub) == 1000


def test_a_long_headline_is_whole_in_the_heading_alone(site: Site) -> None:
    """Browsers get a title that they can show; the page's heading keeps every word."""
    made = record("long", "Nothing was said.")
    headline = "Long" + " and long" * 40
    write.write(linked([(replace(made, article=replace(made.article, headline=headline)), ())]), site, {})
    assert len(str(meta(site, "articles/long.md")["title"])) <= 122
    assert f"# {headline} {{:" in page(site, "articles/long.md")


def test_a_clause_is_no_word_for_a_source(site: Site) -> None:
    """Where what was taken for an unnamed source runs to a clause, the pages say that there is one, and no more."""
    clause = "the ferry, which was late on every day of that wet and windy spring, left without a word and somebody"
    told = []
    for name, mention in (("short", "an official"), ("long", clause)):
        said = [Said("It will not do", None, "do", mention)]
        told.append((record(name, f"On Monday {mention} said “It will not do”.", said, f"The {name}"), said))
    write.write(linked(told), site, {})
    assert "**Nobody named**: the text credits “an official”" in page(site, "articles/short.md")
    clueless = "**Nobody named**: the text credits a source that it does not name · [link]"
    assert clueless in page(site, "articles/long.md")
    credit = "— Nobody named: the text credits a source that it does not name; the text credits “an official”\n"
    assert credit in page(site, "statements/do.md")


def test_the_parts_of_a_long_list_lead_to_those_beside_them(site: Site) -> None:
    """A reader goes through all of a speaker's pages from the newest to the oldest, and back."""
    write.write(many(1000), site, {})
    pages = {path: path.read_text() for path in (site.docs / "speakers" / "ada-lane").glob("*.md")}
    years = {path for path in pages if "-" not in path.stem}
    assert len(years) > 1
    newest = max(pages.keys() - years)
    assert "‹" not in pages[newest]
    walked = [newest]
    while further := re.search(r"\[[^\]]* ›\]\(([^)]*)\)", pages[walked[-1]]):
        before, after = walked[-1], (walked[-1].parent / further[1]).resolve()
        assert re.search(rf"\[‹ [^\]]*\]\([^)]*/{before.stem}\.md\)", pages[after])
        walked.append(after)
    assert walked == sorted(pages.keys() - years, reverse=True)


def test_an_empty_archive_says_so(site: Site) -> None:
    """No hub stands blank or heads a list of nothing; that of the articles says what to do."""
    write.write(Archive(), site, {})
    for folder in FOLDERS:
        text = page(site, f"{folder}/index.md")
        assert "##" not in text
        assert re.search(r"^(No|Nobody|There is nothing) .*\n\{: \.or-meta \}", text, re.M), folder
    assert "`articles/`" in page(site, "articles/index.md")


def test_outlets_are_counted_only_where_each_is_known(site: Site) -> None:
    """Of two articles one has no outlet: neither the speaker's page nor the statement's says from how many outlets."""
    said = [Said("Come and see it.", "Ada Lane", "see")]
    told = [(record(name, "“Come and see it.” Lane said.", said, outlet), said) for name, outlet in
            (("one", "Wend Valley Post"), ("two", None))]  # fmt: skip
    write.write(linked(told), site, {})
    assert "1 statement · 2 quotations · 2 articles\n" in page(site, "speakers/ada-lane.md")
    for path in ("statements/see.md", "statements/index.md"):
        assert "2 articles" in page(site, path)
        assert not re.search(r"\d outlet", page(site, path))


def test_a_role_is_no_part_of_another_as_frequent(site: Site) -> None:
    """A "State" adds nothing to "State Senator" in as many articles; "Senator" stays, which more print."""
    archive = county()
    roles = (
        Role("Senator", ("a", "b")),
        Role("State Senator", ("a",)),
        Role("Farmer", ("a",)),
        Role("State", ("a",)),
        Role("farm-er", ()),
    )
    ada = replace(archive.speakers["ada-lane"], roles=roles)
    write.write(replace(archive, speakers={**archive.speakers, "ada-lane": ada}), site, {})
    found = re.findall(r"^- (\w[\w ]*) <small>", page(site, "speakers/ada-lane.md"), re.M)
    assert found == ["Senator", "Farmer", "State Senator"]


def test_other_words_of_an_outlet_are_explained(site: Site) -> None:
    """Only where an outlet prints words that the fullest wording has not, the page says what underlined words are."""
    said = [Said("The bridge will open on the last day of May.", "Ada Lane", "b")]
    other = [Said("The bridge will open on the last day in June", "Ada Lane", "b")]
    told = [(record("one", f"“{said[0].words}” Lane said.", said, "Post"), said),
            (record("two", f"“{other[0].words},” Lane said.", other, "Courier"), other)]  # fmt: skip
    write.write(linked(told), site, {})
    assert "Underlined words are that outlet" in page(site, "statements/b.md")
    assert "## How each outlet carried it" in page(site, "statements/b.md")
    write.write(county(), site, {})
    assert "Underlined" not in page(site, "statements/bridge.md")


def test_cuts_of_one_outlet_are_told_by_article(site: Site) -> None:
    """Where one outlet alone carries a statement, in two articles, there is no talk of each outlet."""
    said = [Said("Come and see it.", "Ada Lane", "see")]
    told = [(record(name, "“Come and see it.” Lane said.", said, "Wend Valley Post"), said) for name in ("one", "two")]
    write.write(linked(told), site, {})
    assert "## How each article carried it" in page(site, "statements/see.md")


def test_a_quotation_over_two_paragraphs_has_one_anchor(site: Site) -> None:
    """A quotation that runs on is marked in each paragraph, anchored in the first; nested ones are marked within."""
    text = "“We begin here.\n\n“And we say ‘never again’ here,” Lane said."
    said = [Said("We begin here.\n\n“And we say ‘never again’ here", "Ada Lane"), Said("never again", "Ada Lane")]
    write.write(linked([(record("two", text, said), said)]), site, {})
    found = page(site, "articles/two.md")
    assert found.count("<mark") == found.count("</mark>") == 3
    assert len([anchor for anchor in ANCHOR.findall(found) if anchor.startswith("q-")]) == 2
    outer, inner = (quotation_id("two", one.words) for one in said)
    assert f'“<mark class="or-q" id="q-{outer}">We begin here.</mark>' in found
    assert (
        f'<mark class="or-q q-{outer}">“And we say ‘<mark class="or-q" id="q-{inner}">never again</mark>’ here</mark>'
        in found
    )


def test_a_wording_over_paragraphs_is_shown_in_one(site: Site) -> None:
    """In lists, a quotation of several paragraphs stands on one line, without the marks that reopened it."""
    said = [Said("We begin here.\n\n“And we go on,", "Ada Lane")]
    write.write(linked([(record("two", f"“{said[0].words}” Lane said.", said), said)]), site, {})
    assert "> “We begin here. And we go on”" in page(site, "speakers/ada-lane.md")


def test_overlapping_quotations_are_marked_without_crossing(site: Site) -> None:
    """Marks that overlap are closed and opened again, so that the HTML nests."""
    text = "one two three four"
    said = [Said("one two three", "Ada Lane"), Said("two three four", "Tom Okafor")]
    write.write(linked([(record("x", text, said), said)]), site, {})
    first, second = (quotation_id("x", one.words) for one in said)
    wanted = (
        f'<mark class="or-q" id="q-{first}">one <mark class="or-q" id="q-{second}">two three</mark></mark>'
        f'<mark class="or-q q-{second}"> four</mark>'
    )
    assert wanted in page(site, "articles/x.md")


def test_dropped_lines_are_text_too(site: Site) -> None:
    """A dropped line that looks like markup is shown as it was."""
    archive = county()
    entry = archive.entries["lane-ends-debate"]
    article = replace(entry.record.article, dropped=(Dropped("<b>{{ Ad }}</b>", "advertisement"),))
    entry = replace(entry, record=replace(entry.record, article=article))
    write.write(replace(archive, entries={**archive.entries, entry.id: entry}), site, {})
    assert "“&lt;b&gt;&#123;&#123; Ad &#125;&#125;&lt;/b&gt;” · advertisement" in page(
        site, "articles/lane-ends-debate.md"
    )


def test_a_topics_codes_lead_to_their_vocabulary(site: Site) -> None:
    """The page of a topic says its codes; that of the IPTC leads to the page of the Media Topic."""
    write.write(county(), site, {})
    link = "[IPTC Media Topic 15000000](https://cv.iptc.org/newscodes/mediatopic/15000000)"
    assert link in page(site, "topics/transport.md")
