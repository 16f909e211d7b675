from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from onrecord.extract import Ranker, Rules, extract, load_ranker
from onrecord.extract.explain import explain
from onrecord.extract.rank.measures import MEASURES, NOTHING, UNNAMED
from onrecord.extract.rank.ranker import Bands, Bias, from_json
from onrecord.extract.rank.verdicts import changed
from onrecord.extract.scene import survey
from onrecord.extract.speakers import Story, Verdict, tell
from onrecord.extract.vocabulary import RULES
from onrecord.model import Quotation, Span
from tests.extract.conftest import article

MODEL = RULES / "en" / "ranker.json"
PLAIN = (
    "The ferry was late again. “We ran out of ice,” said Ines Okafor. Marta Quill called the plan “a brave mistake.”"
)
TWO = "Ines Okafor met Marta Quill at the pier. “I was wrong about the ice,” she said. The sign read “No parking.”"


@pytest.fixture(scope="module")
def ranker() -> Ranker:
    """The ranker that ships, in its usual setting."""
    found = load_ranker()
    assert found is not None
    return found


def said(text: str, rules: Rules, ranker: Ranker | None) -> tuple[Quotation, ...]:
    """The quotations in marks of a text."""
    return tuple(q for q in extract(article(text), rules, ranker).quotations if q.kind != "indirect")


def number(story: Story, name: str) -> int:
    """The number of a person."""
    return next(n for n, someone in enumerate(story.scene.cast.people) if someone.name == name)


# --- the model that ships ---------------------------------------------------------------------------------------------


def test_the_model_is_small_and_says_where_it_comes_from() -> None:
    """Under 5 MB, in the package, with what it was trained on, when and how."""
    assert MODEL.stat().st_size < 5_000_000
    about = json.loads(MODEL.read_text(encoding="utf-8"))["about"]
    assert all(about[key] for key in ("trained_on", "with", "date"))


def test_the_model_holds_no_words_but_verbs() -> None:
    """Numbers, names of measures and rules, and plain forms of cues: no name and no sentence of its articles."""
    data = json.loads(MODEL.read_text(encoding="utf-8"))
    assert all(re.fullmatch("[a-z-]+( [a-z]+)*", lemma) for lemma in data["lemmas"])
    assert all(isinstance(n, int | float) for tree in data["trees"] for values in tree.values() for n in values)


def test_a_model_of_other_measures_is_refused() -> None:
    """A file that was trained with other measures would say nonsense: it says what to do instead."""
    data = json.loads(MODEL.read_text(encoding="utf-8")) | {"measures": MEASURES[1:]}
    with pytest.raises(ValueError, match="train it again"):
        from_json(data)


def test_a_language_without_a_model_has_none() -> None:
    """There the rules decide alone."""
    assert load_ranker("xx") is None


# --- decisions --------------------------------------------------------------------------------------------------------


def test_a_verdict_that_is_confirmed_keeps_rule_cue_and_mention(rules: Rules, ranker: Ranker) -> None:
    """What the rules found is shown as they found it; only how sure it is, is added."""
    for alone, weighed in zip(said(PLAIN, rules, None), said(PLAIN, rules, ranker), strict=True):
        assert weighed == replace(alone, confidence=weighed.confidence)
        assert weighed.confidence != "unsure"


def test_every_attribution_to_a_person_shows_its_words(rules: Rules, ranker: Ranker) -> None:
    """A rule and a mention, whoever decided; the cue where there is one."""
    for quotation in said(PLAIN + "\n\n" + TWO, rules, ranker):
        assert quotation.rule
        assert quotation.mention if quotation.speaker else True


def test_a_speaker_whom_no_rule_saw_is_shown_by_a_link_or_a_name(rules: Rules) -> None:
    """The rule is "weighed"; the mention is the subject that means the person, or else the name nearest by."""
    story = tell(survey(TWO, rules))
    wrong = replace(story.decided[0], person=number(story, "Ines Okafor"))
    verdict = changed(story, 0, wrong, number(story, "Marta Quill"), {})
    assert (verdict.rule, verdict.person) == ("weighed", number(story, "Marta Quill"))
    assert verdict.mention is not None
    assert TWO[slice(*verdict.mention)] == "Marta Quill"


@pytest.mark.parametrize(("who", "none"), [(UNNAMED, False), (NOTHING, True)])
def test_a_name_that_is_taken_back_says_so(rules: Rules, who: int, none: bool) -> None:
    """The rule that gave it, with the ending "-weak", and no words that point at the person any more."""
    story = tell(survey(PLAIN, rules))
    assert changed(story, 0, story.decided[0], who, {}) == Verdict("inverted-weak", none=none)


