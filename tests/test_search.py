"""The command line's index, in either engine: it finds what a query means, marks it, and follows its library."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import config, model, store
from onrecord.errors import ConfigError, QueryError, StoreError
from onrecord.model import (
    Archive,
    Article,
    Entry,
    Outlet,
    Quotation,
    Record,
    Rendering,
    Span,
    Speaker,
    Statement,
    Topic,
)
from onrecord.query import And, Not, Or, Phrase, Prefix, Query, Range, Term, covers, parse
from onrecord.search import FIELDS, Changes, Document, Hit, Index, Published, engine_of, mark
from onrecord.search.engine import order_of
from onrecord.search.index import VERSION, EngineName
from onrecord.search.state import State, write_state
from onrecord.store import Dataset, write_dataset
from onrecord.text import words


def said(key: str, text: str, speaker: str | None = "Ada Lane", **more: object) -> Document:
    """A quotation to be found."""
    document = Document("quotation", key, text, "Ferry vote put off", f"articles/ferry/#q-{key}", "ferry")
    return replace(document, **{"kind": "direct", "speakers": (speaker,) if speaker else (), **more})  # type: ignore[arg-type]  # the names are the tests' own


def printed(key: str, text: str, title: str, **more: object) -> Document:
    """An article to be found."""
    document = Document("article", key, text, title, f"articles/{key}/", key)
    return replace(document, **more)  # type: ignore[arg-type]  # the names are the tests' own


DOCUMENTS = (
    said("q1", "The harbour is a ferry of hope.", date="2031-02-03", outlet="Tern Bay Post", names=("A. J. Lane",)),
    said("q2", "Hope has no ferry", "Bram Odell", date="2031-03", topics=("ports",), subjects=("Ports and ferries",)),
    said("q3", "We’ll fund the mayor’s café", "Nora Lane", date="2030-12-31", kind="partial", outlet="The Gull"),
    said("q4", "nobody asked us", None, kind="partial"),
    printed("ferry", "The mayor hopes the ferry sails.\n\nAda Lane spoke.", "Ferry vote put off", date="2031-02-03"),
    printed("taxes", "Nothing of boats here.", "Council raises hope and taxes", topics=("ports",), subjects=("Ports",)),
)


class Shelf:
    """A library of the documents it is given, which tells what of it was asked for."""

    def __init__(self, documents: Iterable[Document], version: str = "one") -> None:
        self.version, self.held, self.asked = version, tuple(documents), list[str]()

    def digests(self) -> Mapping[str, str]:
        """Of each article's documents."""
        articles = sorted({document.article for document in self.held})
        return {one: hashlib.sha256(repr(self._of(one)).encode()).hexdigest() for one in articles}

    def lot(self, article: str) -> Sequence[Document]:
        """An article's documents."""
        self.asked.append(article)
        return self._of(article)

    def documents(self, keys: Iterable[str]) -> Iterator[Document]:
        """Those of the keys."""
        known = {document.key: document for document in self.held}
        return (known[key] for key in keys if key in known)

    def _of(self, article: str) -> list[Document]:
        return sorted((one for one in self.held if one.article == article), key=lambda one: one.key)


ENGINES = (
    "whoosh",
    pytest.param(
        "tantivy", marks=pytest.mark.skipif(find_spec("tantivy") is None, reason="onrecord[tantivy] is not installed")
    ),
)
SHELF = Shelf(DOCUMENTS)


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> EngineName:
    """Each engine: all of them do the same."""
    name: EngineName = request.param
    return name


@pytest.fixture
def index(tmp_path: Path, engine: EngineName) -> Index:
    """An index of the documents above."""
    made = Index(tmp_path / "index", engine)
    made.update(SHELF)
    return made


