"""The editor's word on single quotations and statements."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.link import link
from onrecord.model import Action, Archive, Authority, Correction, Problem, Record, Registered
from tests.link.making import linked, record, spoken

ARTICLE = record(
    "a.txt", "“The choir needs tenors,” she said. “And heat.”", "Ada Lane", people=["Ada Lane", "Max Berg"]
)
LONG = "The ferry will sail in the spring if the council pays for the new boiler and the old crew"
SHARED = [
    record(f"{name}.txt", f"“{LONG},” {who} said in the hall.", who, outlet=outlet, date=f"2025-03-0{day}")
    for name, who, outlet, day in (("gull", "Ada Lane", "Gull", 4), ("wave", "Ben Holt", "Wave", 5))
]


def _id(words: str, *records: Record) -> str:
    archive = linked(*(records or [ARTICLE]))
    return next(id_ for id_, rendering in archive.renderings.items() if archive.words(rendering) == words)


def _shared_id() -> str:
    (id_,) = linked(*SHARED).statements
    return id_


def told(*corrections: Correction, records: list[Record] | None = None) -> Archive:
    """The archive with some corrections."""
    return linked(*(records or [ARTICLE]), authority=Authority(corrections=corrections))


def _warnings(archive: Archive) -> list[Problem]:
    return [problem for problem in archive.problems if problem.level == "warning"]


def test_reattribute() -> None:
    """A quotation goes to the speaker the editor names, keeps its id, and carries the correction."""
    word = Correction(_id("And heat."), "heat", "reattribute", ("Max Berg",), why="He said so.")
    archive = told(word)
    assert spoken(archive) == {"The choir needs tenors,": "Ada Lane", "And heat.": "Max Berg"}
    assert archive.renderings[word.quotation].corrections == (word,)
    assert archive.has_page(archive.statements[word.quotation])
    assert not archive.problems


def test_reattribute_to_several() -> None:
    """Words may be given to several speakers jointly: they are on the record of each."""
    archive = told(Correction(_id("And heat."), "heat", "reattribute", ("Max Berg", "Ada Lane")))
    (statement,) = (s for s in archive.statements.values() if s.wording == "And heat.")
    assert statement.speakers == ("max-berg", "ada-lane")
    assert all(statement.id in archive.speakers[speaker].renderings for speaker in statement.speakers)
    assert not statement.disputed


def test_reattribute_to_nobody() -> None:
    """The editor may say that nobody is named."""
    assert spoken(told(Correction(_id("And heat."), "And heat", "reattribute")))["And heat."] is None


def test_reattribute_to_a_stranger() -> None:
    """A name that nobody has makes a speaker, and the build says whose name it is like."""
    archive = told(Correction(_id("And heat."), "heat", "reattribute", ("Max Bergh",), where="corrections.yml:3"))
    assert spoken(archive)["And heat."] == "Max Bergh"
    (problem,) = archive.problems
    assert (problem.uri, problem.level) == ("corrections.yml:3", "note")
    assert "'Max Bergh'" in problem.message and "'Max Berg'" in problem.hint


def test_reject() -> None:
    """A rejected quotation is none; the ids of others stay; the log has it, with its words."""
    word = Correction(_id("And heat."), "And heat.", "reject")
    archive = told(word)
    assert set(archive.renderings) == {_id("The choir needs tenors,")}
    assert archive.entries["a"].renderings == (_id("The choir needs tenors,"),)
    (applied,) = archive.applied
    assert (applied.quotations, applied.articles, applied.words) == ((word.quotation,), ("a",), "And heat.")


@pytest.mark.parametrize(
    ("id_", "quote", "message", "hint"),
    [
        ("nosuchid00", "The choir needs baritones", "no quotation has the id 'nosuchid00'.", "The choir needs tenors"),
        ("nosuchid00", "Goats on the runway", "looked for: “Goats on the runway”", "Remove the correction"),
        (None, "The choir needs tenors", "has other words: “And heat.”.", "The choir needs tenors"),
        (None, "", "has other words", "Remove the correction"),
    ],
)
def test_a_correction_that_matches_nothing(id_: str | None, quote: str, message: str, hint: str) -> None:
    """It changes nothing, and a warning says where it stands, what is wrong and which quotation is nearest."""
    archive = told(Correction(id_ or _id("And heat."), quote, "reject", where="corrections.yml:7"))
    (problem,) = archive.problems
    assert (problem.uri, problem.level) == ("corrections.yml:7", "warning")
    assert message in problem.message
    assert hint in problem.hint
    assert len(archive.renderings) == 2 and not archive.applied


def test_an_id_that_is_gone_and_words_that_are_there() -> None:
    """The correction holds for the only quotation that has its words, and the build says which id to write."""
    archive = told(Correction("nosuchid00", "and heat", "reattribute", ("Max Berg",)))
    assert spoken(archive)["And heat."] == "Max Berg"
    (problem,) = archive.problems
    assert problem.level == "note"
    assert problem.hint == f"Write 'quotation: {_id('And heat.')}'."


def test_an_article_that_was_renamed_takes_its_corrections_along() -> None:
    """Its quotations have new ids; a correction of the old one holds, also where others have the same words."""
    word = Correction(_id("And heat."), "heat", "reattribute", ("Max Berg",))
    before = told(word)
    named = record("b.txt", ARTICLE.article.text, "Ada Lane", people=["Max Berg"], digest=ARTICLE.article.digest)
    other = record("c.txt", ARTICLE.article.text, "Ada Lane", digest="another")
    after = link([named, other], Authority(corrections=(word,)), before.registry)
    (found,) = (rendering for rendering in after.renderings.values() if rendering.corrections)
    assert (found.article, found.speakers) == ("b", ("max-berg",))
    assert [(problem.level, problem.hint) for problem in after.problems] == [
        ("note", f"Write 'quotation: {found.id}'.")
    ]


TWICE = record("t.txt", "“We will see,” she said of the roof. “We will see,” she said of the bell.", "Ada Lane")


def test_words_that_two_have_tell_neither() -> None:
    """Words that stand in two quotations match more than one thing: both are named, and nothing is done."""
    archive = told(Correction("nosuchid00", "We will see", "reject", where="c.yml:1"), records=[TWICE])
    assert len(archive.renderings) == 2
    (problem,) = _warnings(archive)
    assert all(id_ in problem.message for id_ in archive.renderings)
    assert "'suffix'" in problem.hint


@pytest.mark.parametrize(("prefix", "suffix"), [("of the roof", ""), ("", "she said of the bell")])
def test_words_beside_them_tell_like_words_apart(prefix: str, suffix: str) -> None:
    """`prefix` and `suffix` are the words before and after."""
    archive = told(Correction("gone", "We will see", "reject", prefix=prefix, suffix=suffix), records=[TWICE])
    (left,) = archive.renderings.values()
    assert left.quotation.content.start < 10
    assert not _warnings(archive)


def test_an_id_with_other_words_beside_it() -> None:
    """Where `suffix` contradicts the text, the id means another quotation than the editor thought."""
    first = linked(TWICE).entries["t"].renderings[0]
    archive = told(Correction(first, "We will see", "reject", suffix="she said of the bell"), records=[TWICE])
    assert len(archive.renderings) == 2 and _warnings(archive)


def test_two_corrections_of_one_quotation() -> None:
    """Two that contradict each other: the first one holds, and the second is reported."""
    first = Correction(_id("And heat."), "heat", "reattribute", ("Max Berg",), where="corrections.yml:1")
    second = Correction(_id("And heat."), "heat", "reject", where="corrections.yml:9")
    archive = told(first, second)
    assert spoken(archive)["And heat."] == "Max Berg"
    assert [problem.uri for problem in archive.problems] == ["corrections.yml:9"]
    assert "corrections.yml:1" in archive.problems[0].message


def test_several_things_may_be_said_of_one_quotation() -> None:
    """Actions that do not contradict each other all hold, in the order of the file."""
    id_ = _id("And heat.")
    deeds: list[Action] = ["response", "reattribute", "disputed", "date", "response"]
    words = [Correction(id_, "heat", deed, ("Max Berg",), by=str(n), said="2025") for n, deed in enumerate(deeds)]
    archive = told(*words)
    assert archive.renderings[id_].corrections == tuple(words)
    assert archive.statements[id_].said == "2025"
    assert [applied.correction for applied in archive.applied] == words


# --- statements -------------------------------------------------------------------------------------------------------


def test_a_statement_is_reattributed_whole() -> None:
    """All its renderings go to the speaker, and outlets disagree no more; the id stays."""
    assert linked(*SHARED).statements[_shared_id()].disputed
    archive = told(Correction("", "if the council pays", "reattribute", ("Ada Lane",), statement=_shared_id()),
                   records=SHARED)  # fmt: skip
    (statement,) = archive.statements.values()
    assert (statement.id, statement.speakers, statement.disputed) == (_shared_id(), ("ada-lane",), False)
    assert len(statement.renderings) == 2 and not archive.problems


def test_a_statement_is_rejected_whole() -> None:
    """None of its renderings is a quotation any more."""
    archive = told(Correction("", "if the council pays", "reject", statement=_shared_id()), records=SHARED)
    assert not archive.renderings and not archive.statements
    assert len(archive.applied[0].quotations) == 2


@pytest.mark.parametrize("action", ["disputed", "misattributed", "response", "date"])
def test_what_is_said_of_a_statement_is_said_of_each_rendering(action: Action) -> None:
    """A correction that names a statement is shown with each of its quotations, and changes no speaker."""
    word = Correction("", "if the council pays", action, ("Max Berg",), statement=_shared_id(), said="2025-03-01")
    archive = told(word, records=SHARED)
    assert [rendering.corrections for rendering in archive.renderings.values()] == [(word,), (word,)]
    assert archive.statements[_shared_id()].speakers == ("ada-lane", "ben-holt")


def test_a_quotation_has_its_own_word_before_its_statements() -> None:
    """What is said of one rendering wins over what is said of the statement."""
    wave = next(id_ for id_, found in linked(*SHARED).renderings.items() if found.article == "wave")
    own = Correction(wave, "if the council pays", "reattribute", ("Max Berg",))
    whole = Correction("", "if the council pays", "reattribute", ("Ada Lane",), statement=_shared_id())
    archive = told(whole, own, records=SHARED)
    assert archive.renderings[wave].speakers == ("max-berg",)


def test_a_statement_is_known_by_its_words_too() -> None:
    """An id that is gone: the only statement with the words is meant; other words are reported."""
    word = Correction("", "if the council pays", "disputed", statement="gone", where="c.yml:2")
    archive = told(word, records=SHARED)
    assert all(found.corrections == (word,) for found in archive.renderings.values())
    assert archive.problems[0].hint == f"Write 'statement: {_shared_id()}'."
    for wrong in (replace(word, quote="goats on the runway"), replace(word, quote="goats", statement=_shared_id())):
        (problem,) = _warnings(told(wrong, records=SHARED))
        assert problem.uri == "c.yml:2" and wrong.target in problem.message


def test_a_statement_keeps_its_correction_when_its_founder_is_gone() -> None:
    """The registry knows the statement by its other quotations."""
    word = Correction("", "if the council pays", "disputed", statement=_shared_id())
    before = link(SHARED, Authority(corrections=(word,)))
    (gone,) = (record for record in SHARED if record.article.id != before.renderings[_shared_id()].article)
    after = link([gone], Authority(corrections=(word,)), before.registry)
    assert after.statements[_shared_id()].renderings != (_shared_id(),)
    assert all(found.corrections == (word,) for found in after.renderings.values())
    assert not after.problems


@pytest.mark.parametrize("words", ["heat", "choir"])
def test_a_rejected_statement_takes_its_id_along(words: str) -> None:
    """Another that the registry once knew by the same id does not fall heir to it, and to the correction."""
    known = Registered("statement", "elder", (_id("And heat."), _id("The choir needs tenors,")))
    authority = Authority(corrections=(Correction("", words, "reject", statement="elder"),))
    after = link([ARTICLE], authority, (known,))
    assert link([ARTICLE], authority, after.registry) == after


def test_a_corrected_statement_keeps_its_address() -> None:
    """It has a page while it is corrected; the registry remembers that, for when it is not any more."""
    word = Correction(_id("And heat."), "heat", "disputed", why="She denies it.")
    assert [line.id for line in told(word).registry if line.kind == "statement"] == [word.quotation]
    assert not [line for line in told().registry if line.kind == "statement"]


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "wrong"), [("2025-03-01", False), ("2025", False), ("2025-03-05", True)])
def test_nothing_is_printed_before_it_is_said(said: str, wrong: bool) -> None:
    """A date after the day on which the words were first carried is reported."""
    word = Correction("", "if the council pays", "date", statement=_shared_id(), said=said, where="c.yml:1")
    archive = told(word, records=SHARED)
    assert archive.statements[_shared_id()].said == said
    assert bool(_warnings(archive)) is wrong


# --- missed quotations ------------------------------------------------------------------------------------------------

PLAIN = record(
    "plain.txt",
    'Lane was blunt. "The roof leaks, and  nobody\ncares." Of the bell she said it\'s "cracked for good". '
    "The roof leaks.",
    people=["Ada Lane"],
    date="2025-03-04",
)


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("The roof leaks, and nobody cares.", "direct"),
        ("“cracked for good”", "partial"),
        ("Of the bell she said it’s", "indirect"),
    ],
)
def test_add(quote: str, kind: str) -> None:
    """A missed quotation is a place in its article, of the kind that its marks tell, by the editor's word."""
    word = Correction("", quote, "add", ("Ada Lane",), article="plain.txt", why="Missed.")
    archive = told(word, records=[PLAIN])
    (found,) = archive.renderings.values()
    assert (found.quotation.kind, found.quotation.rule, found.speakers) == (kind, "editor", ("ada-lane",))
    assert found.corrections == (word,)
    assert archive.words(found).split()[0] == quote.strip("“”").split()[0]
    assert not archive.problems
    again = link([PLAIN], Authority(corrections=(word,)), archive.registry)
    assert again == archive


