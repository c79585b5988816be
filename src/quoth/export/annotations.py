"""Quotations as Web Annotations (https://www.w3.org/TR/annotation-model/), and back.

Each quotation is one Annotation. Its targets are the stretches of its content; its bodies are the
type and the speaker's name as plain texts, the speaker as a thing of its own, and the words of
cue and source where they stand in the article.

A stretch is selected twice: by its words with some of those around (TextQuoteSelector), and by its
position (TextPositionSelector: `start` and `end` count Unicode code points, as the model asks).
Positions hold in the text that was read. Where the article is named by its address, the state
tells which text that was, by its digest (RFC 6920: `ni:///sha-256;...`, of its UTF-8).
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO, get_args

from quoth.article import Article, Span
from quoth.errors import Malformed
from quoth.export.identity import Identify, unknown
from quoth.export.iris import iri
from quoth.quotation import Quotation, QuotationType, Reading, Speaker, SpeakerKind

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Code points of the article told before and after each stretch."""

_TYPES: dict[SpeakerKind, str] = {
    "person": "Person",
    "organization": "Organization",
    "group": "foaf:Group",
    "document": "foaf:Document",
    "unnamed": "foaf:Agent",
}
_KINDS = {name: kind for kind, name in _TYPES.items()}
_QUOTATION_TYPES: dict[str, QuotationType] = {name: name for name in get_args(QuotationType)}


def write_annotations(
    readings: Iterable[Reading], stream: TextIO, *, identify: Identify = unknown
) -> None:
    """Write one AnnotationCollection, whose one page holds an Annotation for each quotation.

    Names that are not given are made from the words, so that the same readings give the same
    document.

    Args:
        readings: what to write.
        stream: where to.
        identify: tells the lasting address of a quotation, and of its speaker.
    """
    stream.write(f'{{"@context": "{CONTEXT}", "type": "AnnotationCollection",\n')
    stream.write('"label": "Quotations", "first": {"type": "AnnotationPage", "startIndex": 0, ')
    stream.write('"items": [')
    total, before, names = 0, "\n", hashlib.sha256()
    for reading in readings:
        text = digest(reading.article)
        for quotation in reading.quotations:
            held = _annotation(reading, quotation, text, identify)
            stream.write(before + json.dumps(held, ensure_ascii=False))
            before = ",\n"
            total += 1
            names.update(f"{held['id']}\n".encode("utf-8", "backslashreplace"))
        stream.flush()
    # What names the collection depends on all of it, and comes last.
    collection, page = _urn("collection", names.hexdigest()), _urn("page", names.hexdigest())
    stream.write(f'\n], "id": "{page}"}}, "last": "{page}", "total": {total},')
    stream.write(f' "id": "{collection}"}}\n')


def read_annotation(held: Mapping[str, Any], article: Article) -> Quotation:
    """Return the quotation that an Annotation of `write_annotations` tells of.

    Positions are trusted where the words stand there; otherwise the words are looked for,
    with those around them.

    Args:
        held: the Annotation.
        article: what it is on.

    Returns:
        The quotation, with its lasting name as `id` and a confidence of 1: the model has no
        room for that.

    Raises:
        Malformed: it is no such Annotation, or its words are not in the article.
    """
    name = str(held.get("id", "?")) if isinstance(held, Mapping) else "?"
    try:
        targets = _listed(held["target"])
        bodies = _listed(held.get("body", []))
        content = tuple(_found(target["selector"], article, name) for target in targets)
        types = [_QUOTATION_TYPES.get(b["value"]) for b in _with(bodies, "classifying")]
        tags = [body["value"] for body in _with(bodies, "tagging")]
        speakers = [_speaker_of(body["source"], tags) for body in _with(bodies, "identifying")]
        cue, source = (
            tuple(
                _found(body["selector"], article, name)
                for body in _with(bodies, "linking")
                if body["styleClass"] == role
            )
            for role in ("cue", "source")
        )
        kind = next(known for known in types if known)
    except (KeyError, TypeError, AttributeError, StopIteration) as error:
        raise Malformed(name, f"not the annotation of a quotation: {error!r}") from error
    if not content:
        raise Malformed(name, "not the annotation of a quotation: no target")
    return Quotation(
        name,
        kind,
        content,
        cue,
        source,
        next(iter(speakers), None),
        block=article.block_at(content[0].begin),
    )


