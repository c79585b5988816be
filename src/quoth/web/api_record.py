"""Variants, exchanges and figures through the API."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException, Query

from quoth.record.exchange import exchange as find
from quoth.record.filters import outlets_called, speaker_meant, stretch_of
from quoth.record.opening import reading
from quoth.record.people import speaker
from quoth.record.stats import By, Stats
from quoth.record.stats import stats as count
from quoth.record.turns import turn_to_dict
from quoth.record.variants import Family, variants_of
from quoth.record.wanted import Wanted
from quoth.web.answers import Turn
from quoth.web.api import Number, Served, api_router, bounded, missing

router = api_router("record")

_Name = Annotated[str, Query(min_length=1, max_length=200, description="A name, or “#12”")]
_Speaker = Annotated[
    str | None, Query(max_length=200, description="Only what they say: a name, or “#12”")
]
_Outlet = Annotated[str | None, Query(max_length=200, description="Only what is printed there")]
_Since = Annotated[
    str | None, Query(max_length=20, description="Published then or later: 2026, 2026-03, ...")
]
_Until = Annotated[str | None, Query(max_length=20, description="Published then or before")]
_Copies = Annotated[bool, Query(description="Count what wire copies repeat again and again")]
_Part = Annotated[By | None, Query(description="Part the figures by this")]


@router.get("/quotations/{quotation_id}/variants")
def variants(record: Served, quotation_id: Number) -> Family:
    """Return every printing of the same utterance, in order of time, with what differs."""
    with reading(record.engine) as connection, missing():
        return variants_of(connection, quotation_id)


@router.get("/variants", dependencies=[Depends(bounded)])
def variants_of_words(
    record: Served, words: Annotated[str, Query(min_length=1, max_length=5000)]
) -> Family:
    """Return every printing of some words, in order of time, with what differs."""
    with reading(record.engine) as connection:
        return variants_of(connection, words)


@router.get("/exchange")
def exchange(record: Served, one: _Name, other: _Name) -> list[Turn]:
    """Return what two say about each other, in the order in which they said it."""
    with reading(record.engine) as connection:
        ids = [speaker_meant(connection, name) for name in (one, other)]
        if ids[0] == ids[1]:
            raise HTTPException(400, "These two are the same.")
        names = [speaker(connection, number, places=0).person.name for number in ids]
        return [Turn(**turn_to_dict(turn, names)) for turn in find(connection, *ids)]


@router.get("/stats", dependencies=[Depends(bounded)])
def stats(
    record: Served,
    by: _Part = None,
    speaker: _Speaker = None,
    outlet: _Outlet = None,
    since: _Since = None,
    until: _Until = None,
    copies: _Copies = False,
) -> Stats:
    """Count who is quoted how often, and how; what several print of one story counts once."""
    with reading(record.engine) as connection:
        wanted = Wanted(
            frozenset({speaker_meant(connection, speaker)}) if speaker else None,
            frozenset(outlets_called(connection, outlet)) if outlet else None,
            stretch_of(since or None, until or None) if since or until else None,
            copies,
        )
        return count(connection, wanted, by)
