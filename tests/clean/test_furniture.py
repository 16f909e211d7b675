"""Lines that are dropped, and lines that look like them and stay. Every text here is invented."""

import pytest

from onrecord.clean import CleanOptions, clean, reasons
from onrecord.clean.vocabulary import agencies, furniture
from onrecord.model import Article, Given, Source
from tests.clean.test_clean import LEDE, SECOND, article, dropped

DROPPED = {
    "site furniture": [
        "Watch Harbor News",
        "View Harbor 6 News In",
        "Watch Harbor 6 News at 6 and 10",
        "Harbor News App Open",
        "Chrome Safari Continue",
        "Skip to main content",
        "Sign in",
        "Story continues below advertisement",
        "Back to top",
        "2 of 14",
    ],
    "share bar": [
        "Share this article",
        "Share on Facebook | Share on X | Email | Print",
        "Facebook Twitter Email",
        "1.2K shares",
        "TWITTER.",
    ],
    "app or notification plea": ["Stay ahead of the story", "Get browser notifications when the harbor freezes."],
    "newsletter plea": ["Sign up for our morning newsletter.", "For more, sign up for the Harbor Watch newsletter."],
    "subscription plea": ["Subscribe now", "Already a subscriber? Log in"],
    "social plea": ["Follow us on Facebook", "Follow Ann Lee on Twitter @annlee.", "Like us on Facebook"],
    "related link": [
        "Read more: What the bridge cost",
        "RELATED: Mayor vows to fight",
        "Read the rest here.",
        "(h/t The Gull.)",
    ],
    "related video": [
        "Harbor boats held at old bridge 01:32",
        "Harbor ice at its thickest since 1998 02:14",
        "Watch the full interview below:",
        "Listen to both captains’ interviews below:",
        "Play video",
    ],
    "advertisement": ["ADVERTISEMENT", "Sponsored by Harbor Oil", "- Advertisement -"],
    "cookie notice": ["We use cookies to improve your time here. By staying you agree.", "Accept all cookies"],
    "comment count": ["27 Comments", "Join the conversation"],
    "contributor line": [
        "Port Wire reporter Ann Lee contributed from the capital.",
        "Ann Lee contributed to this report.",
        "Harbor News’ Ann Lee and Bo Ray contributed to this report.",
        "(Reporting by Ann Lee; Editing by Bo Ray)",
        "Contributing: Ann Lee",
        "Lee reported from Port Ray.",
    ],
    "correction note": [
        "Correction: An earlier version of this story misstated the bridge’s age.",
        "CORRECTION APPENDED.",
        "This article has been updated with the mayor’s “no comment.”",
    ],
    "editor's note": ["Editor’s note: The Gull’s owner also owns the bridge."],
    "publication time": ["Updated: Jan. 7, 2031, 10:30 a.m.", "Published 3 hours ago", "4 min read"],
    "copyright": [
        "© 2031 Harbor Times. All rights reserved.",
        "Copyright 2031 The Associated Press. All rights reserved.",
    ],
    "print note": ["A version of this article appears in print on page A1 of the Harbor edition."],
    "separator": ["___", "* * *", "###"],
}

KEPT = [
    "“Watch what he does,” she said",
    "Watch what he does, not what he says.",
    "Watch the bridge.",
    "Follow the money, the mayor said, and you will find the bridge.",
    "Share the road, the sign said.",
    "Read more books, she told the children.",
    "The storm contributed to the loss of the bridge, and Harbor Times readers contributed to the fund for it.",
    "The audit contributed to the reporting delays that the council had complained about for a year.",
    "The mayor contributed $500 to this campaign in January.",
    "Ann Lee contributed most to the plan, and got the least.",
    "Related to the mayor by marriage, Bo Ray owns the bridge.",
    "Comments by the mayor angered the council.",
    "Sign up or leave, the captain told them.",
    "The game ended at 10:30",
    "She quoted John 3:16",
    "Update the bridge or lose it, the engineers wrote.",
    "Correction is what the bridge needs, said Ann Lee.",
    "Subscribe to nothing, she said.",
    "“Follow us on Facebook,” she said.",
    "Boats: 12",
    "{{ 7*7 }}",
    "<script>alert(1)</script>",
    "By the way, the bridge is 90 years old.",
    "Lee reported from time to time to the council about it all.",
]


