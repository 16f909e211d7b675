"""The editor's word on single quotations and statements: found, applied, and reported where it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from onrecord.link.added import EDITOR, added, place
from onrecord.link.columns import Places
from onrecord.link.quoted import Quotations, Quoted
from onrecord.link.references import article_named
from onrecord.link.targets import Targets
from onrecord.model import Action, Applied, Correction, Problem, Record, Span, Statement

BEFORE: tuple[Action, ...] = ("reattribute", "reject")
"""What changes how quotations are linked, and so is applied before they are."""

AFTER: tuple[Action, ...] = ("misattributed", "disputed", "date", "response", "withhold")
"""What is said of a quotation that stays as it is."""

_LAST: tuple[Action, ...] = ("reject", "withhold")


class Sayings:
    """The statements by the quotations that render them.

    Attributes:
        statements: by their ids.
    """

    def __init__(self, quotations: Quotations, statements: Mapping[str, Statement]) -> None:
        """`quotations` are those of the `statements`, and others."""
        self.statements, self._quotations = statements, quotations

    def get(self, quotation: str) -> Statement | None:
        """The statement that the quotation of an id renders."""
        place = self._places.get(quotation)
        id_ = None if place is None else self._quotations.statement(place)
        return None if id_ is None else self.statements[id_]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {id_: place for place, id_ in enumerate(self._quotations.ids)}


class Corrections:
    """The corrections of an archive on their way: what each was applied to, and what is to be said of it."""

    def __init__(
        self,
        records: Sequence[Record],
        extracted: Quotations,
        corrections: Iterable[Correction],
        former: Mapping[str, Sequence[str]],
    ) -> None:
        """Apply all that name a quotation; those that name a statement wait for `apply_to_statements`.

        `former` are the ids that a quotation had while its article had another address.
        """
        self._corrections = tuple(corrections)
        self._extracted = extracted
        self.added: list[Quoted] = []
        self._made_of: dict[int, tuple[str, ...]] = {}  # by the number of the correction, the quotations' ids
        self._said_of: dict[str, list[int]] = {}  # by the quotation's id, the numbers of its corrections
        self._problems: dict[int, Problem] = {}
        if not self._corrections:
            return
        self._articles = {record.article.id: record.article for record in records}
        self._dates = {record.article.id: record.date for record in records}
        self._add_missed()
        every, _ = extracted.edited(self.added, {})
        self.targets = Targets(self._articles, every, former)
        for number, correction in self._of("quotation"):
            target, self_said = self.targets.find(correction)
            self._tell(number, self_said)
            if target:
                self._apply(number, [target.id], alone=True)

    @property
    def relinks(self) -> bool:
        """Whether one names a statement and changes how quotations are linked: they must be linked to tell which."""
        return any(correction.statement and correction.action in BEFORE for correction in self._corrections)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is to be said, in the order of the file."""
        return tuple(problem for _, problem in sorted(self._problems.items()))

    def quotations(self) -> tuple[Quotations, Places]:
        """The quotations as the editor would have them: some added, some left out, some of other speakers.

        And where there is each of those that were extracted and, after them, of those that were added.
        """
        said = {id_: quoted for id_ in self._said_of if (quoted := self.targets.get(id_))}
        now = ((id_, quoted, self._corrected(quoted)) for id_, quoted in said.items())
        return self._extracted.edited(self.added, {id_: one for id_, quoted, one in now if one is not quoted})

    def said_of(self) -> dict[str, tuple[Correction, ...]]:
        """For the id of each quotation of which the editor says something, what, in the order of the file."""
        return {id_: self.of(id_) for id_ in self._said_of}

    def about(self, sayings: Sayings) -> dict[str, Statement]:
        """The statements of whose quotations the editor says something."""
        said = (sayings.get(id_) for id_ in self._said_of)
        return {one.id: one for one in said if one}

    def of(self, quotation: str) -> tuple[Correction, ...]:
        """What the editor says of a quotation, in the order of the file."""
        return tuple(self._corrections[number] for number in sorted(self._said_of.get(quotation, ())))

    def withheld(self) -> dict[str, Correction]:
        """The quotations that are withheld, and by which correction."""
        return {id_: word for id_ in self._said_of for word in self.of(id_) if word.action == "withhold"}

    def applied(self) -> tuple[Applied, ...]:
        """The corrections that are in force, in the order of the file, with what they were applied to."""
        withheld = self.withheld()
        found = []
        for number, ids in sorted(self._made_of.items()):
            quoted = [one for id_ in ids if (one := self.targets.get(id_))]
            words = next((one.words for one in quoted if one.id not in withheld), "")
            articles = tuple(dict.fromkeys(one.article for one in quoted))
            found.append(Applied(self._corrections[number], ids, articles, words))
        return tuple(found)

    def apply_to_statements(
        self, sayings: Sayings, moved: Callable[[str], str | None], actions: Collection[Action]
    ) -> None:  # fmt: skip
        """Apply the corrections of some actions that name a statement to each of its quotations.

        Args:
            sayings: the statements, as they are linked.
            moved: for an id that is no statement's any more, the statement that has taken its place.
            actions: `BEFORE` or `AFTER`.
        """
        wanted = [(number, one) for number, one in self._of("statement") if one.action in actions]
        for number, correction in wanted:
            target, said = self._statement(correction, sayings, moved)
            self._tell(number, said)
            if target:
                self._apply(number, target.renderings, alone=False)

    def check_days(self, sayings: Sayings) -> None:
        """Say of each date of what was said whether it can be: nothing is printed before it is said."""
        dated = [number for number in self._made_of if self._corrections[number].action == "date"]
        for number in dated:
            correction, ids = self._corrections[number], self._made_of[number]
            firsts = [found.first for id_ in ids if (found := sayings.get(id_)) and found.first]
            first, said = min(firsts, default=None), correction.said
            if first and said and said[: len(first)] > first[: len(said)]:
                message = f"it was said on {said}, says the correction, but carried already on {first}."
                hint = "Mend 'said', or the date of the article."
                self._tell(number, Problem(correction.where, "link", message, hint))

    def _of(self, kind: str) -> Iterator[tuple[int, Correction]]:
        """The corrections that name a quotation, or a statement; with their numbers."""
        found = enumerate(self._corrections)
        return ((n, one) for n, one in found if one.action != "add" and bool(one.statement) is (kind == "statement"))

    def _tell(self, number: int, problem: Problem | None) -> None:
        if problem:
            self._problems.setdefault(number, problem)

    def _apply(self, number: int, ids: Iterable[str], *, alone: bool) -> None:
        """Note a correction of some quotations; of several, those left out of which something else is said already."""
        new, kept = self._corrections[number], []
        for id_ in ids:
            rival = next((old for old in self.of(id_) if _contradict(old, new)), None)
            if rival is None:
                self._said_of.setdefault(id_, []).append(number)
                kept.append(id_)
            elif alone:
                said = f"a second correction of the quotation {id_}; the first one, {rival.where}, holds."
                self._tell(number, Problem(new.where, "link", said, "Leave one of them."))
        if kept:
            self._made_of[number] = tuple(kept)

    def _corrected(self, quoted: Quoted) -> Quoted | None:
        words = {correction.action: correction for correction in self.of(quoted.id)}
        if "reject" in words:
            return None
        word = words.get("reattribute") or words.get("add")
        if word is None:
            return quoted
        quotation = replace(quoted.quotation, rule=EDITOR, confidence="certain")
        if quotation.speakers != word.speakers:
            first = word.speakers[0] if word.speakers else None
            quotation = replace(quotation, speaker=first, others=word.speakers[1:], mention=None)
        return replace(quoted, quotation=quotation)

    def _statement(
        self, correction: Correction, sayings: Sayings, moved: Callable[[str], str | None]
    ) -> tuple[Statement | None, Problem | None]:
        """The statement that a correction is about, if there is one, and what is to be said of that."""
        wanted, statements = correction.statement, sayings.statements
        found = statements.get(wanted) or statements.get(moved(wanted) or "") or sayings.get(wanted)
        if found and any(self._has_words(correction, id_) for id_ in found.renderings):
            return found, None
        message = f"no statement has the id {wanted!r}"
        if found:
            return None, self.targets.unmatched(correction, f"the statement {found.id} has other words")
        having = [quoted for quoted in self.targets.having(correction) if sayings.get(quoted.id)]
        among = {one.id for quoted in having if (one := sayings.get(quoted.id))}
        if len(among) > 1:
            return None, self.targets.ambiguous(correction, message, having)
        if not among:
            return None, self.targets.unmatched(correction, message)
        (only,) = among
        said = f"{message}; {only} alone has its words, so it applies there."
        return statements[only], Problem(correction.where, "link", said, f"Write 'statement: {only}'.", level="note")

    def _has_words(self, correction: Correction, quotation: str) -> bool:
        quoted = self.targets.get(quotation)
        return quoted is not None and self.targets.agrees(correction, quoted)

    # --- what was missed ----------------------------------------------------------------------------------------------

    def _add_missed(self) -> None:
        """Add the quotations that were missed; one that is there by now is re-attributed."""
        if not any(correction.action == "add" for correction in self._corrections):
            return
        blocks = dict(zip(self._articles, self._extracted.blocks, strict=True))
        here: dict[str, list[Quoted]] = {}
        for number, correction in enumerate(self._corrections):
            content = self._place(number, correction) if correction.action == "add" else None
            if content is None:
                continue
            article, span = content
            beside = here.setdefault(article, [self._extracted[place] for place in blocks[article]])
            known = next((quoted for quoted in beside if quoted.quotation.content == span), None)
            if known is None:
                known = added(correction, self._articles[article], self._dates[article], span, beside)
                beside.append(known)
                self.added.append(known)
            self._apply(number, [known.id], alone=True)

    def _place(self, number: int, correction: Correction) -> tuple[str, Span] | None:
        """The article and the place of what is to be added."""
        article, problem = article_named(correction.article, self._articles, correction.where)
        found = place(correction, article) if article else problem
        if article and isinstance(found, Span):
            return article.id, found
        self._tell(number, found if isinstance(found, Problem) else None)
        return None


def _contradict(old: Correction, new: Correction) -> bool:
    """Whether two corrections of one quotation cannot both be."""
    speaks = {"add", "reattribute"}
    alike = old.action == new.action or {old.action, new.action} == speaks
    return (alike and new.action != "response") or bool({old.action, new.action} & {*_LAST})
