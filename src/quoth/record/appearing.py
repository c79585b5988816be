"""Whom an article names or describes: what the record knows people by."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.article import Span
from quoth.quotation import Reading
from quoth.record.keys import name_key


@dataclass(frozen=True, slots=True)
class Appeared:
    """One whom an article names or describes.

    Attributes:
        name: the fullest usual name, or the description.
        kind: person, organization, group, document or unnamed.
        key: the name as it is looked up.
        forms: the names by which the article calls them.
        roles: spans of the words that say what they are.
        members: the names of those who are the group.
    """

    name: str
    kind: str
    key: str
    forms: tuple[str, ...] = ()
    roles: tuple[Span, ...] = ()
    members: tuple[str, ...] = ()


def appeared(reading: Reading) -> list[Appeared]:
    """Return all whom a reading names, quotes or lets somebody speak of; each once.

    Of those who are neither named nor quoted (of whom somebody speaks by a description) the
    kind is `unnamed`.
    """
    found: dict[tuple[str, str], Appeared] = {}
    for named in reading.named:
        one = Appeared(named.name, named.kind, name_key(named.name), named.forms, named.roles)
        found.setdefault((named.name, named.kind), one)
    for quotation in reading.quotations:
        speaker = quotation.speaker
        if speaker and (place := (speaker.name, speaker.kind)) not in found:
            found[place] = Appeared(*place, name_key(speaker.name), members=speaker.members)
    names = {name for name, _ in found}
    for quotation in reading.quotations:
        members = quotation.speaker.members if quotation.speaker else ()
        for name in (*quotation.about, *members):
            if name not in names:
                names.add(name)
                found[name, "unnamed"] = Appeared(name, "unnamed", name_key(name))
    return list(found.values())
