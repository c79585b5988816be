"""Sources that coordinate several: "Cook and Pichai", "Rand Paul (Ky.) and Marco Rubio".

What stands on both sides of an "and" may as well be one: a firm named after two, somebody with two
roles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.quotation import Mention, Speaker
from quoth.reading.answers import Answers
from quoth.reading.descriptions import noun_of
from quoth.reading.entities import Naming
from quoth.reading.role_words import is_role

AND = re.compile(r"[ \u00a0](?:and|&|or|along with|as well as)[ \u00a0]")
"""What joins two in one phrase."""
CLAUSE = re.compile(r"\b(?:who|which|that|whose|(?:daughter|son|child|wife|widow) of)\b")
"""What begins a clause that tells of somebody: who is named in it is another."""
_PLURAL_TITLES = ("Sens", "Reps", "Messrs", "Govs", "Senators", "Representatives")
_MORE = re.compile(r"(?:a \w+ of )?(?:other|others|several|many)\b")
_OTHERS = re.compile(r"(?:his|her|their|other|others|many|several|some|a|the) ?\b")


def together(
    answers: Answers, begin: int, end: int, core: int, namings: Sequence[Naming]
) -> Speaker | None:
    """Return those whom a phrase names together as one speaker, or None where it names one.

    Args:
        answers: makes the speakers of the article.
        begin, end: the phrase.
        core: where its first preposition stands that is no part of a name.
        namings: those that begin in the phrase.
    """
    held = [n for n in namings if n.begin < core]
    return _joined(answers, begin, end, core, held) or _listed(answers, begin, end, namings)


def _joined(
    answers: Answers, begin: int, end: int, core: int, held: Sequence[Naming]
) -> Speaker | None:
    """ "Cook and Pichai", "Ryan and other Republicans"."""
    text = answers.text
    for match in AND.finditer(text, begin, core):
        if any(n.begin < match.start() < n.end for n in held):
            continue
        left = [n for n in held if n.end <= match.start()]
        right = [n for n in held if n.begin >= match.end()]
        if left and right and "&" in match[0] and not any(map(_full, (left[-1], right[0]))):
            return _firm(text, left[-1], right[0])
        if left and not text[left[-1].end : match.start()].strip("'’s "):
            if right and _is_one(
                [*left, *right[:-1]], right[-1], text[match.end() : right[-1].outer], core
            ):
                continue
            return answers.several(begin, end, left + right)
        if right and not left and not is_role(noun_of(text[begin : match.start()])):
            return answers.several(begin, end, right)
    return None


def _firm(text: str, first: Naming, last: Naming) -> Speaker:
    """ "Pell & Groves": one body, named after two."""
    begin, end = first.begin, last.end
    mention = Mention(begin, end, "name", 0.8)
    return Speaker(text[begin:end], "organization", 0.8, (mention,))


def _is_one(left: Sequence[Naming], right: Naming, lead: str, core: int) -> bool:
    """Whether all before a name is what its bearer is: "Yahoo News and former TV anchor"."""
    return (
        right.entity.kind == "person"
        and all(n.entity.kind != "person" for n in left)
        and is_role(noun_of(lead.strip()))
        and right.end >= core - 2
    )


def _listed(answers: Answers, begin: int, end: int, namings: Sequence[Naming]) -> Speaker | None:
    """People joined behind the end of the head: "Rand Paul (Ky.) and Marco Rubio"."""
    if not namings or namings[0].entity.kind != "person" or namings[0].outer > begin + 40:
        return None
    text, first = answers.text, namings[0]
    plural = text[begin : first.begin].startswith(_PLURAL_TITLES)
    for match in AND.finditer(text, first.end, end):
        if any(n.begin < match.start() < n.end for n in namings):
            continue
        before = text[match.start() - 1]
        listed = before in ",)" or any(n.end == match.start() for n in namings[1:])
        other = next((n for n in namings if n.outer >= match.end()), None)
        if CLAUSE.search(text, first.end, match.start()):
            return None
        if listed and _MORE.match(text, match.end(), end):
            return answers.several(begin, end, _people(namings))
        if other is None or other.entity.kind != "person" or other.entity is first.entity:
            continue
        lead = text[match.end() : other.outer]
        bare = not lead.strip() or _OTHERS.match(lead) or is_role(noun_of(lead))
        titled = plural or other.outer < other.begin
        if bare and (listed or titled) and len(lead) < 60:
            return answers.several(begin, end, _people(namings))
    return None


def _people(namings: Sequence[Naming]) -> list[Naming]:
    return [n for n in namings if n.entity.kind == "person"]


def _full(naming: Naming) -> bool:
    """Whether a naming is of somebody whose given name the article tells."""
    return naming.entity.kind == "person" and bool(naming.entity.first)
