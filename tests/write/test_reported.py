"""Pages tell what is reported without marks from words, who spoke jointly, how sure it is, and why nobody is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord import write
from onrecord.model import Correction, Rights
from onrecord.write import Site
from tests.write.county import Said, linked, quotation_id, record

TEXT = """Ada Lane came late.

“The pump is older than I am,” Lane said. She said the plan was “brave on a budget like ours” and long overdue.

Lane said the council would vote in May.

An aide said the vote might be put off."""
PUMP, BRAVE = "The pump is older than I am,", "brave on a budget like ours"
PLAN, VOTE, AIDE = (
    f"the plan was “{BRAVE}” and long overdue",
    "the council would vote in May",
    "the vote might be put off",
)
SAID = [
    Said(PUMP, "Ada Lane"),
    Said(PLAN, "Ada Lane", kind="indirect", holds=BRAVE),
    Said(BRAVE, "Ada Lane", kind="partial"),
    Said(VOTE, "Ada Lane", kind="indirect", confidence="unsure"),
    Said(AIDE, None, mention="An aide", kind="indirect", rule="reported-unnamed"),
]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty site with a search page."""
    return Site(tmp_path, tmp_path / "docs", "County", search="search.md")


def written(site: Site, text: str, said: list[Said], path: str, **more: object) -> str:
    """A page of the archive of one article."""
    write.write(linked([(record("pump", text, said, "Wend Valley Post", "2031-05-04"), said)], **more), site, {})
    return page(site, path)


def page(site: Site, path: str) -> str:
    """The Markdown of a page, straight and curly marks alike."""
    return (site.docs / path).read_text(encoding="utf-8")


def test_reports_are_never_set_in_marks(site: Site) -> None:
    """No page puts quotation marks around a report, or makes it a block quotation; the sentence is the outlet's."""
    written(site, TEXT, SAID, "speakers/ada-lane.md")
    for path in site.docs.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert f"“{VOTE}" not in text and f"“{AIDE}" not in text, path
        assert not re.search(rf"^>.*({VOTE}|long overdue)", text, re.M), path
    assert f'Lane said <span class="or-r">{VOTE}</span>.' in page(site, "speakers/ada-lane.md")


def test_a_speakers_page_tells_reports_apart(site: Site) -> None:
    """Words in marks come first and are counted by themselves; reports have a part of their own that folds."""
    text = written(site, TEXT, SAID, "speakers/ada-lane.md")
    assert "2 statements · 2 reported · 1 article" in text
    assert text.index("## Statements") < text.index("## Reported without marks") < text.index(VOTE)
    assert (
        '<details class="or-reports" open markdown>\n<summary>1 report, and 1 more beside quotations above</summary>'
        in text
    )


def test_a_clause_stands_in_the_card_of_its_fragment(site: Site) -> None:
    """A report that holds words in marks is shown with them, once, and in no list by itself."""
    text = written(site, TEXT, SAID, "speakers/ada-lane.md")
    card = text[text.index(f"> “{BRAVE}”") :].split("</div>")[0]
    assert "In the sentence" in card
    assert f'<span class="or-r">{PLAN}</span>' in card
    assert text.count("long overdue") == 1
    margin = page(site, "articles/pump.md")
    assert f"in a [reported clause](#q-{quotation_id('pump', PLAN)})" in margin


def test_a_clause_of_nobody_and_its_fragment_are_one_note(site: Site) -> None:
    """Where a clause and the fragment in it have other words for the unnamed source, one note has both."""
    text = "An aide inside the council said the plan was “brave on a budget like ours”, an aide said."
    said = [
        Said("the plan was “brave on a budget like ours”", None, mention="An aide inside the council", kind="indirect",
             rule="reported-unnamed", holds=BRAVE),
        Said(BRAVE, None, mention="an aide", kind="partial", rule="later-unnamed"),
    ]  # fmt: skip
    margin = written(site, text, said, "articles/pump.md")
    assert margin.count("**Nobody named**") == 1
    assert "in a [reported clause](#q-" in margin


