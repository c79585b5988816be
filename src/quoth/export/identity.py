"""What a quotation is known by beyond its reading: in a record, or in the world."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quoth.quotation import Known, Quotation, Reading

WIKIDATA = "http://www.wikidata.org/entity/"
"""What the name of an item in Wikidata begins with, before its id."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of a quotation that its reading does not hold.

    Attributes:
        id: its lasting number or name, where the id in the reading is not enough.
        url: its own address (an IRI).
        speaker_url: an address that tells unambiguously who the speaker is, such as
            "http://www.wikidata.org/entity/Q42".
        speaker: the name by which the speaker is known across articles.
    """

    id: str | None = None
    url: str | None = None
    speaker_url: str | None = None
    speaker: str | None = None


Identify = Callable[[Reading, Quotation], Identity]
"""Tells of a quotation what it is known by; asked before the next reading is taken."""


def unknown(reading: Reading, quotation: Quotation) -> Identity:
    """Tell that nothing is known beyond the reading."""
    return Identity()


def of_known_people(people: Iterable[Known]) -> Identify:
    """Return what tells the Wikidata items of speakers who were known before reading.

    A name that several known people share tells nothing of either.
    """
    items: dict[str, set[str]] = {}
    for known in people:
        items.setdefault(known.name, set()).add(known.wikidata or "")
    sure = {name: next(iter(held)) for name, held in items.items() if len(held) == 1}

    def identify(reading: Reading, quotation: Quotation) -> Identity:
        item = sure.get(quotation.speaker.name, "") if quotation.speaker else ""
        return Identity(speaker_url=f"{WIKIDATA}{item}" if item else None)

    return identify
