"""A reading as its statements, the way one reads them on a terminal or in a text file."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from quoth.article import Article
from quoth.export import wording
from quoth.quotation import HeadlineQuote, Quotation, Reading

Part = Text | Padding

_PLAIN_WIDTH = 80
_WIDEST = 100
_LONGEST_SOURCE = 80
_STYLES = {"direct": "green", "mixed": "cyan", "indirect": "yellow"}


def write_text(readings: Iterable[Reading], stream: TextIO) -> None:
    """Write each article's statements as plain text; in colours where `stream` is a terminal.

    Only a terminal is told the time that reading took: what is piped stays the same from one
    run to the next.
    """
    began = time.perf_counter()
    terminal = stream.isatty()
    console = _console(stream, terminal)
    types: Counter[str] = Counter()
    number = 0
    for number, reading in enumerate(readings, 1):
        types.update(q.type for q in reading.quotations)
        _show(console, [*_between(number), *statements(reading)], stream, terminal)
    last = []
    if number > 1:
        found = wording.counted(types.total(), "statement")
        last.append(f"{wording.counted(number, 'article')}, {found}")
    if number and terminal:
        last.append(f"read in {time.perf_counter() - began:.1f} s")
    if last:
        ruled = [*_between(number)] if number > 1 else []
        _show(console, [*ruled, Text(", ".join(last), "dim")], stream, terminal)


def _console(stream: TextIO, terminal: bool) -> Console:
    console = Console(file=stream, highlight=False, emoji=False)
    console.width = min(console.width, _WIDEST) if terminal else _PLAIN_WIDTH
    return console


def _between(number: int) -> list[Text | Rule]:
    return [Text(""), Rule(style="dim"), Text("")] if number > 1 else []


def _show(console: Console, parts: Iterable[Part | Rule], stream: TextIO, terminal: bool) -> None:
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    shown = captured.get()
    # Tables are padded to their width: of no use in a file.
    stream.write(shown if terminal else re.sub(r"[ \t]+$", "", shown, flags=re.MULTILINE))
    stream.flush()


def statements(reading: Reading) -> Iterator[Part]:
    """Yield the parts of the view: title, statements by speaker, headline check, summary."""
    article = reading.article
    title = wording.title(article)
    yield Text(title, style="bold")
    named = wording.on_one_line(article.id)
    about = wording.imprint(article) + ([named] if named not in ("", "-", title) else [])
    if about:
        yield Text(" · ".join(about), style="dim")
    yield Text("")
    for _, held in groupby(reading.quotations, key=_who):
        group = list(held)
        yield Padding(_heading(group[0]), (0, 0, 0, 2))
        yield Padding(_table(article, group), (0, 0, 1, 4))
    warned = [quote for quote in reading.headline_check if quote.verdict != "verbatim"]
    for quote in warned:
        yield Padding(_warning(article, quote), (0, 0, 1, 2))
    yield Text(wording.summary(reading), style="bold")


def _who(quotation: Quotation) -> tuple[str, str]:
    speaker = quotation.speaker
    return (speaker.name, speaker.kind) if speaker else ("", "")


def _heading(quotation: Quotation) -> Text:
    speaker = quotation.speaker
    if speaker is None:
        return Text(wording.NOBODY, style="italic")
    named = speaker.kind in ("person", "organization")
    heading = Text(wording.speaker(quotation), style="bold" if named else "bold italic")
    if speaker.confidence < wording.UNSURE:
        heading.append(f"  [name unsure, {speaker.confidence:.0%}]", style="not bold dim")
    return heading


def _table(article: Article, quotations: Iterable[Quotation]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=8, no_wrap=True)
    table.add_column(ratio=1)
    for quotation in quotations:
        unsure = quotation.confidence < wording.UNSURE
        style = "dim" if unsure else _STYLES[quotation.type]
        row = _attribution(article, quotation)
        row.append(_content(article, quotation), style=style)
        place = wording.place(wording.block_of(quotation, article))
        notes = [place] if place else []
        notes += [f"unsure, {quotation.confidence:.0%}"] if unsure else []
        if notes:
            row.append(f"  [{'; '.join(notes)}]", style="dim")
        table.add_row(Text(quotation.type, style=style), row)
    return table


def _attribution(article: Article, quotation: Quotation) -> Text:
    """Source and cue in the order of the text; the source only where it is not just the name."""
    parts = [(span, "italic") for span in quotation.cue]
    if wording.source_words(quotation, article):
        parts += [(span, "dim") for span in quotation.source]
    shown = [
        (_shortened(wording.on_one_line(article.text[begin:end])), style)
        for (begin, end), style in sorted(parts)
    ]
    text = Text()
    for number, (words, style) in enumerate(shown, 1):
        # What ends the attribution in the article would stand beside the colon.
        words = words.rstrip(" ,;:–—") if number == len(shown) else words + " "
        text.append(words, style=style)
    return text.append(": ", style="dim") if text else text


def _content(article: Article, quotation: Quotation) -> str:
    return " … ".join(wording.on_one_line(article.text[b:e]) for b, e in quotation.content)


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST_SOURCE:
        return words
    return words[: _LONGEST_SOURCE - 1].rstrip() + "…"


def _warning(article: Article, quote: HeadlineQuote) -> Text:
    quoted = wording.on_one_line(article.text[quote.begin : quote.end])
    text = Text("! ", style="bold red").append("headline: ", style="not bold")
    text.append("‘").append(_apart(quoted, [d.headline for d in quote.differences])).append("’ ")
    if quote.closest is None:
        return text.append("is not in the body", style="not bold")
    text.append("is not in the body word for word; closest there: ", style="not bold")
    closest = wording.on_one_line(article.text[slice(*quote.closest)])
    nearest = _apart(closest, [d.body for d in quote.differences])
    text.append(Text("‘", style="not bold default").append(nearest).append("’"))
    for difference in quote.differences:
        headline = wording.on_one_line(difference.headline)
        body = wording.on_one_line(difference.body)
        if difference.kind == "changed":
            told = f"headline “{headline}”, body “{body}”"
        elif difference.kind == "left_out":
            told = f"left out: “{body}”"
        else:
            told = f"put in: “{headline}”"
        text.append(f"\n    {told}", style="not bold default")
    return text


def _apart(words: str, differing: Iterable[str]) -> Text:
    """Words with those that differ set off."""
    text = Text()
    for part, differs in wording.told_apart(words, map(wording.on_one_line, differing)):
        text.append(part, style="bold underline" if differs else "not bold")
    return text
