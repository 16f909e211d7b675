"""The command line's index: it finds what a query means, marks it, and follows the documents it is given."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import QueryError, StoreError
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
from onrecord.search import FIELDS, VERSION, Changes, Document, Hit, Index, documents, mark
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


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """An index of the documents above."""
    made = Index(tmp_path / "index")
    made.update(DOCUMENTS, "one")
    return made


def keys(index: Index, text: str, *, newest: bool = False) -> list[str]:
    """The ids that a query finds, in order."""
    return [hit.document.id for hit in index.search(text, 20, newest=newest).hits]


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
        ("version", set()),
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
    results = index.search("ferry", 1)
    assert (results.total, len(results.hits)) == (3, 1)
    assert index.search("ferry", 0).hits == ()


def test_a_mistake_in_a_query_is_a_query_error(index: Index) -> None:
    """The index passes on what the parser says, unknown fields included."""
    with pytest.raises(QueryError, match="speaker"):
        index.search("speaekr:lane", 10)


def test_a_value_that_a_field_never_has_is_a_query_error(index: Index) -> None:
    """Kind and type take few values: another is refused with these and its place, not searched for in vain."""
    with pytest.raises(QueryError, match="kind is direct or partial or indirect") as error:
        index.search("ferry Kind:dirct", 10)
    assert error.value.position == 6
    with pytest.raises(QueryError, match="type is quotation or article"):
        index.search("type:(article OR quote)", 10)


def test_the_words_of_a_hit_are_marked(index: Index) -> None:
    """Marks are the stretches that match: phrases whole, possessives by their name, accents folded."""
    (hit,) = index.search('mayor cafe OR "nothing at all"', 10).hits
    assert [span.of(hit.document.text) for span in hit.marks] == ["mayor’s café"]
    hit = index.search("title:vote sails", 10).hits[0]
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


def test_a_second_update_does_nothing(index: Index, tmp_path: Path) -> None:
    """The same documents leave every file of the index but its version alone."""
    assert index.version == "one"
    assert index.update(DOCUMENTS, "two") == Changes(0, 0)
    assert index.version == "two"
    assert Index(tmp_path / "elsewhere").version is None


def test_an_update_adds_changes_and_withdraws(index: Index) -> None:
    """The index comes to hold the documents given and no others: new ones, and changed ones as they are now."""
    changed = replace(DOCUMENTS[1], text="No pier")
    new = said("q9", "A pier at last")
    assert index.update([*DOCUMENTS[2:], changed, new]) == Changes(added=2, removed=2)
    assert set(keys(index, "pier")) == {"q2", "q9"}
    assert keys(index, "“ferry of hope”") == []
    assert set(keys(index, "ferry")) == {"ferry"}


def test_an_interrupted_update_changes_nothing(index: Index) -> None:
    """An error while the documents are taken leaves the index as it was, and free."""

    def broken() -> Iterator[Document]:
        yield said("q9", "A pier at last")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.update(broken())
    assert keys(index, "pier") == []
    assert index.update(DOCUMENTS) == Changes(0, 0)


def test_a_locked_index_says_what_to_do(index: Index, tmp_path: Path) -> None:
    """While one process writes, another waits for its patience only, then tells what to do; searches go on."""

    def meanwhile() -> Iterator[Document]:
        with pytest.raises(StoreError, match=r"another onrecord.* delete the folder"):
            Index(tmp_path / "index", patience=0).update([])
        assert keys(index, "cafe") == ["q3"]
        yield from DOCUMENTS

    index.update(meanwhile())


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves the damaged file open
def test_a_damaged_index_says_what_to_do(index: Index, tmp_path: Path) -> None:
    """Files cut short are a StoreError that names the folder and the cure; the cure works."""
    folder = tmp_path / "index"
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(StoreError, match="Delete the folder"):
        index.search("ferry", 10)
    with pytest.raises(StoreError, match="Delete the folder"):
        index.update(DOCUMENTS)
    with pytest.raises(StoreError, match="Delete the folder"):
        _ = index.version
    for path in folder.iterdir():
        path.unlink()
    index.update(DOCUMENTS)
    assert keys(index, "cafe") == ["q3"]


def test_an_index_of_an_older_version_is_made_anew(index: Index, tmp_path: Path) -> None:
    """Files of another version of the index go when this one is made."""
    folder = tmp_path / "index"
    for path in list(folder.iterdir()):
        path.rename(path.with_name(path.name.replace(f"onrecord{VERSION}", "onrecord0")))
    assert index.version is None
    assert index.update(DOCUMENTS) == Changes(added=len(DOCUMENTS), removed=0)
    assert not [path for path in folder.iterdir() if "onrecord0" in path.name]


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
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """One index for many queries."""
    made = Index(tmp_path_factory.mktemp("lasting"))
    made.update(DOCUMENTS[:3])
    made.update(DOCUMENTS)  # in two segments
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


@settings(max_examples=20)
@given(st.lists(st.sets(st.sampled_from(DOCUMENTS)), min_size=1, max_size=4))
def test_however_it_came_about_an_index_finds_the_same(
    tmp_path_factory: pytest.TempPathFactory, states: list[set[Document]]
) -> None:
    """An index that followed the archive through any states finds what one made at once of the last finds."""
    followed, fresh = (Index(tmp_path_factory.mktemp("index")) for _ in range(2))
    for state in states:
        followed.update(state)
    fresh.update(states[-1])
    for text in ("type:quotation", "type:article", "hope"):
        assert set(keys(followed, text)) == set(keys(fresh, text))


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
        },
        outlets={"gull": Outlet("gull", "The Gull", ("ferry",))},
    )


def test_a_joint_statement_is_found_by_each_speaker(tmp_path: Path) -> None:
    """Words that several people said together are found under the name, and the aliases, of each."""
    index = Index(tmp_path / "index")
    index.update([said("q1", "We sail at dawn.", speakers=("Ada Lane", "Ben Holt"), names=("A. Lane", "B. Holt"))])
    for query in ("speaker:lane", 'speaker:"Ben Holt"', 'speaker:"B. Holt"'):
        (hit,) = index.search(query).hits
        assert (hit.document.speaker, hit.document.speakers) == ("Ada Lane", ("Ada Lane", "Ben Holt"))


def test_what_is_reported_without_marks_is_a_kind(tmp_path: Path) -> None:
    """A report is found by its words, alone under its kind, and not under that of words in marks."""
    index = Index(tmp_path / "index")
    index.update([said("q1", "We sail at dawn."), said("q2", "they would sail at dawn", kind="indirect")])
    assert {hit.document.id for hit in index.search("dawn").hits} == {"q1", "q2"}
    assert [hit.document.id for hit in index.search("dawn kind:indirect").hits] == ["q2"]
    assert [hit.document.id for hit in index.search("dawn kind:direct").hits] == ["q1"]


def test_a_dataset_gives_a_document_for_each_quotation_and_article(tmp_path: Path) -> None:
    """Documents hold what can be searched and shown: words, names, outlet, date, topics with the broader ones."""
    write_dataset(tmp_path / "data.sqlite", archive(), {}, "full", "d1")
    dataset = Dataset(tmp_path / "data.sqlite")
    found = {document.id: document for document in documents(dataset)}
    dataset.close()
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
