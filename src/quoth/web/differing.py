"""Wordings on pages: how one stands to another, stretch by stretch."""

from __future__ import annotations

from quoth.record.likening import Change, likened
from quoth.record.variants import Family, Member

_EXCERPTS = {"one": "longer", "other": "an excerpt", "both": "overlapping"}


def compared(family: Family, member: Member) -> tuple[Change, ...]:
    """Return a printing's words, with what they leave out of, and put into, those asked for."""
    # An excerpt has words fewer, and perhaps a reporter's beside them, but none altered.
    if member.comparison is None or member.comparison.verdict != "altered":
        return (Change("same", member.text),)
    found = likened(family.text, member.text)
    if found is None:
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
