"""Citations: what they say, and that reference managers can read them, whatever stands in an article."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.model import Archive, Entry
from onrecord.write import Site
from onrecord.write.catalogue import Catalogue
from onrecord.write.cite import HOME, Citation, Name, Noun, citation, name
from tests.write.county import county

HOST = "https://county.example/archive/"
ORIGINAL = "https://www.wendvalleypost.example/2031/05/04/bridge?ref=home&utm=1"


def cited(noun: Noun | None = None, archive: Archive | None = None) -> Citation:
    """The citation of a noun of the county archive; of its first article if none is given."""
    archive = archive or county()
    catalogue = Catalogue(archive, Site(Path(), Path("docs"), "County"))
    return citation(catalogue, noun or archive.entries["bridge-opens-early"])


def titled(headline: str) -> Entry:
    """The article with another headline."""
    entry = county().entries["bridge-opens-early"]
    return replace(entry, record=replace(entry.record, article=replace(entry.record.article, headline=headline)))


def test_an_article_is_cited_as_the_outlets_and_found_in_the_archive() -> None:
    """The sentence names authors, headline, outlet, day and original, and where the archive has it."""
    assert cited().sentence(HOST) == (
        "Mia Holt and Jo Park, “Bridge over the Wend opens a year early,” Wend Valley Post, 4 May 2031, "
        f"{ORIGINAL} – archived in County, {HOST}articles/bridge-opens-early/"
    )


def test_a_statement_is_cited_as_its_speakers() -> None:
    """The sentence names the speaker, the words, the archive, the day, who carried it, and the page."""
    found = cited(county().statements["bridge"])
    assert found.sentence(HOST) == (
        "Ada Lane, “The bridge will open in May. Nobody will pay a toll, and nobody will wait for a ferry again.” "
        f"County, 4 May 2031, first carried by Wend Valley Post and 2 other outlets, {HOST}statements/bridge/"
    )
    disputed = cited(county().statements["ferrymen"]).sentence(HOST)
    assert disputed.startswith("Tom Okafor or Rosa Lane, ")
    assert "outlets disagree on who said it" in disputed


def test_pages_of_other_things_are_cited_as_pages() -> None:
    """A speaker's, a topic's, an outlet's and a story's page have a citation with title, archive and address."""
    archive = county()
    nouns = (archive.speakers["ada-lane"], archive.topics["bridges"], archive.outlets["the-ferryman"])
    assert [cited(noun).sentence(HOST) for noun in (*nouns, archive.stories["bridge"])] == [
        f"“Ada Lane: what was said,” County, {HOST}speakers/ada-lane/",
        f"“Bridges,” County, {HOST}topics/bridges/",
        f"“The Ferryman,” County, {HOST}outlets/the-ferryman/",
        f"“The bridge over the Wend,” County, {HOST}stories/bridge/",
    ]


def test_addresses_are_copied_without_a_mark_of_the_sentence() -> None:
    """In the sentence nothing touches an address but a space: what is copied or linked is the address alone."""
    archive = county()
    nouns: list[Noun] = [*archive.entries.values(), *archive.statements.values(), *archive.speakers.values()]
    for noun in nouns:
        found = cited(noun, archive)
        words = found.sentence(HOST).split(" ")
        told = [found.url or found.place(HOST)] + ([found.place(HOST)] if found.url else [])
        assert [word for word in words if "://" in word] == told
    assert cited().sentence("").endswith(f" {ORIGINAL}")
    assert cited(archive.speakers["ada-lane"]).sentence("").endswith(" County.")


def test_csl_has_the_variables_of_a_newspaper_article() -> None:
    """CSL-JSON names type, names, container, date and both addresses by the schema's names."""
    (item,) = json.loads(cited().csl(HOST))
    assert item == {
        "id": "bridge-opens-early",
        "type": "article-newspaper",
        "title": "Bridge over the Wend opens a year early",
        "author": [{"family": "Holt", "given": "Mia"}, {"family": "Park", "given": "Jo"}],
        "container-title": "Wend Valley Post",
        "issued": {"date-parts": [[2031, 5, 4]]},
        "URL": ORIGINAL,
        "archive": "County",
        "archive_location": f"{HOST}articles/bridge-opens-early/",
        "language": "en",
    }


def test_what_is_not_known_is_not_cited() -> None:
    """An undated article without author and address is cited by its page here, and by nothing empty."""
    (item,) = json.loads(cited(county().entries["no-toll-says-lane"]).csl(HOST))
    assert set(item) == {"id", "type", "title", "container-title", "URL", "language"}
    assert item["URL"] == f"{HOST}articles/no-toll-says-lane/"
    assert "year" not in cited(county().entries["no-toll-says-lane"]).bibtex(HOST)
    assert "PY" not in cited(county().entries["no-toll-says-lane"]).ris(HOST)


@pytest.mark.parametrize(
    ("printed", "taken"),
    [
        ("Mia Holt", Name("Holt", "Mia")),
        ("Ana de la Cruz", Name("de la Cruz", "Ana")),
        ("Jo Park Jr.", Name("Park", "Jo", "Jr.")),
        ("Jo Park, Jr.", Name("Park", "Jo", "Jr.")),
        ("Cher", Name("Cher")),
        ("The Associated Press", Name("The Associated Press")),
        ("Ledger staff", Name("Ledger staff")),
        ("田中角栄", Name("田中角栄")),
    ],
)
def test_only_a_persons_name_is_taken_apart(printed: str, taken: Name) -> None:
    """Family and given name are told apart in a person's name; an agency, a staff and a single word stay whole."""
    assert name(printed) == taken


def test_tex_syntax_is_printed_not_run() -> None:
    """BibTeX's own marks in a headline are escaped, and its braces balance."""
    entry = cited(titled(r"100% of {all} \input{x} costs $5 & more_or_less #1 ~ ^")).bibtex(HOST)
    assert (
        r"{{100\% of \{all\} \textbackslash{}input\{x\} costs \$5 \& more\_or\_less \#1 "
        r"\textasciitilde{} \textasciicircum{}}}"
    ) in entry
    bare = entry.replace(r"\{", "").replace(r"\}", "")
    assert bare.count("{") == bare.count("}")


def test_no_line_of_an_article_becomes_a_line_of_ris() -> None:
    """A headline with line ends stays on its line, so it cannot begin another record."""
    record = cited(titled("One\nER  - \nTY  - BOOK\r\nAU  - Nobody")).ris(HOST)
    assert [line[:2] for line in record.splitlines()].count("ER") == 1
    assert "TI  - One ER - TY - BOOK AU - Nobody" in record


def test_only_the_archives_addresses_stand_for_the_site() -> None:
    """What stands for the site's address is found at the archive's own addresses alone, whatever a headline says."""
    found = cited(titled(f"Go to {HOME}now and http://x.example/~/y"))
    for text in (found.sentence(), found.csl(), found.bibtex(), found.ris()):
        assert text.count(HOME) == text.count(f"{HOME}articles/") == 1
