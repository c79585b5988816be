"""What people decide about speakers, through forms, each with a way back; and the log of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form, Request
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from quoth.record import decisions
from quoth.record.decisions import Decision
from quoth.record.opening import reading, writing
from quoth.record.people import Person, Place, speaker
from quoth.web.api import missing
from quoth.web.choosing import LARGEST, chosen
from quoth.web.rendering import page
from quoth.web.safety import shows

router = APIRouter(include_in_schema=False)

_LOGGED = 200
_ARTICLES = 10_000

Written = Annotated[str, Form(max_length=200)]


def may_decide(request: Request) -> bool:
    """Return whether whoever asks may change the record, so that forms are worth showing."""
    settings = request.app.state.settings
    return settings.is_local if settings.token is None else shows(request, settings.token)


def decided(connection: Connection, number: str) -> Decision | None:
    """Return one of the latest decisions, by its number as it stands in an address."""
    latest = decisions.log(connection, _LOGGED) if number else ()
    return next((one for one in latest if str(one.id) == number), None)


@router.get("/decisions")
def log(request: Request) -> Response:
    """Show what was decided, the latest first."""
    with reading(request.app.state.record.engine) as connection:
        latest = decisions.log(connection, _LOGGED)
    return page(request, "decisions", decisions=latest, may_decide=may_decide(request))


@router.post("/decisions/{decision_id:int}/undo")
def undo(request: Request, decision_id: int, back: Written = "speaker") -> Response:
    """Take a decision back."""
    with writing(request.app.state.record.engine) as connection:
        undone = decisions.undo(connection, min(decision_id, LARGEST))
    if back == "log":
        return RedirectResponse("/decisions", status_code=303)
    return _shown(undone)


@router.post("/speakers/{speaker_id:int}/merge")
def merge(request: Request, speaker_id: int, other: Written) -> Response:
    """Decide that somebody else is the same; asks who is meant where several are called so."""
    with writing(request.app.state.record.engine) as connection:
        person = _speaker(connection, speaker_id, places=1)[0]
        meant = chosen(connection, other)
        if meant.person and meant.person.id != person.id:
            return _shown(decisions.merge(connection, person.id, meant.person.id))
    choices = tuple(one for one in meant.choices if one.id != person.id)
    return page(
        request,
        "merge",
        status=200 if choices else 404,
        here="speakers",
        person=person,
        given=meant.given,
        choices=choices,
        only_self=meant.person is not None,
    )


@router.post("/speakers/{speaker_id:int}/split")
def split(
    request: Request,
    speaker_id: int,
    articles: Annotated[list[int] | None, Form()] = None,
    onward: Written = "",
    name: Written = "",
) -> Response:
    """Decide that some articles mean somebody else."""
    chosen_ = {number for number in articles or () if 0 < number <= LARGEST}
    with writing(request.app.state.record.engine) as connection:
        person, places = _speaker(connection, speaker_id, places=_ARTICLES)
        if onward:
            chosen_ |= _onward(places, chosen_)
        called = " ".join(name.split()) or None
        return _shown(decisions.split(connection, person.id, chosen_, called))


@router.post("/speakers/{speaker_id:int}/rename")
def rename(request: Request, speaker_id: int, name: Written) -> Response:
    """Decide what a speaker is to be called."""
    with writing(request.app.state.record.engine) as connection:
        person, _ = _speaker(connection, speaker_id, places=1)
        return _shown(decisions.rename(connection, person.id, name))


@router.post("/speakers/{speaker_id:int}/link")
def link(request: Request, speaker_id: int, item: Written) -> Response:
    """Decide which item of Wikidata a speaker is."""
    with writing(request.app.state.record.engine) as connection:
        person, _ = _speaker(connection, speaker_id, places=1)
        return _shown(decisions.link(connection, person.id, item.strip()))


def _speaker(connection: Connection, number: int, *, places: int) -> tuple[Person, Sequence[Place]]:
    with missing("The record has no such speaker."):
        profile = speaker(connection, min(number, LARGEST), places=places)
    return profile.person, profile.places


def _onward(places: Sequence[Place], articles: set[int]) -> set[int]:
    """The articles published on the day of the earliest chosen one, or later."""
    days = [p.published for p in places if p.article_id in articles and p.published]
    if not days:
        return set()
    return {p.article_id for p in places if p.published and p.published >= min(days)}


def _shown(decision: Decision) -> Response:
    """Lead to whom it was about, where it is told and can be undone."""
    detail = decision.detail
    of = detail["kept"] if decision.verb == "merge" else detail["speaker"]
    return RedirectResponse(f"/speakers/{of}?done={decision.id}", status_code=303)
