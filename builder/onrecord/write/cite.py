"""Citations: what a page is, as a reference names it, and that as a sentence, CSL-JSON, BibTeX and RIS.

    citation(catalogue, entry).bibtex(home="https://example.org/archive/")

Addresses of the archive begin with `home`. In a page's front matter that is `HOME`, which the theme's template replaces
by the site's address: so no page depends on where it is published.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord import addresses
from onrecord.model import Entry, Outlet, Speaker, Statement, Story, Topic
from onrecord.write import dates, escape
from onrecord.write.catalogue import Catalogue, counted, spoken

Noun = Entry | Statement | Speaker | Topic | Outlet | Story
Work = Literal["article-newspaper", "webpage"]
"""What is cited, in the words of CSL."""

HOME = "~/"
"""Stands for the site's address; no citation holds these two characters for another reason."""

TITLE = 200
"""Characters of a statement's wording that make its title."""

_ENCODED = json.JSONEncoder(ensure_ascii=False).encode
_NO_PERSON = re.compile(
    r"\b(?:agency|associated|bureau|board|correspondents?|desk|editors?|herald|journal|magazine|media|network|news|"
    r"newsroom|office|post|press|radio|reporters?|service|staff|team|television|times|tribune|wires?)\b|\d",
    re.IGNORECASE,
)
"""Words in a byline that no person's name has: "Ledger staff", "The Associated Press"."""
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LONGEST_NAME = 5
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_TEX_SYNTAX = re.compile(r"[\\{}$&%#_~^]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Name:
    """Who is cited: a person by family and given name, or, whole in `family`, whom no such names are known of."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def whole(self) -> str:
        """As it is read: "Ada Lane Jr."."""
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)

    @property
    def turned(self) -> str:
        """As lists of authors sort it, and BibTeX and RIS read it: "Lane, Ada"."""
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)


@dataclass(frozen=True, slots=True)
class Citation:
    """A page of the archive, or the article it holds, as a reference names it.

    Attributes:
        key: what it is known by in a list of references.
        authors: of an article, who wrote it; of a statement, who is credited with it.
        container: where it was published: the outlet, or the archive itself.
        date: of publication, ISO, as exact as known; None: undated.
        url: where the outlet has it; None where that is unknown, or where it is the archive's own.
        path: its page here.
        archive: the archive's name.
        note: what else a reader of the reference should know.
    """

    key: str
    work: Work
    title: str
    path: str
    authors: tuple[Name, ...] = ()
    container: str = ""
    date: str | None = None
    url: str | None = None
    archive: str = ""
    note: str = ""
    language: str = ""
    disputed: bool = False

    def sentence(self, home: str = HOME) -> str:
        """The reference as a sentence, to be pasted anywhere: spaces alone, or its end, are beside an address in it."""
        stop = "" if self.title.endswith(("?", "!", ",", ".")) else ","
        who = f"{self._who()}, " if self.authors else ""
        day = dates.day(self.date) if self.date else ""
        address, held = self.url or self.place(home), self._held(home)
        where = ", ".join(part for part in (self.container, day, self.note, address) if part)
        archived = f" – archived in {self.archive}, {held}" if held else ""
        return f"{who}“{_marks(self.title)}{stop}” {where}{archived}" + ("" if address else ".")

    def csl(self, home: str = HOME) -> str:
        """The reference as CSL-JSON: a list of one item, as reference managers and pandoc read it."""
        lines = (f' "{key}": {_json(value)}' for key, value in self.item(home).items())
        return "[{\n" + ",\n".join(lines) + "\n}]\n"

    def item(self, home: str = HOME) -> dict[str, object]:
        """The reference as an item of CSL-JSON."""
        found: dict[str, object] = {
            "id": self.key,
            "type": self.work,
            "title": self.title,
            "author": [_csl_name(name) for name in self.authors],
            "container-title": self.container,
            "issued": {"date-parts": [self._parts()]} if self.date else None,
            "URL": self.url or self.place(home),
            "note": self.note,
            "archive": self.archive if self.url else None,
            "archive_location": self._held(home),
            "language": self.language,
        }
        return {key: value for key, value in found.items() if value}

    def bibtex(self, home: str = HOME) -> str:
        """The reference as an entry of BibTeX."""
        year, month, day = [*self._parts(), 0, 0, 0][:3]
        held = f"archived in {_tex(self.archive)}, \\url{{{self._held(home)}}}" if self._held(home) else ""
        fields = {
            "author": " and ".join(_tex_name(name) for name in self.authors),
            "title": f"{{{_tex(self.title)}}}",
            "journal" if self.work == "article-newspaper" else "howpublished": _tex(self.container),
            "year": str(year or ""),
            "month": _MONTHS[month - 1] if 1 <= month <= len(_MONTHS) else "",
            "day": str(day or ""),
            "url": _tex_url(self.url or self.place(home)),
            "note": "; ".join(part for part in (_tex(self.note), held) if part),
        }
        kind = "article" if self.work == "article-newspaper" else "misc"
        lines = (f"  {name} = {_braced(name, value)}" for name, value in fields.items() if value)
        return f"@{kind}{{{self.key},\n" + ",\n".join(lines) + "\n}\n"

    def ris(self, home: str = HOME) -> str:
        """The reference as a record of RIS."""
        year, month, day = [*self._parts(), 0, 0, 0][:3]
        numbers = (f"{year:04}", f"{month:02}" if month else "", f"{day:02}" if day else "", "")
        held = f"Archived in {self.archive}, {self._held(home)}" if self._held(home) else ""
        lines = [
            ("TY", "NEWS" if self.work == "article-newspaper" else "ELEC"),
            ("ID", self.key),
            *(("AU", name.turned) for name in self.authors),
            ("TI", self.title),
            ("T2", self.container),
            ("PY", numbers[0] if year else ""),
            ("DA", "/".join(numbers) if year else ""),
            ("UR", self.url or self.place(home)),
            ("N1", "; ".join(part for part in (self.note, held) if part)),
            ("LA", self.language),
        ]
        return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - \n"

    def place(self, home: str = HOME) -> str:
        """The address of its page in the archive; "" where the site's is not known, and so `home` is ""."""
        return home + escape.encoded(self.path) if home else ""

    def _held(self, home: str) -> str:
        """Where the archive has what was published elsewhere."""
        return self.place(home) if self.url and self.archive else ""

    def _who(self) -> str:
        names = [name.whole for name in self.authors]
        link = " or " if self.disputed else " and "
        return ", ".join(names[:-1]) + link + names[-1] if len(names) > 1 else names[0]

    def _parts(self) -> list[int]:
        """The year, the month and the day, as far as they are known."""
        found = (self.date or "")[:10].split("-")
        return [int(part) for part in found if part.isdecimal()]


def citation(catalogue: Catalogue, noun: Noun) -> Citation:
    """The citation of an article, a statement, or the page of anything else."""
    if isinstance(noun, Entry):
        return _article(catalogue, noun)
    if isinstance(noun, Statement):
        return _statement(catalogue, noun)
    title = noun.label if isinstance(noun, Topic) else noun.title if isinstance(noun, Story) else noun.name
    kind: Mapping[type, addresses.Kind] = {Speaker: "speaker", Topic: "topic", Outlet: "outlet", Story: "story"}
    own = kind[noun.__class__]
    title += ": what was said" * isinstance(noun, Speaker)
    return listed(catalogue, f"{own}-{noun.id}", title, addresses.page(own, noun.id))


def listed(catalogue: Catalogue, key: str, title: str, address: str) -> Citation:
    """The citation of a page that lists things, as such."""
    site = safe(catalogue.site.name)
    return Citation(_key(key), "webpage", safe(title), address, container=site, archive=site)


def _article(catalogue: Catalogue, entry: Entry) -> Citation:
    article = entry.record.article
    outlet = catalogue.archive.outlets.get(entry.outlet or "")
    return Citation(
        key=_key(entry.id),
        work="article-newspaper",
        title=safe(article.headline),
        path=addresses.article(entry.id),
        authors=tuple(map(name, article.authors)),
        container=safe(outlet.name if outlet else ""),
        date=entry.record.date,
        url=outside(article.url),
        archive=safe(catalogue.site.name),
        language=safe(article.language),
    )


def _statement(catalogue: Catalogue, statement: Statement) -> Citation:
    archive = catalogue.archive
    outlets = [archive.outlets[i].name for i in statement.outlets if i in archive.outlets]
    carried = f"first carried by {outlets[0]}" if outlets else ""
    if len(outlets) > 1:
        carried += f" and {counted(len(outlets) - 1, 'other outlet')}"
    site = safe(catalogue.site.name)
    return Citation(
        key=_key(f"statement-{statement.id}"),
        work="webpage",
        title=safe(escape.shortened(spoken(statement.wording), TITLE)),
        path=addresses.statement(archive, statement),
        authors=tuple(name(archive.speakers[i].name) for i in statement.speakers if i in archive.speakers),
        container=site,
        date=statement.said or statement.first,
        archive=site,
        note=safe("; ".join(["outlets disagree on who said it"] * statement.disputed + [carried] * bool(carried))),
        disputed=statement.disputed,
    )


@lru_cache(maxsize=2**12)
def name(text: str) -> Name:
    """A printed name, taken apart where that is sure enough: a staff, an agency or a single word stays whole."""
    text = safe(text)
    words = text.replace(",", " ").split()
    suffix = words.pop() if len(words) > 1 and words[-1].strip(".").lower() in _SUFFIXES else ""
    if not 1 < len(words) <= _LONGEST_NAME or _NO_PERSON.search(text) or words[0].lower() == "the":
        return Name(text)
    family = len(words) - 1
    while family > 1 and words[family - 1].islower():  # "Ana de la Cruz"
        family -= 1
    return Name(" ".join(words[family:]), " ".join(words[:family]), suffix)


def safe(text: str) -> str:
    """`text` on one line, without the two characters that stand for the site's address."""
    return escape.plain(text).strip().replace(HOME, "∼/")


def outside(address: str | None) -> str | None:
    """An outlet's address, as one that can be written anywhere; None where it leads nowhere."""
    if escape.url(address) is None:
        return None
    return escape.encoded(escape.plain(address or "").strip()).replace(HOME, "%7E/")


def _key(text: str) -> str:
    """An id as reference managers take it: letters, digits, and `-_:.`."""
    return re.sub(r"[^A-Za-z0-9_:.-]", lambda found: f"_{ord(found[0]):x}", text)


def _marks(title: str) -> str:
    """A title inside double marks: those within it become single ones."""
    return title.replace("“", "‘").replace("”", "’")


def _csl_name(one: Name) -> dict[str, str]:
    if not one.given:
        return {"literal": one.family}
    found = {"family": one.family, "given": one.given, "suffix": one.suffix}
    return {key: value for key, value in found.items() if value}


def _tex(text: str) -> str:
    """`text` as TeX reads it."""
    return _TEX_SYNTAX.sub(lambda found: _TEX[found[0]], text)


def _tex_url(address: str) -> str:
    """An address in a field of BibTeX: it may hold no brace, and nothing that would need one."""
    return address.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _tex_name(one: Name) -> str:
    if not one.given:
        return f"{{{_tex(one.family)}}}"
    parts = (one.family, one.suffix, one.given)  # BibTeX has the suffix amid
    return ", ".join(_tex(part) for part in parts if part)


def _braced(field: str, value: str) -> str:
    return value if field == "month" else f"{{{value}}}"


def _json(value: object) -> str:
    return _ENCODED(value).encode(errors="replace").decode()
