"""Wordings on pages: how one stands to another, stretch by stretch."""

from __future__ import annotations

from quoth.record.likening import Change, likened
from quoth.record.variants import Family, Member

_EXCERPTS = {"one": "longer", "other": "an excerpt", "both": "overlapping"}


def compared(family: Family, member: Member) -> tuple[Change, ...]:
    """Return a printing's words, with what they leave out of, and put into, those asked for."""
    found = likened(family.text, member.text) if member.comparison else None
    if found is None:
        return (Change("same", member.text),)
    if member.comparison and member.comparison.excerpt == "one":
        # What a longer printing has more of is no alteration.
        begin, end = member.comparison.shared_other
        if member.comparison.verdict == "excerpt" or (begin, end) == (0, len(member.text)):
            return (Change("same", member.text),)
    return found.changes


def verdict(member: Member) -> str:
    """Return in a word how a printing stands to the one asked for."""
    found = member.comparison
    if found is None:
        return f"another stretch of quotation {member.through}"
    if found.verdict == "excerpt":
        return _EXCERPTS[found.excerpt or "both"]
    return found.verdict
