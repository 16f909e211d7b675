"""The guide says what the program does: names, options, fields and examples are held against the code."""

from __future__ import annotations

import ast
import json
import re
import shlex
import sqlite3
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any, cast, get_args

import click
import pytest
import yaml
from markdown.extensions.toc import slugify_unicode

from onrecord import build, clean, extract, model, read, reasons, search, store
from onrecord.cli import app
from onrecord.config import AUTHORITY_KEYS, TOPIC_FIELDS, load, settings
from onrecord.errors import QueryError
from onrecord.query import parse
from onrecord.read import header
from tests import guide
from tests.browser import screenshots
from tests.conftest import REPOSITORY, MakeArchive
from tests.guide import CODE, FENCE, GUIDE, blocks, codes, rows, section

PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted(GUIDE.glob("*.md"))}
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
PACKAGE = REPOSITORY / "builder" / "onrecord"

_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")


class _Loader(yaml.SafeLoader):
    """YAML with MkDocs' !ENV, which is kept as it is written."""


_Loader.add_constructor("!ENV", lambda _, node: str(node.value))


def site_settings(path: Path) -> dict[str, Any]:
    """What an mkdocs.yml says."""
    text = path.read_text(encoding="utf-8").replace("@@NAME@@", "name")
    found: dict[str, Any] = yaml.load(text, Loader=_Loader)
    return found


# --- pages and links --------------------------------------------------------------------------------------------------


def test_every_page_is_in_the_menu() -> None:
    """The nav of mkdocs.yml names each page of the guide, and no other."""
    parts = [entry["Guide"] for entry in site_settings(REPOSITORY / "mkdocs.yml")["nav"] if "Guide" in entry]
    named = [path for part in parts for entry in part for path in entry.values()]
    assert sorted(named) == sorted(f"guide/{name}" for name in PAGES)


def test_the_sample_is_set_up_like_any_archive() -> None:
    """The sample archive has the settings and the theme's template that `onrecord new` writes, but for name and nav."""
    own, new = (site_settings(folder / "mkdocs.yml") for folder in (REPOSITORY, PACKAGE / "scaffold"))
    for name in ("site_name", "nav"):
        own.pop(name), new.pop(name)
    assert own == new
    template = Path("overrides", "main.html")
    assert (REPOSITORY / template).read_text() == (PACKAGE / "scaffold" / template).read_text()


def anchors(page: str) -> set[str]:
    """The anchors of a page's headings."""
    bare = FENCE.sub("", page)
    found = re.findall(r"^#+ (.*)$", bare, re.M)
    return {slugify_unicode(re.sub(r"`", "", heading), "-") for heading in found}


