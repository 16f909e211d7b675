"""Where an archive keeps its parts, and how it wants them made: the options of `plugins: onrecord:` in mkdocs.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from onrecord.config.near import suggest
from onrecord.config.told import CACHE, Origin, recall, remember
from onrecord.errors import ConfigError
from onrecord.model import Attribution, Rights

if TYPE_CHECKING:
    from onrecord.config.yaml_tree import Tree


@dataclass(frozen=True, slots=True)
class Config:
    """One archive's settings. Every path is absolute."""

    root: Path
    """The folder of mkdocs.yml."""
    site_name: str
    site_url: str | None
    """Where it is published, ending in a slash; None where that is unknown."""
    docs: Path
    """MkDocs' docs_dir, where the pages are written."""
    articles: Path
    """The saved articles."""
    authority: Path
    """The editor's files, and the registry."""
    cache: Path
    """What can be made again: the store, the index."""
    file: Path
    """The mkdocs.yml, whatever it is called."""
    site: Path
    """MkDocs' site_dir, where the site is made."""
    overrides: Path | None = None
    """The theme's custom_dir."""
    directories: bool = True
    """Whether pages are published as folders (MkDocs' use_directory_urls)."""
    language: str = "en"
    """The language of the articles."""
    rights: Rights = "full"
    """How much of an article is published where neither it nor its outlet says."""
    attribution: Attribution = "balanced"
    """How readily a quotation is credited to a person."""
    min_words: int = 1
    """Articles with fewer words of text are reported and left out."""
    jobs: int = 0
    """Processes that extract; 0 for one a core."""
    records: str = ""
    """The path or address of a record set to take instead of the articles; "" for none."""
    search_index: str = "auto"
    """The engine that `onrecord search` keeps its index in: "whoosh", "tantivy", or "auto", tantivy if installed."""
    also: tuple[str, ...] = ()
    """Addresses of other onrecord sites that the search page searches along, ending in a slash."""


_FOLDERS = {"articles": "articles", "authority": "authority", "cache": CACHE}
_NO_RECORDS = "none"
_SEARCH_INDEXES = ("auto", "whoosh", "tantivy")
_SITE = re.compile(r"(?:https?://[^\s/?#\\]+)?(?!//)[^\s:?#\\]*(?<!^)", re.IGNORECASE)
"""A site on another server, or another one on the same: in full, or as seen from this site."""
_OPTIONS = (*_FOLDERS, "language", "rights", "attribution", "min_words", "jobs", "records", "search_index", "also")


def load(mkdocs_yml: Path) -> Config:
    """The settings in `mkdocs_yml`, read without MkDocs, for the command line.

    Raises:
        ConfigError: there is no such file, it has no `onrecord` plugin, or an option is wrong.
    """
    told = recall(mkdocs_yml)
    if told is None:
        told = _told(mkdocs_yml, origin := Origin())
        remember(mkdocs_yml, origin, told)
    return from_options(mkdocs_yml, **told)


def _told(mkdocs_yml: Path, origin: Origin) -> dict[str, Any]:
    """The arguments of `from_options` that a configuration stands for."""
    tree = _inherited(mkdocs_yml, origin)
    theme = tree.get("theme")
    overrides = theme.get("custom_dir") if isinstance(theme, dict) else None
    return {
        "options": _plugin_options(tree.get("plugins"), mkdocs_yml),
        "folders": (str(tree.get("docs_dir") or "docs"), str(tree.get("site_dir") or "site")),
        "site_name": str(tree.get("site_name") or ""),
        "site_url": str(tree.get("site_url") or "") or None,
        "directories": tree.get("use_directory_urls") is not False,
        "overrides": str(overrides) if overrides else None,
    }


def from_options(
    mkdocs_yml: Path,
    options: Mapping[str, object],
    *,
    folders: tuple[str, str] = ("docs", "site"),
    site_name: str = "",
    site_url: str | None = None,
    overrides: str | None = None,
    directories: bool = True,
) -> Config:
    """The settings that MkDocs' configuration and the plugin's `options` make. `folders`: its docs_dir and site_dir.

    Raises:
        ConfigError: with every finding at once.
    """
    root, findings = mkdocs_yml.absolute().parent, _unknown(options)
    ours = {key: root / _text(options, key, default, findings) for key, default in _FOLDERS.items()}
    config = Config(
        root=root,
        file=mkdocs_yml.absolute(),
        site_name=site_name,
        site_url=f"{site_url.rstrip('/')}/" if site_url else None,
        docs=root / folders[0],
        articles=ours["articles"],
        authority=ours["authority"],
        cache=ours["cache"],
        site=root / folders[1],
        overrides=root / overrides if overrides else None,
        directories=directories,
        **_chosen(options, root, findings),
    )
    findings += _misplaced(config)
    if findings:
        raise ConfigError(*(f"{mkdocs_yml.name}: plugins: onrecord: {finding}" for finding in findings))
    return config


