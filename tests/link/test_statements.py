"""One statement for one utterance, however each outlet cuts it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Archive
from tests.link.making import linked, record, shared

SPEECH = (
    "The river took the lower orchard before anybody had counted the sandbags in the shed. "
    "Nobody at the depot answered the telephone until the water stood in their own cellar. "
    "I have asked the county three times for a second pump and a driver who can find the valve. "
    "Children were carried across the meadow on doors that their grandfathers had carpentered. "
    "If the bridge money is gone then somebody must say aloud whose pocket it warmed this winter."
)
WORDS = SPEECH.split()
OTHERS = [
    "Our library will open on Sundays once the boiler inspector returns from his honeymoon.",
    "A goat on the runway delayed the mail plane and the mayor for most of an afternoon.",
    "The choir needs tenors more than it needs another committee about curtains.",
    "Every lamp on Mill Street was bought with bottle deposits collected by schoolchildren.",
]


def _pair(one: str, other: str, speakers: tuple[str | None, str | None] = ("Ada Lane", "Ada Lane")) -> Archive:
    return linked(
        record("a.txt", f"She began. “{one}” It was late.", speakers[0]),
        record("b.txt", f"Others heard it too: “{other}” and left.", speakers[1]),
    )


@st.composite
def _cuts(draw: st.DrawFn) -> str:
    """A stretch of the speech, at least ten words long, perhaps elided, repunctuated and bracketed."""
    start = draw(st.integers(0, len(WORDS) - 14))
    end = draw(st.integers(start + 14, len(WORDS)))
    mark = draw(st.sampled_from([".", ";", ",", " —", ""]))
    words = [word.replace(".", mark) for word in WORDS[start:end]]
    if len(words) > 24 and draw(st.booleans()):
        at = draw(st.integers(10, len(words) - 12))
        gone = draw(st.integers(1, len(words) - at - 10))
        words = [*words[:at], draw(st.sampled_from(["…", "...", ". . .", "[...]"])), *words[at + gone :]]
    if draw(st.booleans()):
        words[0] = f"[{words[0][0].lower()}]{words[0][1:]}" if len(words[0]) > 1 else words[0]
    if draw(st.booleans()):
        words.insert(draw(st.integers(1, len(words) - 1)), "[sic]")
    text = " ".join(words)
    return text.upper() if draw(st.booleans()) else text


@given(_cuts())
def test_any_cut_joins_the_whole(cut: str) -> None:
    """However a speech is cut, elided, bracketed and punctuated, the cut is a rendering of the speech."""
    (statement,) = shared(_pair(SPEECH, cut))
    assert statement.wording == SPEECH
    assert not statement.disputed


@given(st.sampled_from(range(len(WORDS))), st.sampled_from(["mumble", "herring", "an"]))
def test_a_misheard_word_does_not_part_them(at: int, instead: str) -> None:
    """One word misheard or mistyped leaves two wordings one statement."""
    assert shared(_pair(SPEECH, " ".join([*WORDS[:at], instead, *WORDS[at + 1 :]])))


@given(st.integers(12, 30), st.integers(12, 30))
def test_the_end_of_one_is_the_beginning_of_the_other(first: int, second: int) -> None:
    """Two cuts that overlap by a dozen words are one statement though neither holds the other."""
    middle = len(WORDS) // 2
    assert shared(_pair(" ".join(WORDS[middle - first : middle + 7]), " ".join(WORDS[middle - 7 : middle + second])))


@given(st.permutations(OTHERS), _cuts())
def test_unrelated_words_do_not_join(others: list[str], cut: str) -> None:
    """Quotations of other words of the same speaker stay statements of their own."""
    records = [record(f"{n}.txt", f"“{words}”", "Ada Lane") for n, words in enumerate([*others, cut])]
    assert not shared(linked(*records))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("at odds", "The plan is at odds with the map on my own kitchen wall."),
        ("we will be there", "We will be there"),
        ("thank you very much", "Thank you very much for all that you have done here."),
        (
            "We will never sell the common to a developer from the city.",
            "We will sell the common to a developer from the city.",
        ),
    ],
)
def test_too_little_or_the_contrary_does_not_join(one: str, other: str) -> None:
    """Fragments and phrases of no content join nothing; nor does what one wording denies and the other does not."""
    assert not shared(_pair(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("He is becoming the Marcus' best recruiter", "He's becoming the Marcus’s best recruiter."),
        ("We can't pay the D.F.B. its 10,000 florins", "We cannot pay the DFB its 10000 florins"),
        ("Forty % of ferries & barges will not float", "Forty percent of ferries and barges won't float"),
    ],
)
def test_spelling_does_not_part_them(one: str, other: str) -> None:
    """Contractions, possessives, initials and signs written out or not are the same words."""
    assert shared(_pair(one, other))


def test_two_sentences_and_the_second() -> None:
    """One outlet quotes two sentences, another the second alone: one statement with the fuller wording."""
    second = "We must give the ferrymen back their winter wages before the ice does."
    (statement,) = shared(_pair(f"Nobody asked them. {second}", second))
    assert statement.wording == f"Nobody asked them. {second}"
    assert statement.articles == ("a", "b")


def test_a_letter_and_a_statement_are_two_occasions() -> None:
    """Nearly the same sentence on another occasion is no cut: the two statements point at each other."""
    archive = linked(
        record(
            "a.txt",
            "“Our valley has always been a harbor, a shelter for the stranded,” Lane said in a statement.",
            "Ada Lane",
        ),
        record(
            "b.txt",
            "“Our valley has always been a harbor and a shelter for the stranded. Close it and we are a cellar,” "
            "Lane wrote in her letter on Monday.",
            "Ada Lane",
        ),
    )
    assert not shared(archive)
    one, other = archive.statements.values()
    assert (one.recurs, other.recurs) == ((other.id,), (one.id,))


def test_a_slogan_weeks_later_recurs() -> None:
    """Few words said again weeks later are a phrase that returns, not one utterance."""
    records = [
        record(f"{n}.txt", f"“Bread before bridges, neighbors {tail}”", "Ada Lane", date=date)
        for n, (tail, date) in enumerate([("of mine.", "2025-03-01"), ("of mine!", "2025-05-01")])
    ]
    assert not shared(linked(*records))


LINE = "Bread before bridges, and bridges before any more brass bands on the mayor’s barge."


@pytest.mark.parametrize(("later", "joined"), [("2025-03-03", True), ("2025-04-01", False)])
def test_a_line_said_again_weeks_later_recurs(later: str, joined: bool) -> None:
    """Words repeated to the letter are one utterance in the reports of the same days; weeks apart they recur."""
    days = enumerate(["2025-03-01", later])
    records = [record(f"{n}.txt", f"“{LINE}” she said.", "Ada Lane", date=day) for n, day in days]
    archive = linked(*records)
    assert bool(shared(archive)) is joined
    assert sum(bool(statement.recurs) for statement in archive.statements.values()) == (0 if joined else 2)


@pytest.mark.parametrize("told", ["had said last month:", "said in 2024:", "once said"])
def test_a_later_report_that_looks_back_is_of_the_same_utterance(told: str) -> None:
    """An article of weeks later that recalls the words renders the statement of then."""
    records = [
        record("a.txt", f"“{LINE}” she said.", "Ada Lane", date="2025-03-01"),
        record("b.txt", f"Nobody laughed. Lane {told} “{LINE}”", "Ada Lane", date="2025-04-20"),
    ]
    assert shared(linked(*records))


@pytest.mark.parametrize(
    ("then", "now", "joined"),
    [("Ada Lane", "Ada Lane", True), ("Ada Lane", None, True), (None, "Ada Lane", True), (None, None, False),
     ("Ada Lane", "Bo Okafor", False)],
)  # fmt: skip
def test_who_looks_back_must_mean_the_same_speaker(then: str | None, now: str | None, joined: bool) -> None:
    """Words quoted again after weeks are of the first utterance only if they may be one named person's."""
    records = [
        record("a.txt", f"“{LINE}” was heard.", then, date="2025-03-01"),
        record("b.txt", f"As everybody knew already: “{LINE}”", now, date="2025-04-20"),
    ]
    assert bool(shared(linked(*records))) is joined


