"""Readings as one self-contained web page: the article, its quotations marked, speakers beside.

Articles are hostile: every word of them is escaped, and the page holds no script and asks for
nothing from elsewhere.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import Literal, TextIO

from quoth.article import Article, Block, Span
from quoth.export import reasons, wording
from quoth.quotation import HeadlineQuote, Quotation, Reading

_BEFORE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Quoth">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<p class="legend">Marked by Quoth: <mark class="direct">direct</mark>,
<mark class="mixed">mixed</mark> and <mark class="indirect">indirect</mark> speech,
<span class="source">who</span> spoke and the <span class="cue">words that tell it</span>.
The numbers lead to the speakers; what is only underlined is unsure.</p>
"""
_AFTER = "</body>\n</html>\n"

_ELEMENTS = {
    "headline": ("h1", ""),
    "standfirst": ("p", "standfirst"),
    "heading": ("h2", ""),
    "list_item": ("p", "item"),
    "block_quote": ("blockquote", ""),
    "embed": ("div", "embed"),
    "caption": ("p", "caption"),
    "question": ("p", "question"),
}

_TITLE_KINDS = ("headline", "standfirst")

Role = Literal["content", "mention", "source", "cue"]


@dataclass(frozen=True, slots=True)
class _Marking:
    """A span of the text with what it is to a quotation, the `number`-th of the article.

    Words that lead to a speaker's name are marked once, for the first quotation with them.
    """

    begin: int
    end: int
    role: Role
    number: int
    quotation: Quotation
    first: bool


@dataclass(frozen=True, slots=True)
class Links:
    """Where a quotation and its speaker have pages of their own.

    Attributes:
        quotation: address of the quotation's page.
        speaker: address of the speaker's page, or "" where there is none.
        name: what the speaker is called there, or "" where that is what the article tells.
    """

    quotation: str
    speaker: str = ""
    name: str = ""


def write_html(readings: Iterable[Reading], stream: TextIO) -> None:
    """Write the page; several articles follow one another on it."""
    style = (files("quoth") / "export" / "page.css").read_text(encoding="utf-8")
    number = 0
    for number, reading in enumerate(readings, start=1):
        if number == 1:
            stream.write(_BEFORE.format(title=escape(wording.title(reading.article)), style=style))
        stream.writelines(markup(reading, f"a{number}"))
        stream.flush()
    if not number:
        stream.write(_BEFORE.format(title="Quoth", style=style) + "<p>No article was read.</p>\n")
    stream.write(_AFTER)


def markup(reading: Reading, anchor: str, links: Sequence[Links] = ()) -> Iterator[str]:
    """Yield an article as HTML, its quotations marked and the speakers beside.

    Args:
        reading: the article.
        anchor: begins every id in the markup.
        links: one for each quotation, where they have pages; else none.
    """
    article = reading.article
    blocks = article.blocks or (Block("paragraph", 0, len(article.text)),)
    markings = _by_block(_markings(reading), blocks)
    spoken: dict[int, list[tuple[int, Quotation]]] = {}
    for number, quotation in enumerate(reading.quotations, 1):
        spoken.setdefault(quotation.block, []).append((number, quotation))
    kinds = {block.kind for block in blocks}
    last = max((i for i, b in enumerate(blocks[:3]) if b.kind in _TITLE_KINDS), default=-1)
    yield f'<article class="article" id="{anchor}" lang="{_attribute(article.language or "en")}">\n'
    if "headline" not in kinds:
        if article.headline:
            yield f'<div class="row"><h1>{escape(wording.title(article))}</h1></div>\n'
        elif article.id:
            yield f'<p class="named">{escape(wording.title(article))}</p>\n'
    if last < 0:
        yield from _matter(reading)
    for index, block in enumerate(blocks):
        yield _row(article, block, markings[index], spoken.get(index, ()), anchor, links)
        if index == last:
            yield from _matter(reading)
    yield from _who(reading, anchor)
    yield "</article>\n"


def _matter(reading: Reading) -> Iterator[str]:
    """What stands between the title and the body: imprint, and the check of the headline."""
    about = wording.imprint(reading.article)
    if about:
        yield f'<p class="about">{escape(" · ".join(about))}</p>\n'
    warned = [quote for quote in reading.headline_check if quote.verdict != "verbatim"]
    if warned:
        yield '<section class="check" aria-label="Headline check">\n'
        for quote in warned:
            yield _warning(reading.article, quote)
        yield "</section>\n"


