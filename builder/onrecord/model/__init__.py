"""The nouns of onrecord: what one stage hands to the next.

Every noun is frozen, slotted and picklable, so that a record can be made in any process and cached. Offsets count
characters (code points) of `Article.text`; dates are ISO 8601 strings, possibly of reduced precision ("2016-01").
Collections are tuples, or dicts in a stated order.
"""

from typing import TYPE_CHECKING

from onrecord.lazily import exports

if TYPE_CHECKING:
    from onrecord.model.archive import (
        Applied,
        Archive,
        Entry,
        NameReason,
        Naming,
        Outlet,
        Rendering,
        Role,
        Speaker,
        Statement,
        Story,
        Topic,
    )
    from onrecord.model.article import Article, Caption, Dropped, Given, Source
    from onrecord.model.authority import Action, Alias, Authority, Correction, OutletEntry, SpeakerEntry, TopicEntry
    from onrecord.model.common import Attribution, Confidence, Kind, Problem, Rights, Span, Stretch, StretchKind
    from onrecord.model.record import Mention, Person, Quotation, Record
    from onrecord.model.remembered import Registered, RegisteredKind, Stamp
    from onrecord.model.report import Holdings, Report

__all__ = [
    "Action",
    "Alias",
    "Applied",
    "Archive",
    "Article",
    "Attribution",
    "Authority",
    "Caption",
    "Confidence",
    "Correction",
    "Dropped",
    "Entry",
    "Given",
    "Holdings",
    "Kind",
    "Mention",
    "NameReason",
    "Naming",
    "Outlet",
    "OutletEntry",
    "Person",
    "Problem",
    "Quotation",
    "Record",
    "Registered",
    "RegisteredKind",
    "Rendering",
    "Report",
    "Rights",
    "Role",
    "Source",
    "Span",
    "Speaker",
    "SpeakerEntry",
    "Stamp",
    "Statement",
    "Story",
    "Stretch",
    "StretchKind",
    "Topic",
    "TopicEntry",
]

if not TYPE_CHECKING:
    __getattr__ = exports(
        __name__, ("common", "article", "record", "authority", "remembered", "archive", "report"), __all__
    )
