"""The words in which the views for people tell of an article and what was found in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from quoth.article import Article, Block
from quoth.quotation import HeadlineQuote, Quotation, Reading

UNSURE = 0.5
"""A quotation less sure than this is more likely none than one; the views say so."""

NOBODY = "Speaker not told"

_LONGEST_WORDS = 80

_PLACES = {
    "headline": "headline",
    "standfirst": "standfirst",
    "block_quote": "block quote",
    "caption": "caption",
}
_MONTHS: tuple[str, ...] = ("January", "February", "March", "April", "May", "June")
_MONTHS += ("July", "August", "September", "October", "November", "December")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_PLACED = re.compile(r"(?:at|in|on|during|after|before|while|following)\b", re.IGNORECASE)


def on_one_line(text: str) -> str:
    """Return text with its white space as single blanks, without what could steer a terminal."""
    return "".join(c for c in re.sub(r"\s+", " ", text).strip() if c.isprintable())


def printable(text: str, but: str = "") -> str:
    """Return text with a blank for each character that could steer a terminal.

    It has as many characters as before, so that spans of it stay where they are.

    Args:
        text: what is to be shown.
        but: characters to let be.
    """
    return "".join(c if c.isprintable() or c in but else " " for c in text)


def shortened(words: str) -> str:
    """Return words cut off where they are too long to stand beside something else."""
    if len(words) <= _LONGEST_WORDS:
        return words
    return words[: _LONGEST_WORDS - 1].rstrip() + "…"


def title(article: Article) -> str:
    """Return the headline, or else what names the article."""
    printed = next(
        (article.text[b.begin : b.end] for b in article.blocks if b.kind == "headline"), ""
    )
    return on_one_line(article.headline or printed) or on_one_line(article.id) or "Untitled"


def imprint(article: Article) -> list[str]:
    """Return outlet, writer and date of publication, as far as they are known."""
    known = (article.outlet, article.byline, article.published and day(article.published))
    return [on_one_line(part) for part in known if part]


def day(date: str) -> str:
    """Return an ISO 8601 date as one reads it ("8 April 2026, 09:30"); others as they are."""
    month = _MONTH.fullmatch(date)
    if month:
        return f"{_MONTHS[int(month[2]) - 1]} {month[1]}"
    try:
        read = datetime.fromisoformat(date)
    except ValueError:
        return date
    told = f"{read.day} {_MONTHS[read.month - 1]} {read.year}"
    return f"{told}, {read:%H:%M}" if re.search(r"\d[T ]\d", date) else told


def speaker(quotation: Quotation) -> str:
    """Return the name of who speaks, or words that say that it is not told."""
    return on_one_line(quotation.speaker.name) if quotation.speaker else NOBODY


def source_words(quotation: Quotation, article: Article) -> str:
    """Return the words that stand for the speaker, where they are not just the name."""
    words = on_one_line(" ".join(article.text[b:e] for b, e in quotation.source)).strip(" ,;:–—")
    named = quotation.speaker.name if quotation.speaker else ""
    return "" if words.casefold() == named.casefold() else words


def place(block: Block) -> str:
    """Return where a quotation stands ("headline", "post on X, 8 April 2026"); "" in the body."""
    if block.kind != "embed":
        return _PLACES.get(block.kind, "")
    told = f"post on {block.platform}" if block.platform else "post"
    return on_one_line(f"{told}, {day(block.date)}" if block.date else told)


def circumstances(quotation: Quotation, article: Article) -> list[str]:
    """Return to whom, how, where and when it was said and who passed it on, as far as told.

    For example: "question to Ada Quist", "interview", "at the harbour hearing", "May 2024",
    "relayed by The Marle Gazette". What `place` tells of a post already is not told again.
    """
    to = _noted(quotation.addressee) if quotation.addressee else ""
    asked = ["question" if quotation.question else "", f"to {to}" if to else ""]
    occasion = _noted(article.text[slice(*quotation.occasion)]) if quotation.occasion else ""
    channel = _noted(quotation.channel or "")
    posted = block_of(quotation, article)
    in_post = posted.kind == "embed"
    # Neither "to the court; court" nor "hearing; at the harbour hearing".
    if (in_post and channel.endswith("post")) or _has_word(f"{to} {occasion}", channel):
        channel = ""
    when = quotation.when or ""
    if in_post and (posted.date or "").startswith(when):
        when = ""
    told = (
        " ".join(filter(None, asked)),
        channel,
        occasion if not occasion or _PLACED.match(occasion) else f"at {occasion}",
        _noted(day(when)),
        f"relayed by {_noted(quotation.relayed_by)}" if quotation.relayed_by else "",
    )
    return [note for note in told if note]


def _has_word(words: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", words, re.IGNORECASE) is not None


def about(quotation: Quotation) -> str:
    """Return the names of those whom the content speaks of, but for the speaker, or ""."""
    own = quotation.speaker.name if quotation.speaker else ""
    return ", ".join(_noted(name) for name in quotation.about if name != own)


def _noted(words: str) -> str:
    return shortened(on_one_line(words))


def block_of(quotation: Quotation, article: Article) -> Block:
    """Return the block in which a quotation begins; without blocks, the whole text as one."""
    if quotation.block < len(article.blocks):
        return article.blocks[quotation.block]
    return Block("paragraph", 0, len(article.text))


def printed_in(quote: HeadlineQuote, article: Article) -> str:
    """Return whether a checked stretch stands in the headline or in the standfirst."""
    kinds = (b.kind for b in article.blocks if b.begin <= quote.begin < b.end)
    return "standfirst" if next(kinds, "headline") == "standfirst" else "headline"


def told_apart(words: str, differing: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Cut words into stretches, each with whether it is one of the differing ones.

    Args:
        words: the words between the marks, or the closest ones of the body.
        differing: words out of them, in order; empty ones are passed over.
    """
    at = 0
    for part in filter(None, differing):
        found = re.compile(rf"(?<!\w){re.escape(part)}(?!\w)").search(words, at)
        if not found:
            continue
        if found.start() > at:
            yield words[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(words):
        yield words[at:], False


def counted(number: int, thing: str, several: str = "") -> str:
    """Return a number with its noun: "1 speaker", "1,204 speakers", "2 people"."""
    return f"1 {thing}" if number == 1 else f"{number:,} {several or thing + 's'}"


def summary(reading: Reading) -> str:
    """Return one line that tells how many statements of which type by how many speakers."""
    found = reading.quotations
    if not found:
        return "No statements found"
    speakers = {(q.speaker.name, q.speaker.kind) for q in found if q.speaker}
    by = f" by {counted(len(speakers), 'speaker')}" if speakers else ""
    return f"{counted(len(found), 'statement')} ({shares(found)}){by}"


def shares(quotations: Iterable[Quotation]) -> str:
    """Return how many there are of each type: "4 direct, 1 indirect"."""
    types = Counter(q.type for q in quotations)
    return ", ".join(f"{types[t]} {t}" for t in ("direct", "mixed", "indirect") if types[t])