def _markings(reading: Reading) -> list[_Marking]:
    """Return all spans to mark; where two lie over each other, the later one is on top."""
    parts: tuple[Role, ...] = ("content", "source", "cue")
    numbered = list(enumerate(reading.quotations, 1))
    mentions = {
        mention.begin: _Marking(mention.begin, mention.end, "mention", number, quotation, True)
        for number, quotation in reversed(numbered)
        for mention in reversed(reasons.mentioned(quotation))
        if mention.begin < mention.end
    }
    return [*mentions.values()] + [
        _Marking(begin, end, role, number, quotation, at == 0)
        for role in parts
        for number, quotation in numbered
        for at, (begin, end) in enumerate(getattr(quotation, role))
    ]


def _by_block(markings: Iterable[_Marking], blocks: Sequence[Block]) -> dict[int, list[_Marking]]:
    """Return the markings that lie over each block, in the order given."""
    begins = [block.begin for block in blocks]
    found: dict[int, list[_Marking]] = {index: [] for index in range(len(blocks))}
    for marking in markings:
        index = max(0, bisect_right(begins, marking.begin) - 1)
        while index < len(blocks) and blocks[index].begin < marking.end:
            found[index].append(marking)
            index += 1
    return found


def _row(
    article: Article,
    block: Block,
    markings: Sequence[_Marking],
    spoken: Sequence[tuple[int, Quotation]],
    anchor: str,
    links: Sequence[Links],
) -> str:
    name, style = _ELEMENTS.get(block.kind, ("p", ""))
    held = f' class="{style}"' if style else ""
    body = _marked(article.text, block, markings, anchor)
    notes = ""
    if spoken:
        items = "".join(
            _note(article, n, quotation, anchor, links[n - 1] if links else None)
            for n, quotation in spoken
        )
        notes = f'\n<ul class="notes" aria-label="Who speaks here">{items}</ul>'
    return f'<div class="row"><{name}{held}>{body}</{name}>{notes}</div>\n'


def _marked(text: str, block: Block, markings: Sequence[_Marking], anchor: str) -> str:
    """The text of a block, cut where a marking begins or ends so that none can cross."""
    words = text[block.begin : block.end]
    begin = block.begin + len(words) - len(words.lstrip())
    end = max(begin, block.begin + len(words.rstrip()))
    opening: dict[int, list[_Marking]] = {begin: [], end: []}
    for marking in markings:
        left, right = (min(max(at, begin), end) for at in (marking.begin, marking.end))
        if left < right:
            opening.setdefault(left, []).append(marking)
            opening.setdefault(right, [])
    rank = {id(marking): at for at, marking in enumerate(markings)}
    over: list[_Marking] = []
    parts: list[str] = []
    for left, right in itertools.pairwise(sorted(opening)):
        over = [m for m in over if m.end > left] + opening[left]
        over.sort(key=lambda m: rank[id(m)])
        parts.append(_segment(text[left:right], over, Span(left, right), anchor))
    return "".join(parts)


def _segment(words: str, over: Sequence[_Marking], at: Span, anchor: str) -> str:
    """Words that no marking begins or ends within, with the markings that lie over them."""
    contents = [m for m in over if m.role == "content"]
    others = [m for m in over if m.role in ("source", "cue")]
    told = escape(words)
    if any(m.role == "mention" and m.begin == at.begin for m in over):
        told = f'<span id="{anchor}t{at.begin}">{told}</span>'
    if others:
        told = f'<span class="{others[-1].role}">{told}</span>'
    if not contents:
        return told
    top = contents[-1]
    quotation = top.quotation
    style = quotation.type + (" unsure" if quotation.confidence < wording.UNSURE else "")
    begun = [m for m in contents if m.first and m.begin == at.begin]
    hidden = "".join(f'<span id="{anchor}m{m.number}"></span>' for m in begun if m is not top)
    named = f' id="{anchor}m{top.number}"' if top in begun else ""
    told = (
        f'{hidden}<mark class="{style}"{named} aria-details="{anchor}q{top.number}"'
        f' title="{_attribute(_told(quotation))}">{told}</mark>'
    )
    return told + "".join(
        f'<sup><a href="#{anchor}q{m.number}"'
        f' aria-label="{_attribute(f"{m.number}: {_told(m.quotation)}")}">{m.number}</a></sup>'
        for m in contents
        if m.end == at.end
    )


