"""What articles say of somebody right behind the name: "Ada Lane, a retired pilot,", "Ben Holt (D-Ohio)".

It is evidence on who is meant and no more: what is shown as a role was found with the name by extraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from onrecord.link import names, rules
from onrecord.model import Mention

_REACH = 120  # characters behind a name
_STEM = 4  # letters in which "pollster" and "polling" agree
_PHRASE = re.compile(r",\s+((?:an?|the|one\s+of|then|former|now)\s[^,;:.()“”\"\n]{3,90})")
_POST = re.compile(r",\s+((?:[\w’'-]+\s){0,5}?([\w-]+)\s(?:of|at|for|in|with|to)\s[^,;:.()“”\"\n]{2,60})")
_HOME = re.compile(r"\s\((?:[DRI]-)?([A-Z][\w. ]{1,18})\)")


def descriptions(body: str, mentions: Iterable[Mention]) -> tuple[str, ...]:
    """What stands right behind the places in `body` where somebody is named, each once."""
    return tuple(dict.fromkeys(found for m in mentions for found in _behind(body[m.span.end : m.span.end + _REACH])))


def _behind(after: str) -> Iterator[str]:
    """The phrase in apposition, the post, or the home in brackets that `after` opens with."""
    if after[:1] not in (",", " "):
        return
    phrase, post, home = _PHRASE.match(after), _POST.match(after), _HOME.match(after)
    if phrase:
        yield phrase[1]
    elif post and post[2].lower() in rules.words("posts.txt"):
        yield post[1]
    elif home:
        yield home[1]


@cache
def hints(said: str) -> frozenset[str]:
    """The beginnings of the words of a description that tell who somebody is, those with capitals left out."""
    plain = [word for word in said.split() if not word[:1].isupper()]
    telling = names.role_words([" ".join(plain)]) - rules.words("stopwords.txt")
    return frozenset(word[:_STEM] for word in telling if len(word) >= _STEM)


def role_hints(words: Iterable[str]) -> frozenset[str]:
    """The same of the telling words of roles (`names.role_words`), whose titles are capitalised."""
    return frozenset(word[:_STEM] for word in words)