@pytest.mark.parametrize("name", [*PAGES, "README.md"])
def test_links_lead_somewhere(name: str) -> None:
    """Each link to a file names one that is there, and its anchor is one of that file's headings."""
    text, folder = (README, REPOSITORY) if name == "README.md" else (PAGES[name], GUIDE)
    for link in _LINK.findall(FENCE.sub("", text)):
        target, _, anchor = link.partition("#")
        if ":" in target:
            continue
        path = folder / target if target else folder / name
        assert path.is_file(), link
        assert not anchor or anchor in anchors(path.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("name", PAGES)
def test_pages_have_a_title_and_a_description(name: str) -> None:
    """The front matter of each page is YAML and says what the page is."""
    _, front, body = PAGES[name].split("---\n", 2)
    assert set(yaml.safe_load(front)) == {"title", "description"}
    assert body.strip().startswith("# ")


# --- examples ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_data_in_examples_is_well_formed(name: str) -> None:
    """YAML and JSON in code blocks parse, Python compiles, SQL runs on a dataset."""
    for text in blocks(PAGES[name], "yaml"):
        assert yaml.safe_load(text)
    for text in blocks(PAGES[name], "json"):
        assert [json.loads(line) for line in text.splitlines()]
    for text in blocks(PAGES[name], "python"):
        ast.parse(text)


def test_sql_runs(dataset: sqlite3.Connection) -> None:
    """The query of the data page is one that the dataset answers."""
    (query,) = blocks(PAGES["data.md"], "sql")
    assert dataset.execute(query).fetchall()


def authority_examples() -> list[tuple[str, str]]:
    """Each example of an authority file: the file's name and what it holds."""
    found = [text.partition("\n") for text in blocks(PAGES["authority.md"], "yaml")]
    return [(head.removeprefix("# authority/"), rest) for head, _, rest in found]


@pytest.mark.parametrize(("name", "text"), authority_examples())
def test_authority_examples_do_what_the_page_says(make_archive: MakeArchive, name: str, text: str) -> None:
    """Each example, by itself, is taken without a finding; on the article of the first steps all of it takes effect."""
    (article,) = [block for block in blocks(PAGES["first-archive.md"], "text") if block.startswith("---\n")]
    files = {"2025-03-04-library-hours.txt": article, "porter.txt": "Ada Porter and Ada Lane Jr. met at the library.\n"}
    found = build.build(make_archive(files, {name: text}), jobs=1)
    said = [entry for entry in yaml.safe_load(text) if "action" in entry]
    assert [applied.correction.action for applied in found.archive.applied] == [entry["action"] for entry in said]
    assert not found.warnings


def test_each_action_has_an_example() -> None:
    """The part on actions has one heading for each, and below it an example of it."""
    text = section(PAGES["authority.md"], "## The actions")
    assert re.findall(r"^### (\w+)$", text, re.M) == list(get_args(model.Action))
    for action in get_args(model.Action):
        (example,) = blocks(section(text, f"### {action}"), "yaml")
        assert [entry["action"] for entry in yaml.safe_load(example)] == [action]


@pytest.mark.parametrize("name", AUTHORITY_KEYS)
def test_authority_keys_are_all_there(name: str) -> None:
    """The table and the examples of each authority file have every key that the code knows, and no other."""
    known = set(AUTHORITY_KEYS[name])
    assert {row[0].strip("`") for row in rows(section(PAGES["authority.md"], f"## {name}"))} == known
    shown = [entry for file, text in authority_examples() if file == name for entry in yaml.safe_load(text)]
    assert {key for entry in shown for key in entry} == known - {"kind"}  # what the marks tell in nearly all cases


def test_scope_keys_are_all_there() -> None:
    """So has the table of what may be said of where a name stands."""
    text = section(PAGES["authority.md"], "## A name in some articles only")
    assert [row[0].strip("`") for row in rows(text)] == [field.name for field in fields(model.Alias)]


def test_registry_example_is_one(tmp_path: Path) -> None:
    """The lines shown of the registry are lines of a registry."""
    (lines,) = blocks(section(PAGES["authority.md"], "## registry.jsonl"), "json")
    path = tmp_path / "registry.jsonl"
    path.write_text(lines, encoding="utf-8")
    assert store.registry_text(store.read_registry(path)) == lines


def test_header_keys_are_all_there(tmp_path: Path) -> None:
    """The table of header keys is the code's, and the example gives every key without a problem."""
    text = section(PAGES["saving-articles.md"], "## The header")
    table = {row[0].strip("`"): tuple(CODE.findall(row[2])) for row in rows(text)}
    assert table == header._SYNONYMS
    (example,) = blocks(text, "yaml")
    (tmp_path / "a.txt").write_text(f"---\n{example}---\n\nText.\n", encoding="utf-8")
    (source,) = read.read(tmp_path / "a.txt", tmp_path)
    assert isinstance(source, model.Source)
    assert source.problems == ()
    assert all(getattr(source.given, field.name) for field in fields(model.Given))


def test_settings_are_all_there(tmp_path: Path) -> None:
    """The table of settings has every option with its default, and the example is the defaults."""
    text = section(PAGES["first-archive.md"], "## Settings")
    (example,) = blocks(text, "yaml")
    table = {row[0].strip("`"): row[1].strip("`") for row in rows(text)}
    assert set(table) == set(settings._OPTIONS)
    (plugin,) = yaml.safe_load(example)["plugins"]
    assert {key: str(value) for key, value in plugin["onrecord"].items()} == table
    (tmp_path / "articles").mkdir()
    (tmp_path / "mkdocs.yml").write_text(example, encoding="utf-8")
    shown = load(tmp_path / "mkdocs.yml")
    (tmp_path / "mkdocs.yml").write_text(re.sub(r"  - onrecord:.*", "  - onrecord\n", example, flags=re.S))
    assert load(tmp_path / "mkdocs.yml") == shown


def test_the_first_archive_gives_what_the_page_says(archive: model.Archive) -> None:
    """The article of the first steps has two quotations of Ada Lane and one of nobody named."""
    entry = archive.entries["2025-03-04-library-hours"]
    said = [archive.renderings[i] for i in entry.renderings]
    assert [found.speaker for found in said] == ["ada-lane", "ada-lane", None]
    mention = said[2].quotation.mention
    assert mention
    assert mention.of(entry.record.article.text) == "A member of the staff"


@pytest.mark.parametrize(
    ("header", "outlet", "site", "shown"),
    [
        ("rights: full\n", "metadata", "metadata", "full"),
        ("", "metadata", "full", "metadata"),
        ("", "", "quotations", "quotations"),
        ("", "", "full", "full"),
    ],
)
def test_rights_are_those_of_the_article_then_the_outlet_then_the_site(
    make_archive: MakeArchive, header: str, outlet: str, site: str, shown: str
) -> None:
    """An article's own word goes before its outlet's, and that before the settings'; the data follows it."""
    text = f"---\noutlet: Star\n{header}---\n\nIt rained. “I like the rain, to be honest,” said Ada Lane.\n"
    outlets = f"- name: Star\n{f'  rights: {outlet}' if outlet else ''}\n"
    config = make_archive({"a.txt": text}, {"outlets.yml": outlets}, f"      rights: {site}\n")
    build.build(config, jobs=1)
    data = store.Dataset(config.docs / "data" / "onrecord.sqlite")
    (article,), quotations, statements = data.rows("articles"), [*data.rows("quotations")], [*data.rows("statements")]
    data.close()
    assert article["rights"] == shown
    assert (article["text"] is not None) == (shown == "full")
    assert len(quotations) == len(statements) == (shown != "metadata")
    assert bool((config.docs / "data" / "quotations.jsonl").read_text()) == (shown != "metadata")


# --- commands ---------------------------------------------------------------------------------------------------------


def test_the_command_reference_is_fresh() -> None:
    """commands.md is what the program's help makes of it; if not, `make docs` writes it."""
    assert PAGES["commands.md"] == guide.commands()


def commands() -> Iterator[list[str]]:
    """The words of each command shown, on any page, in a block or amid the text."""
    for text in (*PAGES.values(), README):
        lines = [line for block in blocks(text, "sh") for line in block.splitlines()]
        for line in [*lines, *CODE.findall(FENCE.sub("", text))]:
            if re.match(r"(?:onrecord|mkdocs|make) [^\s@]", line):
                yield shlex.split(line, comments=True)


def _parsed(group: click.Group, words: list[str]) -> None:
    """Have click take the options of a command, without running it."""
    own = cast("dict[str, Any]", group.context_settings)  # click remembers the help option of the first context
    context = click.Context(group, info_name=words[0], **own)
    options, rest, _ = group.make_parser(context).parse_args(words[1:])
    if "help" in options or not rest:
        return
    command = group.get_command(context, rest[0])
    assert command, words
    command.make_parser(click.Context(command, context, info_name=rest[0])).parse_args(rest[1:])


def test_commands_shown_exist() -> None:
    """Each command in the guide and the README exists and has the options it is shown with."""
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    shown = [words for words in commands() if words[1] != "COMMAND"]
    assert {words[0] for words in shown} == {"onrecord", "mkdocs", "make"}
    for words in shown:
        if words[0] == "make":
            assert words[1] in targets, words
        elif words[0] == "mkdocs":
            _parsed(import_module("mkdocs.__main__").cli, words)
        else:
            _parsed(app.onrecord_command, words)
    assert {words[1] for words in shown} >= set(app.COMMANDS)


def test_exit_statuses_are_those_of_the_program() -> None:
    """The table of exit statuses names each one."""
    found = {int(row[0]) for row in rows(PAGES["troubleshooting.md"]) if row[0].isdecimal()}
    assert found == {0, 1, app.MISTAKE, app.BUG, app.INTERRUPTED}


# --- queries ----------------------------------------------------------------------------------------------------------


def test_queries_shown_are_understood() -> None:
    """Each query of the tables of operators and examples parses with the fields of the search."""
    page = PAGES["searching.md"]
    for heading in ("### The query language", "### Examples"):
        shown = codes(section(page, heading))
        assert len(shown) > 4
        for query in shown:
            parse(query, search.FIELDS)


def test_search_fields_are_all_there() -> None:
    """The fields of a search, and of a topic, are the code's."""
    text = section(PAGES["searching.md"], "### The fields")
    assert sorted(codes(text)) == sorted(search.FIELDS)
    assert re.search(r"only `title` and `text` are fields", text)
    assert set(TOPIC_FIELDS) == {"title", "text"}


def test_the_error_shown_is_the_real_one() -> None:
    """The example of an error is what the program says, up to where it is cut."""
    (shown,) = blocks(section(PAGES["searching.md"], "### The query language"), "text")
    start, _, place = shown.partition(" …\n")
    with pytest.raises(QueryError) as error:
        parse("speaekr:lane", search.FIELDS)
    assert str(error.value).startswith(start)
    assert str(error.value).endswith(place.rstrip())


def test_search_addresses_are_those_of_the_page() -> None:
    """The parameters of the search page's address, and the kinds, are those of its form and its script."""
    text = section(PAGES["searching.md"], "### Links to a search")
    table = {row[0].strip("`"): row[1] for row in rows(text)}
    assets = PACKAGE / "publish" / "assets"
    form = (assets / "search.md").read_text(encoding="utf-8")
    assert set(table) == set(re.findall(r"<(?:input|select)[^>]* name=\"(\w+)\"", form))
    assert set(re.findall(r"value=\"(\w+)\"", re.findall(r"<select[^>]*name=\"sort\".*?</select>", form)[0])) == set(
        CODE.findall(table["sort"])
    )
    script = (assets / "search-page.js").read_text(encoding="utf-8")
    (kinds,) = re.findall(r"const KINDS = \{(.*?)\}", script, re.S)
    assert set(re.findall(r"^  (\w+):", kinds, re.M)) == set(CODE.findall(table["kind"]))
    (example,) = blocks(text, "text")
    assert set(re.findall(r"[?&](\w+)=", example)) == set(table)


# --- data -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of data of an archive of the article of the first steps, carried by two outlets."""
    root = tmp_path_factory.mktemp("guide")
    (text,) = [block for block in blocks(PAGES["first-archive.md"], "text") if block.startswith("---\n")]
    for name, outlet in (("2025-03-04-library-hours.txt", "Fernhill Courier"), ("again.txt", "Fernhill Star")):
        path = root / "articles" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace("Fernhill Courier", outlet), encoding="utf-8")
    (root / "authority").mkdir()
    (topics,) = blocks(section(PAGES["authority.md"], "## topics.yml"), "yaml")
    (root / "authority" / "topics.yml").write_text(topics, encoding="utf-8")
    word = "- {quotation: x, article: again.txt, quote: one day they have, action: disputed, why: Nobody heard it.}\n"
    (root / "authority" / "corrections.yml").write_text(word, encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: Guide\nplugins: [onrecord]\n", encoding="utf-8")
    build.build(load(root / "mkdocs.yml"), jobs=1)
    return root / "docs" / "data"


@pytest.fixture
def dataset(built: Path) -> Iterator[sqlite3.Connection]:
    """The built SQLite file."""
    connection = sqlite3.connect(built / "onrecord.sqlite")
    yield connection
    connection.close()


@pytest.fixture
def archive(make_archive: MakeArchive) -> model.Archive:
    """The archive of the first steps."""
    (text,) = [block for block in blocks(PAGES["first-archive.md"], "text") if block.startswith("---\n")]
    return build.build(make_archive({"2025-03-04-library-hours.txt": text}), jobs=1).archive


def test_data_files_are_described(built: Path) -> None:
    """The page has each data file with exactly the fields of its lines, in their order."""
    text = section(PAGES["data.md"], "## JSON Lines files")
    assert sorted(re.findall(r"^### (\S+)$", text, re.M)) == sorted(path.name for path in built.glob("*.jsonl"))
    for path in built.glob("*.jsonl"):
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        assert lines, path.name
        for line in lines:
            assert list(line) == codes(section(text, f"### {path.name}")), path.name


_TYPES = {
    "text": str, "number": int, "true or false": bool, "list of texts": list, "list of objects": list,
    "text or null": (str, type(None)),
}  # fmt: skip


def test_data_fields_have_the_types_described(built: Path) -> None:
    """The values of each field are of the type that the page gives."""
    text = section(PAGES["data.md"], "## JSON Lines files")
    for path in built.glob("*.jsonl"):
        types = {row[0].strip("`"): _TYPES[row[1]] for row in rows(section(text, f"### {path.name}"))}
        for line in path.read_text(encoding="utf-8").splitlines():
            for key, value in json.loads(line).items():
                assert isinstance(value, types[key]), (path.name, key)  # type: ignore[arg-type]  # classes, or tuples of them


def test_tables_are_described(dataset: sqlite3.Connection) -> None:
    """The page has each table of the SQLite file with exactly its columns, in their order."""
    text = section(PAGES["data.md"], "## The SQLite database")
    tables = [name for (name,) in dataset.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert sorted(re.findall(r"^### Table (\w+)$", text, re.M)) == sorted(tables)
    for table in tables:
        columns = [row[1] for row in dataset.execute(f"PRAGMA table_info({table})")]
        assert [row[0].strip("`") for row in rows(section(text, f"### Table {table}"))] == columns, table


# --- rules, code, messages --------------------------------------------------------------------------------------------


def test_rules_are_all_described() -> None:
    """Every rule that decides in the sample archive is in the tables of rules, and each name there is in the code."""
    text = section(PAGES["how-quotations-are-found.md"], "## The rules")
    names = [row[0].strip("`") for row in rows(text)]
    endings = {name for name in names if name.startswith("-")}
    bases = {name for name in names if name.isalpha()}
    known = bases | {base + ending for base in bases for ending in endings}
    articles, rules = REPOSITORY / "articles", extract.load_rules()
    for path in read.discover(articles)[0]:
        for source in read.read(path, articles):
            article = clean.clean(source) if isinstance(source, model.Source) else source
            if isinstance(article, model.Article):
                assert {found.rule for found in extract.extract(article, rules).quotations} <= known, path
    folders = ("extract", "link")
    code = "".join(path.read_text(encoding="utf-8") for room in folders for path in (PACKAGE / room).glob("**/*.py"))
    words = set(re.findall(r"[\"'](-?[a-z]+)[\"']", code))
    assert bases <= words
    assert {ending[1:] for ending in endings} <= words | {word.removeprefix("-") for word in words}


def test_rules_are_told_alike_everywhere() -> None:
    """The tables of rules and endings say what the program says of each: mend `reasons.py` along with a row."""
    text = section(PAGES["how-quotations-are-found.md"], "## The rules")
    told = {row[0].strip("`"): row[1].replace("`", "") for row in rows(text) if row[0].startswith("`")}
    assert {name: said for name, said in told.items() if name.isalpha()} == reasons.BASES
    assert {name[1:]: said for name, said in told.items() if name.startswith("-")} == reasons.ENDINGS


def test_bands_of_confidence_are_all_described() -> None:
    """The table of bands has those that an attribution may have, and promises what `show --why` does."""
    text = section(PAGES["how-quotations-are-found.md"], "## How sure it is")
    assert {row[0].strip("`"): row[1].replace(",", "") for row in rows(text)} == reasons.SURE
    assert list(reasons.SURE) == list(get_args(model.Confidence))


def test_pictures_that_are_shown_are_taken() -> None:
    """README and guide show pictures that `make screenshots` takes, and of each type of page one at least."""
    taken = {f"{name}-{size}-{scheme}.png" for name in screenshots.PAGES for size, scheme in screenshots.LOOKS}
    shown = set(re.findall(r"assets/screenshots/([^)#\s]+)", README + "".join(PAGES.values())))
    assert shown <= taken
    assert {name.split("-")[0] for name in shown} == set(screenshots.PAGES)
    assert {path.name for path in screenshots.OUT.iterdir()} == taken


def test_the_tree_of_the_code_is_the_real_one() -> None:
    """The annotated tree names each module and folder of the package, and no other."""
    text = section(PAGES["how-it-works.md"], "## The code")
    tree = blocks(text, "text")[0].splitlines()[1:]
    shown = {line.split()[0].rstrip("/") for line in tree}
    real = {path.name for path in PACKAGE.iterdir() if not path.name.startswith("_") and path.name != "py.typed"}
    assert shown == real


def _words_of_code() -> str:
    """All of the program's string literals, joined where Python joins them."""
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    code += (PACKAGE / "publish" / "assets" / "search-page.js").read_text(encoding="utf-8")
    return re.sub(r"[\"']\s*\n\s*f?[\"']", "", code)


def test_messages_are_the_programs() -> None:
    """Each message explained exists: its parts between what is filled in stand in the code."""
    code = _words_of_code()
    first = [row[0] for row in rows(PAGES["troubleshooting.md"])]
    messages = [message for cell in first for message in CODE.findall(cell)]
    assert len(messages) > 20
    for message in messages:
        for part in re.split(r"…|'[^']*'|\(|\)|\S+\.\w+:\d+:|\.pdf", message):
            assert part.strip(" .") in code, (message, part)
