"""Parts of the theme that are the same on thousands of pages, like its menu and its tabs, rendered once.

Nothing here knows what a template shows. Each part is rendered with nobody in place of the page, who tells nothing of
itself: a template that asks is rendered for each page, as ever. What else it looks at is noted, and what was made is
used for a page for which all that is the same: where it is, as far as relative addresses tell, words in the site's
language, variables. The words are said once likewise.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import jinja2
from jinja2 import meta, nodes, pass_context
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from mkdocs.utils import normalize_url
from mkdocs.utils.templates import script_tag_filter

from onrecord.publish.kept import AskedError, Frame, Kept, Nobody, Seen, Words
from onrecord.publish.regions import Divider, looked_up

_PARTS = ("partials/", ".icons/")
"""Where themes have the templates that others include. A site may have its own."""

_CHANGING = frozenset(
    {"append", "clear", "extend", "insert", "pop", "popitem", "remove", "reverse", "setdefault", "sort", "update"}
)
"""Methods by which a template may change what others see."""

_METHODS = frozenset(dir(dict))


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
    """Gives templates to those that include them, and the filters that make addresses relative."""

    def __init__(self, environment: jinja2.Environment, same: Mapping[str, object]) -> None:
        self.environment = environment
        self.same: Mapping[str, object] = {**environment.globals, **same}
        self.seen: Seen | None = None
        self.page: Any = None
        self.looked: list[Sequence[str]] = []
        self._get = environment.get_template
        self._templates: dict[str, Any] = {}
        self._known: dict[str, _Source] = {}
        self._select = environment.select_template
        environment.select_template = self.select  # type: ignore[method-assign]  # templates ask for others by these
        environment.get_template = self.get  # type: ignore[method-assign]  # as above
        environment.filters["url"] = self.url
        if environment.filters.get("script_tag") is script_tag_filter:
            environment.filters["script_tag"] = self.script_tag
        self._attribute = environment.getattr
        environment.getattr = self.attribute  # type: ignore[method-assign,assignment]  # as above
        self.divider = Divider(environment, self._looked_at)
        if environment.cache is not None:
            environment.cache.clear()  # of what was compiled without us

    def get(self, name: Any, *given: Any, **more: Any) -> Any:
        """A template, as the environment gives it; one that rather keeps what it renders for the parts."""
        found = self._templates.get(name) if isinstance(name, str) else None
        if found is None:
            found = self._get(name, *given, **more)
            if isinstance(name, str):
                found = self._templates[name] = self._keeping(name, found)
        if self.seen is not None:
            self.look(str(found.name))
            return found.template if isinstance(found, _Part) else found
        return found

    def _keeping(self, name: str, template: jinja2.Template) -> Any:
        """A template whose blocks are kept, and all of it if it is a part."""
        template.globals = dict(template.globals)  # a chain of dictionaries is looked through key by key
        for block, render in template.blocks.items():
            if not isinstance(render, _Block):
                template.blocks[block] = _Block(self, self.divider.blocks[str(template.name), block], render)
        return _Part(self, template) if name.startswith(_PARTS) else template

    def look(self, template: str) -> None:
        """Note that a template is used."""
        self.looked.append(sorted(self._source(template).names))

    def _source(self, template: str) -> _Source:
        if template not in self._known:
            loader: Any = self.environment.loader
            source = self.environment.parse(loader.get_source(self.environment, template)[0])
            names = frozenset(looked_up(source.body, self.environment))
            self._known[template] = _Source(names, [*meta.find_referenced_templates(source)])
        return self._known[template]

    def _looked_at(self, template: str) -> frozenset[str] | None:
        """The variables that a template looks at, and those that it includes; None where that is not known."""
        names: set[str] = set()
        known: list[str | None] = [template]
        for name in known:  # which grows
            try:
                source = self._source(name) if name else None
            except jinja2.TemplateError:
                source = None  # of which whoever includes it shall tell
            if source is None:
                return None
            names |= source.names
            known += [other for other in source.others if other not in known]
        return frozenset(names)

    def attribute(self, value: Any, name: str) -> Any:
        """What `value.name` is to a template; front matter, which is asked most, is asked for entries alone."""
        if type(value) is dict and name not in _METHODS:
            found = value.get(name, missing)
            return self.environment.undefined(obj=value, name=name) if found is missing else found
        try:
            return getattr(value, name)
        except AttributeError:
            return self._attribute(value, name)

    def select(self, *given: Any, **more: Any) -> jinja2.Template:
        """The first template that there is, of which a part is not asked: another page may have another."""
        if self.seen is not None:
            raise AskedError
        return self._select(*given, **more)

    @pass_context
    def url(self, context: Context, value: object) -> str:
        """MkDocs' filter."""
        page = context["page"]
        if self.seen is not None and isinstance(page, Nobody):
            self.seen.urls[str(value)] = None
            page = self.page
        return normalize_url(str(value), page=page, base=context["base_url"])

    @pass_context
    def script_tag(self, context: Any, script: Any) -> str:
        """MkDocs' filter."""
        if self.seen is None or not isinstance(context["page"], Nobody):
            return script_tag_filter(context, script)
        self.seen.urls[str(script)] = None
        return script_tag_filter(context.derived({"page": self.page}), script)


