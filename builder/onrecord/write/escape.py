"""Article text is data: here it becomes Markdown, front matter or a link target that shows exactly its characters.

Special characters become numeric entities, so that the Markdown stays prose that a person can read, and so that no
Markdown extension, template engine or browser sees syntax where an article had none.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from onrecord.model import Span
from onrecord.write import fragments

_SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MARKS = re.compile(r"[\\`*_{}\[\]<>&#|~^=$@]")
"""What is always syntax: Markdown's, HTML's, Jinja's, and the extensions' own marks."""
_SYNTAX = re.compile(
    _MARKS.pattern + r"|(?<=\+)\+|\+(?=\+)"  # ++keys++
    r"|:(?=[\w+\-]+:)|:(?=//)"  # :emoji: and bare addresses, which some extensions turn into links
    r"|(?<=www)\.",
    re.IGNORECASE,
)
_OPENING = re.compile(r"[-+!?:%/;]|(?<!\w)(?:\(?(?:\d+|[a-z]{1,2}|[ivxlcdm]+))[.)]|\(", re.IGNORECASE)
_CALLABLE_SCHEMES = ("http", "https")
_URL_SAFE = "/:?#@!$&'+,;=-._~%"
_ALLOWED = _URL_SAFE + "()*"
_ADDRESS = re.compile(rf"[{re.escape(_ALLOWED)}A-Za-z0-9]*")


def plain(text: str) -> str:
    """`text` on one line: every run of white space is one space; characters that no page can hold are left out."""
    if text.isprintable():
        return text  # as nearly always: spaces are its only white space
    return _CONTROL.sub("", _SURROGATE.sub("\ufffd", _SPACE.sub(" ", text)))


def shortened(text: str, limit: int = 200) -> str:
    """At most `limit` characters of `text`, cut between words, with "…" where something is left out."""
    text = plain(text)
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"


def inline(text: str) -> Markup:
    """`text` as Markdown for the middle of a line: it renders as its own characters."""
    if text.isalnum():
        return Markup(text)  # noqa: S704  # an id, a number, a word: nothing in it has a meaning
    line = plain(text)
    syntax = _SYNTAX if ":" in line or "+" in line or "www" in line.lower() else _MARKS  # a sixth of the time
    return Markup(syntax.sub(_entity, line))  # noqa: S704  # escaped right here


def block(text: str) -> Markup:
    """`text` as Markdown for the beginning of a line, where "-", "1." or "!!!" would open a block."""
    line = plain(text).lstrip(" ")
    opening = _OPENING.match(line)
    if not opening:
        return inline(line)
    first = "".join(c if c.isalnum() else f"&#{ord(c)};" for c in opening[0])
    return Markup(first) + inline(line[opening.end() :])  # noqa: S704  # escaped right here


def attribute(text: str) -> Markup:
    """`text` for the inside of a quoted HTML attribute, or of an `attr_list`."""
    line = inline(text)
    if line.isalnum():
        return line
    return Markup(str(line).replace('"', "&#34;").replace("'", "&#39;"))  # noqa: S704  # escaped right here


def heading(text: str) -> str:
    """`text` for `title` and `description` in front matter, which themes put into HTML as they are.

    Only what HTML would take for something else is escaped, so most titles stay as printed.
    """
    line = plain(text).strip()
    if html.unescape(line) != line:
        line = line.replace("&", "&amp;")
    return line.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@lru_cache(maxsize=2**8)
def url(address: str | None) -> Markup | None:
    """`address` as the target of a Markdown link, or None: only http and https addresses lead out of the archive."""
    if not address:
        return None
    address = plain(address).strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in _CALLABLE_SCHEMES or not parts.hostname:
        return None
    return Markup(quote(address, safe=_URL_SAFE).replace("&", "&amp;"))  # noqa: S704  # percent-encoded right here


def encoded(address: str) -> str:
    """`address`, percent-encoded where it has what no address may have."""
    return address if _ADDRESS.fullmatch(address) else quote(address, safe=_ALLOWED)


def text_fragment(address: str | None, words: str) -> Markup | None:
    """The link to the place of `words` in the page at `address` (`#:~:text=`), or None where that cannot be linked."""
    return _leading(address, fragments.directive(words))


def passage(address: str | None, text: str, content: Span) -> Markup | None:
    """The same for a place in an article's text: the words are told from the same ones further up."""
    return _leading(address, fragments.within(text, content)) if url(address) else None


def _leading(address: str | None, directive: str) -> Markup | None:
    target = url(address)
    if target is None or not directive:
        return target
    return target + Markup(("" if "#" in target else "#") + directive)  # noqa: S704  # percent-encoded


def domain(address: str | None) -> str:
    """The host of an address without "www.", for showing; "" where there is none."""
    if url(address) is None:
        return ""
    return (urlsplit(plain(address or "").strip()).hostname or "").removeprefix("www.")


def _entity(found: re.Match[str]) -> str:
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(found[0], f"&#{ord(found[0])};")
