"""Names put right by the other names of the article."""

from __future__ import annotations

import re
from itertools import pairwise

from quoth.reading.name_words import PLACE_STARTS
from quoth.reading.names import Name, fold
from quoth.reading.role_words import is_given, is_role
from quoth.reading.word_shapes import CAPITAL

# Of police, prosecutors and the like. Elsewhere they may begin the name of a company.
_RANKS = frozenset("ac ag acp da dc dci dcs dg di dig ds dsp ig igp pc sc sp ssp vp".split())
# Those who stand behind somebody: "Team Okafor". And what somebody may be chief or secretary of.
_TEAMS = frozenset(("team", "camp"))
_OFFICES = frozenset(("staff", "state", "defense", "defence"))
# What a firm does, said before its name: no "Bank", which may be a part of it.
_TRADES = frozenset(
    """airline automaker brokerage carmaker chipmaker drugmaker planemaker retailer carrier
    insurer lender broadcaster start-up startup""".split()
)
# What stands before the rest of an office: "Minister for ", "Chair of the ".
_OFFICE = re.compile(
    rf"\b([\w-]+) (?:for|of|on|to) (?:(?:{CAPITAL}[\w’'-]*|the|and|of|for|&),? )*$"
)
_LONGEST_OFFICE = 72


def spread_surnames(text: str, names: list[Name]) -> None:
    """Give "Bill" of "Bill and Ann Okafor" his surname."""
    for one, two in pairwise(names):
        if (
            len(one.words) == 1
            and len(two.words) == 2
            and is_given(fold(one.words[0]))
            and is_given(fold(two.words[0]))
            and text[one.end : two.outer] == " and "
        ):
            one.words = (one.words[0], two.words[-1])


def drop_ranks(names: list[Name]) -> None:
    """Drop a rank in capitals before a known surname or a given name: "DC Okafor".

    "Min", which may be a given name, must stand before a surname known from elsewhere.
    """
    known = {fold(n.words[-1]) for n in names if len(n.words) > 1 and not n.organization}
    others = {fold(n.words[-1]) for n in names if n.titles or n.words[:-1] not in ((), ("Min",))}
    for name in names:
        words = name.words
        if len(words) == 2 and words[0] == "Min" and fold(words[1]) in others:
            name.begin += len("Min ")
            name.titles, name.words, name.organization = ("minister",), words[1:], False
            continue
        con = bool(name.titles) and name.titles[-1] == "det" and words[0] in ("Con", "Const")
        if len(words) < 2 or not (con or (words[0].isupper() and fold(words[0]) in _RANKS)):
            continue
        second = fold(words[1])
        if con or (second in known if len(words) == 2 else is_given(second)):
            name.begin += len(words[0]) + 1
            name.titles, name.words, name.organization = (fold(words[0]),), words[1:], False


def drop_trades(text: str, names: list[Name]) -> None:
    """Drop what a firm does before its name, where a sentence begins: "Brokerage Vask Quay"."""
    for name in names:
        words = name.words
        if name.titles and name.titles[-1] in _TRADES:
            name.outer, name.titles, name.organization = name.begin, (), True
        elif name.first and len(words) > 1 and fold(words[0]) in _TRADES:
            name.begin += len(words[0])
            while text[name.begin].isspace():
                name.begin += 1
            name.outer, name.words, name.organization = name.begin, words[1:], True


def trim(text: str, names: list[Name]) -> None:
    """Drop what merely stands before a name known without it: "Using Ben Okafor".

    "Electing Okafor" and "Team Okafor" are no Okafor either where somebody of that surname is
    known, nor is "Staff Ann Lee" behind "chief of".
    """
    known = {n.words for n in names if len(n.words) > 1 and not n.organization}
    surnames = {fold(words[-1]) for words in known if is_given(fold(words[0]))}
    for name in names:
        words = name.words
        first = fold(words[0])
        if len(words) == 2 and fold(words[1]) in surnames and not is_given(first):
            if first in _TEAMS:
                name.organization = True
            elif first.endswith("ing") and not name.titles:
                _drop_first(name)
            continue
        if len(words) > 2 and first in _OFFICES and text.endswith(" of ", 0, name.begin):
            _drop_first(name)
            continue
        if len(words) < 3 or name.organization or name.titles or is_given(fold(words[0])):
            continue
        if words[1:] in known and is_given(fold(words[1])) and "." not in words[0]:
            _drop_first(name)


def drop_offices(text: str, names: list[Name]) -> None:
    """Drop the rest of an office before a name: "Minister for River Works Ann Lee"."""
    for name in names:
        words = name.words
        if len(words) < 3 or name.organization or name.titles or is_given(fold(words[0])):
            continue
        office = _OFFICE.search(text, max(0, name.begin - _LONGEST_OFFICE), name.begin)
        if office is None or not is_role(fold(office[1])):
            continue
        for index in range(1, len(words) - 1):
            place = index == 1 and fold(words[0]) in PLACE_STARTS  # "San Jose"
            if is_given(fold(words[index])) and not place:
                begin = text.find(words[index], name.begin, name.end)
                name.begin = name.outer = begin
                name.words = words[index:]
                break


def _drop_first(name: Name) -> None:
    """Take the first word off a name."""
    name.begin += len(name.words[0]) + 1
    name.outer, name.words = name.begin, name.words[1:]
