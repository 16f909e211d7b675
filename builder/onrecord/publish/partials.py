"""Parts of the theme that are the same on thousands of pages, like its menu and its tabs, rendered once.

Nothing here knows what a template shows. Each part is rendered with nobody in place of the page, who tells nothing of
itself: a template that asks is rendered for each page, as ever. What else it looks at is noted, and what was made is
used for a page for which all that is the same: where it is, as far as relative addresses tell, words in the site's
language, variables. The words are said once likewise.
"""

from __future__ import annotations

import contextlib
import posixpath
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple, NoReturn

import jinja2
from jinja2 import meta, nodes, pass_context
from jinja2.runtime import Context, Macro, Undefined
from jinja2.utils import missing
from mkdocs.utils import normalize_url

_PARTS = ("partials/", ".icons/")
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


class _Frame(NamedTuple):
    """What a template is included with, where a context has not been made of it yet."""

    shared: Mapping[str, object]
    own: Mapping[str, object]

    def get(self, name: str) -> object:
        """A variable; `missing` if there is none."""
        found = self.own.get(name, missing)
        return self.shared.get(name, missing) if found is missing else found

    def all(self) -> dict[str, object]:
        """All variables."""
        return {**self.shared, **{name: value for name, value in self.own.items() if value is not missing}}


class _Keeper:
    """Gives templates to those that include them, and the filter `url`."""

    def __init__(self, environment: jinja2.Environment, same: Mapping[str, object]) -> None:
        self.environment = environment
        self.same = {**environment.globals, **same}
        self.seen: _Seen | None = None
        self.loaded: list[str] = []
        self.page: Any = None
        self._get = environment.get_template
        self._templates: dict[str, Any] = {}
        self._names: dict[str, Sequence[str]] = {}
        self._select = environment.select_template
        environment.select_template = self.select  # type: ignore[method-assign]  # templates ask for others by these
        environment.get_template = self.get  # type: ignore[method-assign]  # as above
        environment.filters["url"] = self.url

    def get(self, name: Any, *given: Any, **more: Any) -> Any:
        """A template, as the environment gives it; one that rather keeps what it renders for the parts."""
        found = self._templates.get(name) if isinstance(name, str) else None
        if found is None:
            found = self._get(name, *given, **more)
            if isinstance(name, str):
                found = self._templates[name] = _Part(self, found) if name.startswith(_PARTS) else found
        if self.seen is not None:
            self.loaded.append(str(found.name))
            return found.template if isinstance(found, _Part) else found
        return found

    def names(self, template: str) -> Sequence[str]:
        """The variables that a template looks at."""
        if template not in self._names:
            loader: Any = self.environment.loader
            source = self.environment.parse(loader.get_source(self.environment, template)[0])
            self._names[template] = sorted(meta.find_undeclared_variables(source))
        return self._names[template]

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
        self.template = template
        self._keeper = keeper
        self._seen: _Seen | None = None
        self._leads: frozenset[str] = frozenset()
        self._names: list[tuple[str, object]] = []
        self._kept: dict[tuple[object, ...], str] = {}
        self._said: dict[tuple[object, ...], str] = {}
        self._macros: set[str] = set()
        self._asks = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.template, name)

    def new_context(self, vars: Any = None, shared: bool = False, locals: Any = None) -> Any:  # noqa: A002 - Jinja's
        """What the template is included with: no context yet, as it is needed for few."""
        return _Frame(vars, locals or {}) if shared else self.template.new_context(vars, shared, locals)

    def root_render_func(self, given: Any) -> Iterator[str]:
        """What the template makes, for whoever includes it."""
        frame = given if isinstance(given, _Frame) else _Frame(given.get_all(), {})
        try:
            made = None if self._asks or not frame.get("page") else self._made(frame)
        except Exception:  # noqa: BLE001 - of whatever goes wrong the page itself shall tell
            made, self._asks = None, True
        if made is None:
            context = self.template.new_context(frame.all(), shared=True) if frame is given else given
            made = "".join(self.template.root_render_func(context))
        yield made

    def make_module(self, vars: Any = None, shared: bool = False, locals: Any = None) -> Any:  # noqa: A002 - Jinja's
        """The template's macros, for whoever imports it."""
        if not shared or self._keeper.seen is not None:
            return self.template.make_module(vars, shared, locals)
        return _Words(self, _Frame(vars, locals or {}), self._macros)

    def said(self, name: str, given: tuple[object, ...], frame: _Frame, key: tuple[object, ...] | None) -> str:
        """What a macro says to whoever has imported it with this key.

        Raises:
            _AskedError: it is not the same for all pages that are like this one.
        """
        if self._asks or not all(isinstance(one, str) for one in given):
            raise _AskedError
        if (found := self._said.get((name, given, key))) is not None:
            return found
        try:
            seen, made = self._learned(frame, partial(self._say, name, given))
            self._note(seen)
        except Exception as error:
            self._asks = True
            raise _AskedError from error
        self._said[name, given, self._key(frame)] = made
        return made

    def _say(self, name: str, given: tuple[object, ...], context: Context) -> Iterator[str]:
        yield getattr(self.template.make_module(context.get_all(), shared=True), name)(*given)

    def key(self, frame: _Frame) -> tuple[object, ...] | None:
        """All that the part looks at, as this page has it; None if that is not known, or it asks the page."""
        return None if self._asks or self._seen is None else self._key(frame)

    def _made(self, frame: _Frame) -> str:
        if self._seen is not None and (kept := self._kept.get(self._key(frame))) is not None:
            return kept
        seen, made = self._learned(frame, self.template.root_render_func)
        self._note(seen)
        self._kept[self._key(frame)] = made
        return made

    def _note(self, seen: _Seen) -> None:
        """Note what the template looked at, the first time."""
        if self._seen is None:
            self._seen, self._leads = seen, frozenset(lead for url in seen.urls for lead in _leads(url))
            names = (name for name in seen.names if name not in ("page", "lang"))
            self._names = [(name, self._keeper.same.get(name, missing)) for name in names]
        if seen != self._seen:
            raise _AskedError  # it asks of one page what it does not ask of another

    def _learned(self, frame: _Frame, render: Callable[[Context], Iterator[str]]) -> tuple[_Seen, str]:
        """What the template makes for nobody, and what it looked at."""
        keeper, seen, given = self._keeper, _Seen(), frame.all()
        known = {**given, "page": _Nobody(), "lang": _Language(given.get("lang"), seen)}
        loaded = [str(self.template.name)]
        outer = keeper.seen, keeper.page, keeper.loaded
        keeper.seen, keeper.page, keeper.loaded = seen, given["page"], loaded
        try:
            made = "".join(render(self.template.new_context(known, shared=True)))
        finally:
            keeper.seen, keeper.page, keeper.loaded = outer
        for name in dict.fromkeys(loaded):
            seen.names |= dict.fromkeys(keeper.names(name))
        return seen, made

    def _key(self, frame: _Frame) -> tuple[object, ...]:
        """All that the part looks at, as this page has it."""
        page: Any = frame.get("page")
        seen = self._seen or _Seen()
        return (
            _place(page.url, self._leads) if seen.urls else "",
            *(_spoken(frame.get("lang"), seen.words) if seen.words else ()),
            *(_plain(frame.get(name), same) for name, same in self._names),
        )


