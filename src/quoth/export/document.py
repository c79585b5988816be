"""A reading as one JSON object, and back.

The object is described field by field in `docs/output.md` and in the JSON Schema that comes
with the package (`quoth schema`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any, TextIO

from quoth.article import Article, Block, Span
from quoth.errors import Malformed
from quoth.quotation import (
    Difference,
    HeadlineQuote,
    Mention,
    Named,
    Quotation,
    Reading,
    Speaker,
)

_EMBED_KEYS = ("author", "handle", "date", "platform")


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the object that `to_dict` makes."""
    text = (files("quoth") / "schema" / "reading.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def to_dict(reading: Reading) -> dict[str, Any]:
    """Return a reading as the documented object; offsets are code points of `text`."""
    article = reading.article
    return {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "headline": article.headline,
        "byline": article.byline,
        "published": article.published,
        "language": article.language,
        "text": article.text,
        "blocks": [_block(block) for block in article.blocks],
        "quotations": [quotation_to_dict(quotation, article) for quotation in reading.quotations],
        "headline_check": [_headline_quote(quote, article) for quote in reading.headline_check],
        "named": [_named(named, article) for named in reading.named],
    }


def from_dict(held: dict[str, Any]) -> Reading:
    """Return the reading that an object of `to_dict` stands for; raises `Malformed`."""
    try:
        blocks = tuple(Block(**block) for block in held["blocks"])
        article = Article(
            held["text"],
            blocks,
            id=held["id"],
            url=held["url"],
            outlet=held["outlet"],
            headline=held["headline"],
            byline=held["byline"],
            published=held["published"],
            language=held["language"],
        )
        return Reading(
            article,
            tuple(quotation_from_dict(given) for given in held["quotations"]),
            tuple(_read_headline_quote(given) for given in held["headline_check"]),
            tuple(_read_named(given) for given in held.get("named", ())),
        )
    except (KeyError, TypeError, ValueError) as error:
        name = str(held.get("id", "?")) if isinstance(held, dict) else "?"
        raise Malformed(name, f"not a reading: {error!r}", "see `quoth schema`") from error


def write_jsonl(readings: Iterable[Reading], stream: TextIO) -> None:
    """Write one object a line, each as soon as it is there."""
    for reading in readings:
        stream.write(_dumps(reading) + "\n")
        stream.flush()


def write_json(readings: Iterable[Reading], stream: TextIO) -> None:
    """Write one array of objects."""
    before = "[\n"
    for reading in readings:
        stream.write(before + _dumps(reading))
        before = ",\n"
    stream.write("[]\n" if before == "[\n" else "\n]\n")


def _dumps(reading: Reading) -> str:
    return json.dumps(to_dict(reading), ensure_ascii=False)


def _block(block: Block) -> dict[str, Any]:
    held: dict[str, Any] = {"kind": block.kind, "begin": block.begin, "end": block.end}
    held |= {key: value for key in _EMBED_KEYS if (value := getattr(block, key)) is not None}
    return held


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[begin, end] for begin, end in spans]


def _pair(span: Span | None) -> list[int] | None:
    return [span.begin, span.end] if span else None


def _span(pair: Sequence[int] | None) -> Span | None:
    return Span(*pair) if pair else None


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(begin, end) for begin, end in pairs)


def quotation_to_dict(quotation: Quotation, article: Article) -> dict[str, Any]:
    """Return a quotation as the documented object; offsets are code points of `text`."""
    return {
        "id": quotation.id,
        "type": quotation.type,
        "text": quotation.text(article),
        "content": _pairs(quotation.content),
        "cue": _pairs(quotation.cue),
        "source": _pairs(quotation.source),
        "speaker": _speaker(quotation.speaker) if quotation.speaker else None,
        "about": list(quotation.about),
        "addressee": quotation.addressee,
        "addressee_span": _pair(quotation.addressee_span),
        "when": quotation.when,
        "when_span": _pair(quotation.when_span),
        "channel": quotation.channel,
        "channel_span": _pair(quotation.channel_span),
        "occasion": article.text[slice(*quotation.occasion)] if quotation.occasion else None,
        "occasion_span": _pair(quotation.occasion),
        "question": quotation.question,
        "relayed_by": quotation.relayed_by,
        "block": quotation.block,
        "confidence": quotation.confidence,
    }


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "kind": speaker.kind,
        "confidence": speaker.confidence,
        "members": list(speaker.members),
        "mentions": [
            {"begin": m.begin, "end": m.end, "reason": m.reason, "score": m.score}
            for m in speaker.mentions
        ],
    }


def _headline_quote(quote: HeadlineQuote, article: Article) -> dict[str, Any]:
    return {
        "quoted": article.text[quote.begin : quote.end],
        "begin": quote.begin,
        "end": quote.end,
        "verdict": quote.verdict,
        "closest": article.text[slice(*quote.closest)] if quote.closest else None,
        "closest_span": _pair(quote.closest),
        "differences": [
            {"kind": d.kind, "headline": d.headline, "body": d.body} for d in quote.differences
        ],
    }


def quotation_from_dict(given: dict[str, Any]) -> Quotation:
    """Return the quotation that an object of `quotation_to_dict` stands for.

    Raises:
        KeyError, TypeError, ValueError: it is no such object.
    """
    return Quotation(
        id=given["id"],
        type=given["type"],
        content=_spans(given["content"]),
        cue=_spans(given["cue"]),
        source=_spans(given["source"]),
        speaker=_read_speaker(given["speaker"]) if given["speaker"] else None,
        block=given["block"],
        confidence=given["confidence"],
        about=tuple(given["about"]),
        addressee=given["addressee"],
        when=given["when"],
        channel=given["channel"],
        question=given["question"],
        # What follows was not written by version 0.1.0.
        relayed_by=given.get("relayed_by"),
        addressee_span=_span(given.get("addressee_span")),
        when_span=_span(given.get("when_span")),
        channel_span=_span(given.get("channel_span")),
        occasion=_span(given.get("occasion_span")),
    )


def _named(named: Named, article: Article) -> dict[str, Any]:
    return {
        "name": named.name,
        "kind": named.kind,
        "forms": list(named.forms),
        "roles": [{"begin": b, "end": e, "text": article.text[b:e]} for b, e in named.roles],
    }


def _read_named(given: dict[str, Any]) -> Named:
    roles = tuple(Span(role["begin"], role["end"]) for role in given["roles"])
    return Named(given["name"], given["kind"], tuple(given["forms"]), roles)


def _read_speaker(given: dict[str, Any]) -> Speaker:
    return Speaker(
        given["name"],
        given["kind"],
        given["confidence"],
        tuple(Mention(**mention) for mention in given["mentions"]),
        tuple(given.get("members", ())),
    )


def _read_headline_quote(given: dict[str, Any]) -> HeadlineQuote:
    return HeadlineQuote(
        given["begin"],
        given["end"],
        given["verdict"],
        _span(given["closest_span"]),
        tuple(Difference(**difference) for difference in given["differences"]),
    )
