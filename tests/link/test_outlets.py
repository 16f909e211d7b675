"""One identity for each outlet."""

from __future__ import annotations

from onrecord.link import link
from onrecord.model import Authority, Outlet, OutletEntry
from tests.link.making import linked, record


def test_spellings_are_one_outlet() -> None:
    """Case and a leading article do not make another outlet; the form most used is shown."""
    archive = linked(
        record("a.txt", "", outlet="The Marl Bugle"),
        record("b.txt", "", outlet="Marl Bugle"),
        record("c.txt", "", outlet="The Marl Bugle"),
        record("d.txt", "", outlet="Evening Post"),
        record("e.txt", ""),
    )
    assert archive.outlets == {
        "evening-post": Outlet("evening-post", "Evening Post", ("d",)),
        "the-marl-bugle": Outlet("the-marl-bugle", "The Marl Bugle", ("a", "b", "c")),
    }
    assert archive.entries["e"].outlet is None


def test_the_editor_knows_aliases_and_domains() -> None:
    """An alias, a domain as name and an address lead to the editor's outlet, with what the editor says of it."""
    entry = OutletEntry("Tri-Basin Wire", aliases=("TBW",), domains=("tbw.example",), wire=True, rights="excerpt")
    archive = linked(
        record("a.txt", "", outlet="TBW"),
        record("b.txt", "", outlet="tbw.example"),
        record("c.txt", "", url="https://www.news.tbw.example/1"),
        record("d.txt", "", url="https://nottbw.example/1"),
        record("e.txt", "", url="http://[broken"),
        authority=Authority(outlets=(entry,)),
    )
    expected = Outlet(
        "tri-basin-wire", "Tri-Basin Wire", ("a", "b", "c"), ("tbw.example",), wire=True, rights="excerpt"
    )
    assert archive.outlets == {"tri-basin-wire": expected}


def test_an_outlet_keeps_its_id() -> None:
    """A name that the editor gives later changes what is shown, not the address."""
    records = [record("a.txt", "", outlet="Bugle")]
    editor = Authority(outlets=(OutletEntry("The Marl Valley Bugle", aliases=("Bugle",)),))
    archive = link(records, editor, linked(*records).registry)
    assert {id_: outlet.name for id_, outlet in archive.outlets.items()} == {"bugle": "The Marl Valley Bugle"}


def test_a_renamed_outlet_keeps_its_address() -> None:
    """The new name is shown, the old one an alias: the id is the one it had, on this build and the next."""
    told = [record("a.txt", "", outlet="The Marl Bugle")]
    before = link(told, Authority())
    entry = OutletEntry("Marl Daily Bugle", aliases=("The Marl Bugle",))
    after = link(told, Authority(outlets=(entry,)), before.registry)
    assert {id_: outlet.name for id_, outlet in after.outlets.items()} == {"the-marl-bugle": "Marl Daily Bugle"}
    assert link(told, Authority(outlets=(entry,)), after.registry) == after
