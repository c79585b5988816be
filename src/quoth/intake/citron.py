"""What BBC Citron found, or what was annotated for it, to a reading.

Citron (https://github.com/bbc/citron) writes two kinds of object that look alike. What it
extracts has no text, gives each quote a confidence, and, where it knows whom a source means, has
that name as `sources` and the words that stand in the text ("he") as `coreferences`. Its
annotation files (docs/data_format.md) have the text, and have it the other way round. Offsets are
code points in both.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from quoth.article import Article, Span
from quoth.errors import Malformed
from quoth.intake.plain import article_from_text
from quoth.quotation import Mention, Quotation, QuotationType, Reading, Reason, Speaker

_SAME_TEXT = (
    "give the very text that Citron was given; from standard input it puts a blank before each line"
)
_OPENING, _CLOSING = frozenset("“„«‘\"'"), frozenset("”“»’\"'")
_PLAIN_MARKS = frozenset('“”„«»"')
_PRONOUNS = frozenset(
    "he she it they we i you who him her them us me this that these those".split()
)


def reading_from_citron(
    held: str | Mapping[str, Any], source: str, *, text: str | None = None
) -> Reading:
    """Return the reading that one of Citron's objects stands for.

    Citron knows neither the type of a quotation nor the kind of a speaker. The type is told by
    the quotation marks; who has a name is taken for a person, who has none ("the officer") for
    unnamed. A pronoun of which nothing more is known gives no speaker.

    Args:
        held: the object, or the JSON of it.
        source: where it came from; the id of the article.
        text: the text that Citron was given, where the object has none.

    Returns:
        The article and its quotations, in the order of the text.

    Raises:
        Malformed: it is no such object, there is no text, or a span does not fit it.
        EmptyInput: the text is empty.
    """
    found = _object(held, source)
    given = found.get("text", text)
    if not isinstance(given, str):
        raise Malformed(source, "the object has no `text`", _SAME_TEXT)
    if text is not None and given != text:
        raise Malformed(source, "its `text` is another one than the text given with it")
    article = article_from_text(given, id=source)
    quotes = found.get("quotes")
    if not isinstance(quotes, list):
        raise Malformed(source, "the object has no list `quotes`", "give what Citron wrote")
    groups = [
        _spans(group, given, source, "coreference_groups")
        for group in _list(found.get("coreference_groups"), source, "coreference_groups")
    ]
    read = [
        _quotation(quote, groups, article, f"{source}: quote {number}")
        for number, quote in enumerate(quotes, 1)
    ]
    read.sort(key=lambda quotation: quotation.content)
    return Reading(
        article,
        tuple(replace(quotation, id=f"q{number}") for number, quotation in enumerate(read, 1)),
    )


def _object(held: str | Mapping[str, Any], source: str) -> Mapping[str, Any]:
    given: Any = held
    if isinstance(held, str):
        try:
            given = json.loads(held)
        except (ValueError, RecursionError) as error:
            raise Malformed(source, f"not valid JSON: {error}") from error
    if not isinstance(given, Mapping):
        raise Malformed(source, "not a JSON object", "give what Citron wrote")
    return given


def _quotation(
    quote: Any, groups: Sequence[tuple[Span, ...]], article: Article, source: str
) -> Quotation:
    if not isinstance(quote, Mapping):
        raise Malformed(source, "not an object")
    text = article.text
    content = _spans(quote.get("contents"), text, source, "contents")
    if not content:
        raise Malformed(source, "it has no `contents`")
    if any(one.end > other.begin for one, other in pairwise(content)):
        raise Malformed(source, "its `contents` overlap")
    sources = _spans(quote.get("sources"), text, source, "sources")
    coreferences = _spans(quote.get("coreferences"), text, source, "coreferences")
    extracted = "confidence" in quote
    told_by, meant = (
        (coreferences, sources) if extracted and coreferences else (sources, coreferences)
    )
    cue = quote.get("cue")
    return Quotation(
        id="",
        type=_type(content, text),
        content=content,
        cue=() if cue is None else (_span(cue, text, source, "cue"),),
        source=told_by,
        speaker=_speaker(told_by, meant or _named_in(groups, told_by, text), text),
        block=article.block_at(content[0].begin),
        confidence=_confidence(quote["confidence"], source) if extracted else 1.0,
    )


def _confidence(given: Any, source: str) -> float:
    """Read a confidence; Citron writes it as a string."""
    try:
        confidence = float(given)
    except (TypeError, ValueError, OverflowError):
        confidence = -1.0
    if not 0 <= confidence <= 1:
        raise Malformed(source, f"`confidence` is no number from 0 to 1: {given!r}")
    return confidence


def _list(given: Any, source: str, name: str) -> list[Any]:
    if given is None:
        return []
    if not isinstance(given, list):
        raise Malformed(source, f"`{name}` is not a list")
    return given


def _spans(given: Any, text: str, source: str, name: str) -> tuple[Span, ...]:
    return tuple(sorted(_span(one, text, source, name) for one in _list(given, source, name)))


def _span(given: Any, text: str, source: str, name: str) -> Span:
    if not isinstance(given, Mapping):
        raise Malformed(source, f"a span of `{name}` is not an object")
    begin, end = given.get("start"), given.get("end")
    if type(begin) is not int or type(end) is not int or not 0 <= begin < end <= len(text):
        raise Malformed(source, f"`{name}`: {begin} to {end} is not in the text", _SAME_TEXT)
    words = given.get("text", text[begin:end])
    if words != text[begin:end]:
        stands = f"the text has {text[begin:end]!r} from {begin} to {end}, and not {words!r}"
        raise Malformed(source, f"`{name}`: {stands}", _SAME_TEXT)
    return Span(begin, end)


def _type(content: Sequence[Span], text: str) -> QuotationType:
    """Tell the type by the quotation marks in and right around the content."""
    if all(_is_marked(span, text) for span in content):
        return "direct"
    within = any(_PLAIN_MARKS & set(text[begin:end]) for begin, end in content)
    return "mixed" if within else "indirect"


def _is_marked(span: Span, text: str) -> bool:
    begin, end = span
    inside = text[begin] in _OPENING and text[end - 1] in _CLOSING and end - begin > 1
    return inside or (text[begin - 1 : begin] in _OPENING and text[end : end + 1] in _CLOSING)


def _named_in(
    groups: Sequence[tuple[Span, ...]], told_by: Sequence[Span], text: str
) -> tuple[Span, ...]:
    """Return the longest name that the words of a source are said to go together with."""
    together = [span for group in groups if set(group) & set(told_by) for span in group]
    names = [span for span in together if _is_name(text[slice(*span)])]
    return (max(names, key=lambda span: (span.end - span.begin, -span.begin)),) if names else ()


def _speaker(told_by: Sequence[Span], meant: Sequence[Span], text: str) -> Speaker | None:
    naming = meant or told_by
    names = tuple(" ".join(text[begin:end].split()) for begin, end in naming)
    if not names or all(name.casefold() in _PRONOUNS for name in names):
        return None
    words: list[Mention] = []
    for span in told_by if meant else ():
        words.append(Mention(*span, _reason(text[slice(*span)])))
    for span, name in zip(naming, names, strict=True):
        words.append(Mention(*span, "name" if _is_name(name) else "description"))
    return Speaker(
        " and ".join(names),
        "person" if any(map(_is_name, names)) else "unnamed",
        1.0,
        tuple(words),
        names if len(names) > 1 else (),
    )


def _reason(words: str) -> Reason:
    if words.casefold() in _PRONOUNS:
        return "pronoun"
    return "name" if _is_name(words) else "description"


def _is_name(words: str) -> bool:
    return words[:1].isupper() and words.casefold() not in _PRONOUNS
