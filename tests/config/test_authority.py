"""The editor's files are read whole, and what is wrong in them is said with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.config import load_authority
from onrecord.errors import ConfigError
from onrecord.model import Alias, Authority


def write(folder: Path, **files: str) -> Path:
    """Authority files in a folder named `authority`."""
    authority = folder / "authority"
    authority.mkdir()
    for name, text in files.items():
        (authority / f"{name}.yml").write_text(text, encoding="utf-8")
    return authority


def findings(folder: Path, **files: str) -> tuple[str, ...]:
    """What reading these files says."""
    with pytest.raises(ConfigError) as error:
        load_authority(write(folder, **files))
    return error.value.findings


def test_all_that_an_editor_may_say_is_read(tmp_path: Path) -> None:
    """Every documented key of every file arrives in the authority."""
    authority = load_authority(
        write(
            tmp_path,
            speakers="- name: Ada Lane\n  aliases: [A. Lane]\n  roles: Mayor\n  party: Independent\n  wikidata: Q7\n"
            "  not_same_as: [Adam Lane]\n",
            topics="- {id: water, label: Water, query: 'river OR levee', iptc: 'medtop:11000000', cap: '7'}\n"
            "- {id: levee, label: Levee, query: levee, broader: water}\n",
            outlets="- {name: The Lamp, aliases: [Lamp], domains: [www.Lamp.example], house_lines: [Read on], "
            "wire: true, rights: excerpt}\n",
            corrections="- {quotation: q-abc, quote: We will, action: reattribute, speaker: null, why: 'No', "
            "date: 2025-04-01}\n",
        )
    )
    assert authority.speakers[0].aliases == ("A. Lane",)
    assert authority.speakers[0].roles == ("Mayor",)
    assert authority.speakers[0].where == "authority/speakers.yml:1"
    assert [topic.broader for topic in authority.topics] == [None, "water"]
    assert authority.outlets[0].domains == ("lamp.example",)
    assert authority.outlets[0].wire
    assert authority.corrections[0].quotation == "abc"
    assert authority.corrections[0].speakers == ()


def test_aliases_may_have_a_scope(tmp_path: Path) -> None:
    """A name means somebody everywhere, or in some articles; entries may share a name if scopes tell whose it is."""
    first, second = load_authority(
        write(
            tmp_path,
            speakers="- name: Ada Lane\n  aliases:\n    - A. Lane\n"
            "    - {name: Lane, outlet: The Lamp, since: 2015-02, until: 2015}\n"
            "  merge: [ada-lane-2, Ada Porter]\n  split: {name: Ada Lane, article: ferry}\n"
            "- name: ada lane\n  aliases: [{name: Ada Lane, article: ferry}]\n",
        )
    ).speakers
    assert first.aliases == ("A. Lane",)
    assert first.scoped == (Alias("Lane", "The Lamp", "2015-02", "2015"),)
    assert first.merge == ("ada-lane-2", "Ada Porter")
    assert first.split == second.scoped == (Alias("Ada Lane", article="ferry"),)


def test_corrections_of_every_kind(tmp_path: Path) -> None:
    """Each action arrives with its keys."""
    text = """
