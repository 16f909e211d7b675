"""Parts of the theme are rendered once where that is the same as rendering them for each page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel, get_files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from onrecord.publish import partials
from onrecord.publish.kept import _leads, _place

PLACES = (
    "index.md",
    "people/index.md",
    "people/ann.md",
    "people/bob.md",
    "people/ann/topic/a.md",
    "things/a.md",
    "things/b.md",
)
NAV = '{% for one in nav.items %}<a href="{{ one.url | url }}">{{ one.title }}{{ "*" if one == page }}</a>{% endfor %}'

Made = dict[str, str]


class Site:
    """A small site with a theme of its own, whose pages stand in no menu."""

    def __init__(self, root: Path, **templates: str) -> None:
        for name in PLACES:
            path = root / "docs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"---\ntitle: The page {name}\n---\n\ntext\n", encoding="utf-8")
        (root / "theme" / "partials").mkdir(parents=True)
        for name, text in templates.items():
            folder = root / "theme" / ("" if name in ("main", "base", "other") else "partials")
            (folder / f"{name}.html").write_text(text, encoding="utf-8")
        (root / "mkdocs.yml").write_text(
            "site_name: T\nplugins: []\ntheme: {name: null, custom_dir: theme}\nnav: [index.md, people/index.md]\n",
            encoding="utf-8",
        )
        self.config: MkDocsConfig = load_config(str(root / "mkdocs.yml"))
        self.files: Files = get_files(self.config)
        for file in self.files:
            file.inclusion = InclusionLevel.INCLUDED
        self.nav: Navigation = get_navigation(self.files, self.config)

    def environment(self) -> jinja2.Environment:
        """The theme's."""
        return self.config.theme.get_env()

    def made(self, environment: jinja2.Environment, *templates: str) -> Made:
        """Every page that is in no menu, with a template each, in turn."""
        names = cycle(templates or ("main.html",))
        pages = [Page(None, file, self.config) for file in list(self.files)[2:]]
        return {page.file.src_uri: self._page(environment, page, next(names)) for page in pages}

    def _page(self, environment: jinja2.Environment, page: Page, template: str) -> str:
        page.read_source(self.config)
        return environment.get_template(template).render(get_context(self.nav, (), self.config, page))


def kept(site: Site, own: str = "") -> tuple[Made, Counter[str]]:
    """The pages with parts kept, and how often each part was rendered."""
    environment, often = site.environment(), Counter[str]()
    partials.keep(environment, {"config": site.config, "nav": site.nav}, [own])
    get = environment._load_template

    def count(name: str, *given: object) -> jinja2.Template:
        template = get(name, *given)  # type: ignore[arg-type]  # of any template
        if name != "main.html" and not hasattr(template, "counted"):
            root = template.root_render_func

            def rendered(context: jinja2.runtime.Context) -> Iterator[str]:
                often[name] += 1
                return root(context)

            template.root_render_func, template.counted = rendered, True  # type: ignore[attr-defined]  # for the test
        return template

    environment._load_template = count  # type: ignore[method-assign,assignment]  # to count
    return site.made(environment), often


def test_a_menu_is_made_once_for_each_place(tmp_path: Path) -> None:
    """Pages from which the menu's links lead alike share it; it is what it would have been for each."""
    site = Site(tmp_path, main='{% include "partials/nav.html" %}|{{ page.title }}', nav=NAV)
    made, often = kept(site)
    assert made == site.made(site.environment())
    assert len(made) == 5
    assert often["partials/nav.html"] == 3  # below people, far below people, below things


@pytest.mark.parametrize(
    "part",
    [
        "{{ page.title }}",
        "{% if page.meta.title == 'The page things/a.md' %}x{% else %}y{% endif %}",
        "{{ page }}",
        "{% set it = page %}{{ it['title'] }}",
        "{% macro of(it) %}{{ it.file.src_uri }}{% endmacro %}{{ of(page) }}",
        "{% include ['partials/none.html', 'partials/deep.html'] %}",
        "{% include 'partials/deep.html' %}",
        "{% import 'partials/deep.html' as deep with context %}{{ deep }}",
        "{{ this_page.title }}",
        "{{ number }} {{ base_url }}",
        "{{ page.title if page.url | url != 'x' }}",
        "{{ build_date_utc.year }}{{ page_title }}",
    ],
)
def test_a_part_that_looks_at_the_page_is_made_for_each(tmp_path: Path, part: str) -> None:
    """In whatever way a template comes by what one page has and another has not, it is what it is without us."""
    main = (
        "{% set this_page = page %}{% set page_title = page.title %}{% set number = page.title | length %}"
        '{% include "partials/nav.html" %}'
    )
    site = Site(tmp_path, main=main, nav=part, deep="{{ page.title }}{{ number }}")
    plain = site.made(site.environment())
    assert len(set(plain.values())) > 1
    assert kept(site)[0] == plain


