"""Speakers as pages: the list of them, and one with their words, names, roles and evidence."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from quoth.record.counting import spread
from quoth.record.filters import Filters
from quoth.record.opening import reading
from quoth.record.people import Person, find_speakers, people, speaker
from quoth.record.portraits import counterparts, days_of, printed_most
from quoth.record.search import Query, search
from quoth.web.api import missing
from quoth.web.charts import timeline
from quoth.web.choosing import KIND_NAMES, LARGEST, plain
from quoth.web.deciding import decided, may_decide
from quoth.web.paging import page_number, turning
from quoth.web.rendering import page

router = APIRouter(include_in_schema=False)

_LISTED = 50
_SAID = 20
_PLACES = 200
_NAMESAKES = 6
_KINDS = {
    "": "People and organisations",
    "person": "People",
    "organization": "Organisations",
    "group": "Groups",
    "document": "Documents",
    "unnamed": "Unnamed",
}
_REASONS = {
    "new": "a name met for the first time",
    "name": "the name",
    "short": "the surname, and who is named beside",
    "surname": "the surname, and who is named beside",
    "role": "the role, as told in",
    "decision": "a person’s decision",
}


@router.get("/speakers")
def listed(request: Request) -> Response:
    """List the speakers, the most quoted first, or those with a name that begins so."""
    words = plain(request.query_params.get("q", ""))
    kind = request.query_params.get("kind", "")
    kind = kind if kind in _KINDS else ""
    begin = (page_number(request, _LISTED) - 1) * _LISTED
    with reading(request.app.state.record.engine) as connection:
        found = people(connection, words, limit=_LISTED + 1, offset=begin, kind=kind or None)
    shown = found[:_LISTED]
    return page(
        request,
        "speakers",
        here="speakers",
        people=shown,
        words=words,
        kind=kind,
        kinds=_KINDS,
        kind_names=KIND_NAMES,
        turning=turning(request, _LISTED, len(shown), len(found) > _LISTED),
    )


@router.get("/speakers/{speaker_id:int}")
def one(request: Request, speaker_id: int) -> Response:
    """Show a speaker; of one who was merged into another, lead to that one."""
    if speaker_id > LARGEST:
        raise HTTPException(404, "The record has no such speaker.")
    engine = request.app.state.record.engine
    recall = request.app.state.memory.recall
    begin = (page_number(request, _SAID) - 1) * _SAID
    with reading(engine) as connection:
        with missing("The record has no such speaker."):
            profile = speaker(connection, speaker_id, places=_PLACES)
        person = profile.person
        if person.id != speaker_id:
            told = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/speakers/{person.id}{told}", status_code=302)
        query = Query(
            filters=Filters(by=f"#{person.id}"), newest=True, limit=_SAID + 1, offset=begin
        )
        found = search(connection, query)
        pairs, more_pairs = recall(
            ("counterparts", person.id), lambda: counterparts(connection, person.id)
        )
        counted = recall(
            ("spread", person.id), lambda: spread(connection, found.numbers, found.exact)
        )
        days = recall(("days", person.id), lambda: days_of(connection, person.id))
        repeated = recall(("repeated", person.id), lambda: printed_most(connection, person.id))
        namesakes = _namesakes(connection, person) if may_decide(request) else []
        notice_of = decided(connection, request.query_params.get("done", ""))
    hits = found.hits[:_SAID]
    return page(
        request,
        "speaker",
        here="speakers",
        person=person,
        handle=f"#{person.id}",
        places=profile.places,
        merged=profile.merged,
        total=found.total,
        exact=found.exact,
        hits=hits,
        pairs=pairs,
        more_pairs=more_pairs,
        kind_names=KIND_NAMES,
        reasons=_REASONS,
        may_decide=may_decide(request),
        turning=turning(request, _SAID, len(hits), len(found.hits) > _SAID),
        spread=counted,
        timeline=timeline(days),
        repeated=repeated,
        namesakes=namesakes,
        notice_of=notice_of,
    )


def _namesakes(connection: Connection, person: Person) -> list[Person]:
    """Who bears the same last name, and so may be the same."""
    last = person.name.split()[-1:]
    if person.kind != "person" or not last or last[0].isdigit():
        return []
    found = find_speakers(connection, last[0], limit=_NAMESAKES)
    return [one for one in found if one.id != person.id and one.kind == person.kind]
