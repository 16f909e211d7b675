"""The query language: what is understood, and where and why it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import QueryError
from onrecord.query import And, Not, Or, Phrase, Prefix, Query, Range, Term, is_bounded, leaves, parse

FIELDS = ("speaker", "topic", "outlet", "date", "kind")
A, B, C = Term("a"), Term("b"), Term("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a OR b c", Or((A, And((B, C))))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("a (b (c))", And((A, B, C))),
        ("a OR (b OR a)", Or((A, B))),
        ("a NOT b", And((A, Not(B)))),
        ("a -b", And((A, Not(B)))),
        ("a - b", And((A, B))),
        ("NOT NOT a", A),
        ("-(NOT a)", A),
        ('a -"b c"', And((A, Not(Phrase(("b", "c")))))),
        ("and or not", And((Term("and"), Term("or"), Term("not")))),
        ('"Ferry  of, HOPE"', Phrase(("ferry", "of", "hope"))),
        ("“ferry of hope”", Phrase(("ferry", "of", "hope"))),
        ('"ferry”', Term("ferry")),
        ("Café", Term("cafe")),
        ("O’Dell", Term("o'dell")),
        ("U.S.", Phrase(("u", "s"))),
        ("Smith & Jones", And((Term("smith"), Term("jones")))),
        ("deport*", Prefix("deport")),
        ("deport*, a", And((Prefix("deport"), A))),
        ("speaker:Odell", Term("odell", "speaker")),
        ("Speaker:odell", Term("odell", "speaker")),
        ('speaker:"Ann Odell"', Phrase(("ann", "odell"), "speaker")),
        ("speaker:ode*", Prefix("ode", "speaker")),
        ("topic:(a OR b)", Or((Term("a", "topic"), Term("b", "topic")))),
        ("topic:(a speaker:b)", And((Term("a", "topic"), Term("b", "speaker")))),
        ("-kind:a b", And((Not(Term("a", "kind")), B))),
        ("date:2016", Range("date", "2016", "2016")),
        ("date:(2015 OR 2016-02)", Or((Range("date", "2015", "2015"), Range("date", "2016-02", "2016-02")))),
        ("date:[2015-12 TO 2016-02]", Range("date", "2015-12", "2016-02")),
        ("date:[2016-02-03 TO 2016]", Range("date", "2016-02-03", "2016")),
        ("date:[2016 TO]", Range("date", "2016", None)),
        ("date:[* TO 2016]", Range("date", None, "2016")),
    ],
)
def test_it_is_understood(text: str, tree: Query) -> None:
    """Each construct of the language gives the tree it stands for."""
    assert parse(text, FIELDS) == tree


def test_an_empty_query_has_no_place_to_show() -> None:
    """Where nothing was asked, the message is a single line."""
    with pytest.raises(QueryError) as error:
        parse("  ", FIELDS)
    assert str(error.value) == error.value.reason


@pytest.mark.parametrize(
    ("text", "position", "reason"),
    [
        ("", 0, "empty"),
        (" – ", 0, "empty"),
        ("a speaekr:b", 2, 'Did you mean "speaker"?'),
        ("a http://b", 2, "Fields: date, kind, outlet, speaker, topic."),
        ('a "b', 2, "never closed"),
        ('a ""', 2, "no word"),
        ("a (b", 2, "never closed"),
        ("a b)", 3, "closes nothing"),
        ("a ()", 2, "Nothing stands between"),
        ("a OR", 2, "Nothing stands after this OR"),
        ("OR a", 0, "Nothing stands before this OR"),
        ("a AND OR b", 2, "Nothing stands after this AND"),
        ("(OR a)", 1, "Nothing stands before this OR"),
        ("a NOT", 2, "Nothing stands after this NOT"),
        ("NOT a", 0, "what to leave out"),
        ("-a -b", 0, "what to leave out"),
        ("a OR NOT b", 5, "what to leave out"),
        ("NOT (a b)", 0, "what to leave out"),
        ("a *", 2, "no word"),
        ("a b*c", 2, "single word"),
        ("a b-c*", 2, "single word"),
        ("a topic:", 2, "right after the colon"),
        ("topic: a", 0, "right after the colon"),
        ("topic:speaker:a", 0, "right after the colon"),
        ("topic:—", 6, "no word"),
        ("date:soon", 5, "is no date"),
        ("date:2016-02-30", 5, "is no date"),
        ("date:[2016 2017]", 5, "needs TO"),
        ("date:[2017 TO 2016]", 5, "Write date:[2016 TO 2017]"),
        ("date:[ TO ]", 5, "no end at all"),
        ("date:[2016 TO", 5, "never closed"),
        ("topic:[a TO b]", 6, "Only date takes a range"),
        ("(" * 99 + "a" + ")" * 99, 40, "parentheses within each other"),
    ],
)
def test_a_mistake_is_placed_and_explained(text: str, position: int, reason: str) -> None:
    """What is not understood raises a QueryError that points at the place and says what would be right."""
    with pytest.raises(QueryError) as error:
        parse(text, FIELDS)
    assert error.value.position == position
    assert reason in error.value.reason


def test_a_range_needs_a_date_field() -> None:
    """Where the fields hold no date, dates are an unknown field like any other."""
    with pytest.raises(QueryError, match='no field "date"'):
        parse("date:2016", ["topic"])


PIECES = st.sampled_from(
    [
        *'()"“”*-:[]',
        " ",
        " AND ",
        " OR ",
        " NOT ",
        "a",
        "b c",
        "O’Dell",
        "topic:",
        "date:",
        "2016",
        "[2015 TO 2016]",
        "no:",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_any_text_gives_a_bounded_tree_or_a_placed_error(text: str) -> None:
    """Whatever is typed gives a query that names something, or a QueryError whose place lies within the text."""
    try:
        tree = parse(text, FIELDS)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
        assert error.reason
        assert error.query == text
    else:
        assert is_bounded(tree)
        assert list(leaves(tree))


_LEAVES = st.one_of(
    st.builds(Term, st.sampled_from(["a", "b", "o'dell"]), st.sampled_from([None, "topic"])),
    st.builds(Prefix, st.just("ab"), st.sampled_from([None, "speaker"])),
    st.builds(Phrase, st.just(("a", "b")), st.sampled_from([None, "topic"])),
    st.just(Range("date", "2015", "2016-02")),
    st.just(Range("date", None, "2016")),
)


def _typed(query: Query) -> str:
    """The query as somebody might type it, with every parenthesis."""
    match query:
        case And(parts):
            return "(" + " AND ".join(map(_typed, parts)) + ")"
        case Or(parts):
            return "(" + " OR ".join(map(_typed, parts)) + ")"
        case Not(part):
            return f"NOT {_typed(part)}"
        case Range(field, start, end):
            return f"{field}:[{start or ''} TO {end or ''}]"
        case Term(word, field) | Prefix(word, field):
            return f"{field}:" * (field is not None) + word + "*" * isinstance(query, Prefix)
        case Phrase(words, field):
            return f"{field}:" * (field is not None) + f'"{" ".join(words)}"'


def _holds(query: Query, facts: frozenset[object]) -> bool:
    """What a query means where `facts` are the leaves that match."""
    match query:
        case And(parts):
            return all(_holds(part, facts) for part in parts)
        case Or(parts):
            return any(_holds(part, facts) for part in parts)
        case Not(part):
            return not _holds(part, facts)
        case _:
            return query in facts


_TREES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: Or(tuple(parts))),
        st.builds(lambda kept, dropped: And((kept, Not(dropped))), inner, inner),
    ),
    max_leaves=12,
)


@given(_TREES, st.frozensets(_LEAVES, max_size=5))
def test_what_is_typed_means_what_it_says(tree: Query, facts: frozenset[object]) -> None:
    """A typed query holds for the same facts as the tree it was typed from."""
    assert _holds(parse(_typed(tree), FIELDS), facts) == _holds(tree, facts)
