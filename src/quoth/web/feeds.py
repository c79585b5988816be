"""A search as an Atom feed (RFC 4287): what is new of a speaker or a subject."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from fastapi import APIRouter, Request
from starlette.responses import Response

from quoth.export import wording
from quoth.record.browsing import texts_of
from quoth.record.opening import reading
from quoth.record.placing import Placed
from quoth.version import __version__
from quoth.web.asking import asked
from quoth.web.searching import results

router = APIRouter(include_in_schema=False)

_ENTRIES = 50
_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01T00:00:00Z"
# What XML 1.0 has no place for.
_BARRED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@router.get("/feed")
def feed(request: Request) -> Response:
    """Return the newest quotations that a search finds as an Atom feed."""
    with reading(request.app.state.record.engine) as connection:
        wanted = asked(connection, request.query_params)
        query = replace(wanted.query(_ENTRIES), newest=True)
        shown = [hit.quotation for hit in results(request, connection, query).hits]
        texts = (
            text for one in {q.article_id for q in shown} for text in texts_of(connection, one)
        )
        added = {text.revision_id: text.added for text in texts}
    base = str(request.base_url)
    address = base + wanted.address("feed")
    title = f"Quoth: {wanted.title()}" if wanted.is_anything else "Quoth: the newest quotations"
    root = Element("feed", xmlns=_ATOM)
    _told(root, "title", title)
    _told(root, "id", address)
    _told(root, "updated", max((_time(when) or _NEVER for when in added.values()), default=_NEVER))
    _told(root, "generator", "Quoth", version=__version__)
    SubElement(root, "link", rel="self", type="application/atom+xml", href=address)
    SubElement(root, "link", rel="alternate", type="text/html", href=base + wanted.address(""))
    for quotation in shown:
        _entry(root, quotation, base, added.get(quotation.revision_id))
    indent(root)
    return Response(
        tostring(root, "utf-8", xml_declaration=True), media_type="application/atom+xml"
    )


def _entry(root: Element, quotation: Placed, base: str, added: str | None) -> None:
    who = quotation.speaker.name if quotation.speaker else wording.NOBODY
    words = wording.on_one_line(quotation.text)
    address = f"{base}quotations/{quotation.id}"
    entry = SubElement(root, "entry")
    _told(entry, "title", f"{wording.on_one_line(who)}: {wording.shortened(words)}")
    _told(entry, "id", address)
    SubElement(entry, "link", rel="alternate", type="text/html", href=address)
    if quotation.url and quotation.url.startswith(("http://", "https://")):
        SubElement(entry, "link", rel="via", href=_allowed(quotation.url))
    said = _time(quotation.published)
    _told(entry, "updated", _time(added) or said or _NEVER)
    if said:
        _told(entry, "published", said)
    _told(SubElement(entry, "author"), "name", wording.on_one_line(who) or wording.NOBODY)
    SubElement(entry, "category", term=quotation.type)
    known = [quotation.title, quotation.outlet, quotation.said and wording.day(quotation.said)]
    place = ", ".join(wording.on_one_line(part) for part in known if part)
    _told(entry, "content", f"{words} ({place})", type="text")


def _told(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = _allowed(text)


def _allowed(text: str) -> str:
    return _BARRED.sub("\ufffd", text)


def _time(given: str | None) -> str | None:
    """A time as RFC 3339 has it, of an ISO 8601 date; None where it is none."""
    try:
        read = datetime.fromisoformat(given or "")
        read = read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return read.isoformat(timespec="seconds").replace("+00:00", "Z")
