"""Who is quoted, by whom, beside whom and how often: what pages count must be what the articles hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord.model import Archive, Role, Story
from onrecord.write import Site, ledger, phrases, roles
from onrecord.write.alongside import alongside
from onrecord.write.catalogue import Catalogue
from onrecord.write.voices import voices
from tests.write.county import Said, county, linked, record

SLOGAN = "A town that pays its ferrymen pays its debts."


def catalogue(archive: Archive) -> Catalogue:
    """The archive as a page sees it."""
    return Catalogue(archive, Site(Path(), Path("docs"), "County"))


def told(*days: str) -> Archive:
    """An archive in which one person says a slogan on some days, each time with other words, another person once."""
    made = []
    for number, day in enumerate(days):
        said = [Said(f"Thank you for day {number}. {SLOGAN}", "Ada Lane")]
        if not number:
            said.append(Said("I would rather swim.", "Tom Okafor"))
        text = "\n\n".join(f"“{one.words}” {one.speaker} said." for one in said)
        made.append((record(f"day-{number}", text, said, ("Post", "Courier")[number % 2], day), said))
    archive = linked(made)
    hers = {i: s for i, s in archive.statements.items() if s.speakers == ("ada-lane",)}
    repeated = {i: replace(s, recurs=tuple(sorted(hers.keys() - {i}))) for i, s in hers.items()}
    return replace(archive, statements={**archive.statements, **repeated})


def test_what_recurs_is_told_once_with_its_days() -> None:
    """The words that all statements of a chain share are one phrase, on as many occasions as there are days."""
    archive = told("2031-01-04", "2031-02-04", "2031-02-04", "2031-03-04")
    (phrase,) = phrases.recurring(catalogue(archive), archive.statements.values())
    assert (phrase.words, phrase.times, phrase.more) == (SLOGAN.rstrip("."), 3, 0)
    assert [place.label for place in phrase.places] == ["4 March 2031", "4 February 2031", "4 January 2031"]


def test_a_phrase_ends_where_its_clause_does() -> None:
    """A word after the last comma belongs to what differs, and is left out."""
    archive = told("2031-01-04", "2031-02-04")
    said = {
        i: replace(s, wording=f"{SLOGAN[:-1]}, and {n} more." if s.recurs else s.wording)
        for n, (i, s) in enumerate(archive.statements.items())
    }
    (phrase,) = phrases.recurring(catalogue(archive), said.values())
    assert phrase.words == SLOGAN[:-1]


def test_statements_that_share_next_to_nothing_are_no_phrase() -> None:
    """Two statements that are said to recur, yet share a word or two, are not told."""
    archive = county()
    assert phrases.recurring(catalogue(archive), archive.statements.values()) == []


def test_those_quoted_beside_somebody_share_articles_with_them() -> None:
    """Whoever is quoted in several of the articles is named with how many; who is in one alone is not, nor oneself."""
    said = [Said("We sail at noon.", "Ada Lane"), Said("We do not.", "Tom Okafor")]
    text = "“We sail at noon.” Lane said.\n\n“We do not.” Okafor said.\n\n“Stop it.” Rosa Lane said."
    more = [*said, Said("Stop it.", "Rosa Lane")]
    archive = linked([(record("one", text, said), said), (record("two", text, more), more)])
    found = alongside(catalogue(archive), "ada-lane", archive.entries)
    assert [(link.label, link.count) for link in found] == [("Tom Okafor", 2)]


def test_spark_lines_beside_names_share_an_axis() -> None:
    """Whoever said one thing only has a line as wide as that of who spoke throughout, and comes after them."""
    archive = told("2031-01-04", "2031-02-04", "2031-04-04", "2031-12-04")
    found = voices(catalogue(archive), list(archive.statements.values()), 5)
    assert [(voice.link.label, voice.link.count) for voice in found] == [("Ada Lane", 4), ("Tom Okafor", 1)]
    widths = {voice.spark.width for voice in found if voice.spark}
    assert len(widths) == 1
    assert [voice.spark.path.count("M") for voice in found if voice.spark] == [4, 1]


def test_roles_say_by_whom_and_when() -> None:
    """One role in two spellings is one line with the outlets of both, and the months of the first and the last."""
    archive = told("2031-01-04", "2031-02-04", "2032-04-04")
    ada = replace(
        archive.speakers["ada-lane"],
        roles=(
            Role("mayor", ("day-0", "day-2"), ("post",), "2031-01-04", "2032-04-04"),
            Role("Mayor", ("day-1",), ("courier",), "2031-02-04", "2031-02-04"),
        ),
    )
    (use,) = roles.roles(catalogue(archive), ada)
    assert (use.name, use.articles, use.when) == ("mayor", 3, "Jan 2031 – Apr 2032")
    assert use.outlets == ("Post", "Courier")


def test_an_outlet_is_told_apart_by_what_it_alone_carries() -> None:
    """What others carry too is not its own; shares are of quotations with a named speaker, here and elsewhere."""
    archive = county()
    post, seen = archive.outlets["wend-valley-post"], catalogue(archive)
    entries = seen.articles(post.articles)
    alone, carried = ledger.statements(seen, post, entries)
    assert ([one.speakers for one in alone], carried) == ([()], 3)
    assert ledger.of_all(len(alone), carried) == "1 of 3 statements (33%)"
    found = ledger.quoted(seen, post, entries, [])
    assert [(one.link.label, one.count, one.share, one.elsewhere) for one in found] == [
        ("Ada Lane", 1, "50%", "80%"),
        ("Tom Okafor", 1, "50%", "0%"),
    ]
    assert {link.label for link in ledger.shared(seen, post)} == {"Harrow Courier", "The Ferryman"}


def test_all_but_one_is_not_all() -> None:
    """A share is a hundred percent only where nothing is left."""
    assert ledger.of_all(999, 1000) == "999 of 1,000 statements (99%)"
    assert ledger.of_all(1000, 1000) == "1,000 of 1,000 statements (100%)"


def test_what_one_outlet_alone_has_of_a_story_names_the_others() -> None:
    """Of a story that two outlets told, the statement that one leaves out is shown with who left it out."""
    archive = told("2031-01-04", "2031-01-05")
    entries = {i: replace(entry, story="fares") for i, entry in archive.entries.items()}
    archive = replace(archive, entries=entries, stories={"fares": Story("fares", "Fares", tuple(entries))})
    seen, post = catalogue(archive), archive.outlets["post"]
    alone, _ = ledger.statements(seen, post, seen.articles(post.articles))
    (found,) = ledger.in_shared_stories(seen, post, alone)
    assert (found.story.label, found.others) == ("Fares", ("Courier",))


def test_years_count_what_they_hold() -> None:
    """By year, newest first: articles, quotations in marks, the people quoted, and what no other outlet carries."""
    archive = told("2031-01-04", "2031-02-04", "2032-03-04")
    seen, post = catalogue(archive), archive.outlets["post"]
    entries = seen.articles(post.articles)
    alone, _ = ledger.statements(seen, post, entries)
    years = ledger.years(seen, entries, alone)
    assert years == [ledger.Year("2032", 1, 1, 1, 1), ledger.Year("2031", 1, 2, 2, 2)]
    assert ledger.columns(years) == ["2031", "2032"]
