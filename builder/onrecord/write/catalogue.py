"""The archive as pages see it: who is linked where, in which words, and what is shown of what rights allow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from onrecord import addresses, reasons
from onrecord.model import Action, Archive, Correction, Entry, Rendering, Speaker, Statement, Topic
from onrecord.write import dates, escape, marks
from onrecord.write.cuts import quoted, signature
from onrecord.write.items import AnyPart, Beside, Item, Link, Report, Standing
from onrecord.write.site import Site
from onrecord.write.watch import Recall, those

__all__ = [
    "DEEDS",
    "ROOT",
    "Beside",
    "Catalogue",
    "Item",
    "Link",
    "Report",
    "counted",
    "edited",
    "joined",
    "spoken",
    "tally",
    "uncertain",
]

_REOPENED = re.compile(r"\s*\n\s*\n\s*[\"“‘'«]?")
_PLAIN_ID = re.compile(r"\w+", re.ASCII)
_PLAIN_ADDRESS = re.compile(r"[\w/#=-]*", re.ASCII)
ROOT = "\x02"
"""Stands for the way from a page to the root of docs until the page is rendered: so lines are the same on all pages.

Text of articles never has this character: `escape.plain` leaves it out."""
LONGEST_SIDE = 240
"""Characters of an outlet's sentence that are shown on either side of what it reports."""
DEEDS: dict[Action, str] = {
    "reattribute": "corrected",
    "add": "added by the editor",
    "misattributed": "misattributed",
    "disputed": "disputed",
    "date": "dated",
    "response": "response",
    "reject": "no quotation",
    "withhold": "withheld",
}
"""What the editor did, as a word amid a line."""
NAMED_CARRIERS = 4
"""How many articles a statement's line names before it says "and n more"."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The archive, the site, and the way from a page to the root of docs (`up`: "../" for "speakers/x.md", or `ROOT`).

    `narrowed` are the addresses of the pages, and of the places in pages, that show what one speaker said about one
    topic, or in one outlet; `heard` whoever said most about each topic, with how much; `standings` what each outlet is
    among them all; `clauses` the reported clauses (their ids) that each quotation in marks stands in, as `clauses`
    finds them; `recall` makes what several pages have in common once.
    """

    archive: Archive
    site: Site
    up: str = "../"
    narrowed: Container[str] = frozenset()
    heard: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    standings: Mapping[str, Standing] = field(default_factory=dict)
    clauses: Mapping[str, Sequence[str]] = field(default_factory=dict)
    recall: Recall = field(default_factory=Recall, compare=False, repr=False)

    def deeper(self) -> Catalogue:
        """The same for pages one folder further down."""
        return self if self.up == ROOT else replace(self, up=self.up + "../")

    def at(self, address: str) -> Catalogue:
        """The same for the page at an address."""
        return self if self.up == ROOT else replace(self, up="../" * (address.count("/") - 1))

    def file(self, address: str) -> Markup:
        """The Markdown file of an address of the site, as a link target from the page."""
        return _file(self.up, address)

    def article(self, article_id: str, label: str | None = None) -> Link:
        """The link to an article, under its headline."""
        headline = self.archive.entries[article_id].record.article.headline
        return Link(label or headline, self.file(addresses.article(article_id)))

    def speaker(self, speaker_id: str, count: int | None = None) -> Link:
        """The link to a speaker."""
        return _link(self.up, "speaker", speaker_id, self.archive.speakers[speaker_id].name, count)

    @property
    def unsure(self) -> Markup:
        """The link to what an uncertain attribution is."""
        return self.file(f"{addresses.hub('speaker')}#uncertain")

    def speakers(self, ids: Iterable[str]) -> tuple[Link, ...]:
        """The links to speakers."""
        return tuple(_link(self.up, "speaker", one.id, one.name) for one in those(self.archive.speakers, ids))

    def topic(self, topic_id: str, count: int | None = None) -> Link:
        """The link to a topic."""
        return _link(self.up, "topic", topic_id, self.archive.topics[topic_id].label, count)

    def outlet(self, outlet_id: str, count: int | None = None) -> Link:
        """The link to an outlet."""
        return _link(self.up, "outlet", outlet_id, self.archive.outlets[outlet_id].name, count)

    def story(self, story_id: str, count: int | None = None) -> Link:
        """The link to a story, under the headline of its earliest article."""
        return Link(self.archive.stories[story_id].title, self.file(addresses.story(story_id)), count)

    def rendering(self, found: Rendering, label: str = "") -> Link:
        """The link to a quotation's place in its article, under the outlet's name."""
        article = found.article
        if not _PLAIN_ID.fullmatch(found.id):
            return Link(label or self.carrier_name(article), self.file(addresses.rendering(found)))
        target = f"{self.file(addresses.article(article))}#q-{found.id}"
        return Link(label or self.carrier_name(article), Markup(target))  # noqa: S704  # percent-encoded, and an id

    def carrier_name(self, article_id: str) -> str:
        """Who published the article; where nobody knows, the headline stands for it."""
        entry = self.archive.entries[article_id]
        if outlet := self.archive.outlets.get(entry.outlet or ""):
            return outlet.name
        return f"“{escape.shortened(entry.record.article.headline, 48)}”"

    def outlet_name(self, entry: Entry) -> str:
        """Who published the article, or that nobody knows."""
        outlet = self.archive.outlets.get(entry.outlet or "")
        return outlet.name if outlet else "outlet unknown"

    def topics(self, ids: Iterable[str]) -> tuple[Link, ...]:
        """The links to topics, without those that a narrower one among them implies."""
        found = those(self.archive.topics, ids)
        implied = {broader for one in found if one.broader for broader in self._broader(one.id)}
        return tuple(_link(self.up, "topic", one.id, one.label) for one in found if one.id not in implied)

    def parts(self, address: str, found: Sequence[dates.Period[Any]]) -> list[Link]:
        """The links to the further pages of a long list, which stand below `address`."""
        return [Link(one.label, self.file(addresses.part(address, one.key)), len(one.items)) for one in found]

    def beside(self, address: str, found: Sequence[AnyPart]) -> Iterator[tuple[AnyPart, Beside]]:
        """The further pages of a long list, each with the links to the one before and the one after it."""
        links = [None, *(Link(part.label, self.file(addresses.part(address, part.key))) for part in found), None]
        return zip(found, map(Beside, links, links[2:]), strict=False)

    def search(self, **query: str) -> Markup | None:
        """The link to the search page with the query filled in, or None where the site has no such page."""
        if not self.site.search:
            return None
        wanted = "&".join(f"{key}={quote(value, safe='')}" for key, value in query.items())
        return Markup(self.up + quote(self.site.search) + ("?" + wanted if wanted else ""))  # noqa: S704  # encoded

    def renderings(self, statement: Statement) -> list[Rendering]:
        """The renderings of a statement, in its order."""
        return those(self.archive.renderings, statement.renderings)

    def nobody(self, rendering: Rendering) -> str:
        """Why nobody is named for a quotation; "" where somebody is."""
        if rendering.speakers:
            return ""
        if rendering.id in self.archive.withheld:
            return "; ".join(word.why for word in rendering.corrections if word.why) or "no reason is given"
        mention = rendering.quotation.mention
        text = self.archive.entries[rendering.article].record.article.text
        return reasons.nobody(rendering.quotation.rule, mention.of(text) if mention else "")

    def statements(self, rendering_ids: Iterable[str]) -> list[Statement]:
        """The statements that some renderings render, each once, newest first."""
        archive = self.archive
        ids = dict.fromkeys(one.statement for one in those(archive.renderings, rendering_ids))
        return self.newest([archive.statements[i] for i in ids if i])

    def reported(self, rendering_ids: Iterable[str]) -> list[Rendering]:
        """Those of some renderings that stand without marks, newest first, but for those told with words in marks."""
        renderings = those(self.archive.renderings, rendering_ids)
        found = [one for one in renderings if one.reported and not one.holds]
        found.sort(key=lambda one: (one.article, one.quotation.content.start, one.id))
        return dates.newest_first(found, self.date)

    def date(self, found: Statement | Rendering) -> str | None:
        """When something was said, as far as that is known: when it was first carried."""
        return found.first if isinstance(found, Statement) else self.archive.entries[found.article].record.date

    def newest(self, statements: Iterable[Statement]) -> list[Statement]:
        """Statements, newest first; those of one day in the order of their articles' text."""
        together = sorted(statements, key=lambda found: found.articles[:1])  # so that each article is unpacked once
        first = those(self.archive.renderings, [one.renderings[0] for one in together])
        places = [(one.article, one.quotation.content.start) for one in first]
        ordered = sorted(zip(places, together, strict=True), key=lambda pair: (*pair[0], pair[1].id))
        return dates.newest_first([one for _, one in ordered], lambda found: found.first)

    def said_by(self, speaker: Speaker) -> Sequence[Statement]:
        """The statements of a speaker, newest first."""
        return self.recall(("said by", speaker.id), partial(self.statements, speaker.renderings))

    def said_about(self, topic: Topic) -> Sequence[Statement]:
        """The statements about a topic, newest first."""
        return self.recall(
            ("said about", topic.id), lambda: self.newest(those(self.archive.statements, topic.statements))
        )

    def renderings_of(self, speaker: Speaker) -> Sequence[Rendering]:
        """The renderings of all that a speaker said."""
        return self.recall(("renderings of", speaker.id), partial(those, self.archive.renderings, speaker.renderings))

    def articles(self, ids: Iterable[str]) -> list[Entry]:
        """The articles of some ids, newest first."""
        found = those(self.archive.entries, sorted(ids))
        return dates.newest_first(found, lambda entry: entry.record.date)

    def count_speakers(self, statement_ids: Iterable[str]) -> list[Link]:
        """The speakers of some statements with how many are theirs, most first."""
        counts: Counter[str] = Counter()
        for i in statement_ids:
            counts.update(self.archive.statements[i].speakers)
        return [self.speaker(i, n) for i, n in _ranked(counts) if i in self.archive.speakers]

    def count_topics(self, statements: Sequence[Statement]) -> list[Link]:
        """The topics of some statements with how many are about each, most first."""
        counts = Counter(i for found in statements for i in found.topics)
        return [self.topic(i, n) for i, n in _ranked(counts) if i in self.archive.topics]

    def count_outlets(self, statements: Sequence[Statement]) -> list[Link]:
        """The outlets that carried some statements with how many each did, most first."""
        counts = Counter(i for found in statements for i in found.outlets)
        return [self.outlet(i, n) for i, n in _ranked(counts) if i in self.archive.outlets]

    def _broader(self, topic_id: str) -> Iterable[str]:
        seen = {topic_id}
        while (above := self.archive.topics[topic_id].broader) and above in self.archive.topics and above not in seen:
            yield above
            seen.add(above)
            topic_id = above

    def item(self, statement: Statement) -> Item:
        """The statement as a line of a list."""
        return self.recall(("item", self.up, statement.id), partial(self._item, statement))

    def _item(self, statement: Statement) -> Item:
        found = self.renderings(statement)
        by_article: dict[str, Rendering] = {}
        for rendering in found:
            by_article.setdefault(rendering.article, rendering)
        carriers = [*map(self.rendering, by_article.values())]
        paged = self.archive.has_page(statement)
        holding = self._holding(found)
        return Item(
            id=statement.id,
            words=spoken(statement.wording),
            target=self.file(addresses.page("statement", statement.id)) if paged else carriers[0].target,
            date=statement.first,
            speakers=self.speakers(statement.speakers),
            carriers=tuple(carriers[:NAMED_CARRIERS]),
            more=max(0, len(carriers) - NAMED_CARRIERS),
            summary=self._summary(found, statement.wording) if len(carriers) > 1 else "",
            topics=self.topics(statement.topics),
            disputed=statement.disputed,
            edited=edited(word for rendering in found for word in rendering.corrections),
            uncertain=self.unsure if uncertain(found) else None,
            nobody=self.nobody(found[0]),
            report=self.report(holding) if holding else None,
        )

    def report(self, rendering: Rendering) -> Report:
        """A quotation without marks as a line of a list."""
        return self.recall(("report", self.up, rendering.id), partial(self._report, rendering))

    def _report(self, rendering: Rendering) -> Report:
        text, content = self.archive.entries[rendering.article].record.article.text, rendering.quotation.content
        around = marks.sentences_around(text, content)
        before, after = text[around.start : content.start], text[content.end : around.end]
        return Report(
            before=before if len(before) <= LONGEST_SIDE else "… " + before[-LONGEST_SIDE:].partition(" ")[2],
            words=joined(content.of(text)),
            after=after if len(after) <= LONGEST_SIDE else after[:LONGEST_SIDE].rpartition(" ")[0] + " …",
            target=self.rendering(rendering).target,
            date=self.date(rendering),
            speakers=self.speakers(rendering.speakers),
            carrier=self.rendering(rendering),
            topics=self.topics(rendering.topics),
            edited=edited(rendering.corrections),
            uncertain=self.unsure if rendering.uncertain else None,
            nobody=self.nobody(rendering),
        )

    def _holding(self, found: Iterable[Rendering]) -> Rendering | None:
        """The first reported clause that one of some quotations in marks stands in."""
        ids = [id_ for rendering in found for id_ in self.clauses.get(rendering.id, ())]
        return next(iter(those(self.archive.renderings, ids)), None) if ids else None

    def outlets_of(self, article_ids: Iterable[str]) -> int | None:
        """How many outlets published some articles; None where nobody knows, one of them being unknown."""
        outlets = {self.archive.entries[i].outlet for i in article_ids}
        return None if None in outlets else len(outlets)

    def _summary(self, found: Sequence[Rendering], wording: str) -> str:
        articles: dict[str, list[str]] = {}
        for rendering in found:
            articles.setdefault(rendering.article, []).append(joined(self.archive.words(rendering)))
        cuts = len({signature(quoted(words, wording)) for words in articles.values()})
        outlets = self.outlets_of(articles) or 1
        return (counted(outlets, "outlet") if outlets > 1 else counted(len(articles), "article")) + (
            f", {cuts} cuts" if cuts > 1 else ""
        )


