"""Whether a reading that was made elsewhere is one: types, spans, blocks, names."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import pairwise
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from quoth.article import Span
from quoth.quotation import Quotation, Reading


def fault(reading: Reading) -> str | None:
    """Return what is wrong with a reading, or None where it can be kept.

    A reader's own readings are right; one that came from a file, or from somebody's program,
    may have numbers for names, spans outside of the text, or halves of characters.
    """
    if wrong := _mistyped(Reading)(reading):
        return wrong
    article, length = reading.article, len(reading.article.text)
    if article.blocks and not covers(((b.begin, b.end) for b in article.blocks), length):
        return "its blocks do not cover the text one after another"
    if len({quotation.id for quotation in reading.quotations}) < len(reading.quotations):
        return "two of its quotations have one id"
    for quotation in reading.quotations:
        if not quotation.content or not lie_within(_spans(quotation), length):
            return f"quotation {quotation.id} has a span outside the text"
        parts = (quotation.content, quotation.cue, quotation.source)
        if not all(one.end <= next_.begin for spans in parts for one, next_ in pairwise(spans)):
            return f"quotation {quotation.id} has spans that do not follow one another"
        if quotation.block < 0 or quotation.block >= max(1, len(article.blocks)):
            return f"quotation {quotation.id} is in a block that there is not"
    quotes = ((q.begin, q.end) for q in reading.headline_check)
    closest = (q.closest for q in reading.headline_check if q.closest)
    roles = (span for named in reading.named for span in named.roles)
    if not lie_within((*quotes, *closest, *roles), length):
        return "it has a span outside the text"
    return None


def covers(bounds: Iterable[tuple[int, int]], length: int) -> bool:
    """Return whether stretches follow one another from the beginning of a text to its end."""
    at = 0
    for begin, end in bounds:
        if begin != at or end < at:
            return False
        at = end
    return at == length


def lie_within(spans: Iterable[tuple[int, int]], length: int) -> bool:
    """Return whether spans are of at least one code point each, and all in the text."""
    return all(0 <= begin < end <= length for begin, end in spans)


def _spans(quotation: Quotation) -> Iterator[tuple[int, int]]:
    for spans in (quotation.content, quotation.cue, quotation.source):
        yield from spans
    if quotation.speaker:
        yield from ((mention.begin, mention.end) for mention in quotation.speaker.mentions)
    told = (quotation.addressee_span, quotation.when_span, quotation.channel_span)
    yield from (span for span in (*told, quotation.occasion) if span)


@cache
def _mistyped(hint: Any) -> Callable[[Any], str]:
    """Return what tells of a value where it is not of a type that the data model declares.

    It returns the name of the field and the value, or "" where all is right. Made once for each
    type, as a reading has thousands of values.
    """
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        parts = [(field.name, _mistyped(hints[field.name])) for field in fields(hint)]
        return lambda value: _field_of(value, hint, parts)
    if get_origin(hint) is tuple:
        each = _mistyped(get_args(hint)[0])
        return lambda value: (
            next(filter(None, map(each, value)), "") if type(value) is tuple else _shown(value)
        )
    if get_origin(hint) in (Union, UnionType):
        some = [_mistyped(one) for one in get_args(hint)]
        return lambda value: min((told(value) for told in some), key=len)
    return lambda value: "" if _is(value, hint) else _shown(value)


def _field_of(value: Any, model: Any, parts: Sequence[tuple[str, Callable[[Any], str]]]) -> str:
    if type(value) is not model:
        return _shown(value)
    for name, told in parts:
        if wrong := told(getattr(value, name)):
            return wrong if wrong.startswith("`") else f"`{name}` cannot be {wrong}"
    return ""


def _is(value: Any, hint: Any) -> bool:
    if hint is str:
        return isinstance(value, str) and (value.isascii() or _is_whole(value))
    if get_origin(hint) is Literal:
        return isinstance(value, str) and value in get_args(hint)
    if hint is Span:
        return isinstance(value, tuple) and len(value) == 2 and all(type(at) is int for at in value)
    if hint is float:
        return type(value) in (int, float) and math.isfinite(value)
    return type(value) is hint


def _is_whole(text: str) -> bool:
    """Whether a text has no halves of characters (lone surrogates), which nothing can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(value: Any) -> str:
    shown = ascii(value)
    return shown if len(shown) < 60 else f"{shown[:57]}..."
