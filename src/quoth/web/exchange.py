"""The exchange of two as a page: what each says of the other, side by side along one time line."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from quoth.record.exchange import Turn, exchange
from quoth.record.opening import reading
from quoth.record.portraits import Counterpart, Pair, counterparts, pairs
from quoth.web.choosing import chosen
from quoth.web.paging import page_number, turning
from quoth.web.rendering import page

router = APIRouter(include_in_schema=False)

_TURNS = 100
_SUGGESTED = 12


@router.get("/exchange")
def between(request: Request) -> Response:
    """Show what two say about each other; suggest whom to choose while they are not chosen."""
    given = request.query_params
    turns: tuple[Turn, ...] = ()
    suggested: tuple[Pair, ...] = ()
    others: tuple[Counterpart, ...] = ()
    with reading(request.app.state.record.engine) as connection:
        one, other = chosen(connection, given.get("a", "")), chosen(connection, given.get("b", ""))
        if one.person and other.person:
            if one.person.id != other.person.id:
                turns = exchange(connection, one.person.id, other.person.id)
        elif alone := one.person or other.person:
            others, _ = counterparts(connection, alone.id, _SUGGESTED)
        elif not one.given and not other.given:
            suggested = pairs(connection, _SUGGESTED)
    begin = (page_number(request, _TURNS) - 1) * _TURNS
    shown = turns[begin : begin + _TURNS]
    return page(
        request,
        "exchange",
        here="exchange",
        one=one,
        other=other,
        turns=shown,
        total=len(turns),
        counts={side: sum(turn.by == side for turn in turns) for side in ("one", "other")},
        days=[turn.said for turn in turns if turn.said],
        others=others,
        suggested=suggested,
        turning=turning(request, _TURNS, len(shown), len(turns) > begin + _TURNS),
    )
