"""A reading as its statements, the way one reads them on a terminal or in a text file."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TextIO

from rich.console import Console
from rich.text import Text

from quoth.article import Article
from quoth.export import reasons, wording
from quoth.quotation import HeadlineQuote, Quotation, Reading

_PLAIN_WIDTH = 80
_NARROWEST, _WIDEST = 40, 100
_CONTENT_COLUMN = 14
_STYLES = {"direct": "green", "mixed": "cyan", "indirect": "yellow"}


def write_text(readings: Iterable[Reading], stream: TextIO, *, why: bool = False) -> None:
    """Write each article's statements as plain text; in colours where `stream` is a terminal.

    Only a terminal is told the time that reading took: what is piped stays the same from one
    run to the next.

    Args:
        readings: what to show.
        stream: where to.
        why: tell below each statement what led to the name of its speaker.
    """
    began = time.perf_counter()
    terminal = stream.isatty()
    console = Console(file=stream, highlight=False, emoji=False)
    width = console.width if terminal else _PLAIN_WIDTH
    console.width = max(_NARROWEST, min(width, _WIDEST))
    types: Counter[str] = Counter()
    number = 0
    for number, reading in enumerate(readings, 1):
        types.update(q.type for q in reading.quotations)
        _show(console, number > 1, statements(reading, console, why=why))
        stream.flush()
    last = []
    if number > 1:
        found = wording.counted(types.total(), "statement")
        last.append(f"{wording.counted(number, 'article')}, {found}")
    if number and terminal:
        last.append(f"read in {time.perf_counter() - began:.1f} s")
    if last:
        _show(console, number > 1, _hung(Text(", ".join(last), "dim"), console))


def _show(console: Console, ruled: bool, lines: Iterable[Text]) -> None:
    rule = [Text(""), Text("─" * console.width, "dim"), Text("")] if ruled else []
    shown = Text("\n").join([*rule, *lines])
    console.print(shown, no_wrap=True, overflow="ignore", crop=False)


def statements(reading: Reading, console: Console, *, why: bool = False) -> Iterator[Text]:
    """Yield the lines of the view: title, statements by speaker, headline check, summary.

    Args:
        reading: what to show.
        console: where it will be shown; lines are as long as this is wide.
        why: tell below each statement what led to the name of its speaker.
    """
    article = reading.article
    title = wording.title(article)
    yield from _hung(Text(title, style="bold"), console)
    named = wording.on_one_line(article.id)
    about = wording.imprint(article) + ([named] if named not in ("", "-", title) else [])
    if about:
        yield from _hung(Text(" · ".join(about), style="dim"), console)
    yield Text("")
    for _, held in groupby(reading.quotations, key=_who):
        group = list(held)
        shared = _shared(article, group)
        yield from _hung(_heading(group[0], shared), console, "  ")
        for quotation in group:
            yield from _statement(article, quotation, console, shared)
            yield from _beneath(article, quotation, console, why)
        yield Text("")
    for quote in reading.headline_check:
        if quote.verdict != "verbatim":
            yield from _warning(article, quote, console)
            yield Text("")
    yield from _hung(Text(wording.summary(reading), style="bold"), console)


def _hung(text: Text, console: Console, before: str | Text = "") -> Iterator[Text]:
    """Wrap a text and set its lines in: the first after `before`, the others below it."""
    first = Text(before) if isinstance(before, str) else before
    then = " " * len(first)
    for number, line in enumerate(text.wrap(console, console.width - len(first))):
        line.rstrip()
        yield Text.assemble(then if number else first, line)


def _who(quotation: Quotation) -> tuple[str, str]:
    speaker = quotation.speaker
    return (speaker.name, speaker.kind) if speaker else ("", "")


def _shared(article: Article, group: Sequence[Quotation]) -> list[str]:
    """The circumstances that hold for each of several statements in a row by one speaker."""
    if len(group) < 2:
        return []
    first, *others = (wording.circumstances(quotation, article) for quotation in group)
    return [note for note in first if all(note in notes for notes in others)]


def _heading(quotation: Quotation, notes: Sequence[str]) -> Text:
    speaker = quotation.speaker
    if speaker is None:
        heading = Text(wording.NOBODY, style="italic")
    else:
        named = speaker.kind in ("person", "organization")
        heading = Text(wording.speaker(quotation), style="bold" if named else "bold italic")
        if speaker.confidence < wording.UNSURE:
            notes = [f"name unsure, {speaker.confidence:.0%}", *notes]
    return heading.append_text(_bracketed(notes))


def _bracketed(notes: Sequence[str]) -> Text:
    return Text(f"  [{'; '.join(notes)}]" if notes else "", style="not bold not italic dim")


def _statement(
    article: Article, quotation: Quotation, console: Console, shared: Sequence[str]
) -> Iterator[Text]:
    unsure = quotation.confidence < wording.UNSURE
    style = "dim" if unsure else _STYLES[quotation.type]
    text = _attribution(article, quotation)
    text.append(_content(article, quotation), style=style)
    place = wording.place(wording.block_of(quotation, article))
    notes = [place] if place else []
    notes += [n for n in wording.circumstances(quotation, article) if n not in shared]
    notes += [f"unsure, {quotation.confidence:.0%}"] if unsure else []
    text.append_text(_bracketed(notes))
    kind = (f"{quotation.type:<{_CONTENT_COLUMN - 4}}", style)
    return _hung(text, console, Text.assemble("    ", kind))


def _beneath(article: Article, quotation: Quotation, console: Console, why: bool) -> Iterator[Text]:
    """What stands below a statement: of whom it speaks and, where asked for, why this name."""
    told = [("about", wording.about(quotation))]
    if why:
        pieces = [words for words, _ in reasons.chain(quotation, article)]
        told.append(("why", "".join(pieces) or "nothing in the article leads to a name"))
    for label, words in told:
        if words:
            before = Text(f"{'':<{_CONTENT_COLUMN}}{label}: ", "dim")
            yield from _hung(Text(words, "dim"), console, before)


def _attribution(article: Article, quotation: Quotation) -> Text:
    """Source and cue in the order of the text; the source only where it is not just the name."""
    parts = [(span, "italic") for span in quotation.cue]
    if wording.source_words(quotation, article):
        parts += [(span, "dim") for span in quotation.source]
    shown = [
        (wording.shortened(wording.on_one_line(article.text[begin:end])), style)
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


def _warning(article: Article, quote: HeadlineQuote, console: Console) -> Iterator[Text]:
    quoted = wording.on_one_line(article.text[quote.begin : quote.end])
    told = Text(style="red").append(f"{wording.printed_in(quote, article)}: ‘")
    told.append(_apart(quoted, [d.headline for d in quote.differences]))
    sign = Text.assemble("  ", ("! ", "bold red"))
    if quote.closest is None:
        yield from _hung(told.append("’ is not in the body"), console, sign)
        return
    told.append("’ is not in the body word for word; closest there: ")
    yield from _hung(told, console, sign)
    closest = wording.on_one_line(article.text[slice(*quote.closest)])
    nearest = _apart(closest, [d.body for d in quote.differences])
    yield from _hung(Text.assemble("‘", nearest, "’"), console, "    ")
    for difference in quote.differences:
        headline = wording.on_one_line(difference.headline)
        body = wording.on_one_line(difference.body)
        if difference.kind == "changed":
            way = f"headline “{headline}”, body “{body}”"
        elif difference.kind == "left_out":
            way = f"left out: “{body}”"
        else:
            way = f"put in: “{headline}”"
        yield from _hung(Text(way), console, "      ")


def _apart(words: str, differing: Iterable[str]) -> Text:
    """Words with those that differ set off."""
    text = Text()
    for part, differs in wording.told_apart(words, map(wording.on_one_line, differing)):
        text.append(part, style="bold underline" if differs else None)
    return text
