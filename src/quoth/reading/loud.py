"""Names in lines whose capitals say nothing: headlines in title case, lines in capitals."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import TYPE_CHECKING

from quoth.quotation import Reason
from quoth.reading.capitals import cut_names
from quoth.reading.entities import Entity, Naming
from quoth.reading.evidence import SUBJECT
from quoth.reading.name_words import FUNCTION_WORDS
from quoth.reading.names import fold
from quoth.reading.role_words import is_given

if TYPE_CHECKING:
    from quoth.reading.cast import Cast


def place_loud(cast: Cast, begin: int, end: int, lowercase: Container[str]) -> None:
    """In a line whose capitals say nothing, find names known from the rest.

    Args:
        cast: the article's.
        begin, end: span of the line.
        lowercase: the words that stand in the article in small letters.
    """
    before: tuple[str, int, int] | None = None
    for match in re.finditer(r"[^\W_][\w.’'-]*", cast.text[begin:end]):
        at, stop = begin + match.start(), begin + match.end()
        word = fold(match[0])
        stop -= len(match[0]) - len(re.sub(r"['’]s?$|\.$", "", match[0]))
        if before is not None and is_given(before[0]) and before[0] not in lowercase:
            _give(cast, cast.text[slice(*before[1:])], word)
        persons = cast.by_last.get(word)
        held = None
        start = at
        reason: Reason = "surname"
        if persons:
            if before is not None:
                held = next((e for e in persons if e.first == before[0]), None)
            if held is not None and before is not None:
                start, reason = before[1], "name"
                if cast.namings and cast.namings[-1].begin == start:
                    cast.namings.pop()
            elif match[0][0].isupper():
                held = max(persons, key=lambda e: cast.surnamed[e.number])
        elif match[0][0].isupper() and len(word) > 1:
            held = cast.bodies.by_name.get(word) if match[0].isupper() else None
            given = cast.by_first.get(word)
            if held is None and given and given[0].kind == "person":
                held, reason = given[0], "name"
        if held is not None:
            naming = Naming(start, stop, start, held, reason)
            naming.subject = SUBJECT.match(cast.text, stop, stop + 60) is not None
            cast.namings.append(naming)
        before = (word, at, stop)


def _give(cast: Cast, given: str, last: str) -> None:
    """Give somebody whom the body calls by their surname alone the given name of a headline."""
    held = cast.words.get(last)
    persons = cast.by_last.get(last, [held] if held else [])
    if len(persons) != 1 or persons[0].first or persons[0].kind == "organization":
        return
    entity = persons[0]
    surname = entity.forms.most_common(1)[0][0][-1]
    if FUNCTION_WORDS.isdisjoint((fold(given),)):
        entity.kind, entity.first = "person", fold(given)
        entity.forms[given.capitalize() if given.isupper() else given, surname] += 1
        cast.by_last[last] = persons
        cast.by_first[entity.first].append(entity)


def named_in(cast: Cast, begin: int, end: int) -> Naming | None:
    """Find a name where capitals say nothing, knowing that a source stands there.

    Returns the last name in the span, as a new entity if it is unknown, or None.
    """
    names = cut_names(cast.text, begin, end)
    found = [n for n in names if not n.weak or cast.by_last.get(fold(n.words[-1]))]
    if not found:
        return None
    name = found[-1]
    words = tuple(fold(w) for w in name.words)
    persons = cast.by_last.get(words[-1], [])
    entity = next((e for e in persons if len(words) == 1 or e.first == words[-2]), None)
    if entity is None:
        entity = Entity(len(cast.entities), None, "", words[-1])
        entity.forms[name.words] += 1
        if name.titles or (len(words) > 1 and is_given(words[0])):
            entity.kind = "person"
        elif name.organization:
            entity.kind = "organization"
        cast.entities.append(entity)
    return Naming(name.begin, name.end, name.outer, entity, "name")