@pytest.mark.parametrize(
    ("more", "message", "hint"),
    [
        ({"article": "plian"}, "no article has the id or the file name 'plian'", "'plain'"),
        ({"quote": "The roof leeks, and nobody cares"}, "has no such words", 'Nearest: “"The roof leaks'),
        ({"quote": "The roof leaks"}, "2 times", "'prefix' or 'suffix'"),
        ({"quote": "oof leaks, and"}, "has no such words", ""),
    ],
)
def test_add_what_is_not_there(more: dict[str, str], message: str, hint: str) -> None:
    """Words that do not stand there, or stand there twice, are no quotation; the message says what is there."""
    word = replace(Correction("", "The roof leaks", "add", (), article="plain", where="c.yml:5"), **more)  # type: ignore[arg-type]  # fields by name
    archive = told(word, records=[PLAIN])
    (problem,) = archive.problems
    assert not archive.renderings
    assert problem.uri == "c.yml:5" and message in problem.message and hint in problem.hint


def test_add_what_stands_there_twice() -> None:
    """The words before and after tell which is meant."""
    words = Correction("", "The roof leaks", "add", article="plain", prefix="for good", kind="direct")
    (found,) = told(words, records=[PLAIN]).renderings.values()
    assert found.quotation.content.start > 80


def test_add_what_is_found_by_now() -> None:
    """What extraction finds by itself is no second quotation: the editor's speaker holds."""
    word = Correction("", "And heat.", "add", ("Max Berg",), article="a")
    archive = told(word)
    assert len(archive.renderings) == 2
    assert spoken(archive)["And heat."] == "Max Berg"


