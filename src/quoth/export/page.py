"""Readings as one self-contained web page: the article, its quotations marked, speakers beside.

Articles are hostile: every word of them is escaped, and the page holds no script and asks for
nothing from elsewhere.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TextIO

from quoth.article import Article, Block
from quoth.quotation import HeadlineQuote, Quotation, Reading

_BEFORE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --paper: #fdfcf9; --ink: #1d1c1a; --faint: #625e57;
  --rule: #dcd7cc; --direct: #cfead6; --mixed: #cfe4f3; --indirect: #f7e7b8; --warn: #9d2b16; }}
@media (prefers-color-scheme: dark) {{ :root {{ --paper: #191a1c; --ink: #e9e6df; --faint: #a9a59b;
  --rule: #3a3b3e; --direct: #1f4a2e; --mixed: #1d4260; --indirect: #574614; --warn: #ff9d86; }} }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem; background: var(--paper);
  color: var(--ink); font: 1.125rem/1.6 Georgia, "Iowan Old Style", "Noto Serif", serif; }}
article, .legend {{ max-width: 64rem; margin: 0 auto; }}
article + article {{ margin-top: 4rem; border-top: 3px double var(--rule); padding-top: 2rem; }}
.row {{ display: grid; grid-template-columns: minmax(0, 40rem) minmax(0, 1fr); gap: 0 2.5rem; }}
.row > :first-child {{ margin: 0 0 1em; white-space: pre-line; overflow-wrap: anywhere; }}
h1 {{ font-size: clamp(1.6rem, 4.5vw, 2.4rem); line-height: 1.18; }}
h2 {{ font-size: 1.25rem; line-height: 1.3; }}
.standfirst {{ font-size: 1.25rem; line-height: 1.4; }}
.caption, .about {{ font-size: .95rem; color: var(--faint); }}
.embed, blockquote {{ border-left: 4px solid var(--rule); padding-left: 1rem; margin-left: 0; }}
.question {{ font-weight: 600; }}
mark {{ color: inherit; border-radius: 2px; padding: .08em 0; }}
.direct {{ background: var(--direct); border-bottom: 2px solid currentColor; }}
.mixed {{ background: var(--mixed); border-bottom: 2px dashed currentColor; }}
.indirect {{ background: var(--indirect); border-bottom: 2px dotted currentColor; }}
.cue {{ font-style: italic; }}
.source {{ font-weight: 700; }}
aside {{ font: .875rem/1.4 system-ui, sans-serif; margin-bottom: 1rem; }}
aside ul {{ list-style: none; margin: 0; padding: .2rem 0 0; }}
aside li {{ margin: 0 0 .45rem; padding-left: .6rem; border-left: 3px solid var(--rule); }}
aside b {{ overflow-wrap: anywhere; }}
aside span, .legend {{ color: var(--faint); }}
sup a {{ color: inherit; text-decoration: none; }}
sup {{ font: 600 .65rem/1 system-ui, sans-serif; color: var(--faint); padding-left: .1em; }}
.legend {{ font: .875rem/1.5 system-ui, sans-serif; margin-bottom: 1.5rem; }}
.check {{ font: .95rem/1.5 system-ui, sans-serif; border: 1px solid var(--rule);
  border-left: 5px solid var(--warn); padding: .6rem 1rem; margin: 0 0 1.5rem; max-width: 40rem; }}
.check strong {{ color: var(--warn); }}
.check p {{ margin: .2rem 0; }}
@media (max-width: 48rem) {{ .row {{ display: block; }}
  .row > :first-child {{ margin-bottom: .4em; }} }}
@media print {{ body {{ padding: 0; font-size: 11pt; }} article {{ break-after: page; }}
  mark {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }} }}
</style>
</head>
<body>
<p class="legend">Marked by Quoth: <mark class="direct">direct</mark>,
<mark class="mixed">mixed</mark> and <mark class="indirect">indirect</mark> speech;
the numbers lead to the speakers beside.</p>
"""
_AFTER = "</body>\n</html>\n"

_ELEMENTS = {
    "headline": ("h1", ""),
    "standfirst": ("p", "standfirst"),
    "heading": ("h2", ""),
    "block_quote": ("blockquote", ""),
    "embed": ("div", "embed"),
    "caption": ("p", "caption"),
    "question": ("p", "question"),
}
_RANK = ("content", "source", "cue")


@dataclass(frozen=True, slots=True)
class _Marking:
    begin: int
    end: int
    role: str
    number: int
    quotation: Quotation


def write_html(readings: Iterable[Reading], stream: TextIO) -> None:
    """Write the page; several articles follow one another on it."""
    number = 0
    for number, reading in enumerate(readings, start=1):
        if number == 1:
            stream.write(_BEFORE.format(title=escape(_title(reading.article))))
        stream.write(_article(reading, number))
        stream.flush()
    if not number:
        stream.write(_BEFORE.format(title="Quoth") + "<p>No article was read.</p>\n")
    stream.write(_AFTER)


