"""Stage 3: an article in, a record out: people, quotations and their speakers, outlet, date."""

from __future__ import annotations

from onrecord.extract.dates import date_of
from onrecord.extract.indirect import indirect
from onrecord.extract.outlets import outlet_of
from onrecord.extract.people import persons
from onrecord.extract.quotations import quotations
from onrecord.extract.rank import Ranker, Setting, load_ranker
from onrecord.extract.scene import survey
from onrecord.extract.speakers import alone, tell
from onrecord.extract.vocabulary import Rules, load_rules
from onrecord.model import Article, Problem, Record

VERSION = 18
"""Part of a record's cache key: raised whenever the output changes."""

__all__ = ["VERSION", "Ranker", "Rules", "Setting", "extract", "load_ranker", "load_rules"]


def extract(article: Article, rules: Rules, ranker: Ranker | None = None) -> Record:
    """Everything that `article` says by itself. Without a ranker, the rules decide alone who spoke.

    Pure: the same article, rules and ranker always give the same record.
    """
    scene = survey(article.text, rules)
    story = tell(scene)
    verdicts = ranker.decide(story) if ranker else alone(story)
    outlet, outlet_source = outlet_of(article, rules)
    date, date_source = date_of(article)
    undated = (
        ()
        if date
        else (Problem(article.source, "extract", "undated.", "Give its date in a header or a sidecar.", "note"),)
    )
    return Record(
        article=article,
        people=persons(article.text, scene.cast),
        quotations=quotations(article.id, scene, verdicts, indirect(story, verdicts)),
        outlet=outlet,
        outlet_source=outlet_source,
        date=date,
        date_source=date_source,
        problems=(*article.problems, *undated),
    )
