"""Lines of an examination that nobody is said to speak: who is asked does not answer himself.

"“How far is the yard?” asked Lacey." – "“Sixty metres.”" – "“In the dark?”": what stands without
a name runs on from Lacey until the one whom Lacey faces takes every second line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quoth.quotation import Mention, Named, Quotation, Speaker
from quoth.reading.channels import SHARED

_ANSWERS = 0.7
"""How sure it is that whoever is examined answers."""
_MOST_LINES = 12


def with_sides(quotations: Sequence[Quotation], named: Sequence[Named]) -> tuple[Quotation, ...]:
    """Give lines that would be said to their own speaker to whom that speaker faces.

    Args:
        quotations: an article's, in the order of the text, with speakers and circumstances.
        named: whom the article names.
    """
    people = {one.name for one in named if one.kind == "person"}
    found: list[Quotation] = []
    for quotation in quotations:
        asked = _asked_by(quotation, found[: -_MOST_LINES - 1 : -1])
        if asked is not None and asked.speaker and asked.addressee in people:
            heard = [Mention(*quotation.content[0], "quotation", _ANSWERS)]
            if asked.addressee_span:
                heard.append(Mention(*asked.addressee_span, "name", _ANSWERS))
            speaker = Speaker(asked.addressee, "person", _ANSWERS, tuple(heard))
            quotation = replace(quotation, speaker=speaker, addressee=asked.speaker.name)
        found.append(quotation)
    return tuple(found)


def _asked_by(line: Quotation, earlier: Sequence[Quotation]) -> Quotation | None:
    """The question that a line answers, if the line has no name and was given to its asker."""
    if line.source or line.cue or line.channel not in SHARED or line.addressee_span is None:
        return None
    for before in earlier:
        if before.question and before.source[:1] == (line.addressee_span,):
            same = before.speaker and line.speaker and before.speaker.name == line.speaker.name
            return before if same else None
    return None
