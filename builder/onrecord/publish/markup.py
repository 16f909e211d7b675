"""What Material's templates get wrong in HTML, mended in the finished page. Harmless, yet no page is valid with it.

Only tags are touched: a `<` of an article's is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence

_FAULTS: Sequence[tuple[str, str]] = (
    # A checkbox has nothing to complete.
    ('<input class="md-toggle"', ' autocomplete="off"'),
    # The label of a section in the menu, which is reached by its checkbox's keys.
    ('<label class="md-nav__link"', ' tabindex=""'),
)
"""How a tag begins, and what is wrong in it."""
_CONTENTS = '<label class="md-nav__title"', ' for="__toc"'
"""The label of a page's contents: of nothing on a page that is not in the menu, where there is no box to tick."""


def mended(html: str) -> str:
    """The page, valid as far as its theme is concerned."""
    for start, fault in _FAULTS:
        html = _without(html, start, fault)
    return html if 'id="__toc"' in html else _without(html, *_CONTENTS)


def _without(html: str, start: str, fault: str) -> str:
    """The page without this in any tag that begins so: found by plain words, at a third of what patterns cost."""
    before, *tags = html.split(start)
    return start.join([before, *(_tag_without(tag, fault) for tag in tags)])


def _tag_without(text: str, fault: str) -> str:
    tag, end, rest = text.partition(">")
    return f"{tag.replace(fault, '', 1)}{end}{rest}" if fault in tag else text
