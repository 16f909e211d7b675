"""Text that tries to be something else is published as the characters it is."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

EVIL = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(2)>", "[x](javascript:alert(3))", "{{ 7*7 }}",
    "{% for x in y %}", "${7*7}", "# no heading", "- no: list", "*no* **emphasis** _here_ `code`", "&lt;b&gt; &amp;",
    "</title><svg onload=alert(4)>", "![i](data:text/html,x)", "{: onclick=alert(5) }", "| a | b |", "!!! note",
    "--- ", "'\"><b>", "[TOC]", "<!-- comment", "]]>", "<javascript:alert(6)>", "\\*back\\*", ":smile: ~~gone~~ ^up^",
)  # fmt: skip


class Page(HTMLParser):
    """The tags, the attributes and the text of a page of the site."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.scripts: list[str] = []
        self.linked: list[str] = []
        self.in_script: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag."""
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.in_script = self.linked if ("type", "application/ld+json") in attrs else self.scripts

    def handle_endtag(self, tag: str) -> None:
        """Know when a script is over."""
        self.in_script = None if tag == "script" else self.in_script

    def handle_data(self, data: str) -> None:
        """Keep the text, and apart from it what a script and what JSON-LD says."""
        (self.text if self.in_script is None else self.in_script).append(data)

    @property
    def words(self) -> str:
        """The text, its spaces folded."""
        return " ".join("".join(self.text).split())


def article(evil: str) -> str:
    """An article that has the same evil in its header, its lines and somebody's words."""
    header = {
        "title": f"Title {evil}", "outlet": f"Outlet {evil}", "date": evil, "authors": [f"Author {evil}"],
        "url": f"javascript:alert(9)//{evil}", "deck": f"Deck {evil}", "retrieved": evil,
    }  # fmt: skip
    lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in header.items())
    body = (
        f"{evil} opened the meeting of the county board on Monday, and nobody objected to it.\n\n"
        f"“We read {evil} aloud and went home,” said Ada Lane, the mayor of the town. “That was {evil}"
        f" again.”\n\n{evil}\n"
    )
    return f"---\n{lines}---\n\n{body}"


def built(root: Path, texts: Sequence[str]) -> Path:
    """The site of an archive that has an article around each of the texts, in its file name too."""
    subprocess.run([sys.executable, "-m", "onrecord", "--quiet", "new", str(root)], check=True)
    for number, text in enumerate(texts):
        name = text.replace("/", "∕")
        (root / "articles" / f"{number:02d} {name}.txt").write_text(article(text), encoding="utf-8")
    mkdocs = [sys.executable, "-m", "mkdocs", "build"]
    run = subprocess.run(mkdocs, cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return root / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of hostile articles."""
    return built(tmp_path_factory.mktemp("hostile") / "archive", EVIL)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site with harmless words in every place."""
    words = [f"item {number} of the list" for number in range(len(EVIL))]
    return built(tmp_path_factory.mktemp("harmless") / "archive", words)


def pages(site: Path) -> dict[str, Page]:
    """Every page of the site by its path."""
    return {
        path.relative_to(site).as_posix(): Page(path.read_text(encoding="utf-8")) for path in site.rglob("index.html")
    }


def test_no_tag_or_attribute_comes_from_an_article(site: Path, harmless: Path) -> None:
    """Pages of hostile articles have the tags and the attribute names that harmless ones have."""
    allowed = {(tag, key) for page in pages(harmless).values() for tag, attrs in page.tags for key in [*attrs, ""]}
    for name, page in pages(site).items():
        strange = {(tag, key) for tag, attrs in page.tags for key in [*attrs, ""]} - allowed
        assert not strange, name


def test_no_script_or_link_of_an_article_runs(site: Path, harmless: Path) -> None:
    """No event handler, no javascript: or data: address, no script that the harmless site lacks."""
    sources, texts = set(), set()
    for page in pages(harmless).values():
        sources |= {(attrs.get("src") or "").rpartition("/")[2] for tag, attrs in page.tags if tag == "script"}
        texts |= set(page.scripts)
    for name, page in pages(site).items():
        assert set(page.scripts) <= texts, name
        for tag, attrs in page.tags:
            assert not [key for key in attrs if key.startswith("on")], name
            for key in ("href", "src", "action", "content"):
                assert not (attrs.get(key) or "").strip().lower().startswith(("javascript:", "data:text")), name
            if tag == "script":
                assert (attrs.get("src") or "").rpartition("/")[2] in sources, name


def test_the_text_is_what_was_written(site: Path) -> None:
    """Headline, body and quotation show every character, and no template was evaluated."""
    texts = {name: page.words for name, page in pages(site).items() if name.startswith("articles/")}
    for number, evil in enumerate(EVIL):
        shown = " ".join(evil.split())
        own = [text for name, text in texts.items() if name.startswith(f"articles/{number:02d}")]
        assert len(own) == 1, evil
        assert f"Title {shown}" in own[0], evil
        assert f"We read {shown} aloud and went home," in own[0], evil
        assert f"{shown} opened the meeting" in own[0], evil
    assert " 49 " not in "".join(texts.values())


def test_what_machines_are_told_is_what_was_written(site: Path) -> None:
    """JSON-LD, metas and feeds hold the characters: they can be parsed, and nothing of them is cut short."""
    headlines, titles = set(), set()
    for name, page in pages(site).items():
        told = [json.loads(text) for text in page.linked]
        if name.startswith("articles/") and told and told[0]["@type"] == "NewsArticle":
            headlines.add(told[0]["headline"])
            titles |= {attrs["content"] for tag, attrs in page.tags if attrs.get("name") == "citation_title"}
    wanted = {" ".join(f"Title {evil}".split()) for evil in EVIL}
    assert headlines == titles == wanted
    for path in (site / "feeds").rglob("*.xml"):
        feed = ElementTree.fromstring(path.read_bytes())
        assert {"script", "img", "svg", "b"}.isdisjoint(element.tag.rpartition("}")[2] for element in feed.iter()), path


def test_the_data_is_what_was_written(site: Path) -> None:
    """The data files hold the characters, not their escapes."""
    rows = [json.loads(line) for line in (site / "data" / "quotations.jsonl").read_text(encoding="utf-8").splitlines()]
    words = {row["text"] for row in rows}
    for evil in (text for text in EVIL if '"' not in text):  # a straight mark may close what a curly one opened
        assert f"We read {evil} aloud and went home," in words