- {quotation: q-abc, quote: We will, prefix: he said, suffix: at noon, action: reattribute, speaker: [A, B]}
- {statement: abd, quote: We will, action: misattributed, speaker: Bo Holt, why: The tape., date: 2025-04-01}
- {statement: abd, quote: We will, action: date, said: 2025-03}
- {statement: abd, quote: We will, action: response, response: I did not., by: Ada Lane, link: 'https://a.example/x'}
- {statement: abd, quote: We will, action: response, by: Bo Holt, link: 'https://a.example/y', said: 2025-04-02}
- {quotation: abe, quote: We will, action: withhold, why: A minor.}
- {article: ferry.txt, quote: We will not., action: add, speaker: null, kind: direct}
- {article: ferry.txt, quote: We shall not., action: add, speaker: Ada Lane}
"""
    several, wrong, date, reply, other, _, missed, _ = load_authority(write(tmp_path, corrections=text)).corrections
    assert (several.quotation, several.speakers) == ("abc", ("A", "B"))
    assert (several.prefix, several.suffix, several.where) == ("he said", "at noon", "authority/corrections.yml:2")
    assert (wrong.statement, wrong.speakers, wrong.date) == ("abd", ("Bo Holt",), "2025-04-01")
    assert (date.said, reply.response, reply.by, other.link) == (
        "2025-03", "I did not.", "Ada Lane", "https://a.example/y"
    )  # fmt: skip
    assert (missed.article, missed.speakers, missed.kind) == ("ferry.txt", (), "direct")


def test_no_files_say_nothing(tmp_path: Path) -> None:
    """An archive needs no authority files, and an empty one is none."""
    assert load_authority(tmp_path) == Authority()
    assert load_authority(write(tmp_path, speakers="# nobody yet\n")) == Authority()


def test_every_finding_is_said_at_once_with_its_line(tmp_path: Path) -> None:
    """Faults in several files are reported together, each with file and line, and with a suggestion."""
    said = findings(
        tmp_path,
        speakers="- name: Ada Lane\n  alias: Ada\n- aliases: [x]\n",
        topics="- {id: a, label: A, query: '('}\n- {id: b, label: B, query: b, broader: c}\n",
    )
    assert any(f.startswith("authority/speakers.yml:2: unknown key 'alias'. Did you mean 'aliases'?") for f in said)
    assert any(f.startswith("authority/speakers.yml:3: 'name' is missing") for f in said)
    assert any("authority/topics.yml:1" in f and "not understood" in f for f in said)
    assert any("authority/topics.yml:2" in f and "names no topic" in f for f in said)


def test_findings_stand_in_the_order_of_the_lines(tmp_path: Path) -> None:
    """Each finding is said once, and an editor mends a file from its top down."""
    said = findings(
        tmp_path, speakers="- name: [a]\n- name: ' '\n- {name: B, roles: {a: b}}\n- just text\n- {nam: C}\n- name: ''\n"
    )
    lines = [int(finding.split(":")[1]) for finding in said]
    assert lines == [1, 2, 3, 4, 5, 5, 6]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"speakers": "- name: [a\n"}, "authority/speakers.yml:2: not valid YAML"),
        ({"speakers": "name: Ada\n"}, "begin each entry with '- '"),
        ({"speakers": "- Ada\n"}, "an entry has keys"),
        ({"speakers": "- name: A\n- name: a\n"}, "has an entry already, at authority/speakers.yml:1"),
        ({"speakers": "- {name: A, name: B}\n"}, "stands here twice"),
        ({"speakers": "- name:\n  roles: [mayor]\n"}, "authority/speakers.yml:1: 'name' is empty"),
        (
            {"corrections": "- quotation: a\n  quote:\n  action: reject\n"},
            "authority/corrections.yml:2: 'quote' is empty",
        ),
        ({"speakers": "- {name: A, wikidata: 12}\n"}, "an item's number such as"),
        ({"topics": "- {id: a, label: A, query: a, iptc: politics}\n"}, "a Media Topic's number of eight digits"),
        ({"outlets": "- {name: A, wire: perhaps}\n"}, "'wire' is true or false"),
        ({"outlets": "- {name: A, rights: all}\n"}, "'rights' cannot be 'all'"),
        ({"corrections": "- {quotation: a, quote: b, action: delete}\n"}, "'action' cannot be 'delete'"),
        ({"corrections": "- {quotation: a, quote: b, action: reattribute}\n"}, "needs 'speaker'"),
        ({"topics": "- {id: A B, label: x, query: x}\n"}, "write it 'a-b'"),
        ({"speakers": "- {name: A, split: [B]}\n"}, "'split' of 'B' needs a scope: outlet, since, until, article"),
        ({"speakers": "- {name: A, aliases: [[B]]}\n"}, "a list of names"),
        ({"speakers": "- {name: A, aliases: [{name: B, artcle: c}]}\n"}, "Did you mean 'article'?"),
        ({"speakers": "- {name: A, aliases: [{name: B, since: soon}]}\n"}, "'since' is a day such as"),
        ({"speakers": "- {name: A, aliases: [{name: B, since: 2016-02, until: 2015}]}\n"}, "is after 'until'"),
        ({"topics": "- {id: a, label: a, query: a, formerly: a}\n"}, "an id of this topic"),
        ({"topics": "- {id: a, label: a, query: a, formerly: A B}\n"}, "those are like 'a-b'"),
        (
            {"topics": "- {id: a, label: a, query: a}\n- {id: b, label: b, query: b, formerly: a}\n"},
            "is the id of another topic, at authority/topics.yml:1",
        ),
        (
            {"topics": "- {id: a, label: a, query: a, formerly: c}\n- {id: b, label: b, query: b, broader: c}\n"},
            "It is now 'a'.",
        ),
        ({"corrections": "- {quote: b, action: reject}\n"}, "either 'quotation' or 'statement'"),
        ({"corrections": "- {quotation: a, statement: a, quote: b, action: reject}\n"}, "either 'quotation' or"),
        ({"corrections": "- {quotation: a, quote: b, action: add, speaker: C}\n"}, "'add' names no 'quotation'"),
        ({"corrections": "- {article: a, quote: b, action: add}\n"}, "'add' needs 'speaker'"),
        ({"corrections": "- {quotation: a, quote: b, action: withhold}\n"}, "'withhold' needs 'why'"),
        ({"corrections": "- {quotation: a, quote: b, action: date, said: 2025-02-30}\n"}, "'said' is a day such as"),
        ({"corrections": "- {quotation: a, quote: b, action: date, said: 2025-2}\n"}, "'said' is a day such as"),
        ({"corrections": "- {quotation: a, quote: b, action: response, by: C}\n"}, "'response', its words, or 'link'"),
        (
            {"corrections": "- {quotation: a, quote: b, action: response, by: C, link: 'javascript:x'}\n"},
            "begins with https://",
        ),
        ({"corrections": "- {quotation: a, quote: b, action: reject, speaker: C}\n"}, "'speaker' is not for 'reject'"),
        (
            {"corrections": "- {quotation: a, quote: b, action: date, said: 2025}\n" * 2},
            "'a' has this action already, at authority/corrections.yml:1",
        ),
        (
            {
                "corrections": "- {quotation: a, quote: b, action: date, said: 2025}\n"
                "- {quotation: a, quote: b, action: reject}\n"
            },
            "'date' and 'reject' of 'a' cannot both be",
        ),
        (
            {"topics": "- {id: a, label: a, query: a, broader: b}\n- {id: b, label: b, query: b, broader: a}\n"},
            "broader than itself",
        ),
    ],
)
def test_a_fault_is_told_with_what_to_do(tmp_path: Path, files: dict[str, str], said: str) -> None:
    """Each kind of fault has a message of its own."""
    assert said in "\n".join(findings(tmp_path, **files))