def keys(index: Index, text: str, library: Shelf = SHELF, *, newest: bool = False) -> list[str]:
    """The ids that a query finds, in order."""
    return [hit.document.id for hit in index.search(text, library, 20, newest=newest).hits]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry", {"q1", "q2", "ferry"}),
        ('"ferry of hope"', {"q1"}),
        ("“Ferry of HOPE”", {"q1"}),
        ('"hope ferry"', set()),
        ("hope*", {"q1", "q2", "ferry", "taxes"}),
        ("ferry -hope", {"ferry"}),
        ("cafe", {"q3"}),
        ("mayor", {"q3", "ferry"}),
        ('"the mayor"', {"q3", "ferry"}),
        ("speaker:lane", {"q1", "q3"}),
        ('speaker:"ada lane"', {"q1"}),
        ('speaker:"A.J. Lane"', {"q1"}),
        ('speaker:"lane a"', set()),
        ("lane hope", {"q1"}),
        ("topic:ports", {"q2", "taxes"}),
        ('topic:"ports and ferries"', {"q2"}),
        ("outlet:gull", {"q3"}),
        ("title:ferry", {"ferry"}),
        ("kind:partial", {"q3", "q4"}),
        ("type:article hope", {"taxes"}),
        ("date:2031", {"q1", "q2", "ferry"}),
        ("date:2031-03", {"q2"}),
        ("date:[2031-01-01 TO]", {"q1", "q2", "ferry"}),
        ("date:[TO 2030-12]", {"q3"}),
        ("ferry (speaker:odell OR type:article)", {"q2", "ferry"}),
        ('speaker:"lane hope"', set()),
        ("-(-ferry -hope) kind:direct", {"q1", "q2"}),
        ("date:2030-12", {"q3"}),
        ("date:[2031-02-04 TO 2031-03]", {"q2"}),
    ],
)
def test_it_finds_what_the_query_means(index: Index, query: str, found: set[str]) -> None:
    """Words, phrases, prefixes, fields, dates and their combinations find just the documents that they hold for."""
    assert set(keys(index, query)) == found


def test_the_best_come_first_and_the_newest_of_equals(index: Index) -> None:
    """Words rank by how well they match; a query of fields alone gives the newest first, the undated last."""
    assert keys(index, "harbour OR ferry OR hope")[0] == "q1"
    assert keys(index, "type:quotation") == ["q2", "q1", "q3", "q4"]
    assert keys(index, "ferry", newest=True) == ["q2", "ferry", "q1"]


def test_the_limit_cuts_the_hits_and_not_the_total(index: Index) -> None:
    """The total counts every match, however few are asked for."""
    results = index.search("ferry", SHELF, 1)
    assert (results.total, len(results.hits)) == (3, 1)
    assert index.search("ferry", SHELF, 0).hits == ()


def test_a_mistake_in_a_query_is_a_query_error(index: Index) -> None:
    """The index passes on what the parser says, unknown fields included."""
    with pytest.raises(QueryError, match="speaker"):
        index.search("speaekr:lane", SHELF)


def test_a_value_that_a_field_never_has_is_a_query_error(index: Index) -> None:
    """Kind and type take few values: another is refused with these and its place, not searched for in vain."""
    with pytest.raises(QueryError, match="kind is direct or partial or indirect") as error:
        index.search("ferry Kind:dirct", SHELF)
    assert error.value.position == 6
    with pytest.raises(QueryError, match="type is quotation or article"):
        index.search("type:(article OR quote)", SHELF)


def test_the_words_of_a_hit_are_marked(index: Index) -> None:
    """Marks are the stretches that match: phrases whole, possessives by their name, accents folded."""
    (hit,) = index.search('mayor cafe OR "nothing at all"', SHELF).hits
    assert [span.of(hit.document.text) for span in hit.marks] == ["mayor’s café"]
    hit = index.search("title:vote sails", SHELF).hits[0]
    assert [span.of(hit.document.title) for span in hit.title_marks] == ["vote"]
    assert [span.of(hit.document.text) for span in hit.marks] == ["sails"]


def test_an_excerpt_shows_the_marked_words(index: Index) -> None:
    """A long text is cut between words around what matches; the marks move with it."""
    text = "gull " * 100 + "the ferry of hope came late " + "tern " * 100
    hit = Hit(printed("long", text, "Long"), mark(text, parse('"ferry of hope"', FIELDS)))
    shown, marks = hit.excerpt(80)
    assert len(shown) <= 84
    assert [span.of(shown) for span in marks] == ["ferry of hope"]
    assert shown.startswith("… gull ")
    assert shown.endswith(("tern …", "late …"))


