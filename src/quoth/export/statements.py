"""A reading as its statements, the way one reads them on a terminal or in a text file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from quoth.article import Article, Span
from quoth.quotation import HeadlineQuote, Quotation, Reading

_PLAIN_WIDTH = 100
_UNSURE = 0.5
_STYLES = {"direct": "green", "mixed": "cyan", "indirect": "yellow"}
_PLACES = {
    "headline": "headline",
    "standfirst": "standfirst",
    "embed": "post",
    "block_quote": "block quote",
    "caption": "caption",
}


def write_text(readings: Iterable[Reading], stream: TextIO) -> None:
    """Write each article's statements as plain text; in colours where `stream` is a terminal."""
    terminal = stream.isatty()
    console = Console(
        file=stream, width=None if terminal else _PLAIN_WIDTH, highlight=False, emoji=False
    )
    for number, reading in enumerate(readings):
        if number:
            console.print()
        with console.capture() as captured:
            for part in statements(reading):
                console.print(part)
        shown = captured.get()
        # Tables are padded to their width: of no use in a file.
        stream.write(shown if terminal else re.sub(r"[ \t]+$", "", shown, flags=re.MULTILINE))
        stream.flush()


def statements(reading: Reading) -> Iterator[Text | Padding]:
    """Yield the parts of the view: title, statements by speaker, headline check, summary."""
    article = reading.article
    yield Text(_title(article), style="bold underline")
    about = [part for part in (article.outlet, article.byline, article.published) if part]
    if about:
        yield Text(_flat(" · ".join(about)), style="dim")
    yield Text("")
    for speaker, held in groupby(reading.quotations, key=_name):
        yield Padding(_heading(speaker), (0, 0, 0, 2))
        yield Padding(_table(article, held), (0, 0, 1, 4))
    for quote in reading.headline_check:
        if quote.verdict != "verbatim":
            yield Padding(_warning(article, quote), (0, 0, 1, 2))
    yield _summary(reading)


def _title(article: Article) -> str:
    headline = article.headline or next(
        (article.text[b.begin : b.end] for b in article.blocks if b.kind == "headline"), ""
    )
    return _flat(headline) or _flat(article.id) or "Untitled"


def _name(quotation: Quotation) -> tuple[str, str]:
    speaker = quotation.speaker
    return (speaker.name, speaker.kind) if speaker else ("", "")


def _heading(speaker: tuple[str, str]) -> Text:
    name, kind = speaker
    if not name:
        return Text("Speaker not told", style="italic")
    return Text(_flat(name), style="bold" if kind in ("person", "organization") else "bold italic")


def _table(article: Article, quotations: Iterable[Quotation]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=8, no_wrap=True)
    table.add_column(width=20, overflow="fold")
    table.add_column(ratio=1)
    for quotation in quotations:
        unsure = quotation.confidence < _UNSURE
        style = "dim" if unsure else ""
        words = Text(_content(article, quotation), style=style or _STYLES[quotation.type])
        block = article.blocks[quotation.block].kind if article.blocks else "paragraph"
        notes = [_PLACES[block]] if block in _PLACES else []
        notes += [f"unsure, {quotation.confidence:.0%}"] if unsure else []
        if notes:
            words.append(f"  [{', '.join(notes)}]", style="dim")
        table.add_row(Text(quotation.type, style="dim"), _attribution(article, quotation), words)
    return table


def _attribution(article: Article, quotation: Quotation) -> Text:
    """The cue, with the source's words where they are not the speaker's name."""
    cue = Text(_words(article, quotation.cue), style="italic")
    source = _words(article, quotation.source)
    named = quotation.speaker.name if quotation.speaker else ""
    if source and source.casefold() != named.casefold():
        before = quotation.source[0] < quotation.cue[0] if quotation.cue else True
        shown = Text(_shortened(source), style="dim")
        return shown + Text(" ") + cue if before else cue + Text(" ") + shown
    return cue


def _content(article: Article, quotation: Quotation) -> str:
    return " … ".join(_flat(article.text[b:e]) for b, e in quotation.content)


def _words(article: Article, spans: Iterable[Span]) -> str:
    return " ".join(_flat(article.text[b:e]) for b, e in spans)


def _shortened(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _flat(text: str) -> str:
    """Text on one line, without what could steer a terminal."""
    return "".join(c for c in re.sub(r"\s+", " ", text).strip() if c.isprintable())


def _warning(article: Article, quote: HeadlineQuote) -> Text:
    text = Text("! ", style="bold red")
    text.append(f"headline: ‘{_flat(article.text[quote.begin : quote.end])}’ ", style="red")
    if quote.closest is None:
        return text.append("is not in the body")
    text.append("is not in the body word for word; closest there: ")
    text.append(f"‘{_flat(article.text[slice(*quote.closest)])}’", style="green")
    for difference in quote.differences:
        headline, body = _flat(difference.headline), _flat(difference.body)
        if difference.kind == "changed":
            text.append(f"\n  headline “{headline}”, body “{body}”", style="dim")
        elif difference.kind == "left_out":
            text.append(f"\n  left out: “{body}”", style="dim")
        else:
            text.append(f"\n  put in: “{headline}”", style="dim")
    return text


def _summary(reading: Reading) -> Text:
    found = reading.quotations
    if not found:
        return Text("No statements found.", style="bold")
    types = Counter(q.type for q in found)
    speakers = {q.speaker.name for q in found if q.speaker}
    shares = ", ".join(f"{types[t]} {t}" for t in ("direct", "mixed", "indirect") if types[t])
    some = "statement" if len(found) == 1 else "statements"
    by = f" by {len(speakers)} speaker" + ("" if len(speakers) == 1 else "s") if speakers else ""
    return Text(f"{len(found)} {some} ({shares}){by}", style="bold")