@pytest.mark.parametrize(("reason", "line"), [(reason, line) for reason, lines in DROPPED.items() for line in lines])
def test_dropped(reason: str, line: str) -> None:
    """Such a line is no text, and is kept with the reason."""
    found = article(f"{LEDE}\n\n{line}\n\n{SECOND}")
    assert dropped(found) == [(line, reason)]
    assert found.text == f"{LEDE}\n\n{SECOND}"


@pytest.mark.parametrize("line", KEPT)
def test_kept(line: str) -> None:
    """A line that only looks like one of these is text."""
    assert article(f"{LEDE}\n\n{line}\n\n{SECOND}").text == f"{LEDE}\n\n{line}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Twitter: @annlee", "contact line"),
        ("Ann Lee is a reporter at the Harbor Times.", "author bio"),
        ("Monday, January 7, 2031", "publication date"),
    ],
)
def test_only_at_the_end(line: str, reason: str) -> None:
    """Some lines are furniture below the text, and text within it."""
    assert dropped(article(f"{LEDE}\n\n{SECOND}\n\n{line}")) == [(line, reason)]
    assert line in article(f"{LEDE}\n\n{line}\n\n{SECOND}").text


def test_who_an_author_is() -> None:
    """The last paragraph, where it says who an author is, is no text; of another person it is."""
    bio = "Ann Lee is president of the Harbor League."
    assert dropped(article(f"{LEDE}\n\n{bio}", given=Given(authors=("Ann Lee",)))) == [(bio, "author bio")]
    assert bio in article(f"{LEDE}\n\n{bio}", given=Given(authors=("Bo Ray",))).text


def test_titles_below_the_head_of_a_list() -> None:
    """Capitalised titles that follow the head of a list of links go with it; a sentence ends the list."""
    found = article(
        f"{LEDE}\n\nRelated:\n\nThe Bridge That Nobody Wanted\n\nHow Harbors Die\n\n{SECOND}\n\nHow Harbors Die"
    )
    assert [reason for _, reason in dropped(found)] == ["related link"] * 3
    assert found.text == f"{LEDE}\n\n{SECOND}\n\nHow Harbors Die"


def test_style_sheets() -> None:
    """A style sheet saved with the text goes; a single odd line stays."""
    sheet = ".box {\nwidth: 100%;\ncolor: red;\n}\n.a b { margin: 0; }"
    found = article(f"{LEDE}\n\n{sheet}\n\n{SECOND}")
    assert {reason for _, reason in dropped(found)} == {"style sheet"}
    assert found.text == f"{LEDE}\n\n{SECOND}"
    assert article(f"{LEDE}\n\ncolor: red;\n\n{SECOND}").dropped == ()


def test_tweets() -> None:
    """The words of an embedded tweet are text, its tags are not; a tag without words is dropped whole."""
    found = article(f'{LEDE}\n\n<tweet id="1">I love this bridge — Ann Lee</tweet>.\n\n<tweet id="2"><tweet/>.')
    assert found.text.startswith(f"{LEDE}\n\nI love this bridge — Ann Lee")
    assert {reason for _, reason in dropped(found)} == {"tweet markup"}


def test_house_lines() -> None:
    """What the editor names for an outlet is dropped there, and where the outlet is not known; not elsewhere."""
    options = CleanOptions(house_lines=(("Harbor Times", "All the harbor’s news."), ("", "Seen by us.")))
    body = f"{LEDE}\n\nAll the harbor's news\n\nSeen by us.\n\n{SECOND}"

    def left(outlet: str | None) -> list[str]:
        found = clean(Source("x.txt", "text/plain", body, Given(outlet=outlet), "0" * 64), options)
        assert isinstance(found, Article)
        return [line.text for line in found.dropped if line.reason == "house line"]

    assert left("Harbor Times") == left(None) == ["All the harbor's news", "Seen by us."]
    assert left("The Gull") == ["Seen by us."]


def test_the_vocabularies_are_in_order() -> None:
    """Every group says where it holds; no form of a credit names two agencies."""
    assert {rule.where for rule in furniture()} <= {"anywhere", "top", "end", "edges"}
    assert all(rule.patterns for rule in furniture())
    assert {rule.reason for rule in furniture()} <= reasons().keys()
    assert all(reasons().values())
    forms = [form for agency in agencies() for form in agency.forms]
    assert len(forms) == len(set(forms))
