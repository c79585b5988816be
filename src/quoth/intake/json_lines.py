"""JSON to articles: one object each, as a line of JSON Lines or from a JSON file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from quoth.article import Article
from quoth.errors import EmptyInput, InputError, Malformed
from quoth.intake.dates import published_of
from quoth.intake.plain import article_from_text, begins_with

_KEPT = ("url", "outlet", "byline", "language")
_BETWEEN = "\n\n"


def article_from_json(obj: str | Mapping[str, Any], source: str) -> Article:
    """Return the article that a JSON object tells of.

    Keys read: `text` (needed), `id`, `headline`, `standfirst`, `published`, `url`, `outlet`,
    `byline`, `language`; others are passed over. Where `text` begins with the headline (and
    the standfirst), white space aside, they are recognised there and the article's text is
    the one given, code point for code point; otherwise they are put before it, parted by
    blank lines. What `published` tells that is no date, or may be two, is left out.

    Args:
        obj: a JSON line, or the object itself.
        source: where it came from (`path:line`); its `id` where it has none of its own.

    Raises:
        Malformed: no JSON object, no `text`, or a value of the wrong kind.
        EmptyInput: the text is empty.
    """
    fields = _object(obj, source)
    text = fields.get("text")
    if not isinstance(text, str):
        raise Malformed(source, "the object has no `text`", 'give {"id": ..., "text": ...}')
    headline, standfirst = (
        _string(fields, "headline", source),
        _string(fields, "standfirst", source),
    )
    if not text.strip():
        raise EmptyInput(source, "its `text` is empty")
    return article_from_text(
        _with_opening(text, headline, standfirst),
        id=_identity(fields.get("id"), source),
        headline=headline,
        standfirst=standfirst,
        published=published_of(_string(fields, "published", source) or ""),
        **{key: _string(fields, key, source) for key in _KEPT},
    )


def articles_from_json(text: str, source: str) -> Iterator[Article | InputError]:
    """Yield the articles of a JSON file: one object, an array of them, or one a line."""
    try:
        whole = _loaded(text)
    except (ValueError, RecursionError) as error:
        if text.lstrip().startswith("["):
            yield Malformed(source, f"not valid JSON: {_why(error)}")
        else:
            yield from _by_line(text, source)
        return
    if isinstance(whole, list):
        if not whole:
            yield EmptyInput(source, "the array is empty")
        for number, entry in enumerate(whole, 1):
            yield _or_error(entry, f"{source}:{number}")
    else:
        yield _or_error(whole, source)


def _by_line(text: str, source: str) -> Iterator[Article | InputError]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _or_error(line, f"{source}:{number}")


def _or_error(entry: Any, source: str) -> Article | InputError:
    try:
        return article_from_json(entry, source)
    except InputError as error:
        return error


def _loaded(text: str) -> Any:
    return json.loads(text.removeprefix("\ufeff"))


def _object(obj: Any, source: str) -> Mapping[str, Any]:
    if isinstance(obj, str):
        try:
            obj = _loaded(obj)
        except (ValueError, RecursionError) as error:
            raise Malformed(source, f"not valid JSON: {_why(error)}") from error
    if not isinstance(obj, Mapping):
        raise Malformed(source, "not a JSON object", 'give {"id": ..., "text": ...}')
    return obj


def _why(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _string(fields: Mapping[str, Any], key: str, source: str) -> str | None:
    value = fields.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Malformed(source, f"`{key}` is not a string")
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise Malformed(source, f"`{key}` has half characters (lone surrogates)")
    return value if value.strip() else None


def _identity(value: Any, source: str) -> str:
    if value is None or value == "":
        return source
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Malformed(source, "`id` is neither a string nor a number")
    if isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value):
        raise Malformed(source, "`id` has half characters (lone surrogates)")
    return str(value)


def _with_opening(text: str, headline: str | None, standfirst: str | None) -> str:
    end = begins_with(text, headline) if headline else 0
    if end is None:
        return (
            _BETWEEN.join(part.strip() for part in (headline, standfirst) if part) + _BETWEEN + text
        )
    if standfirst is None or begins_with(text, standfirst, end) is not None:
        return text
    if headline is None:
        return standfirst.strip() + _BETWEEN + text
    # The headline is the text's own; the standfirst has its place behind it.
    return text[:end] + _BETWEEN + standfirst.strip() + _BETWEEN + text[end:].lstrip("\r\n")
