"""Pieces of lines: what comes from outside is escaped, what is Markdown already is not."""

from __future__ import annotations

import pytest
from jinja2.compiler import CodeGenerator
from markupsafe import Markup

from onrecord.write import inline, render
from onrecord.write.filters import Choice
from onrecord.write.items import Link
from onrecord.write.timeline import timeline

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


def test_chips_tell_how_much_there_is() -> None:
    """Where that is known; a way to narrow a list has its key, escaped, too, and says where the reader is."""
    assert (
        inline.chips([ADA, BEN])
        == "[Ada &#42;Lane&#42;](ada.md){: .or-chip }\n[Ben <small>3</small>](ben.md){: .or-chip }\n"
    )
    many = Link("Bridges", Markup("#topic=bridges"), 1200)
    assert inline.choices([Choice(ADA, 'a"b', current=True), Choice(many, "bridges")], "topic") == (
        '[Ada &#42;Lane&#42;](ada.md){: .or-chip id="topic=a&#34;b" aria-current="true" }\n'
        '[Bridges <small>1,200</small>](#topic=bridges){: .or-chip id="topic=bridges" }\n'
    )


def test_a_timeline_is_drawn_and_told() -> None:
    """A bar for each step, of which the empty ones are marked as such, and the figures of those that are not."""
    drawn = timeline(["2031-01", "2031-01", "2031-04"])
    assert drawn is not None
    drawing = inline.bars(drawn, 44)
    assert drawing.count("<rect ") == 4
    assert drawing.count(' class="or-empty"') == 2
    assert drawing.startswith(
        '<rect x="0" y="0" width="32" height="44"><title>January 2031: 2</title></rect><rect x="36"'
    )
    assert inline.figures(drawn) == "January 2031 2 · April 2031 1"


@pytest.mark.parametrize("value", ["<b>*x* & {{ y }}</b>", Markup("**x**"), None, 3, 1.5, True, ["<"]])
def test_templates_escape_once_and_never_less(value: object) -> None:
    """What a template of ours puts out is what one of Jinja's own puts out, which escapes everything once more."""
    ours = render._environment()
    plain = ours.overlay(bytecode_cache=None)
    plain.code_generator_class = CodeGenerator
    pieces = "{% macro m(x) %}<{{ x }}>{% endmacro %}{% set s %}{{ v }}!{% endset %}"
    source = pieces + "{{ v }}{{ m(v) }}{{ s }}{{ 'a*' ~ v }}{{ 'b*' }}"
    assert ours.from_string(source).render(v=value) == plain.from_string(source).render(v=value)
    assert type(ours).code_generator_class is not CodeGenerator