def test_reports_are_marked_and_anchored_in_their_article(site: Site) -> None:
    """Each report has its anchor and a mark of its own class; the margin says that it is reported."""
    text = written(site, TEXT, SAID, "articles/pump.md")
    assert f'<mark class="or-q or-reported" id="q-{quotation_id("pump", VOTE)}">{VOTE}</mark>' in text
    assert f'<mark class="or-q or-reported or-unnamed" id="q-{quotation_id("pump", AIDE)}">{AIDE}</mark>' in text
    inner = f'<mark class="or-q" id="q-{quotation_id("pump", BRAVE)}">{BRAVE}</mark>'
    assert f'<mark class="or-q or-reported" id="q-{quotation_id("pump", PLAN)}">the plan was “{inner}” and' in text
    assert re.search(r"\*\*\[Ada Lane\][^\n]*\*\* · reported · \[uncertain attribution\]", text)
    assert "**Nobody named**: the text credits “An aide” · reported · [link]" in text
    assert "1 speaker, 2 quotations, 3 reported" in text


def test_an_article_of_reports_alone_says_so(site: Site) -> None:
    """Where nothing stands in marks, counts, lists and the page of speakers say what there is."""
    said = [Said("the council would vote in May", "Ada Lane", kind="indirect")]
    assert "1 speaker, 1 reported without marks" in written(
        site, "Lane said the council would vote in May.", said, "articles/pump.md"
    )
    assert "Wend Valley Post · 1 reported without marks" in page(site, "articles/index.md")
    assert "Lane, Ada](../speakers/ada-lane.md) <small>1 reported</small>" in page(site, "speakers/index.md")
    assert "## Most quoted" not in page(site, "speakers/index.md")
    assert "1 reported without marks · 1 article" in page(site, "speakers/ada-lane.md")
    assert "## Statements" not in page(site, "speakers/ada-lane.md")
    assert "No statements yet" in page(site, "statements/index.md")


@pytest.mark.parametrize(
    ("rights", "shown"), [("full", True), ("excerpt", False), ("quotations", False), ("metadata", False)]
)
def test_reports_go_with_the_full_text(site: Site, rights: Rights, shown: bool) -> None:
    """A report is the outlet's prose: where that is not published whole, no page or data file holds it."""
    write.write(
        linked([(record("pump", TEXT, SAID, "Wend Valley Post"), SAID)]),
        Site(site.root, site.docs, "County", rights=rights),
        {},
    )
    everything = "".join(path.read_text(encoding="utf-8") for path in site.docs.rglob("*.*"))
    assert (VOTE in everything) is shown
    assert (PUMP in everything) is (rights != "metadata")


def test_a_correction_of_a_report_is_said(site: Site) -> None:
    """The article's margin and the lists say that the editor gave a report to somebody."""
    why = Correction("x", VOTE, "reattribute", ("Ada Lane",), "She told the paper so.")
    said = [Said(VOTE, "Ada Lane", kind="indirect", correction=why)]
    assert "corrected: She told the paper so." in written(site, TEXT, said, "articles/pump.md")
    assert "· corrected" in page(site, "speakers/ada-lane.md")


def test_an_unsure_attribution_is_labelled_wherever_it_is_shown(site: Site) -> None:
    """The label leads to its explanation; sure ones, nobody's and the editor's carry none."""
    label = "[uncertain attribution](../speakers/index.md#uncertain){: .or-unsure }"
    said = [Said(PUMP, "Ada Lane", confidence="unsure")]
    for path in ("articles/pump.md", "speakers/ada-lane.md"):
        assert written(site, TEXT, said, path).count(label) == 1
    assert "{: #uncertain }" in page(site, "speakers/index.md")
    for sure in (Said(PUMP, "Ada Lane", confidence="likely"), Said(PUMP, None, confidence="unsure")):
        written(site, TEXT, [sure], "articles/pump.md")
        assert label not in "".join(path.read_text(encoding="utf-8") for path in site.docs.rglob("*.md"))


