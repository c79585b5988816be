"""What a quotation is known by beyond its reading: in a record, or in the world."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quoth.quotation import Quotation, Reading


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of a quotation that its reading does not hold.

    Attributes:
        id: its lasting number or name, where the id in the reading is not enough.
        url: its own address (an IRI).
        speaker_url: an address that tells unambiguously who the speaker is, such as
            "https://www.wikidata.org/entity/Q42".
    """

    id: str | None = None
    url: str | None = None
    speaker_url: str | None = None


Identify = Callable[[Reading, Quotation], Identity]
"""Tells of a quotation in a reading what it is known by."""


def unknown(reading: Reading, quotation: Quotation) -> Identity:
    """Tell that nothing is known beyond the reading."""
    return Identity()