class _Source(NamedTuple):
    """The variables that a template looks at, and the templates that it names; None for any that it tells late."""

    names: frozenset[str]
    others: list[str | None]


class _Part(Kept):
    """A template that keeps what it has rendered."""

    def __init__(self, keeper: _Keeper, template: jinja2.Template) -> None:
        super().__init__(keeper)
        self.template = template
        self._learning = keeper
        self._said: dict[tuple[object, ...], str] = {}
        self._macros: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.template, name)

    def new_context(self, vars: Any = None, shared: bool = False, locals: Any = None) -> Any:  # noqa: A002 - Jinja's
        """What the template is included with: no context yet, as it is needed for few."""
        return Frame(vars, locals or {}) if shared else self.template.new_context(vars, shared, locals)

    def root_render_func(self, given: Any) -> Iterator[str]:
        """What the template makes, for whoever includes it."""
        frame = given if isinstance(given, Frame) else Frame(given.get_all(), {})
        try:
            made = None if self.asks or not frame.get("page") else self.made(frame, partial(self._rendered, frame))
        except Exception:  # noqa: BLE001 - of whatever goes wrong the page itself shall tell
            made, self.asks = None, True
        if made is None:
            context = self.template.new_context(frame.all(), shared=True) if frame is given else given
            made = "".join(self.template.root_render_func(context))
        yield made

    def make_module(self, vars: Any = None, shared: bool = False, locals: Any = None) -> Any:  # noqa: A002 - Jinja's
        """The template's macros, for whoever imports it."""
        if not shared or self._learning.seen is not None:
            return self.template.make_module(vars, shared, locals)
        return _Words(self, Frame(vars, locals or {}), self._macros)

    def said(self, name: str, given: tuple[object, ...], frame: Frame, key: tuple[object, ...] | None) -> str:
        """What a macro says to whoever has imported it with this key.

        Raises:
            AskedError: it is not the same for all pages that are like this one.
        """
        if self.asks or not all(isinstance(one, str) for one in given):
            raise AskedError
        if (found := self._said.get((name, given, key))) is not None:
            return found
        try:
            made = self.learned(frame, partial(self._say, name, given, frame))
        except Exception as error:
            self.asks = True
            raise AskedError from error
        self._said[name, given, self._key(frame)] = made
        return made

    def _say(self, name: str, given: tuple[object, ...], frame: Frame, others: Mapping[str, object]) -> Iterator[str]:
        self._learning.look(str(self.template.name))
        yield getattr(self.template.make_module({**frame.all(), **others}, shared=True), name)(*given)

    def _rendered(self, frame: Frame, others: Mapping[str, object]) -> Iterator[str]:
        self._learning.look(str(self.template.name))
        return self.template.root_render_func(self.template.new_context({**frame.all(), **others}, shared=True))


class _Block(Kept):
    """A block that keeps what it has made. To templates it is the function that it is made of."""

    def __init__(self, keeper: _Keeper, names: Sequence[str], render: Callable[[Context], Iterator[str]]) -> None:
        super().__init__(keeper)
        self._learning = keeper
        self._looks = names
        self._render = render
        self.asks = "page" in names

    def __eq__(self, other: object) -> bool:
        return other is self or other is self._render  # by which `super()` finds its place

    __hash__ = None  # type: ignore[assignment]  # nobody looks one up

    def __call__(self, context: Context) -> Iterator[str]:
        """What comes of the block in a template."""
        if self._learning.seen is not None:
            self._learning.looked.append(self._looks)
        elif not self.asks and not self._learning.divider.loose:
            frame = Frame(context.parent, context.vars)
            try:
                if frame.get("page"):
                    return iter((self.made(frame, partial(self._rendered, context), str(context.name)),))
            except Exception:  # noqa: BLE001 - of whatever goes wrong the page itself shall tell
                self.asks = True
        return self._render(context)

    def _rendered(self, context: Context, others: dict[str, object]) -> Iterator[str]:
        self._learning.looked.append(self._looks)
        return self._render(context.derived(others))


class _Words(Words):
    """The macros that a page has imported, each said once for all pages that are like it."""

    def __init__(self, part: _Part, frame: Frame, macros: set[str]) -> None:
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
            with contextlib.suppress(AskedError):
                return self._part.said(name, given, self._frame, self.key)
        return getattr(self._own(), name)(*given, **more)

    def _own(self) -> Any:
        """The macros as they are without us."""
        if self._module is None:
            self._module = self._part.template.make_module(self._frame.all(), shared=True)
        return self._module