def test_of_several_words_in_one_note_the_unsure_ones_are_labelled(site: Site) -> None:
    """The label stands after the words that it is about, with a dot between."""
    said = [Said("We will buy", "Ada Lane", confidence="unsure"), Said("a second pump", "Ada Lane")]
    text = written(site, "“We will buy”, said Lane, “a second pump”.", said, "articles/pump.md")
    assert re.search(r"We will buy</bdi>”\]\(#q-\w+\) · \[uncertain attribution\]", text)
    assert text.count("uncertain attribution](") == 1


def test_one_sure_outlet_is_enough_for_a_statement(site: Site) -> None:
    """A statement is uncertain if no outlet's words make sure of its speaker; else only the unsure cut is labelled."""
    sure, unsure = Said(PUMP, "Ada Lane", "pump"), Said(PUMP, "Ada Lane", "pump", confidence="unsure")
    for found, listed, cuts in (([sure, unsure], 0, 1), ([unsure, unsure], 1, 0)):
        told = [(record(name, TEXT, [one], name), [one]) for name, one in zip(("one", "two"), found, strict=True)]
        write.write(linked(told), site, {})
        assert page(site, "speakers/ada-lane.md").count("uncertain attribution](") == listed
        assert page(site, "statements/pump.md").count("uncertain attribution](") == listed + cuts


def test_a_joint_statement_names_all_and_stands_on_the_page_of_each(site: Site) -> None:
    """Margin, lists, statement and counts have every speaker, linked; nobody is said to disagree."""
    said = [Said(PUMP, "Ada Lane", "pump", others=("Ben Holt",))]
    told = [(record(name, TEXT, said, name), said) for name in ("one", "two")]
    write.write(linked(told), site, {})
    both = "[Ada Lane](../speakers/ada-lane.md){0} and {0}[Ben Holt](../speakers/ben-holt.md){0}, jointly"
    assert "**" + both.format("**") in page(site, "articles/one.md")
    assert "— **" + both.format("**") in page(site, "statements/pump.md")
    for speaker in ("ada-lane", "ben-holt"):
        text = page(site, f"speakers/{speaker}.md")
        assert both.format("") in text
        assert "1 statement · 2 quotations" in text
    everything = "".join(path.read_text(encoding="utf-8") for path in site.docs.rglob("*.md"))
    assert "disagree" not in everything and "credited to" not in everything


@pytest.mark.parametrize(
    ("rule", "mention", "why"),
    [
        ("before-unnamed", "An aide", "the text credits “An aide”"),
        ("after-body", "the council", "the text credits a body, “the council”"),
        ("before-weak", "She", "the evidence for any one person is too weak"),
        ("nobody", "", "no words near it attribute it"),
    ],
)
def test_a_reader_sees_why_nobody_is_named(site: Site, rule: str, mention: str, why: str) -> None:
    """The margin of the article says why; so does the statement, where the editor took the name away."""
    said = [Said(PUMP, None, "pump", rule=rule, mention=mention)]
    told = [(record(name, TEXT, said, name), said) for name in ("one", "two")]
    write.write(linked(told), site, {})
    assert f"**Nobody named**: {why}" in page(site, "articles/one.md")
    assert f"— Nobody named: {why}" in page(site, "statements/pump.md")
    assert f"nobody named: {why}" in page(site, "statements/index.md")


def test_a_long_record_has_its_reports_on_further_pages(site: Site) -> None:
    """Of hundreds of reports each stands on one of the speaker's further pages, and no page grows with them."""
    told = []
    for number in range(400):
        said = [Said(f"the lock would open {number} times", "Ada Lane", kind="indirect")]
        date = f"20{31 + number % 3}-{1 + number % 12:02}-{1 + number % 28:02}"
        told.append((record(f"lock-{number:03}", f"Lane said {said[0].words}.", said, "Post", date), said))
    write.write(linked(told), site, {})
    parts = [path.read_text(encoding="utf-8") for path in (site.docs / "speakers" / "ada-lane").glob("*.md")]
    assert sorted(set(re.findall(r"lock-\d+", " ".join(parts)))) == sorted(made.article.id for made, _ in told)
    assert max(map(len, [*parts, page(site, "speakers/ada-lane.md")])) < 80_000
