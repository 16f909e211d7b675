"""Pages rendered by their shapes are what MkDocs makes of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel, get_files
from mkdocs.structure.pages import Page

from onrecord.publish.render import Renderer
from onrecord.publish.shapes import Shapes, fit
from tests.conftest import REPOSITORY

EXTENSIONS = ["toc", "tables", "fenced_code", "admonition", "attr_list", "md_in_html"]
SETTINGS = {"toc": {"permalink": True, "permalink_title": "Link to this section"}}

WORDS = (
    "alpha", "Beta gamma", "it's", "3.5 percent", "1986. A year", "7", "12.", "é ü", "naïve — yes", "日本語 😀", "“so”",
    "a_b", "a  b", "a: b", "foo;", '"q"', "5%", "x+y", "T.", "(c)", "…", " ", " ", " ", "\n",
)  # fmt: skip
MARKS = (
    "[a b](c.md)", '[a](../d/e.md#f){: .k data-v="1" }', "[“x”](#q-1)", "[a](?q=1&b=2)",
    "[a](https://x.example/?a=b&amp;c=d)", '<mark class="or-q" id="q-1">', "</mark>",
    '<time datetime="2012-01-01">May</time>', '<span id="alpha"></span>', "**", "*",
    '<svg viewBox="0 0 1 1"><path d="M0 0h3v2z"/></svg>', "&#36;5", "&amp;", "<small>9</small>", "\n{: .or-meta }",
    "> ", "- ", "1. ",
)  # fmt: skip
TRAPS = (
    '[a](x.md "t")', "[a](b c.md)", "[a][b]", "[a]()", "[", "]", "(", "![a](b.md)", "`", "\\", "\\*", "_", "__", "!",
    "<", "# ", "+ ", "    ", "{", "}", "{: .x }", "{: #id }", "{: data-x=\"a_b\" dir='r' }", "&x;", "& ", "|", "---",
    "===", "\n|---|\n", "<div>", "</p>", "<http://x.example>", "<!-- x -->", "[TOC]", "[a]: b.md", "```\n",
    "!!! note\n    x\n", "  \n", "=", "~", "^", "<i", "&lt;b&gt;",
)  # fmt: skip
BLOCKS = (
    "\n# Head\n\n", "\n## alpha\n\n", "\n## Beta gamma {: #bg }\n\n", "\n### “x” &#36; y\n\n",
    "\n## Head <small>2</small>\n\n", "<summary>more 3</summary>\n\n", '<div class="or-facet">Topic</div>\n',
    '<figure class="or-t">\n<p>x</p>\n</figure>\n\n', "> quote “x”\n\n> more\n\n[a](b.md)\n{: .or-by }\n\n",
    "- item\n- two\n\n    below\n\n", "one line\nand two\n{: .or-meta }\n\n", "\n\n",
    '<div class="or-a" id="in-1"></div>\n<div class="or-a" id="alpha"></div>\n\n', '<div class="or-a"></div>\n',
)  # fmt: skip

LINES = (
    "alpha", "[a](b.md){: .k }", '[b <small>2</small>](../c.md){: .k id="topic=" aria-current="true" }', "“so,” it’s",
    '<span class="k">a</span> [<bdi>“b”</bdi>](#q-1)', "**[a](b.md)**", "**a** and *b*", " · [a](b.md), c", "a  ",
    "12. b", "*a", "b*", "[a", "b](c.md)", "<b>a", "b</b>", "- x", "1. x", "> x", "    x", "a {: .k }", "{: .k }",
    "---", "===", "# x", "![a](b.md)", "<div>a</div>", "&#36;5", "a | b", "*** a", "a***", "x &amp; (y)!", "-x",
    "<i>1. b</i>", "!!! x",
)  # fmt: skip
rows = st.tuples(
    st.sampled_from(["", "", "- ", "- ", "> ", "* "]),
    st.lists(st.sampled_from(LINES[:8]) | st.sampled_from(LINES), min_size=2, max_size=8),
    st.sampled_from(["\n", "\n\n", "\n{: .or-row }\n\n", '\n{: .k data-x="y z" }\n']),
).map(lambda it: "\n".join(it[0] + one for one in it[1]) + it[2])
line = st.lists(
    st.sampled_from(WORDS) | st.sampled_from(WORDS) | st.sampled_from(MARKS) | st.sampled_from(TRAPS), max_size=6
)
block = (
    st.sampled_from(BLOCKS)
    | rows
    | st.tuples(line, st.sampled_from(["\n", "\n\n"])).map(lambda it: "".join(it[0]) + it[1])
)


def boxed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Blocks in a box, or one after another."""
    opening = st.sampled_from(
        ['<div class="or-x y" markdown>', '<nav id="alpha" data-w markdown>', "<details markdown>"]
    )
    box = st.tuples(opening, st.sampled_from(["\n", "\n\n"]), inner, st.sampled_from(["", "\n"])).map(
        lambda it: f"{it[0]}{it[1]}{it[2]}{it[3]}</{it[0][1:].partition(' ')[0]}>\n"
    )
    return box | st.lists(inner, max_size=3).map("".join)


