"""Article text is shown as its own characters, whatever syntax it looks like."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from urllib.parse import quote

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.write import escape, front_matter

EXTENSIONS = (
    "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables", "toc",
    "wikilinks", "pymdownx.betterem", "pymdownx.caret", "pymdownx.critic", "pymdownx.details", "pymdownx.emoji",
    "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark",
    "pymdownx.snippets", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde",
    "pymdownx.blocks.admonition",
)  # fmt: skip
SYNTAX = (
    "<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "[x](javascript:alert(1))", "{{ 7*7 }}",
    "{% raw %}", "{# no #}", "**bold**", "__b__", "_i_", "`code`", "```", "~~~", "# Heading", "## H", "- item",
    "* item", "+ item", "1. one", "2) two", "a. b", "(i) c", "> quote", "---", "***", "===", "| a | b |", "|---|---|",
    "!!! note", "??? note", "[TOC]", "[^1]", "[^1]: note", "*[HTML]: x", "[ref]: http://x.example", "![i](x.png)",
    "{: .cls #id onclick=x }", "{ .cls }", ":smile:", "++ctrl++", "^^ins^^", "~~del~~", "==mark==", "H~2~O",
    "{++add++}", "https://x.example/a_b", "www.x.example", "me@x.example", "@user", "#12", "&copy;", "&#60;",
    "&lt;b&gt;", "<!-- c -->", "</div>", "<div markdown>", '--8<-- "file"', ": definition", "/// note", "[[wiki]]",
    "- [ ] task", "    indented", "\\*", "<http://x.example>", "%}", "}}", "<?php", "]]>", "$x$", "http://", ":a:b:",
    "term\n: def", "a\n===", "a\n---", "x\n\n\ty", "\x02klzzwxh:0000\x03",
)  # fmt: skip

pieces = st.one_of(st.sampled_from(SYNTAX), st.text(max_size=12), st.sampled_from(list(" \n\t.,:;'\"“”")))
hostile = st.lists(pieces, max_size=8).map("".join)


class Seen(HTMLParser):
    """Collects the text and the tags of rendered HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.tags: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a tag and the names of its attributes."""
        self.tags.append((tag, tuple(sorted(name for name, _ in attrs))))

    def handle_data(self, data: str) -> None:
        """Notes text."""
        self.text.append(data)


def shown(source: str) -> Seen:
    """What a browser shows of Markdown."""
    seen = Seen()
    seen.feed(markdown.markdown(source, extensions=list(EXTENSIONS)))
    seen.close()
    return seen


def characters(text: str) -> str:
    """`text` without white space, and without what no page can hold."""
    return re.sub(r"\s+", "", escape.plain(text))


@settings(max_examples=150)
@given(hostile)
def test_a_paragraph_shows_its_own_characters(text: str) -> None:
    """Any text becomes a plain paragraph of exactly its characters, inside and outside our own blocks."""
    paragraph = escape.block(text)
    inner = f'<div class="or-note" markdown>\n{paragraph}\n</div>'
    seen = shown(f'<div class="or-article" markdown>\n\n{paragraph}\n\n{inner}\n</div>')
    assert characters("".join(seen.text)) == characters(text) * 2
    assert {tag for tag, _ in seen.tags} <= {"div", "p"}
    assert {names for tag, names in seen.tags if tag == "p"} <= {()}


@settings(max_examples=100)
@given(hostile)
def test_text_within_a_line_stays_text(text: str) -> None:
    """In a heading, a link's label, a list item and a marked quotation, text stays what it is."""
    label = escape.inline("x" + text + "x")
    seen = shown(f'# {label}\n\n- [{label}](a.md) · <mark class="or-q" id="q-1">{label}</mark>\n\n> “{label}”\n')
    assert characters("".join(seen.text)) == characters(f"x{text}xx{text}x·x{text}x“x{text}x”")
    assert [tag for tag, _ in seen.tags] == ["h1", "ul", "li", "a", "mark", "blockquote", "p"]


@settings(max_examples=100)
@given(hostile)
def test_a_title_is_safe_in_a_head(title: str) -> None:
    """Themes put the title into HTML as it is: it holds no tag and no quote, and reads as printed."""
    safe = escape.heading(title)
    assert not set(safe) & set('<>"')
    assert html.unescape(safe) == escape.plain(title).strip()


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from(["title", "outlet", "story"]), hostile), st.lists(hostile, max_size=3))
def test_front_matter_holds_any_text(values: dict[str, str], authors: list[str]) -> None:
    """Front matter reads back as what was put in, and nothing in it ends it early."""
    meta = {
        **{key: escape.plain(value) for key, value in values.items()},
        "authors": [escape.plain(a) for a in authors],
    }
    page = front_matter.page(meta, "body")
    head, _, body = page.removeprefix("---\n").partition("\n---\n")
    read = yaml.safe_load(head)
    assert body.strip() == "body"
    assert {key: value for key, value in read.items() if key != "generated"} == {k: v for k, v in meta.items() if v}
    assert front_matter.untouched(page)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//x.example", "ftp://x.example", "", "http://", "x", "http://[x"],
)
def test_only_web_addresses_are_linked(address: str) -> None:
    """An address that is no http or https address is never linked."""
    assert escape.url(address) is None
    assert escape.text_fragment(address, "words") is None


@pytest.mark.parametrize(
    "address",
    [
        "https://x.example/a?b=1&copy=2",
        'https://x.example/")onclick=x(',
        "https://x.example/a b)c](d",
        "https://x.example/<script>",
        "https://x.example/_a_*b*`c`\\",
    ],
)
def test_a_web_address_stays_one_link(address: str) -> None:
    """Whatever characters an address has, the link ends where it ends and leads where it says."""
    seen = shown(f"[x]({escape.url(address)})")
    assert [tag for tag, _ in seen.tags] == ["p", "a"]
    assert "".join(seen.text) == "x"


def test_a_text_fragment_names_both_ends_of_a_long_passage() -> None:
    """The link to the original's place carries the first and last words, hyphens and commas encoded."""
    found = escape.text_fragment(
        "https://x.example/a", "One-two three, four five six seven eight nine ten eleven twelve"
    )
    assert (
        found
        == "https://x.example/a#:~:text=One%2Dtwo%20three%2C%20four%20five%20six,eight%20nine%20ten%20eleven%20twelve"
    )


@pytest.mark.parametrize(
    "text", ["a::b", ":smile:", "a:b", "++key++", "a+b", "http://x.y", "WWW.x.y", "www.x", "a & b: *c*"]
)
def test_marks_are_found_whatever_stands_beside_them(text: str) -> None:
    """Marks that are syntax in some places only are looked for wherever one of them may be."""
    alone = {"a:b": "a:b", "a+b": "a+b", "www.x": "www&#46;x", "a & b: *c*": "a &amp; b: &#42;c&#42;"}
    found = str(escape.inline(text))
    assert html.unescape(found) == text
    assert found == alone.get(text, found)
    assert (found == text) == (text in ("a:b", "a::b", "a+b"))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_an_address_has_only_what_addresses_may_have(address: str) -> None:
    """An address of the archive is percent-encoded where it has to be, and nowhere else."""
    assert escape.encoded(address) == quote(address, safe="/:?#@!$&'()*+,;=-._~%")
    assert escape.encoded("articles/harvest-fair/#q-1f") == "articles/harvest-fair/#q-1f"