@pytest.mark.parametrize(
    ("text", "speakers", "rule"),
    [
        ("Ines Okafor and Marta Quill wrote: “We are out of ice.”", ["Ines Okafor", "Marta Quill"], "before-joint"),
        ("Ines Okafor’s note was short. “There is no ice,” the note said.", ["Ines Okafor"], "after-document"),
        ("According to Ines Okafor, “the ice was gone by noon, and no more came.”", ["Ines Okafor"], "before"),
    ],
)  # fmt: skip
def test_what_training_articles_do_not_tell_is_left_to_the_rules(
    rules: Rules, ranker: Ranker, text: str, speakers: list[str], rule: str
) -> None:
    """Several who spoke together, a text for its writer, and "according to" with a name keep their verdicts."""
    (quotation,) = said(text, rules, ranker)
    assert (list(quotation.speakers), quotation.rule) == (speakers, rule)


def test_the_second_half_of_a_split_quotation_stays_with_the_first(
    rules: Rules, ranker: Ranker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever the first half turned out to be: `"…," she said. "…"` is one speaker's."""
    text = "Ines Okafor met Marta Quill. “We ran out,” said Marta Quill. “There was no ice.”"
    first = tell(survey(text, rules)).decided[0].person

    def other(self: Ranker, story: Story, quote: int, _: object) -> Verdict:
        return Verdict("weighed", 1 - first) if quote == 0 else story.decided[quote]

    monkeypatch.setattr(Ranker, "_verdict", other)
    decided = ranker.decide(tell(survey(text, rules)))
    assert [(v.person, v.rule) for v in decided] == [(1 - first, "weighed"), (1 - first, "split")]


def test_precise_names_nobody_sooner(rules: Rules) -> None:
    """Whom the precise setting names, the balanced one names too; not the other way round."""
    balanced, precise = load_ranker(), load_ranker(setting="precise")
    assert balanced is not None
    assert precise is not None
    assert precise.bias.unnamed > balanced.bias.unnamed
    texts = [
        PLAIN,
        TWO,
        "Ines Okafor came late. “It is over,” a friend of Marta Quill said, and she “would not say more.”",
    ]
    named = [
        {(q.content, q.speaker) for t in texts for q in said(t, rules, r) if q.speaker} for r in (precise, balanced)
    ]
    assert named[0]
    assert named[0] <= named[1]


def test_shares_are_of_one_and_follow_the_values() -> None:
    """The larger a value, the larger its share; the bias is nobody's alone."""
    shares = Bias(0.0, 0.0, 0.0).shares((3, 7, UNNAMED, NOTHING), (20_000, 0, 0, -10_000))
    assert sum(shares) == pytest.approx(1, abs=0.001)
    assert shares[0] > shares[1] == shares[2] > shares[3]
    raised = Bias(1.0, 0.0, 0.0).shares((3, 7, UNNAMED, NOTHING), (20_000, 0, 0, -10_000))
    assert raised[2] > shares[2]
    assert raised[0] < shares[0]
    assert Bias(1.0, 0.0, 0.0).shares((3, 7, UNNAMED, NOTHING), (20_000, 0, 0, -10_000), seen=False) == shares


def test_bands_are_named_by_their_lowest_share() -> None:
    """From its lowest share on, a band holds."""
    bands = Bands(likely=0.6, certain=0.9)
    assert [bands.of(share) for share in (0.59, 0.6, 0.9)] == ["unsure", "likely", "certain"]


def test_measuring_in_batches_changes_nothing(rules: Rules, ranker: Ranker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The batch bounds the memory; decisions are the same for any."""
    text = "\n\n".join([PLAIN, TWO] * 20)
    whole = said(text, rules, ranker)
    monkeypatch.setattr("onrecord.extract.rank.ranker.BATCH", 3)
    assert said(text, rules, ranker) == whole


def test_the_rules_alone_say_how_sure_they_are(rules: Rules) -> None:
    """Without a ranker not every name is uncertain: what stands beside the marks is likely right."""
    assert [q.confidence for q in said(PLAIN, rules, None)] == ["likely", "likely"]


# --- why --------------------------------------------------------------------------------------------------------------


def test_why_lists_every_candidate_and_what_spoke_for_it(rules: Rules, ranker: Ranker) -> None:
    """The likeliest first, who is the speaker; nobody is among them; each has grounds in words."""
    for quotation in said(PLAIN, rules, ranker):
        candidates = explain(PLAIN, quotation.content, rules, ranker)
        assert candidates[0].name == quotation.speaker
        assert sum(c.share for c in candidates) == pytest.approx(1, abs=0.001)
        assert {c.source for c in candidates if c.name is None} == {True, False}
        assert all(ground.text for c in candidates for ground in c.grounds)
        assert candidates[0].grounds[0].weight > 0


def test_why_is_empty_for_what_was_not_weighed(rules: Rules, ranker: Ranker) -> None:
    """Words without marks are not weighed."""
    assert explain(PLAIN, Span(0, 3), rules, ranker) == ()
    joint = "Ines Okafor and Marta Quill wrote: “We are out of ice.”"
    (quotation,) = said(joint, rules, ranker)
    assert explain(joint, quotation.content, rules, ranker) == ()
