"""Headers and sidecars."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Given
from onrecord.read import header
from tests.read.test_read import save, source

BODY = "The mayor spoke.\n"


def test_every_field(tmp_path: Path) -> None:
    """Each field of a header arrives, dates in ISO form."""
    text = """---
title: The mayor speaks
outlet: Harbor Times
date: Jan. 7, 2031
authors: [Ann Lee, Bo Ray]
url: https://harbor.example/a
retrieved: 2031-01-08T10:00:00Z
deck: And is heard
language: en-US
rights: Excerpt
---

"""
    found = source(tmp_path, "x.txt", text + BODY)
    assert found.body == "\n" + BODY
    assert found.problems == ()
    assert found.given == Given(
        title="The mayor speaks",
        outlet="Harbor Times",
        date="2031-01-07",
        authors=("Ann Lee", "Bo Ray"),
        url="https://harbor.example/a",
        retrieved="2031-01-08",
        deck="And is heard",
        language="en-us",
        rights="excerpt",
    )


@pytest.mark.parametrize(
    ("line", "field", "expected"),
    [
        ("headline: H", "title", "H"),
        ("Publisher: P", "outlet", "P"),
        ("source: Harbor Times", "outlet", "Harbor Times"),
        ("source: https://harbor.example/a", "url", "https://harbor.example/a"),
        ("Published-at: 2031-01-07", "date", "2031-01-07"),
        ("byline: By Ann Lee and Bo Ray", "authors", ("Ann Lee", "Bo Ray")),
        ("author: ANN LEE and BO RAY", "authors", ("ANN LEE", "BO RAY")),
        ("author: 'Ann Lee, Bo Ray'", "authors", ("Ann Lee", "Bo Ray")),
        ("author: Lee, Ann", "authors", ("Lee, Ann",)),
        ("author: Department of Fish and Game", "authors", ("Department of Fish and Game",)),
        ("authors: [{name: Ann Lee}, {name: Bo Ray}]", "authors", ("Ann Lee", "Bo Ray")),
        ("link: https://harbor.example/a", "url", "https://harbor.example/a"),
        ("standfirst: D", "deck", "D"),
        ("lang: English", "language", "en"),
    ],
)
def test_synonyms(tmp_path: Path, line: str, field: str, expected: object) -> None:
    """What others call a field is understood."""
    found = source(tmp_path, "x.txt", f"---\n{line}\n---\n{BODY}")
    assert getattr(found.given, field) == expected
    assert found.problems == ()


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: 1984", "1984"),
        ("title: 007", "007"),
        ("title: yes", "yes"),
        ("title: 2031-13-45", "2031-13-45"),
        ("title: 1.0", "1.0"),
        ("title: !!python/object:os.system x", "x"),
        ("title: >\n  One\n  line", "One line"),
        ("title: ~", None),
        ("title: null", None),
        ("title:", None),
    ],
)
def test_values_stay_what_was_written(tmp_path: Path, line: str, title: str | None) -> None:
    """No value becomes a number, a truth value, a date or an object on the way."""
    assert source(tmp_path, "x.txt", f"---\n{line}\n---\n{BODY}").given.title == title


def test_unknown_keys_are_noted_with_their_line(tmp_path: Path) -> None:
    """A key that nobody knows is left out, and said."""
    found = source(tmp_path, "x.txt", f"---\ntitle: T\nmood: glad\n---\n{BODY}")
    (note,) = found.problems
    assert (note.level, "line 3" in note.message, "'mood'" in note.message) == ("note", True, True)


def test_broken_yaml_costs_only_itself(tmp_path: Path) -> None:
    """A header that is no YAML is a warning with its line; what its lines say plainly is kept, and so is the body."""
    found = source(tmp_path, "x.txt", f"---\noutlet: Harbor Times\ntitle: Mayor: no\ndate: 2031-01-07\n---\n{BODY}")
    (warning,) = found.problems
    assert warning.level == "warning"
    assert "line 3" in warning.message
    assert warning.hint
    assert (found.body, found.given.title, found.given.outlet) == (BODY, "Mayor: no", "Harbor Times")
    assert found.given.date == "2031-01-07"


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("date: someday", "date"),
        ("date: 1/7/2031", "date"),
        ("url: javascript:alert(1)", "url"),
        ("rights: mine", "rights"),
        ("language: klingon!", "language"),
        ("title: {a: b}", "title"),
        ("title: [[a]]", "title"),
    ],
)
def test_a_value_that_cannot_be_used_is_said(tmp_path: Path, line: str, field: str) -> None:
    """Such a value is left out; the warning names its line, the value and what to do."""
    found = source(tmp_path, "x.txt", f"---\noutlet: Harbor Times\n{line}\n---\n{BODY}")
    (warning,) = found.problems
    assert getattr(found.given, field) is None
    assert found.given.outlet == "Harbor Times"
    assert ("line 3" in warning.message, warning.level, bool(warning.hint)) == (True, "warning", True)


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nThe mayor spoke.\n\n---\n\nShe left.\n",
        "--- The mayor spoke.\n",
        "---\nThe mayor spoke\n",
        "Spoken.\n---\n",
    ],
)
def test_a_rule_is_no_header(tmp_path: Path, text: str) -> None:
    """A text that opens with a rule, or has a fence that is never closed, is all body."""
    assert source(tmp_path, "x.txt", text).body == text


def test_the_sidecar_goes_before_the_header(tmp_path: Path) -> None:
    """Field by field, the sidecar wins; what it does not say, the header may."""
    save(tmp_path, "x.yml", "title: Side\ndate: 2031-01-07\n")
    found = source(tmp_path, "x.txt", f"---\ntitle: Head\noutlet: Harbor Times\n---\n{BODY}")
    assert (found.given.title, found.given.outlet, found.given.date) == ("Side", "Harbor Times", "2031-01-07")


def test_a_broken_sidecar_names_itself(tmp_path: Path) -> None:
    """The problem says which file and line; the article is read all the same."""
    save(tmp_path, "x.yml", "title: 'open\n")
    found = source(tmp_path, "x.txt", BODY)
    assert found.body == BODY
    assert "x.yml, line " in found.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50000,
        "{a: " * 20000,
        "a: &x [*x]",
        "&a [&b [*a]]",
        "? [a]\n: b",
        "- a\n- b",
        "just text",
        "a: b\na: c",
        "%",
        "a: &l [x,x]\nb: &m [*l,*l]\nauthors: [*m,*m]",
        "\x00",
        "title: \x07",
        "---\na: b\n---\nc: d",
        "!!binary x",
    ],
)
def test_hostile_yaml(text: str) -> None:
    """Bombs, knots and odd documents give a result, never a crash."""
    assert isinstance(header.metadata("x.txt", text, "x.yml", 0), header.Found)


@given(
    st.text(max_size=200) | st.from_regex(r"(title|date|authors|url): [\[\]{}&*!|>'\"%@`, a:-]{0,40}\n", fullmatch=True)
)
def test_any_header(text: str) -> None:
    """Whatever stands in a header, what comes out is metadata and problems that can be printed."""
    found = header.metadata("x.txt", text, "", 0)
    assert all(str(problem).encode("utf-8", "surrogatepass") for problem in found.problems)
    fence, body, before = header.split(f"---\n{text}\n---\nBody")
    assert body.endswith("Body")
    assert before >= 0
    assert fence is None or isinstance(fence, str)
