"""Where things are: addresses relative to the site's root, with directory URLs ("speakers/ada-lane/"), and the files
below docs/ that stand behind them.

One place, because pages, data, search and the command line must all say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # so that who needs an address need not wait for all nouns to be loaded
    from onrecord.model import Archive, Rendering, Statement

Kind = Literal["article", "outlet", "speaker", "statement", "story", "topic"]

FOLDERS = ("articles", "corrections", "outlets", "speakers", "statements", "stories", "timeline", "topics")
"""The folders of docs/ that hold generated pages."""

CORRECTIONS = "corrections/"
"""The log of what the editor corrected."""

TIMELINE = "timeline/"
"""When things were said: by year and month."""

DATA = "data"
"""The folder of docs/ that holds the data files."""

DATASET = f"{DATA}/onrecord.sqlite"
"""The published database, below docs/."""

FEEDS = "feeds"
"""The folder of docs/ that holds the feeds."""

FEED = f"{FEEDS}/all.xml"
"""The feed of the whole archive, below docs/."""

PACKAGE = f"{DATA}/datapackage.json"
"""What describes the data files, below docs/."""

CITATIONS = f"{DATA}/citations"
"""The folder of docs/ that holds lists of references."""


ASSETS = "assets/onrecord"
"""The folder of docs/ that holds style sheets and scripts."""

NARROWING = f"{ASSETS}/narrowing.css"
"""The style sheet by which lists are narrowed on their pages, below docs/."""

STYLE = "onrecord.css"
"""The pages' one style sheet, joined from the parts below publish/assets/css: one request, a part for each kind of
page."""

STYLES = (f"{ASSETS}/{STYLE}", f"{ASSETS}/search.css")
"""Style sheets of every page, below docs, in their order."""

SCRIPT = f"{ASSETS}/search.js"
"""The script of every page, a module."""

BUNDLE = "assets/search"
"""The folder of docs/ that holds what the browser's search looks things up in."""

SEARCH = "search.md"
"""The search page, below docs/."""


def hub(kind: Kind) -> str:
    """The page that lists everything of a kind."""
    return "stories/" if kind == "story" else f"{kind}s/"


def page(kind: Kind, id_: str) -> str:
    """The page of one thing."""
    return f"{hub(kind)}{id_}/"


def part(address: str, key: str) -> str:
    """A further page of a long list: `address` is that of its first page."""
    return f"{address}{key}/"


def parts(kind: Kind) -> str:
    """What the further pages of a hub stand below ("by", so that no id can take their place)."""
    return f"{hub(kind)}by/"


def file(address: str) -> str:
    """The Markdown file, below docs/, of an address without an anchor; of a hub, `index.md` in its folder."""
    folder = address.removesuffix("/")
    return f"{folder}/index.md" if folder in FOLDERS else f"{folder}.md"


def feed(kind: Kind, id_: str) -> str:
    """The feed of one thing, below docs/."""
    return f"{FEEDS}/{hub(kind)}{id_}.xml"


def article(article_id: str) -> str:
    """The page of an article."""
    return page("article", article_id)


def rendering(found: Rendering) -> str:
    """The place of a quotation in its article's page."""
    return f"{article(found.article)}#q-{found.id}"


def speaker(speaker_id: str) -> str:
    """The page of a speaker."""
    return page("speaker", speaker_id)


def topic(topic_id: str) -> str:
    """The page of a topic."""
    return page("topic", topic_id)


def outlet(outlet_id: str) -> str:
    """The page of an outlet."""
    return page("outlet", outlet_id)


def story(story_id: str) -> str:
    """The page of a story."""
    return page("story", story_id)


def statement(archive: Archive, found: Statement) -> str:
    """The page of a statement, or, where it has none, the place of its only quotation."""
    if archive.has_page(found):
        return page("statement", found.id)
    return rendering(archive.renderings[found.renderings[0]])
