"""Words that several people said together are everybody's."""

from __future__ import annotations

from onrecord.model import Authority, Correction
from onrecord.model.archive import disagree
from tests.link.making import linked, record, shared

WORDS = "We will not sign a lease that lets the landlord count the windows twice."
PEOPLE = ["Ada Lane", "Ben Holt", "Cora Dunn"]


def test_a_joint_statement_is_on_the_record_of_each() -> None:
    """Each speaker has the quotation; the statement names all, in the article's order, and is not disputed."""
    archive = linked(record("a.txt", f"“{WORDS}” they wrote.", "Ben Holt + Ada Lane", people=PEOPLE))
    (rendering,), (statement,) = archive.renderings.values(), archive.statements.values()
    assert rendering.speakers == statement.speakers == ("ben-holt", "ada-lane")
    assert rendering.speaker == "ben-holt"
    assert all(archive.speakers[id_].renderings == (rendering.id,) for id_ in rendering.speakers)
    assert not statement.disputed


def test_one_of_them_named_elsewhere_is_no_dispute() -> None:
    """An outlet that credits all and one that credits one of them agree; the cuts are one statement of all."""
    one = record("a.txt", f"“{WORDS}” they wrote.", "Ada Lane + Ben Holt", people=PEOPLE)
    other = record("b.txt", f"“{WORDS}” Holt wrote.", "Ben Holt", people=PEOPLE)
    (statement,) = shared(linked(one, other))
    assert sorted(statement.speakers) == ["ada-lane", "ben-holt"]
    assert not statement.disputed


def test_somebody_else_named_elsewhere_is_a_dispute() -> None:
    """An outlet that credits somebody who is none of them disputes it."""
    one = record("a.txt", f"“{WORDS}” they wrote.", "Ada Lane + Ben Holt", people=PEOPLE)
    other = record("b.txt", f"“{WORDS}” Dunn wrote.", "Cora Dunn", people=PEOPLE)
    (statement,) = shared(linked(one, other))
    assert statement.disputed
    assert set(statement.speakers) == {"ada-lane", "ben-holt", "cora-dunn"}


def test_two_names_of_one_person_are_one_speaker() -> None:
    """Where a joint statement names one person twice, that person alone spoke."""
    archive = linked(record("a.txt", f"“{WORDS}” Lane wrote.", "Ada Lane + Lane", people=["Ada Lane"]))
    (rendering,) = archive.renderings.values()
    assert rendering.speakers == ("ada-lane",)
    assert archive.speakers["ada-lane"].renderings == (rendering.id,)


def test_the_editor_may_give_it_to_one() -> None:
    """A correction that names one speaker takes the others away."""
    made = record("a.txt", f"“{WORDS}” they wrote.", "Ada Lane + Ben Holt", people=PEOPLE)
    (rendering,) = linked(made).renderings
    fix = Correction(rendering, WORDS, "reattribute", ("Ada Lane",))
    archive = linked(made, authority=Authority(corrections=(fix,)))
    assert archive.renderings[rendering].speakers == ("ada-lane",)
    assert "ben-holt" not in archive.speakers


def test_credits_disagree_where_two_share_nobody() -> None:
    """To name nobody agrees with all; to name one of several, too."""
    assert not disagree([])
    assert not disagree([(), ("a",), ("a", "b"), ()])
    assert disagree([("a", "b"), ("c",)])