def whole(text: str) -> tuple[str, list[Any]]:
    """A page as the engine renders it in one go, and what it lists of its headings."""
    engine = Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS)
    return engine.convert(text), engine.toc_tokens  # type: ignore[attr-defined]  # toc's own


@settings(max_examples=400, deadline=None)
@given(st.recursive(block, boxed, max_leaves=8))
def test_a_page_is_what_the_engine_makes_of_it_in_one_go(text: str) -> None:
    """Whatever a page holds, it comes out by its shapes as the engine has it, or is said to be none of ours."""
    rendered = Shapes(EXTENSIONS, SETTINGS).render(text, str)
    assert rendered is None or rendered == whole(text)


def test_a_letter_that_the_engine_loses_is_lost_as_there() -> None:
    """Between marks that cross each other the engine drops a letter: no word may be filled in there."""
    text = "*alpha**alpha\nalpha*alpha\n"
    assert "alpha</strong>lpha" in whole(text)[0]
    assert Shapes(EXTENSIONS, SETTINGS).render(text, str) is None


@pytest.mark.parametrize("text", ["    a&#36;5\n", "a\n\n    b&#36;5\n", "- a\n\n    b\n\n        c&#36;5\n"])
def test_code_is_none_of_ours(text: str) -> None:
    """In a block of code an entity is shown as it is written; such a page is left to the engine."""
    assert Shapes(EXTENSIONS, SETTINGS).render(text, str) is None


def test_what_has_been_met_before_is_rendered_the_same() -> None:
    """A shape that other words had first is filled with these words."""
    shapes = Shapes(EXTENSIONS, SETTINGS)
    texts = [
        f'# {words}\n\n<div class="or-x" markdown>\n\n“{words}”, [{words}](a/{number}.md) **said**\n\n</div>\n'
        for number, words in enumerate(("so", "It's 3.5 percent, then", "1986 – and — after", "Größe"))
    ]
    assert [shapes.render(text, str) for text in texts] == [whole(text) for text in texts]


@pytest.mark.parametrize(
    "text",
    [
        "[TOC]",
        "[a]: b.md",
        "```\ncode\n\nmore\n```",
        "<!-- a -->",
        "<div>\n\nx",
        "<div markdown>",
        "a\n===",
        "![a](b.png)",
    ],
)
def test_what_reaches_beyond_its_block_is_not_ours(text: str) -> None:
    """A page with a mark whose meaning depends on the rest of the page is not rendered by its shapes."""
    assert Shapes(EXTENSIONS, SETTINGS).render(f"x\n\n{text}\n\ny\n", str) is None


def test_only_extensions_that_are_known_are_fit() -> None:
    """An extension that might look at words turns shapes off, as does the lack of one that our pages need."""
    assert fit(EXTENSIONS)
    assert fit([f"markdown.extensions.{name}" for name in EXTENSIONS])
    assert not fit([*EXTENSIONS, "smarty"])
    assert not fit([*EXTENSIONS, object()])
    assert not fit(["toc", "attr_list"])


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[MkDocsConfig, Files]]:
    """The sample archive, as MkDocs sees it."""
    config = load_config(str(REPOSITORY / "mkdocs.yml"), plugins=[])
    files = get_files(config)
    for file in files:
        file.inclusion = InclusionLevel.INCLUDED
    yield config, files


def rendered(page: Page) -> tuple[object, ...]:
    """What the theme shows of a page."""
    return page.title, page.content, contents(page.toc)


def contents(items: Any) -> list[Any]:
    """A page's contents."""
    return [(item.title, item.url, item.level, contents(item.children)) for item in items]


