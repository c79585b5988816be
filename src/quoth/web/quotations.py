"""A quotation's own page: its place, what led to its speaker's name, its variants, exports."""

from __future__ import annotations

import io
from collections.abc import Callable

from fastapi import APIRouter, Request
from starlette.responses import Response

from quoth.export import reasons, wording
from quoth.export.annotations import write_annotations
from quoth.export.linked import write_jsonld
from quoth.record.opening import reading
from quoth.record.quoting import InPlace, quotation
from quoth.record.sharing import identities
from quoth.record.variants import variants_of
from quoth.web.api import missing
from quoth.web.choosing import Numbered
from quoth.web.negotiating import preferred
from quoth.web.rendering import page

router = APIRouter(include_in_schema=False)

_JSON_LD = "application/ld+json"
_NONE = "The record has no such quotation."


@router.get("/quotations/{quotation_id:int}")
def show(request: Request, quotation_id: Numbered) -> Response:
    """Show a quotation; to programs that ask for JSON-LD, as that."""
    accept = request.headers.get("accept", "")
    if preferred(accept, ("text/html", _JSON_LD)) == _JSON_LD:
        return linked(request, quotation_id)
    with reading(request.app.state.record.engine) as connection, missing(_NONE):
        found = quotation(connection, quotation_id)
        family = variants_of(connection, quotation_id)
    article = found.stored.reading.article
    address = str(request.url_for("show", quotation_id=quotation_id))
    return page(
        request,
        "quotation",
        headers={"Vary": "Accept"},
        found=found,
        q=found.placed,
        why="".join(words for words, _ in reasons.chain(found.quotation, article)),
        circumstances=wording.circumstances(found.quotation, article),
        family=family,
        address=address,
        citation=_citation(found, address),
    )


@router.get("/quotations/{quotation_id:int}.jsonld")
def linked(request: Request, quotation_id: Numbered) -> Response:
    """Return a quotation as schema.org has it."""
    return _exported(request, quotation_id, write_jsonld)


@router.get("/quotations/{quotation_id:int}.anno.jsonld")
def annotated(request: Request, quotation_id: Numbered) -> Response:
    """Return a quotation as a Web Annotation."""
    return _exported(request, quotation_id, write_annotations)


def _exported(request: Request, quotation_id: int, write: Callable[..., None]) -> Response:
    with reading(request.app.state.record.engine) as connection, missing(_NONE):
        found = quotation(connection, quotation_id)
        known = identities(connection, found.stored, str(request.base_url))
    stream = io.StringIO()
    write([found.alone()], stream, identify=lambda _, own: known[own.id])
    return Response(stream.getvalue(), media_type=_JSON_LD, headers={"Vary": "Accept"})


def _citation(found: InPlace, address: str) -> str:
    """The quotation with its source, as one line to paste."""
    one = found.placed
    said = wording.on_one_line(one.text)
    if one.type == "direct":
        said = "“{}”".format(said.strip("“”\"'‘’«» "))
    who = one.speaker.name if one.speaker else wording.NOBODY
    parts = [who, f"“{wording.on_one_line(one.title)}”", one.outlet]
    parts += [wording.day(one.published) if one.published else None, one.url, address]
    return f"{said} — {', '.join(wording.on_one_line(part) for part in parts if part)}"