def test_a_site_whose_templates_change_things_keeps_no_parts(tmp_path: Path) -> None:
    """Where a template of the site's own may change what others see, all is rendered for each page."""
    main = '{% set _ = config.extra.update({"now": page.title}) %}{% include "partials/nav.html" %}'
    site = Site(tmp_path, main=main, nav="{{ config.extra.now }}")
    assert kept(site, main)[0] == site.made(site.environment())


def test_a_part_that_fails_says_so_itself(tmp_path: Path) -> None:
    """What goes wrong in a part goes wrong as it would have."""
    site = Site(tmp_path, main='{% include "partials/nav.html" %}', nav="{{ 1 // 0 }}")
    with pytest.raises(ZeroDivisionError):
        kept(site)


RUN = "{{ config.site_name | upper }}{{ config.theme.name }}{% for n in nav.items %}{{ n.title | noted }}{% endfor %}"


def divided(site: Site, *templates: str) -> tuple[Made, Made, int]:
    """The pages with templates divided, without, and how often `noted` was asked for the first."""
    keeping, plain, asked = site.environment(), site.environment(), Counter[str]()
    keeping.filters["noted"] = plain.filters["noted"] = lambda text: asked.update(n=1) or f"[{text}]"
    partials.keep(keeping, {"config": site.config, "nav": site.nav}, [])
    made, often = site.made(keeping, *templates), asked["n"]
    return made, site.made(plain, *templates), often


@pytest.mark.parametrize("main", [RUN, f"<p>{{{{ page.title }}}} {RUN}", f"{{% block a %}}{RUN}{{% endblock %}}"])
def test_a_run_that_looks_at_no_page_is_made_once(tmp_path: Path, main: str) -> None:
    """Whatever a template makes without a look at the page, or at where it is, it makes once for all."""
    made, plain, often = divided(Site(tmp_path, main=main))
    assert made == plain
    assert often == 2  # the menu's two


@pytest.mark.parametrize(
    "main",
    [
        f"{{% set it = page %}}{RUN}{{{{ it.title | noted | upper }}}}",
        f"{{% block a %}}{{% set it = page.title %}}{{{{ it }}}}{RUN}{{{{ it | noted | upper }}}}{{% endblock %}}",
        f"{{% block a %}}{{% set it = page.title %}}{{% include 'partials/nav.html' %}}{RUN}{{% endblock %}}",
        f"{{% if page.title | length > 20 %}}{{% set it = 'x' %}}{RUN}{{% endif %}}{{{{ it | upper | noted }}}}",
        f"{{% for one in [page.title, 'b'] %}}{{% block a scoped %}}{{{{ one }}}}{RUN}{{% endblock %}}{{% endfor %}}",
        f"{{% macro it(a) %}}{{{{ a }}}}{{{{ page.title }}}}{{% endmacro %}}{RUN}{{{{ it('x') | upper | noted }}}}",
        f"{{% set _ = namespace(it=1) %}}{RUN}{{% set _.it = page.title %}}{{{{ _.it | upper | noted }}}}",
        f"{{% block a %}}{{% set it = namespace(x=page.title) %}}{{{{ it.x | noted }}}}{RUN}{{% endblock %}}",
        f"{{% filter upper %}}{RUN}{{{{ page.title }}}}{{% endfilter %}}{{{{ self | string | length | noted }}}}",
        f"{{% with it = page.title %}}{RUN}{{{{ it | upper | noted }}}}{{% endwith %}}{{{{ it }}}}",
        f"{{% set it %}}{{{{ page.title }}}}{RUN}{{% endset %}}{{{{ it | upper | noted }}}}",
        f"{{% block a %}}{RUN}{{{{ page }}}}{{% block b %}}{RUN}{{% endblock %}}{{% endblock %}}{{{{ self.b() }}}}",
        f"{{{{ 'a/' | url }}}}{RUN}{{{{ base_url | noted }}}}{{% include 'partials/none.html' ignore missing %}}",
        f"{{{{ it | default('none') | noted }}}}{RUN}{{% set it = page.title %}}{{{{ it | upper | noted }}}}",
    ],
)
def test_a_divided_template_makes_what_it_made(tmp_path: Path, main: str) -> None:
    """Whatever stands around a run, assigns, repeats or nests it, each page is what it is without us."""
    site = Site(tmp_path, main=main, nav="{{ it }}{{ config.site_name }}")
    made, plain, _ = divided(site)
    assert made == plain
    assert len(set(plain.values())) > 1


BASE = f"{{% block a %}}{RUN}{{% if self.b() %}}<b>{{% block b %}}{{% endblock %}}</b>{{% endif %}}{{% endblock %}}"