@pytest.mark.parametrize(("later", "joined"), [("2025-03-03", True), ("2025-03-06", False)])
def test_a_short_line_in_other_words_is_of_one_occasion_for_few_days(later: str, joined: bool) -> None:
    """Nearly the same few words may be misheard in the reports of one day; days later they were said again."""
    said = (
        "We baked a very long loaf in nine winters here",
        "We baked a long loaf in nine winters here",
    )
    told = zip("ab", ("2025-03-01", later), said, (OTHERS[:2], OTHERS[2:]), strict=True)
    records = [
        record(f"{name}.txt", f"{news[0]}\n\n“{words},” she said.\n\n{news[1]}", "Ada Lane", date=day, headline=news[0])
        for name, day, words, news in told
    ]
    archive = linked(*records)
    assert bool(shared(archive)) is joined
    assert any(statement.recurs for statement in archive.statements.values()) is not joined


def test_two_days_that_are_named_are_two_utterances() -> None:
    """The same line said on Monday here and on Friday there recurs, though it was printed in one week."""
    records = [
        record(f"{day}.txt", f"{news}\n\n“{LINE}” she said on {day}.", "Ada Lane", date=date, headline=news)
        for day, date, news in [
            ("Monday", "2025-03-04", " ".join([*OTHERS[:2], *WORDS[:30]])),
            ("Friday", "2025-03-08", " ".join([*OTHERS[2:], *WORDS[30:]])),
        ]
    ]
    assert not shared(linked(*records))


