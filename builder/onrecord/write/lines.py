"""What lists have by the hundred, as Markdown: a statement, and what is reported without marks.

Templates call these as filters: `{{ item | statement(("who", "date")) }}`. `show` tells what a line says that the page
itself does not say already: "who", "date", "topics"; `facets` are attributes for the script that narrows the list.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from markupsafe import Markup

from onrecord.write.escape import inline
from onrecord.write.inline import link, links, markdown, time, together, unsure
from onrecord.write.items import Item, Report

_WHO = ("who",)
_NONE = Markup()


def who(item: Item) -> Markup:
    """Whose words a statement is."""
    if item.disputed:
        return Markup("").join(("credited to ", links(item.speakers, " or to "), ": outlets disagree"))
    return together(item.speakers) if item.speakers else _nobody(item.nobody)


def statement(item: Item, show: Collection[str] = _WHO, facets: Markup = _NONE) -> Markup:
    """One statement in a list."""
    return _joined(
        ('<div class="or-item"', markdown(facets), " markdown>\n\n> “", inline(item.words), "”\n\n"),
        (" · ".join(_facts(item, show)), "\n{: .or-by }\n\n"),
        _sentence("In the sentence", item.report) if item.report else (),
        ("</div>\n",),
    )


def report(one: Report, show: Collection[str] = _WHO, facets: Markup = _NONE) -> Markup:
    """One quotation without marks in a list: the outlet's sentence, never the speaker's words."""
    return _joined(
        ('<div class="or-item or-told"', markdown(facets), " markdown>\n\n"),
        _sentence("Reported", one),
        (" · ".join(_told(one, show)), "\n{: .or-by }\n\n</div>\n"),
    )


def _facts(item: Item, show: Collection[str]) -> Iterator[str]:
    """What a statement's line says below its words."""
    target = markdown(item.target)
    if "who" in show:
        yield who(item)
    elif item.disputed:
        yield "outlets disagree on who said it"
    elif len(item.speakers) > 1:
        yield together(item.speakers)
    if item.uncertain:
        yield unsure(item.uncertain)
    if "date" in show:
        yield time(item.date)
    if item.summary:
        yield "".join(("**[", markdown(item.summary), "](", target, ")**"))
    named = links(item.carriers)
    yield named + Markup(" and [{} more]({})").format(item.more, target) if item.more else named
    if item.edited:
        yield "".join(("[", markdown(item.edited), "](", target, "){: .or-edited }"))
    if "topics" in show and item.topics:
        yield links(item.topics)


def _told(one: Report, show: Collection[str]) -> Iterator[str]:
    """What a report's line says below the sentence."""
    if "who" in show:
        yield together(one.speakers) if one.speakers else _nobody(one.nobody)
    elif len(one.speakers) > 1:
        yield together(one.speakers)
    if one.uncertain:
        yield unsure(one.uncertain)
    yield link(one.carrier) + "\n"
    if one.edited:
        yield markdown(one.edited)
    if "topics" in show and one.topics:
        yield links(one.topics)


def _sentence(label: str, one: Report) -> tuple[str, ...]:
    """An outlet's sentence, the stretch that tells what somebody said marked in it."""
    opening = ('<span class="or-label">', label, "</span> ", inline(one.before))
    return (*opening, '<span class="or-r">', inline(one.words), "</span>", inline(one.after), "\n{: .or-report }\n\n")


def _nobody(why: str) -> Markup:
    return Markup("".join(("nobody named: ", markdown(why))))  # noqa: S704  # escaped


def _joined(*pieces: tuple[str, ...]) -> Markup:
    return Markup("".join(["".join(several) for several in pieces]))  # noqa: S704  # every value in them was escaped


FILTERS: Mapping[str, Callable[..., Markup]] = {"who": who, "statement": statement, "report": report}