def test_an_added_quotation_can_be_corrected_like_any() -> None:
    """Its id is made of its words, so that others may name it; ids of like words that were found stay."""
    text = TWICE.article.text + " “We will see,” the sign says."
    grown = replace(TWICE, article=replace(TWICE.article, text=text))
    add = Correction("", "We will see,", "add", ("Ada Lane",), article="t", suffix="the sign says")
    archive = told(add, records=[grown])
    (new,) = set(archive.renderings) - set(linked(TWICE).renderings)
    later = Correction(new, "We will see", "disputed", why="Nobody heard it.")
    assert told(add, later, records=[grown]).renderings[new].corrections == (add, later)


# --- withheld words ---------------------------------------------------------------------------------------------------

SECRET = record(
    "s.txt",
    "Berg spoke first. “My neighbor at number nine sold me the stolen bell,” he said. “Ring it,” she said. "
    "That the neighbor at number nine sold me the bell is not new: the stolen bell hung there.",
    ["Max Berg", "Ada Lane"],
    headline="“My neighbor at number nine sold me the stolen bell”: Berg speaks",
    date="2025-03-04",
)


def _said_anywhere(archive: Archive, words: str) -> bool:
    return words in repr(replace(archive, applied=(), withheld={}, problems=()))


def test_withhold() -> None:
    """The words are nowhere in the archive; a notice stands in their place; all else is where it was."""
    id_ = _id("My neighbor at number nine sold me the stolen bell,", SECRET)
    word = Correction(id_, "sold me the stolen bell", "withhold", why="A court forbids it.")
    archive = told(word, records=[SECRET])
    assert not _said_anywhere(archive, "number nine sold me the stolen")
    assert list(archive.withheld) == [id_]
    text = archive.entries["s"].record.article.text
    assert text.startswith("Berg spoke first. “[withheld]” he said. “Ring it,” she said.")
    assert archive.withheld[id_].quotation.content.of(text) == "[withheld]"
    assert archive.entries["s"].record.article.headline == "“[withheld]”: Berg speaks"
    assert spoken(archive) == {"Ring it,": "Ada Lane"}
    assert list(archive.speakers) == ["ada-lane"]
    assert archive.applied[0].words == ""
    assert [line.id for line in archive.registry if line.kind == "statement"] == [id_]


