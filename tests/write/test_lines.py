"""Lines of lists: what each says of a statement, and of what is reported without marks."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from onrecord.write import lines
from onrecord.write.items import Item, Link, Report

LANE, COLE = (Link(name, Markup(f"../speakers/{name.lower()}.md")) for name in ("Lane", "Cole"))
COURIER = Link("Courier", Markup("../articles/mill.md#q-1"))
WATER = Link("Water", Markup("../topics/water.md"))
REPORT = Report(
    "Lane said ", "the mill <stands>", ".", COURIER.target, "2031-05-02", (LANE,), COURIER, (WATER,), "", None, ""
)
ITEM = Item(
    "s1", "The mill *stands*", Markup("../statements/s1.md"), "2031-05-02", (LANE,), (COURIER,), 0, "", (WATER,), False,
    "", None, "", None,
)  # fmt: skip


def test_a_line_says_what_its_page_does_not() -> None:
    """Who said it, when and about what is told where it is asked for, and what is always told follows in its order."""
    item = replace(ITEM, more=3, edited="corrected")
    told = lines.statement(item, ("who", "date", "topics")).split("\n")
    assert told[4] == (
        '[Lane](../speakers/lane.md) · <time datetime="2031-05-02">2 May 2031</time>'
        " · [Courier](../articles/mill.md#q-1) and [3 more](../statements/s1.md)"
        " · [corrected](../statements/s1.md){: .or-edited } · [Water](../topics/water.md)"
    )
    assert lines.statement(ITEM, ()).split("\n")[4] == "[Courier](../articles/mill.md#q-1)"


def test_several_speakers_are_named_whatever_the_page_says() -> None:
    """Those who spoke jointly are all named on the page of one of them; where outlets disagree, that is said."""
    joint = replace(ITEM, speakers=(LANE, COLE))
    assert "[Lane](../speakers/lane.md) and [Cole](../speakers/cole.md), jointly · " in lines.statement(joint, ())
    disputed = replace(joint, disputed=True)
    assert "\noutlets disagree on who said it · " in lines.statement(disputed, ())
    assert lines.who(disputed) == (
        "credited to [Lane](../speakers/lane.md) or to [Cole](../speakers/cole.md): outlets disagree"
    )
    assert lines.who(replace(ITEM, speakers=(), nobody="a [crowd]")) == "nobody named: a &#91;crowd&#93;"


def test_words_of_a_line_are_escaped() -> None:
    """Whatever an outlet printed, in marks or without, shows as its own characters."""
    line = lines.statement(replace(ITEM, report=REPORT), (), Markup(' data-topic="water"'))
    assert line.startswith('<div class="or-item" data-topic="water" markdown>\n\n> “The mill &#42;stands&#42;”\n')
    sentence = 'Lane said <span class="or-r">the mill &lt;stands&gt;</span>.\n{: .or-report }\n'
    assert f'<span class="or-label">In the sentence</span> {sentence}' in line
    assert f'<span class="or-label">Reported</span> {sentence}' in lines.report(REPORT)
    assert "<b>" not in lines.report(replace(REPORT, edited="<b>", nobody="<b>", speakers=()), ("who",))