class _Words:
    """The macros that a page has imported, each said once for all pages that are like it."""

    def __init__(self, part: _Part, frame: _Frame, macros: set[str]) -> None:
        self._part = part
        self._frame = frame
        self._macros = macros
        self._module: Any = None
        self.key = part.key(frame)

    def __getattr__(self, name: str) -> Any:
        if name not in self._macros:
            found = getattr(self._own(), name)
            if not isinstance(found, Macro):
                return found
            self._macros.add(name)
        return partial(self._said, name)

    def __str__(self) -> str:
        return str(self._own())

    def _said(self, name: str, *given: object, **more: object) -> object:
        if not more:
            with contextlib.suppress(_AskedError):
                return self._part.said(name, given, self._frame, self.key)
        return getattr(self._own(), name)(*given, **more)

    def _own(self) -> Any:
        """The macros as they are without us."""
        if self._module is None:
            self._module = self._part.template.make_module(self._frame.all(), shared=True)
        return self._module


def _spoken(words: object, asked: Iterable[tuple[str, tuple[object, ...]]]) -> tuple[object, ...]:
    """What is said where somebody asks for these words, or what it all follows from."""
    if isinstance(words, _Words) and words.key is not None:
        return words.key
    return tuple(getattr(words, name)(*given) for name, given in asked)


def _leads(url: str) -> Iterator[str]:
    """The addresses that a relative one may go through on its way from a page to `url`."""
    parts = posixpath.normpath(f"/{url}").strip("/").split("/")
    return ("/".join(parts[:number]) for number in range(1, len(parts) + 1))


def _place(url: str, leads: Container[str]) -> tuple[str, bool]:
    """Where a page is, as far as addresses relative to it tell: in its folder, unless they lead through itself."""
    own = url.strip("/")
    folder, _, name = own.rpartition("/")
    if own in leads or "/." in f"/{own}" or "//" in own or not own:
        return url, True
    return f"{folder}/", "." in name and not url.endswith("/")


def _plain(value: object, same: object) -> object:
    """A variable's value as what is equal for the same value only. `same` is the value that needs no comparing."""
    if value is same:
        return ()
    if value is missing or isinstance(value, Undefined):
        return None
    return _told(value)


def _told(value: object) -> object:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list | tuple):
        return list, *map(_told, value)
    if isinstance(value, dict):
        return dict, *((_told(key), _told(one)) for key, one in value.items())
    if value is None or isinstance(value, int | float):
        return type(value), repr(value)
    raise _AskedError
