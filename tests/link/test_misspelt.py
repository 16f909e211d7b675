"""One name spelled in several ways, and names that only look like it."""

from __future__ import annotations

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.link.spellings import is_slip
from onrecord.model import Authority, Record, SpeakerEntry
from tests.link.making import linked, record, spoken

_WORDS = st.text(string.ascii_lowercase, min_size=2, max_size=9)


def _two(one: str, other: str, role: str | None = None, other_role: str | None = None) -> set[str | None]:
    """The speakers when each of two names is credited in an article of its own, perhaps with a role."""
    archive = linked(
        record("a.txt", "“The well is dry.”", one, people={one: [role] if role else []}),
        record("b.txt", "“The rope is short.”", other, people={other: [other_role] if other_role else []}),
    )
    return set(spoken(archive).values())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hilary Tamsin", "Hillary Tamsin"),
        ("Sara Tamsin", "Sarah Tamsin"),
        ("Stephen Tamsin", "Steven Tamsin"),
        ("Jon Tamsin", "John Tamsin"),
        ("José Peñalver", "Jose Penalver"),
        ("Zoë D’Arbanville", "Zoe D'Arbanville"),
    ],
)
def test_one_name_has_several_spellings(one: str, other: str) -> None:
    """Names that outlets spell in several ways, with accents or without, are one person's."""
    assert len(_two(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tobin Marchetti", "Tobin Marcheti"),
        ("Tobin Marchetti", "Tobin Marchetit"),
        ("Tobin Marchetti", "Tobin Marchettin"),
        ("Rimona Keel", "Rmona Keel"),
    ],
)
def test_a_slip_in_a_name_is_no_other_person(one: str, other: str) -> None:
    """A letter too few or too many, or two swapped, in a long surname or a rare first name: one person in one role."""
    assert len(_two(one, other, "harbor master", "harbor master")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Eric Marchetti", "Erica Marchetti"),
        ("Mario Marchetti", "Maria Marchetti"),
        ("Don Marchetti", "Dan Marchetti"),
        ("Dean Holt", "Dean Bolt"),
        ("Ann Cross", "Ann Ross"),
        ("Dean Kell", "Dean Bell"),
    ],
)
def test_names_that_look_alike_are_two(one: str, other: str) -> None:
    """First names that differ in how they end, known first names, first letters and short surnames make two people."""
    assert len(_two(one, other, "harbor master", "harbor master")) == 2


def test_a_slip_needs_company() -> None:
    """A surname one letter off is another's where roles differ, or where nothing tells and the first name is common."""
    assert len(_two("Peter Marchetti", "Peter Marcheti", "harbor master", "surgeon")) == 2
    assert len(_two("Peter Marchetti", "Peter Marcheti")) == 2


def test_a_surname_that_others_have_is_not_misspelt() -> None:
    """Two surnames that are both known are two, however near."""
    archive = linked(
        record("a.txt", "“The well is dry.”", "Tobin Marchetti", people={"Tobin Marchetti": ["master"]}),
        record("b.txt", "“The rope is short.”", "Tobin Marcheti", people={"Tobin Marcheti": ["master"]}),
        record("c.txt", "“The sun is up.”", "Olga Marcheti"),
        record("d.txt", "“The moon is up.”", "Olga Marchetti"),
    )
    assert set(spoken(archive).values()) >= {"Tobin Marchetti", "Tobin Marcheti"}


def test_an_article_that_has_both_names_knows_two_people() -> None:
    """Names that one article tells apart are two people's, whatever else agrees."""
    both = {"Tobin Marchetti": ["harbor master"], "Tobin Marcheti": ["harbor master"]}
    archive = linked(record("a.txt", "“Dry.” “Short.”", ["Tobin Marchetti", "Tobin Marcheti"], people=both))
    assert set(spoken(archive).values()) == {"Tobin Marchetti", "Tobin Marcheti"}


def test_a_word_in_front_that_is_no_name() -> None:
    """A capitalised word before a well-known name makes no other person, a first name does."""
    known = [record(f"{n}.txt", f"“Sentence {n}.”", "Bernard Quill") for n in range(5)]
    stray = record("x.txt", "“The well is dry.”", "Entrusting Bernard Quill")
    first = record("y.txt", "“The rope is short.”", "Thomas Bernard Quill")
    found = spoken(linked(*known, stray, first))
    assert (found["The well is dry."], found["The rope is short."]) == ("Bernard Quill", "Thomas Bernard Quill")


def test_the_editor_parts_what_was_spelled_alike() -> None:
    """Two people whose names only look misspelt stay two by the editor's word."""
    editor = Authority(speakers=(SpeakerEntry("Hilary Tamsin", not_same_as=("Hillary Tamsin",)),))
    records = [record("a.txt", "“Dry.”", "Hilary Tamsin"), record("b.txt", "“Short.”", "Hillary Tamsin")]
    assert len(linked(*records).speakers) == 1
    assert len(linked(*records, authority=editor).speakers) == 2


def test_a_surname_misspelt_in_its_own_article() -> None:
    """A bare surname that nobody has is that of the one person in the article from whose it differs in a letter."""
    archive = linked(record("a.txt", "“The well is dry.”", "Marhcetti", people=["Tobin Marchetti", "Olga Reyes"]))
    assert spoken(archive) == {"The well is dry.": "Tobin Marchetti"}


def _pilot(file: str, name: str, said: str, tail: str) -> Record:
    """An article that describes its speaker right behind the name."""
    return record(file, f"{name}{tail} “{said}”", name, behind={name: tail})


@pytest.mark.parametrize(
    ("tail", "people"),
    [(", a retired letter carrier, said:", 2), (", a pilot of gliders, said:", 1), (" said:", 1)],
)
def test_what_stands_behind_a_name_tells_people_apart(tail: str, people: int) -> None:
    """A short form is no other person's whom articles describe quite differently right behind the name."""
    archive = linked(
        _pilot("a.txt", "Robert Quill", "The well is dry.", ", a professor who pilots a glider, said:"),
        _pilot("b.txt", "Bob Quill", "The rope is short.", tail),
    )
    assert len(archive.speakers) == people


@pytest.mark.parametrize(("beside", "people"), [(["Pia Novak"], 2), (["Pia Novak", "Olga Reyes"], 1)])
def test_company_outweighs_descriptions(beside: list[str], people: int) -> None:
    """Described as two, one short for the other are still one if two people whom few name stand beside both."""
    archive = linked(
        record(
            "a.txt",
            "Robert Quill, a surgeon, “Dry.”",
            "Robert Quill",
            behind={"Robert Quill": ", a surgeon"},
            people=beside,
        ),
        record(
            "b.txt", "Bob Quill, a carrier, “Short.”", "Bob Quill", behind={"Bob Quill": ", a carrier"}, people=beside
        ),
    )
    assert len(archive.speakers) == people


@given(_WORDS, st.data())
def test_any_one_slip_behind_the_first_letter_is_a_slip(word: str, data: st.DataObject) -> None:
    """To leave out, put in, change or swap behind the first letter is a slip, in either direction."""
    at = data.draw(st.integers(1, len(word) - 1))
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    slips = [word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]]
    if at + 1 < len(word):
        slips.append(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    other = data.draw(st.sampled_from(slips))
    assume(other != word)
    assert is_slip(word, other) and is_slip(other, word)


@given(_WORDS)
def test_no_word_is_a_slip_of_itself(word: str) -> None:
    """Words that are the same, or have two letters more, are no slip."""
    assert not is_slip(word, word)
    assert not is_slip(word, word + "qx")