@given(st.text(alphabet="ab 'é’\n-", max_size=200), st.integers(1, 50))
def test_an_excerpt_is_always_part_of_the_text(text: str, width: int) -> None:
    """Whatever is cut, an excerpt is a stretch of the text and its marks are stretches that match."""
    hit = Hit(printed("x", text, "X"), mark(text, Term("a")))
    shown, marks = hit.excerpt(width)
    assert shown.removeprefix("… ").removesuffix(" …") in text
    assert all(set(words(span.of(shown))) <= {"a", "a's"} for span in marks)


def test_ranks_are_those_of_words_alone(index: Index) -> None:
    """What a field of names, topics or kinds is asked for chooses, and says nothing about how well words fit."""
    ferry = [hit for hit in keys(index, "ferry OR hope OR harbour") if hit in ("q1", "q2")]
    assert keys(index, "(ferry OR hope OR harbour) (speaker:lane OR speaker:odell)") == ferry


def test_the_same_score_gives_the_newest_first_however_many_there_are(tmp_path: Path, engine: EngineName) -> None:
    """Among many quotations of the same words, the limit keeps the newest, in any number of segments."""
    same = [said(f"q{n}", "the same words", date=f"2031-01-{n:02}") for n in range(1, 29)]
    spread = [replace(document, article=f"a{n % 5}") for n, document in enumerate(same)]
    index = Index(tmp_path / "index", engine)
    for upto in (3, 9, 28):
        index.update(Shelf(spread[:upto], str(upto)))
    hits = index.search("same words", Shelf(spread), 3).hits
    assert [hit.document.id for hit in hits] == ["q28", "q27", "q26"]


def test_engines_rank_alike(tmp_path: Path) -> None:
    """What one engine finds best, the other does: who installs another need not learn another search."""
    pytest.importorskip("tantivy")
    texts = ("a ferry", "ferry ferry ferry and more", "a long tale of one ferry that went " + "and went " * 30, "hope")
    shelf = Shelf([said(f"q{n}", text, date=f"2031-01-0{n + 1}") for n, text in enumerate(texts)])
    found = []
    for engine in ("whoosh", "tantivy"):
        index = Index(tmp_path / "index", engine)
        index.update(shelf)
        found.append([keys(index, query, shelf) for query in ("ferry", "ferry OR hope", '"a ferry" OR tale', "f*")])
    assert found[0] == found[1]


def test_an_update_with_nothing_changed_writes_no_document(index: Index, tmp_path: Path, engine: EngineName) -> None:
    """The same documents are not so much as asked for; the version is remembered."""
    assert index.version == "one"
    same = Shelf(DOCUMENTS, "two")
    assert index.update(same) == Changes(0, 0)
    assert same.asked == []
    assert index.version == "two"
    assert Index(tmp_path / "elsewhere", engine).version is None


def test_an_update_writes_changed_articles_and_no_others(index: Index) -> None:
    """The index comes to hold the documents given and no others; only articles that differ are written."""
    changed = replace(DOCUMENTS[5], text="No pier")
    new = said("q9", "A pier at last", article="piers")
    shelf = Shelf([*DOCUMENTS[:5], changed, new], "two")
    assert index.update(shelf) == Changes(written=2, removed=0)
    assert shelf.asked == ["piers", "taxes"]
    assert set(keys(index, "pier", shelf)) == {"taxes", "q9"}
    shelf = Shelf([changed, new], "three")
    assert index.update(shelf) == Changes(written=0, removed=1)
    assert keys(index, "“ferry of hope”", shelf) == []
    assert keys(index, "type:quotation", shelf) == ["q9"]


