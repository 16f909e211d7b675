"""Which stretches in marks are quotations, and of which kind."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.forms import ends_item
from onrecord.extract.scene import Place, Scene
from onrecord.extract.speakers import Verdict
from onrecord.extract.tokens import Token
from onrecord.model import Kind, Quotation, Span

SHORT = 4
"""Words in marks up to which nobody's are no quotation."""
_STOPS = frozenset(".,!?…;—–-")


def quotations(
    article: str, scene: Scene, verdicts: list[Verdict], reported: Sequence[tuple[Span, Verdict]] = ()
) -> tuple[Quotation, ...]:
    """The quotations of an article, in the order of the text; `reported` without marks as well."""
    out = [_quotation(article, scene, span, "indirect", verdict, marked=False) for span, verdict in reported]
    for quote, verdict in enumerate(verdicts):
        if _is_quotation(scene, quote, verdict):
            m = scene.stretches[quote]
            content, marked = Span(m.start, m.end), quote not in scene.forms
            out.append(_quotation(article, scene, content, kind(scene, quote), verdict, marked=marked))
    return tuple(sorted(out, key=lambda q: (q.content.start, -q.content.end)))


def _quotation(article: str, scene: Scene, content: Span, kind: Kind, verdict: Verdict, *, marked: bool) -> Quotation:
    """What stands at `content`, and what the verdict says about it."""
    name = scene.cast.people[verdict.person].name if verdict.person >= 0 else None
    mention = Span(*verdict.mention) if verdict.mention else None
    cue = Span(*verdict.cue) if verdict.cue else None
    others = tuple(scene.cast.people[n].name for n in verdict.others)
    return Quotation(
        article, content, kind, verdict.rule, name, cue, mention, verdict.confidence, others, marked=marked
    )


def _is_quotation(scene: Scene, quote: int, verdict: Verdict) -> bool:
    """Somebody's words. What nobody can be credited with is a name, a title or a so-called thing where it is short."""
    words = scene.words(quote).split()
    if not words or not any(c.isalnum() for w in words for c in w):
        return False
    if words[-1].endswith(":") and len(words) <= SHORT:  # "Related:" heads a list of links
        return False
    if _names_a_work(scene, quote, words) or (len(words) <= PRINTED and _is_entitled(scene, quote)):
        return False
    if quote in scene.forms:
        return not verdict.none
    if not verdict.none:
        return True
    return len(words) > SHORT and not _is_title(scene, words)


def _is_entitled(scene: Scene, quote: int) -> bool:
    """`the so-called "…"`, `known as "…"`, `Owen "Duke" Pike`, `a sign that said "…"`: a name, or words on a thing."""
    place = scene.places[quote]
    row = scene.sentences[place.sentence].tokens
    before = [t.key for t in row[max(0, place.token - 2) : place.token]]
    if before[-1:] and (before[-1] in scene.rules.entitled or " ".join(before) in scene.rules.entitled):
        return True
    link = next((k for k in reversed(scene.links[place.sentence]) if k.end <= place.token), None)
    if link and link.end == place.token and link.subject.kind == "body":
        return any(t.key in scene.rules.things for t in row[link.subject.first : link.subject.last])
    return _is_nickname(scene, quote, row)


def _is_nickname(scene: Scene, quote: int, row: Sequence[Token]) -> bool:
    """One or two capitalised words in marks between two capitalised words."""
    at = scene.places[quote].token
    if not 0 < at < len(row) - 1 or not row[at - 1].capital or not row[at + 1].capital:
        return False
    words = scene.words(quote).split()
    return len(words) <= NICKNAME and all(w[0].isupper() and w[-1].isalnum() for w in words)


NICKNAME = 2
"""Words of the longest nickname."""
PRINTED = 6
"""Words of the longest name or print that is told by the words before it alone."""


def _names_a_work(scene: Scene, quote: int, words: list[str]) -> bool:
    """A programme, book or show in marks: `NBC's "Face the Nation"`, `the author of "…"`, capitalised throughout."""
    place = scene.places[quote]
    row = scene.sentences[place.sentence].tokens
    before = row[place.token - 1] if place.token else None
    if before is None or len(words) > WORK or not words[0][0].isupper():
        return False
    if _coined(scene, place):
        return False
    opens = before.key in scene.rules.before_works or before.key in scene.rules.scare
    if before.key == "," and place.token > 1:  # "in her memoir, "…""
        opens = row[place.token - 2].key in scene.rules.scare
    return (
        opens
        and all(w[0].isupper() or w.strip(".,") in scene.rules.syntax.title_words for w in words)
        and len(words) > 1
    )


def _coined(scene: Scene, place: Place) -> bool:
    """`referred to the "New Shore"`: a verb that calls something by a name stands right before."""
    links = (k for k in scene.links[place.sentence] if k.cue and k.cue.group == "judgement" and k.end < place.token)
    row = scene.sentences[place.sentence].tokens
    return any(all(t.key in scene.rules.slight for t in row[k.last : place.token]) for k in links)


WORK = 12
"""Words of the longest title of a work."""


def _is_title(scene: Scene, words: list[str]) -> bool:
    """Capitalised throughout, but for small words."""
    return (
        sum(w[0].isupper() or w.strip(".,") in scene.rules.syntax.title_words for w in words) >= len(words) - 1
        and words[-1][-1:] not in ".!?,"
    )


def kind(scene: Scene, quote: int) -> Kind:
    """Direct where a sentence or clause of its own is quoted, partial where a fragment is worked into another."""
    if quote in scene.forms:
        return "direct"
    words = scene.words(quote)
    first = next((c for c in words if c.isalnum()), "")
    place = scene.places[quote]
    row = scene.sentences[place.sentence].tokens
    previous = row[place.token - 1] if place.token else None
    if previous is None or ends_item(scene.items, previous.end):
        return "direct"
    whole = len(words.split()) >= CLAUSE and not first.islower()
    if previous.kind == "sign" and previous.key in FREE:
        goes_on = any(t.kind == "quote" for t in row[: place.token]) or _opened(scene, quote)
        return "direct" if whole or goes_on or not first.islower() else "partial"
    return "direct" if whole and words[-1:] in _STOPS and previous.key in scene.rules.cues else "partial"


def _opened(scene: Scene, quote: int) -> bool:
    """`According to X, "the …"`: a whole sentence follows."""
    place = scene.places[quote]
    return any(k.relation == "opening" and not k.at and k.end <= place.token for k in scene.links[place.sentence])


CLAUSE = 3
"""Words of the shortest clause that is quoted whole within a sentence."""
FREE = frozenset(",:;—–-([•·*►▪‣")
