"""What the archive does not know of its articles, and the editor's words that it cannot follow any more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from onrecord.review import remedies
from onrecord.review.desk import Desk, Paper, Said
from onrecord.review.findings import Finding, Remedy, worth
from onrecord.text import words

_LOST = 1000.0
"""A decision that an editor has made already, and that has no effect, comes before all others."""
_UNDATED, _UNPUBLISHED = 0.5, 0.5


def lost(desk: Desk) -> Iterator[Finding]:
    """Corrections that took no effect in the last build, each with the quotation that is nearest to its words."""
    here = {correction.where: correction for correction in desk.authority.corrections}
    for problem in desk.lost:
        correction = here.get(problem.uri)
        if correction is None or correction.target not in problem.message:
            continue  # the file has changed since: the next build tells
        near = _nearest(desk, correction.quote)
        yield Finding(
            kind="correction",
            key=correction.where,
            title=f"{correction.where}: {problem.message}",
            value=_LOST,
            why=("It took no effect in the last build.", *([problem.hint] if problem.hint else [])),
            places=(desk.place(near.id),) if near else (),
            remedies=tuple(remedies.retarget(desk, correction, near)) if near else (),
            day=desk.newest([near.article]) if near else None,
        )


def _nearest(desk: Desk, quote: str) -> Said | None:
    """The quotation that shares most words with `quote`, if it shares half of them."""
    wanted = frozenset(words(quote))
    best: tuple[float, str] | None = None
    for said in desk.said.values():
        own = frozenset(words(said.text))
        shared = len(wanted & own)
        rank = (-shared / max(len(wanted), len(own), 1), said.id)
        if 2 * shared >= len(wanted) > 0 and (best is None or rank < best):
            best = rank
    return desk.said[best[1]] if best else None


def undated(desk: Desk) -> Iterator[Finding]:
    """Articles without a date in a story that has dates."""
    stories: dict[str, list[Paper]] = {}
    for paper in desk.papers.values():
        if paper.story:
            stories.setdefault(paper.story, []).append(paper)
    for papers in stories.values():
        days = sorted(paper.date for paper in papers if paper.date)
        for paper in (paper for paper in papers if not paper.date and days):
            usual = Counter(days).most_common(1)[0][0]
            others = [other for other in papers if other.date]
            yield Finding(
                kind="date",
                key=paper.id,
                title=f"no date: {paper.headline}",
                value=worth(_UNDATED, 1, len(paper.said)),
                why=(
                    f"its story has {len(others)} dated article{'s' * (len(others) != 1)}, {_between(days)}",
                    f"{len(paper.said)} quotations in it have no date, and cannot be told from repetitions",
                ),
                places=(desk.whole(paper.id), *(desk.whole(other.id) for other in others)),
                remedies=(remedies.beside(paper.source, "date", usual, "if it is of the day of the others"),),
                day=days[-1],
            )


def _between(days: list[str]) -> str:
    return f"of {days[0]}" if days[0] == days[-1] else f"from {days[0]} to {days[-1]}"


def nameless(desk: Desk) -> Iterator[Finding]:
    """Articles whose outlet is unknown: those of one domain together, each without an address by itself."""
    groups: dict[str, list[Paper]] = {}
    for paper in desk.papers.values():
        if not paper.outlet:
            domain = (urlsplit(paper.url or "").hostname or "").removeprefix("www.")
            groups.setdefault(domain or f"/{paper.id}", []).append(paper)
    known = {domain for outlet in desk.authority.outlets for domain in outlet.domains}
    for key, papers in groups.items():
        domain = "" if key.startswith("/") else key
        if domain in known:
            continue
        yield Finding(
            kind="outlet",
            key=key.removeprefix("/"),
            title=f"no outlet: {domain or papers[0].headline}",
            value=worth(_UNPUBLISHED, len(papers), sum(len(paper.said) for paper in papers)),
            why=(_told(papers, domain),),
            places=tuple(desk.whole(paper.id) for paper in papers),
            remedies=(_for_nameless(desk, papers[0], domain),),
            day=desk.newest(paper.id for paper in papers),
        )


def _told(papers: Iterable[Paper], domain: str) -> str:
    found = list(papers)
    count = f"{len(found)} article{'s' * (len(found) != 1)}"
    return f"{count} at {domain}, which no outlet is known to have" if domain else "neither header nor text names one"


def _for_nameless(desk: Desk, paper: Paper, domain: str) -> Remedy:
    if domain:
        return remedies.outlet(desk, _name(domain), domain)
    return remedies.beside(paper.source, "outlet", "NAME OF THE OUTLET", "with its name")


def _name(domain: str) -> str:
    """What a domain's outlet may be called, until the editor says better."""
    return domain.split(".")[-2 if domain.count(".") else 0].replace("-", " ").title()