def test_an_interrupted_update_changes_nothing(index: Index) -> None:
    """An error while the documents are taken leaves the index as it was, and free."""

    class Broken(Shelf):
        def lot(self, article: str) -> Sequence[Document]:
            raise KeyboardInterrupt(article)

    with pytest.raises(KeyboardInterrupt):
        index.update(Broken([said("q9", "A pier at last", article="piers")], "two"))
    assert keys(index, "pier") == []
    assert set(keys(index, "cafe")) == {"q3"}
    assert index.version == "one"
    assert index.update(Shelf(DOCUMENTS, "two")) == Changes(0, 0)


@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
def test_an_update_that_is_killed_is_done_again(index: Index, monkeypatch: pytest.MonkeyPatch, done: bool) -> None:
    """Killed just before or after its changes come into force, an update leaves nothing that the next one overlooks."""

    class Killed(Shelf):
        def lot(self, article: str) -> Sequence[Document]:
            return super().lot(article) if done else super().lot(f"{article}{1 / 0}")

    calls: list[State] = []

    def once(path: Path, state: State) -> None:
        calls.append(state)
        if len(calls) > 1:  # the first call says what is about to change
            raise MemoryError
        write_state(path, state)

    with monkeypatch.context() as patched, pytest.raises(StoreError):
        patched.setattr("onrecord.search.index.write_state", once)
        index.update(Killed([*DOCUMENTS, said("q9", "A pier at last", article="piers")], "two"))
    assert index.version is None
    index.update(SHELF)  # the article was withdrawn meanwhile
    assert keys(index, "pier") == []
    assert set(keys(index, "ferry")) == {"q1", "q2", "ferry"}


