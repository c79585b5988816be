"""Names behind an office that goes on behind a preposition: "Minister for River Works Ann Lee".

What follows "for" or "of" may as well be somebody by whom another is known: "spokesman for energy
minister Ann Lee" is not Ann Lee, and nor is "the coach of young Ann Lee".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.reading.descriptions import kind_of
from quoth.reading.entities import Naming
from quoth.reading.names import fold
from quoth.reading.role_words import is_role, is_title

_OFFICE = re.compile(
    r"(?!(?:[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ne|[Aa]nother|[Mm]y|[Oo]ur) )"
    r"(?:[\w-]+ ){0,4}?(?P<noun>[\w-]+) (?P<of>for|of|on|to) (?:the )?"
)
_NOUNS = frozenset(
    """minister secretary commissioner chair chairman chairwoman chairperson president
    vice-president head chief director director-general ceo mayor deputy-mayor governor bishop
    archbishop dean principal chancellor vice-chancellor leader founder co-founder speaker senator
    mp member ambassador captain manager coach editor treasurer registrar superintendent inspector
    professor lecturer comptroller coordinator co-ordinator convener executive""".split()
)
# Who speaks for somebody, but about a field: "DA spokesperson on energy Ben Okafor".
_SPEAKING = frozenset("spokesman spokeswoman spokesperson adviser advisor".split())
_ADDRESSES = frozenset("mr mrs ms miss dr prof rev sir dame hon rt alhaji chief barr engr".split())
# What an office may be of, written small.
_FIELDS = re.compile(r"[a-z].*(?<!s)s$|[a-z].*(?:tion|ment|ity|ance|ing|ism|ogy|ics|ology)$")


def behind_office(text: str, begin: int, stop: int, namings: Sequence[Naming]) -> Naming | None:
    """Return the name that ends a phrase which begins with an office, if it is its holder's.

    Args:
        text: of the article.
        begin, stop: the phrase up to its first comma or clause.
        namings: that begin in it.
    """
    office = _OFFICE.match(text, begin, stop)
    held = [n for n in namings if n.begin < stop]
    if office is None or not held or held[-1].end < stop - 1:
        return None
    naming = held[-1]
    of_what = text[office.end() : naming.begin].split()
    while len(of_what) > 1 and fold(of_what[-1]) in _ADDRESSES:
        of_what.pop()
    if naming.entity.kind != "person" or not of_what:
        return None
    return naming if _is_field(fold(office["noun"]), office["of"], of_what) else None


def _is_field(noun: str, preposition: str, of_what: Sequence[str]) -> bool:
    """Whether an office is of what stands between its preposition and a name."""
    last = fold(of_what[-1])
    if is_title(last) or is_role(last):
        return False
    if noun in _SPEAKING:
        return preposition == "on"
    if noun not in _NOUNS:
        return False
    general = kind_of(last) in ("organization", "document") or _FIELDS.match(last) is not None
    field = preposition in ("for", "on") or not {"for", "on"}.isdisjoint(of_what)
    return field or of_what[-1][0].isupper() or general