@pytest.mark.parametrize(
    "own",
    [
        "{% extends 'base.html' %}{% block b %}{{ config.site_name | upper | noted }}{% endblock %}",
        "{% extends 'base.html' %}{% block b %}{{ page.title }}{% endblock %}",
        "{% extends 'base.html' %}{% block a %}<{{ super() }}>{{ page.title }}{% endblock %}",
        "{% extends 'base.html' %}{% block a %}<{{ super() | upper }}>{{ config.theme.name | noted }}{% endblock %}",
        "{% extends 'base.html' if page.title | length > 20 else 'main.html' %}{% block b %}other{% endblock %}",
        "{% if page.title | length > 20 %}{% extends 'base.html' %}{% endif %}{% block b %}other{% endblock %}",
    ],
)
def test_a_block_is_that_of_the_template_of_its_page(tmp_path: Path, own: str) -> None:
    """A block that is kept is never taken for one that another template, or the page, puts in its place."""
    main = "{% extends 'base.html' %}{% block b %}main{% endblock %}"
    site = Site(tmp_path, main=main, base=BASE, other=own)
    made, plain, _ = divided(site, "main.html", "other.html")
    assert made == plain


def test_scripts_are_addressed_from_each_place(tmp_path: Path) -> None:
    """The tag of a script leads to it from wherever a page is, and is made once for each place."""
    main = "{% block scripts %}{% for one in config.extra_javascript %}{{ one | script_tag }}{% endfor %}{% endblock %}"
    site = Site(tmp_path, main=main)
    site.config.extra_javascript = ["a/b.js", "https://example.org/c.js"]
    made, plain, _ = divided(site)
    assert made == plain
    assert len(set(plain.values())) == 2  # at two depths


def test_front_matter_is_told_like_any_dict(tmp_path: Path) -> None:
    """An entry, one that is a method's name, one that is none, and a method are what they are to Jinja."""
    main = (
        "{{ page.meta.title }}{{ page.meta.none }}{{ page.meta.none is defined }}{{ page.meta.items is callable }}"
        "{{ page.meta.get('title') }}{% for key in page.meta.keys() %}{{ key }}{% endfor %}"
    )
    site = Site(tmp_path, main=main)
    made, plain, _ = divided(site)
    assert made == plain
    assert "The page things/a.mdFalseTrueThe page things/a.mdtitle" in plain.values()


WORDS = '{% import "partials/words.html" as lang with context %}{{ lang.t("menu") }}{% include "partials/nav.html" %}'


@pytest.mark.parametrize(
    "words",
    [
        "{% macro t(key) %}<{{ key }}>{% endmacro %}",
        "{% macro t(key) %}{{ config.site_name }} {{ 'a/' | url }}{% endmacro %}",
        "{% macro t(key) %}{{ page.title }}{% endmacro %}",
        "{% macro t(key) %}{{ page.title if key == 'item' }}{% endmacro %}",
        "{% set title = page.title %}{% macro t(key) %}{{ title }}{% endmacro %}",
        "{% macro t(key) %}{{ number }}{% endmacro %}",
        "{% macro t(key) %}{% include 'partials/deep.html' %}{% endmacro %}",
        "{% import 'partials/deep.html' as deep with context %}{% macro t(key) %}{{ deep.u() }}{% endmacro %}",
        "{% set t = page.title.upper %}",
        "{% macro t(key, more='') %}{{ key }}{{ more }}{{ varargs }}{% endmacro %}",
    ],
)
def test_words_are_those_of_each_page(tmp_path: Path, words: str) -> None:
    """Imported macros that are said once for all pages say what they would for each, whatever they look at."""
    main = "{% set number = page.title | length %}" + WORDS
    if "upper" not in words:
        main += '{{ lang.t(page.title) }}{{ lang.t(nav.items[0]) }}{{ lang.t(key="k") }}{{ lang }}{{ lang.none }}'
    part = "{{ lang.t('item') }}" if "upper" not in words else "{{ lang.t() }}"
    main = main.replace('lang.t("menu")', "lang.t()") if "upper" in words else main
    deep = "{% macro u() %}{{ number }}{% endmacro %}{{ page.title }}"
    site = Site(tmp_path, main=main, nav=part, words=words, deep=deep)
    assert kept(site)[0] == site.made(site.environment())


PARTS = st.sampled_from(["a", "b", "a.b", "x-y", "index"])
URLS = st.builds(
    lambda parts, end: "/".join(parts) + end,
    st.lists(PARTS, min_size=1, max_size=4),
    st.sampled_from(["", "/", ".html"]),
)


@given(URLS, URLS, URLS)
def test_pages_in_one_place_have_the_same_relative_addresses(one: str, other: str, target: str) -> None:
    """Where two pages are in one place, as far as an address tells, it is the same relative to both."""
    leads = frozenset(_leads(target))
    if _place(one, leads) == _place(other, leads):
        assert get_relative_url(target, one) == get_relative_url(target, other)


def test_pages_of_one_folder_are_in_one_place() -> None:
    """And of folders as deep, if no address leads there; one through which one leads is in a place of its own."""
    leads = frozenset(_leads("people/ann/topics/"))
    assert _place("things/a/", leads) == _place("places/b/", leads) != _place("people/bob/", leads)
    assert _place("things/a/b/", leads) != _place("places/b/", leads)
    assert _place("people/bob/", leads) == _place("people/cy/", leads)
    assert _place("people/ann/", leads) != _place("people/cy/", leads)
    assert _place("people/ann.html", leads) != _place("people/bob/", leads)