def test_a_stump_line_does_not_chain_through_a_season() -> None:
    """A line said every week is not one statement because each week is near the next."""
    days = [f"2025-03-{day:02}" for day in range(1, 30, 7)]
    records = [record(f"{n}.txt", f"“{LINE}” she said.", "Ada Lane", date=day) for n, day in enumerate(days)]
    found = linked(*records).statements.values()
    assert all(len(statement.articles) <= 2 for statement in found)
    assert all(statement.recurs for statement in found)


@pytest.mark.parametrize("credited", ["Una Moss", None, "Ada Lane + Ben Holt"])
def test_eight_words_in_the_same_days_are_one_whoever_is_named(credited: str | None) -> None:
    """Two differently cut sentences with a long run in common are one statement; two names make it disputed."""
    one = "Frankly, bread before bridges, and bridges before any more brass bands on the quay."
    other = "My view is bread before bridges, and bridges before any more brass bands than we have already."
    (statement,) = shared(_pair(one, other, ("Ada Lane", credited)))
    assert statement.disputed is (credited == "Una Moss")


def test_a_long_rendering_holds_together_its_parts() -> None:
    """What one article prints whole and another in two pieces is one statement with the whole as its wording."""
    whole = " ".join(WORDS[:60])
    first, second = " ".join(WORDS[:20]), " ".join(WORDS[36:58])
    archive = linked(
        record("a.txt", f"“{whole}”", "Ada Lane"), record("b.txt", f"“{first}” Later: “{second}”", "Ada Lane")
    )
    (statement,) = archive.statements.values()
    assert (statement.wording, len(statement.renderings), statement.articles) == (whole, 3, ("a", "b"))


WHOLE = (
    "“The mayor has grave doubts about the ferry plan,” her clerk Una Moss said. “The town deserves better. It needs a "
    "winter of patience and plain arithmetic before anybody signs.”"
)


def test_fragments_of_one_sentence_are_of_the_passage_that_holds_them() -> None:
    """Fragments credited to the principal and found in her clerk's words are one disputed statement."""
    report = "Mayor Ada Lane said she has “grave doubts” and hoped for “a winter of patience” at the landing."
    archive = linked(record("a.txt", WHOLE, "Una Moss"), record("b.txt", report, "Ada Lane"))
    (statement,) = shared(archive)
    assert statement.disputed
    assert len(statement.renderings) == 4
    assert statement.wording.startswith("The mayor has grave doubts")
    assert statement.wording.endswith("before anybody signs.")


def test_one_fragment_alone_says_nothing() -> None:
    """Where one of the fragments is not in the passage, the short ones are joined to nothing."""
    report = "Mayor Ada Lane said she has “grave doubts” and hoped for “a summer of thunder and trombones” soon."
    assert not shared(linked(record("a.txt", WHOLE, "Una Moss"), record("b.txt", report, "Ada Lane")))


