"""A surname that nobody resolves is no person: it stays a surname, with those who may be meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.link import link
from onrecord.model import Authority, Mention, Person, Span, SpeakerEntry
from tests.link.making import linked, record, spoken


def test_it_stays_with_its_candidates() -> None:
    """A surname of two people whom nothing tells apart is theirs perhaps; who has no words in the archive is named."""
    archive = linked(
        record("a.txt", "“One.”", "Ada Lane", people=["Cy Lane"]),
        record("b.txt", "“Two.”", "Ben Lane"),
        record("c.txt", "“Three.”", "Lane"),
    )
    found = archive.speakers["lane"]
    assert (found.unresolved, found.candidates, found.unheard) == (True, ("ada-lane", "ben-lane"), ("Cy Lane",))
    assert not archive.speakers["ada-lane"].unresolved
    assert archive.renderings[found.renderings[0]].speakers == ("lane",)


def test_the_likeliest_candidate_comes_first() -> None:
    """Whoever the same outlet named in those weeks comes before others."""
    archive = linked(
        record("a.txt", "“One.”", "Ada Lane", outlet="The Lamp", date="2020-05-01"),
        record("b.txt", "“Two.”", "Ben Lane", outlet="The Lamp", date="2025-05-01"),
        record("d.txt", "“Four.”", "Cy Lane", outlet="The Lamp", date="2025-05-01"),
        record("e.txt", "“Five.”", "Cy Lane", outlet="The Lamp", date="2025-05-02"),
        record("c.txt", "“Three.”", "Lane", outlet="The Lamp", date="2025-05-03"),
    )
    assert archive.speakers["lane"].candidates == ("cy-lane", "ben-lane", "ada-lane")


@pytest.mark.parametrize(("articles", "name"), [(2, "Lane"), (3, "Ada Lane")])
def test_two_articles_make_no_usage(articles: int, name: str) -> None:
    """A bare surname is whom its outlet means by it these weeks only if it has named them several times."""
    known = [
        record(f"{n}.txt", f"“Sentence {n}.”", "Ada Lane", outlet="The Lamp", date="2025-05-01")
        for n in range(articles)
    ]
    bare = record("x.txt", "“The well is dry.”", "Lane", outlet="The Lamp", date="2025-05-03")
    assert spoken(linked(*known, bare))["The well is dry."] == name


def test_whom_the_article_rules_out_is_no_candidate() -> None:
    """Mr. Lane is not Mrs. Lane."""
    archive = linked(
        record("a.txt", "“One.”", "Ada Lane", people={"Ada Lane": ["Mrs."]}),
        record("b.txt", "“Two.”", "Ben Lane"),
        record("c.txt", "“Three.”", "Lane", people={"Lane": ["Mr."]}),
    )
    assert archive.speakers["lane"].candidates == ("ben-lane",)


def test_a_first_name_has_candidates_too() -> None:
    """One word may be a first name: of few people, all may be meant."""
    archive = linked(record("a.txt", "“One.”", "Ada Lane"), record("c.txt", "“Three.”", "Ada"))
    assert archive.speakers["ada"].candidates == ("ada-lane",)


def test_it_is_nobodys_alias() -> None:
    """No candidate carries the bare surname as a name of theirs."""
    archive = linked(record("a.txt", "“One.”", "Ada Lane"), record("b.txt", "“Two.”", "Lane"))
    assert archive.speakers["ada-lane"].aliases == ()


@pytest.mark.parametrize("role", ["Pope", "singer", "Queen"])
def test_one_word_may_be_a_whole_name(role: str) -> None:
    """A pope or a singer has no more name than that: nothing is left to resolve."""
    archive = linked(record("a.txt", "“One.”", "Ottoline", people={"Ottoline": [role]}))
    assert not archive.speakers["ottoline"].unresolved


def test_a_handle_is_the_person() -> None:
    """The handle made of somebody's first name and surname is theirs."""
    archive = linked(record("a.txt", "“One.”", "Ada Marchetti"), record("b.txt", "“Two.”", "AdaMarchetti"))
    assert set(spoken(archive).values()) == {"Ada Marchetti"}


