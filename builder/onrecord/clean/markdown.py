"""Markdown taken off a body: what remains are the words, and which line is a heading."""

from __future__ import annotations

import re

from onrecord.clean.page import Line

_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<text>.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:(?P<first>=+)|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)[\w+-]*[ \t]*$")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_BULLET = re.compile(r"[ \t]*[*+-][ \t]+(?=\S)")
_NUMBERED = re.compile(r"[ \t]*\d{1,9}[.)][ \t]+(?=\S)")
_PICTURE = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\([^()\n]*\)")
_DEFINITION = re.compile(r" {0,3}\[[^\[\]\s][^\[\]]*\]:[ \t]*\S+(?:[ \t]+[\"'(].*)?$")

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(`{1,3})([^`\n]+)\1"), r"\2"),
    (_PICTURE, r"\g<alt>"),
    (re.compile(r"\[([^\[\]]+)\]\((?:[^()\s]|\([^()\s]*\))*(?:[ \t]+(?:\"[^\"]*\"|'[^']*'))?\)"), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>"), r"\1"),
    (re.compile(r"\*\*(?=[^\s*])([^*\n]+)(?<=\S)\*\*"), r"\1"),
    (re.compile(r"(?<!\w)__(?=[^\s_])([^_\n]+)(?<=\S)__(?!\w)"), r"\1"),
    (re.compile(r"(?<!\*)\*(?=[^\s*])([^*\n]+)(?<=\S)\*(?!\*)"), r"\1"),
    (re.compile(r"(?<!\w)_(?=[^\s_])([^_\n]+)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"~~(?=\S)([^~\n]+)(?<=\S)~~"), r"\1"),
)
_KEPT = 0xE000
"""Escaped characters hide in Unicode's private area while the rest is taken off."""


def words_of(text: str) -> str:
    """`text` without the marks of emphasis, links, pictures and code; a link's words stay, brackets of others too."""
    if not re.search(r"[\\`*_\[<~]", text):
        return text
    hidden = _ESCAPED.sub(lambda match: chr(_KEPT + ord(match[1])), text)
    for pattern, replacement in _INLINE:
        hidden = pattern.sub(replacement, hidden)
    if hidden is text or hidden == text:
        return text
    return re.sub("[\ue020-\ue07f]", lambda match: chr(ord(match[0]) - _KEPT), hidden)


def lines_of(body: str) -> list[Line]:
    """The lines of a Markdown body. Rules, fences, link definitions and lone pictures come as dropped lines.

    A line flows on into the next one of its block, unless two spaces or a backslash end it; each item of a list is a
    paragraph; a quoted line is one like any other.
    """
    lines: list[Line] = []
    block = 0
    for raw in body.split("\n"):
        text = _without(_QUOTE, raw)
        if not text.strip():
            block += 1
        elif _underlines(text, lines, block):
            lines[-1].heading = 1 if "=" in text else 2
            lines[-1].flows = False
            block += 1
        else:
            if (_HEADING.match(text) or _is_item(text)) and lines:
                lines[-1].flows = False
            lines.append(_line(text, block))
            block += bool(lines[-1].heading)
    return lines


def _underlines(text: str, lines: list[Line], block: int) -> bool:
    """Whether `text` makes a heading of the line above it."""
    if not lines or lines[-1].block != block or lines[-1].role != "body" or lines[-1].heading:
        return False
    return bool(_UNDERLINE.match(text))


def _without(opening: re.Pattern[str], text: str) -> str:
    """`text` without what it opens with."""
    match = opening.match(text)
    return text[match.end() :] if match else text


def _is_item(text: str) -> bool:
    return bool(_BULLET.match(text) or _NUMBERED.match(text))


def _line(text: str, block: int) -> Line:
    heading = _HEADING.match(text)
    if heading and heading["text"]:
        return Line(words_of(heading["text"].strip()), block, heading=len(heading["marks"]))
    for pattern, reason in ((_RULE, "separator"), (_FENCE, "markup"), (_DEFINITION, "link address")):
        if pattern.match(text):
            return Line(text.strip(), block, role="dropped", detail=reason)
    if _PICTURE.fullmatch(text.strip()):
        return Line(text.strip(), block, role="dropped", detail="picture")
    hard = text.endswith(("  ", "\\"))
    bare = text.strip().removesuffix("\\") if text.endswith("\\") else text.strip()
    words = words_of(_without(_BULLET, bare)).strip()
    if not words:
        return Line(text.strip(), block, role="dropped", detail="markup")
    return Line(words, block, flows=not hard)
