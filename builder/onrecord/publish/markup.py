"""What Material's templates get wrong in HTML, mended in the finished page. Harmless, yet no page is valid with it.

Only tags are touched: a `<` of an article's is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_FAULTS: Sequence[tuple[re.Pattern[str], str]] = (
    # A checkbox has nothing to complete.
    (re.compile(r'(<input class="md-toggle"[^<>]*?) autocomplete="off"'), r"\1"),
    # The label of a section in the menu, which is reached by its checkbox's keys.
    (re.compile(r'(<label class="md-nav__link"[^<>]*?) tabindex=""'), r"\1"),
)
_CONTENTS = re.compile(r'(<label class="md-nav__title") for="__toc"')
"""The label of a page's contents: of nothing on a page that is not in the menu, where there is no box to tick."""


def mended(html: str) -> str:
    """The page, valid as far as its theme is concerned."""
    for fault, right in _FAULTS:
        html = fault.sub(right, html)
    return html if 'id="__toc"' in html else _CONTENTS.sub(r"\1", html)
