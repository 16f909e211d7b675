"""Pieces of lines: what comes from outside is escaped, what is Markdown already is not."""

from __future__ import annotations

from markupsafe import Markup

from onrecord.write import inline
from onrecord.write.items import Link

ADA, BEN = Link("Ada *Lane*", Markup("ada.md")), Link("Ben", Markup("ben.md"), 3)


def test_a_link_shows_its_own_characters() -> None:
    """Its label is escaped once, its target is left as it is."""
    assert inline.link(ADA) == "[Ada &#42;Lane&#42;](ada.md)"
    assert inline.links([ADA, BEN]) == "[Ada &#42;Lane&#42;](ada.md), [Ben](ben.md)"
    assert inline.links([BEN, BEN], " <or> ") == "[Ben](ben.md) &lt;or&gt; [Ben](ben.md)"
    assert inline.links([]) == ""


def test_several_speak_jointly() -> None:
    """One does not."""
    assert inline.together([BEN]) == "[Ben](ben.md)"
    assert inline.together([BEN, BEN]) == "[Ben](ben.md) and [Ben](ben.md), jointly"
    assert inline.bold([BEN, BEN]) == "**[Ben](ben.md)** and **[Ben](ben.md)**"


def test_a_day_is_told_to_machines_as_well() -> None:
    """And that nobody knows it, to people."""
    assert inline.time("2031-05-04") == '<time datetime="2031-05-04">4 May 2031</time>'
    assert inline.time(None) == "undated"


def test_what_templates_put_out_stays_marked() -> None:
    """Every piece is Markdown, so nobody escapes it again; None is nothing."""
    found = (
        inline.link(BEN),
        inline.links([BEN]),
        inline.bold([BEN]),
        inline.together([BEN, ADA]),
        inline.time("2031"),
    )
    assert all(isinstance(one, Markup) for one in (*found, inline.unsure(Markup("x.md#y")), inline.markdown(None)))
    assert inline.markdown(None) == ""
    assert inline.unsure(Markup("x.md#y")) == "[uncertain attribution](x.md#y){: .or-unsure }"
