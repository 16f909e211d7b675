"""Where things are on the site: addresses relative to its root, with directory URLs ("speakers/ada-lane/").

One place, because pages, data, search and the command line must all say the same.
"""

from __future__ import annotations

from onrecord.model import Archive, Rendering, Statement


def article(article_id: str) -> str:
    """The page of an article."""
    return f"articles/{article_id}/"


def rendering(found: Rendering) -> str:
    """The place of a quotation in its article's page."""
    return f"articles/{found.article}/#q-{found.id}"


def speaker(speaker_id: str) -> str:
    """The page of a speaker."""
    return f"speakers/{speaker_id}/"


def topic(topic_id: str) -> str:
    """The page of a topic."""
    return f"topics/{topic_id}/"


def outlet(outlet_id: str) -> str:
    """The page of an outlet."""
    return f"outlets/{outlet_id}/"


def statement(archive: Archive, found: Statement) -> str:
    """The page of a statement, or, where it has none, the place of its only quotation."""
    if archive.has_page(found):
        return f"statements/{found.id}/"
    return rendering(archive.renderings[found.renderings[0]])