def _title(article: Article) -> str:
    headline = article.headline or article.id or "Quoth"
    return re.sub(r"\s+", " ", headline).strip()


def _article(reading: Reading, number: int) -> str:
    article = reading.article
    blocks = article.blocks or (Block("paragraph", 0, len(article.text)),)
    markings = _markings(reading)
    about = [part for part in (article.outlet, article.byline, article.published) if part]
    parts = [f'<article lang="{escape(article.language or "en", quote=True)}">\n']
    for index, block in enumerate(blocks):
        spoken = [(n, q) for n, q in enumerate(reading.quotations, start=1) if q.block == index]
        inside = [m for m in markings if m.begin < block.end and m.end > block.begin]
        parts.append(_row(article, block, inside, spoken, number))
        if block.kind == "headline" and about:
            parts.append(f'<p class="about">{escape(" · ".join(about))}</p>\n')
            about = []
    if about:
        parts.insert(1, f'<p class="about">{escape(" · ".join(about))}</p>\n')
    checks = [q for q in reading.headline_check if q.verdict != "verbatim"]
    if checks:
        parts.insert(1, _checks(article, checks))
    return "".join([*parts, "</article>\n"])


def _markings(reading: Reading) -> list[_Marking]:
    found = [
        _Marking(begin, end, role, number, quotation)
        for number, quotation in enumerate(reading.quotations, start=1)
        for role, spans in (
            ("content", quotation.content),
            ("source", quotation.source),
            ("cue", quotation.cue),
        )
        for begin, end in spans
    ]
    return sorted(found, key=lambda m: (m.begin, _RANK.index(m.role), -m.end))


def _row(
    article: Article,
    block: Block,
    markings: Sequence[_Marking],
    spoken: Sequence[tuple[int, Quotation]],
    number: int,
) -> str:
    name, style = _ELEMENTS.get(block.kind, ("p", ""))
    held = f' class="{style}"' if style else ""
    body = _marked(article.text, block, markings, number)
    notes = ""
    if spoken:
        items = "".join(_note(article, n, quotation, number) for n, quotation in spoken)
        notes = f'<aside aria-label="Speakers"><ul>{items}</ul></aside>'
    return f'<div class="row"><{name}{held}>{body}</{name}>{notes}</div>\n'


def _marked(text: str, block: Block, markings: Sequence[_Marking], number: int) -> str:
    """The text of a block, cut where a marking begins or ends so that none can cross."""
    end = block.begin + len(text[block.begin : block.end].rstrip())
    cuts = {block.begin, end}
    for marking in markings:
        cuts |= {min(max(x, block.begin), end) for x in (marking.begin, marking.end)}
    ordered = sorted(cuts)
    parts: list[str] = []
    for left, right in itertools.pairwise(ordered):
        words = escape(text[left:right])
        over = [m for m in markings if m.begin <= left and m.end >= right]
        content = next((m for m in reversed(over) if m.role == "content"), None)
        other = next((m for m in reversed(over) if m.role != "content"), None)
        if other is not None:
            words = f'<span class="{other.role}">{words}</span>'
        if content is not None:
            told = f"{content.quotation.type}: {_speaker(content.quotation)}"
            words = f'<mark class="{content.quotation.type}" title="{_quoted(told)}">{words}</mark>'
            if right == content.end:
                words += f'<sup><a href="#a{number}q{content.number}">{content.number}</a></sup>'
        parts.append(words)
    return "".join(parts).lstrip()


def _note(article: Article, n: int, quotation: Quotation, number: int) -> str:
    source = " ".join(article.text[b:e] for b, e in quotation.source)
    speaker = _speaker(quotation)
    said = f" <span>“{escape(source)}”</span>" if source and source != speaker else ""
    return (
        f'<li id="a{number}q{n}">{n} <b>{escape(speaker)}</b>{said}'
        f"<br><span>{quotation.type}, {quotation.confidence:.0%} sure</span></li>"
    )


def _speaker(quotation: Quotation) -> str:
    return quotation.speaker.name if quotation.speaker else "speaker not told"


def _checks(article: Article, quotes: Sequence[HeadlineQuote]) -> str:
    parts = ['<section class="check" aria-label="Headline check">']
    for quote in quotes:
        words = escape(article.text[quote.begin : quote.end])
        if quote.closest is None:
            parts.append(f"<p><strong>‘{words}’</strong> is not in the body.</p>")
            continue
        closest = escape(article.text[slice(*quote.closest)])
        parts.append(
            f"<p><strong>‘{words}’</strong> is not in the body word for word; "
            f"closest there: ‘{closest}’.</p>"
        )
    return "".join([*parts, "</section>\n"])


def _quoted(text: str) -> str:
    return escape(re.sub(r"\s+", " ", text), quote=True)