def digest(article: Article) -> str:
    """Return the address of an article's text by its contents (RFC 6920)."""
    held = hashlib.sha256(article.text.encode("utf-8", "backslashreplace")).digest()
    return "ni:///sha-256;" + base64.urlsafe_b64encode(held).decode().rstrip("=")


def _annotation(
    reading: Reading, quotation: Quotation, text: str, identify: Identify
) -> dict[str, Any]:
    article = reading.article
    known = identify(reading, quotation)
    speaker = quotation.speaker
    place = [article.id, article.url, text]
    own = iri(known.url) or _urn("quotation", *place, quotation.id)
    bodies: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "classifying", "value": quotation.type}
    ]
    if speaker:
        who = iri(known.speaker_url) or _urn("speaker", *place, speaker.name)
        bodies += [
            {"type": "TextualBody", "purpose": "tagging", "value": speaker.name},
            {
                "type": "SpecificResource",
                "purpose": "identifying",
                "source": {
                    "id": who,
                    "type": _TYPES[speaker.kind],
                    "name": known.speaker or speaker.name,
                },
            },
        ]
    for role, spans in (("cue", quotation.cue), ("source", quotation.source)):
        bodies += [
            {**_stretch(article, span, text), "purpose": "linking", "styleClass": role}
            for span in spans
        ]
    return {
        "id": own,
        "type": "Annotation",
        "motivation": "identifying" if speaker else "classifying",
        "body": bodies,
        "target": [
            {**_stretch(article, span, text), "styleClass": quotation.type}
            for span in quotation.content
        ],
    }


def _stretch(article: Article, span: Span, text: str) -> dict[str, Any]:
    begin, end = span
    selected: dict[str, Any] = {
        "type": "SpecificResource",
        "source": text,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": article.text[begin:end],
                "prefix": article.text[max(0, begin - AROUND) : begin],
                "suffix": article.text[end : end + AROUND],
            },
            {"type": "TextPositionSelector", "start": begin, "end": end},
        ],
    }
    if address := iri(article.url):
        selected["source"] = address
        selected["state"] = {"type": "TimeState", "cached": text}
    return selected


def _urn(*parts: str | None) -> str:
    name = json.dumps(parts)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"quoth:{name}").urn


def _listed(held: Any) -> Sequence[Any]:
    return held if isinstance(held, list) else [held]


def _with(bodies: Sequence[Mapping[str, Any]], purpose: str) -> list[Mapping[str, Any]]:
    return [body for body in bodies if body.get("purpose") == purpose]


def _speaker_of(held: Mapping[str, Any], tags: Sequence[str]) -> Speaker:
    """Return a speaker by the name that the article gives, which is the tag."""
    return Speaker(next(iter(tags), held["name"]), _KINDS[held["type"]], 1.0)


def _found(selectors: Any, article: Article, name: str) -> Span:
    by_type = {selector["type"]: selector for selector in _listed(selectors)}
    position = by_type.get("TextPositionSelector")
    stood = Span(position["start"], position["end"]) if position else None
    quote = by_type.get("TextQuoteSelector")
    if quote is None:
        return _placed(stood, article, name)
    exact = quote["exact"]
    if stood and article.text[stood.begin : stood.end] == exact:
        return _placed(stood, article, name)
    before, after = quote.get("prefix", ""), quote.get("suffix", "")
    at = article.text.find(before + exact + after)
    if at < 0:
        raise Malformed(name, f"its words are not in the article: {exact!r}")
    return Span(at + len(before), at + len(before) + len(exact))


def _placed(span: Span | None, article: Article, name: str) -> Span:
    if span is None:
        raise Malformed(name, "nothing selects its words")
    whole = type(span.begin) is type(span.end) is int
    if not whole or not 0 <= span.begin <= span.end <= len(article.text):
        raise Malformed(name, f"{span.begin} to {span.end} is not in the article")
    return span