def test_withhold_a_statement() -> None:
    """Every outlet's rendering is withheld; what is withheld of one alone is said to be still there."""
    whole = Correction("", "if the council pays", "withhold", statement=_shared_id(), why="So.")
    archive = told(whole, records=SHARED)
    assert not _said_anywhere(archive, "if the council pays") and not archive.statements and not archive.speakers
    one = Correction(_shared_id(), "if the council pays", "withhold", why="So.")
    archive = told(one, records=SHARED)
    (statement,) = archive.statements.values()
    assert len(statement.renderings) == 1
    (problem,) = archive.problems
    assert problem.level == "note" and f"statement: {_shared_id()}" in problem.hint


def test_what_is_left_of_a_statement_in_pieces() -> None:
    """With its fullest rendering withheld, the statement is what the other article has of it, in order."""
    first, second = LONG.split(" if ")
    split = record("split.txt", f"“{first}” she said, “{second},” and left.", "Ada Lane", outlet="Post",
                   date="2025-03-05")  # fmt: skip
    records = [SHARED[0], split]
    (statement,) = linked(*records).statements.values()
    whole = next(id_ for id_ in statement.renderings if linked(*records).renderings[id_].article == "gull")
    archive = told(Correction(whole, "ferry", "withhold", why="So."), records=records)
    (left,) = archive.statements.values()
    assert left.wording == f"{first} … {second},"
    assert (left.articles, left.reports, left.id) == (("split",), (("split",),), statement.id)


def test_withhold_words_that_are_said_twice() -> None:
    """A second quotation of the same words in the article goes with the first."""
    first = linked(TWICE).entries["t"].renderings[0]
    archive = told(Correction(first, "We will see", "withhold", why="So."), records=[TWICE])
    assert not archive.renderings and len(archive.withheld) == 2
    assert "We will see" not in archive.entries["t"].record.article.text


def test_places_after_a_notice_are_moved() -> None:
    """Every quotation that is left still has its own words, with two notices before it."""
    text = (
        "“The choir needs tenors and basses,” she said. “And heat in winter,” she said. “Goats are no choir,” she said."
    )
    made = record("m.txt", text, "Ada Lane")
    ids = linked(made).entries["m"].renderings
    words = [Correction(id_, "", "withhold", why="So.") for id_ in ids[:2]]
    words = [replace(word, quote=quote) for word, quote in zip(words, ["tenors", "heat"], strict=True)]
    archive = told(*words, records=[made])
    assert list(spoken(archive)) == ["Goats are no choir,"]
    new = archive.entries["m"].record.article.text
    assert [archive.withheld[id_].quotation.content.of(new) for id_ in ids[:2]] == ["[withheld]"] * 2