def test_every_page_of_the_sample_archive_is_what_mkdocs_makes_of_it(
    site: tuple[MkDocsConfig, Files], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page comes out the same on both roads, and nine in ten of the archive's take the short one."""
    config, files = site
    whole_ones: list[str] = []
    long_road = Page.render

    def render(page: Page, *given: Any) -> None:
        whole_ones.extend([page.file.src_uri] if "generated" in page.meta else [])
        long_road(page, *given)

    renderer, ours = Renderer(config, files), 0
    for file in files.documentation_pages():
        pages = [Page(None, file, config) for _ in range(2)]
        for page in pages:
            page.read_source(config)
        with monkeypatch.context() as patch:
            patch.setattr(Page, "render", render)
            renderer.render(pages[0])
        long_road(pages[1], config, files)
        assert rendered(pages[0]) == rendered(pages[1]), file.src_uri
        ours += "generated" in pages[0].meta
    assert ours > 100
    assert len(whole_ones) < ours / 10, whole_ones


LINKS = (
    "b.md", "b.md#here", "./b.md", "sub/../b.md", "none.md", "/b.md", "sub/c.md?x=1#y", "c.md", "#top", "sub/",
    "b%2Emd", "../b.md", "https://x.example/b.md", "mailto:a@x.example", "sub//c.md", "a.md", "left.md",
)  # fmt: skip


@pytest.mark.parametrize("directories", [True, False])
def test_links_lead_where_mkdocs_leads_them(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, directories: bool
) -> None:
    """Links to pages, anchors, nothing and elsewhere become what MkDocs makes of them, and it says the same of them."""
    (tmp_path / "docs" / "sub").mkdir(parents=True)
    text = "---\ntitle: T\n---\n\n" + "".join(f"[to](<{link}>)\n\n".replace("<", "").replace(">", "") for link in LINKS)
    for name in ("a.md", "b.md", "left.md", "sub/c.md"):
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: T\nuse_directory_urls: {directories}\nplugins: []\nmarkdown_extensions: [attr_list, md_in_html]\n",
        encoding="utf-8",
    )
    config = load_config(str(tmp_path / "mkdocs.yml"))
    files = get_files(config)
    for file in files:
        file.inclusion = InclusionLevel.EXCLUDED if file.name == "left" else InclusionLevel.INCLUDED
    renderer = Renderer(config, files)
    for file in files:
        told = []
        for render in (renderer.render, lambda page: page.render(config, files)):
            page = Page(None, file, config)
            page.read_source(config)
            caplog.clear()
            with caplog.at_level(logging.INFO):
                render(page)
            told.append((rendered(page), [(record.levelno, record.getMessage()) for record in caplog.records]))
        assert told[0] == told[1]


@pytest.mark.parametrize(
    "slugify",
    [
        lambda value, separator: f"a{separator}{value.replace(' ', '')}",  # which holds the words
        lambda value, separator: value[:1].lower(),  # noqa: ARG005 - a slugify is given both; it stands elsewhere, too
        lambda value, separator: str(len(value)),  # noqa: ARG005 - as above
    ],
)
def test_anchors_are_made_as_the_site_says(slugify: Callable[[str, str], str]) -> None:
    """Whatever a site makes anchors of, headings and contents are those of the engine."""
    settings = {"toc": {"slugify": slugify, "permalink": "q"}}
    extensions = ["attr_list", "md_in_html", "tables", "toc"]
    text = "# Ann Quill Lee\n\n## Other quays of hers\n\n## In 2024 { #at }\n\nSaid.\n"
    engine = Markdown(extensions=extensions, extension_configs=settings)
    html = engine.convert(text)
    made = Shapes(extensions, settings).render(text, lambda target: target)
    assert made is not None
    assert made[0] == html
    assert made[1] == engine.toc_tokens  # type: ignore[attr-defined]  # of `toc`


def test_lists_of_any_length_are_made_of_the_same_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list whose lines have been met comes out as the engine has it, and the engine is not asked again."""
    shapes = Shapes(EXTENSIONS, SETTINGS)
    lines = (
        "- [“<bdi>so</bdi>”](#a){: .k }\n",
        '- <span class="r">no</span> [<bdi>it’s 5% (or more).</bdi>](../b.md)\n',
    )
    met, longer = "".join(lines * 2), "**[a](b.md)**\n{: .who }\n\n" + "".join((lines[0], *lines * 30))
    assert shapes.render(met, str) == whole(met)
    shapes.render("**[c](d.md)**\n{: .who }\n\n- x\n", str)
    expected = whole(longer)
    monkeypatch.setattr(Markdown, "convert", None)
    assert shapes.render(longer, str) == expected


def test_lines_that_reach_into_each_other_are_made_together() -> None:
    """Marks that close in another line than they open in mean what they mean to the engine, in any number of lines."""
    shapes = Shapes(EXTENSIONS, SETTINGS)
    for lines in (
        ["*a", "b*", "c", "d*"],
        ["[a", "b](c.md)", "c", "d"],
        ["a  ", "b", "c", "d  "],
        ["- a", "b", "c", "d"],
    ):
        text = "\n".join(lines * 2) + "\n"
        assert shapes.render(text, str) in (None, whole(text))
