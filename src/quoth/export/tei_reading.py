"""TEI documents back to readings: the text, what is said in it, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, get_args
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from quoth.article import Article, Block, BlockKind, Span
from quoth.errors import Malformed
from quoth.export.tei import NAMESPACE
from quoth.quotation import Quotation, QuotationType, Reading, Speaker, SpeakerKind

_TEI = f"{{{NAMESPACE}}}"
_NAME = "{http://www.w3.org/XML/1998/namespace}id"
_KINDS: dict[str, SpeakerKind] = {name: name for name in get_args(SpeakerKind)}
_BLOCKS: dict[str, BlockKind] = {name: name for name in get_args(BlockKind)}
_BY_ELEMENT: dict[str, SpeakerKind] = {
    "person": "person",
    "personGrp": "group",
    "org": "organization",
}


def read_tei(stream: BinaryIO, source: str) -> Iterator[Reading]:
    """Yield the reading of each `<TEI>` of a document or corpus, one at a time.

    Args:
        stream: the document.
        source: what names it in errors.

    Yields:
        Readings with text, blocks, contents, cues, sources, types, speakers, confidence, and
        what the header tells of the article. The way to a speaker's name, about and the
        circumstances are not in the format.

    Raises:
        Malformed: it is no well-formed XML, or an article has no body.
    """
    root: Element | None = None
    try:
        for event, element in ElementTree.iterparse(stream, events=("start", "end")):
            root = element if root is None else root
            if event == "end" and element.tag == f"{_TEI}TEI":
                yield _reading(element, source)
                root.clear()
    except ElementTree.ParseError as error:
        raise Malformed(source, f"not well-formed XML: {error}") from error


@dataclass
class _Heard:
    """A quotation while its parts are found: what its first part tells, and its stretches."""

    first: Element
    content: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    source: list[Span] = field(default_factory=list)


def _reading(document: Element, source: str) -> Reading:
    body = document.find(f"{_TEI}text/{_TEI}body")
    if body is None:
        raise Malformed(source, "an article has no body")
    text, stretches = _walked(body)
    blocks = _blocks(body, stretches)
    heard: dict[str, _Heard] = {}
    parts: dict[str, _Heard] = {}
    for element, span in stretches:
        if element.tag == f"{_TEI}said":
            own = element.get(_NAME, f"said at {span.begin}")
            before = parts.get(element.get("prev", "").removeprefix("#"))
            if before is None:
                heard[own] = before = _Heard(element)
            parts[own] = before
            before.content.append(span)
    for element, span in stretches:
        quotation = parts.get(element.get("corresp", "").removeprefix("#"))
        if element.tag == f"{_TEI}seg" and quotation and element.get("type") in ("cue", "source"):
            getattr(quotation, element.get("type", "")).append(span)
    speakers = _speakers(document)
    article = _article(document, text, blocks)
    found = tuple(
        _quotation(held, number, speakers, article) for number, held in enumerate(heard.values(), 1)
    )
    return Reading(article, found)


def _walked(body: Element) -> tuple[str, list[tuple[Element, Span]]]:
    """Return the text of an element, and where each element in it stands, in document order."""
    pieces: list[str] = []
    ends: dict[int, int] = {}
    begun: list[tuple[Element, int]] = []
    at = 0
    waiting: list[tuple[Element, bool]] = [(body, True)]
    while waiting:
        element, opens = waiting.pop()
        if opens:
            begun.append((element, at))
            waiting.append((element, False))
            waiting += [(child, True) for child in reversed(element)]
            piece = element.text or ""
        else:
            ends[id(element)] = at
            piece = element.tail or "" if element is not body else ""
        pieces.append(piece)
        at += len(piece)
    return "".join(pieces), [(one, Span(begin, ends[id(one)])) for one, begin in begun]


def _blocks(body: Element, stretches: Sequence[tuple[Element, Span]]) -> tuple[Block, ...]:
    """Return the blocks, where the body is nothing but paragraphs and the like."""
    spans = {id(element): span for element, span in stretches}
    blocks = []
    for element in body:
        if element.tag not in (f"{_TEI}p", f"{_TEI}ab") or element.tail or body.text:
            return ()
        kind = _BLOCKS.get(element.get("type", ""), "paragraph")
        blocks.append(Block(kind, *spans[id(element)]))
    return tuple(blocks)


def _quotation(
    held: _Heard, number: int, speakers: dict[str, Speaker], article: Article
) -> Quotation:
    first = held.first
    kind: QuotationType = "indirect" if first.get("direct") == "false" else "direct"
    if first.get("rend") == "mixed":
        kind = "mixed"
    who = first.get("who", "").split(" ")[0].removeprefix("#")
    try:
        confidence = float(first.get("cert", "1"))
    except ValueError:
        confidence = 1.0
    if not 0 <= confidence <= 1:
        confidence = 1.0
    content = _joined(held.content)
    return Quotation(
        first.get("n") or f"q{number}",
        kind,
        content,
        _joined(held.cue),
        _joined(held.source),
        speakers.get(who),
        block=article.block_at(content[0].begin),
        confidence=confidence,
    )


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return stretches in order, those joined that touch."""
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and joined[-1].end >= begin:
            joined[-1] = Span(joined[-1].begin, max(end, joined[-1].end))
        else:
            joined.append(Span(begin, end))
    return tuple(joined)


def _speakers(document: Element) -> dict[str, Speaker]:
    found: dict[str, Speaker] = {}
    for element in document.iterfind(f"{_TEI}teiHeader//{_TEI}particDesc//*[@{_NAME}]"):
        tag = element.tag.removeprefix(_TEI)
        named = element.find(f"{_TEI}orgName" if tag == "org" else f"{_TEI}persName")
        if tag in _BY_ELEMENT and named is not None:
            kind = _KINDS.get(element.get("role", ""), _BY_ELEMENT[tag])
            found[element.get(_NAME, "")] = Speaker("".join(named.itertext()), kind, 1.0)
    return found


def _article(document: Element, text: str, blocks: tuple[Block, ...]) -> Article:
    header = document.find(f"{_TEI}teiHeader/{_TEI}fileDesc")
    told = Element("none") if header is None else header
    bibl = f"{_TEI}sourceDesc/{_TEI}bibl/{_TEI}"
    language = document.find(f"{_TEI}teiHeader/{_TEI}profileDesc/{_TEI}langUsage/{_TEI}language")
    names = {one.get("type"): one.text for one in told.iterfind(f"{bibl}idno")}
    return Article(
        text,
        blocks,
        id=names.get(None) or "",
        url=names.get("URL"),
        outlet=told.findtext(f"{bibl}publisher"),
        headline=told.findtext(f"{bibl}title"),
        byline=told.findtext(f"{_TEI}titleStmt/{_TEI}author"),
        published=told.findtext(f"{bibl}date"),
        language=None if language is None else language.get("ident"),
    )
