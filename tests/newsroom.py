"""Records for tests, filled with articles whose quotations are given, not read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Engine

from quoth.article import Article, Block, Span
from quoth.quotation import Named, Quotation, QuotationType, Reading, Speaker, SpeakerKind
from quoth.record.adding import Origin, add
from quoth.record.opening import open_record, writing


class Says(NamedTuple):
    """A quotation of an article: who says what, about whom."""

    speaker: str | None
    words: str
    about: tuple[str, ...] = ()
    type: QuotationType = "direct"
    kind: SpeakerKind = "person"
    when: str | None = None
    channel: str | None = None


def printed(
    outlet: str | None,
    published: str | None,
    *sayings: Says | str,
    headline: str = "A day in Port Ellery",
) -> Reading:
    """Return a reading of an article with a paragraph for each saying; a string is mere text."""
    paragraphs = [headline]
    quotations: list[Quotation] = []
    named: dict[str, Named] = {}
    at = len(headline) + 2
    for saying in sayings:
        if isinstance(saying, str):
            paragraphs.append(saying)
            at += len(saying) + 2
            continue
        words = saying.words if saying.type == "indirect" else f"“{saying.words}”"
        who = saying.speaker
        paragraphs.append(f"{words}, {who} said." if who else f"{words}.")
        source = at + len(words) + 2
        for name in filter(None, (who, *saying.about)):
            kind = saying.kind if name == who else "person"
            if kind in ("person", "organization"):
                named.setdefault(name, Named(name, kind, (name,)))
        quotations.append(
            Quotation(
                f"q{len(quotations) + 1}",
                saying.type,
                (Span(at, at + len(words)),),
                source=(Span(source, source + len(who)),) if who else (),
                speaker=Speaker(who, saying.kind, 1.0) if who else None,
                block=len(paragraphs) - 1,
                about=saying.about,
                when=saying.when,
                channel=saying.channel,
            )
        )
        at += len(paragraphs[-1]) + 2
    text = "\n\n".join(paragraphs)
    begins = [0]
    for paragraph in paragraphs:
        begins.append(begins[-1] + len(paragraph) + 2)
    begins[-1] = len(text)
    blocks = tuple(
        Block("headline" if not n else "paragraph", begins[n], begins[n + 1])
        for n in range(len(paragraphs))
    )
    name = f"{outlet}-{published}-{len(text)}"
    article = Article(text, blocks, id=name, outlet=outlet, headline=headline, published=published)
    return Reading(article, tuple(quotations), named=tuple(named.values()))


def record(path: Path, *readings: Reading) -> Engine:
    """Return a new record that holds these readings."""
    engine, _ = open_record(path, create=True)
    with writing(engine) as connection:
        for reading in readings:
            raw = reading.article.text.encode()
            add(connection, reading, Origin(reading.article.id, "2026-03-02", raw, "test", "test"))
    return engine
