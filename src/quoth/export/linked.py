"""Quotations as linked data: one JSON-LD document in the vocabulary of schema.org.

What schema.org has no property for (the confidence, the cue, the spans, who relayed it) is left
out; the Web Annotations hold the spans.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from quoth.article import Article
from quoth.export.dates import is_date
from quoth.export.identity import Identify, Identity, unknown
from quoth.export.iris import iri
from quoth.quotation import Quotation, Reading, Speaker, SpeakerKind

CONTEXT = "https://schema.org"

# An unnamed speaker is somebody; a group ("residents") is neither person nor organisation.
_TYPES: dict[SpeakerKind, str] = {
    "person": "Person",
    "organization": "Organization",
    "unnamed": "Person",
    "group": "Thing",
    "document": "CreativeWork",
}


def write_jsonld(
    readings: Iterable[Reading], stream: TextIO, *, identify: Identify = unknown
) -> None:
    """Write one document whose graph holds each article, followed by its quotations.

    `<` is written as an escape, so that the document may stand in a page's `<script>` as it is.

    Args:
        readings: what to write.
        stream: where to.
        identify: tells the lasting number and address of a quotation, and of its speaker.
    """
    stream.write(f'{{"@context": "{CONTEXT}", "@graph": [')
    before = "\n"
    for number, reading in enumerate(readings, 1):
        own = iri(reading.article.url) or f"_:article{number}"
        stream.write(before + _dumps(_article(reading, own)))
        before = ",\n"
        types = _kinds(reading)
        for quotation in reading.quotations:
            held = _quotation(reading, quotation, own, types, identify)
            stream.write(before + _dumps(held))
        stream.flush()
    stream.write("\n]}\n")


def _dumps(node: dict[str, Any]) -> str:
    known = {key: value for key, value in node.items() if value not in (None, [], "")}
    return json.dumps(known, ensure_ascii=False).replace("<", "\\u003c")


def _article(reading: Reading, own: str) -> dict[str, Any]:
    article = reading.article
    return {
        "@id": own,
        "@type": "NewsArticle",
        "identifier": article.id,
        "headline": article.headline or _printed_headline(article),
        "url": iri(article.url),
        "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
        "datePublished": _date(article.published),
        # A byline as printed may be an agency's or several people's: no `author` to be sure of.
        "creditText": article.byline,
        "inLanguage": article.language,
        "mentions": [_named(one.name, _TYPES[one.kind]) for one in reading.named],
    }


def _printed_headline(article: Article) -> str | None:
    printed = (
        article.text[b.begin : b.end].strip() for b in article.blocks if b.kind == "headline"
    )
    return next(printed, None)


def _date(date: str | None) -> str | None:
    """Return a date if it is one by ISO 8601, as schema.org asks; a year or month is one too."""
    return date if date and is_date(date) else None


def _kinds(reading: Reading) -> dict[str, str]:
    """Return the type of all who are named or heard in an article, by their names."""
    named = {one.name: _TYPES[one.kind] for one in reading.named}
    return named | {q.speaker.name: _TYPES[q.speaker.kind] for q in reading.quotations if q.speaker}


def _quotation(
    reading: Reading, quotation: Quotation, article: str, types: dict[str, str], identify: Identify
) -> dict[str, Any]:
    known = identify(reading, quotation)
    speaker = quotation.speaker
    occasion = quotation.occasion
    return {
        "@id": iri(known.url),
        "@type": "Quotation",
        "identifier": known.id or quotation.id,
        "text": quotation.text(reading.article),
        "creator": _creator(speaker, types, known) if speaker else None,
        # Only people and organisations can be creators: a group is credited by its name, and
        # what a document says is based on it.
        "creditText": speaker.name
        if speaker and speaker.kind == "group" and not speaker.members
        else None,
        "isBasedOn": _known(speaker, "CreativeWork", known)
        if speaker and speaker.kind == "document"
        else None,
        "about": [_named(name, types.get(name, "Thing")) for name in quotation.about],
        "audience": {"@type": "Audience", "name": quotation.addressee}
        if quotation.addressee
        else None,
        "recordedAt": {"@type": "Event", "name": reading.article.text[slice(*occasion)]}
        if occasion
        else None,
        "dateCreated": _date(quotation.when),
        "inLanguage": reading.article.language,
        "keywords": f"{quotation.type} speech",
        "isPartOf": {"@id": article},
    }


def _creator(
    speaker: Speaker, types: dict[str, str], known: Identity
) -> dict[str, Any] | list[dict[str, Any]] | None:
    if speaker.members:
        return [_named(name, _creating(types.get(name))) for name in speaker.members]
    if speaker.kind in ("document", "group"):
        return None
    return _known(speaker, _TYPES[speaker.kind], known)


def _creating(kind: str | None) -> str:
    return kind if kind == "Organization" else "Person"


def _known(speaker: Speaker, kind: str, known: Identity) -> dict[str, Any]:
    """Return who somebody is, by the name they are known by and the one the article gives."""
    told = _named(known.speaker or speaker.name, kind)
    if told["name"] != speaker.name:
        told["alternateName"] = speaker.name
    if address := iri(known.speaker_url):
        told["sameAs"] = address
    return told


def _named(name: str, kind: str) -> dict[str, Any]:
    return {"@type": kind, "name": name}