def test_al_is_a_first_name() -> None:
    """Al Lane has a first name, al-Sadi an article."""
    archive = linked(record("a.txt", "“One.”", "Al Lane"), record("b.txt", "“Two.”", "al-Sadi"))
    assert {s.name: s.unresolved for s in archive.speakers.values()} == {"Al Lane": False, "al-Sadi": True}


def test_the_editor_resolves_it() -> None:
    """An alias settles it; the surname's page leads to the person whose it was."""
    records = [
        record("a.txt", "“One.”", "Ada Lane"),
        record("b.txt", "“Two.”", "Ben Lane"),
        record("c.txt", "“Three.”", "Lane"),
    ]
    first = linked(*records)
    editor = Authority(speakers=(SpeakerEntry("Ben Lane", aliases=("Lane",)),))
    second = link(records, editor, first.registry)
    moved = {line.id: line.moved_to for line in second.registry if line.kind == "speaker"}
    assert spoken(second)["Three."] == "Ben Lane"
    assert (set(second.speakers), moved["lane"]) == ({"ada-lane", "ben-lane"}, "ben-lane")


def test_the_editor_merges_it_by_its_id() -> None:
    """Merged into a person, the surname is theirs wherever nobody else resolves it, and its page leads to them."""
    records = [
        record("a.txt", "“One.”", "Ada Lane"),
        record("b.txt", "“Two.”", "Ben Lane"),
        record("c.txt", "“Three.”", "Lane"),
        record("d.txt", "“Four.”", "Lane", people=["Ada Lane"]),
    ]
    first = linked(*records)
    editor = Authority(speakers=(SpeakerEntry("Ben Lane", merge=("lane",)),))
    second = link(records, editor, first.registry)
    moved = {line.id: line.moved_to for line in second.registry if line.kind == "speaker"}
    assert (spoken(second)["Three."], spoken(second)["Four."], moved["lane"]) == ("Ben Lane", "Ada Lane", "ben-lane")
    assert link(records, editor, second.registry) == second


def test_the_editor_rules_a_candidate_out() -> None:
    """Whom the editor says it is not is no candidate."""
    editor = Authority(speakers=(SpeakerEntry("Ada Lane", not_same_as=("Lane",)),))
    records = [
        record("a.txt", "“One.”", "Ada Lane"),
        record("b.txt", "“Two.”", "Ben Lane"),
        record("c.txt", "“Three.”", "Lane"),
    ]
    assert linked(*records, authority=editor).speakers["lane"].candidates == ("ben-lane",)


def test_it_contradicts_nobody() -> None:
    """An outlet that gives the surname alone does not dispute what another credits to one of its candidates."""
    said = "We dig until dawn breaks, stubborn friends"
    archive = linked(
        record("a.txt", f"“{said}.”", "Ada Lane", outlet="The Lamp", date="2025-05-01"),
        record("b.txt", f"“{said}.”", "Lane", people=["Ben Lane", "Cy Lane"], outlet="Coast Wire", date="2025-05-01"),
        record("c.txt", f"“{said}.”", "Olga Reyes", outlet="Post", date="2025-05-01"),
    )
    (statement,) = archive.statements.values()
    assert (statement.speakers, statement.disputed) == (("ada-lane", "lane", "olga-reyes"), True)
    agreed = linked(*(entry.record for id_, entry in archive.entries.items() if id_ != "c"))
    (statement,) = agreed.statements.values()
    assert (set(statement.speakers), statement.disputed) == ({"ada-lane", "lane"}, False)


@pytest.mark.parametrize(("later", "unresolved"), [("Moss", False), ("Van Moss", True)])
def test_a_first_name_that_looks_like_a_particle(later: str, unresolved: bool) -> None:
    """Whom an article also calls by the last word alone has a first name; else the particle is the surname's."""
    text = f"Van Moss came. “It rains,” {later} said."
    said = record("a.txt", text, "Van Moss")
    spans = (Span(0, 8), Span(text.index(later, 9), text.index(later, 9) + len(later)))
    named = replace(said, people=(Person("Van Moss", tuple(Mention(span, "Van Moss") for span in spans)),))
    (speaker,) = linked(named).speakers.values()
    assert (speaker.name, speaker.unresolved) == ("Van Moss", unresolved)