def clauses(archive: Archive) -> dict[str, list[str]]:
    """The reported clauses of an archive, by the quotation in marks that stands in them."""
    found = dict[str, list[str]]()
    for one in archive.renderings.values():
        if one.holds:
            found.setdefault(one.holds, []).append(one.id)
    return found


@lru_cache(maxsize=2**13)
def _file(up: str, address: str) -> Markup:
    path, mark, anchor = address.partition("#")
    if not _PLAIN_ADDRESS.fullmatch(address):
        path, anchor = quote(path), quote(anchor, safe="=")
    return Markup(f"{up}{addresses.file(path)}{mark}{anchor}")  # noqa: S704  # percent-encoded


@lru_cache(maxsize=2**13)
def _link(up: str, kind: addresses.Kind, id_: str, label: str, count: int | None = None) -> Link:
    """The link to a page that many name."""
    return Link(label, _file(up, addresses.page(kind, id_)), count)


def edited(corrections: Iterable[Correction]) -> str:
    """What the editor did to a quotation or a statement, in a line of a list: "corrected, response"; "" for nothing."""
    return ", ".join(dict.fromkeys(DEEDS[correction.action] for correction in corrections))


def uncertain(found: Sequence[Rendering]) -> bool:
    """Whether somebody is named for a statement, and none of its renderings is more than unsure of it."""
    named = [rendering for rendering in found if rendering.speakers]
    return bool(named) and all(rendering.uncertain for rendering in named)


def tally(found: Iterable[Rendering]) -> list[str]:
    """How many quotations there are: "41 quotations", "17 reported"; those without marks are counted apart."""
    renderings = list(found)
    reported = sum(rendering.reported for rendering in renderings)
    in_marks = len(renderings) - reported
    said = [counted(in_marks, "quotation")] if in_marks else []
    if reported:
        said.append(f"{reported:,} reported" + ("" if in_marks else " without marks"))
    return said


def spoken(words: str) -> str:
    """A wording for show: without the comma at its end, which belongs to the sentence around it."""
    return joined(words).removesuffix(",")


def joined(words: str) -> str:
    """A quotation's words on one line, without the marks that reopen it at each paragraph."""
    return (_REOPENED.sub(" ", words) if "\n" in words else words).strip()


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 outlet", "2 outlets", "2,140 articles"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
