"""Parts of the theme that are the same on thousands of pages, like its menu and its tabs, rendered once.

Nothing here knows what a template shows. Each part is rendered with nobody in place of the page, who tells nothing of
itself: a template that asks is rendered for each page, as ever. What else it looks at is noted, and what was made is
used for a page for which all that is the same: addresses relative to it, words in the site's language, variables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

import jinja2
from jinja2 import meta, nodes, pass_context
from jinja2.runtime import Context, Undefined
from jinja2.utils import missing
from mkdocs.utils import normalize_url

_PARTS = "partials/"
"""Where themes have the templates that others include. A site may have its own."""

_CHANGING = frozenset(
    {"append", "clear", "extend", "insert", "pop", "popitem", "remove", "reverse", "setdefault", "sort", "update"}
)
"""Methods by which a template may change what others see."""


class _AskedError(Exception):
    """A template asks a page something, or looks at what cannot be compared."""


class _Nobody:
    """Stands for the page: equal to none in the menu, as no page is that stands in none."""

    def _asked(self, *_: object) -> NoReturn:
        raise _AskedError

    __getattr__ = __getitem__ = __str__ = __repr__ = __format__ = __hash__ = __len__ = __iter__ = _asked


@dataclass(slots=True)
class _Seen:
    """What a part looked at: variables, addresses that it made relative, words in the site's language."""

    names: dict[str, None] = field(default_factory=dict)
    urls: dict[str, None] = field(default_factory=dict)
    words: dict[tuple[str, tuple[object, ...]], None] = field(default_factory=dict)


class _Language:
    """The module of words, noting what is asked of it."""

    def __init__(self, words: object, seen: _Seen) -> None:
        self._words = words
        self._seen = seen

    def __getattr__(self, name: str) -> Callable[..., object]:
        def said(*given: object) -> object:
            if not all(isinstance(one, str) for one in given):
                raise _AskedError
            self._seen.words[name, given] = None
            return getattr(self._words, name)(*given)

        return said


def keep(environment: jinja2.Environment, same: Mapping[str, object], own: list[str]) -> None:
    """Have an environment render the parts once for all pages that are like each other.

    Args:
        environment: of a theme, for pages that stand in no menu.
        same: variables of all pages' contexts that are the same for all.
        own: the sources of the site's own templates.
    """
    if not environment.autoescape and not any(map(_changes, map(environment.parse, own))):
        _Keeper(environment, same)


def _changes(template: nodes.Template) -> bool:
    """Whether a template may change what is the same for all pages."""
    called = (call.node for call in template.find_all(nodes.Call))
    return any(isinstance(node, nodes.Getattr) and node.attr in _CHANGING for node in called)


class _Keeper:
    """Gives templates to those that include them, and the filter `url`."""

    def __init__(self, environment: jinja2.Environment, same: Mapping[str, object]) -> None:
        self.environment = environment
        self.same = same
        self.seen: _Seen | None = None
        self.loaded: list[str] = []
        self.page: Any = None
        self._get = environment.get_template
        self._parts: dict[str, _Part] = {}
        self._select = environment.select_template
        environment.select_template = self.select  # type: ignore[method-assign]  # templates ask for others by these
        environment.get_template = self.get  # type: ignore[method-assign]  # as above
        environment.filters["url"] = self.url

    def get(self, name: Any, *given: Any, **more: Any) -> Any:
        """A template, as the environment gives it; one that rather keeps what it renders for the parts."""
        template = self._get(name, *given, **more)
        if self.seen is not None:
            self.loaded.append(str(template.name))
        elif str(template.name).startswith(_PARTS):
            if name not in self._parts:
                self._parts[name] = _Part(self, template)
            return self._parts[name]
        return template

    def select(self, *given: Any, **more: Any) -> jinja2.Template:
        """The first template that there is, of which a part is not asked: another page may have another."""
        if self.seen is not None:
            raise _AskedError
        return self._select(*given, **more)

    @pass_context
    def url(self, context: Context, value: object) -> str:
        """MkDocs' filter."""
        page = context["page"]
        if self.seen is not None and isinstance(page, _Nobody):
            self.seen.urls[str(value)] = None
            page = self.page
        return normalize_url(str(value), page=page, base=context["base_url"])


class _Part:
    """A template that keeps what it has rendered."""

    def __init__(self, keeper: _Keeper, template: jinja2.Template) -> None:
        self._keeper = keeper
        self._template = template
        self._loader: Any = keeper.environment.loader
        self._seen: _Seen | None = None
        self._kept: dict[tuple[object, ...], list[str]] = {}
        self._asks = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)

    def root_render_func(self, context: Context) -> Iterator[str]:
        """What the template makes, for whoever includes it."""
        try:
            made = None if self._asks or not context.get("page") else self._made(context)
        except Exception:  # noqa: BLE001 - of whatever goes wrong the page itself shall tell
            made, self._asks = None, True
        yield from self._template.root_render_func(context) if made is None else made

    def _made(self, context: Context) -> list[str]:
        if self._seen is not None and (kept := self._kept.get(self._key(context))) is not None:
            return kept
        seen, made = self._learned(context)
        if self._seen is None:
            self._seen = seen
        if seen != self._seen:
            raise _AskedError  # it asks of one page what it does not ask of another
        self._kept[self._key(context)] = made
        return made

    def _learned(self, context: Context) -> tuple[_Seen, list[str]]:
        """What the template makes for nobody, and what it looked at."""
        keeper, seen = self._keeper, _Seen()
        known = {**context.get_all(), "page": _Nobody(), "lang": _Language(context.get("lang"), seen)}
        keeper.seen, keeper.page, keeper.loaded = seen, context["page"], [str(self._template.name)]
        try:
            made = list(self._template.root_render_func(self._template.new_context(known, shared=True)))
        finally:
            keeper.seen = None
        for name in dict.fromkeys(keeper.loaded):
            source = self._loader.get_source(keeper.environment, name)[0]
            seen.names |= dict.fromkeys(sorted(meta.find_undeclared_variables(keeper.environment.parse(source))))
        return seen, made

    def _key(self, context: Context) -> tuple[object, ...]:
        """All that the part looks at, as this page has it."""
        page, base, lang = context["page"], context["base_url"], context.get("lang")
        seen = self._seen or _Seen()
        return (
            *(normalize_url(url, page=page, base=base) for url in seen.urls),
            *(getattr(lang, name)(*given) for name, given in seen.words),
            *(self._plain(name, context.resolve_or_missing(name)) for name in seen.names),
        )

    def _plain(self, name: str, value: object) -> str:
        """A variable's value as text that is the same for the same value only."""
        if name in ("page", "lang") or value is missing or isinstance(value, Undefined):
            return ""
        if (
            self._keeper.same.get(name, missing) is value
            or self._keeper.environment.globals.get(name, missing) is value
        ):
            return ""
        return _told(value)


def _told(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_told, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_told(key)}: {_told(one)}' for key, one in value.items())}}}"
    if value is None or isinstance(value, str | int | float):
        return repr(value)
    raise _AskedError