def test_a_locked_index_says_what_to_do(index: Index, tmp_path: Path, engine: EngineName) -> None:
    """While one process writes, another waits for its patience only, then tells what to do; searches go on."""

    class Meanwhile(Shelf):
        def lot(self, article: str) -> Sequence[Document]:
            with pytest.raises(StoreError, match=r"another onrecord.* delete the folder"):
                Index(tmp_path / "index", engine, patience=0).update(Shelf([], "three"))
            assert keys(index, "cafe") == ["q3"]
            return super().lot(article)

    shelf = Meanwhile([*DOCUMENTS, said("q9", "A pier at last", article="piers")], "two")
    index.update(shelf)
    assert shelf.asked == ["piers"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves the damaged file open
def test_a_damaged_index_says_what_to_do(index: Index) -> None:
    """Files cut short are a StoreError that names the folder and the cure; the cure works."""
    for path in index.folder.iterdir():
        path.write_bytes(path.read_bytes()[:10])
    with pytest.raises(StoreError, match="Delete the folder"):
        index.search("ferry", SHELF)
    with pytest.raises(StoreError, match="Delete the folder"):
        index.update(SHELF)
    with pytest.raises(StoreError, match="Delete the folder"):
        _ = index.version
    shutil.rmtree(index.folder)
    index.update(SHELF)
    assert keys(index, "cafe") == ["q3"]


@pytest.mark.parametrize("cut", [None, 0, 0.5], ids=["gone", "empty", "cut short"])
def test_no_file_of_an_index_is_missed_in_silence(index: Index, cut: float | None) -> None:
    """Whichever file is gone, empty or half written, nothing is answered from what is left."""
    for path in sorted(index.folder.iterdir()):
        content = path.read_bytes()
        if path.name.startswith(".") or path.stem == "state" or not content:
            continue  # of the engine, which finds it itself; read here; a lock
        if cut is None:
            path.unlink()
        else:
            path.write_bytes(content[: int(len(content) * cut)])
        with pytest.raises(StoreError, match="Delete the folder"):
            _ = index.version
        path.write_bytes(content)
        assert index.version == "one"


def test_files_that_change_while_they_are_looked_at_are_no_damage(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update by somebody else, between two looks, makes an index that is behind, not one that is damaged."""
    state = index.folder / "state.json"

    def meanwhile(path: Path) -> int:
        write_state(state, State(None))
        return path.stat().st_size + 1

    monkeypatch.setattr("onrecord.search.state._size", meanwhile)
    assert index.version is None


def test_an_index_whose_contents_are_not_known_is_made_anew(index: Index) -> None:
    """Without the file that says what it holds, nothing of an index is trusted."""
    (index.folder / "state.json").unlink()
    assert index.version is None
    few = Shelf(DOCUMENTS[:1])
    assert index.update(few) == Changes(written=1, removed=0)
    assert keys(index, "type:quotation OR type:article", few) == ["q1"]


def test_an_index_of_a_former_version_goes(index: Index, engine: EngineName) -> None:
    """Once this version has an index of its own, that of a former one is deleted; that of the other engine stays."""
    former, other = (index.folder.with_name(name) for name in (f"{engine}-1", "lucene-1"))
    for folder in (former, other):
        folder.mkdir()
        (folder / "something").write_text("old", encoding="utf-8")
    index.update(Shelf(DOCUMENTS, "two"))
    assert not former.exists()
    assert other.exists()
    assert index.folder.name == f"{engine}-{VERSION}"


def test_many_small_updates_leave_few_segments(tmp_path: Path) -> None:
    """Whoosh's segments are put together again, so that a search after many changes is as quick as the first."""
    index, many = Index(tmp_path / "index"), [said(f"q{n}", f"word{n} pier", article=f"a{n}") for n in range(120)]
    for upto in range(100, 121):
        index.update(Shelf(many[:upto], str(upto)))
    assert len(list(index.folder.glob("*.trm"))) <= 6
    shelf = Shelf(many)
    assert index.search("pier", shelf).total == 120
    assert [keys(index, f"word{n}", shelf) for n in (0, 99, 100, 119)] == [["q0"], ["q99"], ["q100"], ["q119"]]


def test_words_beyond_what_a_segment_holds_go_into_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the archive, words are written before they fill the memory, and found all the same."""
    monkeypatch.setattr("onrecord.search.with_whoosh._LARGEST", 10)
    index = Index(tmp_path / "index")
    index.update(SHELF)
    assert len(list(index.folder.glob("*.trm"))) > 1
    assert set(keys(index, "ferry -hope")) == {"ferry"}
    assert keys(index, "harbour OR ferry OR hope")[0] == "q1"


@pytest.mark.parametrize("mapped", [True, False], ids=["with maps", "without"])
def test_phrases_of_words_that_are_everywhere_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mapped: bool
) -> None:
    """Whoosh's maps of a segment tell of every phrase, how often and in which documents, what its lists tell."""
    if mapped:
        monkeypatch.setattr("onrecord.search.postings._LARGE", 0)
        monkeypatch.setattr("onrecord.search.postings._DENSE", 0.2)
    texts = (
        "in the in the end",
        "the in",
        "",
        "the ferry's in the pier",
        "in. the",
        "pier in",
        "the ferry in the in the",
    )
    held = [said(f"q{n}", texts[n % 7], None, article=f"a{n}") for n in range(120)]
    index = Index(tmp_path / "index")
    for upto in (*range(70, 80), 120):  # so that segments are made one
        index.update(Shelf(held[:upto], str(upto)))
    for phrase in ("in the", "the in", "the in the", "in the in the", "ferry in the", "the ferry", "pier in"):
        tree = Phrase(tuple(phrase.split()))
        wanted = {one.id for one in held if contains(tree, one.text)}
        hits = index.search(f'"{phrase}"', Shelf(held), 120).hits
        assert {hit.document.id for hit in hits} == wanted
    assert [hit.document.text for hit in index.search('"in the"', Shelf(held), 17).hits] == [texts[0]] * 17


def test_the_engine_is_chosen_by_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Left to itself an archive takes tantivy where it is installed; asked for in vain, the message says what to do."""
    monkeypatch.setattr("onrecord.search.index.find_spec", lambda _: object())
    assert [engine_of(option) for option in ("auto", "whoosh", "tantivy")] == ["tantivy", "whoosh", "tantivy"]
    monkeypatch.setattr("onrecord.search.index.find_spec", lambda _: None)
    assert [engine_of(option) for option in ("auto", "whoosh")] == ["whoosh", "whoosh"]
    with pytest.raises(ConfigError, match=r"pip install 'onrecord\[tantivy\]'"):
        engine_of("tantivy")


def test_a_search_loads_what_it_needs_and_no_more() -> None:
    """The command waits for no engine before it knows which, nor for the stages and nouns that it has no use for."""
    spared = (
        "whoosh",
        "tantivy",
        "mkdocs",
        "numpy",
        "onrecord.model.archive",
        "onrecord.store.cache",
        "onrecord.store.dataset",
        "onrecord.build",
        "onrecord.cli.reports",
        *("click", "yaml", "difflib", "logging", "shutil", "tempfile", "traceback"),
    )
    code = "import sys, onrecord.cli, onrecord.cli.quick, onrecord.cli.hits, onrecord.config.settings as _;"
    code += "print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {*spared} & {*ran.stdout.split()} == set()


def test_whoosh_is_loaded_without_what_takes_as_long_as_itself() -> None:
    """The module that Whoosh never uses is spared, and is the real one for whoever imports it afterwards."""
    code = "import sys, onrecord.search.with_whoosh as _; print('http.client' in sys.modules);"
    code += "import urllib.request; print(urllib.request.urlopen.__name__)"
    ran = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "urlopen"]


def test_names_are_exported_though_their_modules_are_loaded_late() -> None:
    """Each public name of the packages that load late is there, and another is missed as usual."""
    for package in (model, config, store):
        assert all(getattr(package, name) is not None for name in package.__all__)
        with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
            _ = package.nothing


# --- against an oracle ------------------------------------------------------------------------------------------------


def holds(query: Query, document: Document) -> bool:
    """What a query means, by reading the document."""
    match query:
        case And(parts):
            return all(holds(part, document) for part in parts)
        case Or(parts):
            return any(holds(part, document) for part in parts)
        case Not(part):
            return not holds(part, document)
        case Range():
            return covers(query, document.date)
    return any(contains(query, text) for text in texts(document, query.field))


def texts(document: Document, field: str | None) -> list[str | None]:
    """The texts of a document that a field stands for."""
    named = [document.speaker, *document.names]
    headline = [document.title] if document.type == "article" else []
    fields: dict[str | None, list[str | None]] = {
        None: [document.text, *headline, *named],
        "title": list(headline),
        "speaker": named,
        "topic": [*document.topics, *document.subjects],
        "outlet": [document.outlet],
        "kind": [document.kind],
        "type": [document.type],
    }
    return fields[field]


def contains(leaf: Term | Prefix | Phrase, text: str | None) -> bool:
    """Whether a word, prefix or phrase stands in the text."""
    found = [{word, word.removesuffix("'s")} for word in words(text or "")]
    if isinstance(leaf, Prefix):
        return any(word.startswith(leaf.stem) for forms in found for word in forms)
    run = leaf.words if isinstance(leaf, Phrase) else (leaf.word,)
    starts = range(len(found) - len(run) + 1)
    return any(all(word in found[at + i] for i, word in enumerate(run)) for at in starts)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory, engine: EngineName) -> Index:
    """One index for many queries."""
    made = Index(tmp_path_factory.mktemp("lasting"), engine)
    spread = [replace(document, article=document.id) for document in DOCUMENTS]
    made.update(Shelf(spread[:3], "zero"))
    made.update(Shelf(spread, "one"))  # in two segments
    return made


PARTS = st.sampled_from(
    ["ferry", "hope", "the", "mayor", "lane", "hop*", '"ferry of hope"', '"the mayor"', "speaker:lane", "speaker:ada",
     "topic:ports", "type:article", "kind:partial", "outlet:gull", "date:2031", "date:[2031-02-04 TO]", "title:hope"]
)  # fmt: skip
QUERIES = st.recursive(
    PARTS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} OR {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} -{pair[1]})"),
        st.tuples(inner, inner, inner).map(lambda three: f"({three[0]} -(-{three[1]} -{three[2]}))"),
    ),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES)
def test_the_index_agrees_with_a_reader(lasting: Index, text: str) -> None:
    """Whatever the query, the index finds the documents that somebody reading them all would find."""
    tree = parse(text, FIELDS)
    assert set(keys(lasting, text)) == {document.id for document in DOCUMENTS if holds(tree, document)}


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sets(st.sampled_from(DOCUMENTS)), min_size=1, max_size=4))
def test_however_it_came_about_an_index_finds_the_same(
    tmp_path_factory: pytest.TempPathFactory, engine: EngineName, states: list[set[Document]]
) -> None:
    """An index that followed the archive through any states finds what one made at once of the last finds."""
    followed, fresh = (Index(tmp_path_factory.mktemp("index"), engine) for _ in range(2))
    for number, state in enumerate(states):
        followed.update(Shelf(sorted(state, key=order_of), str(number)))
    fresh.update(Shelf(sorted(states[-1], key=order_of)))
    for text in ("type:quotation", "type:article", "hope", "speaker:lane"):
        assert set(keys(followed, text)) == set(keys(fresh, text))
    for text in ("type:quotation", "type:article"):
        assert keys(followed, text) == keys(fresh, text)


# --- from a dataset ---------------------------------------------------------------------------------------------------


def archive() -> Archive:
    """An archive of one article with two quotations, one of them of nobody named."""
    text = "“We sail at dawn,” Lane said. An official called it “too soon.”"
    article = Article("ferry", "ferry.txt", "d1", "Ferry to sail", "given", text)
    first, second = (Span(text.index(w), text.index(w) + len(w)) for w in ("We sail at dawn,", "too soon."))
    quotations = (
        Quotation("ferry", first, "direct", "cue", "Ada Lane"),
        Quotation("ferry", second, "partial", "cue", mention=Span(text.index("An"), text.index(" called"))),
    )
    record = Record(article, quotations=quotations, outlet="The Gull", date="2031-02-03")
    return Archive(
        entries={"ferry": Entry("ferry", record, ("r1", "r2"), "gull", topics=("ports",))},
        renderings={
            "r1": Rendering("r1", quotations[0], "r1", ("ada-lane",)),
            "r2": Rendering("r2", quotations[1], "r2"),
        },
        speakers={"ada-lane": Speaker("ada-lane", "Ada Lane", ("A. Lane",), renderings=("r1",))},
        statements={
            "r1": Statement("r1", "We sail at dawn,", ("ada-lane",), ("r1",), ("ferry",), ("gull",), topics=("ports",)),
            "r2": Statement("r2", "too soon.", (), ("r2",), ("ferry",), ("gull",)),
        },
        topics={
            "ports": Topic("ports", "Ports", "port*", "transport", articles=("ferry",), statements=("r1",)),
            "transport": Topic("transport", "Transport", "ship*", narrower=("ports",)),
            "tolls": Topic("tolls", "Tolls", "toll*"),
        },
        outlets={"gull": Outlet("gull", "The Gull", ("ferry",))},
    )


@contextmanager
def published(folder: Path, archive: Archive) -> Iterator[Published]:
    """The archive, published and opened."""
    write_dataset(folder / "data.sqlite", archive, lambda _: {}, "full", "d1")
    dataset = Dataset(folder / "data.sqlite")
    try:
        yield Published(dataset)
    finally:
        dataset.close()


def test_a_joint_statement_is_found_by_each_speaker(tmp_path: Path, engine: EngineName) -> None:
    """Words that several people said together are found under the name, and the aliases, of each."""
    shelf = Shelf([said("q1", "We sail at dawn.", speakers=("Ada Lane", "Ben Holt"), names=("A. Lane", "B. Holt"))])
    index = Index(tmp_path / "index", engine)
    index.update(shelf)
    for query in ("speaker:lane", 'speaker:"Ben Holt"', 'speaker:"B. Holt"'):
        (hit,) = index.search(query, shelf).hits
        assert (hit.document.speaker, hit.document.speakers) == ("Ada Lane", ("Ada Lane", "Ben Holt"))


def test_what_is_reported_without_marks_is_a_kind(tmp_path: Path, engine: EngineName) -> None:
    """A report is found by its words, alone under its kind, and not under that of words in marks."""
    shelf = Shelf([said("q1", "We sail at dawn."), said("q2", "they would sail at dawn", kind="indirect")])
    index = Index(tmp_path / "index", engine)
    index.update(shelf)
    assert set(keys(index, "dawn", shelf)) == {"q1", "q2"}
    assert keys(index, "dawn kind:indirect", shelf) == ["q2"]
    assert keys(index, "dawn kind:direct", shelf) == ["q1"]


def test_a_dataset_gives_a_document_for_each_quotation_and_article(tmp_path: Path) -> None:
    """Documents hold what can be searched and shown: words, names, outlet, date, topics with the broader ones."""
    with published(tmp_path, archive()) as library:
        assert [*library.digests()] == ["ferry"]
        found = {document.id: document for document in library.lot("ferry")}
        assert [*library.documents(document.key for document in found.values())] == [*found.values()]
        assert [*library.documents(["article:none", "quotation:none"])] == []
    first, second, article = found["r1"], found["r2"], found["ferry"]
    assert (first.text, first.speaker, first.names, first.statement) == (
        "We sail at dawn,",
        "Ada Lane",
        ("A. Lane",),
        "r1",
    )
    assert (first.outlet, first.date, first.kind, first.path) == (
        "The Gull",
        "2031-02-03",
        "direct",
        "articles/ferry/#q-r1",
    )
    assert first.topics == article.topics == ("ports", "transport")
    assert first.subjects == ("Ports", "Transport")
    assert (second.speaker, second.kind, second.topics) == (None, "partial", first.topics)
    assert (article.type, article.title, article.path) == ("article", "Ferry to sail", "articles/ferry/")


def changed(**more: object) -> Archive:
    """The archive above with something else in it."""
    return replace(archive(), **more)  # type: ignore[arg-type]  # the names are the tests' own


@pytest.mark.parametrize(
    "other",
    [
        changed(speakers={"ada-lane": Speaker("ada-lane", "Ada Lane", ("Lane",), renderings=("r1",))}),
        changed(speakers={"ada-lane": Speaker("ada-lane", "Ada L. Lane", ("A. Lane",), renderings=("r1",))}),
        changed(outlets={"gull": Outlet("gull", "The Tern", ("ferry",))}),
        changed(topics={**archive().topics, "ports": replace(archive().topics["ports"], label="Harbours")}),
        changed(topics={**archive().topics, "ports": replace(archive().topics["ports"], broader=None)}),
        changed(statements={**archive().statements, "r1": replace(archive().statements["r1"], topics=("tolls",))}),
        changed(entries={"ferry": replace(archive().entries["ferry"], topics=())}),
        changed(renderings={"r1": archive().renderings["r1"]}, statements={"r1": archive().statements["r1"]}),
        changed(renderings={**archive().renderings, "r1": replace(archive().renderings["r1"], speakers=())}),
    ],
    ids=["alias", "name", "outlet", "label", "broader", "statement topic", "article topic", "quotation", "attribution"],
)
def test_an_articles_digest_tells_every_change(tmp_path: Path, other: Archive) -> None:
    """Whatever changes a document of an article changes its digest: so an index that follows digests is right."""
    with published(tmp_path, archive()) as library:
        before, documents = library.digests()["ferry"], library.lot("ferry")
    with published(tmp_path, other) as library:
        assert library.lot("ferry") != documents
        assert library.digests()["ferry"] != before


def test_an_articles_digest_tells_nothing_else(tmp_path: Path) -> None:
    """A topic that nothing is about, or an article beside it, leaves an article's digest as it is."""
    topics = {**archive().topics, "piers": Topic("piers", "Piers", "pier*")}
    entry = archive().entries["ferry"]
    beside = replace(entry, id="beside", renderings=())
    with published(tmp_path, archive()) as library:
        before = library.digests()["ferry"]
    with published(tmp_path, changed(topics=topics, entries={"beside": beside, "ferry": entry})) as library:
        assert library.digests()["ferry"] == before