def test_two_outlets_credit_two_people() -> None:
    """The same words beyond doubt under two names are one disputed statement; each rendering keeps its speaker."""
    words = "guided by the lanterns of patience and plain arithmetic"
    archive = _pair(f"We are {words} in all things.", words, ("Una Moss", "Ada Lane"))
    (statement,) = shared(archive)
    assert statement.disputed
    assert statement.speakers == ("una-moss", "ada-lane")
    assert [archive.renderings[id_].speaker for id_ in statement.renderings] == ["una-moss", "ada-lane"]


def test_somebody_quoting_somebody_is_no_dispute() -> None:
    """Words in marks within a quotation are another's: they do not make a dispute."""
    words = "we were extremely careless with the keys of the granary"
    assert not shared(_pair(f"My rival admits that ‘{words}’ and laughs about it.", words, ("Una Moss", "Ada Lane")))


def test_a_few_common_words_under_two_names_are_two_statements() -> None:
    """Different speakers need more than a phrase in common."""
    assert not shared(_pair("Lower taxes for farmers.", "Lower taxes for farmers.", ("Una Moss", "Ada Lane")))


def test_nobody_named_joins_the_one_who_is() -> None:
    """Words that one outlet credits to nobody belong to the speaker whom the other names."""
    (statement,) = shared(_pair(WORDS[0] + " " + " ".join(WORDS[1:20]), " ".join(WORDS[:16]), (None, "Ada Lane")))
    assert statement.speakers == ("ada-lane",)
    assert not statement.disputed


def test_one_article_never_joins_its_own_quotations() -> None:
    """Two quotations of an article are two statements, unless it quotes the very same words twice."""
    half = " ".join(WORDS[:14])
    apart = linked(record("a.txt", f"“{' '.join(WORDS[:30])}” Later: “{half}”", "Ada Lane"))
    assert len(apart.statements) == 2
    twice = linked(record("a.txt", f"“{half}” Later again: “{half}”", "Ada Lane"))
    assert len(twice.statements) == 1


def test_a_chain_does_not_glue_strangers() -> None:
    """Two quotations that share nothing are not joined by a third that shares a little with each."""
    one = "The mill pays late and the river never, said my aunt at the fair in June."
    other = "Give the ferrymen their winter wages before the ice does it for all of us."
    bridge = "The mill pays late and the river never. Give the ferrymen their winter wages before long, cousin."
    archive = linked(
        record("a.txt", f"“{one}”", "Ada Lane"),
        record("b.txt", f"“{bridge}”", "Ada Lane"),
        record("c.txt", f"“{other}”", "Ada Lane"),
    )
    together = [set(s.articles) for s in archive.statements.values()]
    assert not any({"a", "c"} <= articles for articles in together)


def test_a_chain_of_long_runs_is_one_utterance() -> None:
    """Cuts that overlap one another by eight words and more are of one utterance, also the first and the last."""
    cuts = [" ".join(WORDS[start : start + 24]) for start in (0, 14, 28)]
    (statement,) = shared(linked(*(record(f"{n}.txt", f"“{cut}”", "Ada Lane") for n, cut in enumerate(cuts))))
    assert len(statement.articles) == 3


def test_a_wire_copy_joins_the_shortest_fragment() -> None:
    """In a copy of a report even a fragment is the same statement; in another report it is not."""
    report = (
        "At the depot on Tuesday evening the foreman called the timetable “a dog’s lunch” and went home by bus again."
    )
    archive = linked(record("a.txt", report, "Max Berg"), record("b.txt", report, "Max Berg"))
    assert len(shared(archive)) == 1
    other = "The foreman said, and he had said so before, that it was “a dog’s lunch” for everybody at every station."
    assert not shared(linked(record("a.txt", report, "Max Berg"), record("b.txt", other, "Max Berg")))


def test_order_outlets_and_first() -> None:
    """Renderings, articles and outlets go by date, undated last; the first date is the earliest."""
    records = [
        record("a.txt", f"“{SPEECH}”", "Ada Lane", outlet="The Bugle"),
        record("b.txt", f"“{SPEECH}”", "Ada Lane", outlet="Evening Post", date="2025-05-02"),
        record("c.txt", f"“{SPEECH}”", "Ada Lane", outlet="The Bugle", date="2025-05-01"),
    ]
    (statement,) = linked(*records).statements.values()
    assert statement.articles == ("c", "b", "a")
    assert statement.outlets == ("the-bugle", "evening-post")
    assert statement.first == "2025-05-01"