def _told(quotation: Quotation) -> str:
    return f"{quotation.type}, {wording.speaker(quotation)}"


def _note(
    article: Article, number: int, quotation: Quotation, anchor: str, links: Links | None
) -> str:
    source = wording.source_words(quotation, article)
    place = wording.place(wording.block_of(quotation, article))
    sure = f"{quotation.confidence:.0%}"
    sure = f"unsure, {sure}" if quotation.confidence < wording.UNSURE else sure
    more = [f"“{source}”"] if source else []
    more += [quotation.type, *([place] if place else [])]
    more += [*wording.circumstances(quotation, article), sure]
    about = wording.about(quotation)
    about = f' <span class="more whom">about {escape(about)}</span>' if about else ""
    name, own = escape(wording.speaker(quotation)), ""
    if links:
        name = escape(wording.on_one_line(links.name)) or name
        name = f'<a href="{_attribute(links.speaker)}">{name}</a>' if links.speaker else name
        own = f'<a class="own" href="{_attribute(links.quotation)}">open</a>'
        own = f' <span class="more">·</span> {own}'
    return (
        f'<li id="{anchor}q{number}" class="{quotation.type}">'
        f'<a href="#{anchor}m{number}" aria-label="statement {number}">{number}</a> '
        f"<b>{name}</b> "
        f'<span class="more">{escape(" · ".join(more))}</span>{about}'
        f"{own}{_why(article, quotation, anchor)}</li>"
    )


def _warning(article: Article, quote: HeadlineQuote) -> str:
    quoted = _apart(article.text[quote.begin : quote.end], [d.headline for d in quote.differences])
    printed = wording.printed_in(quote, article)
    if quote.closest is None:
        warning = f"‘{quoted}’, in the {printed}, is not in the body."
        return f'<p><span class="warning">{warning}</span></p>\n'
    body = _apart(article.text[slice(*quote.closest)], [d.body for d in quote.differences])
    warning = f"What the {printed} quotes is not in the body word for word."
    return (
        f'<p><span class="warning">{warning}</span>'
        f'<span class="pair"><span>{printed.capitalize()}</span>‘{quoted}’</span> '
        f'<span class="pair"><span>Body</span>‘{body}’</span></p>\n'
    )


def _apart(words: str, differing: Iterable[str]) -> str:
    """Words with those that differ set off, escaped."""
    return "".join(
        f"<b>{escape(part)}</b>" if differs else escape(part)
        for part, differs in wording.told_apart(words, differing)
    )


def _who(reading: Reading, anchor: str) -> Iterator[str]:
    """The speakers, those who speak most first, with links to what they say."""
    said: dict[tuple[str, str], list[int]] = {}
    for number, quotation in enumerate(reading.quotations, 1):
        if quotation.speaker:
            held = (quotation.speaker.name, quotation.speaker.kind)
            said.setdefault(held, []).append(number)
    named = wording.on_one_line(reading.article.id)
    found = wording.summary(reading) + (f" in {named}" if named else "")
    yield f'<div class="who"><p>{escape(found)}</p>\n'
    if said:
        yield "<ul>\n"
        for (name, _), numbers in sorted(said.items(), key=lambda item: -len(item[1])):
            links = " ".join(f'<a href="#{anchor}m{n}">{n}</a>' for n in numbers)
            yield f"<li><b>{escape(wording.on_one_line(name))}</b><span>{links}</span></li>\n"
        yield "</ul>\n"
    yield "</div>\n"


def _why(article: Article, quotation: Quotation, anchor: str) -> str:
    """What led to the speaker's name, folded away; its words lead to their places."""
    led = "".join(
        escape(words)
        if begin is None or not _has_place(article, begin)
        else f'<a href="#{anchor}t{begin}">{escape(words)}</a>'
        for words, begin in reasons.chain(quotation, article)
    )
    if not led:
        return ""
    why = '<summary title="What led to this name">why?</summary>'
    return f' <details class="why">{why}{led}</details>'


def _has_place(article: Article, begin: int) -> bool:
    # White space around a block is not on the page.
    return bool(article.text[begin : begin + 1].strip())


def _attribute(text: str) -> str:
    return escape(wording.on_one_line(text), quote=True)