def _chosen(options: Mapping[str, object], root: Path, findings: list[str]) -> dict[str, Any]:
    """What the options that are no folders say."""
    return {
        "language": _text(options, "language", "en", findings),
        "rights": _one_of(options, "rights", get_args(Rights), findings),
        "attribution": _one_of(options, "attribution", get_args(Attribution), findings),
        "min_words": _number(options, "min_words", 1, findings),
        "jobs": _number(options, "jobs", 0, findings),
        "records": _records(_text(options, "records", _NO_RECORDS, findings), root),
        "search_index": _one_of(options, "search_index", _SEARCH_INDEXES, findings),
        "also": _sites(options, findings),
    }


def _unknown(options: Mapping[str, object]) -> list[str]:
    return [f"unknown option '{key}'. {suggest(key, _OPTIONS)}" for key in options if key not in _OPTIONS]


def _text(options: Mapping[str, object], key: str, default: str, findings: list[str]) -> str:
    value = options.get(key)
    if value is None:
        return default
    if not isinstance(value, str) or not value.strip():
        findings.append(f"'{key}' is a text, not {value!r}.")
        return default
    return value


def _one_of(options: Mapping[str, object], key: str, values: Sequence[str], findings: list[str]) -> str:
    """One of some values, the first of which is the default."""
    value = _text(options, key, values[0], findings)
    if value not in values:
        findings.append(f"'{key}' cannot be '{value}'. {suggest(value, values)}")
    return value


def _number(options: Mapping[str, object], key: str, default: int, findings: list[str]) -> int:
    value = options.get(key)
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        findings.append(f"'{key}' is a whole number from 0, not {value!r}.")
        return default
    return value


def _sites(options: Mapping[str, object], findings: list[str]) -> tuple[str, ...]:
    """The addresses of sites, each with a slash at its end."""
    told = options.get("also") or []
    given = told if isinstance(told, list) else [told]
    wrong = [site for site in given if not isinstance(site, str) or not _SITE.fullmatch(site)]
    findings += [
        f"'also' lists addresses such as https://news.example/2029/ or ../2029/, not {site!r}." for site in wrong
    ]
    return tuple(f"{str(site).rstrip('/')}/" for site in given if site not in wrong)


def _records(where: str, root: Path) -> str:
    """The address of a record set, or its absolute path."""
    return "" if where == _NO_RECORDS else where if "://" in where else str(root / where)


def _misplaced(config: Config) -> list[str]:
    """Findings about folders that are missing or lie where they would be published or wiped."""
    found = []
    if not config.articles.is_dir() and not config.records:
        found.append(f"the folder of articles, {config.articles}, is not there. Make it, or set 'articles'.")
    for name, path in (("articles", config.articles), ("authority", config.authority), ("cache", config.cache)):
        if path == config.docs or config.docs in path.parents:
            found.append(f"'{name}' lies in {config.docs.name}/, which is published whole. Move it out.")
    return found


def _inherited(path: Path, origin: Origin) -> dict[str, object]:
    """What `path` says, on top of the file it names by INHERIT."""
    from onrecord.config import yaml_tree  # noqa: PLC0415 - who only searches need not wait for it

    if not path.is_file():
        raise ConfigError(
            f"{path}: there is no such file. Go to the folder of an archive, or make one: onrecord new DIR"
        )
    if any(Path(known).resolve() == path.resolve() for known in origin.files):
        raise ConfigError(f"{path.name}: INHERIT comes back to itself.")
    origin.note(path)
    tree = yaml_tree.read(path, path.name)
    if tree is None or not isinstance(tree.value, dict):
        raise ConfigError(f"{path.name}: is no MkDocs configuration: it holds no 'key: value' lines.")
    own = {key: _resolved(value, origin) for key, value in tree.value.items()}
    parent = own.pop("INHERIT", None)
    if isinstance(parent, str):
        return _merged(_inherited(path.parent / parent, origin), own)
    return own


def _merged(below: Mapping[str, object], above: Mapping[str, object]) -> dict[str, object]:
    both = dict(below)
    for key, value in above.items():
        old = both.get(key)
        both[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return both


def _resolved(tree: Tree, origin: Origin) -> object:
    """The plain value, MkDocs' `!ENV` tag (a name, or names and a default) looked up in the environment."""
    if isinstance(tree.value, dict):
        return {key: _resolved(value, origin) for key, value in tree.value.items()}
    if tree.tag == "!ENV":
        names = [item.plain() for item in tree.value] if isinstance(tree.value, list) else [tree.value]
        if len(names) == 1:
            return origin.variable(str(names[0]))
        held = [origin.variable(str(name)) for name in names[:-1]]
        return next((value for value in held if value is not None), names[-1])
    if isinstance(tree.value, list):
        return [_resolved(value, origin) for value in tree.value]
    return tree.plain()


def _plugin_options(plugins: object, mkdocs_yml: Path) -> Mapping[str, object]:
    """The options of our plugin in the `plugins` of an MkDocs configuration: a list, or a mapping."""
    listed = plugins.items() if isinstance(plugins, dict) else []
    for item in plugins if isinstance(plugins, list) else []:
        listed = [*listed, *(item.items() if isinstance(item, dict) else [(item, None)])]
    for name, options in listed:
        if name == "onrecord":
            return options if isinstance(options, dict) else {}
    raise ConfigError(f"{mkdocs_yml.name}: plugins: has no 'onrecord'. Add it: this is no archive yet.")
